import { type PaintGroup, registryName } from './highlight-style.ts';

interface Registry {
  get(name: string): Highlight | undefined;
  set(name: string, highlight: Highlight): unknown;
  delete(name: string): boolean;
}
export interface HighlightWindow {
  CSS: { highlights: Registry };
  Highlight: typeof Highlight;
}

/** Later painted over earlier. */
const PRIORITY: Partial<Record<PaintGroup, number>> = { active: 2, flash: 3 };

/** Whether the browser can paint highlights at all (Chrome 105, Firefox 140). */
export function canPaint(view: unknown): view is HighlightWindow {
  const { CSS, Highlight } = view as Partial<HighlightWindow>;
  return typeof Highlight === 'function' && CSS?.highlights !== undefined;
}

/**
 * Owns this page's entries of the document's highlight registry. Scripts of the page can clear or overwrite them; `ensure`
 * sets them again, and is called when something happens anyway (a mutation, the pointer coming near): nothing is polled.
 */
export class Painter {
  readonly #view: HighlightWindow;
  readonly #prefix: string;
  readonly #foreign: boolean;
  readonly #highlights = new Map<PaintGroup, Highlight>();

  /** `foreign`: the window is a frame's own side of itself (Firefox), which takes only ranges made by its document. */
  constructor(view: HighlightWindow, prefix: string, foreign = false) {
    this.#view = view;
    this.#prefix = prefix;
    this.#foreign = foreign;
  }

  /** Replaces what a group paints. An empty group leaves the registry. */
  set(group: PaintGroup, ranges: readonly AbstractRange[]): void {
    if (!ranges.length) {
      // Most groups never were there, and asking the page's registry is slow from a world of one's own.
      if (this.#highlights.delete(group)) this.#view.CSS.highlights.delete(registryName(this.#prefix, group));
      return;
    }
    const highlight = new this.#view.Highlight();
    highlight.priority = PRIORITY[group] ?? 0;
    for (const range of ranges) highlight.add(this.#taken(range));
    this.#highlights.set(group, highlight);
    this.#view.CSS.highlights.set(registryName(this.#prefix, group), highlight);
  }

  /** Adds to a group that is painted in several slices. */
  add(group: PaintGroup, ranges: readonly AbstractRange[]): void {
    const highlight = this.#highlights.get(group);
    if (!highlight) this.set(group, ranges);
    else for (const range of ranges) highlight.add(this.#taken(range));
  }

  #taken(range: AbstractRange): AbstractRange {
    const { startContainer, startOffset, endContainer, endOffset } = range;
    const made = this.#foreign ? startContainer.ownerDocument?.createRange() : null;
    if (!made) return range;
    made.setStart(startContainer, startOffset);
    made.setEnd(endContainer, endOffset);
    return made;
  }

  /** Sets again what the page has cleared or overwritten; gives how many entries were lost. */
  ensure(): number {
    let lost = 0;
    for (const [group, highlight] of this.#highlights) {
      const name = registryName(this.#prefix, group);
      if (this.#view.CSS.highlights.get(name) === highlight) continue;
      this.#view.CSS.highlights.set(name, highlight);
      lost++;
    }
    return lost;
  }

  clear(): void {
    for (const group of this.#highlights.keys()) {
      this.#view.CSS.highlights.delete(registryName(this.#prefix, group));
    }
    this.#highlights.clear();
  }
}
