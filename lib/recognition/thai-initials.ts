import { Char, canBreak, classAt, type TextFrame } from './text-frame.ts';

/** Thai initials: ก.ล.ต., กกต., สธ — what they look like and whether they can be the short of a name. */

/** The consonants of Thai initials, without dots and blanks: `ก.ล.ต.` -> `กลต`. */
export function initialLetters(surface: string): string {
  return surface.replace(/[.\s]/g, '');
}

/** Whether a string reads as Thai initials: dotted, or two to seven bare consonants (and digits at the end), or one dotted group such as `ศอ.บต.` */
export function isThaiInitials(surface: string): boolean {
  const s = surface.trim();
  if (/^(?:[ก-ฮ]{1,5}\s?\.\s?){1,7}$/.test(s)) return initialLetters(s).length >= 2;
  if (/^(?:[ก-ฮ]{1,4}\.){1,5}[ก-ฮ]{1,4}$/.test(s)) return initialLetters(s).length >= 2;
  return /^[ก-ฮ]{2,7}$/.test(s);
}

/**
 * The consonants of `text` between two offsets that can stand for a word in initials: each consonant that begins a
 * character cluster, in order, with its offset.
 */
function clusterInitials(frame: TextFrame, start: number, end: number): { letter: string; at: number }[] {
  const found: { letter: string; at: number }[] = [];
  for (let i = start; i < end; i++) {
    if (classAt(frame, i) !== Char.consonant) continue;
    if (!canBreak(frame, i) && classAt(frame, i - 1) !== Char.leadVowel) continue;
    if (frame.text.charCodeAt(i + 1) === 0x0e4c) continue;
    found.push({ letter: frame.text.charAt(i), at: i });
  }
  return found;
}

/**
 * How well Thai initials fit the name between two offsets, 0…1: 0 when the letters do not occur in order; more when the
 * first letter begins the name (or what follows its head noun, `bodyStart`) and when the letters spread over the name.
 */
export function initialsFit(
  frame: TextFrame,
  letters: string,
  start: number,
  bodyStart: number,
  end: number,
): number {
  const initials = clusterInitials(frame, start, end);
  if (letters.length === 0 || initials.length === 0) return 0;
  const first = letters.charAt(0);
  const begins = initials[0]?.letter === first;
  const bodyIndex = initials.findIndex((initial) => initial.at >= bodyStart);
  const bodyBegins = bodyIndex >= 0 && initials[bodyIndex]?.letter === first;
  let from = begins ? 0 : bodyBegins ? bodyIndex : -1;
  let score = from >= 0 ? 0.7 : 0.35;
  if (from < 0) from = 0;
  let at = from;
  let last = initials[0]?.at ?? start;
  for (const letter of letters) {
    while (at < initials.length && initials[at]?.letter !== letter) at++;
    if (at >= initials.length) return 0;
    last = initials[at]?.at ?? last;
    at++;
  }
  if (last > start + (end - start) * 0.55) score += 0.3;
  else if (last > start + (end - start) * 0.3) score += 0.15;
  return score;
}
