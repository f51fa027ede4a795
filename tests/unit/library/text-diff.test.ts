import fc from 'fast-check';
import { expect, test } from 'vitest';
import { clusters, diffParagraph, diffTexts } from '../../../lib/library/text-diff.ts';

const thai = fc
  .array(fc.constantFrom('กา', 'ที่', 'เก็บ', 'น้ำ', 'แล้ว', ' ', 'ECT', '15', '่', 'ฯ', '\ud83d\ude00'), {
    maxLength: 25,
  })
  .map((parts) => parts.join(''));

test('an edited number is all that is marked, and no letter is torn from its marks', () => {
  const parts = diffParagraph('ขยายตัวร้อยละ 8 ตามที่คาด', 'ขยายตัวร้อยละ 12 ตามที่คาด');
  expect(parts).toEqual([
    { state: 'same', text: 'ขยายตัวร้อยละ ' },
    { state: 'removed', text: '8' },
    { state: 'added', text: '12' },
    { state: 'same', text: ' ตามที่คาด' },
  ]);
});

test('a new paragraph, a dropped one and an edited one are told apart', () => {
  const before = 'หัวข้อข่าว\nรัฐมนตรีกล่าวว่าจะพิจารณาในเดือนหน้า\nย่อหน้าที่จะหายไปจากหน้าเว็บ';
  const after = 'หัวข้อข่าว\nรัฐมนตรีกล่าวว่าจะพิจารณาในสัปดาห์หน้า\nข้อความเพิ่มเติมจากกองบรรณาธิการช่วงค่ำ';
  expect(diffTexts(before, after).map((paragraph) => paragraph.state)).toEqual([
    'same',
    'changed',
    'added',
    'removed',
  ]);
});

test('the parts give both texts back', () => {
  fc.assert(
    fc.property(thai, thai, (before, after) => {
      const parts = diffParagraph(before, after);
      expect(
        parts
          .filter((p) => p.state !== 'added')
          .map((p) => p.text)
          .join(''),
      ).toBe(before);
      expect(
        parts
          .filter((p) => p.state !== 'removed')
          .map((p) => p.text)
          .join(''),
      ).toBe(after);
      expect(clusters(before).join('')).toBe(before);
    }),
  );
});
