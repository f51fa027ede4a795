import type { PageText, TextSegment } from '../page/types.ts';

/** Index of the last item whose `start` is at or before `offset`; -1 if there is none. Items are sorted by `start`. */
export function lastStartingBefore(items: readonly { start: number }[], offset: number): number {
  let low = 0;
  let high = items.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (items[middle]!.start <= offset) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

/** Where a text offset stands in the document: a text node and an offset into its data. */
export interface DomPoint {
  node: Text;
  offset: number;
}

/** Both ends of a span of page text; null where the text comes from no node, or the node has been cut shorter since. */
export function endsOf(
  segments: readonly TextSegment[],
  start: number,
  end: number,
): { from: DomPoint; to: DomPoint } | null {
  const first = segments[lastStartingBefore(segments, start)];
  const last = segments[lastStartingBefore(segments, end - 1)];
  if (!first || !last || start >= first.end || end > last.end) return null;
  const from = { node: first.node, offset: first.offset + start - first.start };
  const to = { node: last.node, offset: last.offset + end - last.start };
  if (from.offset > from.node.length || to.offset > to.node.length) return null;
  return { from, to };
}

/**
 * A static range: what highlights need, and unlike a live Range nothing that the page's own DOM work has to keep up to
 * date (a thousand live ranges make every mutation of the page slower).
 */
export function staticRange(
  segments: readonly TextSegment[],
  start: number,
  end: number,
  // The document may belong to a frame, and its ranges to that frame's realm.
  { StaticRange }: { StaticRange: typeof globalThis.StaticRange } = globalThis,
): StaticRange | null {
  const ends = endsOf(segments, start, end);
  if (!ends) return null;
  return new StaticRange({
    startContainer: ends.from.node,
    startOffset: ends.from.offset,
    endContainer: ends.to.node,
    endOffset: ends.to.offset,
  });
}

/** Viewport boxes of a span of page text, one a line; empty when it is not rendered. */
export function clientRects(page: PageText, start: number, end: number): DOMRect[] {
  const ends = endsOf(page.segments, start, end);
  if (!ends?.from.node.isConnected || !ends.to.node.isConnected) return [];
  const range = ends.from.node.ownerDocument.createRange();
  range.setStart(ends.from.node, ends.from.offset);
  range.setEnd(ends.to.node, ends.to.offset);
  return [...range.getClientRects()].filter((rect) => rect.width > 0 && rect.height > 0);
}

/** The element around a place of the page text. */
export function elementAt(page: PageText, offset: number): Element | null {
  return page.segments[lastStartingBefore(page.segments, offset)]?.node.parentElement ?? null;
}

/** From text nodes back to offsets. Built when first asked, as most pages are never pointed at. */
export class NodeOffsets {
  readonly #segments: readonly TextSegment[];
  #byNode: Map<Node, TextSegment[]> | null = null;

  constructor(segments: readonly TextSegment[]) {
    this.#segments = segments;
  }

  /** Page text offset of a place in a text node; null when the node is no part of the page text. */
  offsetOf(node: Node, offset: number): number | null {
    if (!this.#byNode) {
      this.#byNode = new Map();
      for (const segment of this.#segments) {
        const list = this.#byNode.get(segment.node);
        if (list) list.push(segment);
        else this.#byNode.set(segment.node, [segment]);
      }
    }
    for (const segment of this.#byNode.get(node) ?? []) {
      const inside = offset - segment.offset;
      if (inside >= 0 && inside <= segment.end - segment.start) return segment.start + inside;
    }
    return null;
  }
}
