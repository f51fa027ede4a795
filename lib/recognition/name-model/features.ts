import type { Words } from './lexicon.ts';
import { mix, UnitKind, type Units } from './units.ts';

/**
 * The patterns the name model looks for: n-grams of units, of unit shapes, of words and of word classes. A pattern
 * speaks for the labels of the units around it, one *slot* for each place it may be seen from. Training and reading
 * share this file, so they cannot drift apart.
 */

export const UNIT_NGRAM = 7;
export const SHAPE_NGRAM = 4;
/** Patterns that start at one unit, the n-grams of units first, then those of shapes. */
export const UNIT_PATTERNS = UNIT_NGRAM + SHAPE_NGRAM;

/** For each pattern at unit `j`, the slots in use: it speaks for the units at these distances from `j`. */
export const unitSlots: readonly (readonly number[])[] = [
  [-5, -4, -3, -2, -1, 0, 1, 2, 3, 4, 5],
  [-4, -3, -2, -1, 0, 1, 2, 3, 4, 5],
  [-3, -2, -1, 0, 1, 2, 3, 4, 5],
  [-2, -1, 0, 1, 2, 3, 4, 5],
  [-1, 0, 1, 2, 3, 4, 5],
  [-1, 0, 5, 6],
  [-1, 0, 6, 7],
  [-3, -2, -1, 0, 1, 2, 3],
  [-3, -2, -1, 0, 1, 2, 3, 4],
  [-2, -1, 0, 1, 2, 3, 4],
  [-2, -1, 0, 1, 2, 3, 4, 5],
];

/** Patterns that start at one word: the word; its fine class; two and three fine classes; two, three and four coarse ones. */
export const WORD_PATTERNS = 7;

/** For each pattern at word `k`: it speaks for the units of words `k + first` to `k + last`. */
export const wordReach: readonly (readonly [first: number, last: number])[] = [
  [-2, 2],
  [-3, 3],
  [-2, 3],
  [-2, 3],
  [-2, 3],
  [-2, 4],
  [-2, 4],
];

/** Where a unit stands in its word. */
export const Place = { first: 0, last: 1, only: 2, middle: 3 } as const;

export const FIRST_WORD_SLOT = 32;
/** The most words a pattern may stand after the word it speaks for. */
export const WORD_REACH = 4;

/** The slot of a pattern `distance` words before the unit's word (negative: after), by the unit's place in its word. */
export function wordSlot(distance: number, place: number): number {
  return FIRST_WORD_SLOT + (distance + WORD_REACH) * 4 + place;
}

const MULTIPLIER = 0x9e3779b1;

/** Extends the rolling key of an n-gram by one more element. */
export function extendKey(key: number, element: number): number {
  const k = Math.imul(key ^ element, MULTIPLIER);
  return k ^ (k >>> 15);
}

const UNIT_SEED = 0x1b873593;
const SHAPE_SEED = 0x5bd1e995;
const EDGE = 0x2545f491;
const THAI_SHAPE = UnitKind.thai * 8;
/** Stands in place of a key where there is no pattern. */
export const NO_PATTERN = 0;
const WORD_SEEDS = [
  0x3c6ef372, 0x1f83d9ab, 0x5be0cd19, 0x2b992ddf, 0x71374491, 0x59f111f1, 0x12835b01,
] as const;

/** Writes the keys of the patterns that start at unit `j` (from -1, the text's edge, on) into `out`; returns how many of each kind. */
export function unitPatternsAt(units: Units, j: number, out: Int32Array): void {
  const { count, keys, shapes } = units;
  let plain = true;
  let unit = UNIT_SEED;
  let shape = SHAPE_SEED;
  for (let n = 0; n < UNIT_NGRAM; n++) {
    const at = j + n;
    if (at > count) {
      out[n] = NO_PATTERN;
      if (n < SHAPE_NGRAM) out[UNIT_NGRAM + n] = NO_PATTERN;
      continue;
    }
    const inside = at >= 0 && at < count;
    unit = extendKey(unit, inside ? keys[at]! : EDGE);
    out[n] = unit;
    if (n < SHAPE_NGRAM) {
      const element = inside ? shapes[at]! : EDGE;
      if (element !== THAI_SHAPE) plain = false;
      shape = extendKey(shape, element);
      // A run of Thai says nothing by its shape, and is nearly everywhere.
      out[UNIT_NGRAM + n] = plain ? NO_PATTERN : shape;
    }
  }
}

/** Writes the keys of the patterns that start at word `k` (from -1 on) into `out`. */
export function wordPatternsAt(words: Words, k: number, out: Int32Array): void {
  const { count, fine, coarse } = words;
  const fine0 = k >= 0 && k < count ? fine[k]! : EDGE;
  const fine1 = k + 1 < count ? fine[k + 1]! : EDGE;
  const fine2 = k + 2 < count ? fine[k + 2]! : EDGE;
  const coarse0 = k >= 0 && k < count ? coarse[k]! : EDGE;
  const coarse1 = k + 1 < count ? coarse[k + 1]! : EDGE;
  const coarse2 = k + 2 < count ? coarse[k + 2]! : EDGE;
  const coarse3 = k + 3 < count ? coarse[k + 3]! : EDGE;
  out[0] = extendKey(WORD_SEEDS[0], k >= 0 && k < count ? words.keys[k]! : EDGE);
  out[1] = extendKey(WORD_SEEDS[1], fine0);
  out[2] = extendKey(extendKey(WORD_SEEDS[2], fine0), fine1);
  out[3] = extendKey(extendKey(extendKey(WORD_SEEDS[3], fine0), fine1), fine2);
  out[4] = extendKey(extendKey(WORD_SEEDS[4], coarse0), coarse1);
  out[5] = extendKey(extendKey(extendKey(WORD_SEEDS[5], coarse0), coarse1), coarse2);
  out[6] = extendKey(extendKey(extendKey(extendKey(WORD_SEEDS[6], coarse0), coarse1), coarse2), coarse3);
}

/** The 32-bit identity of a pattern seen from one slot: what a weight row is learned for. */
export function featureKey(pattern: number, slot: number): number {
  return mix(pattern + Math.imul(slot + 64, 0x632be5ab));
}

/** Kinds of patterns, for training to leave some kind out now and then. */
export const Family = { shortUnits: 0, longUnits: 1, shapes: 2, words: 3, classes: 4 } as const;

/** Calls `visit` for every pattern of the text and every unit it speaks for. For training; reading has its own loops. */
export function visitFeatures(
  units: Units,
  words: Words | null,
  visit: (pattern: number, slot: number, unit: number, family: number) => void,
): void {
  const n = units.count;
  const keys = new Int32Array(UNIT_PATTERNS);
  for (let j = -1; j <= n; j++) {
    unitPatternsAt(units, j, keys);
    for (let p = 0; p < UNIT_PATTERNS; p++) {
      if (keys[p] === NO_PATTERN) continue;
      const family = p < 2 ? Family.shortUnits : p < UNIT_NGRAM ? Family.longUnits : Family.shapes;
      for (const slot of unitSlots[p]!) {
        const i = j + slot;
        if (i >= 0 && i < n) visit(keys[p]!, slot, i, family);
      }
    }
  }
  if (!words) return;
  for (let k = -1; k <= words.count; k++) {
    wordPatternsAt(words, k, keys);
    for (let p = 0; p < WORD_PATTERNS; p++) {
      const [first, last] = wordReach[p]!;
      const family = p === 0 ? Family.words : Family.classes;
      for (let target = Math.max(0, k + first); target <= Math.min(words.count - 1, k + last); target++) {
        const from = words.starts[target]!;
        const to = words.starts[target + 1]! - 1;
        const distance = target - k;
        if (from === to) {
          visit(keys[p]!, wordSlot(distance, Place.only), from, family);
          continue;
        }
        visit(keys[p]!, wordSlot(distance, Place.first), from, family);
        visit(keys[p]!, wordSlot(distance, Place.last), to, family);
        if (distance === 0) {
          for (let i = from + 1; i < to; i++) visit(keys[p]!, wordSlot(0, Place.middle), i, family);
        }
      }
    }
  }
}
