import { beforeEach, describe, expect, it, vi } from 'vitest';
import { restoreBackup } from '../../../lib/exchange/backup.ts';
import {
  copyWhenDue,
  libraryId,
  listCopies,
  lostLibraries,
  removeAllCopies,
  writeCopy,
} from '../../../lib/exchange/safety-copy.ts';
import { emptyLibrary, filledLibrary } from './sample-collection.ts';

const DAY = 86_400_000;
const NOW = 1_763_800_000_000;

/** A folder of the browser's private file system; a file has its bytes when its stream is closed, as there. */
class MemoryFolder {
  readonly files = new Map<string, Blob>();
  full = false;

  async getFileHandle(name: string) {
    if (!this.files.has(name)) this.files.set(name, new Blob([]));
    return {
      createWritable: async () => {
        const parts: Uint8Array<ArrayBuffer>[] = [];
        return new WritableStream<Uint8Array<ArrayBuffer>>({
          write: (part) => {
            if (this.full) throw new DOMException('no room', 'QuotaExceededError');
            parts.push(part);
          },
          close: () => void this.files.set(name, new Blob(parts)),
        });
      },
    };
  }

  async removeEntry(name: string) {
    if (!this.files.delete(name)) throw new DOMException(name, 'NotFoundError');
  }

  async *values() {
    for (const [name, blob] of this.files)
      yield { kind: 'file', name, getFile: async () => new File([blob], name) };
  }
}

let memory: MemoryFolder;
let folder: FileSystemDirectoryHandle;
beforeEach(() => {
  memory = new MemoryFolder();
  folder = memory as unknown as FileSystemDirectoryHandle;
  vi.stubGlobal('navigator', {
    locks: { request: (_name: string, _options: object, run: (lock: object) => unknown) => run({}) },
  });
});

describe('the copies that a library keeps by itself', () => {
  it('hold every row', async () => {
    const db = await filledLibrary();
    const copy = (await writeCopy(db, folder, NOW))!;
    expect(copy).toMatchObject({ writtenAt: NOW, articles: 2, library: await libraryId(db) });
    const other = emptyLibrary();
    await restoreBackup(other, copy.file, { rule: 'newest', now: NOW, rebuild: async () => undefined });
    expect(await other.articles.toArray()).toEqual(await db.articles.toArray());
    expect(await other.mentions.toArray()).toEqual(await db.mentions.toArray());
    // The id says which library this is, not what is in it.
    expect(await libraryId(other)).toBeNull();
  });

  it('are one: the older goes when the newer is whole', async () => {
    const db = await filledLibrary();
    for (const day of [0, 1, 2, 3]) await writeCopy(db, folder, NOW + day * DAY);
    expect((await listCopies(folder)).map((copy) => copy.writtenAt)).toEqual([NOW + 3 * DAY]);
  });

  it('stay as they are when there is no room for another', async () => {
    const db = await filledLibrary();
    await writeCopy(db, folder, NOW);
    memory.full = true;
    await expect(writeCopy(db, folder, NOW + DAY)).rejects.toThrow('no room');
    memory.full = false;
    expect((await listCopies(folder)).map((copy) => copy.writtenAt)).toEqual([NOW]);
    expect(memory.files.size).toBe(1);
  });

  it('do not count one that was being written when the browser ended', async () => {
    const db = await filledLibrary();
    const { name } = (await writeCopy(db, folder, NOW))!;
    await memory.getFileHandle(name.replace(String(NOW), String(NOW + DAY)));
    memory.files.set(`${name.replace(String(NOW), String(NOW + DAY))}.crswap`, new Blob(['half of it']));
    expect((await listCopies(folder)).map((copy) => copy.writtenAt)).toEqual([NOW]);
    await writeCopy(db, folder, NOW + 2 * DAY);
    expect(memory.files.size).toBe(1);
  });

  it('are written once a day, and of an empty library never', async () => {
    expect(await copyWhenDue(emptyLibrary(), folder, NOW)).toBeNull();
    const db = await filledLibrary();
    expect(await copyWhenDue(db, folder, NOW)).not.toBeNull();
    expect(await copyWhenDue(db, folder, NOW + DAY - 1)).toBeNull();
    expect(await copyWhenDue(db, folder, NOW + DAY)).not.toBeNull();
  });

  it('of a large library are left to whoever has the time', async () => {
    const db = await filledLibrary();
    expect(await copyWhenDue(db, folder, NOW, 1)).toBeNull();
    expect(await copyWhenDue(db, folder, NOW, 2)).not.toBeNull();
  });
});

describe('a library that the browser lost', () => {
  it('is known by its copies, which no newer library writes over', async () => {
    const before = await filledLibrary();
    await writeCopy(before, folder, NOW);
    await writeCopy(before, folder, NOW + DAY);
    const after = await filledLibrary();
    for (const day of [2, 3, 4]) await writeCopy(after, folder, NOW + day * DAY);
    const lost = lostLibraries(await listCopies(folder), await libraryId(after));
    expect(lost.map(({ library, writtenAt }) => [library, writtenAt])).toEqual([
      [await libraryId(before), NOW + DAY],
    ]);
  });

  it('is none for a library of which every copy is its own', async () => {
    const db = await filledLibrary();
    await writeCopy(db, folder, NOW);
    expect(lostLibraries(await listCopies(folder), await libraryId(db))).toEqual([]);
  });

  it('is not kept from a reader who erases everything', async () => {
    const db = await filledLibrary();
    const { name } = (await writeCopy(db, folder, NOW))!;
    await memory.getFileHandle(name.replace(String(NOW), String(NOW + 1)));
    memory.files.set('something-else.txt', new Blob(['1']));
    await removeAllCopies(folder);
    expect([...memory.files.keys()]).toEqual(['something-else.txt']);
  });
});
