// The glossary's index beside what else could have been: other structures over the same forms, a plain
// Aho–Corasick from npm, one regular expression of all names. node tests/bench/glossary.bench.ts
import { gzipSync } from 'node:zlib';
import AhoCorasick from 'ahocorasick';
import { FOLD_BYTE, makeCodePage, toBytes } from '../../lib/glossary/code-page.ts';
import { decodeGlossary, type GlossaryIndex } from '../../lib/glossary/index.ts';
import { compiledGlossary } from '../../tools/glossary-files.ts';
import { dawg, doubleArray } from './glossary-structures.ts';

export interface BenchRow {
  group: string;
  subject: string;
  value: number;
  unit: string;
}

/** Sentences of our own; @ is filled with names of the glossary in turn. */
const SENTENCES = [
  'ผู้สื่อข่าวรายงานว่า เมื่อเวลา 10.30 น. วันที่ 14 มี.ค. 2568 ที่ห้องประชุมชั้น 5 @ นายสมชาย ใจดี เป็นประธานการประชุมร่วมกับ @ เพื่อติดตามความคืบหน้าการแก้ไขปัญหาน้ำท่วมในพื้นที่ จ.นครสวรรค์ และ จ.พิจิตร',
  'ด้านนางสาวมาลี รุ่งเรือง โฆษก@ กล่าวว่า ประชาชนที่ได้รับผลกระทบสามารถยื่นคำร้องได้ตั้งแต่วันจันทร์ถึงวันศุกร์ โดยไม่ต้องเสียค่าใช้จ่ายใด ๆ ทั้งสิ้น คาดว่าจะใช้เวลาพิจารณาไม่เกิน 15 วันทำการ',
  'ราคาข้าวเปลือกในตลาดปรับตัวสูงขึ้นต่อเนื่องเป็นสัปดาห์ที่สาม ขณะที่ผู้ส่งออกกังวลเรื่องค่าเงินบาทที่แข็งค่าและต้นทุนการขนส่งที่เพิ่มขึ้น ทั้งนี้ @ จะเสนอเรื่องให้ ครม. พิจารณาในสัปดาห์หน้า',
];

function sampleText(glossary: GlossaryIndex, length: number): string {
  let text = '';
  for (let i = 0, entry = 0; text.length < length; i++) {
    text += `${SENTENCES[i % SENTENCES.length]!.replaceAll('@', () => {
      entry = (entry + 7919) % glossary.entryCount;
      return glossary.entry(entry).thai;
    })}\n`;
  }
  return text.slice(0, length);
}

/**
 * Milliseconds of this thread's own time that one round takes, so that other work on the machine does not count;
 * the mean of as many rounds as fill 300 ms, since the system counts a thread's time in ticks.
 */
function ownMs(work: () => unknown): number {
  work();
  const begun = process.threadCpuUsage();
  for (let rounds = 1; ; rounds++) {
    work();
    const { user, system } = process.threadCpuUsage(begun);
    if (user + system >= 300_000) return (user + system) / 1000 / rounds;
  }
}

export function run(): BenchRow[] {
  const rows: BenchRow[] = [];
  const add = (group: string, subject: string, value: number, unit: string) =>
    rows.push({ group, subject, value, unit });
  const gz = (bytes: Uint8Array) => gzipSync(bytes, { level: 9 }).length / 1024;

  const bytes = compiledGlossary();
  const begun = performance.now();
  const glossary = decodeGlossary(bytes);
  add('decode', 'first in this process, by the clock', performance.now() - begun, 'ms');
  add(
    'decode',
    'mean, warm',
    ownMs(() => decodeGlossary(bytes)),
    'ms',
  );
  add('size', 'glossary.bin', bytes.length / 1024, 'KB');
  add('size', 'glossary.bin, gzip', gz(bytes), 'KB');

  const text = sampleText(glossary, 1_000_000);
  const rate = (characters: number, ms: number) => characters / ms / 1000;
  let hits = 0;
  const search = () => {
    hits = 0;
    glossary.matches(text, () => {
      hits++;
    });
  };
  add('look-up', 'this index, all forms', rate(text.length, ownMs(search)), 'million characters/s');
  add('look-up', 'forms found in a million characters', hits, '');

  const forms = Array.from({ length: glossary.formCount }, (_, id) => glossary.form(id).text);
  const page = makeCodePage('');
  const keys = [...new Set(forms)]
    .map((form) => Uint8Array.from(toBytes(form, page, false), (byte) => FOLD_BYTE[byte]!))
    .sort((a, b) => Buffer.compare(a, b));
  const codes = Uint8Array.from(text, (letter) => page.folded[letter.charCodeAt(0)]!);
  const strings = new Uint8Array(keys.reduce((sum, key) => sum + key.length + 3, 0));
  let at = 0;
  for (const [i, key] of keys.entries()) {
    const before = keys[i - 1] ?? new Uint8Array();
    let shared = 0;
    while (shared < key.length && key[shared] === before[shared]) shared++;
    strings.set(key, at);
    at += key.length;
    strings[strings.length - 1 - i * 2] = shared;
    strings[strings.length - 2 - i * 2] = key.length;
  }
  add('structure, gzip', 'sorted strings with shared-prefix lengths (chosen)', gz(strings), 'KB');
  for (const [name, structure] of [
    ['DAWG with perfect hashing', dawg(keys)],
    ['double-array trie', doubleArray(keys)],
  ] as const) {
    const decoded = structure.decode(structure.bytes);
    add('structure, gzip', name, gz(structure.bytes), 'KB');
    add(
      'structure, decode',
      name,
      ownMs(() => structure.decode(structure.bytes)),
      'ms',
    );
    add(
      'look-up',
      name,
      rate(
        codes.length,
        ownMs(() => decoded(codes)),
      ),
      'million characters/s',
    );
  }

  const ahoCorasick = new AhoCorasick(forms);
  const part = text.slice(0, 200_000);
  add(
    'look-up',
    'ahocorasick (npm)',
    rate(
      part.length,
      ownMs(() => ahoCorasick.search(part)),
    ),
    'million characters/s',
  );
  const longestFirst = [...forms].sort((a, b) => b.length - a.length);
  const escapeForm = (form: string) => form.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&');
  const expression = new RegExp(longestFirst.map(escapeForm).join('|'), 'g');
  const piece = text.slice(0, 20_000);
  // Not String.match: V8 remembers the answer to a whole match of the same string.
  const searchByExpression = () => {
    expression.lastIndex = 0;
    while (expression.exec(piece));
  };
  const firstUse = performance.now();
  searchByExpression();
  add('look-up', 'one regular expression: its first use', performance.now() - firstUse, 'ms');
  const byExpression = rate(piece.length, ownMs(searchByExpression));
  add('look-up', 'one regular expression', byExpression, 'million characters/s');
  return rows;
}

if (import.meta.main) {
  for (const { group, subject, value, unit } of run()) {
    console.log(`${group.padEnd(18)} ${subject.padEnd(52)} ${value.toFixed(value < 10 ? 2 : 1)} ${unit}`);
  }
}
