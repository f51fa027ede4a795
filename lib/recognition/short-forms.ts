import type { Candidate } from './candidates.ts';
import { leftCues, rightStops, titleCues } from './edge-cues.ts';
import { headSet } from './organisation-heads.ts';
import {
  Char,
  canBreak,
  classAt,
  isOpenLeft,
  isThaiLetter,
  skipSpacesRight,
  type TextFrame,
} from './text-frame.ts';
import type { EntityType } from './types.ts';
import { WordSet } from './word-set.ts';

/** A form cut short with ฯ: `กรมฯ`, `สมาคมกีฬาฟุตบอลฯ`. */
export interface CutForm {
  start: number;
  end: number;
  /** What stands before ฯ. */
  stem: string;
  /** Length of the head noun the stem begins with. */
  headLength: number;
  type: EntityType;
  /** A bare head noun after a post (`นายก[สมาคม]`): it points to a body that the text names somewhere. */
  titled?: boolean;
}

const LONGEST_STEM = 80;
const NEAR = 32;
/** Stems that are no body's: posts, cities, countries, phrases (they are abbreviations of their own). */
const NO_BODY =
  /^(?:นายก|รองนายก|กรุงเทพ|สหรัฐ|โปรดเกล้า|ทูลเกล้า|น้อมเกล้า|ปลัด|รองปลัด|เลขา|ผู้ว่า|ที่ปรึกษา|โครงการ|พ\.ร\.บ|ประธาน|โฆษก|รัฐมนตรี|มาตรการ|งาน|การประชุม|ที่ประชุม)/;

/**
 * Every `…ฯ` that begins with a head noun of organisations: from the leftmost head whose stem begins a name of the text
 * (`stems`), else from the nearest head with a boundary before it.
 */
export function findCutForms(frame: TextFrame, stems: StemSet): CutForm[] {
  const forms: CutForm[] = [];
  for (let mark = frame.text.indexOf('ฯ'); mark >= 0; mark = frame.text.indexOf('ฯ', mark + 1)) {
    if (frame.text.startsWith('ฯลฯ', mark)) continue;
    if (frame.text.startsWith('ฯล', mark - 2)) continue;
    const form = readCutForm(frame, mark, stems);
    if (form) forms.push(form);
  }
  return forms;
}

function readCutForm(frame: TextFrame, mark: number, stems: StemSet): CutForm | null {
  let known: CutForm | null = null;
  let nearest: CutForm | null = null;
  const lowest = Math.max(0, mark - LONGEST_STEM);
  for (let at = mark - 2; at >= lowest; at--) {
    if (!isThaiLetter(classAt(frame, at))) break;
    if (!canBreak(frame, at)) continue;
    const head = headSet.startingAt(frame, at);
    if (!head || head.value.event || at + head.word.length > mark) continue;
    const stem = frame.text.slice(at, mark);
    if (NO_BODY.test(stem)) continue;
    const form = { start: at, end: mark + 1, stem, headLength: head.word.length, type: head.value.type };
    if (stems.begins(stem)) known = form;
    const bounded = isOpenLeft(frame, at) || leftCues.endingAt(frame, at) !== null;
    if (!nearest || (bounded && mark - at <= NEAR && !rightStopInside(frame, at + head.word.length, mark)))
      nearest = form;
  }
  return known ?? nearest;
}

/** Whether a function word stands inside: then the stem runs over a clause. */
function rightStopInside(frame: TextFrame, from: number, to: number): boolean {
  for (let at = from; at < to; at++) if (canBreak(frame, at) && rightStops.startingAt(frame, at)) return true;
  return false;
}

/** Names of the text, asked whether one begins with a stem. Sorted once; each question is a binary search. */
export class StemSet {
  readonly #sorted: string[];

  constructor(names: Iterable<string>) {
    this.#sorted = [...new Set(names)].sort();
  }

  begins(stem: string): boolean {
    let low = 0;
    let high = this.#sorted.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.#sorted[middle]! < stem) low = middle + 1;
      else high = middle;
    }
    // The stem itself with ฯ is in the text; a longer name has to be.
    for (let i = low; i < this.#sorted.length && i < low + 3; i++) {
      const name = this.#sorted[i]!;
      if (name.startsWith(stem) && name.length > stem.length + 1) return true;
    }
    return false;
  }
}

/** Head nouns that, alone, can stand for the body just named (guideline: "a bare สมาคม/กรม/บริษัท with a clear antecedent"). */
const BARE_HEADS: WordSet<EntityType> = new WordSet<EntityType>([
  ['สมาคม', 'association'],
  ['สหพันธ์', 'association'],
  ['กรม', 'government'],
  ['บริษัท', 'company'],
  ['มูลนิธิ', 'foundation'],
  ['สโมสร', 'sports'],
  ['สหภาพ', 'association'],
]);
/** Head nouns of that length are no part of another word (กรม is, of โปรแกรม). */
const UNMISTAKABLE = 5;
/** What a body does or has: after a bare head noun it shows that no name follows. */
const PREDICATES: WordSet<true> = WordSet.of(
  'ได้ จะ ยัง ก็ มี เป็น ต้อง ขอ ไม่ พร้อม เคย กำลัง จึง อาจ สามารถ ควร เอง กล่าว ระบุ แจ้ง เปิดเผย ชี้แจง ยืนยัน เห็นว่า เห็นควร เตรียม ให้ความ ส่ง มอบ เดินหน้า ต้องการ พิจารณา ประกาศ แถลง'.split(
    ' ',
  ),
);

/** Head nouns that stand alone: nothing of a name follows. */
export function findBareHeads(frame: TextFrame): CutForm[] {
  const forms: CutForm[] = [];
  for (let at = 0; at < frame.length; at++) {
    const head = BARE_HEADS.startingAt(frame, at);
    if (!head || !canBreak(frame, at)) continue;
    const end = at + head.word.length;
    if (classAt(frame, end) === Char.paiyannoi) continue;
    const next = skipSpacesRight(frame, end);
    const titled = titleCues.endingAt(frame, at) !== null;
    const closed =
      PREDICATES.startingAt(frame, next) !== null ||
      classAt(frame, next) === Char.newline ||
      (titled && !isThaiLetter(classAt(frame, end)));
    const opened =
      titled ||
      head.word.length >= UNMISTAKABLE ||
      isOpenLeft(frame, at) ||
      leftCues.endingAt(frame, at) !== null;
    if (!closed || !opened || !canBreak(frame, end)) continue;
    forms.push({ start: at, end, stem: head.word, headLength: head.word.length, type: head.value, titled });
  }
  return forms;
}

/** Groups of types that one head noun may speak of: ธนาคารฯ is also บริษัทฯ. */
function sameFamily(head: EntityType, body: EntityType): boolean {
  if (head === body) return true;
  if (head === 'company') return body === 'bank' || body === 'state-enterprise' || body === 'media';
  return false;
}

/**
 * The body a cut form points to: the nearest name before it (else after it) that begins with the stem, or, for a bare
 * head noun (`บริษัทฯ`), that has the same head or is of its type. Null when nothing in the text fits.
 */
export function findAntecedent(
  form: CutForm,
  frame: TextFrame,
  names: readonly Candidate[],
): Candidate | null {
  const isBareHead = form.stem.length === form.headLength;
  const fits = (name: Candidate): boolean => {
    const length = name.end - name.start;
    if (length < form.stem.length || name.start === form.start) return false;
    if (isBareHead && form.type === 'company' && sameFamily('company', name.type)) return true;
    const surface = frame.text.slice(name.start, name.end);
    return surface !== `${form.stem}ฯ` && begins(surface, form.stem);
  };
  const at = firstStartingAt(names, form.start);
  for (let i = at - 1; i >= 0 && i >= at - LOOK_BACK; i--) if (fits(names[i]!)) return names[i]!;
  for (let i = at; i < names.length && i < at + LOOK_AHEAD; i++) if (fits(names[i]!)) return names[i]!;
  return null;
}

const SHORTEST_TAIL = 4;
const LONGEST_TAIL = 40;

/**
 * The end of a cut form that goes on with the end of its body's name (`โรงแรม…ฯ เชียงราย`, `สหภาพฯ …ไทย`), 0 if it does
 * not: ฯ stands for the middle.
 */
export function tailAfter(form: CutForm, frame: TextFrame, antecedent: Candidate): number {
  const from = skipSpacesRight(frame, form.end);
  if (from - form.end > 1) return 0;
  const longest = Math.min(LONGEST_TAIL, antecedent.end - antecedent.start - form.stem.length);
  for (let length = longest; length >= SHORTEST_TAIL; length--) {
    const at = antecedent.end - length;
    if (!canBreak(frame, at) || !canBreak(frame, from + length)) continue;
    if (frame.text.startsWith(frame.text.slice(at, antecedent.end), from)) return from + length;
  }
  return 0;
}

/** How many names before and after are asked: bounded, so that reading stays linear in the length of the text. */
const LOOK_BACK = 80;
const LOOK_AHEAD = 40;

/** Index of the first name that starts at or after `start`; names are in order. */
function firstStartingAt(names: readonly Candidate[], start: number): number {
  let low = 0;
  let high = names.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (names[middle]!.start < start) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Whether the name begins with the stem, or is the name with the words of the stem in order (สมาคมกีฬาฟุตบอลฯ). */
function begins(surface: string, stem: string): boolean {
  return surface.startsWith(stem) || surface.replace(/\s/g, '').startsWith(stem.replace(/\s/g, ''));
}
