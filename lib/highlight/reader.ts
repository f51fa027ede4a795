import { t } from '../i18n.ts';
import type { ArticleCapture } from '../library/rows.ts';
import type { AnnotateAnswer, AnswerTo, Command, PageRequest, PageState, ReaderConfig } from '../messages.ts';
import type { ArticleMeta, Detection, PageText } from '../page/types.ts';
import type { NamedError, Result } from '../result.ts';
import { fail, ok } from '../result.ts';
import { type CardContent, cardContent } from './card-content.ts';
import { CardController } from './card-controller.ts';
import { CARD_CSS } from './card-css.ts';
import { shownBy } from './card-state.ts';
import { copyText } from './clipboard.ts';
import { fillCopyTemplate } from './copy-template.ts';
import { documentsOf } from './frames.ts';
import type { PaintGroup } from './highlight-style.ts';
import { InlineGlosses } from './inline-glosses.ts';
import { LivingPage } from './living-page.ts';
import { Overlay } from './overlay.ts';
import { pageKeyCommand } from './page-keys.ts';
import { PageModel } from './page-model.ts';
import { isDarkAt } from './page-theme.ts';
import { canPaint, Painter } from './painter.ts';
import { Speech } from './speech.ts';
import { clientRects, lastStartingBefore, staticRange } from './text-ranges.ts';
import { Toast } from './toast.ts';

/** Longer pages are asked for what is in view first, UTF-16 code units. */
const LONG_PAGE = 20_000;
/** What is asked for first of a long page reaches so far beyond the window, UTF-16 code units. */
const VIEW_MARGIN = 2_000;
/** Painting gives way to the page after so long, ms. */
const SLICE_MS = 6;
const FLASH_MS = 1600;

/** What a reader needs of the world around it. On foreign pages: lib/page and messages; in the library: stored rows. */
export interface ReaderParts {
  document: Document;
  config: ReaderConfig;
  ask<R extends PageRequest>(request: R): Promise<Result<AnswerTo<R>>>;
  /** Reads the text as it stands now; cheap enough to be called at every change. */
  read(): PageText;
  /** Everything else that is known of the page; asked for rarely. */
  describe(page: PageText): { meta: ArticleMeta; detection: Detection };
  /** Random letters: begins the host's tag and the highlights' names. */
  prefix: string;
  /** Closed on foreign pages. */
  shadow: 'open' | 'closed';
  /** Whether the article can be saved from the card; not so in the library. */
  canSave: boolean;
  /** Whether the page may change under the reader. */
  living: boolean;
  /** Told whose card is shown (index of the mention), or that none is. */
  cardShown?(mention: number | null): void;
}

/** Highlights, card and keyboard of one document, from start to `detach`, after which nothing of it is left. */
export class Reader {
  readonly #parts: ReaderParts;
  readonly #document: Document;
  readonly #abort = new AbortController();
  readonly #overlay: Overlay;
  readonly #card: CardController;
  /** One for each document: highlights belong to the registry of their own. */
  readonly #painters = new Map<Document, Painter>();
  #documents: Document[] = [];
  readonly #speech: Speech;
  readonly #toast: Toast;
  readonly #inline: InlineGlosses;
  #living: LivingPage | null = null;
  #config: ReaderConfig;
  #model: PageModel;
  #dark = false;
  /** The style that was put in last; asked for again only when it differs. */
  #styled = '';
  #revision = 0;
  #settled = false;
  #on = true;
  #saved: 'no' | 'saving' | 'saved' = 'no';
  #current: number | null = null;
  #flashTimer: ReturnType<typeof setTimeout> | undefined;
  #timing = { annotateMs: 0, readMs: 0, paintMs: 0 };
  #problem: NamedError | null = null;
  readonly #errors: string[] = [];

  constructor(parts: ReaderParts) {
    this.#parts = parts;
    this.#document = parts.document;
    this.#config = parts.config;
    this.#model = new PageModel(EMPTY_PAGE, null, parts.config.settings.explain);
    const view = parts.document.defaultView!;
    this.#overlay = new Overlay(parts.document, {
      tag: `${parts.prefix}-${parts.prefix.slice(0, 4)}`,
      css: CARD_CSS,
      mode: parts.shadow,
    });
    this.#speech = new Speech(view);
    this.#toast = new Toast(parts.document, this.#overlay.layer);
    this.#inline = new InlineGlosses(parts.document, this.#overlay);
    this.#card = new CardController(
      parts.document,
      this.#overlay,
      {
        model: () => this.#model,
        settings: () => this.#config.settings,
        status: (entity) => ({
          kept: this.#model.kept.has(entity),
          saved: this.#saved,
          canListen: this.#speech.canSay(this.#config.settings.card.speech),
          canSave: parts.canSave,
        }),
        activate: (mention) => this.#activate(mention),
        reading: () => this.#ensurePainted(),
      },
      {
        keep: (content) => void this.#keep(content),
        saveArticle: () => void this.save(),
        listen: (content) =>
          this.#speech.say(
            this.#config.settings.card.speech,
            content.thai ?? content.surface,
            content.english,
          ),
        copy: (content) => void this.#copy(content),
        showGloss: (span) => this.#showSpan(span.start, span.end),
        editGloss: (entry) => void this.#editGloss(entry),
        correct: (correction) => void this.#correct(correction),
      },
      this.#abort.signal,
    );
    this.#speech.whenReady(() => this.#card.redraw(), this.#abort.signal);
    view.addEventListener('keydown', (event) => this.#pageKey(event), {
      signal: this.#abort.signal,
      capture: true,
    });
  }

  /** Reads, annotates and paints. */
  async start(): Promise<void> {
    await this.#readAgain();
    if (this.#parts.living && !this.#abort.signal.aborted) {
      this.#living = new LivingPage(this.#document, this.#model.page, {
        own: this.#overlay.host,
        changed: (why) => this.#changed(why),
        signal: this.#abort.signal,
      });
    }
    if (this.#parts.canSave) {
      const saved = await this.#parts.ask({
        type: 'saved-state',
        canonicalUrl: this.#describe().meta.canonicalUrl,
      });
      if (saved.ok && saved.value) this.#saved = 'saved';
    }
  }

  /** Takes new settings over. */
  async configure(config: ReaderConfig): Promise<void> {
    this.#config = config;
    this.#model = this.#model.moved(this.#model.page, config.settings.explain);
    await this.#style(this.#model.page);
    await this.#paint();
  }

  /** Everything anew: after the glossary or a correction changed. */
  async again(): Promise<void> {
    await this.#readAgain(true);
  }

  get on(): boolean {
    return this.#on;
  }

  /** Highlights off (the reader stays) or on. */
  async toggle(on = !this.#on): Promise<void> {
    this.#on = on;
    if (!on) this.#card.dispatch({ type: 'close' });
    await this.#paint();
    this.#tellNames();
  }

  async #readAgain(force = false): Promise<void> {
    const revision = ++this.#revision;
    this.#settled = false;
    const page = this.#read();
    if (!page.text.trim()) {
      this.#use(new PageModel(page, null, this.#config.settings.explain));
      this.#problem = fail('page-empty', 'no text was found on the page').error;
      this.#settled = true;
      this.#tellNames();
      return;
    }
    this.#problem = null;
    this.#watch(page);
    const style = this.#style(page);
    if (page.text.length > LONG_PAGE && !force) await this.#annotateView(page, revision);
    const answer = await this.#parts.ask({ type: 'annotate', text: page.text });
    await style;
    if (revision !== this.#revision || this.#abort.signal.aborted) return;
    if (!answer.ok) {
      this.#fail(answer.error);
      this.#settled = true;
      return;
    }
    this.#timing.annotateMs = answer.value.annotateMs;
    // The page may have been drawn anew while the answer was on its way: the newest nodes of the same text count.
    const newest = this.#model.page.text === page.text ? this.#model.page : page;
    this.#use(new PageModel(newest, answer.value, this.#config.settings.explain));
    await this.#paint();
    if (revision !== this.#revision) return;
    this.#settled = true;
    this.#tellNames();
  }

  #read(): PageText {
    const from = performance.now();
    const page = this.#parts.read();
    this.#timing.readMs = performance.now() - from;
    return page;
  }

  /** The part in the window first, so that a long page does not wait for its end. */
  async #annotateView(page: PageText, revision: number): Promise<void> {
    const [from, to] = viewOf(page, this.#document.defaultView?.innerHeight ?? 0);
    const answer = await this.#parts.ask({ type: 'annotate', text: page.text.slice(from, to) });
    if (!answer.ok || revision !== this.#revision) return;
    this.#use(new PageModel(page, movedBy(answer.value, from), this.#config.settings.explain));
    await this.#paint();
  }

  #use(model: PageModel): void {
    const before = this.#model;
    this.#model = model;
    if (this.#card.state.name !== 'closed')
      this.#card.dispatch({ type: 'renumber', now: before.renumber(model) });
    this.#watch(model.page);
    this.#living?.observe(model.page);
  }

  /** Same-origin frames with article text are watched and painted like the page itself. */
  #watch(page: PageText): void {
    this.#documents = documentsOf(page, this.#document);
    this.#card.pointers.watch(this.#documents);
    for (const document of this.#documents) {
      const view = document.defaultView;
      if (this.#painters.has(document) || !canPaint(view)) continue;
      // Firefox gives a content script one registry, whichever window it asks: names in frames have cards there, no paint.
      if (document !== this.#document && view.CSS.highlights === this.#topRegistry()) continue;
      this.#painters.set(document, new Painter(view, this.#parts.prefix));
    }
  }

  #topRegistry(): unknown {
    const view = this.#document.defaultView;
    return canPaint(view) ? view.CSS.highlights : null;
  }

  /** The page changed. Gives the ms of main-thread time that taking note of it took. */
  #changed(why: 'changed' | 'navigated'): number {
    const from = performance.now();
    const page = this.#read();
    if (why === 'navigated') {
      this.#saved = 'no';
      this.#card.dispatch({ type: 'close' });
    }
    if (page.text === this.#model.page.text && !this.#problem) {
      this.#use(this.#model.moved(page, this.#config.settings.explain));
      void this.#paint();
      this.#card.redraw();
    } else void this.#readAgain(true);
    return performance.now() - from;
  }

  #described: { page: PageText; is: ReturnType<ReaderParts['describe']> } | null = null;

  /** What is known of the page, read again only when the page has changed. */
  #describe(): ReturnType<ReaderParts['describe']> {
    const { page } = this.#model;
    if (this.#described?.page !== page) this.#described = { page, is: this.#parts.describe(page) };
    return this.#described.is;
  }

  async #style(page: PageText): Promise<void> {
    const root = page.roots[0] ?? this.#document.body ?? this.#document.documentElement;
    const { theme } = this.#config.settings;
    const pageDark = isDarkAt(root);
    this.#dark = theme === 'system' ? pageDark : theme === 'dark';
    this.#overlay.dark = this.#dark;
    // The card may be what the reader likes; paint on the page must suit the page.
    const frames = this.#documents.length > 1;
    const style = JSON.stringify([pageDark, frames, this.#config.settings.styles]);
    if (style === this.#styled) return;
    this.#styled = style;
    const styled = await this.#parts.ask({
      type: 'paint-style',
      prefix: this.#parts.prefix,
      dark: pageDark,
      frames,
    });
    if (!styled.ok) this.#fail(styled.error);
  }

  async #paint(): Promise<void> {
    const model = this.#model;
    const from = performance.now();
    const groups = new Map<Document, Map<PaintGroup, StaticRange[]>>();
    let sliceEnd = from + SLICE_MS;
    if (this.#on) {
      for (const index of model.shown) {
        const mention = model.mention(index)!;
        const range = staticRange(model.page, mention.start, mention.end);
        if (!range) continue;
        const group = model.groupOf(mention);
        const own = range.startContainer.ownerDocument ?? this.#document;
        const ofDocument = groups.get(own) ?? new Map<PaintGroup, StaticRange[]>();
        groups.set(own, ofDocument);
        const ranges = ofDocument.get(group);
        if (ranges) ranges.push(range);
        else ofDocument.set(group, [range]);
        if (performance.now() < sliceEnd) continue;
        await breathe();
        if (model !== this.#model || this.#abort.signal.aborted) return;
        sliceEnd = performance.now() + SLICE_MS;
      }
    }
    for (const [document, painter] of this.#painters) {
      for (const group of PAINTED) painter.set(group, groups.get(document)?.get(group) ?? []);
    }
    this.#timing.paintMs = performance.now() - from;
    this.#inline.show(this.#on && this.#config.settings.inline ? model : null);
  }

  #ensurePainted(): void {
    for (const painter of this.#painters.values()) painter.ensure();
  }

  #activate(mention: number | null): void {
    this.#ensurePainted();
    if (mention !== null) this.#current = mention;
    const found = mention === null ? undefined : this.#model.mention(mention);
    this.#paintOne('active', found ?? null);
    this.#parts.cardShown?.(shownBy(this.#card.state)?.mention ?? null);
  }

  #paintOne(group: 'active' | 'flash', span: { start: number; end: number } | null): void {
    const range = span && staticRange(this.#model.page, span.start, span.end);
    for (const [document, painter] of this.#painters) {
      painter.set(group, range?.startContainer.ownerDocument === document ? [range] : []);
    }
  }

  #flash(start: number, end: number): void {
    this.#paintOne('flash', { start, end });
    clearTimeout(this.#flashTimer);
    this.#flashTimer = setTimeout(() => this.#paintOne('flash', null), FLASH_MS);
  }

  #showSpan(start: number, end: number): void {
    const node = this.#model.page.segments[lastStartingBefore(this.#model.page.segments, start)]?.node;
    const rect = clientRects(this.#model.page, start, end)[0];
    const view = this.#document.defaultView!;
    if (!rect || rect.top < 40 || rect.bottom > view.innerHeight - 40) {
      node?.parentElement?.scrollIntoView({ block: 'center', behavior: 'instant' });
    }
    this.#flash(start, end);
  }

  /** Brings a mention into view and lights it up; `open`: with its card, which then has the focus. */
  showMention(index: number, open: boolean): void {
    const mention = this.#model.mention(index);
    if (!mention) return;
    this.#card.bringIntoView(index);
    this.#current = index;
    this.#flash(mention.start, mention.end);
    if (open) this.#card.dispatch({ type: 'key-open', mention: index });
  }

  #pageKey(event: KeyboardEvent): void {
    if (!this.#config.settings.pageKeys) return;
    const command = pageKeyCommand(event, this.#card.focus());
    if (!command) return;
    event.preventDefault();
    event.stopPropagation();
    void this.command(command);
  }

  async command(command: Command): Promise<void> {
    const shown = shownBy(this.#card.state);
    switch (command) {
      case 'next-name':
      case 'previous-name': {
        const from = shown?.mention ?? this.#inView(this.#current);
        const next = this.#model.step(from, command === 'next-name' ? 1 : -1);
        if (next === null) return;
        if (shown) this.#card.goTo(next);
        else this.#openByKey(next);
        return;
      }
      case 'toggle-card': {
        if (shown && this.#card.state.name !== 'open') {
          this.#card.dispatch({ type: 'close' });
          return;
        }
        const mention = shown?.mention ?? this.#inView(this.#current) ?? this.#model.step(null, 1);
        if (mention !== null) this.#openByKey(mention);
        return;
      }
      case 'pin-card':
        this.#card.dispatch({ type: 'toggle-pin' });
        return;
      case 'keep-name': {
        const content = shown && cardContent(this.#model.annotation, this.#model.page.text, shown);
        if (content) await this.#keep(content);
        return;
      }
      case 'save-article':
        await this.save();
        return;
      case 'toggle-highlighting':
        await this.toggle();
    }
  }

  #openByKey(mention: number): void {
    if (!this.#on) return;
    this.#card.bringIntoView(mention);
    this.#card.dispatch({ type: 'key-open', mention });
  }

  #inView(mention: number | null): number | null {
    if (mention === null) return null;
    const rect = this.#model.rects(mention)[0];
    const height = this.#document.defaultView?.innerHeight ?? 0;
    return rect && rect.bottom > 0 && rect.top < height ? mention : null;
  }

  async #keep(content: CardContent): Promise<void> {
    const { entity } = content;
    const keep = !this.#model.kept.has(entity.id);
    const result = await this.keepEntity(entity.id, keep);
    if (!result.ok) this.#card.view.showError(result.error);
    else this.#overlay.announce(keep ? t('card_kept') : t('card_unkept'));
    this.#card.redraw();
  }

  /** Keeps a name of this page, or lets it go. */
  async keepEntity(id: string, keep: boolean): Promise<Result<null>> {
    const entity = this.#model.entity(id);
    const mention = this.#model.annotation.mentions.find((m) => m.entity === id);
    if (!entity || !mention) return fail('not-found', `no entity ${id} on this page`);
    if (!keep) {
      const gone = await this.#parts.ask({ type: 'unkeep-name', entity });
      if (gone.ok) this.#model.kept.delete(id);
      return gone;
    }
    const { meta } = this.#describe();
    const from = Math.max(0, mention.start - 400);
    const kept = await this.#parts.ask({
      type: 'keep-name',
      entity,
      text: this.#model.page.text.slice(from, Math.min(mention.end + 400, from + 2000)),
      start: mention.start - from,
      end: mention.end - from,
      title: meta.title ?? this.#document.title.slice(0, 2000),
      site: meta.site ?? '',
      publishedIso: meta.publishedAt,
      canonicalUrl: meta.canonicalUrl,
    });
    if (!kept.ok) return kept;
    this.#model.kept.add(id);
    return ok(null);
  }

  /** Everything of the page that a save takes, but for the clean copy, which the background adds. */
  capture(): Result<ArticleCapture> {
    const { meta, detection } = this.#describe();
    const { page, annotation, kept } = this.#model;
    if (!page.text.trim()) return fail('page-empty', 'the page has no text to save');
    return ok({
      url: this.#document.location.href,
      title: meta.title ?? this.#document.title.slice(0, 2000),
      language: detection.language,
      text: page.text,
      html: '',
      meta,
      detection,
      annotation,
      kept: [...kept],
    });
  }

  async save(): Promise<Result<AnswerTo<{ type: 'save-article' }>>> {
    const capture = this.capture();
    if (!capture.ok) {
      this.#say(capture.error);
      return capture;
    }
    this.#saved = 'saving';
    const saved = await this.#parts.ask({ type: 'save-article', capture: capture.value });
    this.#saved = saved.ok ? 'saved' : 'no';
    if (saved.ok) {
      const text = saved.value.state === 'updated' ? t('card_updated') : t('card_saved');
      this.#overlay.announce(text);
      if (!shownBy(this.#card.state)) this.#notice(text);
    } else this.#say(saved.error);
    this.#card.redraw();
    return saved;
  }

  async #copy(content: CardContent): Promise<void> {
    const text = fillCopyTemplate(this.#config.settings.card.copyTemplate, {
      thai: content.thai ?? content.surface ?? '',
      english: content.english ?? '',
      acronyms: content.acronyms.join(', '),
    });
    const copied = await copyText(this.#document, text);
    this.#card.view.showMessage(copied ? t('card_copied', text) : t('card_copy_failed'));
  }

  async #editGloss(entry: Extract<PageRequest, { type: 'edit-gloss' }>['entry']): Promise<void> {
    const written = await this.#parts.ask({ type: 'edit-gloss', entry });
    if (!written.ok) {
      this.#card.view.showError(written.error);
      return;
    }
    await this.again();
    this.#card.view.showMessage(t('card_gloss_saved'));
  }

  async #correct(
    correction: Omit<Extract<PageRequest, { type: 'correct' }>, 'type' | 'canonicalUrl'>,
  ): Promise<void> {
    const { canonicalUrl } = this.#describe().meta;
    const made = await this.#parts.ask({ type: 'correct', ...correction, canonicalUrl });
    if (!made.ok) {
      this.#card.view.showError(made.error);
      return;
    }
    this.#card.dispatch({ type: 'close' });
    await this.again();
    const undo = async () => {
      const undone = await this.#parts.ask({ type: 'undo-correction', id: made.value.id });
      if (undone.ok) await this.again();
      else this.#say(undone.error);
    };
    const text = correction.action === 'not-an-organisation' ? 'card_hidden_name' : 'card_corrected';
    this.#notice(t(text, correction.surface), { label: t('common_undo'), run: () => void undo() });
  }

  /** A line at the lower edge, for what is not about an open card. */
  #notice(text: string, action?: { label: string; run: () => void }): void {
    this.#overlay.show(null);
    this.#toast.show(text, action, () => {
      if (!shownBy(this.#card.state) && !this.#config.settings.inline) this.#overlay.hide();
    });
  }

  #say(error: NamedError): void {
    if (shownBy(this.#card.state)) this.#card.view.showError(error);
    else this.#notice(t(`error_${error.name.replaceAll('-', '_')}` as 'error_unexpected'));
  }

  #fail(error: NamedError): void {
    // After an update this script has nobody to talk to: it goes, and the new version's reader comes with the next load.
    if (error.name === 'extension-updated') {
      this.detach();
      return;
    }
    this.#problem = error;
    this.#errors.push(`${error.name}: ${error.detail}`);
  }

  #tellNames(): void {
    void this.#parts.ask({
      type: 'page-names',
      names: this.#on ? this.#model.nameCount : 0,
      revision: this.#revision,
    });
  }

  state(): PageState {
    const { meta, detection } = this.#describe();
    return {
      url: this.#document.location.href,
      detection,
      mode: this.#on ? 'annotated' : 'off',
      settled: this.#settled,
      meta,
      text: this.#model.page.text,
      annotation: this.#model.annotation,
      kept: [...this.#model.kept],
      ...this.#timing,
      errors: [...this.#errors],
      problem: this.#problem,
      card: this.#card.report(),
    };
  }

  /** Takes everything back: no node, no listener, no highlight, no timer is left. */
  detach(): void {
    this.#revision++;
    this.#abort.abort();
    clearTimeout(this.#flashTimer);
    this.#toast.hide();
    this.#inline.show(null);
    this.#card.detach();
    for (const painter of this.#painters.values()) painter.clear();
    this.#overlay.remove();
  }
}

const EMPTY_PAGE: PageText = { text: '', segments: [], roots: [], truncated: false, headline: null };
const KINDS = ['name', 'short', 'acronym', 'event', 'abbreviation'] as const;
const PAINTED: PaintGroup[] = [...KINDS, ...KINDS.map((kind) => `known-${kind}` as const)];

/** Gives way to the page, and comes back soon. */
function breathe(): Promise<void> {
  const { scheduler } = globalThis as { scheduler?: { yield?(): Promise<void> } };
  return scheduler?.yield ? scheduler.yield() : new Promise((resolve) => setTimeout(resolve, 0));
}

/** The lines of the text that stand in the window, with some more; found by halving, as text goes down the page. */
function viewOf(page: PageText, height: number): [number, number] {
  const { segments, text } = page;
  const topOf = (index: number) => segments[index]!.node.parentElement?.getBoundingClientRect().bottom ?? 0;
  let low = 0;
  let high = segments.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (topOf(middle) < 0) low = middle + 1;
    else high = middle;
  }
  const first = segments[Math.min(low, segments.length - 1)]!;
  let end = first.end;
  for (let i = low; i < segments.length && end - first.start < LONG_PAGE; i++) {
    if ((segments[i]!.node.parentElement?.getBoundingClientRect().top ?? 0) > height) break;
    end = segments[i]!.end;
  }
  const from = text.lastIndexOf('\n', Math.max(0, first.start - 200)) + 1;
  const newline = text.indexOf('\n', Math.min(text.length, end + VIEW_MARGIN));
  const to = newline < 0 ? text.length : newline;
  return [from, Math.min(to, from + LONG_PAGE)];
}

function movedBy(answer: AnnotateAnswer, by: number): AnnotateAnswer {
  const { annotation } = answer;
  return {
    ...answer,
    annotation: {
      ...annotation,
      mentions: annotation.mentions.map((mention) => ({
        ...mention,
        start: mention.start + by,
        end: mention.end + by,
        evidence: mention.evidence.map((e) =>
          e.start === undefined || e.end === undefined ? e : { ...e, start: e.start + by, end: e.end + by },
        ),
      })),
    },
  };
}
