import { Cite } from '@citation-js/core';
import '@citation-js/plugin-bibtex';
import '@citation-js/plugin-csl';
import '@citation-js/plugin-ris';
import { DOMParser } from '@xmldom/xmldom';
import { parse as parseCsv } from 'csv-parse/sync';
import fc from 'fast-check';
import Graph from 'graphology';
import gexf from 'graphology-gexf';
import graphml from 'graphology-graphml';
import jsonld from 'jsonld';
import { beforeAll, describe, expect, it } from 'vitest';
import { parse as parseYaml } from 'yaml';
import { htmlFile } from '../../../lib/exchange/article-html.ts';
import { bibtexFile } from '../../../lib/exchange/bibtex.ts';
import { type Collection, fileNameOf } from '../../../lib/exchange/collection.ts';
import { cslFile } from '../../../lib/exchange/csl-json.ts';
import { delimitedFile, encodeRows } from '../../../lib/exchange/delimited.ts';
import { markdownFiles } from '../../../lib/exchange/markdown.ts';
import { coMentionNetwork, gexfFile, graphmlFile } from '../../../lib/exchange/network.ts';
import { risFile } from '../../../lib/exchange/ris.ts';
import { tbxFile } from '../../../lib/exchange/tbx.ts';
import { parseTextLine, textSpansFile } from '../../../lib/exchange/text-spans.ts';
import { webAnnotationFile } from '../../../lib/exchange/web-annotation.ts';
import { AWKWARD, sampleCollection } from './sample-collection.ts';

let collection: Collection;
beforeAll(async () => {
  collection = await sampleCollection();
});

const titles = () => collection.articles.map(({ article }) => article.title).sort();
const spaced = (text: string) => text.replace(/\s+/g, ' ').trim();

interface CslItem {
  title: string;
  type: string;
  URL: string;
  author?: { family?: string; given?: string; literal?: string }[];
  issued?: { 'date-parts': number[][] };
}
const cited = (text: string) => new Cite(text).data as CslItem[];

describe('citations, read by citation.js', () => {
  it('RIS keeps titles, dates, addresses and both kinds of names', () => {
    const items = cited(risFile(collection).text);
    expect(items.map((item) => item.title).sort()).toEqual(titles());
    expect(items.map((item) => item.URL).sort()).toEqual(
      collection.articles.map((a) => a.article.url).sort(),
    );
    const story = items.find((item) => item.title.startsWith('กระทรวงพาณิชย์'))!;
    // citation.js reads the year of PY and leaves DA, which Zotero reads.
    expect(story.issued?.['date-parts'][0]).toEqual([2024]);
    expect(risFile(collection).text).toContain('\r\nDA  - 2024/11/24/\r\n');
    const second = items.find((item) => item.title === AWKWARD)!;
    expect(JSON.stringify(second)).toContain('Doe, Jane');
    expect(JSON.stringify(second)).toContain('สมชาย');
  });

  it('BibTeX keeps them through its escapes', () => {
    const items = cited(bibtexFile(collection).text);
    expect(items.map((item) => spaced(item.title)).sort()).toEqual(titles().map(spaced));
    expect(items.map((item) => item.URL).sort()).toEqual(
      collection.articles.map((a) => a.article.url).sort(),
    );
  });

  it('CSL-JSON is what the library makes of it', () => {
    const items = cited(cslFile(collection).text);
    expect(items.map((item) => item.title).sort()).toEqual(titles());
    expect(items.every((item) => item.type === 'article-newspaper')).toBe(true);
    expect(items.find((item) => item.title === AWKWARD)!.issued).toEqual({ 'date-parts': [[2023, 2]] });
  });
});

describe('CSV and TSV', () => {
  it('are read by a strict parser, with Thai, quotes, newlines and without formulas', () => {
    for (const table of ['articles', 'mentions', 'names'] as const) {
      const rows = parseCsv(delimitedFile(collection, table, ',').text, {
        bom: true,
        columns: true,
        record_delimiter: '\r\n',
      }) as Record<string, string>[];
      expect(rows.length).toBeGreaterThan(0);
      for (const row of rows) for (const cell of Object.values(row)) expect(cell).not.toMatch(/^[=+\-@\t\r]/);
    }
    const articles = parseCsv(delimitedFile(collection, 'articles', ',').text, {
      bom: true,
      columns: true,
    }) as Record<string, string>[];
    const second = articles.find((row) => row.title!.endsWith(AWKWARD))!;
    expect(second.title).toBe(`'${AWKWARD}`);
    expect(second.note).toBe('บรรทัดหนึ่ง\n"บรรทัดสอง"\t=1+1');
  });

  it('give back any cell of text', () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.array(
            fc.string({ unit: 'grapheme' }).map((s) => `ก${s.replaceAll('\r', '')}`),
            { minLength: 2, maxLength: 2 },
          ),
          { minLength: 1 },
        ),
        (rows) => {
          expect(
            parseCsv(encodeRows(rows, ','), {
              bom: true,
              record_delimiter: '\r\n',
              relax_column_count: false,
            }),
          ).toEqual(rows);
        },
      ),
    );
  });
});

describe('Web Annotation JSON-LD', () => {
  // The terms of http://www.w3.org/ns/anno.jsonld that are used, so that the test asks nobody for the context.
  const context = {
    '@context': {
      oa: 'http://www.w3.org/ns/oa#',
      as: 'http://www.w3.org/ns/activitystreams#',
      dc: 'http://purl.org/dc/elements/1.1/',
      dcterms: 'http://purl.org/dc/terms/',
      rdf: 'http://www.w3.org/1999/02/22-rdf-syntax-ns#',
      rdfs: 'http://www.w3.org/2000/01/rdf-schema#',
      xsd: 'http://www.w3.org/2001/XMLSchema#',
      foaf: 'http://xmlns.com/foaf/0.1/',
      id: '@id',
      type: '@type',
      Annotation: 'oa:Annotation',
      AnnotationCollection: 'as:OrderedCollection',
      AnnotationPage: 'as:OrderedCollectionPage',
      TextualBody: 'oa:TextualBody',
      TextQuoteSelector: 'oa:TextQuoteSelector',
      TextPositionSelector: 'oa:TextPositionSelector',
      Software: 'as:Application',
      label: 'rdfs:label',
      total: { '@id': 'as:totalItems', '@type': 'xsd:nonNegativeInteger' },
      first: { '@id': 'as:first', '@type': '@id' },
      items: { '@id': 'as:items', '@container': '@list' },
      startIndex: { '@id': 'as:startIndex', '@type': 'xsd:nonNegativeInteger' },
      body: { '@id': 'oa:hasBody', '@type': '@id' },
      target: { '@id': 'oa:hasTarget', '@type': '@id' },
      source: { '@id': 'oa:hasSource', '@type': '@id' },
      selector: { '@id': 'oa:hasSelector', '@type': '@id' },
      motivation: { '@id': 'oa:motivatedBy', '@type': '@vocab' },
      purpose: { '@id': 'oa:hasPurpose', '@type': '@vocab' },
      identifying: 'oa:identifying',
      commenting: 'oa:commenting',
      tagging: 'oa:tagging',
      value: 'rdf:value',
      format: 'dc:format',
      language: 'dc:language',
      exact: 'oa:exact',
      prefix: 'oa:prefix',
      suffix: 'oa:suffix',
      start: { '@id': 'oa:start', '@type': 'xsd:nonNegativeInteger' },
      end: { '@id': 'oa:end', '@type': 'xsd:nonNegativeInteger' },
      created: { '@id': 'dcterms:created', '@type': 'xsd:dateTime' },
      modified: { '@id': 'dcterms:modified', '@type': 'xsd:dateTime' },
      generator: { '@id': 'as:generator', '@type': '@id' },
      name: 'foaf:name',
    },
  };

  it('is read by a JSON-LD processor: every mention with its target, quotation and position', async () => {
    const json = JSON.parse(webAnnotationFile(collection).text) as object;
    const quads = (await jsonld.toRDF(json, {
      documentLoader: async (url: string) => {
        expect(url).toBe('http://www.w3.org/ns/anno.jsonld');
        return { contextUrl: undefined, documentUrl: url, document: context };
      },
    })) as { predicate: { value: string }; object: { value: string } }[];
    const objects = (predicate: string) =>
      quads.filter((q) => q.predicate.value === predicate).map((q) => q.object.value);
    const mentions = collection.articles.flatMap((a) => a.mentions);
    expect(objects('http://www.w3.org/ns/oa#exact').sort()).toEqual(
      mentions.map((m) => m.selectors.quote.exact).sort(),
    );
    expect(objects('http://www.w3.org/ns/oa#hasSource')).toHaveLength(mentions.length);
    expect(objects('http://www.w3.org/ns/oa#start').map(Number).sort()).toEqual(
      mentions.map((m) => m.start).sort(),
    );
  });

  it('has what the data model requires of each annotation', () => {
    const json = JSON.parse(webAnnotationFile(collection).text) as {
      first: { items: Record<string, unknown>[] };
    };
    for (const item of json.first.items) {
      expect(item.id).toMatch(/^urn:uuid:[0-9a-f-]{36}$/);
      expect(item.type).toBe('Annotation');
      expect(item.target).toMatchObject({ source: expect.stringMatching(/^https:/) });
    }
  });
});

describe('Markdown for Obsidian', () => {
  it('has front matter that a YAML parser reads, and text that stays text', () => {
    const files = markdownFiles(collection);
    const matter = files.map(
      (file) => parseYaml(/^---\n([\s\S]*?)\n---\n/.exec(file.text)![1]!) as Record<string, unknown>,
    );
    expect(matter.map((m) => m.title).sort()).toEqual(titles());
    const second = matter.find((m) => m.title === AWKWARD)!;
    expect(second.tags).toEqual(['งบประมาณ-2567', 'a-b']);
    const text = files.find((file) => file.text.includes('ตัวหนา'))!.text.replace(/^---[\s\S]*?\n---\n/, '');
    expect(text).not.toMatch(/(?<!\\)<b>/);
    expect(new Set(files.map((file) => file.name)).size).toBe(files.length);
  });

  it('never leaves the folder', () => {
    for (const title of [
      '../../etc/passwd',
      'C:\\x',
      'con',
      '',
      '...',
      'ก'.repeat(300),
      'a/b\u202egnp.exe',
    ]) {
      const name = fileNameOf(title, 'md');
      expect(name).toMatch(/^[^/\\:<>|?*"]+\.md$/);
      expect(name.startsWith('.')).toBe(false);
      expect(name).not.toMatch(/^con\./i);
    }
  });
});

describe('networks', () => {
  it('are read by a graph library as GraphML and GEXF', () => {
    const network = coMentionNetwork(collection);
    expect(network.edges.length).toBeGreaterThan(0);
    for (const graph of [
      graphml.parse(Graph, graphmlFile(network).text),
      gexf.parse(Graph, gexfFile(network).text),
    ]) {
      expect(graph.order).toBe(network.nodes.length);
      expect(graph.size).toBe(network.edges.length);
      for (const node of network.nodes) expect(graph.getNodeAttribute(node.id, 'label')).toBe(node.label);
    }
  });
});

describe('TBX', () => {
  it('is well-formed, with the structure of TBX-Basic', () => {
    const problems: string[] = [];
    const tbx = new DOMParser({ onError: (_level, message) => problems.push(message) }).parseFromString(
      tbxFile(collection).text,
      'text/xml',
    );
    expect(problems).toEqual([]);
    const root = tbx.documentElement!;
    expect([root.tagName, root.getAttribute('type'), root.getAttribute('style')]).toEqual([
      'tbx',
      'TBX-Basic',
      'dca',
    ]);
    const entries = [...tbx.getElementsByTagName('conceptEntry')];
    expect(entries).toHaveLength(collection.keptNames.length);
    for (const entry of entries) {
      const languages = [...entry.getElementsByTagName('langSec')];
      expect(languages.length).toBeGreaterThan(0);
      for (const language of languages) {
        expect(['th', 'en']).toContain(language.getAttribute('xml:lang'));
        for (const section of language.getElementsByTagName('termSec')) {
          expect(section.getElementsByTagName('term')).toHaveLength(1);
        }
      }
    }
    expect(new Set(entries.map((e) => e.getAttribute('id'))).size).toBe(entries.length);
  });
});

describe('texts with spans', () => {
  it('come back as they went', () => {
    const lines = textSpansFile(collection).text.trim().split('\n').map(parseTextLine);
    for (const [i, line] of lines.entries()) {
      expect(line.ok).toBe(true);
      if (!line.ok) continue;
      expect(line.value.text).toBe(collection.articles[i]!.article.text);
      expect(line.value.mentions).toHaveLength(collection.articles[i]!.mentions.length);
    }
  });

  it('are refused with a reason when a span does not fit its text', () => {
    expect(
      parseTextLine(
        '{"text":"กกต. แถลง","mentions":[{"start":0,"end":3,"surface":"กกต.","kind":"acronym","entity":"e"}]}',
      ),
    ).toMatchObject({ ok: false });
    expect(parseTextLine('{"text":""}')).toMatchObject({ ok: false });
    expect(parseTextLine('กกต.')).toEqual({ ok: false, problem: 'is not JSON' });
  });
});

describe('self-contained HTML', () => {
  it('shows markup as text and asks for nothing', () => {
    const { text } = htmlFile(collection);
    expect(text).not.toContain('<b>ตัวหนา');
    expect(text).not.toMatch(/<(?:script|img|link|iframe|object|embed)\b/i);
    expect(text).toContain("default-src 'none'");
  });
});
