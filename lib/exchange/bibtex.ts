/** BibTeX in UTF-8, as biber, BibLaTeX and Zotero read it. */
import { type Citation, citationOf, two } from './citations.ts';
import type { Collection, ExportFile } from './collection.ts';

/** Characters that mean something to TeX; Thai stands as it is. */
function tex(text: string): string {
  return text
    .replace(/\s*[\r\n]+\s*/g, ' ')
    .replace(/[\\{}$&%#_^~]/g, (c) =>
      c === '\\'
        ? '\\textbackslash{}'
        : c === '^'
          ? '\\textasciicircum{}'
          : c === '~'
            ? '\\textasciitilde{}'
            : `\\${c}`,
    );
}

/** Percent signs and underscores of a URL stay: BibLaTeX reads `url` verbatim. Braces would end the field. */
const verbatim = (url: string) => url.replace(/[{}\s]/g, (c) => encodeURIComponent(c));

/** `matichon2024-018f3c2a`: site, year and the end of the id, so that it stays the same in every export. */
export function citationKey(c: Citation): string {
  const site =
    c.container
      .toLowerCase()
      .replace(/^www\./, '')
      .replace(/[^a-z0-9]+.*$/, '') || 'article';
  return `${site}${c.date?.year ?? ''}-${c.id.replace(/[^a-z0-9]/gi, '').slice(-8)}`;
}

export function bibtexEntry(c: Citation): string {
  const field = (name: string, value: string) => (value ? [`  ${name} = {${value}}`] : []);
  const authors = c.authors.map((a) =>
    'literal' in a ? `{${tex(a.literal)}}` : `${tex(a.family)}, ${tex(a.given)}`,
  );
  const date = c.date
    ? [
        String(c.date.year),
        c.date.month ? two(c.date.month) : null,
        c.date.month && c.date.day ? two(c.date.day) : null,
      ]
        .filter(Boolean)
        .join('-')
    : '';
  const fields = [
    ...field('title', `{${tex(c.title)}}`),
    ...field('author', authors.join(' and ')),
    ...field('journaltitle', tex(c.container)),
    ...field('date', date),
    ...field('year', c.date ? String(c.date.year) : ''),
    ...field('url', verbatim(c.url)),
    ...field('urldate', `${c.accessed.year}-${two(c.accessed.month)}-${two(c.accessed.day)}`),
    ...field('langid', c.language === 'th' ? 'thai' : c.language === 'en' ? 'english' : ''),
    ...field('abstract', tex(c.abstract)),
    ...field('keywords', c.keywords.map(tex).join(', ')),
    ...field('note', tex(c.note)),
  ];
  return `@article{${citationKey(c)},\n${fields.join(',\n')}\n}`;
}

export function bibtexFile(collection: Collection): ExportFile {
  const entries = collection.articles.map(({ article }) => bibtexEntry(citationOf(article)));
  return {
    name: 'wonglep.bib',
    type: 'application/x-bibtex;charset=utf-8',
    text: `${entries.join('\n\n')}\n`,
  };
}
