import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  dateSpan,
  hasFilter,
  parseQuery,
  quoteValue,
  soughtTexts,
  toggleFilter,
} from '../../../lib/library/query.ts';

const conditions = (input: string) => parseQuery(input).groups.map((group) => group.map((c) => c.condition));

describe('the query that a researcher would type', () => {
  test('is read whole: words, site, dates, tag, exact words, a word that must not stand', () => {
    const query = parseQuery('กกต. site:matichon.co.th after:2024-01 tag:budget "exact words" -ไม่เอา');
    expect(query.problems).toEqual([]);
    expect(query.groups.map(([clause]) => clause)).toEqual([
      { not: false, condition: { kind: 'text', field: 'any', text: 'กกต', exact: false } },
      { not: false, condition: { kind: 'site', site: 'matichon.co.th' } },
      { not: false, condition: { kind: 'date', of: 'published', from: '2024-01-01', until: null } },
      { not: false, condition: { kind: 'tag', tag: 'budget' } },
      { not: false, condition: { kind: 'text', field: 'any', text: 'exact words', exact: true } },
      { not: true, condition: { kind: 'text', field: 'any', text: 'ไม่เอา', exact: false } },
    ]);
  });

  test('takes Buddhist years and Thai digits for what they mean', () => {
    expect(dateSpan('2567-06')).toEqual({ from: '2024-06-01', until: '2024-07-01' });
    expect(dateSpan('๒๕๖๗')).toEqual({ from: '2024-01-01', until: '2025-01-01' });
    expect(dateSpan('2024-02-29')).toEqual({ from: '2024-02-29', until: '2024-03-01' });
    expect(dateSpan('2023-02-29')).toBeNull();
    expect(dateSpan('2024-13')).toBeNull();
  });

  test('joins two clauses with OR and leaves the third to hold as well', () => {
    expect(conditions('กกต OR ECT is:starred')).toEqual([
      [
        { kind: 'text', field: 'any', text: 'กกต', exact: false },
        { kind: 'text', field: 'any', text: 'ECT', exact: false },
      ],
      [{ kind: 'state', state: 'starred' }],
    ]);
  });

  test('finds a hash tag, a range, a field, and a name in curly quotation marks', () => {
    expect(conditions('#งบ date:2024-01..2024-03 note:ตัวเลข org:“ธนาคารแห่งประเทศไทย”')).toEqual([
      [{ kind: 'tag', tag: 'งบ' }],
      [{ kind: 'date', of: 'published', from: '2024-01-01', until: '2024-04-01' }],
      [{ kind: 'text', field: 'note', text: 'ตัวเลข', exact: false }],
      [{ kind: 'org', name: 'ธนาคารแห่งประเทศไทย' }],
    ]);
  });

  test('takes a colon that belongs to no filter for a word', () => {
    expect(conditions('10:30 https://example.org/a')).toEqual([
      [{ kind: 'text', field: 'any', text: '10:30', exact: false }],
      [{ kind: 'text', field: 'any', text: 'https://example.org/a', exact: false }],
    ]);
  });

  test('says what it cannot understand, where, and still searches the rest', () => {
    const query = parseQuery('กกต after:เมื่อวาน is:nice OR');
    expect(query.problems.map(({ code, value }) => [code, value])).toEqual([
      ['date', 'เมื่อวาน'],
      ['state', 'nice'],
      ['dangling-or', 'OR'],
    ]);
    expect(query.groups).toHaveLength(1);
    expect(parseQuery('"ยังไม่ปิด').problems[0]?.code).toBe('quote');
    expect(parseQuery('tag:').problems[0]?.code).toBe('empty');
  });
});

describe('whatever is typed', () => {
  const typed = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 60 }),
    fc
      .array(
        fc.constantFrom(
          'กกต.',
          'site:',
          'a.b',
          '"',
          '-',
          'OR',
          'is:',
          'starred',
          ' ',
          '#',
          'after:',
          '2567',
          '”',
        ),
        {
          maxLength: 20,
        },
      )
      .map((parts) => parts.join('')),
  );

  test('is parsed without an exception, and problems point into it', () => {
    fc.assert(
      fc.property(typed, (input) => {
        const query = parseQuery(input);
        for (const { start, end } of query.problems) {
          expect(start).toBeGreaterThanOrEqual(0);
          expect(end).toBeGreaterThan(start);
          expect(end).toBeLessThanOrEqual(input.length);
        }
        for (const group of query.groups) expect(group.length).toBeGreaterThan(0);
        for (const { text } of soughtTexts(query)) expect(text.trim()).not.toBe('');
      }),
    );
  });

  test('means the same with more white space', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom('กกต', '-ข่าว', 'tag:a', '"สอง คำ"', 'OR', 'is:read')), (parts) => {
        expect(parseQuery(parts.join('   ')).groups).toEqual(parseQuery(parts.join(' ')).groups);
      }),
    );
  });

  test('a clicked filter goes in and comes out again', () => {
    const values = fc.stringMatching(/^[a-z\u0e01-\u0e2e]{1,12}( [a-z]{1,5})?$/);
    fc.assert(
      fc.property(fc.constantFrom('', 'กกต', 'กกต is:starred'), values, (before, value) => {
        const filter = `tag:${quoteValue(value)}`;
        const withIt = toggleFilter(before, filter);
        expect(hasFilter(withIt, filter)).toBe(true);
        expect(parseQuery(withIt).groups.flat().at(-1)?.condition).toEqual({ kind: 'tag', tag: value });
        expect(toggleFilter(withIt, filter)).toBe(before);
      }),
    );
  });
});
