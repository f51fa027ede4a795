import type { AnnotateAnswer } from '../messages.ts';
import type { PageText } from '../page/types.ts';
import type { Annotation, Entity, Mention } from '../recognition/types.ts';
import type { Settings } from '../settings.ts';
import { firstIndex } from './halving.ts';
import type { PaintGroup } from './highlight-style.ts';
import { HitTester } from './hit-test.ts';
import { clientRects, elementAt } from './text-ranges.ts';

const EMPTY: Annotation = { mentions: [], entities: [], glosses: [] };

/** A page's text with what was found in it, as it stands now. Replaced, never changed, when the page changes. */
export class PageModel {
  readonly page: PageText;
  readonly annotation: Annotation;
  readonly kept: Set<string>;
  readonly known: Set<string>;
  /** Indexes of the mentions that are painted and pointed at: those the reader wants explained. */
  readonly shown: readonly number[];
  readonly #entities: Map<string, Entity>;
  #tester: HitTester | null = null;

  constructor(
    page: PageText,
    answer: Omit<AnnotateAnswer, 'annotateMs'> | null,
    explain: Settings['explain'],
  ) {
    this.page = page;
    this.annotation = answer?.annotation ?? EMPTY;
    this.kept = new Set(answer?.kept);
    this.known = new Set(answer?.known);
    this.#entities = new Map(this.annotation.entities.map((entity) => [entity.id, entity]));
    const shown: number[] = [];
    this.annotation.mentions.forEach((mention, index) => {
      if (isExplained(mention, this.#entities.get(mention.entity), explain)) shown.push(index);
    });
    this.shown = shown;
  }

  /** The same findings on a page that was drawn anew with the same text. */
  moved(page: PageText, explain: Settings['explain']): PageModel {
    return new PageModel(
      page,
      { annotation: this.annotation, kept: [...this.kept], known: [...this.known] },
      explain,
    );
  }

  mention(index: number): Mention | undefined {
    return this.annotation.mentions[index];
  }

  entityOf(mention: Mention): Entity | undefined {
    return this.#entities.get(mention.entity);
  }

  entity(id: string): Entity | undefined {
    return this.#entities.get(id);
  }

  groupOf(mention: Mention): PaintGroup {
    return this.known.has(mention.entity) ? `known-${mention.kind}` : mention.kind;
  }

  /** Index of the mention under a viewport point, or null. */
  hit(document: Document, x: number, y: number, target: Element | null): number | null {
    this.#tester ??= new HitTester(
      this.page,
      this.shown.map((index) => this.annotation.mentions[index]!),
    );
    const found = this.#tester.at(document, x, y, target);
    return found < 0 ? null : this.shown[found]!;
  }

  rects(index: number): DOMRect[] {
    const mention = this.mention(index);
    return mention ? clientRects(this.page, mention.start, mention.end) : [];
  }

  element(index: number): Element | null {
    const mention = this.mention(index);
    return mention ? elementAt(this.page, mention.start) : null;
  }

  /** Bodies named here, abbreviations aside: what the badge counts. */
  get nameCount(): number {
    return this.annotation.entities.filter((entity) => entity.type !== 'abbreviation').length;
  }

  /**
   * The shown mention that a step from `from` reaches. With none to start from: the first one at or below `top` of the
   * window (or the last one above it, going back).
   */
  step(from: number | null, direction: 1 | -1): number | null {
    if (!this.shown.length) return null;
    if (from !== null) {
      const here = this.shown.findIndex((index) => index >= from);
      const at = here < 0 ? this.shown.length : here;
      const exact = this.shown[at] === from;
      const next = direction > 0 ? at + (exact ? 1 : 0) : at - 1;
      return this.shown[(next + this.shown.length) % this.shown.length]!;
    }
    // Mentions stand in reading order, so the first one in view is found by halving.
    const first = firstIndex(
      this.shown.length,
      (index) => (this.rects(this.shown[index]!)[0]?.bottom ?? 0) >= 0,
    );
    const at = direction > 0 ? first : first - 1;
    return this.shown[(at + this.shown.length) % this.shown.length]!;
  }

  /** Where each mention of this model is in a later one: same text before and after it, or the same name in the same place. */
  renumber(later: PageModel): (index: number) => number | null {
    return (index) => {
      const mention = this.mention(index);
      if (!mention) return null;
      const same = later.annotation.mentions.findIndex(
        (m) => m.start === mention.start && m.surface === mention.surface,
      );
      if (same >= 0) return same;
      const nth = this.annotation.mentions
        .slice(0, index)
        .filter((m) => m.surface === mention.surface).length;
      const all = later.annotation.mentions.flatMap((m, i) => (m.surface === mention.surface ? [i] : []));
      return all[nth] ?? all.at(-1) ?? null;
    };
  }
}

const MONTH = /^(ม\.?ค|ก\.?พ|มี\.?ค|เม\.?ย|พ\.?ค|มิ\.?ย|ก\.?ค|ส\.?ค|ก\.?ย|ต\.?ค|พ\.?ย|ธ\.?ค)\.?$/;

/** Whether the reader wants this explained. */
export function isExplained(
  mention: Pick<Mention, 'kind' | 'surface'>,
  entity: Pick<Entity, 'type'> | undefined,
  explain: Settings['explain'],
): boolean {
  if (!entity) return false;
  if (mention.kind === 'abbreviation')
    return MONTH.test(mention.surface) ? explain.months : explain.abbreviations;
  if (mention.kind === 'acronym') return explain.acronyms;
  if (mention.kind === 'event') return explain.events;
  return explain.organisations;
}
