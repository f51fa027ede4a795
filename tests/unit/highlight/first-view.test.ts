import { JSDOM } from 'jsdom';
import { describe, expect, it } from 'vitest';
import { viewOf, windowIn } from '../../../lib/highlight/first-view.ts';
import { extractPageText } from '../../../lib/page/page-text.ts';

const LINE = 40;

/** Minutes of a meeting, a line a paragraph, scrolled by so many px; `drawn` says which lines have a box. */
function minutes(lines: number, scrolled: number, drawn: (line: number) => boolean) {
  const paragraphs = Array.from(
    { length: lines },
    (_, i) =>
      `<p>วาระที่ ${i} กรมควบคุมมลพิษแถลงว่าตัวเลขของเดือนนี้สูงกว่าที่คาดไว้เล็กน้อย และจะรายงานผลฉบับเต็มในการประชุมครั้งหน้าที่จังหวัดขอนแก่น</p>`,
  );
  const { document } = new JSDOM(`<article>${paragraphs.join('')}</article>`).window;
  let top = -scrolled;
  for (const [line, paragraph] of document.querySelectorAll('p').entries()) {
    const height = drawn(line) ? LINE : 0;
    const box = { top: height && top, bottom: height && top + height, width: height && 600, height };
    paragraph.getBoundingClientRect = () => box as DOMRect;
    top += height;
  }
  return extractPageText(document, { whole: true });
}

/** The numbers of the lines in a part of the text. */
const linesIn = (text: string) => [...text.matchAll(/วาระที่ (\d+)/g)].map((found) => Number(found[1]));

describe('the part of a long page that is in the window', () => {
  it.each([0, 4_000, 36_000])('begins with the line at its top, scrolled by %i px', (scrolled) => {
    const page = minutes(1_000, scrolled, () => true);
    const [from, to] = viewOf(page, 800);
    const lines = linesIn(page.text.slice(from, to));
    for (let line = scrolled / LINE; line < (scrolled + 800) / LINE; line++) expect(lines).toContain(line);
    expect(lines.length).toBeLessThan(60);
  });

  it('reaches over what is not drawn in the middle of the window', () => {
    const drawn = (line: number) => line < 210 || line > 900;
    const page = minutes(1_000, 8_020, drawn);
    const [start, end] = windowIn(page, 800);
    expect(linesIn(page.text.slice(start, end)).filter(drawn)).toEqual([
      ...Array.from({ length: 10 }, (_, i) => 200 + i),
      ...Array.from({ length: 11 }, (_, i) => 901 + i),
    ]);
  });

  it('is empty behind the end, and where nothing is drawn', () => {
    const left = minutes(10, 4_000, () => true);
    expect(windowIn(left, 800)).toEqual([left.text.length, left.text.length]);
    const page = minutes(10, 0, () => false);
    expect(windowIn(page, 800)).toEqual([0, 0]);
  });

  it.each([
    ['every third line', (line: number) => line % 3 !== 0],
    ['a long stretch above the window', (line: number) => line < 100 || line > 600],
    ['a long stretch below it', (line: number) => line < 700],
  ])('is found where %s is not drawn', (_, drawn) => {
    const page = minutes(1_000, 8_020, drawn);
    const expected = Array.from({ length: 1_000 }, (_, line) => line)
      .filter(drawn)
      .slice(200, 221);
    const [from, to] = viewOf(page, 800);
    expect(linesIn(page.text.slice(from, to))).toEqual(expect.arrayContaining(expected));
    const [start, end] = windowIn(page, 800);
    expect(linesIn(page.text.slice(start, end)).filter(drawn)).toEqual(expected);
  });
});
