import { ENTITY_TYPES, type EntityType } from '../recognition/types.ts';
import { normalise } from '../thai/normal-form.ts';
import { GLOSSARY_COLUMNS, type GlossaryEntry } from './types.ts';

/** What is wrong in a table, and where. `line` counts from 1, header included. */
export interface TableProblem {
  line: number;
  column?: string;
  message: string;
}

export interface Row {
  /** 1-based line on which the row begins. */
  line: number;
  cells: string[];
}

export type Separator = '\t' | ',' | ';';

/** A table is larger than its reader allows. */
export class TableTooLargeError extends Error {
  override name = 'TableTooLargeError';
}

/** No glossary has more columns than this, or cells of more UTF-16 code units. */
const MAX_COLUMNS = 100;
const MAX_CELL = 1_000_000;

/**
 * Rows of a TSV or CSV text. Quoting is RFC 4180's for every separator (`"` doubled inside a cell that begins
 * with `"`); lines end in LF or CRLF; a byte order mark and empty lines are passed over. Throws TableTooLargeError.
 */
export function readRows(text: string, separator: Separator, maxRows = Infinity): Row[] {
  const rows: Row[] = [];
  let line = 1;
  let at = text.charCodeAt(0) === 0xfeff ? 1 : 0;
  while (at < text.length) {
    const row: Row = { line, cells: [] };
    for (;;) {
      let cell = '';
      if (text[at] === '"') {
        let close = at + 1;
        for (;;) {
          const quote = text.indexOf('"', close);
          const end = quote < 0 ? text.length : quote;
          cell += text.slice(close, end);
          if (cell.length > MAX_CELL) throw new TableTooLargeError(`a cell of line ${line} is too long`);
          if (text[end + 1] !== '"' || quote < 0) {
            at = Math.min(text.length, end + 1);
            break;
          }
          cell += '"';
          close = end + 2;
        }
      }
      let end = at;
      while (end < text.length && text[end] !== separator && text[end] !== '\n') end++;
      cell += text.slice(at, end);
      for (let i = cell.indexOf('\n'); i >= 0; i = cell.indexOf('\n', i + 1)) line++;
      if (text[end] === separator) {
        row.cells.push(cell);
        if (row.cells.length > MAX_COLUMNS) throw new TableTooLargeError(`over ${MAX_COLUMNS} columns`);
        at = end + 1;
        continue;
      }
      row.cells.push(cell.endsWith('\r') ? cell.slice(0, -1) : cell);
      at = end + 1;
      line++;
      break;
    }
    if (row.cells.length > 1 || row.cells[0] !== '') rows.push(row);
    if (rows.length > maxRows) throw new TableTooLargeError(`over ${maxRows} rows`);
  }
  return rows;
}

/** The separator that the first line has most of. */
export function guessSeparator(text: string): Separator {
  const end = text.indexOf('\n');
  // Longer first lines are no headers.
  const first = text.slice(0, Math.min(end < 0 ? text.length : end, 100_000));
  const count = (separator: Separator): number => first.split(separator).length - 1;
  if (count('\t') > 0) return '\t';
  return count(';') > count(',') ? ';' : ',';
}

function clean(cell: string): string {
  return normalise(cell).text.replace(/\s+/g, ' ').trim();
}

function list(cell: string): string[] {
  return cell
    .split('|')
    .map(clean)
    .filter((form) => form !== '' && form !== '~');
}

const TYPES = new Set<string>(ENTITY_TYPES.filter((type) => type !== 'abbreviation'));

export function isBodyType(type: string): type is Exclude<EntityType, 'abbreviation'> {
  return TYPES.has(type);
}

/**
 * Glossary entries of a table with a header line. Columns may stand in any order and be left out, except `thai`
 * and `english`; unknown columns, unknown types, empty names and short rows are problems, and such rows are not
 * among the entries. Cells come out in Thai normal form with single spaces. Throws TableTooLargeError.
 */
export function readGlossaryTable(
  text: string,
  separator: Separator = guessSeparator(text),
  maxRows = Infinity,
): { entries: GlossaryEntry[]; lines: number[]; problems: TableProblem[] } {
  const problems: TableProblem[] = [];
  const entries: GlossaryEntry[] = [];
  const lines: number[] = [];
  const [header, ...rows] = readRows(text, separator, maxRows);
  if (!header) return { entries, lines, problems: [{ line: 1, message: 'the table is empty' }] };

  const columns = header.cells.map((cell) => cell.trim().toLowerCase());
  const place = new Map<string, number>();
  for (const [index, column] of columns.entries()) {
    if (!(GLOSSARY_COLUMNS as readonly string[]).includes(column)) {
      problems.push({ line: header.line, column, message: `unknown column '${column}'` });
    } else if (place.has(column)) {
      problems.push({ line: header.line, column, message: `column '${column}' stands twice` });
    } else place.set(column, index);
  }
  for (const column of ['thai', 'english']) {
    if (!place.has(column))
      problems.push({ line: header.line, column, message: `column '${column}' is missing` });
  }
  if (problems.length > 0) return { entries, lines, problems };

  for (const row of rows) {
    if (row.cells.length !== columns.length) {
      problems.push({
        line: row.line,
        message: `${row.cells.length} cells where the header has ${columns.length}`,
      });
      continue;
    }
    const cell = (column: (typeof GLOSSARY_COLUMNS)[number]): string => {
      const index = place.get(column);
      return index === undefined ? '' : row.cells[index]!;
    };
    const thai = clean(cell('thai'));
    const english = clean(cell('english'));
    const type = clean(cell('type')) || 'other';
    let sound = true;
    if (thai === '') {
      problems.push({ line: row.line, column: 'thai', message: 'the Thai name is empty' });
      sound = false;
    }
    if (english === '') {
      problems.push({ line: row.line, column: 'english', message: 'the English name is empty' });
      sound = false;
    }
    if (!isBodyType(type)) {
      problems.push({ line: row.line, column: 'type', message: `unknown type '${type}'` });
      sound = false;
    }
    if (!sound) continue;
    const entry: GlossaryEntry = {
      thai,
      english,
      otherEnglish: list(cell('other_english')),
      thaiAbbr: list(cell('thai_abbr')),
      latin: list(cell('latin')),
      short: list(cell('short')),
      otherThai: list(cell('other_thai')),
      type: type as EntityType,
    };
    const parent = clean(cell('parent'));
    const website = clean(cell('website'));
    const note = clean(cell('note'));
    if (parent) entry.parent = parent;
    if (website) entry.website = website;
    if (note) entry.note = note;
    entries.push(entry);
    lines.push(row.line);
  }
  return { entries, lines, problems };
}

const EDITORS = '#';

/**
 * A built-in entry as readers meet it. Parts of a note (they are parted by `; `) that begin with `#` are for who edits the
 * data: they are left out, but for `# generic …`, which makes the entry a kind of body.
 */
export function forReaders(entry: GlossaryEntry): GlossaryEntry {
  if (!entry.note?.includes(EDITORS)) return entry;
  const parts = entry.note.split('; ');
  const note = parts.filter((part) => !part.startsWith(EDITORS)).join('; ');
  const { note: _, ...rest } = entry;
  return {
    ...rest,
    ...(note !== '' && { note }),
    ...(parts.some((part) => part.startsWith(`${EDITORS} generic`)) && { generic: true as const }),
  };
}

/** The cells of an entry in the order of `GLOSSARY_COLUMNS`. */
export function entryCells(entry: GlossaryEntry): string[] {
  return [
    entry.thai,
    entry.english,
    entry.otherEnglish.join('|'),
    entry.thaiAbbr.join('|'),
    entry.latin.join('|'),
    entry.short.join('|'),
    entry.otherThai.join('|'),
    entry.type,
    entry.parent ?? '',
    entry.website ?? '',
    entry.note ?? '',
  ];
}

/** A table that `readGlossaryTable` reads back: header, LF line ends, quotes only where they are needed. */
export function writeGlossaryTable(entries: readonly GlossaryEntry[], separator: Separator = '\t'): string {
  const quote = (cell: string): string =>
    cell.startsWith('"') || cell.includes(separator) || /[\r\n]/.test(cell)
      ? `"${cell.replaceAll('"', '""')}"`
      : cell;
  return [[...GLOSSARY_COLUMNS], ...entries.map(entryCells)]
    .map((cells) => `${cells.map(quote).join(separator)}\n`)
    .join('');
}
