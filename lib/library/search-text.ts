/**
 * The form of a text in which it is searched. Two steps: `foldForSearch` makes what a searcher takes for the same the same
 * (case, digits, quotation marks, dashes, white space) without moving an offset; `encodeForSearch` writes it with one byte a
 * character, Thai where ISO 8859-11 has it, which halves the memory and lets engines search it at memory speed.
 */

/** Separates the fields of an article, `FIELDS` in order; ends each. */
export const FIELD_END = '\u0001';
const ESCAPE = 0x02;
/** Other scripts: ESCAPE and four of these, one for each half byte, so that a match cannot begin in the middle. */
const NIBBLE = 0x10;

export const FIELDS = ['text', 'title', 'names', 'notes'] as const;
export type SearchField = (typeof FIELDS)[number];

const TWINS = new Map<number, number>([
  [0x2018, 0x27],
  [0x2019, 0x27],
  [0x201c, 0x22],
  [0x201d, 0x22],
  [0x2013, 0x2d],
  [0x2014, 0x2d],
  [0x2011, 0x2d],
  [0x2026, 0x2e],
]);

function foldUnit(code: number): number {
  if (code < 0x80) {
    if (code >= 0x41 && code <= 0x5a) return code + 0x20;
    return code <= 0x20 || code === 0x7f ? 0x20 : code;
  }
  if (code >= 0x0e00 && code < 0x0e80) return code >= 0x0e50 && code <= 0x0e59 ? code - 0x0e50 + 0x30 : code;
  if (code === 0xa0 || (code >= 0x2000 && code <= 0x200b) || code === 0x3000) return 0x20;
  const twin = TWINS.get(code);
  if (twin !== undefined) return twin;
  const lower = String.fromCharCode(code).toLowerCase();
  return lower.length === 1 ? lower.charCodeAt(0) : code;
}

function stringOf(units: Uint16Array | Uint8Array, length: number): string {
  let text = '';
  // fromCharCode takes its units as arguments, of which engines allow some tens of thousands.
  for (let at = 0; at < length; at += 8192) {
    text += String.fromCharCode(...units.subarray(at, Math.min(length, at + 8192)));
  }
  return text;
}

/** `text` folded, as long as `text`: a place in one is the same place in the other. */
export function foldForSearch(text: string): string {
  const units = new Uint16Array(text.length);
  for (let i = 0; i < text.length; i++) units[i] = foldUnit(text.charCodeAt(i));
  return stringOf(units, text.length);
}

/** `text` folded and written with one byte a character; one text's encoding contains another's as the folded texts do. */
export function encodeForSearch(text: string): string {
  let capacity = text.length + 64;
  let bytes = new Uint8Array(capacity);
  let length = 0;
  for (let i = 0; i < text.length; i++) {
    if (length + 5 > capacity) {
      capacity = capacity * 2 + 5;
      const more = new Uint8Array(capacity);
      more.set(bytes);
      bytes = more;
    }
    const code = foldUnit(text.charCodeAt(i));
    if (code < 0x80) bytes[length++] = code;
    else if (code > 0x0e00 && code <= 0x0e5b) bytes[length++] = code - 0x0e00 + 0xa0;
    else {
      bytes[length++] = ESCAPE;
      for (let shift = 12; shift >= 0; shift -= 4) bytes[length++] = NIBBLE + ((code >> shift) & 15);
    }
  }
  return stringOf(bytes, length);
}

/** The searchable text of an article: its fields encoded, each with its end. */
export function encodeFields(fields: Record<SearchField, string>): string {
  return FIELDS.map((field) => encodeForSearch(fields[field]) + FIELD_END).join('');
}

/** Latin letters and digits, as `encodeForSearch` writes them: where an English word goes on. */
export function isWordByte(code: number): boolean {
  return (code >= 0x61 && code <= 0x7a) || (code >= 0x30 && code <= 0x39);
}

/**
 * Whether a match at `at` counts. Thai has no spaces, so Thai text matches anywhere; an English word must be matched from
 * its beginning (`bank` finds banking, not embankment), and in quotation marks to its end.
 */
export function standsAsWord(text: string, at: number, needle: string, whole: boolean): boolean {
  if (isWordByte(needle.charCodeAt(0)) && at > 0 && isWordByte(text.charCodeAt(at - 1))) return false;
  const end = at + needle.length;
  return !(
    whole &&
    isWordByte(needle.charCodeAt(needle.length - 1)) &&
    end < text.length &&
    isWordByte(text.charCodeAt(end))
  );
}

/** First place from `from` on where `needle` stands in `text` (both folded, or both encoded); -1 if nowhere. */
export function findNeedle(text: string, needle: string, whole: boolean, from = 0): number {
  for (let at = text.indexOf(needle, from); at >= 0; at = text.indexOf(needle, at + 1)) {
    if (standsAsWord(text, at, needle, whole)) return at;
  }
  return -1;
}
