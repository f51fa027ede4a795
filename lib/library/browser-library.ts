import type { DexieOptions } from 'dexie';
import { browser } from 'wxt/browser';
import { extensionUrl } from '../extension-url.ts';
import { LibraryDatabase } from './database.ts';
import { beginFreshLog } from './fresh-log.ts';

/** Session storage ends with the browser, as the writer of the log does. */
const FRESH_LOG_KEY = 'library-log';

/** This browser's library, for extension pages and the background. */
export function browserLibrary(options: DexieOptions = {}): LibraryDatabase {
  const db = new LibraryDatabase(undefined, options);
  if (extensionUrl('').startsWith('chrome-extension:')) db.on('ready', () => freshLogOnce(), true);
  return db;
}

let begun: Promise<void> | null = null;

/** Once in a browser session, and before the library's first query; the background and pages that open at once both may. */
function freshLogOnce(): Promise<void> {
  begun ??= freshLog();
  return begun;
}

async function freshLog(): Promise<void> {
  const session = browser.storage.session;
  const known = await session.get(FRESH_LOG_KEY).catch(() => ({}) as Record<string, unknown>);
  if (known[FRESH_LOG_KEY] === true) return;
  if (!(await beginFreshLog(indexedDB))) return;
  // Not remembered, it is done once more: that costs 7 ms and no row.
  await session.set({ [FRESH_LOG_KEY]: true }).catch(() => undefined);
}
