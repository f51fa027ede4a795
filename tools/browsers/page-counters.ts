// What a page's own world sees of the extension: mutations of its tree, highlights, listeners.
import type { Page } from 'puppeteer-core';

/**
 * Counts, from the parsed document on, mutations that are not those of the one host element. The page's own scripts must
 * be silent, or forbidden by its policy.
 */
export async function countMutations(page: Page): Promise<void> {
  await page.evaluateOnNewDocument(() => {
    const counter = { own: 0, hosts: 0 };
    Object.defineProperty(globalThis, '__mutationsSeen', { value: counter });
    const hosts = new Set<Node>();
    const watch = () => {
      new MutationObserver((records) => {
        for (const record of records) {
          if (hosts.has(record.target)) continue;
          const nodes = [...record.addedNodes, ...record.removedNodes];
          // The host is an element with nothing in it that a page can see; a second one would be one too many.
          const isHost = (node: Node) =>
            node instanceof HTMLElement &&
            node.childNodes.length === 0 &&
            (hosts.has(node) || hosts.size === 0);
          if (record.type === 'childList' && nodes.length > 0 && nodes.every(isHost)) {
            for (const node of nodes) hosts.add(node);
            counter.hosts = hosts.size;
          } else counter.own++;
        }
      }).observe(document, { subtree: true, childList: true, attributes: true, characterData: true });
    };
    if (document.readyState === 'loading')
      document.addEventListener('DOMContentLoaded', watch, { once: true });
    else watch();
  });
}

export async function mutationsSeen(page: Page): Promise<number> {
  return page.evaluate(
    () => (globalThis as unknown as { __mutationsSeen: { own: number } }).__mutationsSeen.own,
  );
}

/** Names of painted ranges that are connected to the document, by registered highlight. */
export async function paintedTexts(page: Page): Promise<string[]> {
  return page.evaluate(() =>
    [...CSS.highlights.values()].flatMap((highlight) =>
      [...highlight].flatMap((range) => {
        const { startContainer, startOffset, endContainer, endOffset } = range;
        if (!startContainer.isConnected) return [];
        const live = document.createRange();
        live.setStart(startContainer, startOffset);
        live.setEnd(endContainer, endOffset);
        return [live.toString()];
      }),
    ),
  );
}
