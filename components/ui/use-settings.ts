import { useEffect, useState } from 'react';
import { changeSettings, loadSettings, type Settings, watchSettings } from '../../lib/settings.ts';

export type ChangeSettings = (change: (settings: Settings) => Settings) => void;

/** The settings as they are stored, and the way to change them; `null` until they are read. */
export function useSettings(): [Settings | null, ChangeSettings] {
  const [settings, setSettings] = useState<Settings | null>(null);
  useEffect(() => {
    void loadSettings().then(setSettings);
    return watchSettings(setSettings);
  }, []);
  const change: ChangeSettings = (wanted) => {
    // Shown at once; what is stored comes back through the watcher and counts.
    setSettings((now) => now && wanted(now));
    void changeSettings(wanted);
  };
  return [settings, change];
}
