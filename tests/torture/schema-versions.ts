// A library as each landed schema left it, opened by the code of today: every row is there and equal, what is derived is made
// anew, and it goes on being written. The fixtures hold the stores' declarations of their time and rows of every table.
// Schema 1 had four shapes on the way to the first release; Dexie adds what is missing.
import { readdirSync, readFileSync } from 'node:fs';
import { isDeepStrictEqual } from 'node:util';
import { Dexie } from 'dexie';
import { IDBFactory, IDBKeyRange } from 'fake-indexeddb';
import {
  DATABASE_NAME,
  DERIVED_TABLES,
  LibraryDatabase,
  SCHEMA_VERSION,
} from '../../lib/library/database.ts';
import { saveArticle } from '../../lib/library/save-article.ts';
import { ensureIndex } from '../../lib/library/search-blocks.ts';
import { storageError } from '../../lib/library/storage-errors.ts';
import { normalise } from '../../lib/thai/normal-form.ts';
import { capture } from '../unit/library/sample-capture.ts';
import type { TortureOptions, TortureResult, TortureRow } from './contract.ts';

const FOLDER = new URL('../fixtures/schemas/', import.meta.url);

interface Fixture {
  version: number;
  /** The commit that brought it. */
  landed: string;
  stores: Record<string, string>;
  rows: Record<string, { id?: string; key?: string }[]>;
}

async function asItWas(fixture: Fixture): Promise<IDBFactory> {
  const factory = new IDBFactory();
  const db = new Dexie(DATABASE_NAME, { indexedDB: factory, IDBKeyRange });
  db.version(fixture.version).stores(fixture.stores);
  await db.open();
  for (const [table, rows] of Object.entries(fixture.rows)) await db.table(table).bulkAdd(rows);
  db.close();
  return factory;
}

/** Rows that are not as the fixture has them, as `table id`. */
async function differences(db: LibraryDatabase, fixture: Fixture): Promise<string[]> {
  const found: string[] = [];
  for (const [table, rows] of Object.entries(fixture.rows)) {
    if ((DERIVED_TABLES as readonly string[]).includes(table)) continue;
    if ((await db.table(table).count()) !== rows.length) found.push(`${table}: another number of rows`);
    for (const row of rows) {
      const key = row.id ?? row.key ?? '';
      const now: unknown = await db.table(table).get(key);
      // Through JSON, as the fixture is.
      if (!isDeepStrictEqual(JSON.parse(JSON.stringify(now ?? null)), row)) found.push(`${table} ${key}`);
    }
  }
  return found;
}

async function check(fixture: Fixture): Promise<{ figure: string; ok: boolean }> {
  const factory = await asItWas(fixture);
  const open = () => new LibraryDatabase(DATABASE_NAME, { indexedDB: factory, IDBKeyRange });
  let db = open();
  const rows = Object.values(fixture.rows).reduce((sum, list) => sum + list.length, 0);
  const faults = await differences(db, fixture);
  const indexed = await ensureIndex(db, 1_732_700_000_000);
  if (!indexed.ok) faults.push(`index: ${indexed.error.detail}`);
  if ((await db.heads.count()) !== fixture.rows.articles?.length) faults.push('articles without a head');
  if ((await db.heads.toArray()).some((head) => typeof head.revision !== 'number'))
    faults.push('a head without a revision');
  const saved = await saveArticle(
    capture({ url: 'https://news.example.org/new', meta: { ...capture().meta, canonicalUrl: null } }),
    { db, normalText: normalise },
  );
  if (!saved.ok) faults.push(`saving: ${saved.error.detail}`);
  db.close();
  // A second start: what the first one changed must not look like a newer version's work.
  db = open();
  if ((await db.articles.count()) !== (fixture.rows.articles?.length ?? 0) + 1)
    faults.push('the new article is gone');
  db.close();
  return { figure: faults.length ? faults.join('; ') : `${rows} rows equal`, ok: faults.length === 0 };
}

async function refusesNewer(fixture: Fixture): Promise<{ figure: string; ok: boolean }> {
  const factory = await asItWas({ ...fixture, version: SCHEMA_VERSION + 1 });
  const db = new LibraryDatabase(DATABASE_NAME, { indexedDB: factory, IDBKeyRange });
  try {
    await db.articles.toArray();
    return { figure: 'was read', ok: false };
  } catch (error) {
    const { name } = storageError(error);
    return { figure: name, ok: name === 'storage-newer-version' };
  } finally {
    db.close();
  }
}

export async function run(_options: TortureOptions): Promise<TortureResult> {
  const rows: TortureRow[] = [];
  const versions = new Set<number>();
  let last: Fixture | null = null;
  for (const file of readdirSync(FOLDER).sort()) {
    const fixture = JSON.parse(readFileSync(new URL(file, FOLDER), 'utf8')) as Fixture;
    versions.add(fixture.version);
    last = fixture;
    rows.push({ what: `schema ${file.replace('.json', '')} (${fixture.landed})`, ...(await check(fixture)) });
  }
  for (let version = 1; version <= SCHEMA_VERSION; version++)
    if (!versions.has(version)) rows.push({ what: `schema ${version}`, figure: 'has no fixture', ok: false });
  if (last)
    rows.push({ what: `schema ${SCHEMA_VERSION + 1}, of a newer version`, ...(await refusesNewer(last)) });
  return { name: 'schema versions', rows };
}
