import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { contextSentence } from '../../../lib/library/context-sentence.ts';

describe('the sentence around a name', () => {
  it('is the paragraph when that is short', () => {
    const text = 'พาดหัวข่าว\nคณะรัฐมนตรีเห็นชอบร่างกฎหมาย วันนี้\nย่อหน้าถัดไป';
    const start = text.indexOf('คณะรัฐมนตรี');
    const { sentence, ...at } = contextSentence(text, start, start + 'คณะรัฐมนตรี'.length);
    expect(sentence).toBe('คณะรัฐมนตรีเห็นชอบร่างกฎหมาย วันนี้');
    expect(sentence.slice(at.start, at.end)).toBe('คณะรัฐมนตรี');
  });

  it('is whole clauses of a long paragraph, with signs of what was left out', () => {
    const text = `${'ข้อความก่อนหน้า '.repeat(20)}ธนาคารแห่งประเทศไทย${' ข้อความต่อไป'.repeat(20)}`;
    const start = text.indexOf('ธนาคาร');
    const { sentence } = contextSentence(text, start, start + 'ธนาคารแห่งประเทศไทย'.length);
    expect(sentence.startsWith('…ข้อความก่อนหน้า')).toBe(true);
    expect(sentence.endsWith('ข้อความต่อไป…')).toBe(true);
    expect(sentence.length).toBeLessThan(260);
  });

  it('always holds the name where it says, and never tears a character', () => {
    const pieces = fc.constantFrom('กกต.', ' ', '\n', 'น้ำ', '𝒜', 'ที่ประชุม', ' (ECT) ', 'x'.repeat(130));
    fc.assert(
      fc.property(fc.array(pieces), fc.array(pieces), fc.nat(60), (before, after, reach) => {
        const text = `${before.join('')}สภาฯ${after.join('')}`;
        const at = before.join('').length;
        const { sentence, start, end } = contextSentence(text, at, at + 4, reach);
        expect(sentence.slice(start, end)).toBe('สภาฯ');
        expect(sentence.isWellFormed()).toBe(true);
      }),
    );
  });
});
