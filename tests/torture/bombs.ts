// Files that are made to break whoever opens them, written as streams so that the maker does not hold them either.

import { once } from 'node:events';
import { closeSync, createWriteStream, openSync, writeFileSync, writeSync } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import { createDeflateRaw, createGzip } from 'node:zlib';
import { strToU8, zipSync } from 'fflate';

export type Reader = 'backup' | 'glossary' | 'deck' | 'texts';

export interface Bomb {
  name: string;
  /** Who is asked to read it. */
  reader: Reader;
  /** Reasons of which one must be given; `taken` where the file is odd but harmless. */
  expect: readonly string[];
  /** Small to make and soon refused: it is in the short run too. */
  quick?: true;
  /** 1 is the whole bomb. */
  make(file: string): Promise<void> | void;
}

const MB = 1_000_000;

async function gzip(file: string, pieces: () => Generator<string | Uint8Array>): Promise<void> {
  await pipeline(pieces, createGzip({ level: 1 }), createWriteStream(file));
}

function* times(count: number, make: (i: number) => string): Generator<string> {
  let block = '';
  for (let i = 0; i < count; i++) {
    block += make(i);
    if (block.length < 1_000_000) continue;
    yield block;
    block = '';
  }
  yield block;
}

const HEADER = `${JSON.stringify({ format: 'wonglep-backup', version: 1, schema: 1, createdAt: 1_732_500_000_000, counts: {} })}\n`;
const backup = (file: string, lines: () => Generator<string | Uint8Array>) =>
  gzip(file, function* () {
    yield HEADER;
    yield* lines();
  });

/** A zip of one deflated file whose headers claim `claim` bytes; `pieces` are packed as they come. */
async function zipOfOne(file: string, name: string, pieces: () => Generator<Uint8Array>, claim: number) {
  const deflate = createDeflateRaw({ level: 9 });
  const out: Buffer[] = [];
  deflate.on('data', (piece: Buffer) => out.push(piece));
  for (const piece of pieces()) if (!deflate.write(piece)) await once(deflate, 'drain');
  deflate.end();
  await once(deflate, 'end');
  const packed = Buffer.concat(out);
  const head = (central: boolean) => {
    const header = Buffer.alloc(central ? 46 : 30);
    const at = central ? 2 : 0;
    header.writeUInt32LE(central ? 0x02014b50 : 0x04034b50, 0);
    header.writeUInt16LE(20, 4);
    header.writeUInt16LE(8, 8 + at);
    header.writeUInt32LE(packed.length, 18 + at);
    header.writeUInt32LE(claim, 22 + at);
    header.writeUInt16LE(name.length, 26 + at);
    return Buffer.concat([header, Buffer.from(name)]);
  };
  const local = Buffer.concat([head(false), packed]);
  const central = head(true);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(1, 8);
  end.writeUInt16LE(1, 10);
  end.writeUInt32LE(central.length, 12);
  end.writeUInt32LE(local.length, 16);
  writeFileSync(file, Buffer.concat([local, central, end]));
}

function* zeros(bytes: number): Generator<Uint8Array> {
  const piece = new Uint8Array(MB);
  for (let left = bytes; left > 0; left -= MB) yield piece.subarray(0, Math.min(MB, left));
}

function* utf8(pieces: Generator<string>): Generator<Uint8Array> {
  for (const piece of pieces) yield strToU8(piece);
}

function text(file: string, pieces: Iterable<string | Uint8Array>): void {
  const target = openSync(file, 'w');
  for (const piece of pieces) writeSync(target, piece as string);
  closeSync(target);
}

const META = (key: string) => `{"t":"meta","r":{"key":${JSON.stringify(key)},"value":1}}\n`;
const CORRECTION = (i: number) =>
  `{"t":"corrections","r":{"id":"c${i}","createdAt":1,"updatedAt":1,"deletedAt":null,"scope":"page","where":"","surface":"ก","action":"not-an-organisation"}}\n`;
const MENTION = (i: number) =>
  `{"t":"mentions","r":{"id":"m${i}","createdAt":1,"updatedAt":1,"deletedAt":null,"articleId":"a","bodyId":"b","kind":"name","surface":"ก","start":0,"end":1,"selectors":{"quote":{"exact":"ก","prefix":"","suffix":""},"position":{"start":0,"end":1}},"note":""}}\n`;
const nested = (depth: number) => `${'['.repeat(depth)}${']'.repeat(depth)}`;
const INDEX = { 'index.json': strToU8('{"title":"bomb","format":3}') };
const TERM = '["กรม","","","",0,["Department"],0,""]';

export const BOMBS: readonly Bomb[] = [
  {
    name: 'backup of 1 GB of zeros',
    reader: 'backup',
    expect: ['too-large'],
    make: (file) => gzip(file, () => zeros(1000 * MB)),
  },
  {
    name: 'backup of 10 million mentions',
    reader: 'backup',
    expect: ['too-large', 'truncated'],
    make: (file) => backup(file, () => times(10 * MB, MENTION)),
  },
  {
    name: 'backup of 10 million corrections',
    reader: 'backup',
    expect: ['too-large'],
    make: (file) => backup(file, () => times(Math.max(600_000, 10 * MB), CORRECTION)),
  },
  {
    name: 'backup with a row a million levels deep',
    reader: 'backup',
    quick: true,
    expect: ['bad-row'],
    make: (file) =>
      backup(file, () => times(1, () => `{"t":"meta","r":{"key":"a","value":${nested(MB)}}}\n`)),
  },
  {
    name: 'backup with prototype keys',
    reader: 'backup',
    quick: true,
    expect: ['truncated', 'bad-row'],
    make: (file) =>
      backup(file, () =>
        times(
          3,
          (i) =>
            [
              '{"t":"meta","r":{"key":"a","__proto__":{"polluted":true}}}\n',
              '{"t":"meta","r":{"key":"b","value":{"__proto__":{"polluted":true},"constructor":{"prototype":{"polluted":true}}}}}\n',
              '{"t":"__proto__","r":{"key":"c"}}\n',
            ][i]!,
        ),
      ),
  },
  {
    name: 'backup with every key twice and an end that does not fit',
    reader: 'backup',
    quick: true,
    expect: ['altered'],
    make: (file) =>
      backup(file, function* () {
        yield '{"t":"meta","t":"meta","r":{"key":"a","key":"b"},"r":{"key":"c","key":"d"}}\n';
        yield '{"end":true,"rows":1,"digest":"0"}\n';
      }),
  },
  {
    name: 'backup in UTF-16',
    reader: 'backup',
    quick: true,
    expect: ['altered', 'foreign'],
    make: (file) =>
      gzip(file, function* () {
        yield Buffer.from(HEADER + META('a'), 'utf16le');
      }),
  },
  {
    name: 'backup packed a second time, 300 times over',
    reader: 'backup',
    expect: ['altered', 'foreign', 'too-large'],
    make: (file) => gzip(file, () => zeros(300 * MB)),
  },
  {
    name: 'dictionary whose bank is 1 GB of zeros',
    reader: 'glossary',
    expect: ['too-large'],
    make: (file) => zipOfOne(file, 'term_bank_1.json', () => zeros(1000 * MB), 1000 * MB),
  },
  {
    name: 'dictionary whose bank is 1 GB and claims 1 KB',
    reader: 'glossary',
    expect: ['too-large', 'not-a-zip', 'no-dictionary', 'bad-dictionary'],
    make: (file) => zipOfOne(file, 'term_bank_1.json', () => zeros(1000 * MB), 1_000),
  },
  {
    name: 'dictionary of 10 million terms',
    reader: 'glossary',
    expect: ['too-large'],
    make: (file) =>
      zipOfOne(
        file,
        'term_bank_1.json',
        () => utf8(times(10 * MB + 2, (i) => (i === 0 ? '[' : i === 1 ? TERM : `,${TERM}`))),
        1000,
      ),
  },
  {
    name: 'dictionary a million levels deep',
    reader: 'glossary',
    expect: ['bad-dictionary', 'empty'],
    make: (file) =>
      writeFileSync(
        file,
        zipSync({ ...INDEX, 'term_bank_1.json': strToU8(`[["กรม","","","",0,${nested(MB)},0,""]]`) }),
      ),
  },
  {
    name: 'dictionary with paths that climb, and prototype names',
    reader: 'glossary',
    quick: true,
    expect: ['taken', 'empty', 'no-dictionary'],
    make: (file) =>
      writeFileSync(
        file,
        zipSync({
          '../../../../tmp/index.json': strToU8(
            '{"title":"../../x","format":3,"__proto__":{"polluted":true}}',
          ),
          '/etc/term_bank_1.json': strToU8(
            '[["กรม","","","",0,["Department"],0,"",{"__proto__":{"polluted":true}}]]',
          ),
          'C:\\term_bank_2.json': strToU8('[]'),
          'constructor/term_bank_3.json': strToU8('[["__proto__","","","",0,["x"],0,""]]'),
        }),
      ),
  },
  {
    name: 'table of 10 million rows',
    reader: 'glossary',
    expect: ['too-large'],
    make: (file) => text(file, ['thai\tenglish\n', ...times(10 * MB, () => 'ก\ta\n')]),
  },
  {
    name: 'table of 60 million columns',
    reader: 'glossary',
    expect: ['too-large'],
    make: (file) => text(file, ['thai\tenglish', ...times(60, () => '\t'.repeat(MB)), 'x']),
  },
  {
    name: 'table with one cell of 30 million quotation marks',
    reader: 'glossary',
    expect: ['too-large'],
    make: (file) => text(file, ['"', ...times(30, () => '""'.repeat(MB))]),
  },
  {
    name: 'table in TIS-620',
    reader: 'glossary',
    quick: true,
    expect: ['not-text'],
    make: (file) =>
      text(file, [Buffer.from('thai\tenglish\n'), Buffer.from([0xa1, 0xc3, 0xc1, 0x09, 0x44, 0x0a])]),
  },
  {
    name: 'table with columns named like prototypes, and one twice',
    reader: 'glossary',
    quick: true,
    expect: ['no-columns'],
    make: (file) => text(file, ['thai\tenglish\tthai\t__proto__\tconstructor\n', 'กรม\ta\tb\tc\td\n']),
  },
  {
    name: 'deck whose collection is 1 GB of zeros',
    reader: 'deck',
    expect: ['too-large'],
    make: (file) => zipOfOne(file, 'collection.anki2', () => zeros(1000 * MB), 1000 * MB),
  },
  {
    name: 'deck whose notes are a program without end',
    reader: 'deck',
    quick: true,
    expect: ['damaged'],
    make: (file) =>
      deck(file, [
        'CREATE TABLE col (models TEXT)',
        "INSERT INTO col VALUES ('{}')",
        "CREATE VIEW notes AS WITH RECURSIVE n(id) AS (SELECT 1 UNION ALL SELECT id + 1 FROM n) SELECT id, 'g' AS guid, 1 AS mid, '' AS tags, 'a' AS flds FROM n",
      ]),
  },
  {
    name: 'deck whose fields are computed, 500 MB each',
    reader: 'deck',
    quick: true,
    expect: ['damaged'],
    make: (file) =>
      deck(file, [
        'CREATE TABLE col (models TEXT)',
        "INSERT INTO col VALUES ('{}')",
        "CREATE TABLE notes (id INTEGER, guid TEXT, mid INTEGER, tags TEXT, flds TEXT AS (printf('%.*c', 500000000, 'x')))",
        "INSERT INTO notes (id, guid, mid, tags) VALUES (1, 'g', 1, '')",
      ]),
  },
  {
    name: 'deck with a field that patterns would read for ever',
    reader: 'deck',
    quick: true,
    expect: ['taken'],
    make: (file) =>
      deck(file, [
        'CREATE TABLE col (models TEXT)',
        "INSERT INTO col VALUES ('{}')",
        'CREATE TABLE notes (id INTEGER, guid TEXT, mid INTEGER, tags TEXT, flds TEXT)',
        ...['{{c1::', '{{c1::a::', '<', '<br', '[sound:', '&#1'].map(
          (part, i) =>
            `INSERT INTO notes VALUES (${i}, 'g${i}', 1, '', '${part.repeat(20_000)}' || char(31) || '${part.repeat(20_000)}')`,
        ),
      ]),
  },
  {
    name: 'deck as text of 10 million rows',
    reader: 'deck',
    expect: ['too-large'],
    make: (file) =>
      text(
        file,
        times(10 * MB, () => 'ก\ta\n'),
      ),
  },
  {
    name: 'deck as text in UTF-16',
    reader: 'deck',
    quick: true,
    expect: ['wrong-encoding'],
    make: (file) => text(file, [Buffer.from([0xff, 0xfe]), Buffer.from('กรม\tDepartment\n', 'utf16le')]),
  },
  {
    name: 'texts of 10 million lines',
    reader: 'texts',
    expect: ['bad-input'],
    make: (file) =>
      text(
        file,
        times(10 * MB, () => '1\n'),
      ),
  },
  {
    name: 'texts a million levels deep, with prototype keys',
    reader: 'texts',
    expect: ['0 of 3'],
    make: (file) =>
      text(file, [
        `{"text":${nested(MB)}}\n`,
        '{"__proto__":{"text":"กรม"}}\n',
        '{"text":"กรม","mentions":[{"start":0,"end":3,"surface":"อื่น","kind":"name","entity":"__proto__"}]}\n',
      ]),
  },
];

async function deck(file: string, statements: readonly string[]): Promise<void> {
  const { default: initSqlJs } = await import('sql.js');
  const sql = await initSqlJs();
  const db = new sql.Database();
  for (const statement of statements) db.run(statement);
  writeFileSync(file, zipSync({ 'collection.anki2': db.export() }));
  db.close();
}
