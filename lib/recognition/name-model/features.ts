import { mix, type Units } from './units.ts';

/**
 * The patterns the name model looks for. A pattern is an n-gram of units or of unit shapes; standing at unit `j` it
 * speaks for the labels of the units around it, one *slot* for each distance. Training and reading share this file.
 */

/** A pattern at unit `j` speaks for units `j - REACH_BEFORE` to `j + REACH_AFTER`. */
export const REACH_BEFORE = 5;
export const REACH_AFTER = 7;
export const SLOTS = REACH_BEFORE + REACH_AFTER + 1;

export const UNIT_NGRAM = 7;
export const SHAPE_NGRAM = 4;

/** For n-grams of each length, the first and last slot in use (inclusive). */
export const unitSlots: readonly (readonly [number, number])[] = [
  [0, 0],
  [-5, 5],
  [-4, 5],
  [-3, 5],
  [-2, 5],
  [-1, 5],
  [-1, 6],
  [-1, 7],
];
export const shapeSlots: readonly (readonly [number, number])[] = [
  [0, 0],
  [-3, 3],
  [-3, 4],
  [-2, 4],
  [-2, 5],
];

const MULTIPLIER = 0x9e3779b1;

/** Extends the rolling key of an n-gram by one more element. */
export function extendKey(key: number, element: number): number {
  const k = Math.imul(key ^ element, MULTIPLIER);
  return k ^ (k >>> 15);
}

export const UNIT_SEED = 0x1b873593;
export const SHAPE_SEED = 0x5bd1e995;
const EDGE = 0x2545f491;

/**
 * Calls `visit(key, j, first, last)` for every pattern of the text: `key` identifies it, `j` is the unit it starts at
 * (may be -1, the text's edge), and units `j + first … j + last` are those it speaks for.
 */
export function visitUnitPatterns(
  units: Units,
  visit: (key: number, at: number, first: number, last: number) => void,
): void {
  const { count, keys, shapes } = units;
  for (let j = -1; j <= count; j++) {
    let key = UNIT_SEED;
    for (let n = 1; n <= UNIT_NGRAM; n++) {
      const at = j + n - 1;
      if (at > count) break;
      key = extendKey(key, at < 0 || at === count ? EDGE : (keys[at] ?? 0));
      const slots = unitSlots[n] ?? [0, 0];
      visit(key, j, slots[0], slots[1]);
    }
    key = SHAPE_SEED;
    for (let n = 1; n <= SHAPE_NGRAM; n++) {
      const at = j + n - 1;
      if (at > count) break;
      key = extendKey(key, at < 0 || at === count ? EDGE : (shapes[at] ?? 0));
      const slots = shapeSlots[n] ?? [0, 0];
      visit(key, j, slots[0], slots[1]);
    }
  }
}

/** The 32-bit identity of a pattern seen from one slot: what a weight row is learned for. */
export function featureKey(pattern: number, slot: number): number {
  return mix(pattern + Math.imul(slot + 64, 0x632be5ab));
}
