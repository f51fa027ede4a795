import {
  guessSeparator,
  readGlossaryTable,
  type Separator,
  TableTooLargeError,
  writeGlossaryTable,
} from '../glossary/table.ts';
import type { GlossaryEntry } from '../glossary/types.ts';
import { GlossaryFileError, MAX_CELL, MAX_ENTRIES, MAX_FILE, MAX_ROWS } from './glossary-limits.ts';
import { readYomitanDictionary } from './glossary-yomitan.ts';

export type { GlossaryFileReason } from './glossary-limits.ts';
export { GlossaryFileError } from './glossary-limits.ts';

/** A line (of a table) or entry (of a dictionary) that cannot be taken, and why; counted from 1. */
export interface SkippedEntry {
  line: number;
  message: string;
}

export interface GlossaryFile {
  /** What the file turned out to be. */
  format: 'tsv' | 'csv' | 'yomitan';
  /** The dictionary's own title, else the file's name. */
  title: string;
  entries: GlossaryEntry[];
  skipped: SkippedEntry[];
}

const ZIP_SIGNATURE = [0x50, 0x4b];

/**
 * Reads a glossary out of a file: a table (TSV, CSV with commas or semicolons; columns of the built-in glossary) in UTF-8 or
 * UTF-16, or a Yomitan dictionary (zip). What the file is, its bytes say, not its name. Throws GlossaryFileError; a single
 * bad line is skipped and told.
 */
export function readGlossaryFile(name: string, bytes: Uint8Array): GlossaryFile {
  if (bytes.length > MAX_FILE) throw new GlossaryFileError('too-large', `${bytes.length} bytes`);
  if (ZIP_SIGNATURE.every((byte, i) => bytes[i] === byte)) {
    const { title, entries, skipped } = readYomitanDictionary(bytes);
    return { format: 'yomitan', title: title || name, entries, skipped };
  }
  const text = decodeText(bytes);
  if (!text.trim()) throw new GlossaryFileError('empty', 'the file has no text');
  const separator = guessSeparator(text);
  const table = boundedTable(text, separator);
  const [problem] = table.problems;
  if (problem && !table.entries.length && problem.line === 1) {
    throw new GlossaryFileError('no-columns', problem.message);
  }
  const { entries, skipped } = checkEntries(table.entries, table.lines);
  return {
    format: separator === '\t' ? 'tsv' : 'csv',
    title: name,
    entries,
    skipped: [...table.problems.map(({ line, message }) => ({ line, message })), ...skipped].sort(
      (a, b) => a.line - b.line,
    ),
  };
}

function boundedTable(text: string, separator: Separator): ReturnType<typeof readGlossaryTable> {
  try {
    return readGlossaryTable(text, separator, MAX_ROWS);
  } catch (error) {
    if (error instanceof TableTooLargeError) throw new GlossaryFileError('too-large', error.message);
    throw error;
  }
}

/** Entries within the limits of what can be stored; `lines[i]` is where `entries[i]` stands. */
export function checkEntries(
  entries: readonly GlossaryEntry[],
  lines: readonly number[],
): { entries: GlossaryEntry[]; skipped: SkippedEntry[] } {
  if (entries.length > MAX_ENTRIES) throw new GlossaryFileError('too-large', `${entries.length} entries`);
  const skipped: SkippedEntry[] = [];
  const sound = entries.filter((entry, i) => {
    const cells = [entry.thai, entry.english, entry.note ?? '', entry.parent ?? '', entry.website ?? ''];
    const lists = [entry.otherEnglish, entry.thaiAbbr, entry.latin, entry.short, entry.otherThai];
    const long = [...cells, ...lists.flat()].some((cell) => cell.length > MAX_CELL);
    if (long || lists.some((list) => list.length > 50)) {
      skipped.push({ line: lines[i]!, message: `longer than ${MAX_CELL} characters or 50 forms` });
      return false;
    }
    return true;
  });
  return { entries: sound, skipped };
}

/** Excel writes UTF-16 with a mark when asked for "Unicode text"; everything else is UTF-8, with or without a mark. */
function decodeText(bytes: Uint8Array): string {
  const [a, b] = bytes;
  const encoding = a === 0xff && b === 0xfe ? 'utf-16le' : a === 0xfe && b === 0xff ? 'utf-16be' : 'utf-8';
  let text: string;
  try {
    text = new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch (error) {
    throw new GlossaryFileError('not-text', String(error));
  }
  // A picture or a document of an office program decodes to control characters at best.
  if (text.includes('\0')) throw new GlossaryFileError('not-text', 'the file holds zero bytes');
  return text;
}

/** CSV begins with a byte order mark: without it Excel takes Thai for Latin letters. */
export function writeGlossaryFile(entries: readonly GlossaryEntry[], format: 'tsv' | 'csv'): string {
  const separator: Separator = format === 'tsv' ? '\t' : ',';
  const table = writeGlossaryTable(entries, separator);
  return format === 'csv' ? `\ufeff${table}` : table;
}
