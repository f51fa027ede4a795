import { startPage } from '../../components/ui/start-page.tsx';
import { t } from '../../lib/i18n.ts';

startPage(
  <main>
    <h1>{t('extension_name')}</h1>
    <p>{t('extension_description')}</p>
  </main>,
  t('extension_name'),
);
