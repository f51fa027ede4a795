import { describe, expect, it } from 'vitest';
import { canonicalUrl } from '../../../lib/library/canonical-url.ts';

describe('the address an article is known by', () => {
  it.each([
    ['https://news.example.org/a?utm_source=line&id=7#c', null, 'https://news.example.org/a?id=7'],
    ['https://m.news.example.org/a?x=1', 'https://www.news.example.org/a', 'https://www.news.example.org/a'],
    ['https://news.example.org/a', '/b', 'https://news.example.org/b'],
    ['https://news.example.org/a', 'https://news.example.org/', 'https://news.example.org/a'],
    ['https://news.example.org/a', 'https://elsewhere.example/a', 'https://news.example.org/a'],
    ['https://news.example.org/a', 'javascript:alert(1)', 'https://news.example.org/a'],
    ['https://news.example.org/a', 'http://[', 'https://news.example.org/a'],
  ])('%s with canonical %s is %s', (page, canonical, expected) => {
    expect(canonicalUrl(page, canonical)).toBe(expected);
  });
});
