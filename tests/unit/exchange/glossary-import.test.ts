import { IDBFactory, IDBKeyRange } from 'fake-indexeddb';
import fc from 'fast-check';
import { beforeEach, describe, expect, test } from 'vitest';
import {
  type Choice,
  importWrites,
  type OwnEntry,
  planImport,
} from '../../../lib/exchange/glossary-import.ts';
import type { GlossaryEntry } from '../../../lib/glossary/types.ts';
import { LibraryDatabase } from '../../../lib/library/database.ts';
import {
  listUserEntries,
  markUserEntries,
  restoreUserEntries,
  writeUserEntries,
} from '../../../lib/library/own-glossary.ts';
import type { UserEntryRow } from '../../../lib/library/rows.ts';
import { entryOf } from '../../../lib/library/user-entry-rows.ts';

const entry = (thai: string, english: string, part: Partial<GlossaryEntry> = {}): GlossaryEntry => ({
  thai,
  english,
  otherEnglish: [],
  thaiAbbr: [],
  latin: [],
  short: [],
  otherThai: [],
  type: 'other',
  ...part,
});
const own = (one: GlossaryEntry): OwnEntry<string> => ({
  key: one.thai,
  entry: one,
  row: `row of ${one.thai}`,
});
const keyOf = (thai: string) => thai;

const CENTRE = entry('ศูนย์ข้อมูลเมืองลุ่มน้ำโขง', 'Mekong City Data Centre', { latin: ['MCDC'], type: 'research' });

describe('an import into the own glossary', () => {
  test('tells new names from those that are there', () => {
    const club = entry('ชมรมนักข่าวริมโขง', 'Rim Khong Press Club');
    expect(planImport([club, CENTRE], [own(CENTRE)], keyOf).map(({ state }) => state)).toEqual([
      'new',
      'same',
    ]);
  });

  test('adds what the file knows more, and takes nothing away', () => {
    const more = {
      ...CENTRE,
      latin: ['MDC'],
      thaiAbbr: ['ศขม.'],
      note: 'in Nong Khai',
      type: 'other' as const,
    };
    const [item] = planImport([more], [own(CENTRE)], keyOf);
    expect(item).toMatchObject({
      state: 'changed',
      merged: { latin: ['MCDC', 'MDC'], thaiAbbr: ['ศขม.'], note: 'in Nong Khai', type: 'research' },
    });
  });

  test('leaves the reader’s English alone unless the reader says otherwise', () => {
    const other = entry(CENTRE.thai, 'Mekong Urban Data Center', { type: 'research' });
    const items = planImport([other], [own(CENTRE)], keyOf);
    expect(items[0]!.state).toBe('conflicting');
    const english = (choice?: Choice) =>
      importWrites(items, new Map(choice ? [[0, choice]] : [])).map(({ entry: e }) => [
        e.english,
        e.otherEnglish,
      ]);
    expect(english()).toEqual([]);
    expect(english('mine')).toEqual([]);
    expect(english('file')).toEqual([['Mekong Urban Data Center', []]]);
    expect(english('both')).toEqual([['Mekong City Data Centre', ['Mekong Urban Data Center']]]);
  });

  test('shows two lines of one file that contradict each other', () => {
    const twice = [entry('สภาริมโขง', 'Rim Khong Council'), entry('สภาริมโขง', 'Mekong Bank Council')];
    const items = planImport(twice, [], keyOf);
    expect(items.map(({ state }) => state)).toEqual(['new', 'conflicting']);
    expect(importWrites(items, new Map())).toEqual([{ entry: twice[0], replaces: null }]);
    expect(importWrites(items, new Map([[1, 'file']]))[0]!.entry.english).toBe('Mekong Bank Council');
  });

  const name = fc.constantFrom('กรมน้ำ', 'กรมดิน', 'สภาเมือง', 'ศูนย์ข้อมูล');
  const anyEntry = fc
    .tuple(
      name,
      fc.constantFrom('Office A', 'Office B'),
      fc.subarray(['AA', 'BB']),
      fc.constantFrom('', 'a note'),
    )
    .map(([thai, english, latin, note]) => entry(thai, english, { latin, ...(note ? { note } : {}) }));
  const unique = fc.uniqueArray(anyEntry, { selector: ({ thai }) => thai, maxLength: 4 });

  test('without choices loses nothing that was there, and writes each name once', () => {
    fc.assert(
      fc.property(fc.array(anyEntry, { maxLength: 8 }), unique, (theirs, mine) => {
        const writes = importWrites(planImport(theirs, mine.map(own), keyOf), new Map());
        expect(new Set(writes.map(({ entry: e }) => e.thai)).size).toBe(writes.length);
        const after = new Map(mine.map((one) => [one.thai, one]));
        for (const { entry: e } of writes) after.set(e.thai, e);
        for (const before of mine) {
          const now = after.get(before.thai)!;
          expect(now.english).toBe(before.english);
          expect(now.latin).toEqual(expect.arrayContaining(before.latin));
          if (before.note) expect(now.note).toBe(before.note);
        }
      }),
    );
  });

  test('of what was just imported finds nothing to do', () => {
    fc.assert(
      fc.property(unique, (theirs) => {
        const writes = importWrites(planImport(theirs, [], keyOf), new Map());
        const again = planImport(
          theirs,
          writes.map(({ entry: e }) => own(e)),
          keyOf,
        );
        expect(again.every(({ state }) => state === 'same')).toBe(true);
      }),
    );
  });
});

describe('writing an import', () => {
  let db: LibraryDatabase;
  const options = { normalForm: (text: string) => text, now: 1_700_000_000_000, origin: 'names.tsv' };
  const write = (writes: { entry: GlossaryEntry; replaces: UserEntryRow | null }[], now = options.now) =>
    writeUserEntries(db, writes, { ...options, now });
  beforeEach(() => {
    db = new LibraryDatabase('own-glossary-test', { indexedDB: new IDBFactory(), IDBKeyRange });
  });

  test('is undone whole: new entries go, changed ones are as they were', async () => {
    await write([{ entry: CENTRE, replaces: null }]);
    const [row] = await listUserEntries(db);
    const changed = { ...CENTRE, english: 'Mekong Urban Data Center' };
    const done = await write(
      [
        { entry: changed, replaces: row! },
        { entry: entry('ชมรมนักข่าวริมโขง', 'Rim Khong Press Club'), replaces: null },
      ],
      options.now + 1,
    );
    if (!done.ok) throw new Error(done.error.detail);
    expect((await listUserEntries(db)).map(({ english }) => english).sort()).toEqual([
      'Mekong Urban Data Center',
      'Rim Khong Press Club',
    ]);
    await markUserEntries(db, done.value.added, true, options.now + 2);
    await restoreUserEntries(db, done.value.before);
    expect(await listUserEntries(db)).toEqual([row]);
    expect(entryOf(row!)).toEqual(CENTRE);
  });

  test('writes nothing at all when one entry was changed in another tab meanwhile', async () => {
    await write([{ entry: CENTRE, replaces: null }]);
    const [row] = await listUserEntries(db);
    await db.userEntries.update(row!.id, { english: 'Edited elsewhere', updatedAt: options.now + 5 });
    const done = await write([
      { entry: entry('ชมรมนักข่าวริมโขง', 'Rim Khong Press Club'), replaces: null },
      { entry: CENTRE, replaces: row! },
    ]);
    expect(done).toMatchObject({ ok: false, error: { name: 'bad-input' } });
    expect((await listUserEntries(db)).map(({ english }) => english)).toEqual(['Edited elsewhere']);
  });

  test('does not add a name that is there', async () => {
    await write([{ entry: CENTRE, replaces: null }]);
    expect(await write([{ entry: CENTRE, replaces: null }])).toMatchObject({ ok: false });
    expect(await listUserEntries(db)).toHaveLength(1);
  });
});
