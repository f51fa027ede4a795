import { windowIn } from './first-view.ts';
import { documentsOf } from './frames.ts';
import { firstIndex } from './halving.ts';
import type { PageModel } from './page-model.ts';
import type { Part } from './page-painting.ts';

/** A page with more names than this has those around its window painted (docs/decisions/0016-names-around-the-window.md). */
export const MANY_NAMES = 2_000;
/** So many are painted before the window and so many behind it: some twenty screens of running text that is full of names. */
const AROUND = 750;
/** The part moves when fewer than this are left on the side that the reader goes to. */
const LEFT = 250;

/** Which of a page's names are painted: all, or where they are thousands those around the window, which it follows. */
export class PaintedPart {
  readonly #document: Document;
  readonly #paint: (model: PageModel, part: Part | null, sliceMs?: number) => unknown;
  readonly #signal: AbortSignal;
  #model: PageModel | null = null;
  #part: Part | null = null;
  #follows = false;
  #asked = false;

  /** @param paint as `PagePainting` does */
  constructor(
    document: Document,
    paint: (model: PageModel, part: Part | null, sliceMs?: number) => unknown,
    signal: AbortSignal,
  ) {
    this.#document = document;
    this.#paint = paint;
    this.#signal = signal;
  }

  /** What of `model` is to be painted now; null for all of it. */
  of(model: PageModel): Part | null {
    // Text in frames scrolls by itself, and its boxes are told from another corner.
    const isPart = model.shown.length > MANY_NAMES && documentsOf(model.page, this.#document).length === 1;
    this.#model = isPart ? model : null;
    this.#part = isPart ? this.#around(model) : null;
    if (isPart) this.#follow();
    return this.#part;
  }

  #around(model: PageModel): Part {
    const seen = this.#inView(model);
    return {
      from: Math.max(0, seen.from - AROUND),
      to: Math.min(model.shown.length, seen.to + AROUND),
    };
  }

  #inView(model: PageModel): Part {
    const [start, end] = windowIn(model.page, this.#document.defaultView?.innerHeight ?? 0);
    const firstFrom = (offset: number) =>
      firstIndex(model.shown.length, (index) => model.mention(model.shown[index]!)!.start >= offset);
    return { from: firstFrom(start), to: firstFrom(end) };
  }

  #follow(): void {
    if (this.#follows) return;
    this.#follows = true;
    const signal = this.#signal;
    // Whatever scrolls, the window or a box that holds the article.
    this.#document.addEventListener('scroll', () => this.#look(), { capture: true, passive: true, signal });
    const view = this.#document.defaultView;
    // On paper there is no window: all of them, before this returns.
    view?.addEventListener(
      'beforeprint',
      () => this.#model && this.#paint(this.#model, null, Number.POSITIVE_INFINITY),
      { signal },
    );
    view?.addEventListener('afterprint', () => this.#move(), { signal });
  }

  #move(): void {
    if (this.#model) this.#paint(this.#model, this.of(this.#model));
  }

  /** Once a frame, when the browser has moved everything and before it paints. */
  #look(): void {
    if (this.#asked || !this.#model) return;
    this.#asked = true;
    requestAnimationFrame(() => {
      this.#asked = false;
      const part = this.#part;
      if (!this.#model || !part || this.#signal.aborted) return;
      const seen = this.#inView(this.#model);
      const isBehind = part.from > 0 && seen.from - part.from < LEFT;
      const isAhead = part.to < this.#model.shown.length && part.to - seen.to < LEFT;
      if (isBehind || isAhead) this.#move();
    });
  }
}
