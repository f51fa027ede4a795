/**
 * Copies of the library that it keeps by itself. They lie in the extension's own file system, which is another store of the
 * browser than IndexedDB: when the browser takes the database for damaged it makes it anew, empty, and says nothing; the
 * copies stay. Each is a backup (backup-format.ts). The name says all there is to know of it, so that no second store has to
 * be asked when one is gone:
 *
 *   library.milliseconds.articles.wonglep.gz
 *
 * A library has an id of its own, in its own rows: copies of another id are those of a library that is no longer there.
 */
import type { LibraryDatabase } from '../library/database.ts';
import { LIBRARY_ID } from '../library/meta-keys.ts';
import { uuid7 } from '../library/uuid.ts';
import { backupStream } from './backup.ts';

/** ms between two copies. */
const EVERY = 86_400_000;
const NAME = /^([0-9a-f-]{36})\.(\d{10,16})\.(\d{1,9})\.wonglep\.gz$/;
/** Chromium shows what is being written under this ending. */
const UNFINISHED = /\.crswap$/;
/** One at a time, over all contexts of the extension. */
const LOCK = 'wonglep-safety-copy';

export interface SafetyCopy {
  name: string;
  /** Id of the library that it is a copy of. */
  library: string;
  /** ms since 1970 */
  writtenAt: number;
  articles: number;
  /** The packed copy, to be restored or handed out; its `size` is in bytes. */
  file: File;
}

/** Where copies lie; null in a browser or a mode that has no such place. */
export async function copyFolder(): Promise<FileSystemDirectoryHandle | null> {
  // Refused in some private windows; a library that cannot be copied is still a library.
  return (await navigator.storage?.getDirectory?.().catch(() => null)) ?? null;
}

/** Whole copies, newest first. One that was being written when the browser ended is empty, and not among them. */
export async function listCopies(folder: FileSystemDirectoryHandle): Promise<SafetyCopy[]> {
  const copies: SafetyCopy[] = [];
  for await (const handle of folder.values()) {
    const [, library, writtenAt, articles] = NAME.exec(handle.name) ?? [];
    if (handle.kind !== 'file' || !library) continue;
    const file = await (handle as FileSystemFileHandle).getFile();
    if (file.size === 0) continue;
    copies.push({
      name: handle.name,
      library,
      writtenAt: Number(writtenAt),
      articles: Number(articles),
      file,
    });
  }
  return copies.sort((a, b) => b.writtenAt - a.writtenAt);
}

/** The id of this library, or null while no copy of it was ever written. */
export async function libraryId(db: LibraryDatabase): Promise<string | null> {
  const row = await db.meta.get(LIBRARY_ID);
  return typeof row?.value === 'string' ? row.value : null;
}

function makeLibraryId(db: LibraryDatabase): Promise<string> {
  return db.transaction('rw', db.meta, async () => {
    const known = await libraryId(db);
    if (known) return known;
    const value = uuid7();
    await db.meta.put({ key: LIBRARY_ID, value });
    return value;
  });
}

/** Newest copy of each library that is not this one: libraries that the browser has lost, as nobody erased them. */
export function lostLibraries(copies: readonly SafetyCopy[], own: string | null): SafetyCopy[] {
  const newest = new Map<string, SafetyCopy>();
  for (const copy of copies)
    if (copy.library !== own && !newest.has(copy.library)) newest.set(copy.library, copy);
  return [...newest.values()];
}

async function isEmpty(db: LibraryDatabase): Promise<boolean> {
  for (const table of [db.articles, db.keptNames, db.userEntries, db.corrections])
    if ((await table.count()) > 0) return false;
  return true;
}

/**
 * Writes a copy, and removes the one before it when it is whole; null where there is nothing to copy, or a copy is
 * being written elsewhere. Throws what the browser says, e.g. when the disk is full; the copy before is then untouched.
 */
export function writeCopy(
  db: LibraryDatabase,
  folder: FileSystemDirectoryHandle,
  now: number,
): Promise<SafetyCopy | null> {
  return navigator.locks.request(LOCK, { ifAvailable: true }, async (lock) => {
    if (!lock || (await isEmpty(db))) return null;
    await removeTorn(folder);
    const library = await makeLibraryId(db);
    const name = `${library}.${now}.${await db.articles.count()}.wonglep.gz`;
    const handle = await folder.getFileHandle(name, { create: true });
    try {
      // What is written takes the file's place when it is closed: there is no half copy.
      await backupStream(db, now).pipeTo(await handle.createWritable());
    } catch (error) {
      await folder.removeEntry(name).catch(() => undefined);
      throw error;
    }
    const copies = await listCopies(folder);
    await removeCopies(folder, copies.filter((copy) => copy.library === library).slice(1));
    return copies.find((copy) => copy.name === name) ?? null;
  });
}

/** What a browser that ended in the middle of a copy left behind. */
async function removeTorn(folder: FileSystemDirectoryHandle): Promise<void> {
  const whole = new Set((await listCopies(folder)).map((copy) => copy.name));
  await removeCopies(
    folder,
    (await copyNames(folder)).filter((name) => !whole.has(name)).map((name) => ({ name })),
  );
}

async function copyNames(folder: FileSystemDirectoryHandle): Promise<string[]> {
  const names: string[] = [];
  for await (const { name } of folder.values()) if (NAME.test(name.replace(UNFINISHED, ''))) names.push(name);
  return names;
}

export async function removeCopies(
  folder: FileSystemDirectoryHandle,
  copies: readonly Pick<SafetyCopy, 'name'>[],
): Promise<void> {
  for (const { name } of copies) await folder.removeEntry(name);
}

/** Every copy of every library, and what an interrupted one left: for whoever erases all there is. */
export async function removeAllCopies(folder: FileSystemDirectoryHandle): Promise<void> {
  await removeCopies(
    folder,
    (await copyNames(folder)).map((name) => ({ name })),
  );
}

/**
 * Writes a copy when the last one of this library is a day old. `most`: more articles than that are left to a page that has the
 * time (10,000 take 14 s, and a background may be stopped).
 */
export async function copyWhenDue(
  db: LibraryDatabase,
  folder: FileSystemDirectoryHandle,
  now: number,
  most = Number.POSITIVE_INFINITY,
): Promise<SafetyCopy | null> {
  const own = await libraryId(db);
  const last = (await listCopies(folder)).find((copy) => copy.library === own);
  if (last && now - last.writtenAt < EVERY) return null;
  if ((await db.articles.count()) > most) return null;
  return writeCopy(db, folder, now);
}
