import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { asciiDigits, normalise } from '../../../lib/thai/normal-form.ts';

/** Text made of the characters that the normal form has rules for, and of others. */
const thaiMarks = [...'ัิีึืฺุู็่้๊๋์ํ๎'];
const messyText = fc
  .array(
    fc.oneof(
      { weight: 4, arbitrary: fc.constantFrom(...'กขคงนมรสหอฮ') },
      { weight: 3, arbitrary: fc.constantFrom(...thaiMarks) },
      { weight: 3, arbitrary: fc.constantFrom(...'ะาำๅเแโใไๆฯ๏') },
      {
        weight: 2,
        arbitrary: fc.constantFrom('\u200b', '\u200d', '\ufeff', '\u00ad', '\u00a0', '\u3000', ' ', '\n'),
      },
      {
        weight: 1,
        arbitrary: fc.constantFrom(
          '\uf70a',
          '\uf711',
          '\uff08',
          '\ud83d',
          '\ude00',
          '😀',
          'A',
          'é',
          '(',
          '๗',
        ),
      },
    ),
    { maxLength: 60 },
  )
  .map((units) => units.join(''));

describe('the normal form', () => {
  it.each([
    ['a decomposed sara am', 'ส\u0e4d\u0e32นักงาน', 'สำนักงาน'],
    ['a decomposed sara am with the tone mark after the nikhahit', 'น\u0e4d\u0e49\u0e32มัน', 'น้ำมัน'],
    ['a decomposed sara am with the tone mark first', 'น\u0e49\u0e4d\u0e32มัน', 'น้ำมัน'],
    ['a tone mark typed after sara am', 'นำ้ท่วม', 'น้ำท่วม'],
    ['a nikhahit doubled into sara am', 'ก\u0e4dำ', 'กำ'],
    ['two sara e for one sara ae', 'เเบงก์ชาติ', 'แบงก์ชาติ'],
    ['a tone mark before its vowel', 'ท\u0e48ีประชุม', 'ที่ประชุม'],
    ['a thanthakhat before its vowel', 'พันธ\u0e4cุ', 'พันธุ์'],
    ['a mark typed twice', 'ไม่่ใช่่', 'ไม่ใช่'],
    ['zero-width spaces between words', 'กรม\u200bสรรพากร', 'กรมสรรพากร'],
    ['a zero-width space inside a cluster', 'น\u200bํ\u200b้\u200bา', 'น้ำ'],
    ['a no-break space', 'นายก\u00a0อบต.', 'นายก อบต.'],
    ['full-width parentheses', 'องค์การอนามัยโลก（WHO）', 'องค์การอนามัยโลก(WHO)'],
    ['glyph codes of old PDF fonts', 'ท\uf702\uf70aดิน', 'ที่ดิน'],
  ])('mends %s', (_what, given, wanted) => {
    expect(normalise(given).text).toBe(wanted);
  });

  it('leaves well-formed text as the same string with offsets of its own', () => {
    const text = 'กกต. (Election Commission: ECT) แถลงว่า ที่ประชุมรัฐสภา ๒๕๖๖ น้ำท่วม เปิด แก้ไข';
    const normal = normalise(text);
    expect(normal.text).toBe(text);
    expect(normal.toOriginal(10)).toBe(10);
    expect(normal.toNormal(text.length)).toBe(text.length);
  });

  it('leads a name found in the normal form back to the very characters on the page', () => {
    const page = 'อธิบดี\u200bส\u0e4d\u0e32นักงานเเรงงาน\u200b จ.น่าน';
    const normal = normalise(page);
    const start = normal.text.indexOf('สำนักงานแรงงาน');
    const end = start + 'สำนักงานแรงงาน'.length;
    expect(page.slice(normal.toOriginal(start), normal.toOriginalEnd(end))).toBe('ส\u0e4d\u0e32นักงานเเรงงาน');
  });

  it('is its own normal form', () => {
    fc.assert(
      fc.property(messyText, (text) => {
        const once = normalise(text).text;
        expect(normalise(once).text).toBe(once);
      }),
      { numRuns: 3000 },
    );
  });

  it('maps offsets in order, inside the text, and back', () => {
    fc.assert(
      fc.property(messyText, (text) => {
        const normal = normalise(text);
        expect(normal.text.length).toBeLessThanOrEqual(text.length);
        let before = -1;
        for (let offset = 0; offset < normal.text.length; offset++) {
          const start = normal.toOriginal(offset);
          const end = normal.toOriginalEnd(offset + 1);
          expect(start).toBeGreaterThan(before);
          expect(end).toBeGreaterThan(start);
          expect(end).toBeLessThanOrEqual(normal.toOriginal(offset + 1));
          expect(normal.toNormal(start)).toBe(offset);
          before = start;
        }
        expect(normal.toOriginal(normal.text.length)).toBe(text.length);
        expect(normal.toNormal(text.length)).toBe(normal.text.length);
      }),
      { numRuns: 3000 },
    );
  });

  it('keeps every piece between irregularities under the offsets of that piece', () => {
    const piece = fc.constantFrom('กรมสรรพากร', 'น้ำท่วม', 'WHO', 'ที่ประชุม', '2566', 'ปิติ', '😀');
    const noise = fc.constantFrom('\u200b', '\u200b\u200d', '\u00a0', '\ufeff\u00a0', ' ');
    fc.assert(
      fc.property(fc.array(fc.tuple(piece, noise), { maxLength: 20 }), (parts) => {
        let text = '';
        const at: number[] = [];
        for (const [word, between] of parts) {
          at.push(text.length);
          text += word + between;
        }
        const normal = normalise(text);
        for (const [index, [word]] of parts.entries()) {
          const start = normal.toNormal(at[index]!);
          expect(normal.text.slice(start, start + word.length)).toBe(word);
          expect(normal.toOriginal(start)).toBe(at[index]);
          expect(normal.toOriginalEnd(start + word.length)).toBe(at[index]! + word.length);
        }
      }),
    );
  });

  it('takes any string of code units, lone surrogates too, as they are or better', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 0xffff }), { maxLength: 200 }), (units) => {
        const text = String.fromCharCode(...units);
        const normal = normalise(text);
        expect(normal.text.length).toBeLessThanOrEqual(text.length);
        expect(normalise(normal.text).text).toBe(normal.text);
      }),
      { numRuns: 2000 },
    );
    expect(normalise('ก\ud83d\u200b\ude00').text).toBe('ก\ud83d\ude00');
  });

  it.each([
    ['tone marks', '\u0e48'],
    ['alternating marks', '\u0e48\u0e34'],
    ['decomposed sara am', '\u0e4d\u0e32'],
    ['sara e', 'เ'],
    ['zero-width spaces', 'ก\u200b'],
    ['tones after sara am', 'ำ\u0e49'],
  ])('stays linear on 400,000 units of %s', (_what, unit) => {
    // Best of three: what else the machine does is not this function's time.
    const time = (count: number): number => {
      const text = unit.repeat(count / unit.length);
      const once = () => {
        const begun = performance.now();
        normalise(text);
        return performance.now() - begun;
      };
      return Math.min(once(), once(), once());
    };
    time(50_000);
    // Eight times the text may take far more than eight times as long only if the work is not linear.
    expect(time(400_000)).toBeLessThan(40 * time(50_000) + 200);
  });
});

describe('ASCII digits', () => {
  it('stand where the Thai ones stood', () => {
    expect(asciiDigits('มาตรา ๑๑๒ พ.ศ. ๒๕๖๐')).toBe('มาตรา 112 พ.ศ. 2560');
  });
});
