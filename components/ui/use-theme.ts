import { useEffect } from 'react';
import { loadSettings, type Settings, watchSettings } from '../../lib/settings.ts';

/** Light, dark, or as the system has it, on the page's root element (components/tokens.css). */
export function applyTheme(theme: Settings['theme']): void {
  if (theme === 'system') delete document.documentElement.dataset.theme;
  else document.documentElement.dataset.theme = theme;
}

/** Follows the reader's theme for as long as the page lives. */
export function useTheme(): void {
  useEffect(() => {
    void loadSettings().then((settings) => applyTheme(settings.theme));
    return watchSettings((settings) => applyTheme(settings.theme));
  }, []);
}
