/**
 * What the recogniser says of a text. Offsets are UTF-16 code units into the text exactly as it was given
 * (before any normal form), `end` exclusive, and never fall inside a surrogate pair or before a combining mark.
 */

export const MENTION_KINDS = ['name', 'short', 'acronym', 'event', 'abbreviation'] as const;
export type MentionKind = (typeof MENTION_KINDS)[number];

export const ENTITY_TYPES = [
  'government',
  'local-government',
  'military-police',
  'court',
  'parliament',
  'party',
  'state-enterprise',
  'company',
  'bank',
  'university',
  'school',
  'hospital',
  'research',
  'association',
  'foundation',
  'media',
  'sports',
  'international',
  'event',
  'programme',
  'other',
  /** Only entities of `abbreviation` mentions: months, ranks, titles, posts, units, laws, places. */
  'abbreviation',
] as const;
export type EntityType = (typeof ENTITY_TYPES)[number];

export const GLOSS_SOURCES = ['article', 'user', 'builtin', 'composed', 'none'] as const;
export type GlossSource = (typeof GLOSS_SOURCES)[number];

/** Why a mention is believed to be one. `detail` is for people: a rule's name, the glossary entry, the gloss as it stands. */
export interface Evidence {
  source:
    | 'gloss'
    | 'user'
    | 'glossary'
    | 'model'
    | 'short-form'
    | 'abbreviation'
    | 'acronym-rule'
    | 'pattern';
  /** 0…1 */
  weight: number;
  detail?: string;
  /** Where in the text the evidence stands (e.g. the article's own gloss), if it stands somewhere. */
  start?: number;
  end?: number;
}

export interface Mention {
  start: number;
  end: number;
  surface: string;
  kind: MentionKind;
  /** Stable within the document; mentions of one body share it. */
  entity: string;
  /** Strongest first; never empty. */
  evidence: Evidence[];
  /** 0…1, calibrated: of mentions with confidence c about a share c is right. */
  confidence: number;
}

export interface Entity {
  id: string;
  type: EntityType;
  /** The fullest Thai name known. */
  thai?: string;
  /** Best first; empty when no English is known (a guess is never made up). */
  english: string[];
  acronyms: string[];
  glossSource: GlossSource;
  /** Remark for the card, e.g. "now: …" for a superseded body, or which parts of a composed name are known. */
  note?: string;
  website?: string;
  /** Thai name and English of the body above, if known. */
  parent?: { thai: string; english: string };
}

/** A pair read out of the text's own parentheses, strings as they stand in the text. */
export interface Gloss {
  thai: string | null;
  english: string | null;
  acronym: string | null;
}

export interface Annotation {
  /** By start; non-overlapping. */
  mentions: Mention[];
  /** In order of first mention. */
  entities: Entity[];
  /** Each distinct pair once, in order of appearance. */
  glosses: Gloss[];
}

/** A body as the reader wrote it; the same columns as the built-in glossary (lib/glossary/types.ts). */
export type { GlossaryEntry } from '../glossary/types.ts';
