import { CALIBRATION_BUCKETS, type Weights } from './decode.ts';
import { LABELS, Label, mayFollow } from './labels.ts';
import { UnitKind, type Units } from './units.ts';

export interface NameSpan {
  /** UTF-16 offsets into the text as given, end exclusive. */
  start: number;
  end: number;
  /** 0…1: the share of spans with such a margin that were right on texts not trained on. */
  confidence: number;
  type: 'organization' | 'person' | 'location';
}

const NEVER = -0x20000000;

/** For every label, the labels that may come before it and after it. */
const before: readonly (readonly number[])[] = neighbours((label, other) => mayFollow(other, label));
const after: readonly (readonly number[])[] = neighbours((label, other) => mayFollow(label, other));

function neighbours(allowed: (label: number, other: number) => boolean): number[][] {
  const all = Array.from({ length: LABELS }, (_, label) => label);
  return all.map((label) => all.filter((other) => allowed(label, other)));
}

export interface Labelled {
  /** The best label of every unit. */
  labels: Uint8Array;
  /** How many steps the best labelling is better than the best one with another label at this unit. */
  margins: Int32Array;
}

/**
 * The best labelling (Viterbi) and, for every unit, its lead over the best labelling that differs there (max-marginals,
 * from the same recursion run backwards). All sums are 32-bit integers, so every engine gives the same answer; scores
 * are made relative at every unit, so they cannot overflow however long the text.
 */
export function bestLabels(weights: Weights, scores: Int32Array, count: number, domain: 0 | 1): Labelled {
  const { transitions } = weights;
  const bias = weights.bias[domain];
  const labels = new Uint8Array(count);
  const margins = new Int32Array(count);
  const ahead = new Int32Array(count * LABELS);
  const from = new Uint8Array(count * LABELS);
  for (let i = 0; i < count; i++) {
    const base = i * LABELS;
    scores[base + Label.oB] = scores[base + Label.oB]! + bias;
    scores[base + Label.oS] = scores[base + Label.oS]! + bias;
    let top = NEVER;
    for (let label = 0; label < LABELS; label++) {
      let best = NEVER;
      let via = 0;
      if (i === 0) {
        if (mayFollow(Label.O, label)) best = 0;
      } else {
        const options = before[label]!;
        for (let k = 0; k < options.length; k++) {
          const other = options[k]!;
          const value = ahead[base - LABELS + other]! + transitions[other * LABELS + label]!;
          if (value > best) {
            best = value;
            via = other;
          }
        }
      }
      if (best > NEVER) best += scores[base + label]!;
      ahead[base + label] = best;
      from[base + label] = via;
      if (best > top) top = best;
    }
    for (let label = 0; label < LABELS; label++) {
      ahead[base + label] = Math.max(ahead[base + label]! - top, NEVER);
    }
  }

  let back = new Int32Array(LABELS);
  let next = new Int32Array(LABELS);
  for (let label = 0; label < LABELS; label++) back[label] = mayFollow(label, Label.O) ? 0 : NEVER;
  let label = 0;
  for (let i = count - 1; i >= 0; i--) {
    const base = i * LABELS;
    if (i === count - 1) {
      let best = NEVER * 2;
      for (let l = 0; l < LABELS; l++) {
        const value = ahead[base + l]! + back[l]!;
        if (value > best) {
          best = value;
          label = l;
        }
      }
    }
    labels[i] = label;
    const chosen = ahead[base + label]! + back[label]!;
    let second = NEVER;
    for (let l = 0; l < LABELS; l++) {
      if (l === label) continue;
      const value = ahead[base + l]! + back[l]!;
      if (value > second) second = value;
    }
    margins[i] = chosen - second;
    label = from[base + label]!;
    if (i === 0) break;
    let top = NEVER;
    for (let l = 0; l < LABELS; l++) {
      const options = after[l]!;
      let best = NEVER;
      for (let k = 0; k < options.length; k++) {
        const other = options[k]!;
        const value = transitions[l * LABELS + other]! + scores[base + other]! + back[other]!;
        if (value > best) best = value;
      }
      next[l] = best;
      if (best > top) top = best;
    }
    for (let l = 0; l < LABELS; l++) {
      next[l] = Math.max(next[l]! - top, NEVER);
    }
    const swap = back;
    back = next;
    next = swap;
  }
  return { labels, margins };
}

/** The spans of the labelling. A span's margin is the least of its units': any other reading differs in one of them. */
export function readSpans(weights: Weights, labelled: Labelled, units: Units, domain: 0 | 1): NameSpan[] {
  const { labels, margins } = labelled;
  const spans: NameSpan[] = [];
  let open = -1;
  for (let i = 0; i < units.count; i++) {
    const label = labels[i]!;
    if (label === Label.O) {
      open = -1;
      continue;
    }
    const begins = label === Label.oB || label === Label.pB || label === Label.lB;
    if (begins) open = i;
    const ends = label === Label.oE || label === Label.oS || label === Label.pE || label === Label.lE;
    if (!ends) continue;
    let first = open >= 0 && label !== Label.oS ? open : i;
    let last = i;
    open = -1;
    let margin = margins[i]!;
    for (let k = first; k < i; k++) margin = Math.min(margin, margins[k]!);
    while (first <= last && isBlank(units.kinds[first]!)) first++;
    while (last >= first && isBlank(units.kinds[last]!)) last--;
    if (first > last) continue;
    const type = label <= Label.oS ? 'organization' : label <= Label.pE ? 'person' : 'location';
    spans.push({
      start: units.starts[first]!,
      end: units.starts[last + 1]!,
      confidence: confidenceOf(weights, margin, domain),
      type,
    });
  }
  return spans;
}

function isBlank(kind: number): boolean {
  return kind === UnitKind.space || kind === UnitKind.newline;
}

function confidenceOf(weights: Weights, margin: number, domain: 0 | 1): number {
  const bucket = Math.min(CALIBRATION_BUCKETS - 1, Math.max(0, Math.floor((margin * 8) / weights.scale)));
  return weights.calibration[domain * CALIBRATION_BUCKETS + bucket]! / 255;
}
