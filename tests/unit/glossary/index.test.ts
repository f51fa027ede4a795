import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { encodeGlossary } from '../../../lib/glossary/encode.ts';
import {
  type AbbreviationRow,
  type Ambiguity,
  buildGlossary,
  decodeGlossary,
  GlossaryError,
} from '../../../lib/glossary/index.ts';
import type { GlossaryEntry } from '../../../lib/glossary/types.ts';

function body(thai: string, english: string, more: Partial<GlossaryEntry> = {}): GlossaryEntry {
  return {
    thai,
    english,
    otherEnglish: [],
    thaiAbbr: [],
    latin: [],
    short: [],
    otherThai: [],
    type: 'government',
    ...more,
  };
}

const entries = [
  body('กระทรวงการคลัง', 'Ministry of Finance', {
    otherEnglish: ['Finance Ministry'],
    thaiAbbr: ['กค.'],
    latin: ['MOF'],
    short: ['~คลัง'],
    website: 'mof.go.th',
  }),
  body('กรมสรรพากร', 'Revenue Department', { short: ['สรรพากร'], parent: 'กระทรวงการคลัง', note: 'taxes' }),
  body('กรมสรรพสามิต', 'Excise Department', { parent: 'กระทรวงการคลัง' }),
  body('สำนักงานคณะกรรมการข้าราชการพลเรือน', 'Office of the Civil Service Commission', {
    thaiAbbr: ['ก.พ.', 'สำนักงาน ก.พ.'],
    latin: ['OCSC'],
  }),
  body('บริษัท ปตท. จำกัด (มหาชน)', 'PTT Public Company Limited', {
    otherEnglish: ['PTT'],
    thaiAbbr: ['ปตท.'],
    type: 'state-enterprise',
  }),
  body('กลุ่มทรู', 'True Group', { otherEnglish: ['True'], type: 'company', parent: 'เครือที่ไม่มีใครรู้จัก' }),
];
const abbreviations: AbbreviationRow[] = [
  {
    forms: ['ก.พ.', 'กพ.'],
    thai: 'กุมภาพันธ์',
    english: 'February',
    category: 'month',
    before: ['#'],
    after: ['#'],
  },
  { forms: ['~บ.'], thai: 'บริษัท', english: 'company', category: 'other', before: [], after: [] },
];
const ambiguities: Ambiguity[] = [
  { form: 'ก.พ.', thai: 'กุมภาพันธ์', rank: 1, before: [], after: ['นี้'] },
  {
    form: 'ก.พ.',
    thai: 'สำนักงานคณะกรรมการข้าราชการพลเรือน',
    rank: 2,
    before: ['เลขาธิการ'],
    after: [],
  },
];
const glossary = buildGlossary(entries, abbreviations, ambiguities);

function found(text: string): string[] {
  const surfaces: string[] = [];
  glossary.matches(text, (start, end, form) => {
    surfaces.push(`${text.slice(start, end)}=${glossary.form(form).text}`);
  });
  return surfaces;
}

describe('a glossary index', () => {
  it('gives back every entry as it was written', () => {
    expect(entries.map((_, id) => glossary.entry(id))).toEqual(entries);
    expect(glossary.entryCount).toBe(entries.length);
  });

  it('gives back abbreviations with their guards', () => {
    expect(glossary.abbreviation(0)).toEqual({
      forms: ['ก.พ.', 'กพ.'],
      thai: 'กุมภาพันธ์',
      english: 'February',
      category: 'month',
    });
    expect(glossary.abbreviation(1).forms).toEqual(['~บ.']);
  });

  it('finds every name in a sentence, nested ones too', () => {
    expect(found('อธิบดีกรมสรรพากร กระทรวงการคลัง (MOF)')).toEqual([
      'กรมสรรพากร=กรมสรรพากร',
      'สรรพากร=สรรพากร',
      'กระทรวงการคลัง=กระทรวงการคลัง',
      'คลัง=คลัง',
      'MOF=MOF',
    ]);
  });

  it('takes the longest at a place', () => {
    const text = 'ไปสำนักงาน ก.พ. วันนี้';
    const hit = glossary.longestAt(text, 2)!;
    expect(text.slice(2, hit.end)).toBe('สำนักงาน ก.พ.');
    expect(glossary.longestAt(text, 3)).toBeUndefined();
    expect(glossary.longestAt(text, text.length)).toBeUndefined();
  });

  it.each([
    ['spaces left out', 'บริษัทปตท.จำกัด(มหาชน)'],
    ['a space doubled', 'บริษัท  ปตท. จำกัด (มหาชน)'],
  ])('reads a Thai name with %s', (_what, text) => {
    expect(glossary.longestAt(text, 0)?.end).toBe(text.length);
  });

  it('starts and ends no Thai form inside a character cluster', () => {
    expect(found('เคลัง')).toEqual([]);
    expect(found('คลังา')).toEqual([]);
    expect(found('คลัง้')).toEqual([]);
    expect(found('โคลัง')).toEqual([]);
    expect(found('ในคลัง')).toEqual(['คลัง=คลัง']);
  });

  it('wants a whole Latin word, an acronym exactly, and the first capital of a name', () => {
    expect(found('OCSCX XOCSC ocsc Ocsc')).toEqual([]);
    expect(found('(OCSC)')).toEqual(['OCSC=OCSC']);
    expect(found('MINISTRY OF FINANCE')).toEqual(['MINISTRY OF FINANCE=Ministry of Finance']);
    expect(found('ministry of finance')).toEqual([]);
    expect(found('MinistryofFinance')).toEqual([]);
    expect(found('true True TRUE')).toEqual(['True=True', 'TRUE=True']);
  });

  it('orders the meanings of a form by rank and says their cues', () => {
    const form = glossary.form(glossary.find('ก.พ.'));
    expect(form.senses).toEqual([
      {
        kind: 'abbreviation',
        abbreviation: 0,
        guarded: false,
        cues: { before: ['#'], after: ['#', 'นี้'] },
      },
      {
        kind: 'body',
        entry: 3,
        role: 'thai-abbr',
        guarded: false,
        cues: { before: ['เลขาธิการ'], after: [] },
      },
    ]);
  });

  it('tells guarded forms and roles', () => {
    const sense = (form: string) => glossary.form(glossary.find(form)).senses[0];
    expect(sense('คลัง')).toMatchObject({ kind: 'body', entry: 0, role: 'short', guarded: true });
    expect(sense('กระทรวงการคลัง')).toMatchObject({ role: 'thai', guarded: false });
    expect(sense('Finance Ministry')).toMatchObject({ role: 'other-english' });
    expect(sense('MOF')).toMatchObject({ role: 'latin' });
    expect(glossary.find('กรม')).toBe(-1);
    expect(glossary.find('')).toBe(-1);
  });

  it('refuses ids that it never gave out', () => {
    expect(() => glossary.entry(99)).toThrow(RangeError);
    expect(() => glossary.form(-1)).toThrow(RangeError);
    expect(() => glossary.abbreviation(7)).toThrow(RangeError);
  });
});

/** Names over a small alphabet, so that they share prefixes, nest, and differ in spaces and capitals. */
const name = fc
  .array(fc.constantFrom('ก', 'ข', 'เ', 'า', '่', ' ', 'A', 'a', 'B', '.', '(', 'é', '字'), {
    minLength: 1,
    maxLength: 6,
  })
  .map((units) => units.join('').trim())
  .filter((text) => text.length >= 2 && !text.includes('  ') && !text.startsWith('~'));

describe('the index, beside a search for each name', () => {
  it('finds exactly the occurrences that stand there', () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(name, { minLength: 1, maxLength: 12 }),
        fc.array(fc.oneof(name, fc.constantFrom('ก', ' ', 'A', 'า')), { maxLength: 12 }),
        (names, words) => {
          const index = buildGlossary(names.map((thai) => body(thai, 'ชื่อ')));
          const text = words.join('');
          const got = new Set<string>();
          index.matches(text, (start, end, form) => {
            const surface = text.slice(start, end);
            const written = index.form(form).text;
            expect(surface.replaceAll(' ', '').toLowerCase()).toBe(written.replaceAll(' ', '').toLowerCase());
            got.add(`${start} ${surface}`);
          });
          const word = /[A-Za-z0-9é]/;
          for (const wanted of names) {
            // A space at the second place of a form is never optional, and a foreign letter is matched as it is.
            for (let at = text.indexOf(wanted); at >= 0; at = text.indexOf(wanted, at + 1)) {
              const end = at + wanted.length;
              const sound =
                !/[า่]/.test(text[at]!) &&
                !/[า่]/.test(text[end] ?? '') &&
                !(text[at - 1] === 'เ' && /[กข]/.test(text[at]!)) &&
                !(word.test(text[at]!) && word.test(text[at - 1] ?? '')) &&
                !(word.test(text[end - 1]!) && word.test(text[end] ?? ''));
              if (sound) expect(got).toContain(`${at} ${wanted}`);
            }
          }
        },
      ),
      { numRuns: 2000 },
    );
  });

  it('finds each of its own forms by name', () => {
    fc.assert(
      fc.property(fc.uniqueArray(name, { minLength: 1, maxLength: 30 }), (names) => {
        const index = buildGlossary(names.map((thai) => body(thai, 'ชื่อ')));
        for (const [entry, thai] of names.entries()) {
          const id = index.find(thai);
          expect(index.form(id).text).toBe(thai);
          expect(index.form(id).senses).toContainEqual(expect.objectContaining({ kind: 'body', entry }));
        }
      }),
      // Two names that differ in an optional space and a foreign letter at the same place.
      { numRuns: 1000, examples: [[['字เéก', '字เ ก']]] },
    );
  });
});

describe('compiled bytes', () => {
  const bytes = encodeGlossary({ entries, abbreviations, ambiguities });

  it('are the same for the same data', () => {
    expect(encodeGlossary({ entries, abbreviations, ambiguities })).toEqual(bytes);
  });

  it('are read at any place of a buffer', () => {
    const shifted = new Uint8Array(bytes.length + 3);
    shifted.set(bytes, 3);
    expect(decodeGlossary(shifted.subarray(3)).entry(1)).toEqual(entries[1]);
  });

  it.each([
    ['cut short', bytes.slice(0, bytes.length - 4)],
    ['empty', new Uint8Array()],
    ['something else', new TextEncoder().encode('<!doctype html><title>404 Not Found</title>'.repeat(4))],
    ['a newer format', Uint8Array.from(bytes, (byte, i) => (i === 4 ? 9 : byte))],
  ])('are refused by name when they are %s', (_what, bad) => {
    expect(() => decodeGlossary(bad)).toThrow(GlossaryError);
  });

  it('are refused when any one byte is damaged', () => {
    fc.assert(
      fc.property(fc.nat(bytes.length - 1), fc.integer({ min: 1, max: 255 }), (at, flip) => {
        const damaged = bytes.slice();
        damaged[at]! ^= flip;
        expect(() => decodeGlossary(damaged)).toThrow(GlossaryError);
      }),
    );
  });

  it('cannot be made of two bodies with one name', () => {
    expect(() => buildGlossary([entries[0]!, entries[0]!])).toThrow(GlossaryError);
  });
});
