import { leftCues, titleCues } from './edge-cues.ts';
import { type Part, readGlossContent } from './gloss-content.ts';
import type { KnownSpans } from './known-spans.ts';
import { initialsAgree, isConcept, readLetterNames } from './latin-acronyms.ts';
import { type Head, headSet } from './organisation-heads.ts';
import type { Parenthesis } from './parentheses.ts';
import { soundAgreement } from './sound-agreement.ts';
import {
  Char,
  canBreak,
  classAt,
  isLatinLetter,
  isThaiLetter,
  skipSpacesLeft,
  type TextFrame,
} from './text-frame.ts';
import { initialLetters, initialsFit } from './thai-initials.ts';
import type { EntityType } from './types.ts';

/** A name that the text itself explains in parentheses. */
export interface GlossReading {
  /** The name before the parenthesis. */
  name: Part;
  english?: Part;
  acronym?: Part;
  acronymForm?: 'latin' | 'thai' | 'short';
  second?: Part;
  kind: 'name' | 'event';
  type: EntityType;
  /** 0…1 */
  confidence: number;
  /** The parenthesis with its brackets. */
  paren: Part;
  /** The name is in Latin script: known as a name and its initials, not a pair in two languages. */
  latinName: boolean;
}

/** How far to the left a name may begin, in code units; the longest in the gold texts has 96. */
const REACH = 150;
const ACCEPT = 2.4;
/** How far a head noun that agrees with the English may stand inside the name (โครงการ… เดือนแห่ง… ~ Mind Month). */
const INNER_REACH = 26;

/** English phrases in parentheses that gloss a common noun. */
const COMMON_ENGLISH =
  /^(?:video conference|zoom(?: meeting)?|call cent(?:er|re)|business matching|one stop service|soft loan|workshop|road ?show|new normal|soft power|big data|social distancing|home isolation|state quarantine|circular economy|carbon neutrality|rule of law|safe space|micro grid|smart grid|press conference|memorandum of .*|focus group|public (?:forum|hearing)|action plan|road ?map|master plan|net zero.*|credit rating|kick ?off|site visit|open house|live|online|on-?site|hybrid|platform|hub|startup|start-up|timeline|template|check ?in|quick win|game changer|supply chain|value chain|cluster|model|roadmap|regulator|operator)$/i;

/** English words that make a phrase an organisation's, an event's or a programme's name. */
const NAMING_WORDS =
  /\b(?:ministry|department|office|agency|authority|commission|committee|council|board|bureau|bank|fund|university|college|school|institute|institution|academy|hospital|association|federation|foundation|society|union|league|club|party|court|cent(?:er|re)|corporation|company|co|ltd|limited|inc|plc|group|holdings?|organi[sz]ation|administration|chamber|exchange|embassy|consulate|army|navy|force|command|police|station|news|times|post|press|museum|library|network|alliance|forum|summit|conference|congress|expo|fair|festival|exhibition|week|day|month|agreement|partnership|convention|framework|protocol|treaty|programme|program|project|initiative|corridor|zone|cooperation|secretariat|service|services|division|intelligence|laboratory|observatory|airport|airlines?|airways|railway|shipyard|museum|park)\b/i;

const GENERIC_ENDS =
  /(?:ปัญญาประดิษฐ์|เศรษฐกิจหมุนเวียน|ยานยนต์ไฟฟ้า|รถยนต์ไฟฟ้า|บันทึกความเข้าใจ|ความร่วมมือ|การค้าเสรี|เทียบกับ.{0,25}|ผลิตภัณฑ์มวลรวม.{0,20}|ผู้ประกอบการ|เป้าหมายการพัฒนาที่ยั่งยืน|คาร์บอน|ออนไลน์|ฝุ่นละออง.{0,20}|ทางไกล|โคโรนา.{0,10}|โควิด.{0,5}|ขนาดกลางและขนาดย่อม|ธรรมาภิบาล|การลงทุนทางตรง.{0,14}|ใบอนุญาต|ระบบ.{0,30}|เทคโนโลยี.{0,16})$/;

/** Reads the names that the text explains in parentheses, in the order of the text. */
export function readInTextGlosses(
  frame: TextFrame,
  parentheses: readonly Parenthesis[],
  known: KnownSpans,
): GlossReading[] {
  const readings: GlossReading[] = [];
  let consumed = -1;
  for (const pair of parentheses) {
    if (pair.open < consumed) continue;
    const content = readGlossContent(frame.text, pair.open, pair.close);
    if (!content) continue;
    const reading = findName(frame, pair, content, known);
    if (!reading) continue;
    readings.push(reading);
    consumed = pair.close;
  }
  return readings;
}

interface LeftEdge {
  start: number;
  score: number;
  head: Head | null;
  known: 'full' | 'model' | null;
  /** The head noun and the English name are of one kind (ศูนย์ ~ Center). */
  agrees: boolean;
  type?: EntityType;
}

function findName(
  frame: TextFrame,
  pair: Parenthesis,
  content: ReturnType<typeof readGlossContent> & object,
  known: KnownSpans,
): GlossReading | null {
  let end = skipSpacesLeft(frame, pair.open);
  while (end > 0 && isQuote(frame.text.charAt(end - 1))) end--;
  if (end <= 0 || pair.open - end > 3) return null;
  const last = classAt(frame, end - 1);
  const english = content.english && frame.text.slice(content.english.start, content.english.end);
  const acronym = content.acronym && frame.text.slice(content.acronym.start, content.acronym.end);
  if (isLatinLetter(last)) return latinName(frame, pair, content, end);
  const afterParen = classAt(frame, end - 1) === Char.close;
  if (
    !isThaiLetter(last) &&
    last !== Char.paiyannoi &&
    last !== Char.digit &&
    !afterParen &&
    last !== Char.dot
  )
    return null;
  if (english && COMMON_ENGLISH.test(english)) return null;

  if (
    content.acronymForm === 'short' &&
    acronym &&
    content.acronym &&
    !isShortForm(frame, content.acronym, end, known)
  )
    return null;
  const best = bestLeftEdge(frame, end, english, acronym, content.acronymForm, known);
  if (!best || best.score < ACCEPT) return null;
  const name = { start: best.start, end };
  const surface = frame.text.slice(name.start, name.end);
  if (best.known === null && GENERIC_ENDS.test(surface) && !best.head) return null;
  const isEvent = best.head?.event === true && best.known !== 'full';
  const type = best.type ?? best.head?.type ?? 'other';
  return {
    name,
    ...(content.english && { english: content.english }),
    ...(content.acronym && { acronym: content.acronym }),
    ...(content.acronymForm && { acronymForm: content.acronymForm }),
    ...(content.second && { second: content.second }),
    kind: isEvent || type === 'event' || type === 'programme' ? 'event' : 'name',
    type,
    confidence: Math.min(0.99, 0.6 + (best.score - ACCEPT) * 0.1),
    paren: { start: pair.open, end: pair.close + 1 },
    latinName: false,
  };
}

/** Whether a Thai word in parentheses can be a short form: spelled-out letters, a form with ฯ or a head noun, or a name by itself. */
function isShortForm(frame: TextFrame, part: Part, nameEnd: number, known: KnownSpans): boolean {
  const surface = frame.text.slice(part.start, part.end);
  const spelled = readLetterNames(surface, 0);
  if (spelled.end === surface.length) return true;
  if (known.endingAt(nameEnd).some((span) => span.hasForm?.(surface))) return true;
  if (
    known
      .startingAt(part.start)
      .some((span) => span.end === part.end && (span.source === 'model' ? span.weight >= 0.5 : !span.guarded))
  )
    return true;
  const head = headSet.startingAt(frame, part.start);
  if (!head || head.value.event) return false;
  const before = frame.text.slice(Math.max(0, nameEnd - REACH), nameEnd);
  return before.includes(head.word) && (surface.endsWith('ฯ') || surface.length > head.word.length + 2);
}

function isQuote(char: string): boolean {
  return char === '"' || char === '”' || char === '’' || char === "'" || char === '»';
}

/** `Thailand MICE Venue Standards (TMVS)`: capitalised words before initials that agree with them. */
function latinName(
  frame: TextFrame,
  pair: Parenthesis,
  content: { english?: Part; acronym?: Part; acronymForm?: string },
  end: number,
): GlossReading | null {
  if (!content.acronym || content.english || content.acronymForm !== 'latin') return null;
  const acronym = frame.text.slice(content.acronym.start, content.acronym.end);
  if (isConcept(acronym)) return null;
  const from = Math.max(0, end - 120);
  const before = frame.text.slice(from, end);
  const phrase = /(?:(?:[A-Z][\w&.'’-]*|of|the|and|for|in|on|to|&)\s+){0,12}[A-Z][\w&.'’-]*$/.exec(before);
  if (!phrase) return null;
  let words = phrase[0].replace(/^(?:(?:of|the|and|for|in|on|to|&)\s+)+/, '');
  while (words.includes(' ') && !firstLetterAgrees(acronym, words))
    words = words.slice(words.indexOf(' ') + 1).trimStart();
  if (!words.includes(' ') || !initialsAgree(acronym, words)) return null;
  const isEvent = /\b(?:standards?|summit|conference|expo|fair|project|programme|program|agreement)\b/i.test(
    words,
  );
  return {
    name: { start: end - words.length, end },
    acronym: content.acronym,
    acronymForm: 'latin',
    kind: isEvent ? 'event' : 'name',
    type: isEvent ? 'programme' : 'other',
    confidence: 0.8,
    paren: { start: pair.open, end: pair.close + 1 },
    latinName: true,
  };
}

function firstLetterAgrees(acronym: string, words: string): boolean {
  return words.charAt(0).toLowerCase() === acronym.charAt(0).toLowerCase() && initialsAgree(acronym, words);
}

interface KnownEdge {
  weight: number;
  full: boolean;
  /** The body is known by another English name or other initials than those in the parenthesis. */
  refuted: boolean;
  /** The glossary knows the acronym as this very body's. */
  pair?: boolean;
  type?: EntityType;
}

/** What such a known body is worth as the name that is glossed. */
const REFUTED = -1.5;
/** A whole name of the glossary is not cut by its gloss: what an edge inside it loses. */
const INSIDE_NAME = 6;

/** What is known to end where the name ends, by its start. */
function weighKnown(
  frame: TextFrame,
  end: number,
  english: string | undefined,
  acronym: string | undefined,
  acronymForm: string | undefined,
  known: KnownSpans,
): Map<number, KnownEdge> {
  const edges = new Map<number, KnownEdge>();
  const spans = [...known.endingAt(end)].sort((a, b) => b.start - a.start);
  let innerWeight = 0;
  let innerPair: string | null = null;
  for (const span of spans) {
    const full = span.source !== 'model' && !span.guarded;
    const isThaiName = span.role === 'thai' || span.role === 'other-thai';
    let weight = full ? (isThaiName ? 4 : 2.5) : 3 * span.weight;
    // Another English name than the body's own is not its gloss when the Thai is brief (อาเซียน (ASEAN Taxonomy)).
    const brief = !isThaiName || end - span.start < 12;
    const refuted =
      full &&
      span.hasForm !== undefined &&
      ((english !== undefined && brief && !span.hasForm(english)) ||
        (acronym !== undefined &&
          brief &&
          acronymForm === 'latin' &&
          span.initials === true &&
          !span.hasForm(acronym)));
    if (refuted) weight = 0;
    let pair = false;
    // A full name that holds another one is at least as good an edge (สภาหอการค้า… ~ หอการค้า…).
    if (full && isThaiName) weight = Math.max(weight, innerWeight + 0.3);
    if (full && isThaiName) innerWeight = weight;
    // The glossary knows this very pair, or knows the body by other initials. An office and its commission share theirs.
    if (acronym && span.hasForm) {
      const surface = frame.text.slice(span.start, end);
      if (span.hasForm(acronym)) {
        weight += 2.5;
        pair = true;
        if (full) innerPair = surface;
      } else if (innerPair !== null && /^(?:สำนักงาน|สนง\.)$/.test(surface.slice(0, -innerPair.length)))
        weight += 2.5;
      else if (acronymForm !== 'short') weight -= 1;
    }
    const seen = edges.get(span.start);
    if (seen) {
      seen.weight = Math.max(seen.weight, weight) + 0.5;
      if (full) seen.full = true;
      seen.refuted = full ? refuted : seen.refuted || refuted;
    } else edges.set(span.start, { weight, full, refuted, pair, ...(span.type && { type: span.type }) });
  }
  return edges;
}

/**
 * Weighs every place where the name that ends at `end` may begin. The weights were set by reading the glosses of the
 * training texts and of the government corpus; their unit is "one good sign".
 */
function bestLeftEdge(
  frame: TextFrame,
  end: number,
  english: string | undefined,
  acronym: string | undefined,
  acronymForm: string | undefined,
  known: KnownSpans,
): LeftEdge | null {
  const knownHere = weighKnown(frame, end, english, acronym, acronymForm, known);
  const wholeFrom = Math.min(
    ...known
      .endingAt(end)
      .filter((span) => span.source !== 'model' && span.role === 'thai' && !span.guarded)
      .map((span) => span.start),
  );
  const lowest = Math.max(0, end - REACH);
  let best: LeftEdge | null = null;
  let spaces = 0;
  let stops = 0;
  let depth = 0;
  let innerAgreesAt = Number.POSITIVE_INFINITY;
  for (let at = end - 1; at >= lowest; at--) {
    const cls = classAt(frame, at);
    if (cls === Char.newline) break;
    if (cls === Char.close) depth++;
    else if (cls === Char.open) {
      depth--;
      if (depth < 0) break;
    } else if (cls === Char.quote || isOpeningQuote(frame.text.charAt(at))) {
      if (at < end - 1) break;
    } else if (cls === Char.space && depth === 0) spaces++;
    if (depth > 0) continue;
    const char = frame.text.charAt(at);
    if ((char === ',' || char === ';' || char === ':' || char === '!' || char === '?') && at < end - 1) break;
    if (!isThaiLetter(cls) && cls !== Char.digit && !isLatinLetter(cls)) continue;
    if (!canBreak(frame, at)) continue;
    if (INSIDE_STOPS.test(frame.text.slice(at, at + 12))) stops++;
    if (stops > 2) break;
    const head = headSet.startingAt(frame, at);
    const here = knownHere.get(at);
    const isOpen = opensLeft(frame, at);
    if (!head && !here && !isOpen && !leftCues.endingAt(frame, at)) continue;
    const edge = weigh(
      frame,
      at,
      end,
      head?.value ?? null,
      head?.word.length ?? 0,
      here,
      isOpen,
      english,
      acronym,
      acronymForm,
    );
    if (at > wholeFrom && !knownHere.get(wholeFrom)?.refuted && !here?.pair) edge.score -= INSIDE_NAME;
    if (edge.agrees) innerAgreesAt = at;
    else if (innerAgreesAt - at <= INNER_REACH && head && edge.known !== 'full') {
      edge.score += head.value.event ? 3 : 1.2;
    }
    edge.score -= spaces * (head?.value.event ? 0.15 : 0.4) + stops * 1.2;
    if (!best || edge.score > best.score + (edge.known || edge.head ? 0 : 0.3)) best = edge;
  }
  return best;
}

const INSIDE_STOPS =
  /^(?:กล่าวว่า|เปิดเผยว่า|ระบุว่า|นาย|นางสาว|นาง|น\.ส\.|ร่วมกับ|ได้รับ|จะ|พร้อมด้วย|รวมถึง|เพื่อให้|อธิบดี|ปลัดกระทรวง|รัฐมนตรี|ผู้อำนวยการ|เลขาธิการ|ประธาน(?!า)|เป็นประธาน|ได้แก่|จัดขึ้น|ดำเนินการ|เช่น|อาทิ|ทั้งนี้|โดยมี|โดย)/;

function isOpeningQuote(char: string): boolean {
  return char === '“' || char === '‘' || char === '«';
}

function opensLeft(frame: TextFrame, at: number): boolean {
  const before = classAt(frame, at - 1);
  return !isThaiLetter(before) && before !== Char.paiyannoi && before !== Char.dot;
}

function weigh(
  frame: TextFrame,
  at: number,
  end: number,
  head: Head | null,
  headLength: number,
  here: KnownEdge | undefined,
  isOpen: boolean,
  english: string | undefined,
  acronym: string | undefined,
  acronymForm: string | undefined,
): LeftEdge {
  let score = 0;
  let agrees = false;
  if (here) score += here.refuted ? REFUTED : here.weight;
  const length = end - at;
  const bodied = head !== null && length >= headLength + 2;
  if (head && bodied) score += head.event ? 1 : head.strength === 'strong' ? 2 : 0.9;
  if (titleCues.endingAt(frame, at)) score += 1;
  else if (isOpen) score += 0.8;
  else if (leftCues.endingAt(frame, at)) score += 0.6;
  else score -= 0.6;
  const surface = frame.text.slice(at, end);
  if (english) {
    const lower = english.toLowerCase();
    agrees = head !== null && bodied && head.english.some((word) => new RegExp(`\\b${word}`).test(lower));
    const sound =
      head && !agrees
        ? soundAgreement(frame.text.slice(at + headLength, end), english)
        : soundAgreement(surface, english);
    if (agrees) score += 1.6;
    if (sound >= 0.6 && here && !here.refuted) score += 1.5;
    else if (sound >= 0.7 && head && !head.event) score += 1;
    if (!agrees && sound < 0.6 && !NAMING_WORDS.test(english)) score -= head?.event ? 1.5 : 0.8;
    if (!agrees && head?.event && !here) score -= 0.6;
    if (!/\s/.test(english) && /^[a-z]/.test(english)) score -= 2;
  }
  if (acronym) {
    if (acronymForm === 'thai') {
      const fit = initialsFit(frame, initialLetters(acronym), at, at + headLength, end);
      score += fit === 0 ? -1.2 : 1.6 * fit;
      if (fit >= 0.95 && !head && !here) score += 0.4;
    } else if (acronymForm === 'short') {
      score -= head || here ? 0.2 : 1.5;
      if (head && acronym.startsWith(frame.text.slice(at, at + headLength))) score += 1;
    } else {
      score += here || (head && !head.event) ? 0.3 : 0;
      if (head?.event && bodied) score += 1;
    }
  }
  if (length < 4) score -= 1.5;
  return {
    start: at,
    score,
    head,
    agrees,
    known: here ? (here.full ? 'full' : 'model') : null,
    ...(here?.type && { type: here.type }),
  };
}
