import { placeOf } from '../glossary/place-names.ts';
import { leftCues, leftEdge, rightStops, standsBehindPlaceWord } from './edge-cues.ts';
import { headSet } from './organisation-heads.ts';
import { provinceSet } from './places.ts';
import { signName } from './sign-names.ts';
import { Char, canBreak, classAt, isThaiLetter, type TextFrame } from './text-frame.ts';
import type { EntityType } from './types.ts';

/** A name that its head noun and its surroundings give away. */
export interface PatternHit {
  start: number;
  end: number;
  type: EntityType;
  /** Name of the rule, a row of the resolver's weights. */
  rule: string;
}

/** Heads after which a place or a short proper name follows: the right edge is the next blank or function word. */
const PLACE_HEADS =
  /^(?:สภ\.|สภ\.อ\.|สภ\.ต\.|สน\.|รพ\.|รพ\.สต\.|ภ\.จว\.|อบต\.|อบจ\.|ทต\.|ทม\.|ทน\.|รร\.|ร\.ร\.|โรงพยาบาล(?:ส่งเสริมสุขภาพตำบล)?|โรงเรียน|วิทยาลัย|มหาวิทยาลัย|สถานีตำรวจ(?:ภูธร|นครบาล)?|ศาลจังหวัด|ศาลแขวง|เทศบาล(?:นคร|เมือง|ตำบล)?|องค์การบริหารส่วน(?:ตำบล|จังหวัด)|ตำรวจภูธรจังหวัด|สำนักงานเขต|ที่ว่าการอำเภอ|เรือนจำ(?:กลาง|จังหวัด|อำเภอ|พิเศษ)?|ทัณฑสถาน|อุทยานแห่งชาติ|สถานทูต|สถานเอกอัครราชทูต|สถานกงสุล(?:ใหญ่)?)$/;
/** Of these the heads whose whole name is the place; schools and hospitals go on (โรงเรียนดุสิตวิทยา). */
const SEATED_HEADS =
  /^(?:สภ\.|สภ\.อ\.|สภ\.ต\.|สน\.|ภ\.จว\.|อบต\.|ทต\.|ทม\.|ทน\.|สถานีตำรวจ(?:ภูธร|นครบาล)?|ศาลจังหวัด|ศาลแขวง|เทศบาล(?:นคร|เมือง|ตำบล)?|องค์การบริหารส่วนตำบล|สำนักงานเขต|ที่ว่าการอำเภอ)$/;
/** Heads with a proper name of any kind after them. */
const NAME_HEADS =
  /^(?:พรรค|มูลนิธิ|สมาคม|ชมรม|สโมสร(?:ฟุตบอล)?|ธนาคาร|สายการบิน|หนังสือพิมพ์|นสพ\.|สำนักข่าว|สถานีโทรทัศน์|บมจ\.|บจก\.|บจ\.|หจก\.|บลจ\.|บล\.|สหภาพแรงงาน|สหพันธ์|สมาพันธ์|กองทัพ|กองพล|กองพัน|กองกำลัง|สหกรณ์|พิพิธภัณฑ์)$/;
/** What follows พรรค when no party is meant. */
const NO_PARTY =
  /^(?:ร่วม|การเมือง|ฝ่าย|เดียวกัน|อื่น|เล็ก|ใหญ่|พวก|แรก|ของ|ที่|ใด|ไหน|ต่าง|ก็|จะ|ได้|มี|เป็น|ก่อน|ต้น|รัฐบาล|นี้|นั้น|ตัวเอง|ตนเอง|จึง|ไม่|เรา|ใหม่|และ|หรือ|ดังกล่าว|ขนาด|ต้อง|ให้|เห็น)/;
const NO_BODY =
  /^(?:ของ|ที่|ใน|และ|หรือ|ต่าง|ทุก|อื่น|ได้|จะ|มี|เป็น|ให้|นี้|นั้น|ดังกล่าว|ใกล้|เอกชน|ของรัฐ|สนาม|แห่ง|จึง|ก็|ไม่|กับ|โดย|เพื่อ|จาก|ขนาด|ชั้น|เดิม|ใหม่|เอง|เรา|เขา|หลาย|บาง|ทั้ง|พาณิชย์|ประจำ|รัฐบาล|ต้นสังกัด)/;

const LONGEST_BODY = 70;
const LONGEST_PLACE = 18;

/** Finds names by their head nouns. Every place of the text is looked at once, a bounded way to the right. */
export function findPatternHits(frame: TextFrame): PatternHit[] {
  const hits: PatternHit[] = [];
  for (let at = 0; at < frame.length; at++) {
    const cls = classAt(frame, at);
    if (cls !== Char.consonant && cls !== Char.leadVowel) continue;
    const head = headSet.startingAt(frame, at);
    if (!head || !canBreak(frame, at)) continue;
    // A dotted head in the middle of a longer abbreviation is none (อบต. in ศอ.บต. is not met: heads are whole).
    const isDotted = head.word.endsWith('.');
    if (isDotted && isThaiLetter(classAt(frame, at - 1)) && !leftCues.endingAt(frame, at)) continue;
    readBody(frame, at, head.word, head.value.type, hits);
  }
  return hits;
}

function readBody(frame: TextFrame, start: number, word: string, type: EntityType, hits: PatternHit[]): void {
  const { text } = frame;
  let from = start + word.length;
  const dotted = word.endsWith('.');
  if (word === 'บริษัท' || word === 'ห้างหุ้นส่วนจำกัด' || word === 'ธนาคาร' || word.startsWith('บริษัทหลักทรัพย์')) {
    const registered = registeredEnd(frame, from);
    if (registered > 0) hits.push({ start, end: registered, type, rule: 'pattern.registered' });
  }
  if (word === 'ม.' || word === 'ส.' || word === 'ธ.' || word === 'ด่าน' || word === 'ช่อง') return;
  if (dotted && classAt(frame, from) === Char.space) from++;
  const body = text.slice(from, from + 12);
  if (!isThaiLetter(classAt(frame, from))) return;
  if (word === 'พรรค' && NO_PARTY.test(body)) return;
  if (!dotted && NO_BODY.test(body)) return;
  const family = PLACE_HEADS.test(word) ? 'place' : NAME_HEADS.test(word) ? 'name' : 'head';
  const edge = leftEdge(frame, start);
  const left = edge === 'title' ? 'cue' : edge;
  if (family === 'head' && left === 'bare') return;

  const province = provinceSet.startingAt(frame, from);
  if (family === 'place' && province && canBreak(frame, from + province.word.length)) {
    hits.push({ start, end: from + province.word.length, type, rule: 'pattern.province' });
  }
  if (SEATED_HEADS.test(word) && !(word.startsWith('เทศบาล') && standsBehindPlaceWord(frame, start))) {
    const known = knownPlaceEnd(frame, from);
    if (known > 0) hits.push({ start, end: known, type, rule: 'pattern.place.known' });
  }
  let stops = 0;
  let at = from;
  const limit = Math.min(frame.length, from + LONGEST_BODY);
  while (
    at < limit &&
    (isThaiLetter(classAt(frame, at)) || (classAt(frame, at) === Char.dash && at > from))
  ) {
    if (at >= from + 3 && canBreak(frame, at) && rightStops.startingAt(frame, at) && !isCompass(frame, at)) {
      stops++;
      if (stops <= 2)
        hits.push({
          start,
          end: at,
          type,
          rule: signName(signName('pattern', family), stops === 1 ? 'stop1' : 'stop2'),
        });
    }
    at++;
  }
  if (at - from >= 2 && at < limit) {
    hits.push({
      start,
      end: at,
      type,
      rule: signName(signName('pattern', family), stops === 0 ? 'run' : 'overrun'),
    });
  }
}

/** The longest district or part of a town that stands at `from`; where it ends, or 0. Run on: `สภ.กันตัง|สืบหาตัว`. */
function knownPlaceEnd(frame: TextFrame, from: number): number {
  const limit = Math.min(frame.length, from + LONGEST_PLACE);
  for (let end = limit; end >= from + 3; end--) {
    if (!canBreak(frame, end) || !isThaiLetter(classAt(frame, end - 1))) continue;
    if (placeOf(frame.text.slice(from, end))) return end;
  }
  return 0;
}

/** `ตะวันออก`, `ตะวันตก`: ออก and ตก are no verbs there. */
function isCompass(frame: TextFrame, at: number): boolean {
  return frame.text.startsWith('ตะวัน', at - 5);
}

/** The end of `… จำกัด` or `… จำกัด (มหาชน)` on the same line and in the same clause; 0 if there is none. */
function registeredEnd(frame: TextFrame, from: number): number {
  const { text } = frame;
  const limit = Math.min(frame.length, from + 90);
  for (let at = from + 1; at < limit; at++) {
    const cls = classAt(frame, at);
    if (cls === Char.newline) return 0;
    if (text.startsWith('บริษัท', at) || text.startsWith('กล่าวว่า', at) || text.startsWith('เปิดเผย', at))
      return 0;
    if (text.startsWith('จำกัด', at) && canBreak(frame, at)) {
      const end = at + 5;
      const tail = /^\s?\(มหาชน\)/.exec(text.slice(end, end + 12));
      return end + (tail ? tail[0].length : 0);
    }
  }
  return 0;
}
