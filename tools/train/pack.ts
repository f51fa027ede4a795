import { readFileSync } from 'node:fs';
import { CALIBRATION_BUCKETS, MAGIC } from '../../lib/recognition/name-model/decode.ts';
import { featureKey, visitFeatures } from '../../lib/recognition/name-model/features.ts';
import { LABELS } from '../../lib/recognition/name-model/labels.ts';
import { cutWords } from '../../lib/recognition/name-model/lexicon.ts';
import { cutUnits } from '../../lib/recognition/name-model/units.ts';
import { type InducedWords, lexiconOf } from './induce.ts';
import type { LabelledText } from './texts.ts';

export interface PackOptions {
  version: string;
  scale: number;
  /** Log-odds added to the labels that begin an organisation: [thainer, product]. */
  bias: [number, number];
  calibration: Uint8Array;
}

/** Turns the learner's rows into the file that ships: quantised, grouped by pattern, ready for gzip. */
export function packModel(
  learned: string,
  words: InducedWords,
  texts: LabelledText[],
  options: PackOptions,
): Uint8Array {
  const lexicon = lexiconOf(words);
  const bytes = readFileSync(learned);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const rowsLearned = view.getUint32(0, true);
  let at = 8;
  const transitions: number[] = [];
  for (let i = 0; i < LABELS * LABELS; i++, at += 4) transitions.push(view.getFloat32(at, true));
  const rows = new Map<number, [Int8Array | undefined, Int8Array | undefined]>();
  for (let r = 0; r < rowsLearned; r++) {
    const key = view.getInt32(at, true);
    const domain = view.getUint32(at + 4, true) === 1 ? 1 : 0;
    at += 8;
    const steps: number[] = [];
    for (let l = 0; l < LABELS; l++, at += 4)
      steps.push(Math.round(view.getFloat32(at, true) * options.scale));
    const row = sparsest(steps);
    const any = row.some((w) => w !== 0);
    if (!any) continue;
    const pair = rows.get(key) ?? [undefined, undefined];
    pair[domain] = row;
    rows.set(key, pair);
  }

  // The learner knows features; the reader wants patterns. Walk the texts again to see which pattern each came from.
  const patterns = new Map<number, Map<number, [Int8Array | undefined, Int8Array | undefined]>>();
  for (const text of texts) {
    const units = cutUnits(text.text);
    visitFeatures(units, cutWords(units, lexicon), (pattern, slot) => {
      const pair = rows.get(featureKey(pattern, slot));
      if (!pair) return;
      let slots = patterns.get(pattern);
      if (!slots) {
        slots = new Map();
        patterns.set(pattern, slots);
      }
      slots.set(slot, pair);
    });
  }

  const order = [...patterns.keys()].sort((a, b) => (a >>> 0) - (b >>> 0));
  const keys: number[] = [];
  const counts: number[] = [];
  const productCounts: number[] = [];
  const slotBytes: number[] = [];
  const low: number[] = [];
  const high: number[] = [];
  const weights: number[] = [];
  let last = 0;
  for (const key of order) {
    const slots = [...(patterns.get(key) ?? [])].sort((a, b) => a[0] - b[0]);
    putVarint(keys, (key >>> 0) - last);
    last = key >>> 0;
    const size = [0, 0];
    for (const domain of [0, 1] as const) {
      for (const [slot, pair] of slots) {
        const row = pair[domain];
        if (!row) continue;
        size[domain] = (size[domain] ?? 0) + 1;
        let set = 0;
        for (let l = 0; l < LABELS; l++) {
          const w = row[l] ?? 0;
          if (w === 0) continue;
          set |= 1 << l;
          weights.push(w & 255);
        }
        slotBytes.push(slot & 255);
        low.push(set & 255);
        high.push(set >> 8);
      }
    }
    putVarint(counts, (size[0] ?? 0) + (size[1] ?? 0));
    putVarint(productCounts, size[1] ?? 0);
  }

  const head: number[] = [];
  const u32 = (value: number): void => {
    head.push(value & 255, (value >>> 8) & 255, (value >>> 16) & 255, (value >>> 24) & 255);
  };
  const i16 = (value: number): void => {
    head.push(value & 255, (value >> 8) & 255);
  };
  u32(MAGIC);
  head.push(options.version.length, ...[...options.version].map((c) => c.charCodeAt(0)));
  head.push(options.scale);
  for (const bias of options.bias) i16(Math.round(bias * options.scale));
  for (const weight of transitions) i16(Math.round(weight * options.scale));
  if (options.calibration.length !== 2 * CALIBRATION_BUCKETS)
    throw new Error('calibration table of a wrong size');
  head.push(...options.calibration);
  const wordOrder = Array.from(words.keys, (_, k) => k).sort(
    (a, b) => (words.keys[a]! >>> 0) - (words.keys[b]! >>> 0),
  );
  const wordGaps: number[] = [];
  last = 0;
  for (const k of wordOrder) {
    putVarint(wordGaps, (words.keys[k]! >>> 0) - last);
    last = words.keys[k]! >>> 0;
  }
  const wordCosts = wordOrder.map((k) => -words.scores[k]!);
  const wordFine = wordOrder.map((k) => words.fine[k]!);
  const wordCoarse = wordOrder.map((k) => words.coarse[k]!);
  u32(wordOrder.length);
  u32(order.length);
  u32(slotBytes.length);
  const streams = [
    head,
    wordGaps,
    wordCosts,
    wordFine,
    wordCoarse,
    keys,
    counts,
    productCounts,
    slotBytes,
    low,
    high,
    weights,
  ];
  const out = new Uint8Array(streams.reduce((sum, stream) => sum + stream.length, 0));
  let p = 0;
  for (const part of streams) {
    out.set(part, p);
    p += part.length;
  }
  return out;
}

/** Only differences between labels count, so a row may be shifted as a whole: to where most of its weights are zero. */
function sparsest(steps: readonly number[]): Int8Array {
  let shift = 0;
  let zeros = 0;
  for (const candidate of [0, ...steps]) {
    const here = steps.filter((step) => step === candidate).length;
    if (here > zeros && steps.every((step) => Math.abs(step - candidate) <= 127)) {
      shift = candidate;
      zeros = here;
    }
  }
  return Int8Array.from(steps, (step) => Math.max(-127, Math.min(127, step - shift)));
}

function putVarint(out: number[], value: number): void {
  let rest = value;
  while (rest >= 128) {
    out.push((rest % 128) | 128);
    rest = Math.floor(rest / 128);
  }
  out.push(rest);
}
