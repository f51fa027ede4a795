/**
 * The kept names as TBX-Basic (ISO 30042:2019, DCA style): a concept entry each, a language section for Thai and one for
 * English, full forms and abbreviations as terms of their own.
 */
import type { KeptNameRow } from '../library/rows.ts';
import type { Collection, ExportFile } from './collection.ts';
import { xml } from './xml.ts';

const term = (text: string, kind: 'fullForm' | 'abbreviation' | 'acronym') =>
  `        <termSec>\n          <term>${xml(text)}</term>\n          <termNote type="termType">${kind}</termNote>\n        </termSec>\n`;

function language(
  tag: string,
  terms: string[],
  context: KeptNameRow['contexts'][number] | undefined,
): string {
  if (terms.length === 0) return '';
  const source = context
    ? `        <descripGrp>\n          <descrip type="context">${xml(context.sentence)}</descrip>\n          <xref type="externalCrossReference" target="${xml(context.url)}">${xml(context.title || context.url)}</xref>\n        </descripGrp>\n`
    : '';
  return `      <langSec xml:lang="${tag}">\n${source}${terms.join('')}      </langSec>\n`;
}

function entry(row: KeptNameRow): string {
  const thai = row.acronyms.filter((a) => /[\u0e00-\u0e7f]/.test(a));
  const latin = row.acronyms.filter((a) => !/[\u0e00-\u0e7f]/.test(a));
  return [
    `    <conceptEntry id="c${row.id}">\n`,
    `      <descrip type="subjectField">${xml(row.type)}</descrip>\n`,
    row.note ? `      <note>${xml(row.note)}</note>\n` : '',
    language(
      'th',
      [...(row.thai ? [term(row.thai, 'fullForm')] : []), ...thai.map((a) => term(a, 'abbreviation'))],
      row.contexts[0],
    ),
    language(
      'en',
      [...(row.english ? [term(row.english, 'fullForm')] : []), ...latin.map((a) => term(a, 'acronym'))],
      undefined,
    ),
    '    </conceptEntry>\n',
  ].join('');
}

export function tbxFile({ keptNames }: Collection): ExportFile {
  const entries = keptNames.filter((row) => row.thai || row.english || row.acronyms.length > 0).map(entry);
  return {
    name: 'wonglep-glossary.tbx',
    type: 'application/x-tbx+xml;charset=utf-8',
    text: `<?xml version="1.0" encoding="UTF-8"?>
<tbx style="dca" type="TBX-Basic" xml:lang="en" xmlns="urn:iso:std:iso:30042:ed-2">
  <tbxHeader>
    <fileDesc>
      <titleStmt>
        <title>Wonglep glossary</title>
      </titleStmt>
      <sourceDesc>
        <p>Names kept while reading Thai news</p>
      </sourceDesc>
    </fileDesc>
    <encodingDesc>
      <p type="XCSURI">TBXXCS.xcs</p>
    </encodingDesc>
  </tbxHeader>
  <text>
    <body>
${entries.join('')}    </body>
  </text>
</tbx>
`,
  };
}
