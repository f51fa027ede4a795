import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeWeights } from '../../../lib/recognition/name-model/decode.ts';
import { featureKey, visitFeatures } from '../../../lib/recognition/name-model/features.ts';
import { LABELS } from '../../../lib/recognition/name-model/labels.ts';
import { cutWords, wordKey } from '../../../lib/recognition/name-model/lexicon.ts';
import { scoreUnits } from '../../../lib/recognition/name-model/score.ts';
import { cutUnits } from '../../../lib/recognition/name-model/units.ts';
import { parseThainerLine, scoreThainer } from '../../../tools/eval/thainer.ts';
import { asProduct } from '../../../tools/train/adapt.ts';
import { calibrate } from '../../../tools/train/calibrate.ts';
import type { InducedWords } from '../../../tools/train/induce.ts';
import { packModel } from '../../../tools/train/pack.ts';
import type { LabelledText } from '../../../tools/train/texts.ts';

const texts = ['กรมการปกครองแจ้งว่า ปภ. จะตั้งศูนย์ (EOC) ที่เชียงราย', 'ธนาคารกลางขึ้นดอกเบี้ย 0.25%', 'ก', ' ', ''];

/** A lexicon of the first words of the texts. */
function someWords(): InducedWords {
  const units = cutUnits(texts[0]!);
  const keys = Int32Array.from([1, 2, 3, 4], (length, k) => wordKey(units.keys, 2 * k, 2 * k + length));
  return {
    keys,
    scores: Int16Array.from(keys, (_, k) => -20 - k),
    fine: Uint16Array.from(keys, (_, k) => k),
    coarse: Uint8Array.from(keys, (_, k) => k % 2),
  };
}

/** What the learner writes: a row of weights, as whole steps of 1/32, for each feature key and domain. */
function learnedFile(rows: Map<string, { key: number; domain: number; steps: number[] }>): Uint8Array {
  const bytes = new ArrayBuffer(8 + LABELS * LABELS * 4 + rows.size * (8 + LABELS * 4));
  const view = new DataView(bytes);
  view.setUint32(0, rows.size, true);
  view.setUint32(4, LABELS, true);
  let at = 8 + LABELS * LABELS * 4;
  for (const { key, domain, steps } of rows.values()) {
    view.setInt32(at, key, true);
    view.setUint32(at + 4, domain, true);
    at += 8;
    for (const step of steps) {
      view.setFloat32(at, step / 32, true);
      at += 4;
    }
  }
  return new Uint8Array(bytes);
}

/** Scores as leads over the label "outside": a unit's scores mean nothing but their differences. */
function aboveOutside(scores: Int32Array): Int32Array {
  return scores.map((score, at) => score - scores[at - (at % LABELS)]!);
}

describe('learning and reading', () => {
  it('score every unit by the same features', () => {
    const words = someWords();
    const lexicon = decodeAfterPacking(new Map(), words).lexicon;
    const rows = new Map<string, { key: number; domain: number; steps: number[] }>();
    let seed = 7;
    const next = (): number => {
      seed = (Math.imul(seed, 1103515245) + 12345) >>> 0;
      return seed >>> 16;
    };
    for (const text of texts) {
      const units = cutUnits(text);
      visitFeatures(units, cutWords(units, lexicon), (pattern, slot) => {
        if (next() % 3 === 0) return;
        const domain = next() % 2;
        const steps = Array.from({ length: LABELS }, () => (next() % 2 === 0 ? 0 : (next() % 61) - 30));
        const key = featureKey(pattern, slot);
        if (steps.some((step) => step !== 0)) rows.set(`${key} ${domain}`, { key, domain, steps });
      });
    }
    expect(rows.size).toBeGreaterThan(500);
    const weights = decodeAfterPacking(rows, words);
    for (const text of [...texts, texts.join('')]) {
      for (const domain of [0, 1] as const) {
        const units = cutUnits(text);
        const cut = cutWords(units, lexicon);
        const expected = new Int32Array(units.count * LABELS);
        visitFeatures(units, cut, (pattern, slot, unit) => {
          for (let d = 0; d <= domain; d++) {
            const row = rows.get(`${featureKey(pattern, slot)} ${d}`);
            row?.steps.forEach((step, label) => {
              expected[unit * LABELS + label] = expected[unit * LABELS + label]! + step;
            });
          }
        });
        expect(aboveOutside(scoreUnits(weights, units, cut, domain))).toEqual(aboveOutside(expected));
      }
    }
  });
});

function decodeAfterPacking(
  rows: Map<string, { key: number; domain: number; steps: number[] }>,
  words: InducedWords,
): ReturnType<typeof decodeWeights> {
  const folder = mkdtempSync(join(tmpdir(), 'learned-'));
  try {
    const file = join(folder, 'learned');
    writeFileSync(file, learnedFile(rows));
    const labelled = [...texts, texts.join('')].map(
      (text): LabelledText => ({ id: text, text, domain: 'product', spans: [], complete: true }),
    );
    return decodeWeights(
      packModel(file, words, labelled, {
        version: 'test',
        scale: 32,
        bias: [0, 0],
        calibration: new Uint8Array(128),
      }),
    );
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

describe('cutWords', () => {
  it('covers the units in order, each word of Thai units or of one other', () => {
    const lexicon = decodeAfterPacking(new Map(), someWords()).lexicon;
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...texts, 'กรม', 'ฯ', '่', '12', '\n')), (parts) => {
        const units = cutUnits(parts.join(''));
        const words = cutWords(units, lexicon);
        expect(words.starts[0]).toBe(0);
        expect(words.starts[words.count]).toBe(units.count);
        for (let k = 0; k < words.count; k++) {
          expect(words.starts[k + 1]).toBeGreaterThan(words.starts[k]!);
        }
      }),
    );
  });
});

describe('asProduct', () => {
  const text = 'ผอ.โรงเรียนวัดหนองแขม พบตำรวจ สภ.หนองแขม ที่ศาลาประชาคม';
  const place = (name: string): LabelledText['spans'][number] => ({
    start: text.indexOf(name),
    end: text.indexOf(name) + name.length,
    type: 'location',
  });
  const adapted = asProduct({
    id: 'x',
    text,
    domain: 'thainer',
    complete: true,
    spans: [place('โรงเรียนวัดหนองแขม'), place('สภ.หนองแขม'), place('ศาลาประชาคม')],
  });

  it('makes bodies of schools and police stations', () => {
    const bodies = adapted.spans.filter((span) => span.type === 'organization');
    expect(bodies.map(({ start, end }) => text.slice(start, end))).toEqual([
      'โรงเรียนวัดหนองแขม',
      'สภ.หนองแขม',
    ]);
  });

  it('leaves open what its rules cannot settle', () => {
    expect(adapted.open?.map(({ start, end }) => text.slice(start, end))).toEqual(['ศาลาประชาคม']);
  });
});

describe('calibrate', () => {
  it('never trusts a wider margin less', () => {
    const outcome = fc.record({ bucket: fc.integer({ min: 0, max: 63 }), right: fc.boolean() });
    fc.assert(
      fc.property(fc.array(outcome, { maxLength: 300 }), (outcomes) => {
        const table = calibrate(outcomes);
        for (let i = 1; i < 64; i++) expect(table[i]).toBeGreaterThanOrEqual(table[i - 1]!);
      }),
    );
  });

  it('gives the share that was right where there is much evidence', () => {
    const outcomes = Array.from({ length: 1000 }, (_, i) => ({
      bucket: i % 2 === 0 ? 5 : 40,
      right: i % 2 === 1 || i % 4 === 0,
    }));
    const table = calibrate(outcomes);
    expect(table[5]! / 255).toBeCloseTo(0.5, 1);
    expect(table[40]! / 255).toBeCloseTo(1, 1);
  });
});

describe('scoreThainer', () => {
  const line =
    'วันนี้[PERSON]นายก้อง[/PERSON]ไป[ORGANIZATION]กรมศิลปากร[/ORGANIZATION]กับ[ORGANIZATION]กพ.[/ORGANIZATION] [AGO]2 ปี[/AGO]';

  it('strips every mark and keeps organisations', () => {
    const { text, organizations } = parseThainerLine(line);
    expect(text).toBe('วันนี้นายก้องไปกรมศิลปากรกับกพ. 2 ปี');
    expect(organizations.map(({ start, end }) => text.slice(start, end))).toEqual(['กรมศิลปากร', 'กพ.']);
  });

  it('counts exact spans, and seen and unseen names apart', () => {
    const find = (text: string): { start: number; end: number }[] => {
      const at = text.indexOf('กรมศิลปากร');
      return [
        { start: at, end: at + 'กรมศิลปากร'.length },
        { start: 0, end: 3 },
      ];
    };
    const score = scoreThainer([line], find, ['[ORGANIZATION]กพ.[/ORGANIZATION]ประชุม']);
    expect(score).toMatchObject({ gold: 2, predicted: 2, right: 1, precision: 0.5, recall: 0.5, f1: 0.5 });
    expect(score.seen).toMatchObject({ gold: 1, right: 0 });
    expect(score.unseen).toMatchObject({ gold: 1, right: 1 });
  });
});
