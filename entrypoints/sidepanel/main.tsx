import { SidePanel } from '../../components/sidepanel/side-panel.tsx';
import { startPage } from '../../components/ui/start-page.tsx';
import { t } from '../../lib/i18n.ts';
import '../../components/sidepanel/side-panel.css';

startPage(<SidePanel />, t('panel_title'));
