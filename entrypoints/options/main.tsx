import { OptionsPage } from '../../components/options/options-page.tsx';
import { startPage } from '../../components/ui/start-page.tsx';
import { t } from '../../lib/i18n.ts';
import '../../components/options/options.css';

startPage(<OptionsPage />, t('options_page_title'));
