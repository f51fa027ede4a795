import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { countLetters, thaiShare } from '../../../lib/thai/script.ts';

describe('counting letters', () => {
  it('tells Thai letters from digits, signs and other scripts', () => {
    expect(countLetters('กกต. CAICT ๑๒ ฿5')).toMatchObject({ thai: 3 });
    expect(thaiShare('กรมศุลกากร')).toBe(1);
    expect(thaiShare('Customs Department')).toBe(0);
    expect(thaiShare('ເປີດຕະຫຼາດ မြန်မာ 日本語')).toBe(0);
    expect(thaiShare('12 — “…” 😀'.replace('😀', ''))).toBe(0);
  });

  it('stops at the limit', () => {
    expect(countLetters('กขคabc', 4)).toEqual({ thai: 3, all: 4 });
  });

  it('never counts more Thai letters than letters', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const { thai, all } = countLetters(text);
        expect(thai).toBeLessThanOrEqual(all);
        expect(thai).toBe((text.match(/[ก-ฺเ-๎]/g) ?? []).length);
      }),
    );
  });
});
