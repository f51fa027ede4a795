import { FIRST_WORD_SLOT } from './features.ts';
import { LABELS } from './labels.ts';
import { indexLexicon, type Lexicon } from './lexicon.ts';

/** Why bytes are not a name model. */
export class NameModelError extends Error {
  override readonly name = 'NameModelError';
}

/** The learned weights, laid out for reading. */
export interface Weights {
  version: string;
  /** How many integer steps make one unit of log-odds. */
  scale: number;
  /** `transitions[a * LABELS + b]`, in steps. */
  transitions: Int32Array;
  /** Steps added to the label that begins an organisation: [thainer, product]. */
  bias: readonly [number, number];
  /** For each eighth of a log-odd of margin, the share of spans that were right, in 255ths: [thainer…, product…]. */
  calibration: Uint8Array;
  lexicon: Lexicon;
  /** One bit for every value of `key >>> SIEVE_SHIFT` that some pattern has: tells most absent patterns cheaply. */
  sieve: Int32Array;
  /** Open-addressing table: pattern key and pattern number side by side; the number is -1 where empty. */
  table: Int32Array;
  tableMask: number;
  /** Rows of pattern `p`: `rowStart[p]` to `rowStart[p + 1]`; those of the product alone come last, from `productStart[p]`. */
  rowStart: Int32Array;
  productStart: Int32Array;
  /** Where the row's units stand, as `features.ts` numbers it. */
  rowSlot: Int8Array;
  /** Weights of row `r`: `entryStart[r]` to `entryStart[r + 1]`. */
  entryStart: Int32Array;
  /**
   * The weight, in steps, in the low 8 bits; above them the place in `scores` it belongs to: for patterns of units as a
   * distance from the pattern's own unit, for patterns of words the label.
   */
  entries: Int32Array;
}

export const SIEVE_SHIFT = 13;
export const MAGIC = 0x324d4e57; // "WNM2"
export const CALIBRATION_BUCKETS = 64;

/**
 * Layout, little-endian: magic u32; version length u8 and ASCII; scale u8; bias 2 x i16; transitions 121 x i16;
 * calibration 2 x 64 x u8; words u32; patterns u32; rows u32; then the streams: word key gaps (varint), word costs in
 * sixteenths of a nat (u8), fine and coarse word classes (u8 each); pattern key gaps (varint), rows per pattern and
 * product rows per pattern (varint), row slots (i8), row label sets (u16 as two streams), weights (i8).
 */
export function decodeWeights(bytes: Uint8Array): Weights {
  let at = 0;
  const need = (size: number): void => {
    if (at + size > bytes.length)
      throw new NameModelError(`the name model ends early, at byte ${bytes.length}`);
  };
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const u8 = (): number => {
    need(1);
    return bytes[at++]!;
  };
  const i16 = (): number => {
    need(2);
    at += 2;
    return view.getInt16(at - 2, true);
  };
  const u32 = (): number => {
    need(4);
    at += 4;
    return view.getUint32(at - 4, true);
  };
  const varints = (count: number): Float64Array => {
    const out = new Float64Array(count);
    for (let k = 0; k < count; k++) {
      let value = 0;
      let factor = 1;
      let byte = 128;
      while (byte >= 128) {
        // Past the end `undefined` compares false and ends the loop; the length is checked after it.
        byte = bytes[at++]!;
        value += (byte & 127) * factor;
        factor *= 128;
        if (factor > 2 ** 36) throw new NameModelError(`the name model has a broken number at byte ${at}`);
      }
      out[k] = value;
    }
    need(0);
    return out;
  };
  if (bytes.length < 4 || u32() !== MAGIC)
    throw new NameModelError('these bytes are not a name model (wrong signature)');
  const nameLength = u8();
  need(nameLength);
  const version = String.fromCharCode(...bytes.subarray(at, at + nameLength));
  at += nameLength;
  const scale = u8();
  const bias = [i16(), i16()] as const;
  const transitions = new Int32Array(LABELS * LABELS);
  for (let i = 0; i < transitions.length; i++) transitions[i] = i16();
  need(2 * CALIBRATION_BUCKETS);
  const calibration = Uint8Array.from(bytes.subarray(at, at + 2 * CALIBRATION_BUCKETS));
  at += 2 * CALIBRATION_BUCKETS;
  const words = u32();
  const patterns = u32();
  const rows = u32();
  if (scale === 0 || words > bytes.length || patterns > bytes.length || rows > bytes.length) {
    throw new NameModelError('the name model claims more patterns than it has bytes');
  }

  const sortedKeys = (count: number): Int32Array => {
    const gaps = varints(count);
    const keys = new Int32Array(count);
    let key = 0;
    for (let k = 0; k < count; k++) {
      key += gaps[k]!;
      keys[k] = key | 0;
    }
    return keys;
  };
  const wordKeys = sortedKeys(words);
  need(words * 3);
  const costs = new Int16Array(words);
  for (let k = 0; k < words; k++) costs[k] = -bytes[at + k]!;
  const fine = Uint16Array.from(bytes.subarray(at + words, at + 2 * words));
  const coarse = Uint8Array.from(bytes.subarray(at + 2 * words, at + 3 * words));
  at += words * 3;
  const lexicon = indexLexicon(wordKeys, costs, fine, coarse);

  const keys = sortedKeys(patterns);
  const rowCounts = varints(patterns);
  const productCounts = varints(patterns);
  const rowStart = new Int32Array(patterns + 1);
  const productStart = new Int32Array(patterns);
  for (let p = 0; p < patterns; p++) {
    rowStart[p + 1] = rowStart[p]! + rowCounts[p]!;
    productStart[p] = rowStart[p + 1]! - productCounts[p]!;
    if (productCounts[p]! > rowCounts[p]!) throw new NameModelError('the name model counts its rows wrongly');
  }
  if (rowStart[patterns] !== rows) throw new NameModelError('the name model counts its rows wrongly');
  need(rows * 3);
  const rowSlot = new Int8Array(rows);
  rowSlot.set(bytes.subarray(at, at + rows));
  const low = at + rows;
  const high = low + rows;
  at = high + rows;
  const entryStart = new Int32Array(rows + 1);
  const entries = new Int32Array(bytes.length - at);
  let entry = 0;
  for (let row = 0; row < rows; row++) {
    const set = bytes[low + row]! | (bytes[high + row]! << 8);
    const slot = rowSlot[row]!;
    const base = slot < FIRST_WORD_SLOT ? slot * LABELS : 0;
    if (set >= 1 << LABELS) throw new NameModelError('the name model has a broken weight row');
    for (let rest = set; rest !== 0; rest &= rest - 1) {
      const place = base + 31 - Math.clz32(rest & -rest);
      entries[entry] = (place << 8) | (bytes[at + entry]! & 255);
      entry++;
    }
    entryStart[row + 1] = entry;
  }
  at += entry;
  need(0);
  if (at !== bytes.length) throw new NameModelError(`the name model has ${bytes.length - at} bytes too many`);

  let capacity = 16;
  while (capacity < patterns * 2.5) capacity *= 2;
  const tableMask = capacity - 1;
  const table = new Int32Array(capacity * 2).fill(-1);
  const sieve = new Int32Array(1 << (32 - SIEVE_SHIFT - 5));
  for (let p = 0; p < patterns; p++) {
    const key = keys[p]!;
    let h = key & tableMask;
    while (table[2 * h + 1]! >= 0) h = (h + 1) & tableMask;
    table[2 * h] = key;
    table[2 * h + 1] = p;
    const bit = key >>> SIEVE_SHIFT;
    sieve[bit >>> 5] = sieve[bit >>> 5]! | (1 << (bit & 31));
  }
  return {
    version,
    scale,
    transitions,
    bias,
    calibration,
    lexicon,
    sieve,
    table,
    tableMask,
    rowStart,
    productStart,
    rowSlot,
    entryStart,
    entries,
  };
}
