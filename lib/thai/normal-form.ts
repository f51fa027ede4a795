/**
 * One spelling for one word: Thai on web pages comes with decomposed ํา, marks in the order in which they were
 * typed, doubled marks, zero-width characters between words and glyph codes left over from PDF files. Matching
 * and the model read the normal form; everything that leaves the recogniser points into the text as given.
 *
 * All offsets are UTF-16 code units. The normal form is never longer than the text. Lone surrogates pass.
 */
export interface NormalText {
  readonly text: string;
  /** Where the unit at `offset` of the normal form begins in the text as given; its length for the end. */
  toOriginal(offset: number): number;
  /** Where the part of the normal form before `offset` ends in the text as given (what was dropped after it left out). */
  toOriginalEnd(offset: number): number;
  /** The first unit of the normal form that begins at or after `offset` of the text as given. */
  toNormal(offset: number): number;
}

const NIKHAHIT = 0x0e4d;
const SARA_AA = 0x0e32;
const SARA_AM = 0x0e33;
const SARA_E = 0x0e40;
const SARA_AE = 0x0e41;

const KIND_PLAIN = 0;
/** ั ิ ี ึ ื ุ ู ฺ ็: written before a tone mark. */
const KIND_VOWEL_MARK = 1;
/** ่ ้ ๊ ๋ ์ ํ ๎: written after a vowel mark. */
const KIND_TONE_MARK = 2;
const KIND_DROPPED = 3;

/** Kind of each Thai character, indexed from U+0E00. */
const THAI_KIND = new Uint8Array(0x60);
for (const code of [0x31, 0x34, 0x35, 0x36, 0x37, 0x38, 0x39, 0x3a, 0x47]) THAI_KIND[code] = KIND_VOWEL_MARK;
for (const code of [0x48, 0x49, 0x4a, 0x4b, 0x4c, 0x4d, 0x4e]) THAI_KIND[code] = KIND_TONE_MARK;

/**
 * U+F700–F71A: the shifted glyphs that Windows Thai fonts kept in the private use area (Microsoft's Thai font
 * conventions), found in text copied out of PDF files.
 */
const SHIFTED_GLYPHS = [
  0x0e10, 0x0e34, 0x0e35, 0x0e36, 0x0e37, 0x0e48, 0x0e49, 0x0e4a, 0x0e4b, 0x0e4c, 0x0e48, 0x0e49, 0x0e4a,
  0x0e4b, 0x0e4c, 0x0e0d, 0x0e31, 0x0e4d, 0x0e47, 0x0e48, 0x0e49, 0x0e4a, 0x0e4b, 0x0e4c, 0x0e38, 0x0e39,
  0x0e3a,
];

/** The character to read for `code`: shifted glyphs, odd spaces and full-width ASCII have a plain twin. */
function plainTwin(code: number): number {
  if (code < 0xa0) return code;
  if (code === 0xa0) return 0x20;
  if (code < 0x2000) return code;
  if (code <= 0x200a || code === 0x202f || code === 0x205f || code === 0x3000) return 0x20;
  if (code >= 0xf700 && code <= 0xf71a) return SHIFTED_GLYPHS[code - 0xf700]!;
  if (code >= 0xff01 && code <= 0xff5e) return code - 0xfee0;
  return code;
}

/** Characters without width or meaning of their own: soft hyphen, zero-width, direction marks, byte order mark. */
function isDropped(code: number): boolean {
  if (code === 0xad) return true;
  if (code < 0x200b) return code === 0x61c || code === 0x180e;
  return (
    code <= 0x200f ||
    (code >= 0x202a && code <= 0x202e) ||
    (code >= 0x2060 && code <= 0x2064) ||
    (code >= 0x2066 && code <= 0x2069) ||
    code === 0xfeff
  );
}

function kindOf(code: number): number {
  if (code >= 0x0e00 && code < 0x0e60) return THAI_KIND[code - 0x0e00]!;
  if (code >= 0xad && isDropped(code)) return KIND_DROPPED;
  return KIND_PLAIN;
}

/** True where two neighbouring units (or one) may change; almost all text has none and is passed through. */
function firstIrregularity(text: string): number {
  let before = 0;
  let kindBefore = KIND_PLAIN;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code < 0x80) {
      before = code;
      kindBefore = KIND_PLAIN;
      continue;
    }
    if (plainTwin(code) !== code || code === NIKHAHIT) return i;
    const kind = kindOf(code);
    if (kind === KIND_DROPPED) return i;
    if (kind === KIND_VOWEL_MARK && (kindBefore === KIND_TONE_MARK || before === code)) return i;
    if (kind === KIND_TONE_MARK && (before === code || before === SARA_AM)) return i;
    if (code === SARA_E && before === SARA_E) return i;
    before = code;
    kindBefore = kind;
  }
  return -1;
}

function identity(text: string): NormalText {
  const clamp = (offset: number): number => Math.max(0, Math.min(text.length, offset));
  return { text, toOriginal: clamp, toOriginalEnd: clamp, toNormal: clamp };
}

/** Writes the normal form and, for each of its units, where that unit begins and ends in the text as given. */
class Writer {
  readonly units: Uint16Array;
  readonly starts: Uint32Array;
  readonly ends: Uint32Array;
  length = 0;

  constructor(capacity: number) {
    this.units = new Uint16Array(capacity);
    this.starts = new Uint32Array(capacity + 1);
    this.ends = new Uint32Array(capacity);
  }

  put(code: number, start: number, end: number): void {
    this.units[this.length] = code;
    this.starts[this.length] = start;
    this.ends[this.length] = end;
    this.length++;
  }

  /**
   * A rewritten group stands for its source as a whole: its first unit begins and its last ends where the
   * source does; between them the units take the source's places in order.
   */
  putGroup(codes: readonly number[], places: readonly number[]): void {
    const end = places[places.length - 1]! + 1;
    for (let k = 0; k < codes.length; k++) {
      const last = k === codes.length - 1;
      this.put(codes[k]!, places[k]!, last ? end : places[k]! + 1);
    }
  }

  string(): string {
    const parts: string[] = [];
    // fromCharCode takes its units as arguments, of which engines allow some tens of thousands.
    for (let at = 0; at < this.length; at += 8192) {
      parts.push(String.fromCharCode(...this.units.subarray(at, Math.min(this.length, at + 8192))));
    }
    return parts.join('');
  }
}

/** Vowel marks before tone marks, each kind in its order, a mark repeated at once written once. */
function orderMarks(marks: readonly number[]): number[] {
  const ordered: number[] = [];
  for (const wanted of [KIND_VOWEL_MARK, KIND_TONE_MARK]) {
    for (const mark of marks) {
      if (kindOf(mark) === wanted && ordered[ordered.length - 1] !== mark) ordered.push(mark);
    }
  }
  return ordered;
}

/** The normal form of `text` with the way back. Linear in the length of the text. */
export function normalise(text: string): NormalText {
  const irregular = firstIrregularity(text);
  if (irregular < 0) return identity(text);

  const length = text.length;
  const out = new Writer(length);

  /** Reads the marks from `at` on, across dropped characters; answers where the next plain character stands. */
  const readMarks = (at: number, marks: number[], places: number[]): number => {
    let i = at;
    for (; i < length; i++) {
      const code = plainTwin(text.charCodeAt(i));
      const kind = kindOf(code);
      if (kind === KIND_DROPPED) continue;
      if (kind === KIND_PLAIN) break;
      marks.push(code);
      places.push(i);
    }
    return i;
  };

  let i = 0;
  while (i < length) {
    const code = plainTwin(text.charCodeAt(i));
    const kind = kindOf(code);
    if (kind === KIND_DROPPED) {
      i++;
      continue;
    }
    if (code === SARA_E) {
      let next = i + 1;
      while (next < length && kindOf(text.charCodeAt(next)) === KIND_DROPPED) next++;
      if (next < length && text.charCodeAt(next) === SARA_E) {
        out.put(SARA_AE, i, next + 1);
        i = next + 1;
      } else {
        out.put(SARA_E, i, i + 1);
        i++;
      }
      continue;
    }
    if (kind === KIND_PLAIN && code !== SARA_AM) {
      out.put(code, i, i + 1);
      i++;
      continue;
    }

    // A run of marks, with the า or ำ that may close it and the tone mark that may be typed after that.
    const marks: number[] = [];
    const places: number[] = [];
    let next = readMarks(i, marks, places);
    const closing = next < length ? plainTwin(text.charCodeAt(next)) : 0;
    const composed = closing === SARA_AM || (closing === SARA_AA && marks.includes(NIKHAHIT));
    if (composed) {
      const before = marks.filter((mark) => mark !== NIKHAHIT);
      places.push(next);
      next++;
      const late: number[] = [];
      const latePlaces: number[] = [];
      const afterLate = readMarks(next, late, latePlaces);
      // Before another า or ำ the late mark belongs there.
      const follower = afterLate < length ? plainTwin(text.charCodeAt(afterLate)) : 0;
      const lateTones =
        late.length > 0 &&
        follower !== SARA_AA &&
        follower !== SARA_AM &&
        late.every((mark) => kindOf(mark) === KIND_TONE_MARK && mark !== NIKHAHIT) &&
        !before.some((mark) => kindOf(mark) === KIND_TONE_MARK);
      if (lateTones) {
        before.push(...late);
        for (const place of latePlaces) places.push(place);
        next = afterLate;
      }
      const ordered = orderMarks(before);
      ordered.push(SARA_AM);
      out.putGroup(ordered, places);
      i = next;
      continue;
    }
    const ordered = orderMarks(marks);
    out.putGroup(ordered, places);
    i = next;
  }

  const normal = out.string();
  const { starts, ends } = out;
  const normalLength = out.length;
  starts[normalLength] = length;
  return {
    text: normal,
    toOriginal: (offset) => starts[Math.max(0, Math.min(normalLength, offset))]!,
    toOriginalEnd: (offset) => (offset <= 0 ? 0 : ends[Math.min(normalLength, offset) - 1]!),
    toNormal: (offset) => {
      let low = 0;
      let high = normalLength;
      while (low < high) {
        const middle = (low + high) >> 1;
        if (starts[middle]! < offset) low = middle + 1;
        else high = middle;
      }
      return low;
    },
  };
}

/** Thai digits as ASCII digits; as long as `text`, so that offsets stay. */
export function asciiDigits(text: string): string {
  return text.replace(/[๐-๙]/g, (digit) => String.fromCharCode(digit.charCodeAt(0) - 0x0e50 + 0x30));
}
