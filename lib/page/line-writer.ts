/** Gathers text nodes into lines with collapsed whitespace, and the kept lines into text with offsets to nodes. */
import { countLetters } from '../thai/script.ts';
import type { TextSegment } from './types.ts';

/** What is known of a line when it ends. */
export interface GatheredLine {
  text: string;
  letters: number;
  /** Letters of these that are inside links. */
  linked: number;
}

export interface LineWriter {
  /** Adds a text node to the line. `pre`: its whitespace is shown as it stands. */
  add(node: Text, linked: boolean, pre: boolean): void;
  /** Ends the line; it is kept if it is not blank and `keep` says so. */
  endLine(keep: (line: GatheredLine) => boolean): void;
  /** The limit is reached: nothing more is taken. */
  readonly full: boolean;
  /** UTF-16 code units of text so far. */
  readonly length: number;
  finish(): { text: string; segments: TextSegment[]; truncated: boolean };
}

/** A stretch of a text node: offsets into its data. */
interface Run {
  node: Text;
  from: number;
  to: number;
}

const BLANK = /[\t\n\f\r ]+/g;
const LINE_BLANK = /[\t\n\f\r]/;
const NOT_PLAIN = /[\t\n\f\r]|^ | $| {2}/;

/** @param limit UTF-16 code units of text at most */
export function createLineWriter(limit: number): LineWriter {
  const parts: string[] = [];
  const segments: TextSegment[] = [];
  let length = 0;
  let truncated = false;

  let runs: Run[] = [];
  let letters = 0;
  let linkedLetters = 0;
  let blankEnd = true;

  function push(node: Text, from: number, to: number): void {
    const last = runs.at(-1);
    if (last && last.node === node && last.to === from) last.to = to;
    else if (to > from) runs.push({ node, from, to });
  }

  function collapse(node: Text, data: string): void {
    let from = 0;
    for (const match of data.matchAll(BLANK)) {
      if (match.index > from) {
        push(node, from, match.index);
        blankEnd = false;
      }
      if (!blankEnd) push(node, match.index, match.index + 1);
      blankEnd = true;
      from = match.index + match[0].length;
    }
    if (from < data.length) {
      push(node, from, data.length);
      blankEnd = false;
    }
  }

  function trimEnd(): void {
    const last = runs.at(-1);
    if (!last || !blankEnd) return;
    last.to--;
    if (last.to === last.from) runs.pop();
  }

  function write(text: string): void {
    if (length > 0) {
      parts.push('\n');
      length++;
    }
    const room = Math.max(0, limit - length);
    truncated = text.length > room;
    parts.push(truncated ? text.slice(0, room) : text);
    const end = length + Math.min(text.length, room);
    for (const { node, from, to } of runs) {
      if (length >= end) return;
      const size = Math.min(to - from, end - length);
      segments.push({ start: length, end: length + size, node, offset: from });
      length += size;
    }
  }

  return {
    get full() {
      return truncated;
    },
    get length() {
      return length;
    },
    add(node, linked, pre) {
      const { data } = node;
      if (data === '') return;
      const count = countLetters(data).all;
      letters += count;
      if (linked) linkedLetters += count;
      if (pre || !NOT_PLAIN.test(data)) {
        push(node, 0, data.length);
        blankEnd = false;
      } else collapse(node, data);
    },
    endLine(keep) {
      trimEnd();
      if (runs.length > 0 && !truncated) {
        const text = runs.length === 1 ? textOf(runs[0]!) : runs.map(textOf).join('');
        if (text.trim() !== '' && keep({ text, letters, linked: linkedLetters })) write(text);
      }
      runs = [];
      letters = 0;
      linkedLetters = 0;
      blankEnd = true;
    },
    finish: () => ({ text: parts.join(''), segments, truncated }),
  };
}

/** A run's text, its blanks as spaces: one code unit for one, so that offsets hold. */
function textOf({ node, from, to }: Run): string {
  const text = node.data.slice(from, to);
  return LINE_BLANK.test(text) ? text.replace(/[\t\n\f\r]/g, ' ') : text;
}
