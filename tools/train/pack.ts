import { readFileSync } from 'node:fs';
import { CALIBRATION_BUCKETS, MAGIC } from '../../lib/recognition/name-model/decode.ts';
import { featureKey, visitUnitPatterns } from '../../lib/recognition/name-model/features.ts';
import { LABELS } from '../../lib/recognition/name-model/labels.ts';
import { cutUnits } from '../../lib/recognition/name-model/units.ts';
import type { LabelledText } from './texts.ts';

export interface PackOptions {
  version: string;
  scale: number;
  /** Log-odds added to the labels that begin an organisation: [thainer, product]. */
  bias: [number, number];
  calibration: Uint8Array;
}

/** Turns the learner's rows into the file that ships: quantised, grouped by pattern, ready for gzip. */
export function packModel(learned: string, texts: LabelledText[], options: PackOptions): Uint8Array {
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
    const row = new Int8Array(LABELS);
    let any = false;
    for (let l = 0; l < LABELS; l++, at += 4) {
      const steps = Math.round(view.getFloat32(at, true) * options.scale);
      row[l] = Math.max(-127, Math.min(127, steps));
      if (steps !== 0) any = true;
    }
    if (!any) continue;
    const pair = rows.get(key) ?? [undefined, undefined];
    pair[domain] = row;
    rows.set(key, pair);
  }

  // The learner knows features; the reader wants patterns. Walk the texts again to see which pattern each came from.
  const patterns = new Map<number, Map<number, [Int8Array | undefined, Int8Array | undefined]>>();
  for (const text of texts) {
    const units = cutUnits(text.text);
    visitUnitPatterns(units, (key, j, first, last) => {
      for (let slot = Math.max(first, -j); slot <= last && j + slot < units.count; slot++) {
        const pair = rows.get(featureKey(key, slot));
        if (!pair) continue;
        let slots = patterns.get(key);
        if (!slots) {
          slots = new Map();
          patterns.set(key, slots);
        }
        slots.set(slot, pair);
      }
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
  u32(order.length);
  u32(slotBytes.length);
  const size = [head, keys, counts, productCounts, slotBytes, low, high, weights].reduce(
    (sum, a) => sum + a.length,
    0,
  );
  const out = new Uint8Array(size);
  let p = 0;
  for (const part of [head, keys, counts, productCounts, slotBytes, low, high, weights]) {
    out.set(part, p);
    p += part.length;
  }
  return out;
}

function putVarint(out: number[], value: number): void {
  let rest = value;
  while (rest >= 128) {
    out.push((rest % 128) | 128);
    rest = Math.floor(rest / 128);
  }
  out.push(rest);
}
