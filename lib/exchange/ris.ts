/** RIS (tags as in the Reference Manager specification of 2001, and `LA`, `Y2` as Zotero reads them). */
import { type Citation, citationOf, two } from './citations.ts';
import type { Collection, ExportFile } from './collection.ts';

const line = (tag: string, value: string) =>
  value ? [`${tag}  - ${value.replace(/\s*[\r\n]+\s*/g, ' ')}`] : [];

export function risEntry(c: Citation): string {
  const date = c.date
    ? `${c.date.year}/${c.date.month ? two(c.date.month) : ''}/${c.date.day ? two(c.date.day) : ''}/`
    : '';
  return [
    'TY  - NEWS',
    ...line('ID', c.id),
    ...line('TI', c.title),
    ...c.authors.flatMap((a) => line('AU', 'literal' in a ? a.literal : `${a.family}, ${a.given}`)),
    ...(c.date ? [...line('PY', String(c.date.year)), ...line('DA', date)] : []),
    ...line('T2', c.container),
    ...line('UR', c.url),
    ...line('Y2', `${c.accessed.year}/${two(c.accessed.month)}/${two(c.accessed.day)}/`),
    ...line('LA', c.language),
    ...line('AB', c.abstract),
    ...c.keywords.flatMap((k) => line('KW', k)),
    ...line('N1', c.note),
    'ER  - ',
  ].join('\r\n');
}

export function risFile(collection: Collection): ExportFile {
  const entries = collection.articles.map(({ article }) => risEntry(citationOf(article)));
  return {
    name: 'wonglep.ris',
    type: 'application/x-research-info-systems;charset=utf-8',
    text: `${entries.join('\r\n\r\n')}\r\n`,
  };
}
