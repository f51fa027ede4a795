/**
 * Reads decks that others made: an Anki package (schema 11, or a newer one that carries a legacy copy) or tab-separated text.
 * Everything is read and judged before a row is written; sizes are bounded before anything is unpacked.
 */
import { unzipSync } from 'fflate';
import type { SqlJs } from 'sql.js';
import * as v from 'valibot';
import { plainText } from './anki-package.ts';

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

/** Bytes: a package or text file, and what it may unpack to. */
export const MAX_FILE = 256 * 1024 * 1024;
export const MAX_COLLECTION = 512 * 1024 * 1024;
export const MAX_NOTES = 200_000;
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
  let tooLarge = 0;
  let parts: Record<string, Uint8Array>;
  try {
    parts = unzipSync(file, {
      filter: ({ name, originalSize }) => {
        if (name === 'collection.anki21b') newer = true;
        if (!wanted.includes(name)) return false;
        if (originalSize > MAX_COLLECTION) tooLarge = originalSize;
        return originalSize <= MAX_COLLECTION;
      },
    });
  } catch (error) {
    return bad('damaged', String(error));
  }
  if (tooLarge) return bad('too-large', `${tooLarge} bytes unpacked`);
  const collection = parts[wanted[0]!] ?? parts[wanted[1]!];
  // The newest packages hold a zstd collection, and beside it a legacy one whose only note says "please update".
  if (newer && !parts['collection.anki21']) return bad('newer-package', 'collection.anki21b');
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

function tablesOf(db: InstanceType<SqlJs['Database']>): DeckResult {
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
      const fields = flds!.split('\u001f').map((field) => fieldText(field));
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
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(file);
  } catch (error) {
    return bad('wrong-encoding', String(error));
  }
  const head: Record<string, string> = {};
  let body = text.replace(/^\ufeff/, '');
  for (let line = /^#([a-z ]+):(.*)\r?\n?/.exec(body); line; line = /^#([a-z ]+):(.*)\r?\n?/.exec(body)) {
    head[line[1]!] = line[2]!.replace(/\r$/, '');
    body = body.slice(line[0].length);
  }
  const named: Record<string, string> = { tab: '\t', comma: ',', semicolon: ';', pipe: '|', space: ' ' };
  const separator = named[(head.separator ?? '').toLowerCase()] ?? head.separator ?? '\t';
  const rows = splitRows(body, separator[0] ?? '\t').filter((row) => row.some((cell) => cell.trim() !== ''));
  if (rows.length === 0) return bad('empty', 'no rows');
  if (rows.length > MAX_NOTES) return bad('too-large', `${rows.length} rows`);
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

/** Cells of separated text; a cell that begins with a quotation mark runs to the next single one. */
function splitRows(text: string, separator: string): string[][] {
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
          parts.push(text.slice(from, quote + 1));
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
    if (text[i] === separator) {
      i++;
      if (i >= text.length) row.push('');
      continue;
    }
    i++;
    rows.push(row);
    row = [];
  }
  if (row.length) rows.push(row);
  return rows;
}

/** A field of Anki as plain text: line breaks kept, sounds and cloze marks taken off. */
function fieldText(html: string): string {
  const lines = html.slice(0, MAX_FIELD).replaceAll(/<br\s*\/?>|<\/(?:div|p|li)>/gi, '\n');
  return plainText(lines)
    .replaceAll(/\[sound:[^\]]*\]/g, '')
    .replaceAll(/\{\{c\d+::(.*?)(?:::[^}]*)?\}\}/g, '$1')
    .replaceAll(/&#(\d{1,7});/g, (_, code: string) => codePoint(Number(code)))
    .replaceAll(/&#x([0-9a-f]{1,6});/gi, (_, code: string) => codePoint(Number.parseInt(code, 16)))
    .trim();
}

const codePoint = (code: number) => (code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : '');
