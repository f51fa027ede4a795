import type { GlossaryEntry } from './types.ts';

/** What a form is to its body. `thai` is the usual full name; forms of one key stand in this order of trust. */
export const FORM_ROLES = [
  'thai',
  'other-thai',
  'thai-abbr',
  'latin',
  'short',
  'english',
  'other-english',
] as const;
export type FormRole = (typeof FORM_ROLES)[number];

export const ABBREVIATION_CATEGORIES = [
  'month',
  'rank',
  'title',
  'post',
  'unit',
  'law',
  'place',
  'education',
  'time',
  'money',
  'medical',
  'other',
] as const;
export type AbbreviationCategory = (typeof ABBREVIATION_CATEGORIES)[number];

/** A Thai abbreviation that is not a body: a month, rank, post, unit … (lib/glossary/data/abbreviations.tsv). */
export interface Abbreviation {
  /** As news writes it; the most usual first. */
  forms: readonly string[];
  thai: string;
  english: string;
  category: AbbreviationCategory;
  note?: string;
}

/**
 * Cues that tell one meaning of a form from another: the text right before or after it (spaces aside) ends or
 * begins with one of these. `#` stands for a digit.
 */
export interface SenseCues {
  before: readonly string[];
  after: readonly string[];
}

/** One meaning of a form. */
export type Sense =
  | {
      kind: 'body';
      /** For `GlossaryIndex.entry`. */
      entry: number;
      role: FormRole;
      /** The form is also an ordinary word, a place …: it counts only with a cue or beside the full name. */
      guarded: boolean;
      cues: SenseCues;
    }
  | {
      kind: 'abbreviation';
      /** For `GlossaryIndex.abbreviation`. */
      abbreviation: number;
      /** Counts only with one of its cues (บ. for company, น.อ. …). */
      guarded: boolean;
      cues: SenseCues;
    };

/** A string that can be met in a text, with all that it can mean: the meaning news usually means first. */
export interface GlossaryForm {
  id: number;
  /** As the data write it, without `~`. */
  text: string;
  senses: readonly Sense[];
}

/**
 * The compiled glossary, or one built in memory from the reader's own entries. Offsets are UTF-16 code units
 * into a text in normal form (lib/thai/normal-form.ts). Everything but matching is decoded when asked for.
 */
export interface GlossaryIndex {
  readonly entryCount: number;
  readonly abbreviationCount: number;
  readonly formCount: number;
  /**
   * Calls `each` for every form at every place of the text, nested and overlapping ones too: by start, and
   * at one start from the shortest to the longest.
   *
   * Edges are tested: a Thai form never starts or ends inside a character cluster (เ before it; a mark or า
   * ะ ำ after it), a Latin one stands between non-letters and non-digits. Thai forms may start in the middle of a word:
   * that is for the recogniser to judge. A space inside a Thai form may be missing in the text, or be two. Latin acronyms match
   * exactly, Latin names without regard to case except the first letter.
   */
  matches(text: string, each: (start: number, end: number, form: number) => void): void;
  /** The longest form that begins at `offset`, with the same tests. */
  longestAt(text: string, offset: number): { end: number; form: number } | undefined;
  /** The form written exactly so (without `~`), or -1. */
  find(form: string): number;
  form(id: number): GlossaryForm;
  /** Decoded at each call: keep what you need. Forms keep their `~`, as in the data. */
  entry(id: number): GlossaryEntry;
  abbreviation(id: number): Abbreviation;
}

/** The bytes or the rows given are no glossary. `message` says what is wrong and where. */
export class GlossaryError extends Error {
  override readonly name = 'GlossaryError';
}
