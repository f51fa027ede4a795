import { ReviewApp } from '../../components/review/review-app.tsx';
import { startPage } from '../../components/ui/start-page.tsx';
import { t } from '../../lib/i18n.ts';
import { LibraryDatabase } from '../../lib/library/database.ts';

startPage(<ReviewApp db={new LibraryDatabase()} />, t('review_title'));
