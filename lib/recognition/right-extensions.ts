import { countrySet, provinceSet } from './places.ts';
import { Char, canBreak, classAt, isThaiLetter, skipSpacesRight, type TextFrame } from './text-frame.ts';

/** What may follow a name and still belong to it (guideline: legal form, branch, แห่งชาติ, (องค์การมหาชน) inside). */
export interface Extension {
  end: number;
  /** 'legal' and 'mark' keep the body the same; 'branch' and 'country' make it another body. */
  kind: 'legal' | 'mark' | 'branch' | 'country';
}

const LEGAL = [
  '(องค์การมหาชน)',
  '(องค์กรมหาชน)',
  '(มหาชน)',
  'จำกัด (มหาชน)',
  'จำกัด(มหาชน)',
  'จำกัด',
  '(ประเทศไทย) จำกัด (มหาชน)',
  '(ประเทศไทย) จำกัด(มหาชน)',
  '(ประเทศไทย) จำกัด',
  '(ไทยแลนด์) จำกัด',
  '(ประเทศไทย)',
  'ในพระบรมราชูปถัมภ์',
  'ในพระบรมราชินูปถัมภ์',
  'ในพระราชูปถัมภ์ฯ',
  'แห่งประเทศไทย',
].sort((a, b) => b.length - a.length);

/** The longest way on from the end of a name; null when nothing that follows belongs to it. */
export function extendRight(frame: TextFrame, end: number): Extension | null {
  const { text } = frame;
  const next = skipSpacesRight(frame, end);
  if (next - end <= 2) {
    for (const form of LEGAL) {
      if (text.startsWith(form, next)) {
        const to = next + form.length;
        return { end: text.charCodeAt(to) === 0x0e2f ? to + 1 : to, kind: 'legal' };
      }
    }
  }
  if (text.charCodeAt(end) === 0x0e2f && text.charCodeAt(end + 1) !== 0x0e25)
    return { end: end + 1, kind: 'mark' };
  if (text.startsWith('สาขา', end)) return branch(frame, end, end + 4);
  if (text.startsWith(' สาขา', end)) return branch(frame, end, end + 5);
  for (const word of ['จังหวัด', ' จังหวัด', 'ประจำจังหวัด']) {
    if (!text.startsWith(word, end)) continue;
    const province = provinceSet.startingAt(frame, end + word.length);
    if (province) return { end: end + word.length + province.word.length, kind: 'branch' };
  }
  const country = countrySet.startingAt(frame, end) ?? null;
  if (country && canBreak(frame, end) && canBreak(frame, end + country.word.length)) {
    return { end: end + country.word.length, kind: 'country' };
  }
  return null;
}

/** `สาขา` and the Thai word after it, if one is there. */
function branch(frame: TextFrame, end: number, from: number): Extension | null {
  const place = provinceSet.startingAt(frame, from);
  if (place) return { end: from + place.word.length, kind: 'branch' };
  let at = from;
  while (at < frame.length && at - from < 24 && isThaiLetter(classAt(frame, at))) at++;
  if (at - from < 2 || at - from >= 24 || classAt(frame, at) === Char.paiyannoi) return null;
  return at > end ? { end: at, kind: 'branch' } : null;
}
