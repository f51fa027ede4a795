import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { christianYear, parseThaiDates, withYearNear } from '../../../lib/thai/dates.ts';

describe('dates in Thai text', () => {
  it.each([
    ['10 พ.ย. 2565', '2022-11-10'],
    ['8-9 พ.ย.2022', '2022-11-08'],
    ['วันที่ ๑๐ พฤศจิกายน พ.ศ. ๒๕๖๕', '2022-11-10'],
    ['10/11/2565', '2022-11-10'],
    ['10/11/65', '2022-11-10'],
    ['10-11-2022', '2022-11-10'],
    ['2565-11-10', '2022-11-10'],
    ['วันที่ 8 ธันวาคม 2567 - 20:05 น.', '2024-12-08T20:05:00+07:00'],
    ['17 ก.ค. 2563 08:15 น.', '2020-07-17T08:15:00+07:00'],
    ['31/12/2567 เวลา 23.59 น.', '2024-12-31T23:59:00+07:00'],
    ['21 ก.พ.2568 พ.ต.ท.จรูญ', '2025-02-21'],
    ['10\u00a0พ.\u00a0ย. 65', '2022-11-10'],
    ['3 ธันวาคม ค.ศ. 2021', '2021-12-03'],
    ['29 ก.พ. 2567', '2024-02-29'],
    ['12 Nov 2022', '2022-11-12'],
  ])('%s is %s', (text, iso) => {
    expect(parseThaiDates(text)[0]?.iso).toBe(iso);
  });

  it('without a year have none made up', () => {
    expect(parseThaiDates('เริ่ม 10 พ.ย. นี้')).toMatchObject([
      { year: null, month: 11, day: 10, iso: null, raw: '10 พ.ย.' },
    ]);
    expect(parseThaiDates('รับ 3 ม.ค. 20 คน')).toMatchObject([{ year: null, iso: null }]);
  });

  it('of a span keep both days, across months too', () => {
    expect(parseThaiDates('8-9 พ.ย.2022')).toMatchObject([{ day: 8, lastDay: 9 }]);
    expect(parseThaiDates('30 ธ.ค.-2 ม.ค. 2566').map(({ iso }) => iso)).toEqual(['2022-12-30', '2023-01-02']);
  });

  it('are not seen in words, numbers and abbreviations that look alike', () => {
    for (const text of [
      '10 พยาน 5 คน',
      'ม. 44',
      '5 ส.ส.',
      '02-123-4567',
      '3.5.2',
      '29 ก.พ. 2566',
      '45 ม.ค. 2566',
      '1/2567',
      '20/80',
      'มาตรา 10 พ.ร.บ.',
    ]) {
      expect(parseThaiDates(text), text).toEqual([]);
    }
  });

  it('take the year nearest to the story where they have none', () => {
    const day = (text: string) => parseThaiDates(text)[0]!;
    expect(withYearNear(day('30 ธ.ค.'), '2025-01-02')).toBe('2024-12-30');
    expect(withYearNear(day('2 ม.ค.'), '2024-12-30T20:00:00+07:00')).toBe('2025-01-02');
    expect(withYearNear(day('14 มี.ค.'), '2024-03-12')).toBe('2024-03-14');
    expect(withYearNear(day('14 มี.ค. 2560'), '2024-03-12')).toBe('2017-03-14');
  });

  it('count years of both eras', () => {
    expect(['2565', '2022', '65', '22', '40', '1200'].map(christianYear)).toEqual([
      2022,
      2022,
      2022,
      2022,
      1997,
      null,
    ]);
  });

  it('come back from every way of writing a day', () => {
    const months = [
      'ม.ค.',
      'ก.พ.',
      'มี.ค.',
      'เม.ย.',
      'พ.ค.',
      'มิ.ย.',
      'ก.ค.',
      'ส.ค.',
      'ก.ย.',
      'ต.ค.',
      'พ.ย.',
      'ธ.ค.',
    ];
    const thaiDigits = (text: string) =>
      text.replace(/\d/g, (digit) => String.fromCharCode(0xe50 + Number(digit)));
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 28 }),
        fc.nat(11),
        fc.integer({ min: 1990, max: 2090 }),
        fc.nat(5),
        (day, month, year, form) => {
          const forms = [
            `${day} ${months[month]} ${year}`,
            `${day} ${months[month]} ${year + 543}`,
            `${day} ${months[month]}${year + 543}`,
            `${day}/${month + 1}/${year + 543}`,
            thaiDigits(`${day} ${months[month]} พ.ศ. ${year + 543}`),
            thaiDigits(`${day}/${month + 1}/${year}`),
          ];
          const text = `แถลงเมื่อ ${forms[form]} ที่ทำเนียบ`;
          const [date] = parseThaiDates(text);
          expect(date).toMatchObject({ year, month: month + 1, day });
          expect(text.slice(date!.start, date!.end)).toBe(date!.raw);
        },
      ),
    );
  });

  it('never throw and stay inside the text', () => {
    const piece = fc.constantFrom(
      '1',
      '๑',
      '31',
      '2565',
      '/',
      '-',
      ' ',
      '.',
      'พ.ย.',
      'พฤศจิกายน',
      'พ.ศ.',
      'น.',
      ':',
      'ที่',
      '\u00a0',
      '\ud83d',
      'May',
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 30 }), (pieces) => {
        const text = pieces.join('');
        for (const { start, end, raw, iso } of parseThaiDates(text)) {
          expect(text.slice(start, end)).toBe(raw);
          if (iso) expect(Number.isNaN(Date.parse(iso))).toBe(false);
        }
      }),
      { numRuns: 500 },
    );
  });

  it('are found in time that grows with the text', () => {
    const text = '1 2 3-4 พ.ย 11/11/ 12:30 '.repeat(20_000);
    const started = performance.now();
    parseThaiDates(text);
    expect(performance.now() - started).toBeLessThan(5_000);
  });
});
