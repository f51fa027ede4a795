import type { SearchBlockRow, SearchPendingRow, SearchSlotsRow } from './rows.ts';
import { encodeForSearch, FIELD_END, FIELDS, findNeedle, type SearchField } from './search-text.ts';

/**
 * Full text search over all articles, exact: what it finds is what looking through every text would find. Texts stand one
 * after the other in blocks, one byte a character (search-text.ts), and are searched with `indexOf`; before that a bitmap of
 * hashed bigrams and trigrams rules out almost every article that cannot match, so that little is left to look through.
 * Measured against postings of trigrams: docs/library.md.
 */
export const BLOCK_DOCS = 512;
const WORDS = BLOCK_DOCS / 32;
/** Rows of the bitmap. A text of 3,500 characters has some 1,500 trigrams and 700 bigrams: one bit in six and one in three. */
const TRIGRAM_ROWS = 8192;
const BIGRAM_ROWS = 2048;
export const BITMAP_WORDS = (TRIGRAM_ROWS + BIGRAM_ROWS) * WORDS;

/** Knuth's multiplicative hash; the upper bits are the well mixed ones. */
const trigramRow = (a: number, b: number, c: number) =>
  Math.imul((a << 16) | (b << 8) | c, 0x9e3779b1) >>> (32 - 13);
const bigramRow = (a: number, b: number) =>
  TRIGRAM_ROWS + (Math.imul((a << 8) | b, 0x9e3779b1) >>> (32 - 11));

export function newBitmap(): Uint32Array {
  return new Uint32Array(BITMAP_WORDS);
}

/** Sets the bits of the text of the article in `slot`. */
export function addToBitmap(bits: Uint32Array, slot: number, text: string): void {
  const word = slot >>> 5;
  const bit = 1 << (slot & 31);
  let a = 0;
  let b = 0;
  for (let i = 0; i < text.length; i++) {
    const c = text.charCodeAt(i);
    if (i > 0) bits[bigramRow(b, c) * WORDS + word]! |= bit;
    if (i > 1) bits[trigramRow(a, b, c) * WORDS + word]! |= bit;
    a = b;
    b = c;
  }
}

/** What to look for: encoded text, in which field, as a whole word or not. */
export interface Needle {
  text: string;
  field: SearchField | 'any';
  whole: boolean;
}

export function needleOf(text: string, field: Needle['field'], whole: boolean): Needle {
  return { text: encodeForSearch(text), field, whole };
}

/** Whether an encoded article holds the needle. */
export function holds(text: string, needle: Needle): boolean {
  if (needle.field === 'any') return findNeedle(text, needle.text, needle.whole) >= 0;
  let start = 0;
  for (const field of FIELDS) {
    const end = text.indexOf(FIELD_END, start);
    if (field === needle.field) return findNeedle(text.slice(start, end), needle.text, needle.whole) >= 0;
    start = end + 1;
  }
  return false;
}

interface Block {
  stamp: string;
  text: string;
  ends: Uint32Array;
  bits: Uint32Array;
  ids: readonly string[];
}

export class SearchIndex {
  readonly #blocks = new Map<number, Block>();
  #pending = new Map<string, string | null>();

  /** Puts a block in, or replaces it. */
  setBlock(block: SearchBlockRow, slots: SearchSlotsRow): void {
    const { text, ends, bits } = block;
    this.#blocks.set(block.no, { stamp: slots.stamp, text, ends, bits, ids: slots.ids });
  }

  /** Says whose texts stand in a block; false when the block held here is not the one meant. */
  setSlots(slots: SearchSlotsRow): boolean {
    const block = this.#blocks.get(slots.no);
    if (!block || block.stamp !== slots.stamp) return false;
    block.ids = slots.ids;
    return true;
  }

  keepBlocks(numbers: ReadonlySet<number>): void {
    for (const no of this.#blocks.keys()) if (!numbers.has(no)) this.#blocks.delete(no);
  }

  /** Texts newer than those in the blocks. */
  setPending(rows: readonly SearchPendingRow[]): void {
    this.#pending = new Map(rows.map((row) => [row.id, row.text]));
  }

  /** How many texts there are, replaced ones included; for the storage page and tests. */
  get size(): number {
    let size = this.#pending.size;
    for (const block of this.#blocks.values()) size += block.ids.length;
    return size;
  }

  /** Ids of the articles that hold `needle`. */
  search(needle: Needle): Set<string> {
    const found = new Set<string>();
    if (!needle.text) return found;
    for (const [id, text] of this.#pending) if (text !== null && holds(text, needle)) found.add(id);
    for (const block of this.#blocks.values()) this.#searchBlock(block, needle, found);
    return found;
  }

  #searchBlock(block: Block, needle: Needle, found: Set<string>): void {
    const candidates = candidatesIn(block.bits, needle.text);
    const count = block.ids.length;
    /** First occurrence at or after the text in turn: found once, it rules out all texts before it. */
    let next = -1;
    for (let slot = 0; slot < count; slot++) {
      if (candidates && !(candidates[slot >>> 5]! & (1 << (slot & 31)))) {
        // Whole words of candidates are empty more often than not.
        if ((slot & 31) === 0 && candidates[slot >>> 5] === 0) slot += 31;
        continue;
      }
      const id = block.ids[slot]!;
      if (id === '' || this.#pending.has(id)) continue;
      const start = slot === 0 ? 0 : block.ends[slot - 1]!;
      const end = block.ends[slot]!;
      if (candidates) {
        if (holds(block.text.slice(start, end), needle)) found.add(id);
        continue;
      }
      if (next < start) {
        next = block.text.indexOf(needle.text, start);
        if (next < 0) return;
      }
      if (next < end && holds(block.text.slice(start, end), needle)) found.add(id);
    }
  }
}

/** Bits of the articles that have every bigram and trigram of the needle; null when it is too short to rule any out. */
function candidatesIn(bits: Uint32Array, needle: string): Uint32Array | null {
  if (needle.length < 2) return null;
  const result = new Uint32Array(WORDS).fill(0xffffffff);
  const and = (row: number) => {
    for (let w = 0; w < WORDS; w++) result[w]! &= bits[row * WORDS + w]!;
  };
  if (needle.length === 2) and(bigramRow(needle.charCodeAt(0), needle.charCodeAt(1)));
  for (let i = 2; i < needle.length; i++) {
    and(trigramRow(needle.charCodeAt(i - 2), needle.charCodeAt(i - 1), needle.charCodeAt(i)));
  }
  return result;
}
