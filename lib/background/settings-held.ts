import { loadSettings, type Settings } from '../settings.ts';

/**
 * The settings as the background holds them: read once while it lives, and again after each change, of which the browser
 * tells it (entrypoints/background.ts). A page that comes up waits for no storage.
 */
let held: Promise<Settings> | null = null;

export function settingsNow(): Promise<Settings> {
  if (held) return held;
  const reading = loadSettings();
  held = reading;
  reading.catch(() => {
    // Whoever asked is told; the next one asks storage again.
    if (held === reading) held = null;
  });
  return reading;
}

export function forgetSettings(): void {
  held = null;
}
