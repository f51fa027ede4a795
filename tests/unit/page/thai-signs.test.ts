import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { detect } from '../../../lib/page/detect.ts';
import { THAI_SIGNS, THAI_SITES } from '../../../lib/page/thai-signs.ts';
import { openHtml } from '../../fixtures/pages/load.ts';

const folder = new URL('../../fixtures/pages/', import.meta.url);
const pages = readdirSync(folder).filter((name) => name.endsWith('.html'));

const open = (html: string) => openHtml(html).window.document;
/** Through the prototype: a page's own form may be called `querySelector`. */
const hasSign = (html: string) => {
  const { window } = openHtml(html);
  const find = window.Document.prototype.querySelector;
  return THAI_SIGNS.some((sign) => find.call(window.document, sign));
};
const saying = (language: string, body: string) =>
  `<!doctype html><html lang="${language}"><title>ข่าว</title><body>${body}</body></html>`;

describe('signs of Thai for the browser', () => {
  it.each(pages)('%s has one if it is Thai and does not deny it', (name) => {
    const html = readFileSync(new URL(name, folder), 'utf8');
    const document = open(html);
    const denies = /^(?!th\b)./i.test(document.documentElement.lang);
    if (!denies) expect(hasSign(html)).toBe(true);
    else if (detect(document).detection.thaiShare === 0) expect(hasSign(html)).toBe(false);
  });

  it.each([
    ['a picture', '<img alt="ประชุมร่วม">'],
    ['a link’s title', '<a href="/1" title="นายกรัฐมนตรี">1</a>'],
    ['a link in percent signs', '<a href="/tag/%e0%b8%81%e0%b8%81">1</a>'],
    ['a link in letters', '<a href="/tag/การเมือง">1</a>'],
    ['a label', '<button aria-label="ค้นหา"></button>'],
    ['a field', '<input placeholder="ค้นหาข่าว">'],
    ['the article’s own language', '<article lang="th-TH">…</article>'],
  ])('are found on a page that says it is in English, by %s', (_, body) => {
    expect(hasSign(saying('en-US', body))).toBe(true);
  });

  it('are not found in a page in another language, nor in a link to a Thai edition', () => {
    const html = saying(
      'en',
      '<a href="/th/" hreflang="th" lang="th" title="ไทย">ไทย</a> <img alt="The quay"><p>News</p>',
    );
    expect(hasSign(html)).toBe(false);
  });

  it('stand for text in no said language, but not for the empty frames of other pages', () => {
    expect(hasSign('<!doctype html><html><title>ข่าว</title><body><table><td>1</table></body></html>')).toBe(
      true,
    );
    expect(hasSign(saying('', '<br>'))).toBe(true);
    expect(hasSign('<!doctype html><html><head></head><body><div></div></body></html>')).toBe(false);
  });

  it.each(['en-GB', 'ja', 'my', 'si'])('are not found in text in %s', (language) => {
    expect(hasSign(saying(language, '<article><h1>…</h1><p>…<br>…</p></article>'))).toBe(false);
  });

  it('each begins with what the browser can sort it by', () => {
    for (const sign of THAI_SIGNS) expect(sign).toMatch(/^([a-z]+\d?[[:]|\[[a-z-]+[\]|])/);
  });
});

it('Thai sites are named by patterns of whole domains', () => {
  expect(THAI_SITES[0]).toBe('*://*.th/*');
  for (const site of THAI_SITES) expect(site).toMatch(/^\*:\/\/\*\.([a-z\d-]+\.)*[a-z]+\/\*$/);
  expect(new Set(THAI_SITES).size).toBe(THAI_SITES.length);
});
