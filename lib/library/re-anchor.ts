import search from 'approx-string-match';
import { normalise } from '../thai/normal-form.ts';
import type { MentionSelectors } from './rows.ts';

/**
 * Finds saved mentions again in a text that may have changed: at the exact position, else the exact quotation where its
 * surroundings agree, else a quotation with few differences. Each step is tried for all mentions before the next, every
 * place is given away once, and the best agreement first, so that of five equal names each finds its own place, and one
 * whose sentence was deleted finds none: a wrong place is worse than a lost one.
 *
 * White space does not count at all: a page that breaks its lines elsewhere has the same words. Texts are compared in the
 * normal form (lib/thai/normal-form.ts).
 */
export type HowFound = 'position' | 'quote' | 'fuzzy';

export interface Anchored {
  id: string;
  /** UTF-16 offsets into the text as given. */
  start: number;
  end: number;
  how: HowFound;
}

export interface ReAnchored {
  found: Anchored[];
  lost: string[];
}

export interface Anchor {
  id: string;
  selectors: MentionSelectors;
}

/** Agreement of the surroundings, 0…1, from which an exact quotation is believed to be the same mention. */
const ENOUGH_CONTEXT = 0.42;
/** … and a quotation with differences. */
const ENOUGH_CONTEXT_FUZZY = 0.55;
/** Differences allowed, as a share of the quotation; names shorter than FUZZY_LENGTH are others with one letter changed. */
const FUZZY_SHARE = 0.2;
const FUZZY_LENGTH = 8;
/** The fuzzy search looks at so many characters around the place where the mention should be: its cost is bounded. */
const FUZZY_WINDOW = 20_000;
/** Places nearest to where a mention was that are compared in full. */
const NEAREST = 40;
/** Mentions that are searched fuzzily in one text; those beyond are reported as lost. */
const FUZZY_LIMIT = 200;

/** A text without its white space, and where each unit stood. */
interface Squeezed {
  text: string;
  places: Uint32Array;
}

const SPACE = /[\s\u200b\ufeff]/;

function squeeze(text: string): Squeezed {
  const units: string[] = [];
  const places = new Uint32Array(text.length + 1);
  let length = 0;
  for (let i = 0; i < text.length; i++) {
    const char = text[i]!;
    if (SPACE.test(char)) continue;
    units.push(char);
    places[length++] = i;
  }
  places[length] = text.length;
  return { text: units.join(''), places: places.subarray(0, length + 1) };
}

const squeezed = (text: string) => text.replace(/[\s\u200b\ufeff]+/g, '');

interface Sought {
  anchor: Anchor;
  exact: string;
  prefix: string;
  suffix: string;
}

interface Match {
  sought: Sought;
  start: number;
  end: number;
  score: number;
  distance: number;
}

export function reAnchor(text: string, anchors: readonly Anchor[]): ReAnchored {
  const normal = normalise(text);
  const page = squeeze(normal.text);
  const taken = new Taken(page.text.length);
  const found: Anchored[] = [];
  const place = (sought: Sought, start: number, end: number, how: HowFound) => {
    taken.take(start, end);
    const from = normal.toOriginal(page.places[start]!);
    const to = normal.toOriginalEnd(page.places[end - 1]! + 1);
    found.push({ id: sought.anchor.id, start: from, end: to, how });
  };

  let open: Sought[] = [];
  const lost: string[] = [];
  for (const anchor of anchors) {
    const { exact, prefix, suffix } = anchor.selectors.quote;
    const sought = {
      anchor,
      exact: squeezed(normalise(exact).text),
      prefix: squeezed(normalise(prefix).text),
      suffix: squeezed(normalise(suffix).text),
    };
    if (sought.exact) open.push(sought);
    else lost.push(anchor.id);
  }

  // 1. The very place: the same words with the same words on both sides.
  open = open.filter((sought) => {
    const { start, end } = sought.anchor.selectors.position;
    const { quote } = sought.anchor.selectors;
    if (normal.text.slice(start, end) !== quote.exact) return true;
    if (normal.text.slice(Math.max(0, start - quote.prefix.length), start) !== quote.prefix) return true;
    if (normal.text.slice(end, end + quote.suffix.length) !== quote.suffix) return true;
    const from = lowerBound(page.places, start);
    if (!taken.free(from, from + sought.exact.length)) return true;
    place(sought, from, from + sought.exact.length, 'position');
    return false;
  });

  // 2. The exact quotation, best surroundings first: those that still touch it, which is cheap to see and settles almost
  // all, and then, for the few left and the places left nearby, those that are still near.
  const places = new Map<string, number[]>();
  for (const { exact } of open) if (!places.has(exact)) places.set(exact, occurrences(page.text, exact));
  const exactly = (match: Match) => place(match.sought, match.start, match.end, 'quote');
  open = give(quoteMatches(page, open, places, touchingScore), open, taken, exactly);
  for (const [exact, starts] of places) {
    places.set(
      exact,
      starts.filter((start) => taken.free(start, start + exact.length)),
    );
  }
  open = give(quoteMatches(page, open, places, contextScore, NEAREST), open, taken, exactly);

  // 3. The quotation with a few differences, near where it should be.
  const fuzzy: Match[] = [];
  for (const sought of open.slice(0, FUZZY_LIMIT)) {
    if (sought.exact.length < FUZZY_LENGTH) continue;
    const expected = lowerBound(page.places, sought.anchor.selectors.position.start);
    const from = Math.max(0, expected - FUZZY_WINDOW / 2);
    const piece = page.text.slice(from, from + FUZZY_WINDOW);
    const errors = Math.min(Math.floor(sought.exact.length * FUZZY_SHARE), 8);
    for (const hit of search(piece, sought.exact, errors)) {
      const start = from + hit.start;
      const end = from + hit.end;
      const context = contextScore(page.text, start, end, sought);
      if (context < ENOUGH_CONTEXT_FUZZY) continue;
      const score = context - hit.errors / sought.exact.length;
      fuzzy.push({ sought, start, end, score, distance: far(sought, page, start) });
    }
  }
  open = give(fuzzy, open, taken, (match) => place(match.sought, match.start, match.end, 'fuzzy'));

  return {
    found: found.sort((a, b) => a.start - b.start),
    lost: [...lost, ...open.map(({ anchor }) => anchor.id)],
  };
}

function occurrences(text: string, exact: string): number[] {
  const starts: number[] = [];
  for (let at = text.indexOf(exact); at >= 0; at = text.indexOf(exact, at + 1)) starts.push(at);
  return starts;
}

type Score = (page: string, start: number, end: number, sought: Sought) => number;

function quoteMatches(
  page: Squeezed,
  open: readonly Sought[],
  places: ReadonlyMap<string, readonly number[]>,
  score: Score,
  nearest = Number.POSITIVE_INFINITY,
): Match[] {
  const matches: Match[] = [];
  for (const sought of open) {
    let starts = places.get(sought.exact) ?? [];
    if (starts.length > nearest) {
      starts = [...starts].sort((a, b) => far(sought, page, a) - far(sought, page, b)).slice(0, nearest);
    }
    for (const start of starts) {
      const end = start + sought.exact.length;
      const agreement = score(page.text, start, end, sought);
      if (agreement < ENOUGH_CONTEXT) continue;
      matches.push({ sought, start, end, score: agreement, distance: far(sought, page, start) });
    }
  }
  return matches;
}

const far = (sought: Sought, page: Squeezed, at: number) =>
  Math.abs(page.places[at]! - sought.anchor.selectors.position.start);

/** Hands places out, best first; gives who got none. */
function give(
  matches: Match[],
  open: readonly Sought[],
  taken: Taken,
  place: (match: Match) => void,
): Sought[] {
  matches.sort((a, b) => b.score - a.score || a.distance - b.distance || a.start - b.start);
  const served = new Set<Sought>();
  for (const match of matches) {
    if (served.has(match.sought) || !taken.free(match.start, match.end)) continue;
    served.add(match.sought);
    place(match);
  }
  return open.filter((sought) => !served.has(sought));
}

/**
 * How far the surroundings agree, 0…1. Each side: the share of its characters that still stand next to the quotation, or,
 * when words there were changed, the share of its pairs of characters that are still near. The better side counts more: an
 * edit touches one side, a coincidence neither.
 */
function contextScore(page: string, start: number, end: number, { prefix, suffix }: Sought): number {
  const left = prefix
    ? Math.max(
        touchingBefore(page, start, prefix) / prefix.length,
        nearness(page.slice(Math.max(0, start - prefix.length - 12), start), prefix),
      )
    : null;
  const right = suffix
    ? Math.max(
        touchingAfter(page, end, suffix) / suffix.length,
        nearness(page.slice(end, end + suffix.length + 12), suffix),
      )
    : null;
  return combined(left, right);
}

/** The same by what touches the quotation alone. */
function touchingScore(page: string, start: number, end: number, { prefix, suffix }: Sought): number {
  return combined(
    prefix ? touchingBefore(page, start, prefix) / prefix.length : null,
    suffix ? touchingAfter(page, end, suffix) / suffix.length : null,
  );
}

/** A side that has nothing to compare (the beginning or end of the saved text) says nothing. */
function combined(left: number | null, right: number | null): number {
  if (left === null || right === null) return left ?? right ?? 1;
  return 0.7 * Math.max(left, right) + 0.3 * Math.min(left, right);
}

function touchingBefore(page: string, start: number, prefix: string): number {
  let same = 0;
  while (same < prefix.length && page[start - 1 - same] === prefix[prefix.length - 1 - same]) same++;
  return same;
}

function touchingAfter(page: string, end: number, suffix: string): number {
  let same = 0;
  while (same < suffix.length && page[end + same] === suffix[same]) same++;
  return same;
}

/** Share of pairs of characters of `before` that are in `now`, a little less than if they touched. */
function nearness(now: string, before: string): number {
  if (before.length < 4) return 0;
  const pairs = new Map<string, number>();
  for (let i = 1; i < now.length; i++) {
    const pair = now.slice(i - 1, i + 1);
    pairs.set(pair, (pairs.get(pair) ?? 0) + 1);
  }
  let shared = 0;
  for (let i = 1; i < before.length; i++) {
    const pair = before.slice(i - 1, i + 1);
    const left = pairs.get(pair) ?? 0;
    if (left === 0) continue;
    shared++;
    pairs.set(pair, left - 1);
  }
  return (shared / (before.length - 1)) * 0.9;
}

function lowerBound(places: Uint32Array, offset: number): number {
  let low = 0;
  let high = places.length - 1;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (places[middle]! < offset) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Places given away, so that no two mentions share one. */
class Taken {
  readonly #units: Uint8Array;

  constructor(length: number) {
    this.#units = new Uint8Array(length);
  }

  free(start: number, end: number): boolean {
    for (let i = start; i < end; i++) if (this.#units[i]) return false;
    return true;
  }

  take(start: number, end: number): void {
    this.#units.fill(1, start, end);
  }
}
