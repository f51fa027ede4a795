/** Plain data about a page: what leaves the DOM. */

export type Verdict = 'thai-news' | 'thai-other' | 'other-language';

export interface DetectionEvidence {
  /** `type`, `og:type`, `text-mass`, `forum`, `dateline`, …; texts `detect_<name with _>` for the popup. */
  name: string;
  /** Positive speaks for news, negative against. */
  weight: number;
  detail?: string;
}

export interface Detection {
  verdict: Verdict;
  /** BCP 47 primary language of the article body, e.g. `th`, `en`, `my`. */
  language: string;
  /** Share of Thai letters among letters in visible text, 0…1. */
  thaiShare: number;
  score: number;
  evidence: DetectionEvidence[];
  /** Time in the detector, ms. */
  detectMs: number;
  /** The text is mixed: `verdict` holds if lib/page/language.ts finds Thai in the sample sent along. */
  needsLanguageCheck?: boolean;
  /** The page may still draw its article and will be looked at again, within five seconds. */
  pending?: boolean;
}

export interface DateEvidence {
  iso: string;
  source: 'json-ld' | 'meta' | 'time-element' | 'visible-text' | 'url';
  raw: string;
}

/** Where a text says it comes from: `เรียบเรียงโดย …, https://…`. */
export interface SourceCredit {
  text: string;
  url: string | null;
}

export interface ArticleMeta {
  title: string | null;
  byline: string | null;
  /** ISO 8601, date or date-time with zone. */
  publishedAt: string | null;
  site: string | null;
  canonicalUrl: string | null;
  source: SourceCredit | null;
  dateline: { place: string | null; date: string | null; agency: string | null; raw: string } | null;
  /** All dates seen with where, best first. */
  dates: DateEvidence[];
}

/** A run of page text that comes from one text node. `start`/`end`: UTF-16 offsets into PageText.text; `offset`: into the node's data. */
export interface TextSegment {
  start: number;
  end: number;
  node: Text;
  offset: number;
}

/** Block-aware text of headline and article body as it stands on the page (not normalised), blocks separated by `\n`. */
export interface PageText {
  text: string;
  segments: TextSegment[];
  /** Where the headline stands in the text; null where the page has none that can be told. */
  headline: { start: number; end: number } | null;
  /** Elements that hold the headline and the body, for observers; shadow hosts and frames' bodies among them. */
  roots: Element[];
  /** The text goes on beyond MAX_TEXT (lib/page/page-text.ts): what is here is its first part. */
  truncated: boolean;
}
