import { SIEVE_SHIFT, type Weights } from './decode.ts';
import {
  FIRST_WORD_SLOT,
  NO_PATTERN,
  Place,
  UNIT_PATTERNS,
  unitPatternsAt,
  WORD_PATTERNS,
  WORD_REACH,
  wordPatternsAt,
} from './features.ts';
import { LABELS } from './labels.ts';
import type { Words } from './lexicon.ts';
import type { Units } from './units.ts';

/** Units before and after the text that patterns at its edges may speak for; what they say there is thrown away. */
const MARGIN = 8;

/** The score of every label at every unit, in integer steps: `scores[unit * LABELS + label]`. */
export function scoreUnits(weights: Weights, units: Units, words: Words, domain: 0 | 1): Int32Array {
  const { rowStart, productStart, rowSlot, entryStart, entries } = weights;
  const rowEnd = domain === 1 ? rowStart.subarray(1) : productStart;
  const count = units.count;
  const scores = new Int32Array((count + 2 * MARGIN) * LABELS);
  const keys = new Int32Array(Math.max(UNIT_PATTERNS, WORD_PATTERNS));
  for (let j = -1; j <= count; j++) {
    unitPatternsAt(units, j, keys);
    const base = (j + MARGIN) * LABELS;
    for (let p = 0; p < UNIT_PATTERNS; p++) {
      if (keys[p] === NO_PATTERN) continue;
      const pattern = patternOf(weights, keys[p]!);
      if (pattern < 0) continue;
      const end = entryStart[rowEnd[pattern]!]!;
      for (let e = entryStart[rowStart[pattern]!]!; e < end; e++) {
        const entry = entries[e]!;
        const s = base + (entry >> 8);
        scores[s] = scores[s]! + ((entry << 24) >> 24);
      }
    }
  }
  const { starts } = words;
  const wordCount = words.count;
  for (let k = -1; k <= wordCount; k++) {
    wordPatternsAt(words, k, keys);
    for (let p = 0; p < WORD_PATTERNS; p++) {
      const pattern = patternOf(weights, keys[p]!);
      if (pattern < 0) continue;
      const end = rowEnd[pattern]!;
      for (let row = rowStart[pattern]!; row < end; row++) {
        const slot = rowSlot[row]! - FIRST_WORD_SLOT;
        const target = k + (slot >> 2) - WORD_REACH;
        if (slot < 0 || target < 0 || target >= wordCount) continue;
        let from = starts[target]!;
        let to = starts[target + 1]! - 1;
        const place = slot & 3;
        if (place === Place.only ? from !== to : from === to) continue;
        if (place === Place.first) to = from;
        else if (place === Place.last) from = to;
        else if (place === Place.middle) {
          from++;
          to--;
        }
        const last = entryStart[row + 1]!;
        for (let unit = from; unit <= to; unit++) {
          const base = (unit + MARGIN) * LABELS;
          for (let e = entryStart[row]!; e < last; e++) {
            const entry = entries[e]!;
            const s = base + (entry >> 8);
            scores[s] = scores[s]! + ((entry << 24) >> 24);
          }
        }
      }
    }
  }
  return scores.subarray(MARGIN * LABELS, (MARGIN + count) * LABELS);
}

/** The number of the pattern with this key, or -1. */
function patternOf(weights: Weights, key: number): number {
  const bit = key >>> SIEVE_SHIFT;
  if ((weights.sieve[bit >>> 5]! & (1 << (bit & 31))) === 0) return -1;
  const { table, tableMask } = weights;
  let h = key & tableMask;
  for (;;) {
    const pattern = table[2 * h + 1]!;
    if (pattern < 0 || table[2 * h] === key) return pattern;
    h = (h + 1) & tableMask;
  }
}
