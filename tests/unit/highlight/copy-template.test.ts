import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fillCopyTemplate } from '../../../lib/highlight/copy-template.ts';
import { DEFAULT_SETTINGS } from '../../../lib/settings.ts';

const ect = { thai: 'คณะกรรมการการเลือกตั้ง', english: 'Election Commission', acronyms: 'กกต., ECT' };
const usual = DEFAULT_SETTINGS.card.copyTemplate;

describe('copying a name', () => {
  it.each([
    [usual, ect, 'คณะกรรมการการเลือกตั้ง (Election Commission; กกต., ECT)'],
    [usual, { ...ect, acronyms: '' }, 'คณะกรรมการการเลือกตั้ง (Election Commission)'],
    [usual, { ...ect, english: '', acronyms: '' }, 'คณะกรรมการการเลือกตั้ง'],
    ['{english}[ ({acronyms})]', { ...ect, acronyms: '' }, 'Election Commission'],
    ['\\[{acronyms}\\] {english}', ect, '[กกต., ECT] Election Commission'],
    ['{unknown} {thai}', ect, '{unknown} คณะกรรมการการเลือกตั้ง'],
  ])('%s', (template, fields, expected) => {
    expect(fillCopyTemplate(template, fields)).toBe(expected);
  });

  it('puts a name in as it is, whatever signs it has', () => {
    fc.assert(
      fc.property(fc.string(), (thai) => {
        const out = fillCopyTemplate('<{thai}>', { thai, english: 'x', acronyms: '' });
        if (!/\s{2}|\(\s*[;,]?\s*\)|[\uE000-\uE003]/.test(thai)) expect(out).toBe(`<${thai}>`);
      }),
    );
  });
});
