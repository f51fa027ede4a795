import { createRoot } from 'react-dom/client';
import { t } from '../../lib/i18n.ts';

document.documentElement.lang = t('ui_language_tag');
document.title = t('extension_name');
createRoot(document.getElementById('root')!).render(
  <main>
    <h1>{t('extension_name')}</h1>
    <p>{t('extension_description')}</p>
  </main>,
);
