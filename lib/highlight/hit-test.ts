import { nodeOffsetToText } from '../page/text-offsets.ts';
import type { PageText } from '../page/types.ts';
import type { Mention } from '../recognition/types.ts';
import { frameOffset } from './frames.ts';
import { clientRects, lastStartingBefore } from './text-ranges.ts';

interface CaretDocument {
  caretPositionFromPoint?(
    x: number,
    y: number,
    options?: { shadowRoots: ShadowRoot[] },
  ): { offsetNode: Node; offset: number } | null;
  caretRangeFromPoint?(x: number, y: number): Range | null;
}

/** How far outside a mention's boxes the pointer still counts, px: covers the gap between two lines' boxes. */
const REACH = 1;
/** In text that cannot be selected carets are of no use; at most so many mentions near the pointer are then measured. */
const MEASURED = 80;

/** Tells which mention is under a point, by caret position and offsets; `highlightsFromPoint` is too new. */
export class HitTester {
  readonly #page: PageText;
  readonly #mentions: readonly Mention[];
  readonly #shadowRoots: ShadowRoot[];

  constructor(page: PageText, mentions: readonly Mention[]) {
    this.#page = page;
    this.#mentions = mentions;
    this.#shadowRoots = shadowRootsOf(page);
  }

  /** Index of the mention at a point of `document`'s viewport, or -1. `target`: the element the pointer event went to. */
  at(document: Document, pointX: number, pointY: number, target: Element | null): number {
    const caret = this.#caret(document, pointX, pointY);
    const frame = frameOffset(document);
    const x = pointX + frame.x;
    const y = pointY + frame.y;
    if (caret !== null) {
      // A caret stands between two characters: either may be the one under the pointer.
      for (const offset of [caret, caret - 1]) {
        const index = lastStartingBefore(this.#mentions, offset);
        if (index >= 0 && offset < this.#mentions[index]!.end && this.#covers(index, x, y)) return index;
      }
    }
    return target && this.#isMisled(target, caret, x, y) ? this.#measure(target, x, y) : -1;
  }

  #caret(document: CaretDocument, x: number, y: number): number | null {
    if (document.caretPositionFromPoint) {
      const options = this.#shadowRoots.length ? { shadowRoots: this.#shadowRoots } : undefined;
      const found = document.caretPositionFromPoint(x, y, options);
      return found && nodeOffsetToText(this.#page, found.offsetNode, found.offset);
    }
    // Chrome before 128.
    const range = document.caretRangeFromPoint?.(x, y);
    return range ? nodeOffsetToText(this.#page, range.startContainer, range.startOffset) : null;
  }

  /** Carets are of no use in unselectable text, nor under a sheet of glass over a paragraph (a positioned ::after). */
  #isMisled(target: Element, caret: number | null, x: number, y: number): boolean {
    if (isUnselectable(target)) return true;
    if (!hasOwnText(target)) return false;
    return (
      caret === null ||
      !this.#holds(Math.max(0, caret - 1), Math.min(caret + 1, this.#page.text.length), x, y)
    );
  }

  #covers(index: number, x: number, y: number): boolean {
    const { start, end } = this.#mentions[index]!;
    return this.#holds(start, end, x, y);
  }

  #holds(start: number, end: number, x: number, y: number): boolean {
    return clientRects(this.#page, start, end).some(
      (r) => x >= r.left - REACH && x <= r.right + REACH && y >= r.top - REACH && y <= r.bottom + REACH,
    );
  }

  #measure(target: Element, x: number, y: number): number {
    const { segments } = this.#page;
    let measured = 0;
    for (let i = 0; i < segments.length && measured < MEASURED; i++) {
      if (!target.contains(segments[i]!.node)) continue;
      const { start, end } = segments[i]!;
      for (let m = Math.max(0, lastStartingBefore(this.#mentions, start)); ; m++) {
        const mention = this.#mentions[m];
        if (!mention || mention.start >= end || measured++ > MEASURED) break;
        if (mention.end > start && this.#covers(m, x, y)) return m;
      }
    }
    return -1;
  }
}

/** Text of its own, not only in what it holds: a paragraph, not the empty room of an article. */
const hasOwnText = (element: Element) =>
  [...element.childNodes].some((node) => node.nodeType === 3 && (node as Text).data.trim() !== '');

function isUnselectable(element: Element): boolean {
  const style = element.ownerDocument.defaultView?.getComputedStyle(element);
  return (style?.userSelect || style?.webkitUserSelect) === 'none';
}

function shadowRootsOf(page: PageText): ShadowRoot[] {
  const roots = new Set<ShadowRoot>();
  for (const { node } of page.segments) {
    const root = node.getRootNode();
    if (root.nodeType === 11 && 'host' in root) roots.add(root as ShadowRoot);
  }
  return [...roots];
}
