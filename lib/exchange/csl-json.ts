/** CSL-JSON 1.0 (item type `article-newspaper`), as Zotero, pandoc and citeproc read it. */
import { type Citation, citationOf } from './citations.ts';
import type { Collection, ExportFile } from './collection.ts';

const dateParts = (d: { year: number; month: number | null; day: number | null }) => ({
  'date-parts': [[d.year, ...(d.month ? [d.month, ...(d.day ? [d.day] : [])] : [])]],
});

export function cslItem(c: Citation): Record<string, unknown> {
  return {
    id: c.id,
    type: 'article-newspaper',
    title: c.title,
    ...(c.authors.length > 0 && { author: c.authors }),
    ...(c.date && { issued: dateParts(c.date) }),
    accessed: dateParts(c.accessed),
    ...(c.container && { 'container-title': c.container }),
    URL: c.url,
    language: c.language,
    ...(c.abstract && { abstract: c.abstract }),
    ...(c.keywords.length > 0 && { keyword: c.keywords.join(', ') }),
    ...(c.note && { note: c.note }),
  };
}

export function cslFile(collection: Collection): ExportFile {
  const items = collection.articles.map(({ article }) => cslItem(citationOf(article)));
  return {
    name: 'wonglep.csl.json',
    type: 'application/vnd.citationstyles.csl+json;charset=utf-8',
    text: `${JSON.stringify(items, null, 2)}\n`,
  };
}
