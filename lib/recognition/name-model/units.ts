/**
 * Cuts text into the units the name model labels: Thai character clusters, runs of Latin letters, runs of digits,
 * runs of white space, and single characters of anything else.
 *
 * A cluster is never torn by a name's edge, so labelling clusters instead of characters halves the work and rules out
 * edges that cannot be. The rules follow the idea of Thai character clusters (Theeramunkong et al., 2000), simplified
 * to what news orthography needs.
 */

export const UnitKind = {
  edge: 0,
  thai: 1,
  latinLower: 2,
  latinUpper: 3,
  latinMixed: 4,
  digits: 5,
  space: 6,
  newline: 7,
  open: 8,
  close: 9,
  quote: 10,
  dot: 11,
  paiyannoi: 12,
  maiyamok: 13,
  dash: 14,
  punctuation: 15,
  other: 16,
} as const;

export interface Units {
  /** Number of units. */
  count: number;
  /** `starts[i]` is the UTF-16 offset of unit `i`; `starts[count]` the length of the text. */
  starts: Int32Array;
  /** A 32-bit key of the unit's normalised characters; equal text gives equal keys. */
  keys: Int32Array;
  /** One of `UnitKind`. */
  kinds: Uint8Array;
  /** A 32-bit key of the unit's shape: its kind, and for letters and digits a length class. */
  shapes: Int32Array;
}

const CONSONANT = 1;
const LEAD = 2;
const ABOVE = 3;
const TONE = 4;
const FOLLOW = 5;
const THAI_SIGN = 6;
const LATIN_LOW = 7;
const LATIN_UP = 8;
const DIGIT = 9;
const SPACE = 10;
const NEWLINE = 11;
const IGNORED = 12;
const OPEN = 13;
const CLOSE = 14;
const QUOTE = 15;
const DASH = 16;
const PUNCT = 17;
const DOT = 18;

const CLASS_LIMIT = 0x0250;
const lowClasses = buildLowClasses();
const thaiClasses = buildThaiClasses();

function buildLowClasses(): Uint8Array {
  const classes = new Uint8Array(CLASS_LIMIT);
  const set = (from: number, to: number, value: number): void => {
    for (let code = from; code <= to; code++) classes[code] = value;
  };
  set(0x00, 0x1f, SPACE);
  set(0x21, 0x7e, PUNCT);
  classes[0x20] = SPACE;
  classes[0xa0] = SPACE;
  classes[0x0a] = NEWLINE;
  classes[0x0d] = NEWLINE;
  set(0x30, 0x39, DIGIT);
  set(0x41, 0x5a, LATIN_UP);
  set(0x61, 0x7a, LATIN_LOW);
  set(0xc0, 0xd6, LATIN_UP);
  set(0xd8, 0xde, LATIN_UP);
  set(0xdf, 0xf6, LATIN_LOW);
  set(0xf8, 0x24f, LATIN_LOW);
  for (const code of [0x28, 0x5b, 0x7b]) classes[code] = OPEN;
  for (const code of [0x29, 0x5d, 0x7d]) classes[code] = CLOSE;
  for (const code of [0x22, 0x27]) classes[code] = QUOTE;
  classes[0x2d] = DASH;
  classes[0x2e] = DOT;
  classes[0xad] = IGNORED;
  return classes;
}

function buildThaiClasses(): Uint8Array {
  const classes = new Uint8Array(0x80);
  const set = (from: number, to: number, value: number): void => {
    for (let code = from; code <= to; code++) classes[code - 0x0e00] = value;
  };
  set(0x0e00, 0x0e7f, THAI_SIGN);
  set(0x0e01, 0x0e2e, CONSONANT);
  set(0x0e30, 0x0e33, FOLLOW);
  classes[0x31] = ABOVE;
  set(0x0e34, 0x0e3a, ABOVE);
  set(0x0e40, 0x0e44, LEAD);
  classes[0x45] = FOLLOW;
  classes[0x47] = ABOVE;
  set(0x0e48, 0x0e4e, TONE);
  set(0x0e50, 0x0e59, DIGIT);
  return classes;
}

function classOf(code: number): number {
  if (code >= 0x0e00 && code < 0x0e80) return thaiClasses[code - 0x0e00] ?? THAI_SIGN;
  if (code < CLASS_LIMIT) return lowClasses[code] ?? 0;
  if (code >= 0x200b && code <= 0x200f) return IGNORED;
  if (code === 0xfeff || code === 0x2060) return IGNORED;
  if ((code >= 0x2000 && code <= 0x200a) || code === 0x202f || code === 0x3000) return SPACE;
  if (code === 0x2028 || code === 0x2029) return NEWLINE;
  if (code === 0x2018 || code === 0x201c || code === 0xff08 || code === 0x300a) return OPEN;
  if (code === 0x2019 || code === 0x201d || code === 0xff09 || code === 0x300b) return CLOSE;
  if (code >= 0x2010 && code <= 0x2015) return DASH;
  return 0;
}

const FNV = 0x01000193;

/** Mixes a 32-bit value so that all its bits depend on all the input's (the finaliser of MurmurHash3, public domain). */
export function mix(value: number): number {
  let h = value ^ (value >>> 16);
  h = Math.imul(h, 0x85ebca6b);
  h ^= h >>> 13;
  h = Math.imul(h, 0xc2b2ae35);
  return h ^ (h >>> 16);
}

function shapeOf(kind: number, length: number): number {
  if (kind === UnitKind.latinUpper || kind === UnitKind.digits) return kind * 8 + Math.min(length, 7);
  if (kind === UnitKind.latinLower || kind === UnitKind.latinMixed) return kind * 8 + (length < 4 ? 1 : 2);
  return kind * 8;
}

const kindOfClass: Record<number, number> = {
  [OPEN]: UnitKind.open,
  [CLOSE]: UnitKind.close,
  [QUOTE]: UnitKind.quote,
  [DASH]: UnitKind.dash,
  [PUNCT]: UnitKind.punctuation,
  [DOT]: UnitKind.dot,
};

/** Cuts `text` into units; linear in its length, never throws. */
export function cutUnits(text: string): Units {
  const length = text.length;
  const starts = new Int32Array(length + 1);
  const keys = new Int32Array(length);
  const kinds = new Uint8Array(length);
  const shapes = new Int32Array(length);
  let count = 0;
  let at = 0;
  while (at < length) {
    const start = at;
    const code = text.charCodeAt(at);
    let hash = 0x811c9dc5;
    let kind: number = UnitKind.other;
    let size = 0;
    const cls = classOf(code);
    if (cls === CONSONANT || cls === LEAD) {
      kind = UnitKind.thai;
      at = endOfCluster(text, at, length);
      for (let k = start; k < at; k++) {
        const c = text.charCodeAt(k);
        if (classOf(c) === IGNORED) continue;
        if (c === 0x0e4d && text.charCodeAt(k + 1) === 0x0e32) {
          hash = Math.imul(hash ^ 0x0e33, FNV);
          k++;
        } else if (c === 0x0e40 && text.charCodeAt(k + 1) === 0x0e40) {
          hash = Math.imul(hash ^ 0x0e41, FNV);
          k++;
        } else {
          hash = Math.imul(hash ^ c, FNV);
        }
      }
    } else if (cls === LATIN_LOW || cls === LATIN_UP) {
      let upper = 0;
      while (at < length) {
        const c = text.charCodeAt(at);
        const k = classOf(c);
        if (k !== LATIN_LOW && k !== LATIN_UP) break;
        if (k === LATIN_UP) upper++;
        hash = Math.imul(hash ^ c, FNV);
        at++;
      }
      size = at - start;
      kind = upper === 0 ? UnitKind.latinLower : upper === size ? UnitKind.latinUpper : UnitKind.latinMixed;
    } else if (cls === DIGIT) {
      while (at < length && classOf(text.charCodeAt(at)) === DIGIT) at++;
      size = at - start;
      kind = UnitKind.digits;
      hash = Math.imul(hash ^ (0x30 + Math.min(size, 5)), FNV);
    } else if (cls === SPACE || cls === NEWLINE || cls === IGNORED) {
      let newline = false;
      while (at < length) {
        const k = classOf(text.charCodeAt(at));
        if (k === NEWLINE) newline = true;
        else if (k !== SPACE && k !== IGNORED) break;
        at++;
      }
      kind = newline ? UnitKind.newline : UnitKind.space;
      hash = Math.imul(hash ^ (newline ? 0x0a : 0x20), FNV);
    } else {
      at++;
      if (code === 0x0e2f) kind = UnitKind.paiyannoi;
      else if (code === 0x0e46) kind = UnitKind.maiyamok;
      else kind = kindOfClass[cls] ?? UnitKind.other;
      if (code >= 0xd800 && code < 0xdc00 && at < length) {
        const low = text.charCodeAt(at);
        if (low >= 0xdc00 && low < 0xe000) at++;
      }
      hash = Math.imul(hash ^ (kind === UnitKind.open && code > 0x2000 ? 0x201c : code), FNV);
      // A mark without a base, and invisible characters, stay with the sign before them.
      while (at < length) {
        const k = classOf(text.charCodeAt(at));
        if (k !== IGNORED) break;
        at++;
      }
    }
    starts[count] = start;
    keys[count] = mix(hash);
    kinds[count] = kind;
    shapes[count] = shapeOf(kind, size);
    count++;
  }
  starts[count] = length;
  return {
    count,
    starts: starts.subarray(0, count + 1),
    keys: keys.subarray(0, count),
    kinds: kinds.subarray(0, count),
    shapes: shapes.subarray(0, count),
  };
}

/** Where the cluster that starts at `from` (a consonant or a leading vowel) ends. */
function endOfCluster(text: string, from: number, length: number): number {
  let at = from;
  // A final consonant belongs to the cluster when its vowel sign needs one, which may take a second round.
  for (let round = 0; round < 3; round++) {
    let leads = 0;
    while (at < length && leads < 2 && classOf(text.charCodeAt(at)) === LEAD) {
      at++;
      leads++;
    }
    if (at < length && classOf(text.charCodeAt(at)) === CONSONANT) at++;
    let wantsFinal = false;
    while (at < length) {
      const code = text.charCodeAt(at);
      const cls = classOf(code);
      if (cls === ABOVE || cls === TONE) {
        if (code === 0x0e31 || code === 0x0e37) wantsFinal = true;
      } else if (cls === FOLLOW) {
        wantsFinal = false;
      } else if (cls !== IGNORED) {
        break;
      }
      at++;
    }
    if (at >= length || classOf(text.charCodeAt(at)) !== CONSONANT) break;
    if (!wantsFinal && !isSilenced(text, at, length)) break;
  }
  return at;
}

/** Whether the consonant at `at` carries the silencing mark, alone or after a short vowel sign. */
function isSilenced(text: string, at: number, length: number): boolean {
  const next = at + 1 < length ? text.charCodeAt(at + 1) : 0;
  if (next === 0x0e4c) return true;
  return (next === 0x0e34 || next === 0x0e38) && at + 2 < length && text.charCodeAt(at + 2) === 0x0e4c;
}
