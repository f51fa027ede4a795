import { DEFAULT_SETTINGS, readSettings, type Settings } from '../settings.ts';

/**
 * The settings as the background holds them: read once while it lives, and again after each change, of which the browser
 * tells it (entrypoints/background.ts). A page that comes up waits for no storage.
 */
let held: Promise<Settings> | null = null;

export function settingsNow(): Promise<Settings> {
  if (held) return held;
  const reading: Promise<Settings> = readSettings().catch(() => {
    // Storage is blocked: names are shown by the defaults, and the next one who asks tries again.
    if (held === reading) held = null;
    return DEFAULT_SETTINGS;
  });
  held = reading;
  return reading;
}

export function forgetSettings(): void {
  held = null;
}
