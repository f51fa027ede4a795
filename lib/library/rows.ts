/**
 * Rows of the library's database. Ids are UUIDv7 (RFC 9562), so that rows of two machines can be merged and sort by
 * creation. Times are milliseconds since 1970 (Date.now()) unless they are called `…Iso`. A row with `deletedAt` is in
 * the bin: hidden, restorable, and kept as a tombstone so that a merge does not bring it back.
 */
import type { ArticleMeta, Detection } from '../page/types.ts';
import type { Annotation, EntityType, GlossSource, MentionKind } from '../recognition/types.ts';

export interface RowBase {
  id: string;
  createdAt: number;
  updatedAt: number;
  deletedAt: number | null;
}

/** One saved article. `url` is the canonical URL without fragment and tracking parameters: unique among the living. */
export interface ArticleRow extends RowBase {
  url: string;
  site: string;
  title: string;
  byline: string | null;
  publishedIso: string | null;
  language: string;
  /** Normal-form text that the mentions' offsets point into. */
  text: string;
  /** Clean HTML (Readability + DOMPurify). */
  html: string;
  /** SHA-256 of `text`, hex. */
  contentHash: string;
  meta: ArticleMeta;
  tags: string[];
  starred: boolean;
  /** null: not read yet. */
  readAt: number | null;
  note: string;
  /** How many earlier versions of the text are kept in `versions`. */
  versionCount: number;
  mentionCount: number;
}

/** W3C Web Annotation selectors (TextQuoteSelector, TextPositionSelector); offsets are UTF-16 code units. */
export interface MentionSelectors {
  quote: { exact: string; prefix: string; suffix: string };
  position: { start: number; end: number };
}

export interface MentionRow extends RowBase {
  articleId: string;
  bodyId: string;
  kind: MentionKind;
  surface: string;
  start: number;
  end: number;
  selectors: MentionSelectors;
  confidence: number;
  evidence: string;
  note: string;
}

/** A body (organisation, event…) across the whole library. `key` identifies it when articles are saved: see bodies.ts. */
export interface BodyRow extends RowBase {
  key: string;
  type: EntityType;
  thai: string;
  english: string[];
  acronyms: string[];
  /** Every surface it went by. */
  names: string[];
  glossSource: GlossSource;
  /** Merged into another body by the user; its mentions then point there. */
  mergedInto: string | null;
  note: string;
}

/** A name kept for learning, with every sentence it was met in. */
export interface KeptNameRow extends RowBase {
  /** Normal form of the Thai name (or of the acronym when there is no Thai): unique among the living. */
  key: string;
  bodyId: string | null;
  thai: string;
  english: string;
  acronyms: string[];
  type: EntityType;
  glossSource: GlossSource;
  contexts: KeptContext[];
  note: string;
  tags: string[];
}

export interface KeptContext {
  articleId: string | null;
  url: string;
  title: string;
  site: string;
  publishedIso: string | null;
  sentence: string;
  /** The name inside `sentence`, UTF-16 offsets. */
  start: number;
  end: number;
  metAt: number;
}

/** An earlier text of an article whose live page changed. */
export interface VersionRow extends RowBase {
  articleId: string;
  text: string;
  html: string;
  contentHash: string;
  capturedAt: number;
}

export const CARD_TEMPLATES = ['thai-english', 'english-thai', 'acronym-name', 'cloze', 'listening'] as const;
export type CardTemplate = (typeof CARD_TEMPLATES)[number];

/** A flashcard: one kept name in one direction. `fsrs` is ts-fsrs' Card with dates as ms. */
export interface CardRow extends RowBase {
  keptId: string;
  template: CardTemplate;
  due: number;
  state: number;
  stability: number;
  difficulty: number;
  elapsedDays: number;
  scheduledDays: number;
  learningSteps: number;
  reps: number;
  lapses: number;
  lastReview: number | null;
  suspended: boolean;
  /** Day (local day number) until which a sibling's review buries it; null: not buried. */
  buriedUntilDay: number | null;
}

/** One answer, never changed or deleted (an undo marks it). */
export interface ReviewRow extends RowBase {
  cardId: string;
  rating: 1 | 2 | 3 | 4;
  reviewedAt: number;
  durationMs: number;
  /** The card as it was before, for undo and rescheduling. */
  before: Omit<CardRow, keyof RowBase>;
  undone: boolean;
  source: 'session' | 'reading';
}

/** The reader's own glossary; the columns of the built-in one. */
export interface UserEntryRow extends RowBase {
  /** Normal form of `thai`: unique among the living. */
  key: string;
  thai: string;
  english: string;
  otherEnglish: string[];
  thaiAbbr: string[];
  latin: string[];
  short: string[];
  otherThai: string[];
  type: EntityType;
  parent: string | null;
  website: string | null;
  note: string;
  /** `typed`, or the name of the imported file. */
  origin: string;
}

/** "Not an organisation" / "wrong English" / a corrected gloss, which hold from then on. */
export interface CorrectionRow extends RowBase {
  scope: 'page' | 'site' | 'everywhere';
  /** Canonical URL for `page`, host name for `site`, '' for `everywhere`. */
  where: string;
  surface: string;
  action: 'not-an-organisation' | 'wrong-english';
  /** For `wrong-english`: the right one, if the reader gave it. */
  english: string | null;
}

/** A note on one mention lives in MentionRow.note; on an article in ArticleRow.note. */
export interface MetaRow {
  key: string;
  value: unknown;
}

/**
 * What lists, filters and statistics need of an article, so that ten thousand texts are not read for a list. Derived from
 * the article and its living mentions, written in the same transaction (article-index.ts).
 */
export interface ArticleHead {
  id: string;
  title: string;
  site: string;
  publishedIso: string | null;
  createdAt: number;
  deletedAt: number | null;
  tags: string[];
  starred: boolean;
  readAt: number | null;
  noted: boolean;
  mentionCount: number;
  versionCount: number;
  /** Ids of the bodies named, with a space between: one string, as reading 150,000 of them at once takes three times as long. */
  bodies: string;
  /** How often each of `bodies` is named. */
  counts: number[];
  /**
   * Of the transaction that wrote this row; each is higher than all before, so that an open page reads what is above the
   * last one it knows. No time: a save that waited for its turn would write an older one than is known already.
   */
  revision: number;
}

/** An article's text as the search reads it, not yet in a block; `text` null: the article is gone. */
export interface SearchPendingRow {
  id: string;
  text: string | null;
  changedAt: number;
}

/** Up to BLOCK_DOCS articles' texts as the search reads them, in a row, with the bitmaps of their bigrams and trigrams. */
export interface SearchBlockRow {
  no: number;
  text: string;
  /** Where each article's text ends. */
  ends: Uint32Array;
  bits: Uint32Array;
}

/** Whose texts stand in a block; '' for one that was replaced or is gone. Apart from the block, because it changes more often. */
export interface SearchSlotsRow {
  no: number;
  /** Another one when the block's texts are others. */
  stamp: string;
  ids: string[];
}

/** What a page hands over to be saved: one message, one transaction. */
export interface ArticleCapture {
  url: string;
  title: string;
  language: string;
  /** Text as it stands on the page; `annotation` points into it. */
  text: string;
  /** Already cleaned in the page (Readability + DOMPurify), cleaned again before it is shown. */
  html: string;
  meta: ArticleMeta;
  detection: Detection | null;
  annotation: Annotation;
  /** Entity ids (of `annotation`) that the reader keeps. */
  kept: string[];
}
