/**
 * Writes an Anki package (.apkg): a zip with a SQLite collection of schema 11 and an empty list of media, which every Anki
 * since 2.0 and AnkiDroid read. Each rule of the format has its source in docs/review.md.
 */
import { strToU8, zipSync } from 'fflate';
import type { SqlJs } from 'sql.js';
import type { CardRow, KeptNameRow, ReviewRow } from '../library/rows.ts';
import { CARD_TEMPLATES, type CardTemplate } from '../library/rows.ts';
import { dayStart, localDay } from '../review/local-day.ts';
import { DECK_ID, DECK_NAME, NOTE_TYPE_ID, noteTypeJson } from './anki-note-type.ts';
import { ankiNotes, fieldList, stableId } from './anki-notes.ts';

export interface PackageInput {
  names: readonly KeptNameRow[];
  cards: readonly CardRow[];
  reviews: readonly ReviewRow[];
  templates: readonly CardTemplate[];
  /** Wanted retention, written into the cards for Anki's own FSRS. */
  retention: number;
  dayStartsAt: number;
  /** Without it the cards arrive as new ones. */
  withScheduling: boolean;
  now: number;
}

const SCHEMA = `
CREATE TABLE col (id integer PRIMARY KEY, crt integer NOT NULL, mod integer NOT NULL, scm integer NOT NULL,
  ver integer NOT NULL, dty integer NOT NULL, usn integer NOT NULL, ls integer NOT NULL, conf text NOT NULL,
  models text NOT NULL, decks text NOT NULL, dconf text NOT NULL, tags text NOT NULL);
CREATE TABLE notes (id integer PRIMARY KEY, guid text NOT NULL, mid integer NOT NULL, mod integer NOT NULL,
  usn integer NOT NULL, tags text NOT NULL, flds text NOT NULL, sfld integer NOT NULL, csum integer NOT NULL,
  flags integer NOT NULL, data text NOT NULL);
CREATE TABLE cards (id integer PRIMARY KEY, nid integer NOT NULL, did integer NOT NULL, ord integer NOT NULL,
  mod integer NOT NULL, usn integer NOT NULL, type integer NOT NULL, queue integer NOT NULL, due integer NOT NULL,
  ivl integer NOT NULL, factor integer NOT NULL, reps integer NOT NULL, lapses integer NOT NULL,
  left integer NOT NULL, odue integer NOT NULL, odid integer NOT NULL, flags integer NOT NULL, data text NOT NULL);
CREATE TABLE revlog (id integer PRIMARY KEY, cid integer NOT NULL, usn integer NOT NULL, ease integer NOT NULL,
  ivl integer NOT NULL, lastIvl integer NOT NULL, factor integer NOT NULL, time integer NOT NULL,
  type integer NOT NULL);
CREATE TABLE graves (usn integer NOT NULL, oid integer NOT NULL, type integer NOT NULL);
CREATE INDEX ix_notes_usn ON notes (usn);
CREATE INDEX ix_cards_usn ON cards (usn);
CREATE INDEX ix_revlog_usn ON revlog (usn);
CREATE INDEX ix_cards_nid ON cards (nid);
CREATE INDEX ix_cards_sched ON cards (did, queue, due);
CREATE INDEX ix_revlog_cid ON revlog (cid);
CREATE INDEX ix_notes_csum ON notes (csum);
`;

const seconds = (ms: number) => Math.floor(ms / 1000);

/** The bytes of the package. */
export async function writeAnkiPackage(sql: SqlJs, input: PackageInput): Promise<Uint8Array> {
  const notes = ankiNotes(input.names, input.cards, input.templates);
  const sums = await Promise.all(notes.map((note) => fieldChecksum(note.fields.Name)));
  const db = new sql.Database();
  try {
    db.run('BEGIN');
    db.run(SCHEMA);
    // Due days are counted from here; the importer moves them to the days of the learner's own collection.
    const crtDay = localDay(
      Math.min(input.now, ...notes.map((note) => note.name.createdAt)),
      input.dayStartsAt,
    );
    const created = seconds(dayStart(crtDay, input.dayStartsAt));
    writeCollection(db, input, created);
    const addNote = db.prepare("INSERT INTO notes VALUES (?,?,?,?,-1,?,?,?,?,0,'')");
    const addCard = db.prepare('INSERT INTO cards VALUES (?,?,?,?,?,-1,?,?,?,?,?,?,?,?,0,0,0,?)');
    const addReview = db.prepare('INSERT INTO revlog VALUES (?,?,-1,?,?,?,?,?,?)');
    const cardIds = new Set<number>();
    const reviewIds = new Set<number>();
    const reviewsOf = Map.groupBy(
      input.reviews.filter((review) => !review.undone),
      (review) => review.cardId,
    );
    notes.forEach((note, position) => {
      addNote.run([
        note.id,
        note.guid,
        NOTE_TYPE_ID,
        seconds(note.name.updatedAt),
        ` ${note.tags.join(' ')} `,
        fieldList(note).join('\u001f'),
        plainText(note.fields.Name),
        sums[position]!,
      ]);
      for (const card of note.cards) {
        const id = stableId(note.name.id, card.id, cardIds);
        const schedule = input.withScheduling
          ? ankiSchedule(card, position, crtDay, input)
          : NEW_CARD(position);
        addCard.run([
          id,
          note.id,
          DECK_ID,
          CARD_TEMPLATES.indexOf(card.template),
          seconds(card.updatedAt),
          ...schedule,
        ]);
        if (!input.withScheduling) continue;
        for (const entry of ankiReviews(card, reviewsOf.get(card.id) ?? [])) {
          let at = entry.at;
          while (reviewIds.has(at)) at++;
          reviewIds.add(at);
          addReview.run([at, id, entry.ease, entry.ivl, entry.lastIvl, entry.factor, entry.time, entry.type]);
        }
      }
    });
    for (const statement of [addNote, addCard, addReview]) statement.free();
    db.run('COMMIT');
    // A fixed date in the zip: the same cards make the same bytes.
    return zipSync(
      { 'collection.anki2': db.export(), media: strToU8('{}') },
      { level: 6, mtime: new Date(1980, 0, 1, 12) },
    );
  } finally {
    db.close();
  }
}

function writeCollection(db: InstanceType<SqlJs['Database']>, input: PackageInput, created: number): void {
  const conf = {
    nextPos: input.names.length + 1,
    estTimes: true,
    activeDecks: [1],
    sortType: 'noteFld',
    timeLim: 0,
    sortBackwards: false,
    addToCur: true,
    curDeck: 1,
    newSpread: 0,
    dueCounts: true,
    curModel: String(NOTE_TYPE_ID),
    collapseTime: 1200,
    schedVer: 2,
    rollover: input.dayStartsAt,
    creationOffset: new Date(created * 1000).getTimezoneOffset(),
  };
  db.run('INSERT INTO col VALUES (1,?,?,?,11,0,0,0,?,?,?,?,?)', [
    created,
    input.now,
    input.now,
    JSON.stringify(conf),
    JSON.stringify({ [NOTE_TYPE_ID]: noteTypeJson() }),
    JSON.stringify({
      1: deckJson(1, 'Default', 0),
      [DECK_ID]: deckJson(DECK_ID, DECK_NAME, seconds(input.now)),
    }),
    JSON.stringify({ 1: DECK_OPTIONS }),
    '{}',
  ]);
}

const deckJson = (id: number, name: string, mod: number) => ({
  id,
  name,
  mod,
  usn: id === 1 ? 0 : -1,
  lrnToday: [0, 0],
  revToday: [0, 0],
  newToday: [0, 0],
  timeToday: [0, 0],
  collapsed: false,
  browserCollapsed: false,
  desc: '',
  dyn: 0,
  conf: 1,
  extendNew: 10,
  extendRev: 50,
});

/** Options of the default deck as a new collection has them; the importer leaves the learner's own options alone. */
const DECK_OPTIONS = {
  id: 1,
  name: 'Default',
  mod: 0,
  usn: 0,
  maxTaken: 60,
  autoplay: true,
  timer: 0,
  replayq: true,
  dyn: false,
  new: { bury: true, delays: [1, 10], initialFactor: 2500, ints: [1, 4, 7], order: 1, perDay: 20 },
  rev: { bury: true, ease4: 1.3, fuzz: 0.05, ivlFct: 1, maxIvl: 36500, perDay: 200, hardFactor: 1.2 },
  lapse: { delays: [10], leechAction: 0, leechFails: 8, minInt: 1, mult: 0 },
};

type Schedule = [
  type: number,
  queue: number,
  due: number,
  ivl: number,
  factor: number,
  reps: number,
  lapses: number,
  left: number,
  data: string,
];
const NEW_CARD = (position: number): Schedule => [0, 0, position + 1, 0, 0, 0, 0, 0, '{}'];
const EASE = 2500;

/** The columns of a card's place in time: new cards by position, learning ones by second, learned ones by day. */
function ankiSchedule(card: CardRow, position: number, crtDay: number, input: PackageInput): Schedule {
  const queue = (usual: number) => (card.suspended ? -1 : usual);
  if (card.state === 0) {
    const [type, , due, ...rest] = NEW_CARD(position);
    return [type, queue(0), due, ...rest];
  }
  const data = JSON.stringify({
    s: Math.round(card.stability * 1000) / 1000,
    d: Math.round(card.difficulty * 1000) / 1000,
    dr: Math.round(input.retention * 100) / 100,
  });
  if (card.state === 2) {
    const due = localDay(card.due, input.dayStartsAt) - crtDay;
    return [2, queue(2), due, Math.max(1, card.scheduledDays), EASE, card.reps, card.lapses, 0, data];
  }
  const steps = card.state === 1 ? Math.max(1, 2 - card.learningSteps) : 1;
  return [
    card.state,
    queue(1),
    seconds(card.due),
    card.state === 3 ? Math.max(1, card.scheduledDays) : 0,
    EASE,
    card.reps,
    card.lapses,
    steps * 1000 + steps,
    data,
  ];
}

/** The log of a card as Anki keeps it: intervals in days, or in seconds below zero. */
function ankiReviews(card: CardRow, reviews: readonly ReviewRow[]) {
  const inOrder = [...reviews].sort((a, b) => a.reviewedAt - b.reviewedAt);
  const interval = (memory: { scheduledDays: number; due: number; lastReview: number | null }) =>
    memory.scheduledDays > 0
      ? memory.scheduledDays
      : -Math.max(1, seconds(memory.due - (memory.lastReview ?? memory.due)));
  return inOrder.map((review, i) => ({
    at: Math.floor(review.reviewedAt),
    ease: review.rating,
    ivl: interval(inOrder[i + 1]?.before ?? card),
    lastIvl: review.before.state === 0 ? 0 : interval(review.before),
    factor: review.before.state === 2 ? EASE : 0,
    time: Math.min(review.durationMs, 60_000),
    type: review.before.state === 2 ? 1 : review.before.state === 3 ? 2 : 0,
  }));
}

/** Anki's `csum`: the first 8 hex digits of the SHA-1 of the first field without HTML, as a number. */
export async function fieldChecksum(field: string): Promise<number> {
  const digest = await crypto.subtle.digest('SHA-1', new TextEncoder().encode(plainText(field)));
  return new DataView(digest).getUint32(0);
}

/** A field as Anki sorts and compares it: without tags and entities. Only what `escapeHtml` writes needs to be read back. */
export function plainText(html: string): string {
  return html
    .replaceAll(/<[^<>]*>/g, '')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&nbsp;', ' ')
    .replaceAll('&amp;', '&');
}
