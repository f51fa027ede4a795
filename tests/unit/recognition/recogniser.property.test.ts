import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { loadRecogniser } from '../../../tools/recogniser-parts.ts';

const recogniser = loadRecogniser();

const PIECES = [
  'กรมทางหลวง',
  'กระทรวงมหาดไทย',
  'บริษัท ',
  ' จำกัด (มหาชน)',
  'สภาฯ',
  'กกต.',
  'ก.พ.',
  'ดีเอสไอ',
  '(',
  ')',
  '((',
  'WHO',
  ' (World Health Organization: WHO)',
  'ฯ',
  'ฯลฯ',
  'ๆ',
  '\u0e4d',
  'า',
  'ำ',
  '\u200b',
  '\u00a0',
  '\n',
  ' ',
  'เ',
  'แ',
  '์',
  '่',
  '๑๒',
  '12',
  'นาย',
  'รมว.',
  'สภ.',
  'ที่',
  'ของ',
  'และ',
  '\ud83d',
  '\ude00',
  '😀',
  '\u0301',
  'é',
  '“',
  '”',
  '-',
  '–',
  ':',
  ',',
  '.',
  '/',
  'https://x.th/กรม',
  '\u0000',
  '\uffff',
  '中国',
  'ﾊ',
  '（',
  '）',
];
const thaiNoise = fc.array(fc.constantFrom(...PIECES), { maxLength: 400 }).map((pieces) => pieces.join(''));
const anyUnits = fc
  .array(fc.integer({ min: 0, max: 0xffff }), { maxLength: 2000 })
  .map((units) => String.fromCharCode(...units));
const anyText = fc.oneof(thaiNoise, anyUnits, fc.string({ unit: 'binary', maxLength: 500 }));

function isLow(code: number): boolean {
  return code >= 0xdc00 && code < 0xe000;
}
function isHigh(code: number): boolean {
  return code >= 0xd800 && code < 0xdc00;
}

describe('any string', () => {
  it('gives mentions that lie in the text, in order, without overlap, each of an entity', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const { mentions, entities } = recogniser.annotate(text);
        const ids = new Set(entities.map((entity) => entity.id));
        expect(ids.size).toBe(entities.length);
        let end = 0;
        for (const mention of mentions) {
          expect(mention.start).toBeGreaterThanOrEqual(end);
          expect(mention.end).toBeGreaterThan(mention.start);
          expect(mention.end).toBeLessThanOrEqual(text.length);
          expect(text.slice(mention.start, mention.end)).toBe(mention.surface);
          expect(ids.has(mention.entity)).toBe(true);
          expect(mention.evidence.length).toBeGreaterThan(0);
          expect(mention.confidence).toBeGreaterThanOrEqual(0);
          expect(mention.confidence).toBeLessThanOrEqual(1);
          end = mention.end;
        }
      }),
      { numRuns: 300 },
    );
  });

  it('never cuts a surrogate pair or a mark from its letter', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        for (const { start, end } of recogniser.annotate(text).mentions) {
          for (const at of [start, end]) {
            if (at <= 0 || at >= text.length) continue;
            const before = text.charCodeAt(at - 1);
            const after = text.charCodeAt(at);
            expect(isHigh(before) && isLow(after)).toBe(false);
            expect(
              /[\u0e31\u0e34-\u0e3a\u0e47-\u0e4e]/.test(text.charAt(at)) && /[ก-ฮ]/.test(text.charAt(at - 1)),
            ).toBe(false);
          }
        }
      }),
      { numRuns: 300 },
    );
  });

  it('gives the same answer twice', () => {
    fc.assert(
      fc.property(thaiNoise, (text) => {
        expect(JSON.stringify(recogniser.annotate(text))).toBe(JSON.stringify(recogniser.annotate(text)));
      }),
      { numRuns: 60 },
    );
  });
});

describe('time', () => {
  /** Processor time, which other programs on the machine do not lengthen as they do the clock's. */
  function cost(text: string): number {
    const from = process.cpuUsage();
    recogniser.annotate(text);
    const { user, system } = process.cpuUsage(from);
    return user + system;
  }
  const hostile: [string, (n: number) => string][] = [
    ['open parentheses', (n) => '('.repeat(n)],
    ['nested glosses', (n) => 'กรมทางหลวง (ทล. '.repeat(n / 16)],
    ['one Thai letter', (n) => 'ก'.repeat(n)],
    ['head nouns in a row', (n) => 'สำนักงาน'.repeat(n / 8)],
    ['short forms and names', (n) => 'บริษัทฯ สมาคมผู้ค้า '.repeat(n / 20)],
    ['dotted initials', (n) => 'ก.ข.'.repeat(n / 4)],
  ];
  it.each(hostile)('grows with the length of %s, not with its square', (_name, make) => {
    for (let i = 0; i < 3; i++) recogniser.annotate(make(4000));
    const small = Math.min(cost(make(8000)), cost(make(8000)), cost(make(8000)));
    const large = Math.min(cost(make(64_000)), cost(make(64_000)));
    // Eight times the length: eight times the work and some slack for collecting garbage; the square would be 64.
    expect(large).toBeLessThan(Math.max(small, 2000) * 28);
  });
});
