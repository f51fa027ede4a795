import type { Weights } from './decode.ts';
import { visitUnitPatterns } from './features.ts';
import { LABELS } from './labels.ts';
import type { Units } from './units.ts';

/** The score of every label at every unit, in integer steps: `scores[unit * LABELS + label]`. */
export function scoreUnits(weights: Weights, units: Units, domain: 0 | 1): Int32Array {
  const { tableKeys, tablePatterns, tableMask, rowStart, productStart, rowSlot, rowWeights } = weights;
  const count = units.count;
  const scores = new Int32Array(count * LABELS);
  visitUnitPatterns(units, (key, at) => {
    let h = key & tableMask;
    let pattern = tablePatterns[h]!;
    while (pattern >= 0 && tableKeys[h] !== key) {
      h = (h + 1) & tableMask;
      pattern = tablePatterns[h]!;
    }
    if (pattern < 0) return;
    const end = domain === 1 ? rowStart[pattern + 1]! : productStart[pattern]!;
    for (let row = rowStart[pattern]!; row < end; row++) {
      const target = at + rowSlot[row]!;
      if (target < 0 || target >= count) continue;
      let s = target * LABELS;
      let w = row * LABELS;
      for (const stop = w + LABELS; w < stop; w++, s++) scores[s] = scores[s]! + rowWeights[w]!;
    }
  });
  return scores;
}
