import type { PageText } from '../page/types.ts';

/**
 * Documents of same-origin frames that hold part of the page text. Their nodes have boxes in their own viewport, their events
 * do not reach the top document, and their highlights are painted by their own registry.
 */
export function documentsOf(page: PageText, top: Document): Document[] {
  const documents = new Set([top]);
  for (const { node } of page.segments) documents.add(node.ownerDocument);
  return [...documents];
}

/** Where a frame's viewport begins in the top document's, px; zero for the top document itself. */
export function frameOffset(document: Document): { x: number; y: number } {
  let x = 0;
  let y = 0;
  for (let frame = frameElement(document); frame; frame = frameElement(frame.ownerDocument)) {
    const box = frame.getBoundingClientRect();
    x += box.left + frame.clientLeft;
    y += box.top + frame.clientTop;
  }
  return { x, y };
}

/** The element that holds the document; null at the top, and for a frame of another origin, which is not asked. */
function frameElement(document: Document): Element | null {
  try {
    return document.defaultView?.frameElement ?? null;
  } catch {
    // Another origin above: what is there cannot be measured from here.
    return null;
  }
}

/** Elements of a frame belong to its own realm: `instanceof` does not know them. */
export function isElement(target: EventTarget | null | undefined): target is Element {
  return (target as Node | null | undefined)?.nodeType === 1;
}
