import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { unzipSync } from 'fflate';
import initSqlJs, { type SqlJs } from 'sql.js';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ANKI_FIELDS, DECK_ID, NOTE_TYPE_ID } from '../../../lib/exchange/anki-note-type.ts';
import { type PackageInput, writeAnkiPackage } from '../../../lib/exchange/anki-package.ts';
import { CARD_TEMPLATES, type CardRow, type ReviewRow } from '../../../lib/library/rows.ts';
import { localDay } from '../../../lib/review/local-day.ts';
import { fits, newCard } from '../../../lib/review/make-cards.ts';
import { Scheduler } from '../../../lib/review/scheduler.ts';
import { answered } from '../../../lib/review/session.ts';
import { sampleNames } from '../review/sample-names.ts';

const NOW = Date.UTC(2025, 5, 20, 3);
const DAY = 86_400_000;
const settings = { retention: 0.9, dayStartsAt: 4, leechLapses: 8 };

/** A month of reviewing eight names by all templates: cards in every state, with their log. */
function studied(): PackageInput {
  const names = sampleNames(8, NOW - 40 * DAY, 2);
  names[2] = { ...names[2]!, note: 'ดู <ก.ล.ต.> & "SEC"\nสองบรรทัด', tags: ['ตลาด ทุน'] };
  const scheduler = new Scheduler(settings);
  const reviews: ReviewRow[] = [];
  let n = 0;
  const cards = names.flatMap((name, i) =>
    CARD_TEMPLATES.filter((template) => fits(name, template)).map((template, j) => {
      let card: CardRow = newCard(name, template, name.createdAt);
      const answers = [[], [3], [3, 3], [3, 3, 3, 1], [4, 4], [3, 3, 4, 2]][(i + j) % 6]!;
      for (const rating of answers) {
        const at = card.reps === 0 ? NOW - 30 * DAY + n * 1000 : Math.min(card.due, NOW - 1000);
        const id = `00000000-0000-7000-8000-${String(n++).padStart(12, '0')}`;
        const outcome = answered(card, rating as 1 | 2 | 3 | 4, at, 4200, scheduler, settings, id, 'session');
        reviews.push(outcome.review);
        card = outcome.card;
      }
      return i === 7 ? { ...card, suspended: true } : card;
    }),
  );
  return {
    names,
    cards,
    reviews,
    templates: CARD_TEMPLATES,
    retention: 0.9,
    dayStartsAt: 4,
    withScheduling: true,
    now: NOW,
  };
}

interface AnkiCard {
  type: number;
  queue: number;
  due: number;
  ivl: number;
  data: string;
}

let sql: SqlJs;
let folder: string;
let input: PackageInput;
let bytes: Uint8Array;
let file: string;

beforeAll(async () => {
  sql = await initSqlJs();
  folder = mkdtempSync(join(tmpdir(), 'wonglep-apkg-'));
  input = studied();
  bytes = await writeAnkiPackage(sql, input);
  file = join(folder, 'collection.anki2');
  writeFileSync(file, unzipSync(bytes)['collection.anki2']!);
});
afterAll(() => rmSync(folder, { recursive: true }));

function rows<T>(query: string, path = file): T[] {
  const db = new DatabaseSync(path, { readOnly: true });
  try {
    return db.prepare(query).all() as T[];
  } finally {
    db.close();
  }
}

describe('an Anki package', () => {
  it('holds a collection and an empty list of media, and nothing else', () => {
    const parts = unzipSync(bytes);
    expect(Object.keys(parts).sort()).toEqual(['collection.anki2', 'media']);
    expect(new TextDecoder().decode(parts.media)).toBe('{}');
  });

  it('is a database that SQLite itself finds whole', () => {
    expect(rows('PRAGMA integrity_check')).toEqual([{ integrity_check: 'ok' }]);
    expect(rows('PRAGMA foreign_key_check')).toEqual([]);
  });

  it('is found whole by the sqlite3 program too, where there is one', ({ skip }) => {
    let said: string;
    try {
      said = execFileSync('sqlite3', [file, 'PRAGMA integrity_check;'], { encoding: 'utf8' });
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') return skip('sqlite3 is not installed');
      throw error;
    }
    expect(said.trim()).toBe('ok');
  });

  it('has the tables and columns of schema 11 in order', () => {
    const columns = (table: string) =>
      rows<{ name: string }>(`PRAGMA table_info(${table})`).map((c) => c.name);
    expect(columns('col')).toEqual('id crt mod scm ver dty usn ls conf models decks dconf tags'.split(' '));
    expect(columns('notes')).toEqual('id guid mid mod usn tags flds sfld csum flags data'.split(' '));
    expect(columns('cards')).toEqual(
      'id nid did ord mod usn type queue due ivl factor reps lapses left odue odid flags data'.split(' '),
    );
    expect(columns('revlog')).toEqual('id cid usn ease ivl lastIvl factor time type'.split(' '));
    expect(rows('SELECT ver FROM col')).toEqual([{ ver: 11 }]);
  });

  it('names its own note type with the fields in order and a front for every template', () => {
    const [{ models }] = rows<{ models: string }>('SELECT models FROM col') as [{ models: string }];
    const model = JSON.parse(models)[NOTE_TYPE_ID];
    expect(model.flds.map((f: { name: string; ord: number }) => [f.ord, f.name])).toEqual(
      ANKI_FIELDS.map((name, ord) => [ord, name]),
    );
    expect(model.tmpls).toHaveLength(CARD_TEMPLATES.length);
    for (const [ord, kind, [field]] of model.req as [number, string, [number]][]) {
      expect(kind).toBe('any');
      expect(model.tmpls[ord].qfmt).toContain(ANKI_FIELDS[field]);
    }
  });

  it('gives each note the id of its kept name as GUID, and a first field of its own', () => {
    const notes = rows<{ guid: string; flds: string }>('SELECT guid, flds FROM notes ORDER BY guid');
    expect(notes.map((n) => n.guid)).toEqual(input.names.map((n) => n.id));
    const firsts = notes.map((n) => n.flds.split('\u001f')[0]);
    expect(new Set(firsts).size).toBe(notes.length);
    for (const note of notes) expect(note.flds.split('\u001f')).toHaveLength(ANKI_FIELDS.length);
  });

  it('writes csum as the first eight hex digits of the SHA-1 of the first field', () => {
    for (const { sfld, csum } of rows<{ sfld: string; csum: number }>('SELECT sfld, csum FROM notes')) {
      const hex = createHash('sha1').update(sfld, 'utf8').digest('hex').slice(0, 8);
      expect(csum).toBe(Number.parseInt(hex, 16));
    }
  });

  it('escapes what is HTML to Anki', () => {
    const [note] = rows<{ flds: string }>("SELECT flds FROM notes WHERE flds LIKE '%สองบรรทัด%'");
    expect(note!.flds).toContain('ดู &lt;ก.ล.ต.&gt; &amp; &quot;SEC&quot;<br>สองบรรทัด');
  });

  it('puts every card into its deck, with ids of creation times', () => {
    const cards = rows<{ id: number; nid: number; did: number; ord: number }>('SELECT * FROM cards');
    expect(cards).toHaveLength(input.cards.length);
    expect(new Set(cards.map((c) => c.did))).toEqual(new Set([DECK_ID]));
    for (const { id, nid } of cards) for (const x of [id, nid]) expect(String(x)).toMatch(/^1\d{12}$/);
    const [{ decks }] = rows<{ decks: string }>('SELECT decks FROM col') as [{ decks: string }];
    expect(Object.keys(JSON.parse(decks)).sort()).toEqual(['1', String(DECK_ID)]);
    expect(rows('SELECT count(*) AS n FROM cards WHERE nid NOT IN (SELECT id FROM notes)')).toEqual([
      { n: 0 },
    ]);
  });

  it('carries the schedule over: due days, intervals, counts and the memory that FSRS needs', () => {
    const [{ crt }] = rows<{ crt: number }>('SELECT crt FROM col') as [{ crt: number }];
    const crtDay = localDay(crt * 1000, 4);
    for (const card of input.cards) {
      const ord = CARD_TEMPLATES.indexOf(card.template);
      const [found] = rows<AnkiCard>(
        `SELECT c.* FROM cards c JOIN notes n ON n.id = c.nid WHERE n.guid = '${card.keptId}' AND c.ord = ${ord}`,
      );
      expect(found).toMatchObject({ type: card.state, reps: card.reps, lapses: card.lapses });
      expect(found!.queue).toBe(card.suspended ? -1 : card.state === 3 ? 1 : card.state);
      if (card.state === 2) {
        expect(crtDay + found!.due).toBe(localDay(card.due, 4));
        expect(found!.ivl).toBe(card.scheduledDays);
      }
      if (card.state > 0) expect(JSON.parse(found!.data).s).toBeCloseTo(card.stability, 2);
    }
    expect(new Set(input.cards.map((c) => c.state)).size).toBeGreaterThanOrEqual(3);
  });

  it('carries the whole log over, without what was undone', async () => {
    expect(rows('SELECT count(*) AS n FROM revlog')).toEqual([{ n: input.reviews.length }]);
    const [first] = rows<{ id: number; ease: number; time: number }>('SELECT * FROM revlog ORDER BY id');
    expect(input.reviews.some((r) => r.reviewedAt === first!.id && r.rating === first!.ease)).toBe(true);
    const undone = input.reviews.map((r, i) => (i === 0 ? { ...r, undone: true } : r));
    const again = unzipSync(await writeAnkiPackage(sql, { ...input, reviews: undone }))['collection.anki2']!;
    const other = join(folder, 'undone.anki2');
    writeFileSync(other, again);
    expect(rows('SELECT count(*) AS n FROM revlog', other)).toEqual([{ n: input.reviews.length - 1 }]);
  });

  it('carries the same GUIDs and ids when it is written again later, even in another order', async () => {
    const later = await writeAnkiPackage(sql, {
      ...input,
      names: [...input.names]
        .reverse()
        .map((n) => ({ ...n, updatedAt: NOW + DAY, english: `${n.english} (new)` })),
      cards: [...input.cards].reverse(),
      now: NOW + DAY,
    });
    const other = join(folder, 'later.anki2');
    writeFileSync(other, unzipSync(later)['collection.anki2']!);
    const notes = 'SELECT id, guid FROM notes ORDER BY id';
    const cards = 'SELECT id, nid, did, ord FROM cards ORDER BY id';
    expect(rows(notes, other)).toEqual(rows(notes));
    expect(rows(cards, other)).toEqual(rows(cards));
    const mod = 'SELECT min(mod) AS m FROM notes';
    expect(rows<{ m: number }>(mod, other)[0]!.m).toBeGreaterThan(rows<{ m: number }>(mod)[0]!.m);
  });

  it('makes the same bytes from the same cards', async () => {
    expect(await writeAnkiPackage(sql, input)).toEqual(bytes);
  });

  it('sends cards as new ones when the learner wants no schedule', async () => {
    const plain = await writeAnkiPackage(sql, { ...input, withScheduling: false });
    const other = join(folder, 'plain.anki2');
    writeFileSync(other, unzipSync(plain)['collection.anki2']!);
    expect(rows('SELECT DISTINCT type, queue, reps FROM cards', other)).toEqual([
      { type: 0, queue: 0, reps: 0 },
    ]);
    expect(rows('SELECT count(*) AS n FROM revlog', other)).toEqual([{ n: 0 }]);
  });

  it('is read by anki-reader: every note with its fields, every card in the deck', async () => {
    const { readAnkiPackage } = await import('anki-reader');
    const { collection } = await readAnkiPackage(new Blob([bytes as BlobPart]));
    const decks = collection.getDecks();
    expect(decks[DECK_ID]!.getRawDeck()).toMatchObject({ name: 'Wonglep' });
    const cards = Object.values(decks[DECK_ID]!.getCards());
    expect(cards).toHaveLength(input.cards.length);
    const front = cards[0]!.getFields() as Record<string, string>;
    expect(Object.keys(front)).toEqual([...ANKI_FIELDS]);
    expect(input.names.map((n) => n.thai)).toContain(front.Thai);
  });
});
