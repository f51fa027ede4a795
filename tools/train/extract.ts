import { closeSync, openSync, writeSync } from 'node:fs';
import { featureKey, visitFeatures } from '../../lib/recognition/name-model/features.ts';
import { LABELS, Label } from '../../lib/recognition/name-model/labels.ts';
import { cutWords, type Lexicon } from '../../lib/recognition/name-model/lexicon.ts';
import { cutUnits } from '../../lib/recognition/name-model/units.ts';
import type { LabelledText } from './texts.ts';

export interface Part {
  texts: LabelledText[];
  /** 0 trains always; 1 ThaiNER dev; 2 gold dev; 10+k fold k of the product's texts. */
  group: (index: number) => number;
}

const ALL = (1 << LABELS) - 1;
const NOT_ORG =
  (1 << Label.O) |
  (1 << Label.pB) |
  (1 << Label.pI) |
  (1 << Label.pE) |
  (1 << Label.lB) |
  (1 << Label.lI) |
  (1 << Label.lE);

/** The labels a text's units carry, and for each the set of labels that training may believe. */
export function labelUnits(
  text: LabelledText,
  starts: Int32Array,
  count: number,
): { labels: Uint8Array; masks: Uint16Array } {
  const labels = new Uint8Array(count);
  const masks = new Uint16Array(count).fill(text.complete ? 1 << Label.O : NOT_ORG);
  const unitAt = new Map<number, number>();
  for (let i = 0; i <= count; i++) unitAt.set(starts[i] ?? 0, i);
  for (const span of text.spans) {
    let first = unitAt.get(span.start);
    let end = unitAt.get(span.end);
    if (first === undefined) {
      first = 0;
      while ((starts[first + 1] ?? 0) <= span.start) first++;
    }
    if (end === undefined) {
      end = first + 1;
      while ((starts[end] ?? 0) < span.end) end++;
    }
    const size = end - first;
    for (let i = first; i < end; i++) {
      const isFirst = i === first;
      const isLast = i === end - 1;
      let label: number = Label.O;
      if (span.type === 'organization')
        label = size === 1 ? Label.oS : isFirst ? Label.oB : isLast ? Label.oE : Label.oI;
      else {
        const base = span.type === 'person' ? Label.pB : Label.lB;
        label = size === 1 || isLast ? base + 2 : isFirst ? base : base + 1;
      }
      labels[i] = label;
      masks[i] = 1 << label;
    }
  }
  for (const { start, end } of text.open ?? []) {
    for (let i = 0; i < count; i++) if (starts[i]! < end && starts[i + 1]! > start) masks[i] = ALL;
  }
  return { labels, masks };
}

/** Writes every text's units, labels and feature keys to the binary file the learner reads. */
export function writeSequences(
  file: string,
  parts: Part[],
  lexicon: Lexicon | null,
  weight: (text: LabelledText) => number,
): void {
  const out = openSync(file, 'w');
  for (const part of parts) {
    for (const [index, text] of part.texts.entries()) {
      const units = cutUnits(text.text);
      const n = units.count;
      const { labels, masks } = labelUnits(text, units.starts, n);
      const words = lexicon ? cutWords(units, lexicon) : null;
      let total = 0;
      const offsets = new Int32Array(n + 1);
      visitFeatures(units, words, (_pattern, _slot, unit) => {
        offsets[unit + 1] = (offsets[unit + 1] ?? 0) + 1;
        total++;
      });
      for (let i = 0; i < n; i++) offsets[i + 1] = (offsets[i + 1] ?? 0) + (offsets[i] ?? 0);
      const fill = offsets.slice();
      const features = new Int32Array(total);
      const families = new Uint8Array(total);
      visitFeatures(units, words, (pattern, slot, unit, family) => {
        const p = fill[unit] ?? 0;
        features[p] = featureKey(pattern, slot);
        families[p] = family;
        fill[unit] = p + 1;
      });
      const head = new Int32Array([n, text.domain === 'product' ? 1 : 0, part.group(index), total]);
      const w = new Float32Array([weight(text)]);
      for (const block of [head, w, labels, masks, offsets, features, families]) {
        writeSync(out, new Uint8Array(block.buffer, block.byteOffset, block.byteLength));
      }
    }
  }
  closeSync(out);
}
