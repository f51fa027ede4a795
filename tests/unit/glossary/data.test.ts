import { describe, expect, it } from 'vitest';
import { decodeGlossary } from '../../../lib/glossary/index.ts';
import { compiledGlossary } from '../../../tools/glossary-files.ts';
import { lintGlossary, titleCaseFaults } from '../../../tools/lint-glossary.ts';

describe('the glossary data', () => {
  it('has no fault that a machine can see', () => {
    const faults = lintGlossary().map(({ file, line, message }) => `${file}:${line}: ${message}`);
    expect(faults).toEqual([]);
  });

  it('compiles to an index that finds each body by its own name', () => {
    const glossary = decodeGlossary(compiledGlossary());
    for (let id = 0; id < glossary.entryCount; id++) {
      const { thai } = glossary.entry(id);
      const form = glossary.form(glossary.find(thai));
      expect(form.senses[0], thai).toMatchObject({ kind: 'body', entry: id, role: 'thai' });
      expect(glossary.longestAt(thai, 0), thai).toEqual({ end: thai.length, form: form.id });
    }
  });
});

describe('the built-in glossary', () => {
  const glossary = decodeGlossary(compiledGlossary());

  const english = (form: string): string => {
    const [sense] = glossary.form(glossary.find(form)).senses;
    if (!sense) return '';
    return sense.kind === 'body'
      ? glossary.entry(sense.entry).english
      : glossary.abbreviation(sense.abbreviation).english;
  };

  it.each([
    ['กกต.', 'Election Commission of Thailand'],
    ['ธปท.', 'Bank of Thailand'],
    ['แบงก์ชาติ', 'Bank of Thailand'],
    ['ดีเอสไอ', 'Department of Special Investigation'],
    ['WHO', 'World Health Organization'],
    ['มีนาคม', ''],
    ['มี.ค.', 'March'],
    ['ก.พ.', 'February'],
    ['พล.ต.อ.', 'Police General'],
    ['ผบ.ทบ.', 'Commander-in-Chief of the Royal Thai Army'],
    ['ตร.', 'police'],
    ['อ.', 'District'],
    ['ส.ว.', 'Senator'],
  ])('takes %s for what news means by it', (form, wanted) => {
    if (wanted === '') expect(glossary.find(form)).toBe(-1);
    else expect(english(form)).toBe(wanted);
  });

  it('puts a body of the past behind the one that bears its initials today', () => {
    // วว. was the ministry of science's before it was the research institute's.
    const names = glossary
      .form(glossary.find('วว.'))
      .senses.map((sense) => (sense.kind === 'body' ? glossary.entry(sense.entry).thai : ''));
    expect(names).toEqual([
      'สถาบันวิจัยวิทยาศาสตร์และเทคโนโลยีแห่งประเทศไทย',
      'กระทรวงวิทยาศาสตร์ เทคโนโลยีและสิ่งแวดล้อม',
    ]);
  });
});

describe('title case', () => {
  it.each([
    'Ministry of Digital Economy and Society',
    "Secretariat of the Prime Minister's Office",
    'Électricité du Laos',
    'iLaw',
    'e-Government Agency (EGA)',
    'ttb Foundation',
    'Bureau of the Budget',
  ])('passes %s', (name) => {
    expect(titleCaseFaults(name)).toEqual([]);
  });

  it.each([
    ['Department of land transport', ['land', 'transport']],
    ['the Revenue Department', ['the']],
    ['Office of Insurance commission (OIC)', ['commission']],
  ])('faults %s', (name, words) => {
    expect(titleCaseFaults(name)).toEqual(words);
  });
});
