import type { PageText } from '../page/types.ts';

/** Between two readings of a changing page at least this long, ms. */
const LEAST_PAUSE = 50;
/**
 * Readings may take this share of the main thread's time; what they leave is saved up to so many ms. A pause after each
 * reading would keep the same share, but a page that renders at that very beat would always be answered as late as once.
 */
const SHARE = 0.025;
const MOST_SAVED = 30;

/**
 * Notices that the page has changed what was read: a late paragraph, a re-rendered article, "read more", another article
 * drawn into the same document. One MutationObserver; nothing is polled, and a page at rest costs nothing.
 */
export class LivingPage {
  readonly #document: Document;
  readonly #changed: (why: 'changed' | 'navigated') => number;
  readonly #observer: MutationObserver;
  #page: PageText;
  #url: string;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #idle: number | undefined;
  #notBefore = 0;
  #saved = MOST_SAVED;
  #savedAt = performance.now();

  /** `changed` reads the page anew and gives the ms that it took. `own`: the host element, whose changes are ours. */
  constructor(
    document: Document,
    page: PageText,
    options: { own: Node; changed: (why: 'changed' | 'navigated') => number; signal: AbortSignal },
  ) {
    this.#document = document;
    this.#page = page;
    this.#url = addressOf(document);
    this.#changed = options.changed;
    this.#observer = new MutationObserver((records) => {
      for (const record of records) {
        if (this.#concerns(record, options.own)) {
          this.#schedule();
          return;
        }
      }
    });
    const view = document.defaultView as (Window & { navigation?: EventTarget }) | null;
    const navigated = () => {
      if (addressOf(document) !== this.#url) this.#schedule();
    };
    view?.addEventListener('popstate', navigated, { signal: options.signal });
    view?.navigation?.addEventListener('navigatesuccess', navigated, { signal: options.signal });
    options.signal.addEventListener('abort', () => this.#stop(), { once: true });
    this.observe(page);
  }

  /** Watches the roots of the page as it was read now (shadow roots among them are trees of their own). */
  observe(page: PageText): void {
    this.#page = page;
    this.#observer.disconnect();
    const options = { childList: true, characterData: true, subtree: true };
    this.#observer.observe(this.#document.documentElement, options);
    const inner = new Set<Node>();
    for (const { node } of page.segments) {
      const root = node.getRootNode();
      // Shadow roots, and the documents of frames.
      if (root !== this.#document && !inner.has(root)) {
        inner.add(root);
        this.#observer.observe(root, options);
      }
    }
  }

  /** Only what touches the article, or may be an article that was not there before. */
  #concerns(record: MutationRecord, own: Node): boolean {
    const { target } = record;
    for (const node of record.removedNodes) if (node === own) return true;
    if (target === own || record.addedNodes[0] === own) return false;
    if (target.ownerDocument && target.ownerDocument !== this.#document) return true;
    const { roots } = this.#page;
    for (const root of roots) if (!root.isConnected || root.contains(target)) return true;
    for (const node of record.addedNodes) {
      if (node === own) continue;
      for (const root of roots) if (node.contains(root)) return true;
      if ((node.textContent?.length ?? 0) > 200 && THAI.test(node.textContent ?? '')) return true;
    }
    return false;
  }

  #schedule(): void {
    if (this.#timer !== undefined || this.#idle !== undefined) return;
    const wait = Math.max(0, this.#notBefore - performance.now());
    this.#timer = setTimeout(() => {
      this.#timer = undefined;
      if (typeof requestIdleCallback === 'function') {
        this.#idle = requestIdleCallback(() => this.#run(), { timeout: 20 });
      } else this.#run();
    }, wait);
  }

  #run(): void {
    this.#idle = undefined;
    const url = addressOf(this.#document);
    const why = url === this.#url ? 'changed' : 'navigated';
    this.#url = url;
    const took = this.#changed(why);
    const now = performance.now();
    this.#saved = Math.min(MOST_SAVED, this.#saved + (now - this.#savedAt) * SHARE) - took;
    this.#savedAt = now;
    this.#notBefore = now + Math.max(LEAST_PAUSE, -this.#saved / SHARE);
  }

  #stop(): void {
    this.#observer.disconnect();
    clearTimeout(this.#timer);
    if (this.#idle !== undefined) cancelIdleCallback(this.#idle);
    this.#timer = undefined;
    this.#idle = undefined;
  }
}

const THAI = /[\u0e01-\u0e2e][\u0e00-\u0e7f]{3}/;
const addressOf = (document: Document) => document.location?.href.split('#')[0] ?? '';
