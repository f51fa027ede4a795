import { parse } from 'csv-parse/sync';
import { JSDOM } from 'jsdom';
import { describe, expect, it } from 'vitest';
import { htmlFile } from '../../../lib/exchange/article-html.ts';
import type { Collection } from '../../../lib/exchange/collection.ts';
import { delimitedFile } from '../../../lib/exchange/delimited.ts';
import { EXPORT_FORMATS } from '../../../lib/exchange/export-formats.ts';
import { markdownFiles } from '../../../lib/exchange/markdown.ts';
import { type HostileLibrary, hostileLibrary } from '../../torture/hostile-library.ts';
import { payloads } from '../../torture/payloads.ts';

const CANARY = 'http://127.0.0.1:9/canary';
const SEED = Number(process.env.WONGLEP_SEED ?? 20_261_122);

function collectionOf(library: HostileLibrary): Collection {
  const bodies = new Map(library.bodies.map((body) => [body.id, body]));
  return {
    articles: library.articles.map((article) => ({
      article,
      mentions: library.mentions.filter((mention) => mention.articleId === article.id),
    })),
    bodies,
    keptNames: library.keptNames,
  };
}

const all = payloads(CANARY, SEED);
const collection = collectionOf(hostileLibrary(all, 4));

describe('exports of a library full of payloads', () => {
  it('an HTML file holds text and links to the web, nothing that runs or loads', () => {
    const { document } = new JSDOM(htmlFile(collection).text).window;
    expect(document.querySelector('meta[http-equiv=Content-Security-Policy]')?.getAttribute('content')).toBe(
      "default-src 'none'; style-src 'unsafe-inline'",
    );
    const tags = new Set([...document.querySelectorAll('body *')].map((element) => element.localName));
    const known = ['article', 'h1', 'p', 'a', 'mark', 'table', 'tbody', 'tr', 'td'];
    expect([...tags].filter((tag) => !known.includes(tag))).toEqual([]);
    for (const element of document.querySelectorAll('body *'))
      for (const { name, value } of element.attributes) {
        expect(['lang', 'class', 'rel', 'href', 'title']).toContain(name);
        if (name === 'href') expect(value).toMatch(/^https?:\/\//i);
      }
    expect(document.querySelectorAll('article')).toHaveLength(collection.articles.length);
  });

  it('Markdown files hold no HTML, link, embed or code of a payload', () => {
    const files = markdownFiles(collection);
    expect(files).toHaveLength(collection.articles.length);
    const bad: string[] = [];
    for (const file of files) {
      // Front matter is YAML, whose values are quoted; what follows is Markdown.
      const body = file.text.slice(file.text.indexOf('\n---\n') + 5);
      // The one thing that is meant to be a link is the article's own address in angle brackets.
      const lines = body.split('\n').map((line) => line.replace(/ · <https?:\/\/[^<>\s]*>$/, ''));
      for (const line of lines) {
        if (
          /(?<!\\)<|(?<!\\)\]\(|(?<!\\)!\[|(?<!\\)\[\[|(?<!\\)`|(?<!\\)\$/.test(line.replaceAll('\\\\', ''))
        )
          bad.push(line);
        if (/^\s{4}\S|^\t\S/.test(line)) bad.push(`code: ${line}`);
      }
      expect(file.name).toMatch(/^[^/\\:<>"|?*\u0000-\u001f\u202a-\u202e\u2066-\u2069]+\.md$/);
    }
    expect(bad).toEqual([]);
  });

  it.each(['articles', 'mentions', 'names'] as const)('no cell of the %s begins a formula', (table) => {
    for (const delimiter of [',', '\t'] as const) {
      const { text } = delimitedFile(collection, table, delimiter);
      const rows: string[][] = parse(text, {
        delimiter,
        bom: true,
        ...(delimiter === '\t' ? { quote: false, record_delimiter: '\r\n' } : {}),
      });
      expect(new Set(rows.map((row) => row.length)).size).toBe(1);
      const cells = rows.flat();
      expect(cells.length).toBeGreaterThan(1000);
      expect(
        cells.filter((cell) => /^[=+\-@\t\r\n\uff1d\uff0b\uff0d\uff20\u2212]/.test(cell.trimStart())),
      ).toEqual([]);
      expect(
        cells.filter((cell) => /^[\s\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]*[=+@-]/.test(cell)),
      ).toEqual([]);
    }
  });

  it('the XML formats stay well-formed', () => {
    for (const format of ['graphml', 'gexf', 'tbx'] as const)
      for (const file of EXPORT_FORMATS[format](collection)) {
        const { window } = new JSDOM('');
        const parsed = new window.DOMParser().parseFromString(file.text, 'application/xml');
        expect(parsed.querySelector('parsererror')?.textContent ?? '').toBe('');
        expect(file.text).not.toMatch(/<!DOCTYPE|<!ENTITY/);
      }
  });
});
