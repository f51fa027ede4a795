import { htmlFile } from './article-html.ts';
import { bibtexFile } from './bibtex.ts';
import type { Collection, ExportFile } from './collection.ts';
import { cslFile } from './csl-json.ts';
import { delimitedFile } from './delimited.ts';
import { markdownFiles } from './markdown.ts';
import { coMentionNetwork, gexfFile, graphmlFile } from './network.ts';
import { risFile } from './ris.ts';
import { tbxFile } from './tbx.ts';
import { textSpansFile } from './text-spans.ts';
import { webAnnotationFile } from './web-annotation.ts';

/** Formats in the order in which they are offered, by what people want to do with them. */
export const EXPORT_FORMATS = {
  ris: (c) => [risFile(c)],
  bibtex: (c) => [bibtexFile(c)],
  csl: (c) => [cslFile(c)],
  markdown: markdownFiles,
  html: (c) => [htmlFile(c)],
  'csv-articles': (c) => [delimitedFile(c, 'articles', ',')],
  'csv-mentions': (c) => [delimitedFile(c, 'mentions', ',')],
  'csv-names': (c) => [delimitedFile(c, 'names', ',')],
  'tsv-names': (c) => [delimitedFile(c, 'names', '\t')],
  annotations: (c) => [webAnnotationFile(c)],
  texts: (c) => [textSpansFile(c)],
  tbx: (c) => [tbxFile(c)],
  graphml: (c) => [graphmlFile(coMentionNetwork(c))],
  gexf: (c) => [gexfFile(coMentionNetwork(c))],
} as const satisfies Record<string, (collection: Collection) => ExportFile[]>;
export type ExportFormat = keyof typeof EXPORT_FORMATS;
