// Where a piece of text stands on a page: what a reader points at.
import type { Page } from 'puppeteer-core';

export interface Box {
  x: number;
  y: number;
  width: number;
  height: number;
}

/**
 * Viewport box (CSS px) of the `occurrence`-th place (0 first) where `text` stands within one text node, scrolled into
 * view; null when there is none. Open shadow roots are searched too.
 */
export async function boxOfText(page: Page, text: string, occurrence = 0): Promise<Box | null> {
  return page.evaluate(
    (wanted: string, nth: number) => {
      let left = nth;
      const search = (root: Node): DOMRect | null => {
        const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT | NodeFilter.SHOW_ELEMENT);
        for (let node = walker.nextNode(); node; node = walker.nextNode()) {
          if (node instanceof Element) {
            const inside = node.shadowRoot && search(node.shadowRoot);
            if (inside) return inside;
            continue;
          }
          if (
            node.parentElement &&
            /^(script|style|noscript|title|template)$/i.test(node.parentElement.tagName)
          )
            continue;
          const data = (node as Text).data;
          for (let at = data.indexOf(wanted); at >= 0; at = data.indexOf(wanted, at + 1)) {
            const range = document.createRange();
            range.setStart(node, at);
            range.setEnd(node, at + wanted.length);
            if (range.getClientRects().length === 0) continue;
            if (left-- > 0) continue;
            const box = range.getBoundingClientRect();
            if (box.top < 80 || box.bottom > innerHeight - 80)
              node.parentElement?.scrollIntoView({ block: 'center', behavior: 'instant' });
            return range.getClientRects()[0] ?? null;
          }
        }
        return null;
      };
      const found = search(document.documentElement);
      return found && { x: found.x, y: found.y, width: found.width, height: found.height };
    },
    text,
    occurrence,
  );
}

/** Puts the pointer on the text, coming from beside it as a hand would. Throws when the text is not on the page. */
export async function pointAt(page: Page, text: string, occurrence = 0): Promise<Box> {
  const box = await boxOfText(page, text, occurrence);
  if (!box) throw new Error(`'${text}' is not on the page`);
  const x = box.x + Math.min(box.width / 2, 40);
  const y = box.y + box.height / 2;
  await page.mouse.move(x + 3, y + 60);
  await page.mouse.move(x, y, { steps: 3 });
  return box;
}
