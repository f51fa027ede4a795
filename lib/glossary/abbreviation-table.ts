import { normalise } from '../thai/normal-form.ts';
import { ABBREVIATION_CATEGORIES, type Abbreviation, type AbbreviationCategory } from './index-types.ts';
import { readRows, type TableProblem } from './table.ts';

export const ABBREVIATION_COLUMNS = [
  'abbr',
  'thai',
  'english',
  'category',
  'cue_before',
  'cue_after',
  'note',
] as const;

/** A row of data/abbreviations.tsv. Forms that begin with `~` count only with one of the row's cues. */
export interface AbbreviationRow extends Abbreviation {
  before: readonly string[];
  after: readonly string[];
}

export const AMBIGUITY_COLUMNS = ['form', 'thai', 'rank', 'cue_before', 'cue_after', 'note'] as const;

/** A row of data/ambiguous.tsv: `form` may mean the body or abbreviation called `thai`; rank 1 is the default. */
export interface Ambiguity {
  form: string;
  thai: string;
  rank: number;
  before: readonly string[];
  after: readonly string[];
}

const clean = (cell: string): string => normalise(cell).text.replace(/ {2,}/g, ' ').trim();

function cells(cell: string): string[] {
  return cell
    .split('|')
    .map(clean)
    .filter((part) => part !== '');
}

function checkedRows(text: string, columns: readonly string[]) {
  const problems: TableProblem[] = [];
  const [header, ...rows] = readRows(text, '\t');
  if (header?.cells.join('\t') !== columns.join('\t')) {
    problems.push({ line: 1, message: `the header must be ${columns.join(', ')}` });
    return { rows: [], problems };
  }
  const sound = rows.filter((row) => {
    if (row.cells.length === columns.length) return true;
    problems.push({ line: row.line, message: `${row.cells.length} cells, not ${columns.length}` });
    return false;
  });
  return { rows: sound, problems };
}

function isCategory(category: string): category is AbbreviationCategory {
  return (ABBREVIATION_CATEGORIES as readonly string[]).includes(category);
}

export function readAbbreviations(text: string): {
  abbreviations: AbbreviationRow[];
  lines: number[];
  problems: TableProblem[];
} {
  const { rows, problems } = checkedRows(text, ABBREVIATION_COLUMNS);
  const abbreviations: AbbreviationRow[] = [];
  const lines: number[] = [];
  for (const row of rows) {
    const [abbr, thai, english, category, before, after, note] = row.cells as [
      string,
      string,
      string,
      string,
      string,
      string,
      string,
    ];
    if (!isCategory(category)) {
      problems.push({ line: row.line, column: 'category', message: `unknown category '${category}'` });
      continue;
    }
    const forms = cells(abbr);
    if (forms.length === 0 || !thai.trim() || !english.trim()) {
      problems.push({ line: row.line, message: 'abbr, thai and english must not be empty' });
      continue;
    }
    abbreviations.push({
      forms,
      thai: clean(thai),
      english: clean(english),
      category,
      before: cells(before),
      after: cells(after),
      ...(note.trim() ? { note: clean(note) } : {}),
    });
    lines.push(row.line);
  }
  return { abbreviations, lines, problems };
}

export function readAmbiguities(text: string): {
  ambiguities: Ambiguity[];
  lines: number[];
  problems: TableProblem[];
} {
  const { rows, problems } = checkedRows(text, AMBIGUITY_COLUMNS);
  const ambiguities: Ambiguity[] = [];
  const lines: number[] = [];
  for (const row of rows) {
    const [form, thai, rank, before, after] = row.cells as [string, string, string, string, string];
    if (!/^[1-9]$/.test(rank)) {
      problems.push({ line: row.line, column: 'rank', message: `rank must be 1 to 9, not '${rank}'` });
      continue;
    }
    ambiguities.push({
      form: clean(form),
      thai: clean(thai),
      rank: Number(rank),
      before: cells(before),
      after: cells(after),
    });
    lines.push(row.line);
  }
  return { ambiguities, lines, problems };
}
