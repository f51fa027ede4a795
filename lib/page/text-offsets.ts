/** From offsets into a page's text to places in its tree and back, and what changed between two readings of it. */
import type { PageText, TextSegment } from './types.ts';

export interface TextRange {
  /** UTF-16 offsets into the text, end exclusive. */
  start: number;
  end: number;
}

export interface Boundary {
  startContainer: Text;
  startOffset: number;
  endContainer: Text;
  endOffset: number;
}

/** Index of the last segment that starts at or before `offset`; -1 if there is none. */
function segmentAt(segments: readonly TextSegment[], offset: number): number {
  let low = 0;
  let high = segments.length - 1;
  let found = -1;
  while (low <= high) {
    const middle = (low + high) >> 1;
    if (segments[middle]!.start <= offset) {
      found = middle;
      low = middle + 1;
    } else high = middle - 1;
  }
  return found;
}

/**
 * The places of a stretch of text in the tree; null where the stretch is empty, begins or ends between two blocks,
 * spans two trees (a shadow tree and its host's), or where the page has changed since and the places are gone.
 */
export function boundaryOf({ segments }: PageText, start: number, end: number): Boundary | null {
  if (end <= start) return null;
  const first = segments[segmentAt(segments, start)];
  const last = segments[segmentAt(segments, end - 1)];
  if (!first || !last || start >= first.end || end > last.end) return null;
  const startOffset = first.offset + start - first.start;
  const endOffset = last.offset + end - last.start;
  if (startOffset > first.node.length || endOffset > last.node.length) return null;
  if (first.node !== last.node && first.node.getRootNode() !== last.node.getRootNode()) return null;
  return { startContainer: first.node, startOffset, endContainer: last.node, endOffset };
}

/** The stretch as a live range of its node's own document; null as for `boundaryOf`. */
export function pageTextToRange(pageText: PageText, start: number, end: number): Range | null {
  const boundary = boundaryOf(pageText, start, end);
  if (!boundary) return null;
  const document = boundary.startContainer.ownerDocument;
  const range = Reflect.get(Object.getPrototypeOf(document), 'createRange', document).call(document) as Range;
  range.setStart(boundary.startContainer, boundary.startOffset);
  range.setEnd(boundary.endContainer, boundary.endOffset);
  return range;
}

const firstSegments = new WeakMap<PageText, Map<Text, number>>();

/** Offset into the text of a place in a text node; null where that place is not part of the text. */
export function nodeOffsetToText(pageText: PageText, node: Node, offset: number): number | null {
  let index = firstSegments.get(pageText);
  if (!index) {
    index = new Map();
    for (let i = pageText.segments.length - 1; i >= 0; i--) index.set(pageText.segments[i]!.node, i);
    firstSegments.set(pageText, index);
  }
  const first = index.get(node as Text);
  if (first === undefined) return null;
  for (let i = first; pageText.segments[i]?.node === node; i++) {
    const { start, end, offset: from } = pageText.segments[i]!;
    if (offset >= from && offset <= from + end - start) return start + offset - from;
  }
  return null;
}

export interface TextChange {
  /** Lines of the new text that the old one does not have, merged where they touch. */
  changed: TextRange[];
  /** Lines that stayed, wherever they went: offsets of a mention in them move by `to - from`. */
  kept: { from: number; to: number; length: number }[];
}

/**
 * What of `now` is new against `before`, by lines. A page that draws the same article again in new nodes has changed
 * nothing here: the mentions hold and only their ranges are to be made anew.
 */
export function changedSince(before: PageText | null, now: PageText): TextChange {
  const known = new Map<string, number[]>();
  if (before)
    for (const line of linesOf(before.text)) {
      const starts = known.get(line.text);
      if (starts) starts.push(line.start);
      else known.set(line.text, [line.start]);
    }
  const change: TextChange = { changed: [], kept: [] };
  for (const { text, start } of linesOf(now.text)) {
    const from = known.get(text)?.shift();
    if (from !== undefined) change.kept.push({ from, to: start, length: text.length });
    else if (text !== '') {
      const last = change.changed.at(-1);
      if (last && last.end + 1 === start) last.end = start + text.length;
      else change.changed.push({ start, end: start + text.length });
    }
  }
  return change;
}

function* linesOf(text: string): Generator<{ text: string; start: number }> {
  for (let start = 0; start <= text.length; ) {
    const newline = text.indexOf('\n', start);
    const end = newline < 0 ? text.length : newline;
    yield { text: text.slice(start, end), start };
    start = end + 1;
  }
}
