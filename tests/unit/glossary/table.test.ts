import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { buildGlossary } from '../../../lib/glossary/index.ts';
import {
  forReaders,
  guessSeparator,
  readGlossaryTable,
  readRows,
  writeGlossaryTable,
} from '../../../lib/glossary/table.ts';
import type { GlossaryEntry } from '../../../lib/glossary/types.ts';

const HEADER =
  'thai\tenglish\tother_english\tthai_abbr\tlatin\tshort\tother_thai\ttype\tparent\twebsite\tnote';

describe('a glossary table', () => {
  it('is read column by column, lists at their bars', () => {
    const { entries, problems } = readGlossaryTable(
      `${HEADER}\nกรมสรรพากร\tRevenue Department\t\t\tRD\tสรรพากร|~กรมสรรพ\t\tgovernment\tกระทรวงการคลัง\trd.go.th\t\n`,
    );
    expect(problems).toEqual([]);
    expect(entries).toEqual([
      {
        thai: 'กรมสรรพากร',
        english: 'Revenue Department',
        otherEnglish: [],
        thaiAbbr: [],
        latin: ['RD'],
        short: ['สรรพากร', '~กรมสรรพ'],
        otherThai: [],
        type: 'government',
        parent: 'กระทรวงการคลัง',
        website: 'rd.go.th',
      },
    ]);
  });

  it('comes from a spreadsheet too: commas, quotes, a byte order mark, CRLF, columns of one’s own choice', () => {
    const { entries, problems } = readGlossaryTable(
      '\ufeffenglish,thai,note\r\n"Chiang Mai ""Night Safari"", Zoo","สวน\u200bสัตว์เชียงใหม่",\r\n\r\nBank,ธนาคาร,x\r\n',
    );
    expect(problems).toEqual([]);
    expect(entries.map((entry) => [entry.thai, entry.english, entry.type])).toEqual([
      ['สวนสัตว์เชียงใหม่', 'Chiang Mai "Night Safari", Zoo', 'other'],
      ['ธนาคาร', 'Bank', 'other'],
    ]);
  });

  it('says line and column of what it cannot take, and takes the rest', () => {
    const { entries, lines, problems } = readGlossaryTable(
      'thai,english,type\nกรมศิลปากร,Fine Arts Department,government\nกรมที่ดิน,,government\nกรมเจ้าท่า,Marine Department,ministry\nกรมอนามัย\n,Nobody,other\n',
    );
    expect(entries.map((entry) => entry.thai)).toEqual(['กรมศิลปากร']);
    expect(lines).toEqual([2]);
    expect(problems).toEqual([
      { line: 3, column: 'english', message: 'the English name is empty' },
      { line: 4, column: 'type', message: "unknown type 'ministry'" },
      { line: 5, message: '1 cells where the header has 3' },
      { line: 6, column: 'thai', message: 'the Thai name is empty' },
    ]);
  });

  it.each([
    ['', 'the table is empty'],
    ['thai;type\n', "column 'english' is missing"],
    ['thai,english,colour\n', "unknown column 'colour'"],
    ['thai,thai,english\n', "column 'thai' stands twice"],
  ])('refuses the header of %j', (text, message) => {
    const { entries, problems } = readGlossaryTable(text);
    expect(entries).toEqual([]);
    expect(problems[0]?.message).toBe(message);
  });

  it('counts lines inside quoted cells', () => {
    const rows = readRows('a,b\n"two\nlines",x\nc,d\n', ',');
    expect(rows.map((row) => row.line)).toEqual([1, 2, 4]);
    expect(rows[1]?.cells).toEqual(['two\nlines', 'x']);
  });

  it('knows the separator from the header', () => {
    expect(guessSeparator('thai\tenglish\n')).toBe('\t');
    expect(guessSeparator('thai;english;type\nก,ข;c;d')).toBe(';');
    expect(guessSeparator('thai,english')).toBe(',');
  });

  it('is read back as it was written', () => {
    const form = fc
      .string({
        unit: fc.constantFrom('ก', 'ร', 'ม', 'A', 'b', '"', ',', ';', '.', '(', ' '),
        minLength: 1,
        maxLength: 8,
      })
      .map((text) => text.trim().replace(/ +/g, ' '))
      .filter((text) => text !== '');
    const forms = fc.array(form, { maxLength: 3 });
    const entry: fc.Arbitrary<GlossaryEntry> = fc.record({
      thai: form,
      english: form,
      otherEnglish: forms,
      thaiAbbr: forms,
      latin: forms,
      short: forms,
      otherThai: forms,
      type: fc.constantFrom('government', 'company', 'other'),
    });
    fc.assert(
      fc.property(fc.array(entry), fc.constantFrom('\t', ',', ';'), (entries, separator) => {
        const table = readGlossaryTable(writeGlossaryTable(entries, separator), separator);
        expect(table.problems).toEqual([]);
        expect(table.entries).toEqual(entries);
      }),
    );
  });

  it('reads any text without an exception', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom('"', ',', '\n', '\r', '\t', 'ก', 'thai', 'english', ';') }),
        (text) => {
          expect(readGlossaryTable(text).entries.length).toBeGreaterThanOrEqual(0);
        },
      ),
    );
  });
});

describe('notes for who edits the data', () => {
  const entry = (note: string) =>
    readGlossaryTable(`thai\tenglish\tnote\nกรมตัวอย่าง\tSample Department\t${note}\n`).entries[0]!;

  it('are left out, and what readers should know stays', () => {
    expect(forReaders(entry('now: กรมใหม่; # sources differ on the English')).note).toBe('now: กรมใหม่');
    expect(forReaders(entry('# กต. also another body')).note).toBeUndefined();
    expect(forReaders(entry('in Chiang Mai')).note).toBe('in Chiang Mai');
  });

  it('make a kind of body of an entry, in the compiled glossary too', () => {
    const kind = forReaders(entry('# generic, followed by place'));
    expect(kind.generic).toBe(true);
    const glossary = buildGlossary([kind, { ...entry('dissolved'), thai: 'กรมเก่า' }]);
    expect(glossary.entry(0)).toMatchObject({ generic: true });
    expect(glossary.entry(0).note).toBeUndefined();
    expect(glossary.entry(1)).toMatchObject({ note: 'dissolved' });
    expect(glossary.entry(1).generic).toBeUndefined();
  });

  it("of the reader's own are theirs, whatever they begin with", () => {
    expect(buildGlossary([entry('# my own mark')]).entry(0).note).toBe('# my own mark');
  });
});
