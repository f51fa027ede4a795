import { Opening } from '../../components/review/opening.ts';
import { ReviewApp } from '../../components/review/review-app.tsx';
import { startPage } from '../../components/ui/start-page.tsx';
import { t } from '../../lib/i18n.ts';
import { browserLibrary } from '../../lib/library/browser-library.ts';

const db = browserLibrary();
// The database opens while the settings are read. What goes wrong is told where the first query meets it.
db.open().catch(() => undefined);

startPage(<ReviewApp db={db} opening={new Opening(db)} />, t('review_title'));
