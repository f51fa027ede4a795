import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeNameModel, NameModelError } from '../../../lib/recognition/name-model/name-model.ts';
import { cutUnits } from '../../../lib/recognition/name-model/units.ts';

const bytes = new Uint8Array(readFileSync('public/models/names.bin'));
const model = decodeNameModel(bytes);

const organisations = (text: string): string[] =>
  model
    .find(text)
    .filter((span) => span.type === 'organization')
    .map((span) => text.slice(span.start, span.end));

/** Strings that news pages really hold next to each other: Thai, marks without a base, invisible and broken characters. */
const piece = fc.oneof(
  fc.constantFrom(
    'กระทรวงการคลัง',
    'นาย',
    'ฯ',
    '(',
    ')',
    'กกต.',
    ' ',
    '\n',
    '\u200b',
    '\ufeff',
    '่',
    'ํา',
    'เเ',
    '๒๕๖๗',
    '\ud83d',
    '\udc4d',
    'WHO',
  ),
  fc.string({ unit: 'grapheme', maxLength: 12 }),
  fc.string({ unit: 'binary', maxLength: 6 }),
);
const anyText = fc.array(piece, { maxLength: 60 }).map((parts) => parts.join(''));

describe('name model', () => {
  it('finds ministries and banks with exact edges', () => {
    expect(organisations('เมื่อวานนี้กระทรวงการคลังและธนาคารแห่งประเทศไทยแถลงข่าวร่วมกันที่กรุงเทพฯ')).toEqual([
      'กระทรวงการคลัง',
      'ธนาคารแห่งประเทศไทย',
    ]);
  });

  it('tells a person from a body', () => {
    const text = 'นายสมศักดิ์ ใจดี กล่าวว่า กรมทางหลวงจะซ่อมถนน';
    const spans = model.find(text).map((span) => [span.type, text.slice(span.start, span.end)]);
    expect(spans).toContainEqual(['person', 'นายสมศักดิ์ ใจดี']);
    expect(spans).toContainEqual(['organization', 'กรมทางหลวง']);
  });

  it('reads the same names in composed and decomposed spelling', () => {
    const text = 'ผู้ว่าการสำนักงานตำรวจแห่งชาติกล่าว';
    const decomposed = text.replaceAll('ำ', 'ํา');
    expect(organisations(decomposed).map((name) => name.replaceAll('ํา', 'ำ'))).toEqual(organisations(text));
  });

  it('answers nothing for nothing', () => {
    expect(model.find('')).toEqual([]);
    expect(organisations(' \n\t ')).toEqual([]);
  });

  it('stays inside the text, in order, without overlap, on cluster edges, for any string', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const edges = new Set(cutUnits(text).starts);
        let last = 0;
        for (const span of model.find(text)) {
          expect(span.start).toBeGreaterThanOrEqual(last);
          expect(span.end).toBeGreaterThan(span.start);
          expect(span.end).toBeLessThanOrEqual(text.length);
          expect(edges.has(span.start) && edges.has(span.end)).toBe(true);
          expect(span.confidence).toBeGreaterThanOrEqual(0);
          expect(span.confidence).toBeLessThanOrEqual(1);
          last = span.end;
        }
      }),
      { numRuns: 300 },
    );
  });

  it('gives the same answer twice', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        expect(model.find(text)).toEqual(model.find(text));
      }),
    );
  });

  it('reads a million characters', () => {
    const sentence = 'กรมควบคุมโรคเตือนประชาชนระวังไข้หวัดใหญ่ในช่วงเปิดภาคเรียน ';
    const text = sentence.repeat(Math.ceil(1_000_000 / sentence.length));
    const found = organisations(text);
    expect(found.length).toBeGreaterThan(text.length / sentence.length / 2);
  });
});

describe('cutUnits', () => {
  it('covers any string without gap or overlap', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const units = cutUnits(text);
        expect(units.starts[0]).toBe(0);
        expect(units.starts[units.count]).toBe(text.length);
        for (let i = 0; i < units.count; i++)
          expect(units.starts[i + 1]).toBeGreaterThan(units.starts[i] ?? -1);
      }),
    );
  });

  it('never cuts before a combining mark or inside a surrogate pair', () => {
    const text = 'รัฐสภา ก็ 👍 น้ำ เสน่ห์';
    for (const start of cutUnits(text).starts.subarray(0, -1)) {
      expect(text.slice(start, start + 1)).not.toMatch(/[\u0e31\u0e34-\u0e3a\u0e47-\u0e4e\udc00-\udfff]/);
    }
  });
});

describe('decodeNameModel', () => {
  it('says why bytes are not a model', () => {
    expect(() => decodeNameModel(new Uint8Array(0))).toThrow(NameModelError);
    expect(() => decodeNameModel(new TextEncoder().encode('<html>not found</html>'))).toThrow(
      /wrong signature/,
    );
  });

  it('refuses a model cut short anywhere, or with bytes too many', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: bytes.length - 1 }), (length) => {
        expect(() => decodeNameModel(bytes.subarray(0, length))).toThrow(NameModelError);
      }),
      { numRuns: 40 },
    );
    const longer = new Uint8Array(bytes.length + 1);
    longer.set(bytes);
    expect(() => decodeNameModel(longer)).toThrow(/too many/);
  });
});
