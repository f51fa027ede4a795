import { Char, classAt, type TextFrame } from './text-frame.ts';

export interface Parenthesis {
  /** Offset of `(`. */
  open: number;
  /** Offset of `)`. */
  close: number;
  /** 0 for an outermost pair. */
  depth: number;
}

/** Longest content of a parenthesis that is read as a gloss, in code units. */
const LONGEST = 220;
const DEEPEST = 3;

/**
 * Pairs up parentheses in one pass; a line break closes what was left open. Pairs longer than any gloss, and those
 * nested deeper than a gloss nests, are left out, so 5,000 open parentheses cost 5,000 steps.
 */
export function pairParentheses(frame: TextFrame): Parenthesis[] {
  const pairs: Parenthesis[] = [];
  const open: number[] = [];
  for (let i = 0; i < frame.length; i++) {
    const cls = classAt(frame, i);
    if (cls === Char.newline) open.length = 0;
    else if (cls === Char.open && frame.text.charCodeAt(i) === 0x28) open.push(i);
    else if (cls === Char.close && frame.text.charCodeAt(i) === 0x29) {
      const start = open.pop();
      if (start !== undefined && i - start <= LONGEST && open.length < DEEPEST) {
        pairs.push({ open: start, close: i, depth: open.length });
      }
    }
  }
  return pairs.sort((a, b) => a.open - b.open);
}
