import fc from 'fast-check';
import { strToU8, zipSync } from 'fflate';
import { describe, expect, test } from 'vitest';
import {
  GlossaryFileError,
  readGlossaryFile,
  writeGlossaryFile,
} from '../../../lib/exchange/glossary-file.ts';
import {
  definitionText,
  readYomitanDictionary,
  writeYomitanDictionary,
} from '../../../lib/exchange/glossary-yomitan.ts';
import type { GlossaryEntry } from '../../../lib/glossary/types.ts';
import { ENTITY_TYPES } from '../../../lib/recognition/types.ts';

const entry = (part: Partial<GlossaryEntry>): GlossaryEntry => ({
  thai: 'ชมรมนักข่าวริมโขง',
  english: 'Rim Khong Press Club',
  otherEnglish: [],
  thaiAbbr: [],
  latin: [],
  short: [],
  otherThai: [],
  type: 'association',
  ...part,
});

const PRESS_CLUB = entry({ thaiAbbr: ['ชนข.'], latin: ['RKPC'], note: 'since 2019' });
const WATER = entry({
  thai: 'สำนักงานลุ่มน้ำอีสาน, สาขา "เหนือ"',
  english: 'Northeast River Basin Office, "North" Branch',
  otherEnglish: ['Isan River Office'],
  type: 'government',
});

const bytes = (text: string) => new TextEncoder().encode(text);
const reasonOf = (run: () => unknown) => {
  try {
    run();
  } catch (error) {
    if (error instanceof GlossaryFileError) return error.reason;
    throw error;
  }
  return 'nothing was thrown';
};

/** Thai names as a reader could type them: letters, marks on letters, spaces between words. */
const thaiName = fc
  .array(fc.constantFrom('กรม', 'น้ำ', 'ที่ดิน', 'สภา', 'เมือง', 'ศูนย์', 'ใหม่', '2', '(กลาง)', '"', ','), {
    minLength: 1,
    maxLength: 6,
  })
  .map((parts) => `กอง${parts.join('')}`);
const englishName = fc
  .array(fc.constantFrom('Bureau', 'of', 'Water,', '"New"', 'Town;', "People's", '-', 'R&D'), {
    minLength: 1,
    maxLength: 6,
  })
  .map((words) => words.join(' '));
const acronym = fc.stringMatching(/^[A-Z]{2,5}$/);
const anyEntry: fc.Arbitrary<GlossaryEntry> = fc
  .record({
    thai: thaiName,
    english: englishName,
    otherEnglish: fc.uniqueArray(englishName, { maxLength: 2 }),
    thaiAbbr: fc.subarray(['กน.', 'ก.น.']),
    latin: fc.uniqueArray(acronym, { maxLength: 2 }),
    short: fc.subarray(['กองน้ำ']),
    otherThai: fc.subarray(['กองน้ำเดิม']),
    type: fc.constantFrom(...ENTITY_TYPES.filter((type) => type !== 'abbreviation')),
    note: fc.constantFrom('', 'seen in 2024', 'the "old" one, now gone'),
  })
  .map(({ note, ...rest }) => (note ? { ...rest, note } : rest));

describe('a table of the own glossary', () => {
  test.each(['tsv', 'csv'] as const)('comes back from %s as it was written', (format) => {
    fc.assert(
      fc.property(fc.array(anyEntry, { minLength: 1, maxLength: 8 }), (entries) => {
        const file = readGlossaryFile(`names.${format}`, bytes(writeGlossaryFile(entries, format)));
        expect(file.format).toBe(format);
        expect(file.skipped).toEqual([]);
        expect(file.entries).toEqual(entries);
      }),
    );
  });

  test('is read as Excel writes it: semicolons, CRLF, a byte order mark, or UTF-16', () => {
    const semicolons = '\ufeffthai;english\r\nชมรมนักข่าวริมโขง;Rim Khong Press Club\r\n';
    expect(readGlossaryFile('a.csv', bytes(semicolons)).entries).toMatchObject([
      { thai: 'ชมรมนักข่าวริมโขง', english: 'Rim Khong Press Club', type: 'other' },
    ]);
    const text = 'thai\tenglish\nชมรมนักข่าวริมโขง\tRim Khong Press Club\n';
    const utf16 = new Uint8Array([
      0xff,
      0xfe,
      ...new Uint8Array(Uint16Array.from(text, (c) => c.charCodeAt(0)).buffer),
    ]);
    expect(readGlossaryFile('a.txt', utf16).entries).toHaveLength(1);
  });

  test('is taken by what it is, whatever its name says', () => {
    const zip = writeYomitanDictionary([PRESS_CLUB], { title: 'My names', revision: '1' });
    expect(readGlossaryFile('names.csv', zip)).toMatchObject({ format: 'yomitan', title: 'My names' });
  });

  test('loses only its bad lines, and says which', () => {
    const table = [
      'thai\tenglish\ttype',
      'ชมรมนักข่าวริมโขง\tRim Khong Press Club\tassociation',
      '\tNobody\tassociation',
      'สภาลุ่มน้ำอีสาน\tNortheast River Basin Council\tcouncil of elders',
    ].join('\n');
    const file = readGlossaryFile('names.tsv', bytes(table));
    expect(file.entries.map(({ english }) => english)).toEqual(['Rim Khong Press Club']);
    expect(file.skipped.map(({ line }) => line)).toEqual([3, 4]);
  });

  test('is refused with a reason when it is none', () => {
    expect(reasonOf(() => readGlossaryFile('a.tsv', bytes('just a letter to the editor\nand more')))).toBe(
      'no-columns',
    );
    expect(reasonOf(() => readGlossaryFile('a.tsv', bytes('')))).toBe('empty');
    expect(reasonOf(() => readGlossaryFile('a.tsv', new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0, 1, 2])))).toBe(
      'not-text',
    );
    expect(reasonOf(() => readGlossaryFile('a.zip', bytes('PK but no zip at all')))).toBe('not-a-zip');
  });

  test('never throws anything but a named error, whatever the bytes', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 400 }), (noise) => {
        reasonOf(() => readGlossaryFile('noise', noise));
        reasonOf(() => readGlossaryFile('noise', Uint8Array.from([0x50, 0x4b, 3, 4, ...noise])));
      }),
    );
  });
});

const dictionary = (terms: unknown, index: unknown = { title: 'Names', format: 3, revision: '1' }) =>
  zipSync({
    'index.json': strToU8(JSON.stringify(index)),
    'term_bank_1.json': strToU8(JSON.stringify(terms)),
  });

describe('a Yomitan dictionary', () => {
  test('gives the first definition as the English, the others as other English', () => {
    const { entries } = readYomitanDictionary(
      dictionary([
        ['ชมรมนักข่าวริมโขง', '', 'association', '', 0, ['Rim Khong Press Club', 'RKPC'], 1, ''],
        ['ชมรมนักข่าวริมโขง', '', '', '', 0, ['Press club of the Mekong bank'], 2, ''],
      ]),
    );
    expect(entries).toEqual([
      entry({ otherEnglish: ['RKPC', 'Press club of the Mekong bank'], type: 'association' }),
    ]);
  });

  test('is read in its old form, where definitions end the row', () => {
    const old = dictionary(
      [['สภาลุ่มน้ำอีสาน', '', '', '', 0, 'Northeast River Basin Council', 'Isan council']],
      {
        title: 'Old',
        version: 1,
      },
    );
    expect(readYomitanDictionary(old).entries[0]).toMatchObject({
      english: 'Northeast River Basin Council',
      otherEnglish: ['Isan council'],
    });
  });

  test('says its words from structured content, without its pictures', () => {
    const content = {
      type: 'structured-content',
      content: [
        { tag: 'div', content: ['Rim Khong ', { tag: 'b', content: 'Press Club' }] },
        { tag: 'img', path: 'logo.png' },
        { tag: 'ul', content: [{ tag: 'li', content: 'of Nong Khai' }] },
      ],
    };
    const lines = definitionText(content).split('\n').filter(Boolean);
    expect(lines).toEqual(['Rim Khong Press Club', 'of Nong Khai']);
  });

  test('skips what no Thai page names, and says so', () => {
    const { entries, skipped } = readYomitanDictionary(
      dictionary([
        ['会社', 'かいしゃ', 'n', '', 0, ['company'], 1, ''],
        ['กรมทดสอบ', '', '', '', 0, [{ type: 'image', path: 'x.png' }], 2, ''],
        ['กรมทดสอบ', '', '', '', 0, [['ทดสอบ', ['past']]], 3, ''],
        'not a row',
      ]),
    );
    expect(entries).toEqual([]);
    expect(skipped.map(({ line }) => line)).toEqual([1, 2, 3, 4]);
  });

  test('is refused with a reason when a part is missing or wrong', () => {
    const zip = (files: Record<string, string>) =>
      zipSync(Object.fromEntries(Object.entries(files).map(([name, text]) => [name, strToU8(text)])));
    expect(reasonOf(() => readYomitanDictionary(zip({ 'readme.txt': 'hello' })))).toBe('no-dictionary');
    expect(reasonOf(() => readYomitanDictionary(zip({ 'index.json': '{"title":"x","format":3}' })))).toBe(
      'no-dictionary',
    );
    expect(reasonOf(() => readYomitanDictionary(zip({ 'index.json': '{', 'term_bank_1.json': '[]' })))).toBe(
      'bad-dictionary',
    );
    expect(reasonOf(() => readYomitanDictionary(dictionary([], { title: 'x', format: 9 })))).toBe(
      'bad-dictionary',
    );
    expect(reasonOf(() => readYomitanDictionary(dictionary({ not: 'a list' })))).toBe('bad-dictionary');
  });

  test('written by us is read back with every name and its English, and finds abbreviations too', () => {
    const zip = writeYomitanDictionary([PRESS_CLUB, WATER], { title: 'Mine', revision: '2026-01-01' });
    const { title, entries, skipped } = readYomitanDictionary(zip);
    expect(title).toBe('Mine');
    expect(skipped).toEqual([]);
    expect(entries.map(({ thai, english, type }) => [thai, english, type])).toEqual([
      [PRESS_CLUB.thai, PRESS_CLUB.english, 'association'],
      ['ชนข.', PRESS_CLUB.english, 'association'],
      [WATER.thai, WATER.english, 'government'],
    ]);
  });
});
