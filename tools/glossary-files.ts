import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import {
  type AbbreviationRow,
  readAbbreviations,
  readAmbiguities,
} from '../lib/glossary/abbreviation-table.ts';
import { encodeGlossary, type GlossarySource } from '../lib/glossary/encode.ts';
import { GlossaryError } from '../lib/glossary/index-types.ts';
import { forReaders, readGlossaryTable, type TableProblem } from '../lib/glossary/table.ts';
import type { GlossaryEntry } from '../lib/glossary/types.ts';

const ROOT = dirname(import.meta.dirname);
export const DATA = join(ROOT, 'lib/glossary/data');
/** What the bytes depend on besides the data. */
const CODE = [
  'lib/glossary/abbreviation-table.ts',
  'lib/glossary/code-page.ts',
  'lib/glossary/encode.ts',
  'lib/glossary/index-types.ts',
  'lib/glossary/sections.ts',
  'lib/glossary/table.ts',
  'lib/recognition/types.ts',
  'lib/thai/normal-form.ts',
];
export const ABBREVIATIONS_FILE = 'abbreviations.tsv';
export const AMBIGUOUS_FILE = 'ambiguous.tsv';
export const COMPILED_GLOSSARY = join(ROOT, 'public/glossary.bin');
const STAMP = join(ROOT, '.cache/glossary.sha256');

export interface SourceRow {
  file: string;
  line: number;
  entry: GlossaryEntry;
}

export interface GlossaryFiles extends GlossarySource {
  rows: SourceRow[];
  abbreviationLines: number[];
  ambiguityLines: number[];
  problems: (TableProblem & { file: string })[];
}

export function bodyFiles(): string[] {
  return readdirSync(DATA)
    .filter((file) => file.endsWith('.tsv') && file !== ABBREVIATIONS_FILE && file !== AMBIGUOUS_FILE)
    .sort();
}

function readData(file: string): string {
  const path = join(DATA, file);
  return existsSync(path) ? readFileSync(path, 'utf8') : '';
}

/** Without what is noted for who edits the data; see `forReaders`. */
function abbreviationForReaders({ note, ...row }: AbbreviationRow): AbbreviationRow {
  return { ...row, ...(note && !note.startsWith('#') && { note }) };
}

/** All of lib/glossary/data, read; problems of single lines are listed, not thrown. */
export function readGlossaryFiles(): GlossaryFiles {
  const rows: SourceRow[] = [];
  const problems: GlossaryFiles['problems'] = [];
  for (const file of bodyFiles()) {
    const table = readGlossaryTable(readData(file), '\t');
    problems.push(...table.problems.map((problem) => ({ file, ...problem })));
    table.entries.forEach((entry, i) => {
      rows.push({ file, line: table.lines[i]!, entry });
    });
  }
  const abbreviations = readAbbreviations(readData(ABBREVIATIONS_FILE));
  const ambiguities = readAmbiguities(readData(AMBIGUOUS_FILE));
  problems.push(...abbreviations.problems.map((problem) => ({ file: ABBREVIATIONS_FILE, ...problem })));
  problems.push(...ambiguities.problems.map((problem) => ({ file: AMBIGUOUS_FILE, ...problem })));
  return {
    rows,
    entries: rows.map((row) => forReaders(row.entry)),
    abbreviations: abbreviations.abbreviations.map(abbreviationForReaders),
    abbreviationLines: abbreviations.lines,
    ambiguities: ambiguities.ambiguities,
    ambiguityLines: ambiguities.lines,
    problems,
  };
}

function sourceHash(): string {
  const hash = createHash('sha256');
  for (const file of [...bodyFiles(), ABBREVIATIONS_FILE, AMBIGUOUS_FILE])
    hash.update(file).update(readData(file));
  for (const file of CODE) hash.update(readFileSync(join(ROOT, file)));
  return hash.digest('hex');
}

/**
 * The bytes of public/glossary.bin, compiled first if the file is missing or older than the data.
 * @throws GlossaryError when the data cannot be compiled; it names the file and the line.
 */
export function compiledGlossary(): Uint8Array {
  const hash = sourceHash();
  if (existsSync(COMPILED_GLOSSARY) && existsSync(STAMP) && readFileSync(STAMP, 'utf8') === hash) {
    return new Uint8Array(readFileSync(COMPILED_GLOSSARY));
  }
  const source = readGlossaryFiles();
  const [first] = source.problems;
  if (first) throw new GlossaryError(`lib/glossary/data/${first.file}:${first.line}: ${first.message}`);
  const bytes = encodeGlossary(source);
  mkdirSync(dirname(STAMP), { recursive: true });
  replaceFile(COMPILED_GLOSSARY, bytes);
  replaceFile(STAMP, hash);
  return bytes;
}

/** In one step: tests that run beside each other may compile and read at the same time. */
function replaceFile(path: string, content: Uint8Array | string): void {
  const draft = `${path}.${process.pid}.tmp`;
  writeFileSync(draft, content);
  renameSync(draft, path);
}
