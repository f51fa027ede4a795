import { isElement } from './frames.ts';

/** Where the pointer is: a point in `document`'s own viewport, px. */
export interface PointedAt {
  document: Document;
  x: number;
  y: number;
  target: Element;
}

export interface PointerHandlers {
  /** Whether moves are of interest now at all; asked for each, before anything is measured. */
  wants(inArticle: boolean): boolean;
  roots(): readonly Element[];
  /** At most once a frame. `at` is null off the article. */
  pointed(at: PointedAt | null, event: PointerEvent): void;
  /** A click outside the card; `at` is null on links and controls, which are used and not explained, and after selecting. */
  clicked(at: PointedAt | null, pointerType: string): void;
}

const CONTROLS = 'a[href],button,input,textarea,select,label,summary,[contenteditable]';

/** Pointer and touch over the documents of a page (its own and those of same-origin frames with article text). */
export class PointerWatch {
  readonly #own: Element;
  readonly #handlers: PointerHandlers;
  readonly #signal: AbortSignal;
  readonly #watched = new Map<Document, AbortController>();
  #latest: { event: PointerEvent; at: PointedAt | null } | null = null;
  #frame = 0;
  #pointerType = 'mouse';

  constructor(own: Element, handlers: PointerHandlers, signal: AbortSignal) {
    this.#own = own;
    this.#handlers = handlers;
    this.#signal = signal;
    signal.addEventListener('abort', () => this.#stop(), { once: true });
  }

  /** Watches these documents and no others. */
  watch(documents: readonly Document[]): void {
    for (const [document, end] of this.#watched) {
      if (documents.includes(document)) continue;
      end.abort();
      this.#watched.delete(document);
    }
    for (const document of documents) {
      if (this.#watched.has(document) || this.#signal.aborted) continue;
      const end = new AbortController();
      this.#watched.set(document, end);
      const options = { signal: end.signal, passive: true, capture: true };
      document.addEventListener('pointermove', (event) => this.#moved(document, event), options);
      document.addEventListener('pointerdown', (event) => this.#pressed(event), options);
      document.addEventListener('click', (event) => this.#clicked(document, event), options);
      document.documentElement.addEventListener('pointerleave', (event) => this.#later(null, event), options);
    }
  }

  #stop(): void {
    cancelAnimationFrame(this.#frame);
    for (const end of this.#watched.values()) end.abort();
    this.#watched.clear();
  }

  #moved(document: Document, event: PointerEvent): void {
    if (event.pointerType === 'touch') return;
    const path = event.composedPath();
    if (path.includes(this.#own)) return;
    // A frame that is watched is all article; its root, the frame element, is not in its events' path.
    const inArticle =
      document !== this.#own.ownerDocument || this.#handlers.roots().some((root) => path.includes(root));
    if (!this.#handlers.wants(inArticle)) return;
    const target = path[0];
    const at =
      inArticle && isElement(target) ? { document, x: event.clientX, y: event.clientY, target } : null;
    this.#later(at, event);
  }

  /** Moves come faster than frames: only the last one of a frame is looked at. */
  #later(at: PointedAt | null, event: PointerEvent): void {
    this.#latest = { at, event };
    if (this.#frame) return;
    this.#frame = requestAnimationFrame(() => {
      this.#frame = 0;
      if (this.#latest) this.#handlers.pointed(this.#latest.at, this.#latest.event);
      this.#latest = null;
    });
  }

  #pressed(event: PointerEvent): void {
    this.#pointerType = event.pointerType;
  }

  #clicked(document: Document, event: MouseEvent): void {
    const path = event.composedPath();
    if (path.includes(this.#own) || event.button !== 0) return;
    const target = path[0];
    const used = path.some((node) => isElement(node as EventTarget) && (node as Element).matches(CONTROLS));
    const selected = document.getSelection()?.isCollapsed === false;
    const at =
      used || selected || !isElement(target)
        ? null
        : { document, x: event.clientX, y: event.clientY, target };
    this.#handlers.clicked(at, this.#pointerType);
  }
}
