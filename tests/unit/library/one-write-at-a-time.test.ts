import { Dexie, type Table } from 'dexie';
import { IDBFactory, IDBKeyRange, IDBObjectStore } from 'fake-indexeddb';
import fc from 'fast-check';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { oneWriteAtATime } from '../../../lib/library/one-write-at-a-time.ts';

interface Clipping {
  id: number;
  site: string;
}
type Library = Dexie & { clippings: Table<Clipping, number>; names: Table<Clipping, number> };

function library(inTurn: boolean): Library {
  const db = new Dexie('clippings', { indexedDB: new IDBFactory(), IDBKeyRange }) as Library;
  db.version(1).stores({ clippings: 'id, site', names: 'id, site' });
  if (inTurn) db.use(oneWriteAtATime);
  return db;
}

const rows = (count: number, from = 0): Clipping[] =>
  Array.from({ length: count }, (_, i) => ({ id: from + i, site: `khao${i % 3}.example` }));

/** Counts writes that are on their way at once; `refuse` gives a write the error of a store without room. */
function watchWrites(refuse: (nth: number) => boolean = () => false) {
  const seen = { sent: 0, most: 0 };
  let underWay = 0;
  for (const kind of ['put', 'add', 'delete'] as const) {
    const original = IDBObjectStore.prototype[kind] as (...rest: unknown[]) => IDBRequest;
    vi.spyOn(IDBObjectStore.prototype, kind).mockImplementation(function (this: unknown, ...rest: unknown[]) {
      const store = this as IDBObjectStore & { transaction: { _execRequestAsync(work: object): IDBRequest } };
      const operation = () => {
        throw new DOMException('no room', 'QuotaExceededError');
      };
      const request = refuse(++seen.sent)
        ? store.transaction._execRequestAsync({ operation, source: store })
        : original.apply(store, rest);
      seen.most = Math.max(seen.most, ++underWay);
      const over = () => {
        underWay--;
      };
      request.addEventListener('success', over);
      request.addEventListener('error', over);
      return request as never;
    });
  }
  return seen;
}

describe('writes of one transaction', () => {
  afterEach(() => void vi.restoreAllMocks());

  it('are all sent at once by Dexie alone', async () => {
    const db = library(false);
    const seen = watchWrites();
    await db.clippings.bulkPut(rows(40));
    expect(seen.most).toBe(40);
  });

  it('wait for one another, within a table and between tables', async () => {
    const db = library(true);
    const seen = watchWrites();
    await db.transaction('rw', db.clippings, db.names, async () => {
      await Promise.all([
        db.clippings.bulkPut(rows(40)),
        db.names.bulkAdd(rows(20)),
        db.names.put({ id: 99, site: 'thin.example' }),
      ]);
      await db.clippings.bulkDelete([1, 2, 3]);
      await db.names.where('site').equals('khao1.example').modify({ site: 'khao9.example' });
    });
    expect(seen.most).toBe(1);
    expect(await db.clippings.count()).toBe(37);
    expect(await db.names.where('site').equals('khao9.example').count()).toBe(7);
  });

  it('end with the one for which there is no room, and nothing of them stays', async () => {
    const db = library(true);
    await db.clippings.bulkPut(rows(3));
    const seen = watchWrites((nth) => nth === 12);
    const saving = db.transaction('rw', db.clippings, db.names, async () => {
      await Promise.all([
        db.clippings.bulkPut(rows(40, 100)),
        db.names.put({ id: 1, site: 'thin.example' }).catch(() => 'not written'),
      ]);
    });
    await expect(saving).rejects.toMatchObject({
      failuresByPos: { 11: { name: 'QuotaExceededError' } },
    });
    expect(seen.sent).toBe(12);
    vi.restoreAllMocks();
    expect(await db.clippings.toCollection().primaryKeys()).toEqual([0, 1, 2]);
    expect(await db.names.count()).toBe(0);
  });

  it('that break a rule fail alone', async () => {
    const db = library(true);
    await db.clippings.put({ id: 2, site: 'there.example' });
    await expect(db.clippings.bulkAdd(rows(5))).rejects.toMatchObject({
      failuresByPos: { 2: { name: 'ConstraintError' } },
    });
    expect(await db.clippings.toCollection().primaryKeys()).toEqual([0, 1, 2, 3, 4]);
    expect((await db.clippings.get(2))?.site).toBe('there.example');
  });

  it('leave the same library and give the same answers as all at once', async () => {
    const ids = fc.uniqueArray(fc.integer({ min: 0, max: 12 }), { maxLength: 6 });
    const site = fc.constantFrom('a.example', 'b.example');
    const step = fc.oneof(
      fc.record({ do: fc.constantFrom('bulkPut', 'bulkAdd'), ids, site }),
      fc.record({ do: fc.constantFrom('bulkDelete', 'bulkUpdate', 'modify', 'deleteWhere'), ids, site }),
    );
    type Step = { do: string; ids: number[]; site: string };
    const take = async (db: Library, { do: what, ids: keys, site: at }: Step): Promise<unknown> => {
      const values = keys.map((id) => ({ id, site: at }));
      switch (what) {
        case 'bulkPut':
          return db.clippings.bulkPut(values, { allKeys: true });
        case 'bulkAdd':
          return db.clippings.bulkAdd(values, { allKeys: true });
        case 'bulkDelete':
          return db.clippings.bulkDelete(keys);
        case 'bulkUpdate':
          return db.clippings.bulkUpdate(keys.map((key) => ({ key, changes: { site: at } })));
        case 'modify':
          return db.clippings.where('id').anyOf(keys).modify({ site: at });
        default:
          return db.clippings.where('site').equals(at).delete();
      }
    };
    const told = async (db: Library, steps: Step[]) => {
      const answers: unknown[] = [];
      for (const each of steps)
        answers.push(
          await take(db, each).catch((error: { name: string; failuresByPos?: object }) => [
            error.name,
            Object.keys(error.failuresByPos ?? {}),
          ]),
        );
      return { answers, left: await db.clippings.toArray() };
    };
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 8 }), async (steps) => {
        expect(await told(library(true), steps)).toEqual(await told(library(false), steps));
      }),
      { numRuns: 60 },
    );
  });
});
