import { browser } from 'wxt/browser';
import { watchedByManifest } from './thai-rule.ts';

/**
 * Sites on which news was found get the first look with their pages, in place of being asked for: two trips between processes
 * less before the first name. The browser holds the list while it runs and forgets it when it is closed.
 */
const MOST_SITES = 100;
const PREFIX = 'first-look:';

/** Ids as the browser has them; asked for once while the background lives. */
let registered: Promise<Set<string>> | null = null;

function registeredNow(): Promise<Set<string>> {
  registered ??= browser.scripting
    .getRegisteredContentScripts()
    .then((scripts) => new Set(scripts.map(({ id }) => id).filter((id) => id.startsWith(PREFIX))));
  return registered;
}

/** Whether the first look comes with the pages of this page's site. */
export async function comesEarlyAt(url: string): Promise<boolean> {
  try {
    return (await registeredNow()).has(PREFIX + new URL(url).hostname);
  } catch {
    // What is not known is asked for.
    registered = null;
    return false;
  }
}

/** From now on pages of this page's site are looked at without being asked for. */
export async function lookEarlyAt(url: string): Promise<void> {
  const { hostname } = new URL(url);
  const id = PREFIX + hostname;
  try {
    const ids = await registeredNow();
    if (ids.has(id)) return;
    ids.add(id);
    const [oldest] = ids;
    if (ids.size > MOST_SITES && oldest !== undefined) {
      ids.delete(oldest);
      await browser.scripting.unregisterContentScripts({ ids: [oldest] });
    }
    await browser.scripting.registerContentScripts([
      {
        id,
        matches: [`*://${hostname}/*`],
        // The look stands behind the watch, which comes by itself only where the manifest says so.
        js: watchedByManifest() ? ['first-look.js'] : ['detect.js', 'first-look.js'],
        runAt: 'document_start',
        persistAcrossSessions: false,
      },
    ]);
  } catch {
    // A host that no pattern can name, or a list that changed under us: its pages are asked for, as all others are.
    registered = null;
  }
}

/** The settings changed: what was registered by the old ones is taken back, and comes again where it is wanted. */
export async function lookEarlyNowhere(): Promise<void> {
  // Whoever asks from now on waits until they are gone: the browser would still name them.
  const gone = takeBack(registeredNow());
  registered = gone;
  try {
    await gone;
  } catch {
    // Nothing was registered by this background, and the next one asks anew.
    registered = null;
  }
}

async function takeBack(there: Promise<Set<string>>): Promise<Set<string>> {
  const ids = [...(await there)];
  if (ids.length) await browser.scripting.unregisterContentScripts({ ids });
  return new Set();
}
