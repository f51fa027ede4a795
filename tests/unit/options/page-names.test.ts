import { describe, expect, test } from 'vitest';
import { sectionOf } from '../../../components/options/route.ts';
import { readSite } from '../../../components/options/site-input.ts';
import {
  filterNames,
  groupNames,
  namesAsTable,
  pageNames,
  type TableWords,
} from '../../../components/sidepanel/page-names.ts';
import type { Annotation, Entity, Mention } from '../../../lib/recognition/types.ts';

const entity = (
  id: string,
  type: Entity['type'],
  thai: string,
  english: string,
  acronyms: string[] = [],
): Entity => ({
  id,
  type,
  thai,
  english: english ? [english] : [],
  acronyms,
  glossSource: english ? 'builtin' : 'none',
});
const mention = (id: string, surface: string, start: number): Mention => ({
  start,
  end: start + surface.length,
  surface,
  kind: 'name',
  entity: id,
  evidence: [{ source: 'glossary', weight: 1 }],
  confidence: 1,
});

const ANNOTATION: Annotation = {
  entities: [
    entity('e1', 'company', 'บริษัท สวนทอง จำกัด', 'Suan Thong Company Limited'),
    entity('e2', 'government', 'กรมควบคุมมลพิษ', 'Pollution Control Department', ['คพ.', 'PCD']),
    entity('e3', 'abbreviation', 'พ.ย.', 'November'),
    entity('e4', 'government', 'กรมน้ำ <ใหม่>', ''),
    { ...entity('e5', 'media', 'x', 'Never mentioned'), id: 'e5' },
  ],
  mentions: [
    mention('e1', 'บริษัท สวนทอง จำกัด', 0),
    mention('e3', 'พ.ย.', 30),
    mention('e2', 'กรมควบคุมมลพิษ', 40),
    mention('e2', 'คพ.', 60),
    mention('e4', 'กรมน้ำ <ใหม่>', 70),
    mention('e3', 'พ.ย.', 90),
    mention('e3', 'พ.ย.', 95),
    mention('e3', 'พ.ย.', 99),
  ],
  glosses: [],
};

describe('the names of a page', () => {
  const names = pageNames(ANNOTATION);

  test('are listed once each, with their mentions, without bodies that are not mentioned', () => {
    expect(names.map(({ entity: e, mentions }) => [e.id, mentions])).toEqual([
      ['e1', [0]],
      ['e2', [2, 3]],
      ['e3', [1, 5, 6, 7]],
      ['e4', [4]],
    ]);
  });

  test('stand by kind, most mentioned first, abbreviations last', () => {
    const groups = groupNames(names, 'count').map(({ type, names: list }) => [
      type,
      list.map((n) => n.entity.id),
    ]);
    expect(groups).toEqual([
      ['government', ['e2', 'e4']],
      ['company', ['e1']],
      ['abbreviation', ['e3']],
    ]);
    expect(groupNames(names, 'page').map(({ type }) => type)).toEqual([
      'company',
      'government',
      'abbreviation',
    ]);
  });

  test('are found by Thai, English and acronym, all words together, in any case', () => {
    const found = (filter: string) => filterNames(names, filter).map((n) => n.entity.id);
    expect(found('มลพิษ')).toEqual(['e2']);
    expect(found('control  POLLUTION')).toEqual(['e2']);
    expect(found('pcd')).toEqual(['e2']);
    expect(found('pcd company')).toEqual([]);
    expect(found('  ')).toHaveLength(4);
  });

  test('go to the clipboard as text and as HTML that holds no markup of the page', () => {
    const words: TableWords = {
      thai: 'Thai',
      english: 'English',
      acronyms: 'Abbreviations',
      type: 'Kind',
      source: 'Source',
      mentions: 'Mentions',
      typeOf: (type) => type,
      sourceOf: (source) => source,
    };
    const { text, html } = namesAsTable(filterNames(names, 'กรม'), words);
    expect(text.split('\n')).toEqual([
      'Thai\tEnglish\tAbbreviations\tKind\tSource\tMentions',
      'กรมควบคุมมลพิษ\tPollution Control Department\tคพ., PCD\tgovernment\tbuiltin\t2',
      'กรมน้ำ <ใหม่>\t\t\tgovernment\tnone\t1',
    ]);
    expect(html).toContain('&#60;ใหม่&#62;');
    expect(html.match(/<tr>/g)).toHaveLength(3);
  });
});

describe('a site as it is typed', () => {
  test.each([
    ['news.example.co.th', 'news.example.co.th'],
    ['https://www.Example.co.th/politics/123?x=1', 'example.co.th'],
    [' example.co.th/path ', 'example.co.th'],
    ['*.example.co.th', 'example.co.th'],
    ['127.0.0.1:8000', '127.0.0.1'],
    ['localhost', 'localhost'],
    ['ข่าว.ไทย', 'xn--22c8e6a1f.xn--o3cw4h'],
  ])('%s is %s', (typed, site) => {
    expect(readSite(typed)).toBe(site);
  });

  test.each([
    '',
    '   ',
    'two words',
    'ftp://example.co.th',
    'about:blank',
    'javascript:alert(1)',
    'nodots',
    'https://',
  ])('%j is no site', (typed) => {
    expect(readSite(typed)).toBeNull();
  });
});

test('an unknown section of the settings is the first one', () => {
  expect(sectionOf('#/glossary')).toBe('glossary');
  expect(sectionOf('#glossary')).toBe('glossary');
  expect(sectionOf('#/elsewhere')).toBe('pages');
  expect(sectionOf('')).toBe('pages');
});
