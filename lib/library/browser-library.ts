import type { DexieOptions } from 'dexie';
import { browser } from 'wxt/browser';
import { extensionUrl } from '../extension-url.ts';
import { LibraryDatabase } from './database.ts';
import { beginFreshLog } from './fresh-log.ts';
import { oneWriteAtATime } from './one-write-at-a-time.ts';
import { roomLeft } from './storage-errors.ts';

/** Session storage ends with the browser, as the writer of the log does. */
const FRESH_LOG_KEY = 'library-log';

/**
 * Bytes that a fresh log may take: LevelDB writes what it holds in memory (4 MB at most) into a table, beside the log that it
 * replaces. Broken off half way, it would leave the very thing that it is to prevent.
 */
const FRESH_LOG_ROOM = 16_000_000;

export interface BrowserLibraryOptions extends DexieOptions {
  /** Rather does not open than write behind a torn record; for the background, which writes what readers save. */
  careful?: boolean;
}

/** This browser's library, for extension pages and the background. */
export function browserLibrary({ careful = false, ...options }: BrowserLibraryOptions = {}): LibraryDatabase {
  const db = new LibraryDatabase(undefined, options);
  if (extensionUrl('').startsWith('chrome-extension:')) {
    let opened = false;
    db.on(
      'ready',
      async () => {
        // Opened again, it may have been closed by an error.
        if (!opened && (await isFresh())) {
          opened = true;
          return;
        }
        opened = true;
        await freshLog(careful);
      },
      true,
    );
  } else if (extensionUrl('').startsWith('moz-extension:')) db.use(oneWriteAtATime);
  return db;
}

/**
 * After a storage error: the next call opens the library anew instead of meeting the same error for good. Chromium closes the
 * store when a write fails, and what it wrote of it stands at the end of the log, as after a kill.
 */
export function openAfterError(db: LibraryDatabase): void {
  db.openAgainWhenNeeded();
  // Whichever context comes next has to begin a log; if this is not heard, this one still does.
  void browser.storage.session.remove(FRESH_LOG_KEY).catch(() => undefined);
}

/** A log was begun in this browser session, by this context or another. */
async function isFresh(): Promise<boolean> {
  const known = await browser.storage.session.get(FRESH_LOG_KEY).catch(() => ({}) as Record<string, unknown>);
  return known[FRESH_LOG_KEY] === true;
}

/** The background and pages that open at once may both do it: that costs 7 ms and no row. */
async function freshLog(careful: boolean): Promise<void> {
  const room = await hasRoom();
  if (room && (await beginFreshLog(indexedDB))) {
    // Not remembered, it is done once more.
    await browser.storage.session.set({ [FRESH_LOG_KEY]: true }).catch(() => undefined);
  } else if (careful) {
    throw new DOMException('a fresh log could not be begun', room ? 'AbortError' : 'QuotaExceededError');
  }
}

async function hasRoom(): Promise<boolean> {
  const room = await roomLeft();
  return room === null || room >= FRESH_LOG_ROOM;
}
