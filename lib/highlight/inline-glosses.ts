import { el } from './elements.ts';
import type { Overlay } from './overlay.ts';
import type { PageModel } from './page-model.ts';

/** More labels than this are not kept on screen at once. */
const MOST = 60;

/**
 * For those who read along: the English in small type under the first mention of each body, drawn in the shadow host over
 * the page, which it follows while it scrolls. Only what is in the window is drawn.
 */
export class InlineGlosses {
  readonly #document: Document;
  readonly #overlay: Overlay;
  #model: PageModel | null = null;
  #layer: HTMLElement | null = null;
  #labels = new Map<number, HTMLElement>();
  #listening: AbortController | null = null;
  #frame = 0;

  constructor(document: Document, overlay: Overlay) {
    this.#document = document;
    this.#overlay = overlay;
  }

  /** Shows the glosses of a page; null takes them away. */
  show(model: PageModel | null): void {
    if (!model) {
      if (!this.#layer) return;
      this.#listening?.abort();
      this.#listening = null;
      cancelAnimationFrame(this.#frame);
      this.#layer.remove();
      this.#layer = null;
      this.#labels.clear();
      this.#model = null;
      return;
    }
    this.#model = model;
    this.#labels.clear();
    if (!this.#layer) {
      this.#layer = el(this.#document, 'div', { class: 'inline', 'aria-hidden': 'true' });
      this.#overlay.layer.prepend(this.#layer);
      this.#listening = new AbortController();
      const follow = () => {
        cancelAnimationFrame(this.#frame);
        this.#frame = requestAnimationFrame(() => this.#draw());
      };
      const options = { signal: this.#listening.signal, passive: true, capture: true };
      this.#document.addEventListener('scroll', follow, options);
      this.#document.defaultView?.addEventListener('resize', follow, options);
    }
    this.#layer.replaceChildren();
    this.#overlay.show(null);
    this.#draw();
  }

  #draw(): void {
    const model = this.#model;
    const layer = this.#layer;
    if (!model || !layer) return;
    const height = this.#document.defaultView?.innerHeight ?? 0;
    const seen = new Set<string>();
    const wanted = new Map<number, DOMRect>();
    for (const index of model.shown) {
      const mention = model.mention(index)!;
      if (seen.has(mention.entity)) continue;
      seen.add(mention.entity);
      const entity = model.entityOf(mention);
      const english = entity?.english[0];
      // Months and ranks would crowd the lines; what the article glosses itself needs no second gloss.
      const plain = mention.kind === 'abbreviation' || entity?.glossSource === 'article';
      if (!english || mention.surface === english || plain) continue;
      const rect = model.rects(index).at(-1);
      if (!rect || rect.bottom < 0) continue;
      if (rect.top > height || wanted.size >= MOST) break;
      wanted.set(index, rect);
    }
    for (const [index, label] of this.#labels) {
      if (wanted.has(index)) continue;
      label.remove();
      this.#labels.delete(index);
    }
    const right = rightLimits(wanted, this.#document.defaultView?.innerWidth ?? 0);
    for (const [index, rect] of wanted) {
      let label = this.#labels.get(index);
      if (!label) {
        const english = model.entityOf(model.mention(index)!)!.english[0]!;
        label = el(this.#document, 'span', { lang: 'en' }, english);
        this.#labels.set(index, label);
        layer.append(label);
      }
      label.style.maxWidth = `${Math.round(right.get(index)! - rect.left)}px`;
      label.style.transform = `translate(${Math.round(rect.left)}px, ${Math.round(rect.bottom - 2)}px)`;
    }
  }
}

/** How far each label may reach: to the next one on its line, or to the window's edge. */
function rightLimits(wanted: ReadonlyMap<number, DOMRect>, edge: number): Map<number, number> {
  const all = [...wanted].sort(([, a], [, b]) => a.left - b.left);
  const limits = new Map<number, number>();
  all.forEach(([index, rect], i) => {
    const next = all.slice(i + 1).find(([, other]) => Math.abs(other.bottom - rect.bottom) < 12);
    limits.set(index, next ? next[1].left - 4 : edge - 4);
  });
  return limits;
}
