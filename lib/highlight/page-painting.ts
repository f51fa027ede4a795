import { MENTION_KINDS } from '../recognition/types.ts';
import { documentsOf } from './frames.ts';
import type { PaintGroup } from './highlight-style.ts';
import type { PageModel } from './page-model.ts';
import { canPaint, type HighlightWindow, Painter } from './painter.ts';
import { staticRange } from './text-ranges.ts';

/** Making ranges gives way to the page after so long, ms. */
const SLICE_MS = 6;
const FLASH_MS = 1600;
const GROUPS: PaintGroup[] = [...MENTION_KINDS, ...MENTION_KINDS.map((kind) => `known-${kind}` as const)];

/** Indexes into a model's `shown`; `to` is behind the last. Null in its place: all of them. */
export interface Part {
  from: number;
  to: number;
}

/** Paints a page's findings in its own document and in those of its same-origin frames, each with its own registry. */
export class PagePainting {
  readonly #top: Document;
  readonly #prefix: string;
  readonly #painters = new Map<Document, Painter>();
  #flashTimer: ReturnType<typeof setTimeout> | undefined;
  #turn = 0;

  constructor(top: Document, prefix: string) {
    this.#top = top;
    this.#prefix = prefix;
  }

  /** Gets ready for the documents of a page; gives them. */
  prepare(model: PageModel): Document[] {
    const documents = documentsOf(model.page, this.#top);
    for (const document of documents) {
      const view = document.defaultView;
      if (this.#painters.has(document) || !canPaint(view)) continue;
      const own = document === this.#top || !this.#sharesRegistry(view) ? view : framesOwn(view);
      if (own) this.#painters.set(document, new Painter(own, this.#prefix, own !== view));
    }
    return documents;
  }

  /** Whether a frame's window answers with the top document's registry; only an entry tells, the objects differ. */
  #sharesRegistry(view: HighlightWindow): boolean {
    const top = this.#top.defaultView;
    if (!canPaint(top)) return false;
    const probe = `${this.#prefix}-p`;
    top.CSS.highlights.set(probe, new top.Highlight());
    const shared = view.CSS.highlights.get(probe) !== undefined;
    top.CSS.highlights.delete(probe);
    return shared;
  }

  /**
   * Paints what is shown, in slices; a later call ends an earlier one. Gives whether it came to its end.
   * @param sliceMs infinite: everything is painted when the call returns
   */
  async paint(model: PageModel, on: boolean, part: Part | null = null, sliceMs = SLICE_MS): Promise<boolean> {
    const turn = ++this.#turn;
    const groups = new Map<Document, Map<PaintGroup, StaticRange[]>>();
    let sliceEnd = performance.now() + sliceMs;
    for (const index of on ? (part ? model.shown.slice(part.from, part.to) : model.shown) : []) {
      const mention = model.mention(index)!;
      const range = staticRange(model.page, mention.start, mention.end);
      if (range)
        addRange(groups, range.startContainer.ownerDocument ?? this.#top, model.groupOf(mention), range);
      if (performance.now() < sliceEnd) continue;
      await breathe();
      if (turn !== this.#turn) return false;
      sliceEnd = performance.now() + sliceMs;
    }
    for (const [document, painter] of this.#painters) {
      for (const group of GROUPS) painter.set(group, groups.get(document)?.get(group) ?? []);
    }
    return true;
  }

  /** Paints one span stronger, or none. */
  one(group: 'active' | 'flash', model: PageModel, span: { start: number; end: number } | null): void {
    const range = span && staticRange(model.page, span.start, span.end);
    for (const [document, painter] of this.#painters) {
      painter.set(group, range?.startContainer.ownerDocument === document ? [range] : []);
    }
  }

  /** Lights a span up for a moment. */
  flash(model: PageModel, span: { start: number; end: number }): void {
    this.one('flash', model, span);
    clearTimeout(this.#flashTimer);
    this.#flashTimer = setTimeout(() => this.one('flash', model, null), FLASH_MS);
  }

  /** Sets again what the page has taken out of the registry. */
  ensure(): void {
    for (const painter of this.#painters.values()) painter.ensure();
  }

  clear(): void {
    this.#turn++;
    clearTimeout(this.#flashTimer);
    for (const painter of this.#painters.values()) painter.clear();
  }
}

/**
 * Firefox gives a content script one registry of highlights, whichever window it asks. The frame's own one is reached
 * through the frame's side of its window (`wrappedJSObject`); nothing that comes back from there is trusted or kept but the
 * highlights themselves. Null where the frame's scripts have put something else in their place.
 */
function framesOwn(view: Window): HighlightWindow | null {
  const unwrapped = (view as Window & { wrappedJSObject?: unknown }).wrappedJSObject;
  return unwrapped && canPaint(unwrapped) ? unwrapped : null;
}

function addRange(
  groups: Map<Document, Map<PaintGroup, StaticRange[]>>,
  document: Document,
  group: PaintGroup,
  range: StaticRange,
): void {
  const own = groups.get(document) ?? new Map<PaintGroup, StaticRange[]>();
  groups.set(document, own);
  const ranges = own.get(group);
  if (ranges) ranges.push(range);
  else own.set(group, [range]);
}

/** Gives way to the page, and comes back soon. */
export function breathe(): Promise<void> {
  const { scheduler } = globalThis as { scheduler?: { yield?(): Promise<void> } };
  return scheduler?.yield ? scheduler.yield() : new Promise((resolve) => setTimeout(resolve, 0));
}
