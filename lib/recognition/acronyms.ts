import { leftCues } from './edge-cues.ts';
import { isConcept, isLatinInitials, readLetterNames } from './latin-acronyms.ts';
import { Char, classAt, isLatinLetter, isOpenLeft, isThaiLetter, type TextFrame } from './text-frame.ts';

/** A string that has the form of initials; whose, is for others to say. */
export interface InitialsHit {
  start: number;
  end: number;
  /** A row of the resolver's weights. */
  rule: string;
  letters: string;
}

/**
 * Initials by form alone: `กอนช.`, `ก.ล.ต.`, `METI`, `ดีเอสไอ`. One pass. `taken` has the ends, by start, of
 * abbreviations that the glossary explains (พล.ต.อ., ผอ.): they are nobody's initials.
 */
export function findInitials(frame: TextFrame, taken: ReadonlyMap<number, number>): InitialsHit[] {
  const hits: InitialsHit[] = [];
  let at = 0;
  while (at < frame.length) {
    const explained = taken.get(at);
    if (explained !== undefined) {
      at = explained;
      continue;
    }
    const cls = classAt(frame, at);
    if (frame.text.charAt(at) === '#') {
      const tag = HASHTAG.exec(frame.text.slice(at, at + 10));
      if (tag)
        hits.push({
          start: at + 1,
          end: at + tag[0].length,
          rule: 'initials.thai.tag',
          letters: tag[0].slice(1),
        });
      at++;
    } else if (isLatinLetter(cls)) at = readLatin(frame, at, hits);
    else if (cls === Char.consonant || cls === Char.leadVowel) at = readThai(frame, at, hits);
    else at++;
  }
  return hits;
}

/** Initials as a hashtag lose their dots: `#พม`. Between `#` and the next blank no word of three consonants stands alone. */
const HASHTAG = /^#[ก-ฮ]{2,6}(?![ก-๙A-Za-z0-9._])/;

function readLatin(frame: TextFrame, start: number, hits: InitialsHit[]): number {
  let end = start;
  while (end < frame.length) {
    const cls = classAt(frame, end);
    if (isLatinLetter(cls) || cls === Char.digit) end++;
    else if (
      (frame.text.charAt(end) === '&' || frame.text.charAt(end) === '-') &&
      isLatinLetter(classAt(frame, end + 1)) &&
      end + 1 < frame.length
    )
      end++;
    else break;
  }
  const word = frame.text.slice(start, end);
  if (
    classAt(frame, start - 1) === Char.digit ||
    /[@/._]/.test(frame.text.charAt(start - 1)) ||
    /^[@/_]|^\.[A-Za-z]/.test(frame.text.slice(end, end + 2))
  )
    return end;
  if (!isLatinInitials(word) || isConcept(word) || /\d{2}/.test(word)) return end;
  const inPhrase = isLatinPhrase(frame, start, end);
  const size = word.length <= 2 ? 'two' : word.length <= 6 ? 'some' : 'long';
  hits.push({ start, end, rule: `initials.latin.${inPhrase ? 'phrase' : size}`, letters: word });
  return end;
}

/** Whether more Latin words stand beside it: then it is part of an English name or sentence. */
function isLatinPhrase(frame: TextFrame, start: number, end: number): boolean {
  const before = classAt(frame, start - 1) === Char.space && isLatinLetter(classAt(frame, start - 2));
  const after = classAt(frame, end) === Char.space && isLatinLetter(classAt(frame, end + 1));
  return before || after;
}

function readThai(frame: TextFrame, start: number, hits: InitialsHit[]): number {
  const dotted =
    mayBeDotted(frame, start) &&
    /^(?:[ก-ฮ]{1,5}\.){2,7}|^[ก-ฮ]{2,7}\./.exec(frame.text.slice(start, start + 24));
  if (dotted && startsWord(frame, start)) {
    const surface = dotted[0];
    const dots = surface.split('.').length - 1;
    hits.push({
      start,
      end: start + surface.length,
      rule:
        dots >= 2
          ? 'initials.thai.dotted'
          : surface.length >= 4
            ? 'initials.thai.final-dot'
            : 'initials.thai.two',
      letters: surface.replace(/\./g, ''),
    });
    return start + surface.length;
  }
  if (canStartLetters(frame, start)) {
    const spelled = readLetterNames(frame.text, start);
    if (spelled.letters.length >= 3 && !isConcept(spelled.letters)) {
      const closed = !isThaiLetter(classAt(frame, spelled.end));
      hits.push({
        start,
        end: spelled.end,
        rule: `initials.spelled.${closed ? 'closed' : 'open'}${spelled.letters.length >= 4 ? '.long' : ''}`,
        letters: spelled.letters,
      });
      return spelled.end;
    }
  }
  return start + 1;
}

/** A dot within the first consonants: without one there is nothing for the expression to find. */
function mayBeDotted(frame: TextFrame, start: number): boolean {
  let at = start;
  while (at < start + 8 && classAt(frame, at) === Char.consonant) at++;
  return at > start && at < frame.length && classAt(frame, at) === Char.dot;
}

function startsWord(frame: TextFrame, at: number): boolean {
  return isOpenLeft(frame, at)
    ? classAt(frame, at - 1) !== Char.dot || true
    : leftCues.endingAt(frame, at) !== null;
}

function canStartLetters(frame: TextFrame, at: number): boolean {
  const char = frame.text.charAt(at);
  if (!'เแดบซอจไโพทยวค'.includes(char)) return false;
  const before = classAt(frame, at - 1);
  return before !== Char.leadVowel;
}
