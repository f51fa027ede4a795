import { addFeature, type Candidate } from './candidates.ts';
import { RESOLVER_WEIGHTS } from './resolver-weights.ts';

/** Below this probability a name is not shown: where the expected gain in F1 of showing one more turns negative. */
export const NAME_THRESHOLD = 0.27;
/** An abbreviation is worth less than a name that covers it. */
const ABBREVIATION_WORTH = 0.16;

/**
 * 1 / (1 + e^-x) from additions and multiplications alone: `Math.exp` may differ in its last bit from engine to engine,
 * and the same text is to give the same answer in all of them.
 */
export function sigmoid(x: number): number {
  const clamped = Math.max(-16, Math.min(16, x));
  let power = 1 - clamped / 1048576;
  for (let i = 0; i < 20; i++) power *= power;
  return 1 / (1 + power);
}

/** Log-odds of a candidate under the given weights. */
export function scoreOf(
  candidate: Candidate,
  weights: Readonly<Record<string, number>> = RESOLVER_WEIGHTS,
): number {
  let sum = weights.bias ?? 0;
  for (const [name, value] of candidate.features) sum += (weights[name] ?? 0) * value;
  return sum;
}

/** Sets `p` of every candidate that is not an abbreviation (those bring their own). */
export function scoreAll(candidates: readonly Candidate[], weights?: Readonly<Record<string, number>>): void {
  for (const candidate of candidates) {
    if (candidate.kind !== 'abbreviation') {
      candidate.p = Math.max(candidate.floor, sigmoid(scoreOf(candidate, weights)));
    }
  }
}

function worth(candidate: Candidate): number {
  if (candidate.kind === 'abbreviation') return ABBREVIATION_WORTH * candidate.p;
  return candidate.p - NAME_THRESHOLD;
}

/**
 * The non-overlapping set of candidates with the greatest total worth (weighted interval scheduling). Ties go to the
 * earlier and longer one, so that the same text always gives the same answer.
 */
export function selectMentions(candidates: readonly Candidate[]): Candidate[] {
  const useful = candidates.filter((candidate) => worth(candidate) > 0);
  useful.sort((a, b) => a.end - b.end || b.start - a.start || (a.kind < b.kind ? -1 : 1));
  const total = new Float64Array(useful.length + 1);
  const take = new Uint8Array(useful.length);
  const previous = new Int32Array(useful.length);
  for (let i = 0; i < useful.length; i++) {
    const candidate = useful[i]!;
    const before = lastEndingBy(useful, i, candidate.start);
    previous[i] = before;
    const taken = worth(candidate) + total[before]!;
    // The epsilon keeps sums of floats from deciding between equal sets.
    if (taken > total[i]! - 1e-9) {
      total[i + 1] = taken;
      take[i] = 1;
    } else total[i + 1] = total[i]!;
  }
  const chosen: Candidate[] = [];
  for (let i = useful.length; i > 0; ) {
    if (take[i - 1]) {
      chosen.push(useful[i - 1]!);
      i = previous[i - 1]!;
    } else i--;
  }
  return chosen.reverse();
}

/** How many of the first `count` candidates (sorted by end) end at or before `at`. */
function lastEndingBy(sorted: readonly Candidate[], count: number, at: number): number {
  let low = 0;
  let high = count;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (sorted[middle]!.end <= at) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Marks what stands in the way of a candidate: an overlapping one from a trusted source with other edges. */
export function noteRivals(candidates: readonly Candidate[]): void {
  const firm = candidates
    .filter((candidate) => candidate.features.has('gloss') || candidate.features.has('glossary.full'))
    .sort((a, b) => a.start - b.start);
  let from = 0;
  const sorted = [...candidates].sort((a, b) => a.start - b.start);
  for (const candidate of sorted) {
    if (candidate.features.has('gloss')) continue;
    while (from < firm.length && firm[from]!.start < candidate.start - 200) from++;
    for (let i = from; i < firm.length && firm[i]!.start < candidate.end; i++) {
      const other = firm[i]!;
      if (other === candidate || other.end <= candidate.start) continue;
      if (other.start <= candidate.start && other.end >= candidate.end) addFeature(candidate, 'rival.inside');
      else if (other.start >= candidate.start && other.end <= candidate.end)
        addFeature(candidate, other.start === candidate.start ? 'rival.begins' : 'rival.holds');
      else addFeature(candidate, 'rival.crosses');
    }
  }
}
