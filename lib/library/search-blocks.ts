import type { Result } from '../result.ts';
import { indexArticles, indexScope } from './article-index.ts';
import type { LibraryDatabase } from './database.ts';
import type { SearchBlockRow } from './rows.ts';
import { addToBitmap, BLOCK_DOCS, newBitmap, type SearchIndex } from './search-index.ts';
import { storageResult } from './storage-errors.ts';
import { uuid7 } from './uuid.ts';

/** Pending texts beyond which it pays to move them into blocks: reading them one by one costs some 40 µs each. */
export const TIDY_AT = 128;

/** Form of heads and blocks; another one stored means they are made anew. */
const INDEX_VERSION = 1;

/**
 * Moves pending texts into blocks, in one transaction; until it ends, whoever searches still finds them pending. Blocks with
 * more gaps than texts are closed up. Gives how many texts moved.
 */
export async function tidySearchIndex(db: LibraryDatabase, least = TIDY_AT): Promise<Result<number>> {
  return storageResult(() =>
    db.transaction('rw', [db.searchPending, db.searchBlocks, db.searchSlots], async () => {
      if ((await db.searchPending.count()) < Math.max(1, least)) return 0;
      const pending = await db.searchPending.toArray();
      const replaced = new Set(pending.map((row) => row.id));
      const fresh: { id: string; text: string }[] = [];
      let last: { no: number; ids: string[] } | null = null;
      for (const slots of await db.searchSlots.toArray()) {
        const ids = slots.ids.map((id) => (replaced.has(id) ? '' : id));
        const living = ids.filter(Boolean).length;
        if (living === 0 || living < slots.ids.length / 2) {
          const block = living ? await db.searchBlocks.get(slots.no) : undefined;
          if (block) fresh.push(...textsIn(block, ids));
          await db.searchBlocks.delete(slots.no);
          await db.searchSlots.delete(slots.no);
          continue;
        }
        if (ids.some((id, i) => id !== slots.ids[i])) await db.searchSlots.put({ ...slots, ids });
        if (slots.ids.length < BLOCK_DOCS) last = { no: slots.no, ids };
      }
      for (const row of pending) if (row.text !== null) fresh.push({ id: row.id, text: row.text });
      let no = ((await db.searchSlots.orderBy('no').last())?.no ?? 0) + 1;
      if (last) {
        const block = await db.searchBlocks.get(last.no);
        if (block) {
          const ids = last.ids;
          await putBlock(
            db,
            last.no,
            [...textsAt(block, ids)].concat(fresh.splice(0, BLOCK_DOCS - ids.length)),
          );
        }
      }
      while (fresh.length) await putBlock(db, no++, fresh.splice(0, BLOCK_DOCS));
      await db.searchPending.clear();
      return pending.length;
    }),
  );
}

interface Doc {
  id: string;
  text: string;
}

/** Every slot of a block, gaps included. */
function textsAt(block: SearchBlockRow, ids: readonly string[]): Doc[] {
  return ids.map((id, slot) => ({
    id,
    text: block.text.slice(slot === 0 ? 0 : block.ends[slot - 1], block.ends[slot]),
  }));
}

const textsIn = (block: SearchBlockRow, ids: readonly string[]) =>
  textsAt(block, ids).filter((doc) => doc.id);

async function putBlock(db: LibraryDatabase, no: number, docs: readonly Doc[]): Promise<void> {
  const ends = new Uint32Array(docs.length);
  const bits = newBitmap();
  let length = 0;
  docs.forEach((doc, slot) => {
    length += doc.text.length;
    ends[slot] = length;
    addToBitmap(bits, slot, doc.text);
  });
  await db.searchBlocks.put({ no, text: docs.map((doc) => doc.text).join(''), ends, bits });
  await db.searchSlots.put({ no, stamp: uuid7(), ids: docs.map((doc) => doc.id) });
}

/** Brings `index` to what is stored: only blocks that are new or other than before are read. */
export async function refreshSearchIndex(db: LibraryDatabase, index: SearchIndex): Promise<Result<null>> {
  return storageResult(() =>
    db.transaction('r', [db.searchPending, db.searchBlocks, db.searchSlots], async () => {
      const slots = await db.searchSlots.toArray();
      // One after the other: all blocks at once would be in memory twice.
      for (const row of slots) {
        if (index.setSlots(row)) continue;
        const block = await db.searchBlocks.get(row.no);
        if (block) index.setBlock(block, row);
      }
      index.keepBlocks(new Set(slots.map((row) => row.no)));
      index.setPending(await db.searchPending.toArray());
      return null;
    }),
  );
}

/** Makes heads and searchable texts of all articles anew: after a backup was restored, or when they do not fit the articles. */
export async function rebuildIndex(
  db: LibraryDatabase,
  now: number,
  progress: (done: number, of: number) => void = () => {},
): Promise<Result<number>> {
  return storageResult(async () => {
    await db.transaction('rw', [db.heads, db.searchPending, db.searchBlocks, db.searchSlots], async () => {
      for (const table of [db.heads, db.searchPending, db.searchBlocks, db.searchSlots]) await table.clear();
    });
    const ids = await db.articles.toCollection().primaryKeys();
    for (let at = 0; at < ids.length; at += 400) {
      await db.transaction('rw', indexScope(db), () => indexArticles(db, ids.slice(at, at + 400), now));
      const tidied = await tidySearchIndex(db);
      if (!tidied.ok) throw new Error(tidied.error.detail);
      progress(Math.min(ids.length, at + 400), ids.length);
    }
    await db.meta.put({ key: 'index-version', value: INDEX_VERSION });
    return ids.length;
  });
}

/** Rebuilds the index if it does not fit the articles (a restored backup, another version's form). Gives whether it did. */
export async function ensureIndex(db: LibraryDatabase, now: number): Promise<Result<boolean>> {
  const state = await storageResult(async () => ({
    articles: await db.articles.count(),
    // Through the index: heads of an older form have no revision, and are not in it.
    heads: await db.heads.orderBy('revision').count(),
    version: (await db.meta.get('index-version'))?.value ?? INDEX_VERSION,
  }));
  if (!state.ok) return state;
  const { articles, heads, version } = state.value;
  if (articles === heads && version === INDEX_VERSION) return { ok: true, value: false };
  const rebuilt = await rebuildIndex(db, now);
  return rebuilt.ok ? { ok: true, value: true } : rebuilt;
}
