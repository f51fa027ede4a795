import { GlossaryError } from './index-types.ts';

/**
 * The container of a compiled glossary: magic, format number, checksum, then byte sections by number, each with its
 * length. Numbers are little-endian, as are all machines that browsers run on; sections begin on multiples of four.
 */
const MAGIC = 0x534c_4757; // "WGLS"
const FORMAT = 1;
const HEADER_WORDS = 4;

export const SECTION = {
  slots: 0,
  stringBytes: 1,
  stringLengths: 2,
  commonPrefixes: 3,
  formFlags: 4,
  entryTypes: 5,
  entryCounts: 6,
  formRefs: 7,
  formRefsHigh: 8,
  formGuards: 9,
  entryExtras: 10,
  abbreviations: 11,
  ambiguities: 12,
} as const;
const SECTION_COUNT = Object.keys(SECTION).length;

/**
 * Guards against truncated or damaged files, not against malice: FNV-1a over 32-bit words in four lanes, which
 * is what makes it cheap in the cold code of a starting extension.
 */
function checksum(words: Uint32Array): number {
  let [a, b, c, d] = [0x811c9dc5, 0x811c9dc5, 0x811c9dc5, 0x811c9dc5];
  const quads = words.length & ~3;
  for (let i = 0; i < quads; i += 4) {
    a = Math.imul(a ^ words[i]!, 0x01000193);
    b = Math.imul(b ^ words[i + 1]!, 0x01000193);
    c = Math.imul(c ^ words[i + 2]!, 0x01000193);
    d = Math.imul(d ^ words[i + 3]!, 0x01000193);
  }
  for (let i = quads; i < words.length; i++) a = Math.imul(a ^ words[i]!, 0x01000193);
  return (a ^ Math.imul(b, 3) ^ Math.imul(c, 5) ^ Math.imul(d, 7)) >>> 0;
}

export function writeSections(sections: readonly Uint8Array[]): Uint8Array {
  const padded = sections.map((section) => (section.length + 3) & ~3);
  const headerWords = HEADER_WORDS + SECTION_COUNT;
  const total = headerWords * 4 + padded.reduce((sum, length) => sum + length, 0);
  const bytes = new Uint8Array(total);
  const header = new Uint32Array(bytes.buffer, 0, headerWords);
  header[0] = MAGIC;
  header[1] = FORMAT;
  header[2] = total;
  let at = headerWords * 4;
  for (const [i, section] of sections.entries()) {
    header[HEADER_WORDS + i] = section.length;
    bytes.set(section, at);
    at += padded[i]!;
  }
  header[3] = checksum(new Uint32Array(bytes.buffer, HEADER_WORDS * 4));
  return bytes;
}

/** Sections as views (aligned to four bytes) of `bytes`, or of a copy where `bytes` is not aligned itself. */
export function readSections(bytes: Uint8Array): Uint8Array[] {
  const whole = bytes.byteOffset % 4 === 0 ? bytes : bytes.slice();
  const headerBytes = (HEADER_WORDS + SECTION_COUNT) * 4;
  if (whole.length < headerBytes) throw new GlossaryError(`glossary: ${whole.length} bytes are too few`);
  const header = new Uint32Array(whole.buffer, whole.byteOffset, HEADER_WORDS + SECTION_COUNT);
  if (header[0] !== MAGIC) throw new GlossaryError('glossary: not a compiled glossary');
  if (header[1] !== FORMAT) throw new GlossaryError(`glossary: format ${header[1]}, not ${FORMAT}`);
  if (header[2] !== whole.length || whole.length % 4 !== 0) {
    throw new GlossaryError(`glossary: ${whole.length} bytes where ${header[2]} were written`);
  }
  const body = new Uint32Array(
    whole.buffer,
    whole.byteOffset + HEADER_WORDS * 4,
    whole.length / 4 - HEADER_WORDS,
  );
  if (checksum(body) !== header[3]) throw new GlossaryError('glossary: the bytes are damaged');
  const sections: Uint8Array[] = [];
  let at = headerBytes;
  for (let i = 0; i < SECTION_COUNT; i++) {
    const length = header[HEADER_WORDS + i]!;
    if (at + length > whole.length) throw new GlossaryError('glossary: a section is longer than the file');
    sections.push(whole.subarray(at, at + length));
    at += (length + 3) & ~3;
  }
  return sections;
}

/** Unsigned LEB128 numbers, written one after another. */
export class VarintWriter {
  private readonly bytes: number[] = [];

  put(value: number): void {
    let rest = value;
    while (rest > 0x7f) {
      this.bytes.push((rest & 0x7f) | 0x80);
      rest >>>= 7;
    }
    this.bytes.push(rest);
  }

  putAll(values: readonly number[]): void {
    this.put(values.length);
    for (const value of values) this.put(value);
  }

  take(): Uint8Array {
    return Uint8Array.from(this.bytes);
  }
}

export class VarintReader {
  private at = 0;
  private readonly bytes: Uint8Array;

  constructor(bytes: Uint8Array) {
    this.bytes = bytes;
  }

  get done(): boolean {
    return this.at >= this.bytes.length;
  }

  next(): number {
    let value = 0;
    for (let shift = 0; shift < 35; shift += 7) {
      const byte = this.bytes[this.at++];
      if (byte === undefined) break;
      value |= (byte & 0x7f) << shift;
      if (byte < 0x80) return value;
    }
    throw new GlossaryError('glossary: a number runs past its section');
  }

  list(): number[] {
    return Array.from({ length: this.next() }, () => this.next());
  }
}
