import 'fake-indexeddb/auto';
import { strToU8, zipSync } from 'fflate';
import initSqlJs from 'sql.js';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readDeck } from '../../../lib/exchange/anki-import.ts';
import { guessRoles, planImport, runImport } from '../../../lib/exchange/anki-import-plan.ts';
import { ankiNotes } from '../../../lib/exchange/anki-notes.ts';
import { writeAnkiPackage } from '../../../lib/exchange/anki-package.ts';
import { writeTsv } from '../../../lib/exchange/anki-tsv.ts';
import { LibraryDatabase } from '../../../lib/library/database.ts';
import { sampleNames } from '../review/sample-names.ts';

const NOW = Date.UTC(2025, 5, 1);
const names = sampleNames(8, NOW);
const sql = () => initSqlJs();
const same = (text: string) => text;
let db: LibraryDatabase;
beforeEach(() => {
  db = new LibraryDatabase(`import-${Math.random()}`);
});
afterEach(() => db.delete());

async function tableOf(file: Uint8Array) {
  const read = await readDeck(file, sql);
  if (!read.ok) throw new Error(`${read.error}: ${read.detail}`);
  return read.value[0]!;
}
async function planned(file: Uint8Array, target: 'glossary' | 'kept' = 'glossary') {
  const table = await tableOf(file);
  const plan = await planImport(db, table, guessRoles(table), target, same);
  if (!plan.ok) throw new Error(plan.error.detail);
  return plan.value;
}

describe('reading decks', () => {
  it('reads our own package and our own TSV back to the same names', async () => {
    const input = { names, cards: [], reviews: [], templates: ['thai-english' as const] };
    const rest = { retention: 0.9, dayStartsAt: 4, withScheduling: true, now: NOW };
    const apkg = await writeAnkiPackage(await sql(), { ...input, ...rest });
    const tsv = strToU8(writeTsv(ankiNotes(names, [], ['thai-english'])));
    const wanted = names.map(({ thai, english, acronyms }) => ({ thai, english, acronyms })).sort(byThai);
    for (const file of [apkg, tsv]) {
      const plan = await planned(file);
      expect(plan.map(({ thai, english, acronyms }) => ({ thai, english, acronyms })).sort(byThai)).toEqual(
        wanted,
      );
    }
  });

  it('finds the Thai and the English column of a table without names', async () => {
    const rows = names.map((n, i) => `${i + 1}\t${n.english}\t${n.thai}`).join('\n');
    const plan = await planned(strToU8(rows));
    expect(plan.map((row) => row.thai)).toEqual(names.map((n) => n.thai));
    expect(plan.every((row) => row.verdict === 'new')).toBe(true);
  });

  it('keeps quoted tabs and lines in their cell', async () => {
    const table = await tableOf(
      strToU8('กกต.\t"Election ""Commission""\n\tof Thailand"\nธปท.\tBank of Thailand\n'),
    );
    expect(table.notes.map((note) => note.fields[1])).toEqual([
      'Election "Commission"\n\tof Thailand',
      'Bank of Thailand',
    ]);
  });

  it.each([
    ['a zip without a collection', zipSync({ 'a.txt': strToU8('x') }), 'not-a-deck'],
    [
      'a zip that is cut off',
      zipSync({ 'collection.anki2': strToU8('x'.repeat(999)) }).slice(0, 60),
      'damaged',
    ],
    [
      'a collection that is no database',
      zipSync({ 'collection.anki2': strToU8('x'.repeat(999)) }),
      'damaged',
    ],
    ['a package of the newest kind only', zipSync({ 'collection.anki21b': strToU8('x') }), 'newer-package'],
    ['a text of one column', strToU8('กกต.\nธปท.\n'), 'not-a-deck'],
    ['a text in TIS-620', new Uint8Array([0xa1, 0xa1, 0xb5, 0x09, 0x41]), 'wrong-encoding'],
    ['an empty file', new Uint8Array(), 'empty'],
  ])('refuses %s by name', async (_, file, error) => {
    expect(await readDeck(file, sql)).toMatchObject({ ok: false, error });
  });
});

describe('importing a deck', () => {
  const file = strToU8('กกต.\tElection Commission\nธปท.\tBank of Thailand\nธปท.\tBOT\nไม่มี\t\n');

  it('says before it writes what is new, the same, in conflict and of no use', async () => {
    await runImport(
      db,
      await planned(strToU8('กกต.\tElection Commission of Thailand\nธปท.\tBank of Thailand')),
      {
        target: 'glossary',
        takeTheirs: false,
        origin: 'a.tsv',
        now: NOW,
      },
    );
    const plan = await planned(file);
    expect(plan.map((row) => row.verdict)).toEqual(['conflict', 'same', 'unusable', 'unusable']);
    expect(plan[0]!.mine).toBe('Election Commission of Thailand');
  });

  it('takes the deck’s English only where it was told to', async () => {
    const options = { target: 'glossary' as const, origin: 'a.tsv', now: NOW };
    await runImport(db, await planned(strToU8('กกต.\tMine\n')), { ...options, takeTheirs: false });
    await runImport(db, await planned(file), { ...options, takeTheirs: false });
    const english = async () => (await db.userEntries.toArray()).map((row) => row.english).sort();
    expect(await english()).toEqual(['Bank of Thailand', 'Mine']);
    await runImport(db, await planned(file), { ...options, takeTheirs: true });
    expect(await english()).toEqual(['Bank of Thailand', 'Election Commission']);
  });

  it('can keep the names for learning instead', async () => {
    const done = await runImport(db, await planned(file, 'kept'), {
      target: 'kept',
      takeTheirs: false,
      origin: 'a.tsv',
      now: NOW,
    });
    expect(done).toEqual({ ok: true, value: 2 });
    expect((await db.keptNames.toArray()).map((row) => row.glossSource)).toEqual(['user', 'user']);
  });
});

const byThai = (a: { thai: string }, b: { thai: string }) => (a.thai < b.thai ? -1 : 1);
