import type { GlossaryForm, Sense, SenseCues } from './index-types.ts';

export interface ChosenSense {
  sense: Sense;
  /** A cue of this sense stands beside the form, so the choice rests on more than the form's usual meaning. */
  cued: boolean;
}

/** How far to look for a cue, in code units: the longest cue and some spaces. */
const REACH = 40;

/** `#` in a cue stands for one digit, Thai or ASCII; other characters stand for themselves. */
function sameUnit(cue: string, unit: string): boolean {
  if (cue === '#') return (unit >= '0' && unit <= '9') || (unit >= '๐' && unit <= '๙');
  return cue === unit;
}

function endsWith(text: string, cue: string): boolean {
  if (cue.length > text.length) return false;
  const offset = text.length - cue.length;
  for (let i = 0; i < cue.length; i++) if (!sameUnit(cue[i]!, text[offset + i]!)) return false;
  return true;
}

function startsWith(text: string, cue: string): boolean {
  if (cue.length > text.length) return false;
  for (let i = 0; i < cue.length; i++) if (!sameUnit(cue[i]!, text[i]!)) return false;
  return true;
}

/** Whether one of the cues stands right before or after `text[start…end)`, spaces aside. */
export function cueStands(text: string, start: number, end: number, cues: SenseCues): boolean {
  if (cues.before.length > 0) {
    const before = text.slice(Math.max(0, start - REACH), start).trimEnd();
    if (cues.before.some((cue) => endsWith(before, cue))) return true;
  }
  if (cues.after.length > 0) {
    const after = text.slice(end, end + REACH).trimStart();
    if (cues.after.some((cue) => startsWith(after, cue))) return true;
  }
  return false;
}

/**
 * The meaning of a form at a place of a text in normal form: the first with a cue beside it, else the first that
 * is not guarded. Undefined when every meaning is guarded and no cue stands there; whether the body is named in
 * full elsewhere is for the caller to know.
 */
export function chooseSense(
  form: GlossaryForm,
  text: string,
  start: number,
  end: number,
): ChosenSense | undefined {
  const cued = form.senses.find((sense) => cueStands(text, start, end, sense.cues));
  if (cued) return { sense: cued, cued: true };
  const usual = form.senses.find((sense) => !sense.guarded);
  return usual && { sense: usual, cued: false };
}
