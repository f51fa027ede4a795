/** What importing a deck would do, worked out before anything is written, and the writing in one transaction. */
import type { NormalForm } from '../library/bodies.ts';
import type { LibraryDatabase } from '../library/database.ts';
import { keptKey } from '../library/keep-name.ts';
import type { KeptNameRow, UserEntryRow } from '../library/rows.ts';
import { storageResult } from '../library/storage-errors.ts';
import { uuid7 } from '../library/uuid.ts';
import type { Result } from '../result.ts';
import type { DeckTable } from './anki-import.ts';

export const ROLES = ['thai', 'english', 'acronyms', 'note', 'none'] as const;
export type Role = (typeof ROLES)[number];

export type Verdict = 'new' | 'same' | 'conflict' | 'unusable';
export interface PlannedRow {
  thai: string;
  english: string;
  acronyms: string[];
  note: string;
  tags: string[];
  key: string;
  verdict: Verdict;
  /** The English that is there now, where it differs. */
  mine: string | null;
}
export type Target = 'glossary' | 'kept';

const OWN: Record<string, Role> = {
  name: 'none',
  thai: 'thai',
  english: 'english',
  acronyms: 'acronyms',
  note: 'note',
};
const THAI = /[\u0e01-\u0e5b]/g;

/** What each column seems to hold: by our own names, else by the letters in it. */
export function guessRoles(table: DeckTable): Role[] {
  const names = table.columns.map((column) => column.trim().toLowerCase());
  if (names.includes('thai') && names.includes('english')) return names.map((name) => OWN[name] ?? 'none');
  const sample = table.notes.slice(0, 200);
  const filled = (at: number) => sample.map((note) => note.fields[at] ?? '').filter((text) => text !== '');
  const shares = table.columns.map((_, at) => {
    const texts = filled(at);
    const letters = texts.join('').replaceAll(/[^\p{L}\p{M}]/gu, '').length;
    const thai = (texts.join('').match(THAI) ?? []).length;
    return { at, used: texts.length / Math.max(1, sample.length), thai: letters ? thai / letters : 0 };
  });
  const roles: Role[] = table.columns.map(() => 'none');
  const thai = shares.find((s) => s.thai > 0.6 && s.used > 0.3);
  const english = shares.find(
    (s) => s.thai < 0.2 && s.used > 0.3 && s.at !== thai?.at && letterShare(filled(s.at)),
  );
  if (thai) roles[thai.at] = 'thai';
  if (english) roles[english.at] = 'english';
  return roles;
}

const letterShare = (texts: string[]) =>
  texts.filter((text) => /\p{L}/u.test(text)).length > texts.length / 2;

const split = (text: string) =>
  text
    .split(/[,;/\n]/)
    .map((part) => part.trim())
    .filter((part) => part !== '');

/** Judges every note of a table against what is there. Errors: `storage-…`. */
export async function planImport(
  db: LibraryDatabase,
  table: DeckTable,
  roles: readonly Role[],
  target: Target,
  normal: NormalForm,
): Promise<Result<PlannedRow[]>> {
  return storageResult(async () => {
    const living = (await (target === 'glossary' ? db.userEntries : db.keptNames).toArray()).filter(
      (row) => row.deletedAt === null,
    );
    const english = new Map(living.map((row) => [row.key, row.english]));
    const seen = new Set<string>();
    return table.notes.map((note): PlannedRow => {
      const of = (role: Role) =>
        note.fields
          .filter((_, i) => roles[i] === role)
          .join(' ')
          .replaceAll(/\s+/g, ' ')
          .trim();
      const row = {
        thai: of('thai'),
        english: of('english'),
        acronyms: split(of('acronyms')),
        note: of('note'),
      };
      const key = keyOf(row, target, normal);
      const mine = english.get(key) ?? null;
      const usable =
        row.thai !== '' && row.english !== '' && row.thai.length <= 2000 && row.english.length <= 2000;
      const verdict: Verdict =
        !usable || seen.has(key)
          ? 'unusable'
          : mine === null
            ? 'new'
            : mine === row.english
              ? 'same'
              : 'conflict';
      if (usable) seen.add(key);
      return { ...row, tags: note.tags, key, verdict, mine: mine === row.english ? null : mine };
    });
  });
}

function keyOf(row: { thai: string; english: string }, target: Target, normal: NormalForm): string {
  return target === 'glossary'
    ? normal(row.thai).trim()
    : keptKey({ ...(row.thai ? { thai: row.thai } : {}), english: [row.english], acronyms: [] }, normal);
}

/** Writes the new rows, and those in conflict where `takeTheirs`; gives how many. One transaction. Errors: `storage-…`. */
export async function runImport(
  db: LibraryDatabase,
  plan: readonly PlannedRow[],
  options: { target: Target; takeTheirs: boolean; origin: string; now: number },
): Promise<Result<number>> {
  const wanted = plan.filter(
    (row) => row.verdict === 'new' || (row.verdict === 'conflict' && options.takeTheirs),
  );
  return storageResult(() =>
    options.target === 'glossary' ? writeEntries(db, wanted, options) : writeKept(db, wanted, options),
  );
}

type Wish = { origin: string; now: number };
const fresh = (now: number) => ({ id: uuid7(), createdAt: now, updatedAt: now, deletedAt: null });

function writeEntries(db: LibraryDatabase, wanted: PlannedRow[], { origin, now }: Wish): Promise<number> {
  return db.transaction('rw', db.userEntries, async () => {
    const living = new Map<string, UserEntryRow>();
    for (const row of await db.userEntries
      .where('key')
      .anyOf(wanted.map((row) => row.key))
      .toArray())
      if (row.deletedAt === null) living.set(row.key, row);
    await db.userEntries.bulkPut(
      wanted.map((row): UserEntryRow => {
        const old = living.get(row.key);
        return {
          ...fresh(now),
          otherEnglish: [],
          short: [],
          otherThai: [],
          type: 'other',
          parent: null,
          website: null,
          ...old,
          updatedAt: now,
          key: row.key,
          thai: row.thai,
          english: row.english,
          thaiAbbr: row.acronyms.filter((a) => a.match(THAI)),
          latin: row.acronyms.filter((a) => !a.match(THAI)),
          note: row.note,
          origin,
        };
      }),
    );
    return wanted.length;
  });
}

function writeKept(db: LibraryDatabase, wanted: PlannedRow[], { now }: Wish): Promise<number> {
  return db.transaction('rw', db.keptNames, async () => {
    const living = new Map<string, KeptNameRow>();
    for (const row of await db.keptNames
      .where('key')
      .anyOf(wanted.map((row) => row.key))
      .toArray())
      if (row.deletedAt === null) living.set(row.key, row);
    await db.keptNames.bulkPut(
      wanted.map((row): KeptNameRow => {
        const old = living.get(row.key);
        return {
          ...fresh(now),
          bodyId: null,
          type: 'other',
          contexts: [],
          ...old,
          updatedAt: now,
          key: row.key,
          thai: row.thai,
          english: row.english,
          acronyms: [...new Set([...(old?.acronyms ?? []), ...row.acronyms])],
          glossSource: 'user',
          note: row.note || (old?.note ?? ''),
          tags: [...new Set([...(old?.tags ?? []), ...row.tags.filter((tag) => !tag.startsWith('wonglep'))])],
        };
      }),
    );
    return wanted.length;
  });
}
