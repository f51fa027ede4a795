import type { AnnotateAnswer } from '../messages.ts';
import type { PageText, TextSegment } from '../page/types.ts';

/** Longer pages are asked for what is in view first, UTF-16 code units; so much is asked for then. */
export const LONG_PAGE = 20_000;
/** It reaches so far below the window, UTF-16 code units: the next turn of the wheel is covered. */
const MARGIN = 2_000;

/**
 * Index of the first stretch of text whose element has a box of which `isReached` holds, found by halving, as text goes down the
 * page; the number of stretches where there is none. What is not drawn stands nowhere: the next that is drawn tells for it. Its own
 * loop, as it leaves out what it has passed over, so that a long stretch without boxes is gone through once or twice and not at each step.
 */
function firstReached({ segments }: PageText, isReached: (box: DOMRect) => boolean): number {
  let low = 0;
  let high = segments.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    let at = middle;
    let box = boxOf(segments[at]!);
    while (!box && ++at < high) box = boxOf(segments[at]!);
    if (box && !isReached(box)) low = at + 1;
    else high = middle;
  }
  return low;
}

function boxOf({ node }: TextSegment): DOMRect | null {
  const box = node.parentElement?.getBoundingClientRect();
  return box && (box.width || box.height) ? box : null;
}

/** Where in the text a window of `height` px begins and ends. */
export function windowIn(page: PageText, height: number): [start: number, end: number] {
  const startOf = (index: number) => page.segments[index]?.start ?? page.text.length;
  return [
    startOf(firstReached(page, (box) => box.bottom >= 0)),
    startOf(firstReached(page, (box) => box.top > height)),
  ];
}

/** The lines of the text that stand in a window of `height` px, as many as are asked for at once. */
export function viewOf(page: PageText, height: number): [start: number, end: number] {
  const { segments, text } = page;
  const low = firstReached(page, (box) => box.bottom >= 0);
  const first = segments[Math.min(low, segments.length - 1)]!;
  let end = first.end;
  for (let i = low; i < segments.length && end - first.start < LONG_PAGE; i++) {
    if ((boxOf(segments[i]!)?.top ?? 0) > height) break;
    end = segments[i]!.end;
  }
  const from = text.lastIndexOf('\n', Math.max(0, first.start - 200)) + 1;
  const newline = text.indexOf('\n', Math.min(text.length, end + MARGIN));
  return [from, Math.min(newline < 0 ? text.length : newline, from + LONG_PAGE)];
}

/** A letter of running text takes about so much of the window, px²: 8 px of a line of 24. */
const LETTER_AREA = 192;

/**
 * The lines that a window of `area` px² over the top of the page holds at most, told without a box of any of them: before the
 * first frame that would lay the whole page out, which on a page of a million characters takes half a second.
 */
export function topOf({ text }: PageText, area: number): [start: number, end: number] {
  const newline = text.indexOf('\n', Math.min(text.length, area / LETTER_AREA + MARGIN));
  return [0, Math.min(newline < 0 ? text.length : newline, LONG_PAGE)];
}

/** The answer for a part of a text, with offsets into the whole. */
export function movedBy(answer: AnnotateAnswer, by: number): AnnotateAnswer {
  if (by === 0) return answer;
  const { annotation } = answer;
  const mentions = annotation.mentions.map((mention) => ({
    ...mention,
    start: mention.start + by,
    end: mention.end + by,
    evidence: mention.evidence.map((e) =>
      e.start === undefined || e.end === undefined ? e : { ...e, start: e.start + by, end: e.end + by },
    ),
  }));
  return { ...answer, annotation: { ...annotation, mentions } };
}
