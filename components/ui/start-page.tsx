import { type ReactNode, StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { t, uiLanguage } from '../../lib/i18n.ts';
import '../tokens.css';
import './ui.css';
import { ToastProvider } from './toast.tsx';
import { useTheme } from './use-theme.ts';

function Shell({ children }: { children: ReactNode }) {
  useTheme();
  return <ToastProvider>{children}</ToastProvider>;
}

/** What every page of the extension begins with: language, title, theme, toasts. */
export function startPage(page: ReactNode, title: string = t('extension_short_name')): void {
  document.documentElement.lang = uiLanguage();
  document.title = title;
  createRoot(document.getElementById('root')!).render(
    <StrictMode>
      <Shell>{page}</Shell>
    </StrictMode>,
  );
}
