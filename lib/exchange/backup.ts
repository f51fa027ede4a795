/**
 * Backup of the whole library and its way back. A restore merges: it reads the file twice, once whole to check it and to say
 * what is new, changed or in conflict, and only then to write. Writing goes in blocks, each one transaction; every block
 * can be written again without harm, so an interrupted restore is finished by doing it again (`meta` tells of it until then).
 */
import type { Table } from 'dexie';
import { type LibraryDatabase, SCHEMA_VERSION } from '../library/database.ts';
import { LIBRARY_ID } from '../library/meta-keys.ts';
import { BACKUP_TABLES, type BackupRow, type BackupTable, readBackup, writeBackup } from './backup-format.ts';

type Row = Record<string, unknown>;
/** Where the note of a running restore stands. */
export const RESTORE_MARK = 'restore-running';
/** What is said of this one library, here and now. */
const NOT_COPIED = [RESTORE_MARK, LIBRARY_ID];
const PAGE = 500;
const keyName = (table: BackupTable) => (table === 'meta' ? 'key' : 'id');
const tableOf = (db: LibraryDatabase, table: BackupTable) => db[table] as unknown as Table<Row, string>;

/** Rows page by page, by key: the memory it takes is that of a page. */
async function* rowsOf(db: LibraryDatabase): AsyncGenerator<{ table: BackupTable; row: unknown }> {
  for (const name of BACKUP_TABLES) {
    const table = tableOf(db, name);
    const size = name === 'articles' || name === 'versions' ? 50 : PAGE;
    let last: string | null = null;
    for (;;) {
      const page: Row[] = await (last === null ? table.orderBy(':id') : table.where(':id').above(last))
        .limit(size)
        .toArray();
      for (const row of page) {
        if (name === 'meta' && NOT_COPIED.includes(String(row.key))) continue;
        yield { table: name, row };
      }
      if (page.length < size) break;
      last = String(page.at(-1)![keyName(name)]);
    }
  }
}

/** The packed file as a stream. Rows written while it runs may or may not be in it; each row is whole. */
export function backupStream(db: LibraryDatabase, now: number): ReadableStream<Uint8Array<ArrayBuffer>> {
  // Counts would have to be of the same moment as the rows; the footer counts what was written.
  return writeBackup({ schema: SCHEMA_VERSION, createdAt: now, counts: {} }, rowsOf(db));
}

export interface RestorePreview {
  createdAt: number;
  tables: Record<BackupTable, { total: number; fresh: number; same: number; newer: number; older: number }>;
  /** Titles of articles that differ on both sides, at most 20. */
  conflicts: string[];
}

/** Which side wins where a row differs. `newest`: the one changed last. */
export type ConflictRule = 'newest' | 'mine' | 'theirs';

const emptyCounts = () => ({ total: 0, fresh: 0, same: 0, newer: 0, older: 0 });
const stamp = (row: Row) => (typeof row.updatedAt === 'number' ? row.updatedAt : 0);

/** A text that is equal for equal rows, whatever the order of their fields. */
function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  if (value && typeof value === 'object') {
    const row = value as Row;
    return `{${Object.keys(row)
      .sort()
      .filter((key) => row[key] !== undefined)
      .map((key) => `${JSON.stringify(key)}:${canonical(row[key])}`)
      .join(',')}}`;
  }
  return JSON.stringify(value) ?? 'null';
}

/** Keys that are unique among the living: a row of the file with another id but the same key is the same thing. */
const NATURAL_KEYS: Partial<Record<BackupTable, string>> = {
  articles: 'url',
  bodies: 'key',
  keptNames: 'key',
  userEntries: 'key',
};
const POINTERS: Partial<Record<BackupTable, Record<string, BackupTable>>> = {
  mentions: { articleId: 'articles', bodyId: 'bodies' },
  versions: { articleId: 'articles' },
  keptNames: { bodyId: 'bodies' },
  cards: { keptId: 'keptNames' },
  bodies: { mergedInto: 'bodies' },
};

class Merger {
  readonly #db: LibraryDatabase;
  readonly #rule: ConflictRule;
  /** Ids of the file that are known here by another id. */
  readonly #renamed = new Map<string, string>();
  /** Articles known here by another id: their mentions of the file are not added to those that are here. */
  readonly #settled = new Set<string>();
  readonly preview: RestorePreview;

  constructor(db: LibraryDatabase, rule: ConflictRule) {
    this.#db = db;
    this.#rule = rule;
    const tables = Object.fromEntries(
      BACKUP_TABLES.map((t) => [t, emptyCounts()]),
    ) as RestorePreview['tables'];
    this.preview = { createdAt: 0, tables, conflicts: [] };
  }

  /** What is to be written of a block of rows of one table. */
  async weigh(table: BackupTable, rows: readonly Row[]): Promise<Row[]> {
    const counts = this.preview.tables[table];
    const incoming = rows.flatMap((row) => this.#pointed(table, row));
    counts.total += rows.length;
    counts.same += rows.length - incoming.length;
    const keys = incoming.map((row) => String(row[keyName(table)]));
    const here = await tableOf(this.#db, table).bulkGet(keys);
    const result: Row[] = [];
    for (const [i, row] of incoming.entries()) {
      const mine = here[i] ?? (await this.#sameThing(table, row));
      if (!mine) {
        counts.fresh++;
        result.push(row);
        continue;
      }
      const theirs = { ...row, [keyName(table)]: mine[keyName(table)] };
      if (canonical(mine) === canonical(theirs)) {
        counts.same++;
        continue;
      }
      const newer = stamp(theirs) > stamp(mine);
      counts[newer ? 'newer' : 'older']++;
      if (table === 'articles' && this.preview.conflicts.length < 20)
        this.preview.conflicts.push(String(row.title));
      if (this.#rule === 'theirs' || (this.#rule === 'newest' && newer)) result.push(theirs);
    }
    return result;
  }

  /** The row with its pointers turned to the ids used here; nothing where it belongs to an article that is here already. */
  #pointed(table: BackupTable, row: Row): Row[] {
    const pointers = POINTERS[table];
    if (!pointers) return [row];
    if ((table === 'mentions' || table === 'versions') && this.#settled.has(String(row.articleId))) return [];
    const turned = { ...row };
    for (const field of Object.keys(pointers)) {
      const to = this.#renamed.get(String(row[field]));
      if (to) turned[field] = to;
    }
    return [turned];
  }

  async #sameThing(table: BackupTable, row: Row): Promise<Row | null> {
    const field = NATURAL_KEYS[table];
    if (!field || row.deletedAt !== null) return null;
    const found = await tableOf(this.#db, table)
      .where(field)
      .equals(String(row[field]))
      .filter((other) => other.deletedAt === null)
      .first();
    if (!found) return null;
    this.#renamed.set(String(row.id), String(found.id));
    if (table === 'articles') this.#settled.add(String(row.id));
    return found;
  }
}

async function walk(
  file: Blob,
  merger: Merger,
  write: (table: BackupTable, rows: Row[]) => Promise<void>,
): Promise<RestorePreview> {
  let table: BackupTable | null = null;
  let block: Row[] = [];
  const flush = async () => {
    if (table && block.length > 0) await write(table, await merger.weigh(table, block));
    block = [];
  };
  const header = await readBackup(file, SCHEMA_VERSION, async ({ table: name, row }: BackupRow) => {
    if (name !== table || block.length >= (name === 'articles' || name === 'versions' ? 50 : PAGE))
      await flush();
    table = name;
    block.push(row);
  });
  await flush();
  merger.preview.createdAt = header.createdAt;
  return merger.preview;
}

/** Checks the whole file and says what it would bring. Nothing is written. Throws BackupError. */
export function previewRestore(db: LibraryDatabase, file: Blob): Promise<RestorePreview> {
  return walk(file, new Merger(db, 'newest'), async () => undefined);
}

/**
 * Checks the whole file, then merges it. Throws BackupError before anything is written, or Dexie's errors. `rebuild` makes
 * the derived tables anew (search index) when all rows are in.
 */
export async function restoreBackup(
  db: LibraryDatabase,
  file: Blob,
  options: { rule: ConflictRule; now: number; rebuild: () => Promise<unknown> },
): Promise<RestorePreview> {
  await previewRestore(db, file);
  await db.meta.put({ key: RESTORE_MARK, value: { startedAt: options.now, size: file.size } });
  const result = await walk(file, new Merger(db, options.rule), async (table, rows) => {
    if (rows.length > 0)
      await db.transaction('rw', tableOf(db, table), () => tableOf(db, table).bulkPut(rows));
  });
  await options.rebuild();
  await db.meta.delete(RESTORE_MARK);
  return result;
}
