import 'fake-indexeddb/auto';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { beginFreshLog } from '../../../lib/library/fresh-log.ts';

const session = new Map<string, unknown>();
let origin = 'chrome-extension://wonglep/';
let sessionFails = false;

vi.mock('wxt/browser', () => ({
  browser: {
    runtime: { getURL: (path: string) => origin + path },
    storage: {
      session: {
        async get(key: string) {
          if (sessionFails) throw new Error('no session storage');
          return session.has(key) ? { [key]: session.get(key) } : {};
        },
        async remove(key: string) {
          session.delete(key);
        },
        async set(values: Record<string, unknown>) {
          if (sessionFails) throw new Error('no session storage');
          for (const [key, value] of Object.entries(values)) session.set(key, value);
        },
      },
    },
  },
}));

/** Names of the databases that were deleted while `work` ran: each is a compaction, and with it a new log. */
async function deletedDuring(work: () => Promise<unknown>): Promise<string[]> {
  const deleting = vi.spyOn(indexedDB, 'deleteDatabase');
  await work();
  return deleting.mock.calls.map(([name]) => name);
}

/** A page or a background that starts: its modules are new, session storage is the browser's. */
async function openInNewContext(options = {}) {
  vi.resetModules();
  const { browserLibrary } = await import('../../../lib/library/browser-library.ts');
  const db = browserLibrary(options);
  await db.meta.count();
  return db;
}

beforeEach(() => {
  session.clear();
  origin = 'chrome-extension://wonglep/';
  sessionFails = false;
});
afterEach(() => vi.restoreAllMocks());

describe('a fresh log', () => {
  it('leaves no database behind', async () => {
    expect(await beginFreshLog(indexedDB)).toBe(true);
    expect((await indexedDB.databases()).map(({ name }) => name)).not.toContain('wonglep-fresh-log');
  });

  it('begins even when a killed browser left the scratch database', async () => {
    await new Promise<void>((resolve) => {
      const opening = indexedDB.open('wonglep-fresh-log');
      opening.onupgradeneeded = () => opening.result.createObjectStore('scratch').put(1, 1);
      opening.onsuccess = () => {
        opening.result.close();
        resolve();
      };
    });
    expect(await beginFreshLog(indexedDB)).toBe(true);
    expect((await indexedDB.databases()).map(({ name }) => name)).not.toContain('wonglep-fresh-log');
  });

  it('says no, and does not throw, where storage is refused', async () => {
    vi.spyOn(indexedDB, 'open').mockImplementation(() => {
      throw new DOMException('storage is blocked', 'SecurityError');
    });
    expect(await beginFreshLog(indexedDB)).toBe(false);
  });
});

describe('the library of a browser', () => {
  it('begins a fresh log once in a browser session, whichever context comes first', async () => {
    const deleted = await deletedDuring(async () => {
      for (let context = 0; context < 3; context++) (await openInNewContext()).close();
    });
    expect(deleted).toEqual(['wonglep-fresh-log']);
  });

  it('begins another at the next start of the browser', async () => {
    (await openInNewContext()).close();
    session.clear();
    const deleted = await deletedDuring(async () => (await openInNewContext()).close());
    expect(deleted).toEqual(['wonglep-fresh-log']);
  });

  it('opens without session storage too', async () => {
    sessionFails = true;
    const db = await openInNewContext();
    expect(await db.articles.count()).toBe(0);
    db.close();
  });

  it('begins another when it is opened again, as an error may have closed it', async () => {
    const db = await openInNewContext();
    const { openAfterError } = await import('../../../lib/library/browser-library.ts');
    const deleted = await deletedDuring(async () => {
      openAfterError(db);
      await db.meta.count();
    });
    expect(deleted).toEqual(['wonglep-fresh-log']);
    expect(session.size, 'remembered again').toBe(1);
    db.close();
  });

  it('does not save either when the browser starts on a full disk, and does once there is room', async () => {
    vi.stubGlobal('navigator', { storage: { estimate: async () => ({ quota: 9e9, usage: 9e9 - 5e6 }) } });
    const { browserLibrary } = await import('../../../lib/library/browser-library.ts');
    const saver = browserLibrary({ careful: true });
    await expect(saver.meta.put({ key: 'y', value: 1 })).rejects.toThrow('fresh log');
    vi.unstubAllGlobals();
    saver.openAgainWhenNeeded();
    expect(await deletedDuring(() => saver.meta.put({ key: 'y', value: 1 }))).toEqual(['wonglep-fresh-log']);
    await saver.meta.delete('y');
    saver.close();
  });

  it('writes nothing behind a torn record while the disk is full, and can be read all the same', async () => {
    const saver = await openInNewContext({ careful: true });
    const page = await openInNewContext();
    vi.stubGlobal('navigator', { storage: { estimate: async () => ({ quota: 9e9, usage: 9e9 - 5e6 }) } });
    const deleted = await deletedDuring(async () => {
      for (const db of [saver, page]) db.openAgainWhenNeeded();
      await expect(saver.meta.put({ key: 'x', value: 1 })).rejects.toThrow('fresh log');
      expect(await page.meta.get('x')).toBeUndefined();
    });
    expect(deleted).toEqual([]);
    vi.unstubAllGlobals();
    saver.openAgainWhenNeeded();
    expect(await deletedDuring(() => saver.meta.put({ key: 'x', value: 1 }))).toEqual(['wonglep-fresh-log']);
    await saver.meta.delete('x');
    saver.close();
    page.close();
  });

  it('does nothing of the kind in Firefox, whose databases are not LevelDB', async () => {
    origin = 'moz-extension://2f6a/';
    const deleted = await deletedDuring(async () => (await openInNewContext()).close());
    expect(deleted).toEqual([]);
  });
});
