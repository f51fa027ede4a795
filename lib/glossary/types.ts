import type { EntityType } from '../recognition/types.ts';

/** One body of a glossary, built-in or the reader's own. Columns of lib/glossary/data/*.tsv, in this order. */
export interface GlossaryEntry {
  thai: string;
  english: string;
  otherEnglish: string[];
  thaiAbbr: string[];
  latin: string[];
  /** Clipped and spoken forms. A form that starts with `~` counts only with a cue or beside the full name. */
  short: string[];
  otherThai: string[];
  type: EntityType;
  /** `thai` of the parent entry. */
  parent?: string;
  website?: string;
  note?: string;
  /** A kind of body, not one: with a place, a number or a name behind it it makes one (`เรือนจำจังหวัด` …). Built-in only. */
  generic?: true;
}

export const GLOSSARY_COLUMNS = [
  'thai',
  'english',
  'other_english',
  'thai_abbr',
  'latin',
  'short',
  'other_thai',
  'type',
  'parent',
  'website',
  'note',
] as const;
