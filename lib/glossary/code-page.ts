/**
 * Glossary strings are kept as one byte a character: ASCII as it is, Thai (U+0E00–0E5F) from 0x80, and up to 49
 * other characters (é, –, ’ …) that the data use most in slots of their own. What remains is written as an
 * escape with its code unit and can be read but not be matched.
 */

export const REQUIRED_SPACE = 0x20;
/**
 * A space of a Thai form, which a text may leave out: `บริษัท ปตท. จำกัด` is also written `บริษัทปตท.จำกัด`. No byte
 * is less, so that among the children of a node it comes first.
 */
export const OPTIONAL_SPACE = 0x01;
export const ESCAPE = 0xff;
const THAI_BASE = 0x0e00;
const THAI_BYTE = 0x80;
const THAI_COUNT = 0x60;
/** 0x02–0x1f and 0xe0–0xf2: bytes for the characters of the header's list. */
const SLOTS = [
  ...Array.from({ length: 0x1e }, (_, i) => i + 2),
  ...Array.from({ length: 0x13 }, (_, i) => i + 0xe0),
];
export const SLOT_COUNT = SLOTS.length;
/** In the table of codes: a character that no form has. */
export const NO_CODE = 0;

export interface CodePage {
  /** Byte of each code unit, letters of ASCII folded to lower case; NO_CODE for those without one. */
  readonly folded: Uint8Array;
  /** Code unit of each byte. */
  readonly units: Uint16Array;
  readonly slots: string;
}

export function makeCodePage(slots: string): CodePage {
  const units = new Uint16Array(256);
  const folded = new Uint8Array(0x10000);
  for (let code = 0x20; code < 0x7f; code++) {
    units[code] = code;
    folded[code] = code >= 0x41 && code <= 0x5a ? code + 0x20 : code;
  }
  units[OPTIONAL_SPACE] = 0x20;
  for (let i = 0; i < THAI_COUNT; i++) {
    units[THAI_BYTE + i] = THAI_BASE + i;
    folded[THAI_BASE + i] = THAI_BYTE + i;
  }
  for (let i = 0; i < slots.length && i < SLOT_COUNT; i++) {
    const unit = slots.charCodeAt(i);
    units[SLOTS[i]!] = unit;
    folded[unit] = SLOTS[i]!;
  }
  return { folded, units, slots };
}

/** The characters of `strings` that want a slot, the most frequent first (then by code unit). */
export function chooseSlots(strings: Iterable<string>): string {
  const counts = new Map<number, number>();
  for (const string of strings) {
    for (let i = 0; i < string.length; i++) {
      const unit = string.charCodeAt(i);
      const known = (unit >= 0x20 && unit < 0x7f) || (unit >= THAI_BASE && unit < THAI_BASE + THAI_COUNT);
      if (!known) counts.set(unit, (counts.get(unit) ?? 0) + 1);
    }
  }
  return [...counts]
    .sort((a, b) => b[1] - a[1] || a[0] - b[0])
    .slice(0, SLOT_COUNT)
    .map(([unit]) => String.fromCharCode(unit))
    .join('');
}

function isThaiUnit(unit: number): boolean {
  return unit >= THAI_BASE && unit < THAI_BASE + THAI_COUNT;
}

/** Bytes of a string; `forms` have the spaces beside Thai letters marked as ones that a text may leave out. */
export function toBytes(string: string, page: CodePage, isForm: boolean): number[] {
  const bytes: number[] = [];
  for (let i = 0; i < string.length; i++) {
    const unit = string.charCodeAt(i);
    if (unit === 0x20 && isForm && i > 1) {
      const optional = isThaiUnit(string.charCodeAt(i - 1)) || isThaiUnit(string.charCodeAt(i + 1));
      bytes.push(optional ? OPTIONAL_SPACE : REQUIRED_SPACE);
    } else if (unit >= 0x41 && unit <= 0x5a) {
      bytes.push(unit);
    } else if (page.folded[unit] !== NO_CODE) {
      bytes.push(page.folded[unit]!);
    } else {
      bytes.push(ESCAPE, unit >> 8, unit & 0xff);
    }
  }
  return bytes;
}

/** The string of `bytes[start…end)`. */
export function fromBytes(bytes: Uint8Array, start: number, end: number, page: CodePage): string {
  let string = '';
  for (let i = start; i < end; i++) {
    const byte = bytes[i]!;
    if (byte === ESCAPE) {
      string += String.fromCharCode((bytes[i + 1]! << 8) | bytes[i + 2]!);
      i += 2;
    } else string += String.fromCharCode(page.units[byte]!);
  }
  return string;
}

/** ASCII capitals as small letters, other bytes as they are. */
export const FOLD_BYTE: Uint8Array = Uint8Array.from({ length: 256 }, (_, byte) =>
  byte >= 0x41 && byte <= 0x5a ? byte + 0x20 : byte,
);
