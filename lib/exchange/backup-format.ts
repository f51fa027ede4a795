/**
 * The backup file: gzip of UTF-8 lines, so that it is written and read as a stream and never stands in memory whole.
 *
 *   {"format":"wonglep-backup","version":1,"schema":1,"createdAt":…,"counts":{"articles":…}}
 *   {"t":"articles","r":{…the row as it stands in the store…}}
 *   …
 *   {"end":true,"rows":…,"digest":"…"}
 *
 * `digest` is a chain of SHA-256 over blocks of lines: it and the last line tell a whole file from a cut or altered one.
 */
import * as v from 'valibot';
import type { TableName } from '../library/database.ts';

export const BACKUP_FORMAT = 'wonglep-backup';
export const BACKUP_VERSION = 1;

/** Tables in the order in which they are written: what others point to comes first. Derived tables are made anew. */
export const BACKUP_TABLES = [
  'bodies',
  'articles',
  'mentions',
  'versions',
  'keptNames',
  'cards',
  'reviews',
  'userEntries',
  'corrections',
  'meta',
] as const satisfies readonly TableName[];
export type BackupTable = (typeof BACKUP_TABLES)[number];

export const HeaderSchema = v.object({
  format: v.literal(BACKUP_FORMAT),
  version: v.pipe(v.number(), v.integer(), v.minValue(1)),
  schema: v.pipe(v.number(), v.integer(), v.minValue(1)),
  createdAt: v.pipe(v.number(), v.finite()),
  counts: v.record(v.picklist(BACKUP_TABLES), v.pipe(v.number(), v.integer(), v.minValue(0))),
});
export type BackupHeader = v.InferOutput<typeof HeaderSchema>;

const FooterSchema = v.object({ end: v.literal(true), rows: v.number(), digest: v.string() });

const count = v.pipe(v.number(), v.finite());
const text = v.string();
const texts = v.array(v.string());
const base = {
  id: v.pipe(text, v.minLength(1)),
  createdAt: count,
  updatedAt: count,
  deletedAt: v.nullable(count),
};
const anything = v.record(v.string(), v.unknown());

/** What every row must have for the pages to show it; fields beyond these are kept as they are. */
export const ROW_SCHEMAS: Record<BackupTable, v.GenericSchema<Record<string, unknown>>> = {
  articles: v.looseObject({
    ...base,
    url: text,
    site: text,
    title: text,
    text,
    html: text,
    contentHash: text,
    language: text,
    meta: anything,
    tags: texts,
    starred: v.boolean(),
    note: text,
    readAt: v.nullable(count),
    mentionCount: count,
    versionCount: count,
  }),
  mentions: v.looseObject({
    ...base,
    articleId: text,
    bodyId: text,
    kind: text,
    surface: text,
    start: count,
    end: count,
    selectors: v.looseObject({
      quote: v.looseObject({ exact: text, prefix: text, suffix: text }),
      position: v.looseObject({ start: count, end: count }),
    }),
    note: text,
  }),
  bodies: v.looseObject({
    ...base,
    key: text,
    type: text,
    thai: text,
    english: texts,
    acronyms: texts,
    names: texts,
    glossSource: text,
    mergedInto: v.nullable(text),
  }),
  keptNames: v.looseObject({
    ...base,
    key: text,
    thai: text,
    english: text,
    acronyms: texts,
    contexts: v.array(anything),
    tags: texts,
  }),
  versions: v.looseObject({
    ...base,
    articleId: text,
    text,
    html: text,
    contentHash: text,
    capturedAt: count,
  }),
  cards: v.looseObject({ ...base, keptId: text, template: text, due: count }),
  reviews: v.looseObject({ ...base, cardId: text, rating: count, reviewedAt: count }),
  userEntries: v.looseObject({ ...base, key: text, thai: text, english: text, type: text }),
  corrections: v.looseObject({ ...base, scope: text, where: text, surface: text, action: text }),
  meta: v.looseObject({ key: text }),
};

export class BackupError extends Error {
  override name = 'BackupError';
  readonly reason: 'foreign' | 'newer' | 'truncated' | 'altered' | 'bad-row' | 'too-large';
  constructor(reason: BackupError['reason'], message: string) {
    super(message);
    this.reason = reason;
  }
}

/** No line of a backup is longer: a row is an article at most. Code units. */
const MAX_LINE = 40_000_000;
/** No backup unpacks to more: refused before it is read on. Bytes. */
export const MAX_BACKUP_BYTES = 4_000_000_000;
/** A file that unpacks more than this many times its size is a bomb, not a backup (text packs to about a fifth). */
const MAX_RATIO = 200;
const BLOCK = 1_000_000;
/** No library that a person reads together has more rows; ten times the articles that the library is measured with. */
const MAX_ROWS: Record<BackupTable, number> = {
  articles: 100_000,
  mentions: 3_000_000,
  bodies: 500_000,
  versions: 500_000,
  keptNames: 500_000,
  cards: 1_000_000,
  reviews: 2_000_000,
  userEntries: 500_000,
  corrections: 500_000,
  meta: 1_000,
};
/** Rows are objects of objects of lists; what goes deeper is not ours, and the browser's store could not clone it. */
const MAX_DEPTH = 32;

class DigestChain {
  #last = '';
  #pending: string[] = [];
  #length = 0;

  async add(line: string): Promise<void> {
    this.#pending.push(line);
    this.#length += line.length;
    if (this.#length >= BLOCK) await this.#close();
  }

  async #close(): Promise<void> {
    const bytes = new TextEncoder().encode(`${this.#last}\n${this.#pending.join('\n')}`);
    const digest = await crypto.subtle.digest('SHA-256', bytes);
    this.#last = Array.from(new Uint8Array(digest), (b) => b.toString(16).padStart(2, '0')).join('');
    this.#pending = [];
    this.#length = 0;
  }

  async digest(): Promise<string> {
    if (this.#pending.length > 0) await this.#close();
    return this.#last;
  }
}

/** `rows` gives each table's rows in pieces; the answer is the file's bytes, packed, as a stream. */
export function writeBackup(
  header: Omit<BackupHeader, 'format' | 'version'>,
  rows: AsyncIterable<{ table: BackupTable; row: unknown }>,
): ReadableStream<Uint8Array<ArrayBuffer>> {
  const encoder = new TextEncoder();
  async function* lines(): AsyncGenerator<Uint8Array<ArrayBuffer>> {
    const chain = new DigestChain();
    let written = 0;
    let block = '';
    const add = async (line: string) => {
      await chain.add(line);
      block += `${line}\n`;
    };
    await add(JSON.stringify({ format: BACKUP_FORMAT, version: BACKUP_VERSION, ...header }));
    for await (const { table, row } of rows) {
      await add(JSON.stringify({ t: table, r: row }));
      written++;
      if (block.length < BLOCK / 4) continue;
      yield encoder.encode(block);
      block = '';
    }
    yield encoder.encode(
      `${block}${JSON.stringify({ end: true, rows: written, digest: await chain.digest() })}\n`,
    );
  }
  const source = lines();
  const plain = new ReadableStream<Uint8Array<ArrayBuffer>>({
    async pull(controller) {
      const { done, value } = await source.next();
      if (done) controller.close();
      else controller.enqueue(value);
    },
    async cancel() {
      await source.return(undefined);
    },
  });
  return plain.pipeThrough(new CompressionStream('gzip'));
}

async function* linesOf(file: Blob): AsyncGenerator<string> {
  const head = new Uint8Array(await file.slice(0, 2).arrayBuffer());
  if (head[0] !== 0x1f || head[1] !== 0x8b)
    throw new BackupError('foreign', 'the file is not a Wonglep backup');
  const reader = file.stream().pipeThrough(new DecompressionStream('gzip')).getReader();
  const decoder = new TextDecoder('utf-8', { fatal: true });
  /** The line that has begun; its pieces are joined once, when it ends. */
  let begun: string[] = [];
  let length = 0;
  let bytes = 0;
  try {
    for (;;) {
      let piece: ReadableStreamReadResult<Uint8Array>;
      try {
        piece = await reader.read();
      } catch (error) {
        // Both an early end and a flipped bit end the unpacking; the early end says so.
        const early = /unexpected end|incomplete|premature|truncated|terminated/i.test(String(error));
        throw new BackupError(
          early ? 'truncated' : 'altered',
          `the file cannot be unpacked: ${String(error)}`,
        );
      }
      if (piece.done) break;
      bytes += piece.value.length;
      if (bytes > MAX_BACKUP_BYTES || bytes > 1_000_000 + file.size * MAX_RATIO) {
        throw new BackupError('too-large', `the file unpacks to more than ${bytes} bytes`);
      }
      let text: string;
      try {
        text = decoder.decode(piece.value, { stream: true });
      } catch {
        throw new BackupError('altered', 'the file is not UTF-8 text inside');
      }
      let from = 0;
      for (let end = text.indexOf('\n'); end >= 0; end = text.indexOf('\n', from)) {
        yield begun.join('') + text.slice(from, end);
        begun = [];
        length = 0;
        from = end + 1;
      }
      if (from < text.length) begun.push(text.slice(from));
      length += text.length - from;
      if (length > MAX_LINE) throw new BackupError('too-large', 'a line of the file is too long');
    }
    if (length > 0) throw new BackupError('truncated', 'the file ends in the middle of a line');
  } finally {
    await reader.cancel().catch((error: unknown) => {
      // The stream has already failed with the error that is on its way to the caller.
      if (!(error instanceof Error)) throw error;
    });
  }
}

/** How deep objects and lists stand in one another in a line of JSON, by its brackets outside of strings. */
function depthOf(line: string): number {
  let depth = 0;
  let deepest = 0;
  for (let at = 0; at < line.length; at++) {
    const code = line.charCodeAt(at);
    if (code === 0x22) {
      at = endOfString(line, at);
    } else if (code === 0x5b || code === 0x7b) {
      depth++;
      if (depth > deepest) deepest = depth;
    } else if (code === 0x5d || code === 0x7d) depth--;
  }
  return deepest;
}

function endOfString(line: string, start: number): number {
  for (let quote = line.indexOf('"', start + 1); quote >= 0; quote = line.indexOf('"', quote + 1)) {
    let slashes = 0;
    while (line[quote - 1 - slashes] === '\\') slashes++;
    if (slashes % 2 === 0) return quote;
  }
  return line.length;
}

function parse(line: string): unknown {
  if (depthOf(line) > MAX_DEPTH) throw new BackupError('bad-row', `a row is deeper than ${MAX_DEPTH} levels`);
  try {
    return JSON.parse(line);
  } catch {
    throw new BackupError('altered', 'a line of the file is not JSON');
  }
}

export interface BackupRow {
  table: BackupTable;
  row: Record<string, unknown>;
}

const LineSchema = v.object({ t: v.picklist(BACKUP_TABLES), r: anything });

/**
 * Reads a backup from its first byte to its last; `each` gets every row, in order, checked. Whether the file is whole is
 * known only when it returns, so whoever writes reads it twice. Throws BackupError.
 */
export async function readBackup(
  file: Blob,
  knownSchema: number,
  each: (row: BackupRow) => void | Promise<void>,
): Promise<BackupHeader> {
  const chain = new DigestChain();
  let header: BackupHeader | null = null;
  let footer: v.InferOutput<typeof FooterSchema> | null = null;
  let rows = 0;
  const counts: Partial<Record<BackupTable, number>> = {};
  for await (const line of linesOf(file)) {
    if (footer) throw new BackupError('altered', 'there is more after the end of the backup');
    const json = parse(line);
    if (!header) {
      const parsed = v.safeParse(HeaderSchema, json);
      if (!parsed.success) throw new BackupError('foreign', 'the file is not a Wonglep backup');
      if (parsed.output.version > BACKUP_VERSION || parsed.output.schema > knownSchema) {
        throw new BackupError('newer', 'the backup was written by a newer Wonglep');
      }
      header = parsed.output;
      await chain.add(line);
      continue;
    }
    const end = v.safeParse(FooterSchema, json);
    if (end.success) {
      footer = end.output;
      continue;
    }
    await chain.add(line);
    rows++;
    const parsed = v.safeParse(LineSchema, json);
    if (!parsed.success) throw new BackupError('bad-row', `row ${rows} is of no table`);
    const row = v.safeParse(ROW_SCHEMAS[parsed.output.t], parsed.output.r);
    if (!row.success) {
      const issue = row.issues[0];
      throw new BackupError(
        'bad-row',
        `row ${rows} (${parsed.output.t}): ${v.getDotPath(issue) ?? ''} ${issue.message}`,
      );
    }
    const count = (counts[parsed.output.t] ?? 0) + 1;
    counts[parsed.output.t] = count;
    if (count > MAX_ROWS[parsed.output.t])
      throw new BackupError('too-large', `over ${MAX_ROWS[parsed.output.t]} rows of ${parsed.output.t}`);
    await each({ table: parsed.output.t, row: parsed.output.r });
  }
  if (!header) throw new BackupError('foreign', 'the file is empty');
  if (!footer) throw new BackupError('truncated', 'the end of the backup is missing');
  if (footer.rows !== rows || footer.digest !== (await chain.digest())) {
    throw new BackupError('altered', 'the backup has been altered: its check sum does not fit');
  }
  for (const [table, wanted] of Object.entries(header.counts)) {
    if ((counts[table as BackupTable] ?? 0) !== wanted)
      throw new BackupError('altered', `rows of ${table} are missing`);
  }
  return header;
}
