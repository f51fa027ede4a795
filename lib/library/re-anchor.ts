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
  const taken = new Taken();
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
    place(sought, from, from + sought.exact.length, 'position');
    return false;
  });

  // 2. The exact quotation, best surroundings first.
  const matches: Match[] = [];
  for (const sought of open) {
    for (let at = page.text.indexOf(sought.exact); at >= 0; at = page.text.indexOf(sought.exact, at + 1)) {
      const end = at + sought.exact.length;
      const score = contextScore(page.text, at, end, sought);
      if (score >= ENOUGH_CONTEXT)
        matches.push({ sought, start: at, end, score, distance: far(sought, page, at) });
    }
  }
  open = give(matches, open, taken, (match) => place(match.sought, match.start, match.end, 'quote'));

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
 * when words there were changed, the share of its pairs of characters that are still near. A side that was empty (the
 * beginning or end of the text) agrees only with an empty one, and then says little. The better side counts more: an edit
 * touches one side, a coincidence neither.
 */
function contextScore(page: string, start: number, end: number, { prefix, suffix }: Sought): number {
  const before = page.slice(Math.max(0, start - prefix.length - 12), start);
  const after = page.slice(end, end + suffix.length + 12);
  const left = sideScore(reversed(before), reversed(prefix));
  const right = sideScore(after, suffix);
  if (left === null && right === null) return 1;
  if (left === null || right === null) return (left ?? right)!;
  return 0.7 * Math.max(left, right) + 0.3 * Math.min(left, right);
}

/** `null` when there was nothing on this side to compare. */
function sideScore(now: string, before: string): number | null {
  if (!before) return null;
  let same = 0;
  while (same < before.length && now[same] === before[same]) same++;
  const touching = same / before.length;
  if (touching === 1 || before.length < 4) return touching;
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
  return Math.max(touching, (shared / (before.length - 1)) * 0.9);
}

const reversed = (text: string) => [...text].reverse().join('');

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
  readonly #spans: { start: number; end: number }[] = [];

  free(start: number, end: number): boolean {
    return this.#spans.every((span) => end <= span.start || start >= span.end);
  }

  take(start: number, end: number): void {
    this.#spans.push({ start, end });
  }
}
