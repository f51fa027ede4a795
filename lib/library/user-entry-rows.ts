import type { GlossaryEntry } from '../glossary/types.ts';
import { visibleText } from '../thai/visible-text.ts';
import type { NormalForm } from './bodies.ts';
import type { UserEntryRow } from './rows.ts';
import { uuid7 } from './uuid.ts';

/** What an entry of the reader's own glossary is found by. */
export const entryKey = (thai: string, normal: NormalForm) => normal(thai).trim();

/** A stored entry with the built-in glossary's columns. */
export function entryOf(row: UserEntryRow): GlossaryEntry {
  return {
    thai: row.thai,
    english: row.english,
    otherEnglish: row.otherEnglish,
    thaiAbbr: row.thaiAbbr,
    latin: row.latin,
    short: row.short,
    otherThai: row.otherThai,
    type: row.type,
    ...(row.parent ? { parent: row.parent } : {}),
    ...(row.website ? { website: row.website } : {}),
    ...(row.note ? { note: row.note } : {}),
  };
}

/** The row that stores `entry` under `key`, in the place of `old` where there is one. `now`: ms since 1970. */
export function rowOf(
  entry: GlossaryEntry,
  key: string,
  old: UserEntryRow | undefined,
  options: { now: number; origin: string },
): UserEntryRow {
  return {
    id: old?.id ?? uuid7(),
    createdAt: old?.createdAt ?? options.now,
    updatedAt: options.now,
    deletedAt: null,
    key,
    thai: visibleText(entry.thai),
    english: visibleText(entry.english),
    otherEnglish: entry.otherEnglish.map(visibleText),
    thaiAbbr: entry.thaiAbbr.map(visibleText),
    latin: entry.latin.map(visibleText),
    short: entry.short.map(visibleText),
    otherThai: entry.otherThai.map(visibleText),
    type: entry.type,
    parent: entry.parent ?? null,
    website: entry.website ?? null,
    note: entry.note ?? '',
    origin: options.origin,
  };
}
