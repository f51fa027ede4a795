/**
 * Reads decks that others made: an Anki package (schema 11, or a newer one that carries a legacy copy) or tab-separated text.
 * Everything is read and judged before a row is written; sizes are bounded before anything is unpacked.
 */
import type { SqlJs } from 'sql.js';
import * as v from 'valibot';
import { plainText } from './anki-package.ts';
import { UnzipError, unzipBounded } from './unzip-bounded.ts';

export interface DeckNote {
  guid: string | null;
  fields: string[];
  tags: string[];
}
export interface DeckTable {
  /** Names of the columns as the file gives them, else numbers. */
  columns: string[];
  notes: DeckNote[];
}

export type DeckError = 'not-a-deck' | 'newer-package' | 'too-large' | 'damaged' | 'empty' | 'wrong-encoding';
export type DeckResult = { ok: true; value: DeckTable[] } | { ok: false; error: DeckError; detail: string };

/** Bytes: a package (mostly media, which is not unpacked), its collection, a text. */
export const MAX_FILE = 256 * 1024 * 1024;
export const MAX_COLLECTION = 128 * 1024 * 1024;
const MAX_TEXT = 64 * 1024 * 1024;
export const MAX_NOTES = 200_000;
/** Fields of a note, columns of a text. */
const MAX_FIELDS = 100;
const MAX_FIELD = 20_000;

const bad = (error: DeckError, detail: string): DeckResult => ({ ok: false, error, detail });

/** One table for each note type of the deck. */
export async function readDeck(file: Uint8Array, loadSql: () => Promise<SqlJs>): Promise<DeckResult> {
  if (file.length > MAX_FILE) return bad('too-large', `${file.length} bytes`);
  const isZip = file[0] === 0x50 && file[1] === 0x4b;
  return isZip ? readPackage(file, loadSql) : readText(file);
}

const ModelsSchema = v.record(v.string(), v.object({ flds: v.array(v.object({ name: v.string() })) }));

async function readPackage(file: Uint8Array, loadSql: () => Promise<SqlJs>): Promise<DeckResult> {
  const wanted = ['collection.anki21', 'collection.anki2'];
  let newer = false;
  let parts: Map<string, Uint8Array>;
  try {
    const isWanted = (name: string) => {
      if (name === 'collection.anki21b') newer = true;
      return wanted.includes(name);
    };
    parts = unzipBounded(file, isWanted, MAX_COLLECTION);
  } catch (error) {
    if (error instanceof UnzipError) return bad(error.reason, error.message);
    throw error;
  }
  const collection = parts.get(wanted[0]!) ?? parts.get(wanted[1]!);
  // The newest packages hold a zstd collection, and beside it a legacy one whose only note says "please update".
  if (newer && !parts.has('collection.anki21')) return bad('newer-package', 'collection.anki21b');
  if (!collection) return bad('not-a-deck', 'no collection in the zip');
  const sql = await loadSql();
  try {
    const db = new sql.Database(collection);
    try {
      return tablesOf(db);
    } finally {
      db.close();
    }
  } catch (error) {
    return bad('damaged', String(error));
  }
}

/**
 * Whether `notes` and `col` are plain tables. A view or a generated column is a program that the package's maker wrote: one
 * that never ends, or makes a gigabyte of a row, would run when the table is read.
 */
function isPlain(db: InstanceType<SqlJs['Database']>): boolean {
  const found = db.exec("SELECT type, sql FROM sqlite_master WHERE lower(tbl_name) IN ('notes', 'col')");
  const rows = found[0]?.values ?? [];
  return rows.every(
    ([type, sql]) => type === 'index' || (type === 'table' && !/\bas\s*\(|\bvirtual\b/i.test(String(sql))),
  );
}

function tablesOf(db: InstanceType<SqlJs['Database']>): DeckResult {
  if (!isPlain(db)) return bad('damaged', 'its tables are no plain tables');
  const count = Number(db.exec('SELECT count(*) FROM notes')[0]?.values[0]?.[0] ?? 0);
  if (count > MAX_NOTES) return bad('too-large', `${count} notes`);
  if (count === 0) return bad('empty', 'no notes');
  const modelsJson = String(db.exec('SELECT models FROM col')[0]?.values[0]?.[0] ?? '{}');
  const models = v.safeParse(ModelsSchema, JSON.parse(modelsJson));
  const tables = new Map<string, DeckTable>();
  const rows = db.prepare('SELECT guid, mid, tags, flds FROM notes ORDER BY id');
  try {
    while (rows.step()) {
      const [guid, mid, tags, flds] = rows.get().map((value) => String(value ?? ''));
      const fields = flds!.split('\u001f', MAX_FIELDS).map((field) => fieldText(field));
      const model = String(mid);
      let table = tables.get(model);
      if (!table) {
        const named = models.success ? models.output[model]?.flds.map((field) => field.name) : undefined;
        table = { columns: named ?? fields.map((_, i) => String(i + 1)), notes: [] };
        tables.set(model, table);
      }
      table.notes.push({ guid: guid || null, fields, tags: tags!.split(/\s+/).filter(Boolean) });
    }
  } finally {
    rows.free();
  }
  return { ok: true, value: [...tables.values()] };
}

function readText(file: Uint8Array): DeckResult {
  if (file.length > MAX_TEXT) return bad('too-large', `${file.length} bytes`);
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(file);
  } catch (error) {
    return bad('wrong-encoding', String(error));
  }
  const head: Record<string, string> = {};
  let body = text.replace(/^\ufeff/, '');
  for (let lines = 0; lines < 20; lines++) {
    const line = /^#([a-z ]+):(.*)\r?\n?/.exec(body);
    if (!line) break;
    head[line[1]!] = line[2]!.replace(/\r$/, '');
    body = body.slice(line[0].length);
  }
  const named: Record<string, string> = { tab: '\t', comma: ',', semicolon: ';', pipe: '|', space: ' ' };
  const separator = named[(head.separator ?? '').toLowerCase()] ?? head.separator ?? '\t';
  const split = splitRows(body, separator[0] ?? '\t');
  if (!split) return bad('too-large', `over ${MAX_NOTES} rows or ${MAX_FIELDS} columns`);
  const rows = split.filter((row) => row.some((cell) => cell.trim() !== ''));
  if (rows.length === 0) return bad('empty', 'no rows');
  const width = Math.max(...rows.slice(0, 1000).map((row) => row.length));
  if (width < 2) return bad('not-a-deck', 'one column only');
  const guidColumn = Number(head['guid column'] ?? 0) - 1;
  const tagsColumn = Number(head['tags column'] ?? 0) - 1;
  const keep = Array.from({ length: width }, (_, i) => i).filter((i) => i !== guidColumn && i !== tagsColumn);
  const names = head.columns?.split(separator[0] ?? '\t') ?? [];
  const clean = head.html === 'true' ? fieldText : (cell: string) => cell.slice(0, MAX_FIELD).trim();
  return {
    ok: true,
    value: [
      {
        columns: keep.map((i) => names[i] || String(i + 1)),
        notes: rows.map((row) => ({
          guid: row[guidColumn] || null,
          fields: keep.map((i) => clean(row[i] ?? '')),
          tags: (row[tagsColumn] ?? '').split(/\s+/).filter(Boolean),
        })),
      },
    ],
  };
}

/** Cells of separated text; a cell that begins with a quotation mark runs to the next single one. `null`: too many. */
function splitRows(text: string, separator: string): string[][] | null {
  const rows: string[][] = [];
  let row: string[] = [];
  let i = 0;
  while (i < text.length) {
    let cell: string;
    if (text[i] === '"') {
      const parts: string[] = [];
      let from = ++i;
      for (;;) {
        const quote = text.indexOf('"', i);
        if (quote < 0) {
          parts.push(text.slice(from));
          i = text.length;
          break;
        }
        if (text[quote + 1] === '"') {
          // What is longer than a field is cut off later: its quotation marks need not be kept apart.
          if (parts.length < MAX_FIELD) parts.push(text.slice(from, quote + 1));
          i = from = quote + 2;
          continue;
        }
        parts.push(text.slice(from, quote));
        i = quote + 1;
        break;
      }
      cell = parts.join('');
      while (i < text.length && text[i] !== separator && text[i] !== '\n') i++;
    } else {
      let end = i;
      while (end < text.length && text[end] !== separator && text[end] !== '\n') end++;
      cell = text.slice(i, end).replace(/\r$/, '');
      i = end;
    }
    row.push(cell);
    if (row.length > MAX_FIELDS) return null;
    if (text[i] === separator) {
      i++;
      if (i >= text.length) row.push('');
      continue;
    }
    i++;
    if (rows.push(row) > MAX_NOTES) return null;
    row = [];
  }
  if (row.length) rows.push(row);
  return rows;
}

/** A field of Anki as plain text: line breaks kept, sounds and cloze marks taken off. No pattern looks twice at a character. */
function fieldText(html: string): string {
  const lines = html.slice(0, MAX_FIELD).replaceAll(/<br\s*\/?>|<\/(?:div|p|li)>/gi, '\n');
  return plainText(lines)
    .replaceAll(/\[sound:[^[\]]*\]/g, '')
    .replaceAll(/\{\{c\d{1,3}::([^{}]*)\}\}/g, (_, inner: string) => inner.split('::', 1)[0]!)
    .replaceAll(/&#(\d{1,7});/g, (_, code: string) => codePoint(Number(code)))
    .replaceAll(/&#x([0-9a-f]{1,6});/gi, (_, code: string) => codePoint(Number.parseInt(code, 16)))
    .trim();
}

const codePoint = (code: number) => (code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : '');
