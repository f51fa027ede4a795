import type { Candidate } from './candidates.ts';
import { Char, canBreak, classAt, isLatinLetter, type TextFrame } from './text-frame.ts';
import { WordSet } from './word-set.ts';

/** A string that names a body in this text, found elsewhere in the same text. */
export interface Repeat {
  start: number;
  end: number;
  source: Candidate;
  /** 'same' string, the same initials in 'another dress' (ปปช. for ป.ป.ช.), or 'clipped' of its head noun. */
  how: 'same' | 'dress' | 'clipped';
}

const CLIPPED_HEADS =
  /^(?:พรรค|สำนักข่าว|ธนาคาร|บริษัท\s?|บมจ\.\s?|หนังสือพิมพ์|สายการบิน|สโมสร(?:ฟุตบอล)?|สถานีโทรทัศน์|กระทรวง|นสพ\.|ห้างสรรพสินค้า|เครือ|โรงแรม|มูลนิธิ)/;
/** Head nouns that news abbreviates: a name met with the one is known with the other. */
const BRIEF_HEADS: readonly (readonly [string, string])[] = [
  ['คณะกรรมการ', 'คกก.'],
  ['คณะกรรมาธิการ', 'กมธ.'],
  ['สำนักงาน', 'สนง.'],
  ['โรงพยาบาล', 'รพ.'],
  ['โรงเรียน', 'ร.ร.'],
  ['โรงเรียน', 'รร.'],
  ['มหาวิทยาลัย', 'ม.'],
  ['สถานีตำรวจภูธร', 'สภ.'],
  ['สถานีตำรวจนครบาล', 'สน.'],
  ['องค์การบริหารส่วนตำบล', 'อบต.'],
  ['องค์การบริหารส่วนจังหวัด', 'อบจ.'],
  ['หนังสือพิมพ์', 'นสพ.'],
  ['สภ.', 'สถานีตำรวจภูธร'],
  ['รพ.', 'โรงพยาบาล'],
];
const CLIPPED_TAILS = /\s?(?:จำกัด|คอร์ปอเรชั่น|กรุ๊ป|โฮลดิ้งส์?)?(?:\s?จำกัด)?(?:\s?\(มหาชน\))?$/;

/**
 * Finds the strings of confident mentions everywhere in the text, before and after: the same string names the same
 * body throughout an article. One pass; strings are looked up by their first three code units.
 */
export function findRepeats(frame: TextFrame, confident: readonly Candidate[]): Repeat[] {
  const strings = new Map<string, { source: Candidate; how: Repeat['how'] }>();
  for (const candidate of confident) {
    const surface = frame.text.slice(candidate.start, candidate.end);
    if (surface.length >= 3 || (surface.length === 2 && candidate.kind === 'acronym'))
      offer(strings, surface, candidate, 'same');
    if (candidate.kind === 'acronym')
      for (const other of dresses(surface)) offer(strings, other, candidate, 'dress');
    if (candidate.kind === 'name') {
      for (const [head, brief] of BRIEF_HEADS) {
        if (surface.startsWith(head)) offer(strings, brief + surface.slice(head.length), candidate, 'dress');
      }
      const clipped = clip(surface);
      if (clipped) offer(strings, clipped, candidate, 'clipped');
    }
  }
  const known = new WordSet(strings);
  const repeats: Repeat[] = [];
  for (let at = 0; at < frame.length; at++) {
    const found = known.startingAt(frame, at);
    if (!found) continue;
    const end = at + found.word.length;
    if (!canBreak(frame, at) || !canBreak(frame, end)) continue;
    if (isLatinLetter(classAt(frame, end - 1)) && classAt(frame, end) === Char.digit) continue;
    repeats.push({ start: at, end, ...found.value });
  }
  return repeats;
}

function offer(
  strings: Map<string, { source: Candidate; how: Repeat['how'] }>,
  string: string,
  source: Candidate,
  how: Repeat['how'],
): void {
  const seen = strings.get(string);
  if (!seen || (seen.how !== 'same' && how === 'same') || (seen.how === how && source.p > seen.source.p)) {
    strings.set(string, { source, how });
  }
}

/** Thai initials are written with and without their dots: ป.ป.ช. ปปช. ปปช */
function dresses(surface: string): string[] {
  if (!/^[ก-ฮ.\s]+$/.test(surface)) return [];
  const letters = surface.replace(/[.\s]/g, '');
  if (letters.length < 2) return [];
  const forms = [`${letters}.`, `${letters.split('').join('.')}.`];
  if (letters.length >= 3) forms.push(letters);
  return forms.filter((form) => form !== surface);
}

function clip(surface: string): string | null {
  const head = CLIPPED_HEADS.exec(surface);
  if (!head) return null;
  const body = surface.slice(head[0].length).replace(CLIPPED_TAILS, '').trim();
  return body.length >= 4 && body.length <= 40 ? body : null;
}
