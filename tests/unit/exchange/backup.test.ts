import { describe, expect, it } from 'vitest';
import { backupStream, previewRestore, restoreBackup } from '../../../lib/exchange/backup.ts';
import { BACKUP_TABLES, BackupError, writeBackup } from '../../../lib/exchange/backup-format.ts';
import type { LibraryDatabase } from '../../../lib/library/database.ts';
import { emptyLibrary, filledLibrary } from './sample-collection.ts';

const bytesOf = async (stream: ReadableStream<Uint8Array<ArrayBuffer>>) =>
  new Uint8Array(await new Response(stream).arrayBuffer());
const backup = async (db: LibraryDatabase) => new Blob([await bytesOf(backupStream(db, 1_732_500_000_000))]);
const options = { rule: 'newest' as const, now: 1_732_600_000_000, rebuild: async () => undefined };

async function rows(db: LibraryDatabase): Promise<Record<string, unknown[]>> {
  return Object.fromEntries(
    await Promise.all(BACKUP_TABLES.map(async (t) => [t, await db[t].orderBy(':id').toArray()] as const)),
  );
}

async function reason(file: Blob): Promise<string> {
  const db = emptyLibrary();
  const before = await rows(db);
  try {
    await restoreBackup(db, file, options);
  } catch (error) {
    expect(await rows(db), 'nothing was written').toEqual(before);
    if (error instanceof BackupError) return error.reason;
    throw error;
  }
  return 'taken';
}

describe('a backup', () => {
  it('brings back every row into an empty library, equal', async () => {
    const db = await filledLibrary();
    const other = emptyLibrary();
    const result = await restoreBackup(other, await backup(db), options);
    expect(await rows(other)).toEqual(await rows(db));
    expect(result.tables.articles).toEqual({ total: 2, fresh: 2, same: 0, newer: 0, older: 0 });
  });

  it('says what it would bring before it brings it, and twice brings nothing more', async () => {
    const db = await filledLibrary();
    const file = await backup(db);
    const preview = await previewRestore(db, file);
    expect(preview.tables.articles).toEqual({ total: 2, fresh: 0, same: 2, newer: 0, older: 0 });
    const before = await rows(db);
    await restoreBackup(db, file, options);
    expect(await rows(db)).toEqual(before);
  });

  it('lets the newer of two versions of a row win, and names the articles in conflict', async () => {
    const db = await filledLibrary();
    const file = await backup(db);
    const [first, second] = await db.articles.toArray();
    await db.articles.update(first!.id, { note: 'ใหม่กว่า', updatedAt: first!.updatedAt + 1000 });
    await db.articles.update(second!.id, { note: 'เก่ากว่า', updatedAt: second!.updatedAt - 1000 });
    const result = await restoreBackup(db, file, options);
    expect(result.tables.articles).toMatchObject({ newer: 1, older: 1 });
    expect(result.conflicts).toHaveLength(2);
    expect((await db.articles.get(first!.id))!.note).toBe('ใหม่กว่า');
    expect((await db.articles.get(second!.id))!.note).toBe(second!.note);
  });

  it('of another machine finds the same article by its address, and no mention twice', async () => {
    const here = await filledLibrary();
    const there = await filledLibrary();
    const before = await rows(here);
    await restoreBackup(here, await backup(there), options);
    const after = await rows(here);
    expect(after.articles).toHaveLength(before.articles!.length);
    expect(after.mentions).toHaveLength(before.mentions!.length);
    expect(after.bodies).toHaveLength(before.bodies!.length);
    expect(after.keptNames).toHaveLength(before.keptNames!.length);
  });

  it('cut at any place is refused before a row is written', async () => {
    const file = await backup(await filledLibrary());
    for (const share of [0.1, 0.5, 0.9, 0.99]) {
      expect(['truncated', 'altered']).toContain(await reason(file.slice(0, Math.floor(file.size * share))));
    }
  });

  it('with a flipped bit is refused before a row is written', async () => {
    const bytes = new Uint8Array(await (await backup(await filledLibrary())).arrayBuffer());
    for (const at of [20, bytes.length >> 1, bytes.length - 6]) {
      const flipped = bytes.slice();
      flipped[at]! ^= 4;
      expect(['truncated', 'altered', 'foreign', 'bad-row']).toContain(await reason(new Blob([flipped])));
    }
  });

  it('whose rows were changed and packed anew is refused by its check sum', async () => {
    const plain = await new Response(
      (await backup(await filledLibrary())).stream().pipeThrough(new DecompressionStream('gzip')),
    ).text();
    const changed = plain.replace('กระทรวงพาณิชย์', 'กระทรวงพานิชย์');
    const packed = await new Response(
      new Blob([changed]).stream().pipeThrough(new CompressionStream('gzip')),
    ).blob();
    expect(await reason(packed)).toBe('altered');
  });

  it('of something else, of a newer version, or with a row that is none, is refused with its reason', async () => {
    const pack = async (text: string) =>
      new Response(new Blob([text]).stream().pipeThrough(new CompressionStream('gzip'))).blob();
    expect(await reason(new Blob(['{"format":"wonglep-backup"}']))).toBe('foreign');
    expect(await reason(await pack('{"some":"json"}\n'))).toBe('foreign');
    expect(
      await reason(
        await pack('{"format":"wonglep-backup","version":9,"schema":1,"createdAt":1,"counts":{}}\n'),
      ),
    ).toBe('newer');
    async function* bad() {
      yield { table: 'articles' as const, row: { id: 'x', title: 5 } };
    }
    expect(
      await reason(new Blob([await bytesOf(writeBackup({ schema: 1, createdAt: 1, counts: {} }, bad()))])),
    ).toBe('bad-row');
  });

  it('that is a bomb is refused while it unpacks', async () => {
    const zeros = new Blob(Array.from({ length: 64 }, () => new Uint8Array(1_000_000)));
    const bomb = await new Response(zeros.stream().pipeThrough(new CompressionStream('gzip'))).blob();
    expect(bomb.size).toBeLessThan(100_000);
    expect(await reason(bomb)).toBe('too-large');
  });
});
