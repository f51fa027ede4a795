import { isConcept, isLatinInitials, readLetterNames } from './latin-acronyms.ts';
import { isThaiInitials } from './thai-initials.ts';

/** A part of a parenthesis, as offsets into the text. */
export interface Part {
  start: number;
  end: number;
}

/** What a parenthesis says of the name before it. */
export interface GlossContent {
  english?: Part;
  acronym?: Part;
  /** What script the acronym is in: Latin, Thai initials, or a Thai short form (สภาหอฯ, ดีอี). */
  acronymForm?: 'latin' | 'thai' | 'short';
  /** A second acronym of the same body: `(กสทช. หรือ NBTC)`. */
  second?: Part;
}

/** Never a gloss, whatever stands before: legal forms, countries, remarks of the reporter. */
const NOT_GLOSS =
  /^(?:มหาชน|องค์การมหาชน|องค์กรมหาชน|ประเทศไทย|ไทยแลนด์|ไทย|ร่าง|เพิ่มเติม|พิเศษ|เดิม|ใหม่|ถ้ามี|ต่อ|สอบสวน|ฉบับ.*|ตั้งแต่.*|โครงการฯ|จำนวน.*|ราว.*|ประมาณ.*|สงวน.*|ขอสงวน.*|ภาพ.*|แฟ้ม.*|เรียบเรียง.*|ที่มา.*|สาย.*|สี.*|ชั้น.*|ฝ่าย.*|นัก.*|ระดับ.*|โทร.*|วัน.*|ตาม.*|ผ่าน.*|เวลา.*|ไม่.*|หรือ.*|รวม.*|เช่น.*|อายุ.*|คือ.*)$/;
const SEPARATOR = /\s*(?:[:;–—/,|]|\s-\s|\sหรือ\s|\sor\s|\sและ\s)\s*/g;
const MONTH_OR_NUMBER =
  /^(?:\d|[๐-๙]|no\.|vol\.|www|http|january|february|march|april|may\b|june|july|august|september|october|november|december|thailand$|@|#)/i;
const LATIN_PHRASE = /^[A-Za-z0-9À-ɏ&.,'’"“”+\-–—/ ()@!]+$/;

/** Abbreviations in Thai initials' form that are no body: months, eras, ranks, posts, laws, units, provinces' marks. */
const NOT_INITIALS = new Set(
  'มค กพ มีค เมย พค มิย กค สค กย ตค พย ธค พศ คศ พรบ พรก พรฎ น กม ชม ซม มม กก ดร ศ รศ ผศ นส ดต สต พลอ พลท พลต พตอ พตท พตต รตอ รตท รตต สส สว จนท กรม ถนน คน ชน มท1 ลบ ลบม ตรม รพสต สปปลาว พรรค ก ข ค ง จ ฉ นม ปวช ปวส ลค รร ผอ'.split(
    ' ',
  ),
);

/** `กระทรวง… (รมว.พม.)`: the post is abbreviated together with the body; the body's initials are the gloss. */
const TITLED =
  /^(?:รมว\.|รมช\.|รองปลัด|ปลัด|รองเลขาธิการ|เลขาธิการ|ปกท\.|รองอธิบดี|อธิบดี|ผอ\.|ผู้ว่าการ|โฆษก|ประธาน)\s?(?=[ก-ฮ.\s]+$)/;

function trimmed(text: string, start: number, end: number): Part {
  let a = start;
  let b = end;
  while (a < b && /[\s"“”'‘’]/.test(text.charAt(a))) a++;
  while (b > a && /[\s"“”'‘’,;:]/.test(text.charAt(b - 1))) b--;
  return { start: a, end: b };
}

/** Splits at the separators that glosses use, not inside nested parentheses. */
function split(text: string, part: Part): Part[] {
  const body = text.slice(part.start, part.end);
  const nested = /^(.*\S)\s*\(([^()]+)\)$/s.exec(body);
  if (nested) {
    const [, outer = '', inner = ''] = nested;
    const innerStart = part.start + body.lastIndexOf('(') + 1;
    return [
      trimmed(text, part.start, part.start + outer.length),
      trimmed(text, innerStart, innerStart + inner.length),
    ];
  }
  const parts: Part[] = [];
  let from = 0;
  for (const found of body.matchAll(SEPARATOR)) {
    parts.push(trimmed(text, part.start + from, part.start + found.index));
    from = found.index + found[0].length;
  }
  parts.push(trimmed(text, part.start + from, part.end));
  return parts.filter((p) => p.end > p.start);
}

/** Posts: `(Senior Manager, Sustainability)` explains a job, not a body. */
const POSTS =
  /\b(?:manager|director|officer|president|minister|secretary|chief|head of|leader|analyst|ambassador|professor|governor|chairman|chairwoman|chairperson|spokesperson|spokesman|commissioner|economist|advis[eo]r|founder|dean|editor|partner|specialist|expert|trainer|coach|consultant)\b/i;

function isEnglishPhrase(text: string): boolean {
  if (!LATIN_PHRASE.test(text) || MONTH_OR_NUMBER.test(text)) return false;
  if (POSTS.test(text) && !/\b(?:office|department|association|institute|council|club)\b/i.test(text))
    return false;
  return /[a-z]/.test(text) && /[A-Z]/.test(text) && text.length <= 160;
}

function isCapitals(text: string): boolean {
  return /^[A-Z][A-Z0-9&.\- ]{1,24}$/.test(text);
}

type Reading = 'latin' | 'english' | 'thai' | 'short' | 'none';

function readPart(text: string): Reading {
  // Codes of stations, rooms, forms: PK21, A380.
  if (/^[A-Z]{1,3}-?\d{2,}[A-Z]?$/.test(text)) return 'none';
  if (NOT_GLOSS.test(text) || MONTH_OR_NUMBER.test(text)) return 'none';
  if (isLatinInitials(text)) return isConcept(text) ? 'none' : 'latin';
  if (isCapitals(text) && !text.includes(' ')) return isConcept(text) ? 'none' : 'latin';
  if (isEnglishPhrase(text) || isCapitals(text)) return 'english';
  if (isThaiInitials(text)) {
    return NOT_INITIALS.has(text.replace(/[.\s]/g, '')) ? 'none' : 'thai';
  }
  const letters = readLetterNames(text, 0);
  if (letters.end === text.length && letters.letters.length >= 2)
    return isConcept(letters.letters) ? 'none' : 'short';
  if (/^[ก-๎]{2,24}ฯ?$/.test(text)) return 'short';
  return 'none';
}

/**
 * Reads what stands between two parentheses; null when it is no gloss in form. Whether a name stands before it is not
 * asked here.
 */
export function readGlossContent(text: string, open: number, close: number): GlossContent | null {
  const whole = trimmed(text, open + 1, close);
  const body = text.slice(whole.start, whole.end);
  if (body === '' || NOT_GLOSS.test(body) || /https?:|www\./.test(body)) return null;
  const titled = TITLED.exec(body);
  if (titled) {
    const part = { start: whole.start + titled[0].length, end: whole.end };
    if (readPart(text.slice(part.start, part.end)) === 'thai') return { acronym: part, acronymForm: 'thai' };
  }
  const wholeReading = readPart(body);
  if (wholeReading === 'latin') return { acronym: whole, acronymForm: 'latin' };
  if (wholeReading === 'thai') return { acronym: whole, acronymForm: 'thai' };

  const parts = split(text, whole);
  if (parts.length >= 2) {
    const pair = readPair(text, whole, parts);
    if (pair) return pair;
  }
  if (wholeReading === 'english') return { english: whole };
  if (wholeReading === 'short') return { acronym: whole, acronymForm: 'short' };
  return null;
}

function readPair(text: string, whole: Part, parts: Part[]): GlossContent | null {
  const first = parts[0]!;
  const last = parts[parts.length - 1]!;
  const firstReading = readPart(text.slice(first.start, first.end));
  const lastReading = readPart(text.slice(last.start, last.end));
  const isAcronym = (reading: Reading): reading is 'latin' | 'thai' =>
    reading === 'latin' || reading === 'thai';
  if (parts.length === 2 && isAcronym(firstReading) && isAcronym(lastReading)) {
    return { acronym: first, acronymForm: firstReading, second: last };
  }
  // English that itself holds commas: only the outer part is the acronym.
  if (isAcronym(lastReading)) {
    const english = trimmed(text, whole.start, parts[parts.length - 2]!.end);
    if (readPart(text.slice(english.start, english.end)) === 'english') {
      return { english, acronym: last, acronymForm: lastReading };
    }
  }
  if (isAcronym(firstReading)) {
    const english = trimmed(text, parts[1]!.start, whole.end);
    if (readPart(text.slice(english.start, english.end)) === 'english') {
      return { english, acronym: first, acronymForm: firstReading };
    }
  }
  return null;
}
