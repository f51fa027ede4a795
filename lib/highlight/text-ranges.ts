import { boundaryOf, pageTextToRange } from '../page/text-offsets.ts';
import type { PageText } from '../page/types.ts';
import { frameOffset } from './frames.ts';
import { firstIndex } from './halving.ts';

/** Index of the last item whose `start` is at or before `offset`; -1 if there is none. Items are sorted by `start`. */
export function lastStartingBefore(items: readonly { start: number }[], offset: number): number {
  return firstIndex(items.length, (index) => items[index]!.start > offset) - 1;
}

/**
 * A static range: what highlights need, and unlike a live Range nothing that the page's own DOM work has to keep up to
 * date (a thousand live ranges make every mutation of the page slower). Null where the text comes from no node any more.
 */
export function staticRange(page: PageText, start: number, end: number): StaticRange | null {
  const boundary = boundaryOf(page, start, end);
  return boundary && new StaticRange(boundary);
}

/** Boxes of a span of page text in the top document's viewport, one a line; empty when it is not rendered. */
export function clientRects(page: PageText, start: number, end: number): DOMRect[] {
  const range = pageTextToRange(page, start, end);
  if (!range?.startContainer.isConnected) return [];
  const rects = [...range.getClientRects()].filter((rect) => rect.width > 0 && rect.height > 0);
  const { x, y } = frameOffset(range.startContainer.ownerDocument ?? document);
  return x || y ? rects.map((rect) => new DOMRect(rect.x + x, rect.y + y, rect.width, rect.height)) : rects;
}

/** The element around a place of the page text. */
export function elementAt(page: PageText, offset: number): Element | null {
  return page.segments[lastStartingBefore(page.segments, offset)]?.node.parentElement ?? null;
}
