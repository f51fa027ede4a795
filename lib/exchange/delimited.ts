/** CSV (RFC 4180) and TSV of articles, mentions and kept names, for Excel and R. */
import { type Collection, dayOf, type ExportFile } from './collection.ts';

export type Delimiter = ',' | '\t';

/**
 * What begins a formula (OWASP, "CSV Injection": = + - @ tab CR LF, full-width ones too), also behind what a spreadsheet or the
 * next program may trim: spaces, quotation marks, characters without width.
 */
const FORMULA =
  /^(?:[\s"'\u0000-\u001f\u007f-\u00a0\u00ad\u061c\u180e\u200b-\u200f\u2028-\u202f\u2060-\u206f\ufeff]*[=+\-@\u2212\uff0b\uff0d\uff1d\uff20]|[\t\r\n])/;

/** A cell that a spreadsheet would take for a formula gets an apostrophe before it, which spreadsheets hide. */
export function safeCell(value: string): string {
  return FORMULA.test(value) ? `'${value}` : value;
}

function cell(value: string | number | boolean | null, delimiter: Delimiter): string {
  const text = typeof value === 'string' ? safeCell(value) : value === null ? '' : String(value);
  if (delimiter === '\t') return text.replace(/[\t\r\n]+/g, ' ');
  // A semicolon too: spreadsheets of half of Europe part cells at it.
  return /[",;\t\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** Rows to text with CRLF; a byte order mark in CSV tells Excel that it is UTF-8. */
export function encodeRows(
  rows: readonly (readonly (string | number | boolean | null)[])[],
  delimiter: Delimiter,
): string {
  const body = rows.map((row) => row.map((value) => cell(value, delimiter)).join(delimiter)).join('\r\n');
  return `${delimiter === ',' ? '\ufeff' : ''}${body}\r\n`;
}

export function articleRows({ articles }: Collection) {
  return [
    ['id', 'title', 'byline', 'site', 'published', 'url', 'saved', 'tags', 'starred', 'mentions', 'note'],
    ...articles.map(({ article: a }) => [
      a.id,
      a.title,
      a.byline,
      a.site,
      a.publishedIso,
      a.url,
      new Date(a.createdAt).toISOString(),
      a.tags.join('; '),
      a.starred,
      a.mentionCount,
      a.note,
    ]),
  ];
}

export function mentionRows({ articles, bodies }: Collection) {
  return [
    [
      'article_id',
      'article_title',
      'published',
      'site',
      'start',
      'end',
      'surface',
      'kind',
      'thai',
      'english',
      'acronyms',
      'type',
      'gloss_source',
      'confidence',
      'before',
      'after',
      'note',
      'url',
    ],
    ...articles.flatMap(({ article, mentions }) =>
      mentions.map((m) => {
        const body = bodies.get(m.bodyId);
        return [
          article.id,
          article.title,
          dayOf(article.publishedIso),
          article.site,
          m.start,
          m.end,
          m.surface,
          m.kind,
          body?.thai ?? '',
          body?.english.join('; ') ?? '',
          body?.acronyms.join('; ') ?? '',
          body?.type ?? '',
          body?.glossSource ?? '',
          m.confidence,
          m.selectors.quote.prefix,
          m.selectors.quote.suffix,
          m.note,
          article.url,
        ];
      }),
    ),
  ];
}

export function keptNameRows({ keptNames }: Collection) {
  return [
    [
      'thai',
      'english',
      'acronyms',
      'type',
      'gloss_source',
      'tags',
      'note',
      'sentence',
      'article',
      'published',
      'url',
      'kept',
    ],
    ...keptNames.map((k) => [
      k.thai,
      k.english,
      k.acronyms.join('; '),
      k.type,
      k.glossSource,
      k.tags.join('; '),
      k.note,
      k.contexts[0]?.sentence ?? '',
      k.contexts[0]?.title ?? '',
      dayOf(k.contexts[0]?.publishedIso ?? null),
      k.contexts[0]?.url ?? '',
      new Date(k.createdAt).toISOString(),
    ]),
  ];
}

const TABLES = { articles: articleRows, mentions: mentionRows, names: keptNameRows };
export type DelimitedTable = keyof typeof TABLES;

export function delimitedFile(
  collection: Collection,
  table: DelimitedTable,
  delimiter: Delimiter,
): ExportFile {
  const csv = delimiter === ',';
  return {
    name: `wonglep-${table}.${csv ? 'csv' : 'tsv'}`,
    type: `${csv ? 'text/csv' : 'text/tab-separated-values'};charset=utf-8`,
    text: encodeRows(TABLES[table](collection), delimiter),
  };
}
