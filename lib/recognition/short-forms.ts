import type { Candidate } from './candidates.ts';
import { leftCues } from './edge-cues.ts';
import { headSet } from './organisation-heads.ts';
import { Char, canBreak, classAt, isOpenLeft, isThaiLetter, type TextFrame } from './text-frame.ts';
import type { EntityType } from './types.ts';

/** A form cut short with ฯ: `กรมฯ`, `สมาคมกีฬาฟุตบอลฯ`. */
export interface CutForm {
  start: number;
  end: number;
  /** What stands before ฯ. */
  stem: string;
  /** Length of the head noun the stem begins with. */
  headLength: number;
  type: EntityType;
}

const LONGEST_STEM = 80;
/** Stems that are no body's: posts, cities, countries, phrases (they are abbreviations of their own). */
const NO_BODY =
  /^(?:นายก|รองนายก|กรุงเทพ|สหรัฐ|โปรดเกล้า|ทูลเกล้า|น้อมเกล้า|ปลัด|รองปลัด|เลขา|ผู้ว่า|ที่ปรึกษา|โครงการ|พ\.ร\.บ|ประธาน|โฆษก|รัฐมนตรี|มาตรการ|งาน|การประชุม|ที่ประชุม)/;

/** Every `…ฯ` that begins with a head noun of organisations; the leftmost head that a boundary stands before. */
export function findCutForms(frame: TextFrame): CutForm[] {
  const forms: CutForm[] = [];
  for (let mark = 0; mark < frame.length; mark++) {
    if (classAt(frame, mark) !== Char.paiyannoi) continue;
    if (
      frame.text.startsWith('ฯลฯ', mark) ||
      (frame.text.charAt(mark - 1) === 'ล' && classAt(frame, mark - 2) === Char.paiyannoi)
    )
      continue;
    const form = readCutForm(frame, mark);
    if (form) forms.push(form);
  }
  return forms;
}

function readCutForm(frame: TextFrame, mark: number): CutForm | null {
  let best: CutForm | null = null;
  const lowest = Math.max(0, mark - LONGEST_STEM);
  for (let at = mark - 2; at >= lowest; at--) {
    const cls = classAt(frame, at);
    if (!isThaiLetter(cls)) break;
    if (!canBreak(frame, at)) continue;
    const head = headSet.startingAt(frame, at);
    if (!head || head.value.event || at + head.word.length > mark) continue;
    const stem = frame.text.slice(at, mark);
    if (NO_BODY.test(stem)) continue;
    const bounded = isOpenLeft(frame, at) || leftCues.endingAt(frame, at) !== null;
    if (!bounded && best) continue;
    best = { start: at, end: mark + 1, stem, headLength: head.word.length, type: head.value.type };
  }
  return best;
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
  let before: Candidate | null = null;
  let after: Candidate | null = null;
  for (const name of names) {
    if (name.kind !== 'name' || name.start === form.start) continue;
    const surface = frame.text.slice(name.start, name.end);
    if (surface === `${form.stem}ฯ` || surface.length < form.stem.length) continue;
    const fits =
      begins(surface, form.stem) ||
      (isBareHead && form.type === 'company' && sameFamily('company', name.type));
    if (!fits) continue;
    if (name.start < form.start) before = name;
    else if (!after) after = name;
  }
  return before ?? after;
}

/** Whether the name begins with the stem, or is the name with the words of the stem in order (สมาคมกีฬาฟุตบอลฯ). */
function begins(surface: string, stem: string): boolean {
  return surface.startsWith(stem) || surface.replace(/\s/g, '').startsWith(stem.replace(/\s/g, ''));
}
