import { startPage } from '../../components/ui/start-page.tsx';
import { WelcomePage } from '../../components/welcome/welcome-page.tsx';
import { t } from '../../lib/i18n.ts';
import '../../components/welcome/welcome.css';

startPage(<WelcomePage />, t('extension_name'));
