/**
 * A text made ready for reading: what kind of character stands where, and where a Thai word can begin at all.
 * Everything below lib/recognition reads the frame; offsets are UTF-16 code units into `text`.
 */

export const Char = {
  other: 0,
  consonant: 1,
  /** เ แ โ ใ ไ: written before the consonant it belongs to. */
  leadVowel: 2,
  /** ะ า ำ ๅ: written after the consonant it belongs to. */
  followVowel: 3,
  /** Marks above and below: vowels, tones, ์. */
  mark: 4,
  paiyannoi: 5,
  maiyamok: 6,
  digit: 7,
  upper: 8,
  lower: 9,
  space: 10,
  newline: 11,
  open: 12,
  close: 13,
  quote: 14,
  dot: 15,
  dash: 16,
  punctuation: 17,
} as const;

const LOW_LIMIT = 0x0250;
const low = lowTable();
const thai = thaiTable();

function lowTable(): Uint8Array {
  const table = new Uint8Array(LOW_LIMIT);
  const set = (from: number, to: number, value: number): void => {
    for (let code = from; code <= to; code++) table[code] = value;
  };
  set(0x00, 0x20, Char.space);
  set(0x21, 0x7e, Char.punctuation);
  set(0x30, 0x39, Char.digit);
  set(0x41, 0x5a, Char.upper);
  set(0x61, 0x7a, Char.lower);
  set(0xc0, 0xd6, Char.upper);
  set(0xd8, 0xde, Char.upper);
  set(0xdf, 0xf6, Char.lower);
  set(0xf8, 0x24f, Char.lower);
  table[0x0a] = Char.newline;
  table[0x0d] = Char.newline;
  table[0xa0] = Char.space;
  table[0x22] = Char.quote;
  table[0x27] = Char.quote;
  table[0xab] = Char.open;
  table[0xbb] = Char.close;
  table[0x28] = Char.open;
  table[0x5b] = Char.open;
  table[0x7b] = Char.open;
  table[0x29] = Char.close;
  table[0x5d] = Char.close;
  table[0x7d] = Char.close;
  table[0x2e] = Char.dot;
  table[0x2d] = Char.dash;
  return table;
}

function thaiTable(): Uint8Array {
  const table = new Uint8Array(0x80);
  const set = (from: number, to: number, value: number): void => {
    for (let code = from; code <= to; code++) table[code] = value;
  };
  set(0x01, 0x2e, Char.consonant);
  table[0x2f] = Char.paiyannoi;
  set(0x30, 0x33, Char.followVowel);
  table[0x31] = Char.mark;
  set(0x34, 0x3a, Char.mark);
  set(0x40, 0x44, Char.leadVowel);
  table[0x45] = Char.followVowel;
  table[0x46] = Char.maiyamok;
  set(0x47, 0x4e, Char.mark);
  set(0x50, 0x59, Char.digit);
  return table;
}

/** The class of a UTF-16 code unit (surrogates are `other`). */
export function classOfCode(code: number): number {
  if (code < LOW_LIMIT) return low[code] ?? Char.other;
  if (code >= 0x0e00 && code < 0x0e80) return thai[code - 0x0e00] ?? Char.other;
  if (code < 0x2000) return Char.other;
  if (code <= 0x200a || code === 0x202f || code === 0x3000) return Char.space;
  if (code === 0x2028 || code === 0x2029) return Char.newline;
  if (code === 0x2018 || code === 0x201c || code === 0xff08 || code === 0x300a) return Char.open;
  if (code === 0x2019 || code === 0x201d || code === 0xff09 || code === 0x300b) return Char.close;
  if (code >= 0x2010 && code <= 0x2015) return Char.dash;
  return Char.other;
}

export interface TextFrame {
  text: string;
  length: number;
  /** `classes[i]` is the class of code unit `i`. */
  classes: Uint8Array;
}

export function frameText(text: string): TextFrame {
  const length = text.length;
  const classes = new Uint8Array(length);
  for (let i = 0; i < length; i++) classes[i] = classOfCode(text.charCodeAt(i));
  return { text, length, classes };
}

/** The class at `at`; outside the text it is a newline, so that the text's edges read as line edges. */
export function classAt(frame: TextFrame, at: number): number {
  return at < 0 || at >= frame.length ? Char.newline : (frame.classes[at] ?? Char.other);
}

export function isThaiLetter(cls: number): boolean {
  return cls >= Char.consonant && cls <= Char.mark;
}

export function isLatinLetter(cls: number): boolean {
  return cls === Char.upper || cls === Char.lower;
}

export function isBlank(cls: number): boolean {
  return cls === Char.space || cls === Char.newline;
}

/** Whether a word may begin or end between code units `at - 1` and `at`: never inside a character cluster or surrogate pair, nor inside a run of Latin letters or of digits. */
export function canBreak(frame: TextFrame, at: number): boolean {
  if (at <= 0 || at >= frame.length) return true;
  const after = classAt(frame, at);
  if (after === Char.mark || after === Char.followVowel) return false;
  const before = classAt(frame, at - 1);
  if (before === Char.leadVowel) return false;
  if (isLatinLetter(after) && isLatinLetter(before)) return false;
  if (after === Char.digit && before === Char.digit) return false;
  if (after === Char.other) {
    const code = frame.text.charCodeAt(at);
    if (code >= 0xdc00 && code < 0xe000) return false;
    if (code >= 0x0300 && code < 0x0370) return false;
  }
  return true;
}

/** Whether nothing of a Thai word stands directly on that side: a blank, punctuation, another script, or the text's edge. */
export function isOpenLeft(frame: TextFrame, at: number): boolean {
  const before = classAt(frame, at - 1);
  return !isThaiLetter(before) && before !== Char.paiyannoi;
}

export function isOpenRight(frame: TextFrame, at: number): boolean {
  return !isThaiLetter(classAt(frame, at));
}

/** Skips spaces (not newlines) leftwards: the offset after the last non-space before `at`. */
export function skipSpacesLeft(frame: TextFrame, at: number): number {
  let i = at;
  while (i > 0 && classAt(frame, i - 1) === Char.space) i--;
  return i;
}

export function skipSpacesRight(frame: TextFrame, at: number): number {
  let i = at;
  while (i < frame.length && classAt(frame, i) === Char.space) i++;
  return i;
}

/** One space to the left of `at`, no more: what parts a head noun from its name. */
export function skipBlank(frame: TextFrame, at: number): number {
  return classAt(frame, at - 1) === Char.space ? at - 1 : at;
}
