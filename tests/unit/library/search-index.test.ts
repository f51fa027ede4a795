import 'fake-indexeddb/auto';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addToBitmap, holds, needleOf, newBitmap, SearchIndex } from '../../../lib/library/search-index.ts';
import {
  encodeFields,
  encodeForSearch,
  findNeedle,
  foldForSearch,
} from '../../../lib/library/search-text.ts';

const article = (text: string, more: Partial<Record<'title' | 'names' | 'notes', string>> = {}) =>
  encodeFields({ text, title: '', names: '', notes: '', ...more });

function indexOf(texts: Record<string, string>): SearchIndex {
  const index = new SearchIndex();
  const ids = Object.keys(texts);
  const bits = newBitmap();
  const ends = new Uint32Array(ids.length);
  let text = '';
  ids.forEach((id, slot) => {
    text += texts[id];
    ends[slot] = text.length;
    addToBitmap(bits, slot, texts[id]!);
  });
  index.setBlock({ no: 1, text, ends, bits }, { no: 1, stamp: 's', ids });
  return index;
}

const search = (index: SearchIndex, text: string, whole = false) =>
  [...index.search(needleOf(text, 'any', whole))].sort();

/** Thai as it comes: words without spaces, some English, digits, marks, another script. */
const thai = fc
  .array(
    fc.constantFrom(
      'กก',
      'ต.',
      'กระทรวง',
      'การ',
      'ที่',
      'น้ำ',
      ' ',
      'ECT',
      'bank',
      'Bank',
      '2567',
      '๒๕',
      '่',
      'ำ',
      '上海',
      '“',
      '\n',
      'é',
    ),
    { maxLength: 30 },
  )
  .map((parts) => parts.join(''));

describe('search', () => {
  test('finds Thai without spaces, in any part of a word', () => {
    const index = indexOf({
      a: article('ประธานคณะกรรมการการเลือกตั้งแถลงข่าว'),
      b: article('คณะกรรมการนโยบายการเงินคงดอกเบี้ย'),
    });
    expect(search(index, 'การเลือกตั้ง')).toEqual(['a']);
    expect(search(index, 'คณะกรรมการ')).toEqual(['a', 'b']);
    expect(search(index, 'ดอกเบี้ยลด')).toEqual([]);
  });

  test('finds an English word from its beginning whatever its case, in quotation marks to its end', () => {
    const index = indexOf({
      a: article('ระบบ Banking ของไทย'),
      b: article('an embankment'),
      c: article('the bank said'),
    });
    expect(search(index, 'bank')).toEqual(['a', 'c']);
    expect(search(index, 'BANK', true)).toEqual(['c']);
  });

  test('takes Thai and Arabic digits, straight and curly quotation marks for the same', () => {
    const index = indexOf({ a: article('ปี ๒๕๖๗ “ข้าวไทย”') });
    expect(search(index, '2567')).toEqual(['a']);
    expect(search(index, '"ข้าวไทย"')).toEqual(['a']);
  });

  test('looks into one field alone when asked', () => {
    const index = indexOf({
      a: article('เนื้อข่าวงบประมาณ', { notes: 'ตรวจแล้ว' }),
      b: article('ข่าวอื่น', { title: 'งบประมาณปีหน้า' }),
    });
    expect([...index.search(needleOf('งบประมาณ', 'title', false))]).toEqual(['b']);
    expect([...index.search(needleOf('ตรวจ', 'notes', false))]).toEqual(['a']);
    expect([...index.search(needleOf('ตรวจ', 'title', false))]).toEqual([]);
  });

  test('no match runs from one article or field into the next', () => {
    const index = indexOf({ a: article('ปลายทาง'), b: article('ต้นทาง', { title: 'หัวข้อ' }) });
    expect(search(index, 'ทางต้น')).toEqual([]);
    expect(search(index, 'ทางหัวข้อ')).toEqual([]);
  });

  test('a pending text takes the place of the one in a block, and a gone one is not found', () => {
    const index = indexOf({ a: article('ข้อความเก่า'), b: article('ข้อความเก่า') });
    index.setPending([
      { id: 'a', text: article('ข้อความใหม่'), changedAt: 1 },
      { id: 'b', text: null, changedAt: 1 },
    ]);
    expect(search(index, 'เก่า')).toEqual([]);
    expect(search(index, 'ใหม่')).toEqual(['a']);
  });

  test('finds exactly what looking through every text finds', () => {
    fc.assert(
      fc.property(
        fc.array(thai, { minLength: 1, maxLength: 40 }),
        thai,
        fc.boolean(),
        (texts, typed, whole) => {
          const wanted = typed.slice(0, 9);
          fc.pre(wanted.length > 0);
          const encoded = Object.fromEntries(texts.map((text, i) => [`a${i}`, article(text)]));
          const naive = texts.flatMap((text, i) =>
            findNeedle(foldForSearch(text), foldForSearch(wanted), whole) >= 0 ? [`a${i}`] : [],
          );
          expect(search(indexOf(encoded), wanted, whole)).toEqual(naive.sort());
        },
      ),
      { numRuns: 400 },
    );
  });

  test('the same within texts: a piece cut out of a text is found in it', () => {
    fc.assert(
      fc.property(thai, fc.nat(), fc.nat(12), (text, from, length) => {
        fc.pre(text.length > 0);
        const start = from % text.length;
        const piece = text.slice(start, start + length + 1);
        const needle = needleOf(piece, 'any', false);
        const encoded = article(text);
        fc.pre(findNeedle(foldForSearch(text), foldForSearch(piece), false) >= 0);
        expect(holds(encoded, needle)).toBe(true);
        expect(search(indexOf({ x: encoded }), piece)).toEqual(['x']);
      }),
    );
  });

  test('folding never moves an offset, encoding keeps one byte a character for Thai and ASCII', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => foldForSearch(text).length === text.length),
    );
    const encoded = encodeForSearch('กกต. ECT ฯลฯ');
    expect(encoded).toHaveLength('กกต. ECT ฯลฯ'.length);
    fc.assert(
      fc.property(thai, (text) => {
        for (const char of encodeForSearch(text)) expect(char.charCodeAt(0)).toBeLessThan(256);
      }),
    );
  });
});
