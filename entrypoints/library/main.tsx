import { openLibrary } from '../../components/library/library-context.tsx';
import { LibraryPage } from '../../components/library/library-page.tsx';
import { startPage } from '../../components/ui/start-page.tsx';
import { t } from '../../lib/i18n.ts';

startPage(<LibraryPage opening={openLibrary()} />, t('library_page_title'));
