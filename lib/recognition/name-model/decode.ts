import { LABELS } from './labels.ts';

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
  /** Open-addressing table of pattern keys; `slotsOf[h]` is -1 where empty, else the pattern's number. */
  tableKeys: Int32Array;
  tablePatterns: Int32Array;
  tableMask: number;
  /** Rows of pattern `p`: `rowStart[p]` to `rowStart[p + 1]`; those of the product alone come last, from `productStart[p]`. */
  rowStart: Int32Array;
  productStart: Int32Array;
  rowSlot: Int8Array;
  /** `rowWeights[row * LABELS + label]`, in steps. */
  rowWeights: Int8Array;
}

export const MAGIC = 0x314d4e57; // "WNM1"
export const CALIBRATION_BUCKETS = 64;

/**
 * Layout, little-endian: magic u32; version length u8 and ASCII; scale u8; bias 2 x i16; transitions 121 x i16;
 * calibration 2 x 64 x u8; patterns u32; rows u32; then the streams: pattern key gaps (varint), rows per pattern and
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
    return bytes[at++] ?? 0;
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
  const varint = (): number => {
    let value = 0;
    for (let shift = 0; shift < 35; shift += 7) {
      const byte = u8();
      value += (byte & 127) * 2 ** shift;
      if (byte < 128) return value;
    }
    throw new NameModelError(`the name model has a broken number at byte ${at}`);
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
  const patterns = u32();
  const rows = u32();
  if (scale === 0 || patterns > bytes.length || rows > bytes.length) {
    throw new NameModelError('the name model claims more patterns than it has bytes');
  }

  const keys = new Int32Array(patterns);
  let key = 0;
  for (let p = 0; p < patterns; p++) {
    key += varint();
    keys[p] = key | 0;
  }
  const rowStart = new Int32Array(patterns + 1);
  const productStart = new Int32Array(patterns);
  for (let p = 0; p < patterns; p++) rowStart[p + 1] = (rowStart[p] ?? 0) + varint();
  for (let p = 0; p < patterns; p++) {
    productStart[p] = (rowStart[p + 1] ?? 0) - varint();
    if ((productStart[p] ?? 0) < (rowStart[p] ?? 0))
      throw new NameModelError('the name model counts its rows wrongly');
  }
  if (rowStart[patterns] !== rows) throw new NameModelError('the name model counts its rows wrongly');
  need(rows * 3);
  const rowSlot = Int8Array.from(bytes.subarray(at, at + rows), (byte) => (byte << 24) >> 24);
  const low = at + rows;
  const high = low + rows;
  at = high + rows;
  const rowWeights = new Int8Array(rows * LABELS);
  for (let row = 0, w = 0; row < rows; row++, w += LABELS) {
    let set = (bytes[low + row] ?? 0) | ((bytes[high + row] ?? 0) << 8);
    while (set !== 0) {
      const label = 31 - Math.clz32(set & -set);
      if (label >= LABELS || at >= bytes.length)
        throw new NameModelError('the name model has a broken weight row');
      rowWeights[w + label] = bytes[at++] ?? 0;
      set &= set - 1;
    }
  }
  if (at !== bytes.length) throw new NameModelError(`the name model has ${bytes.length - at} bytes too many`);

  let capacity = 16;
  while (capacity < patterns * 3) capacity *= 2;
  const tableMask = capacity - 1;
  const tableKeys = new Int32Array(capacity);
  const tablePatterns = new Int32Array(capacity).fill(-1);
  for (let p = 0; p < patterns; p++) {
    const k = keys[p] ?? 0;
    let h = k & tableMask;
    while ((tablePatterns[h] ?? -1) >= 0) h = (h + 1) & tableMask;
    tableKeys[h] = k;
    tablePatterns[h] = p;
  }
  return {
    version,
    scale,
    transitions,
    bias,
    calibration,
    tableKeys,
    tablePatterns,
    tableMask,
    rowStart,
    productStart,
    rowSlot,
    rowWeights,
  };
}
