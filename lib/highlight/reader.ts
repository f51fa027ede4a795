import type { ArticleCapture } from '../library/rows.ts';
import type { AnswerTo, Command, PageRequest, PageState, ReaderConfig } from '../messages.ts';
import type { ArticleMeta, Detection, PageText } from '../page/types.ts';
import { fail, type NamedError, type Result } from '../result.ts';
import { cardContent } from './card-content.ts';
import { CardController } from './card-controller.ts';
import { CARD_CSS } from './card-css.ts';
import { shownBy } from './card-state.ts';
import { errorText } from './card-words.ts';
import { type FirstReading, lookOf, type PageLook } from './first-reading.ts';
import { LONG_PAGE, movedBy, viewOf } from './first-view.ts';
import { InlineGlosses } from './inline-glosses.ts';
import { LivingPage } from './living-page.ts';
import { NameActions } from './name-actions.ts';
import { Overlay } from './overlay.ts';
import { pageKeyCommand } from './page-keys.ts';
import { PageModel } from './page-model.ts';
import { breathe, PagePainting } from './page-painting.ts';
import { PaintedPart } from './painted-part.ts';
import { Speech } from './speech.ts';
import { clientRects, elementAt } from './text-ranges.ts';
import { Toast } from './toast.ts';

/** What a reader needs of the world around it. On foreign pages: lib/page and messages; in the library: stored rows. */
export interface ReaderParts {
  document: Document;
  config: ReaderConfig;
  ask<R extends PageRequest>(request: R): Promise<Result<AnswerTo<R>>>;
  /** Reads the text as it stands now; cheap enough to be called at every change. */
  read(): PageText;
  /** What was read and painted before the reader was made, by `painting`. */
  first?: FirstReading | null;
  painting?: PagePainting | undefined;
  /** Reads the whole page, giving way to it in between: for the first reading, which may be of a million characters. */
  readInSteps?(): Promise<PageText>;
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
  /** Told whenever a card opens (its mention), changes or closes (null). */
  cardShown?(mention: number | null): void;
}

const EMPTY_PAGE: PageText = { text: '', segments: [], roots: [], truncated: false, headline: null };

/** Highlights, card and keyboard of one document, from start to `detach`, after which nothing of it is left. */
export class Reader {
  readonly #parts: ReaderParts;
  readonly #document: Document;
  readonly #abort = new AbortController();
  readonly #overlay: Overlay;
  readonly #card: CardController;
  readonly #painting: PagePainting;
  readonly #part: PaintedPart;
  readonly #actions: NameActions;
  readonly #toast: Toast;
  readonly #inline: InlineGlosses;
  #living: LivingPage | null = null;
  #config: ReaderConfig;
  #model: PageModel;
  #described: { page: PageText; is: ReturnType<ReaderParts['describe']> } | null = null;
  /** The style that was put in last; asked for again only when it differs. */
  #styled = '';
  #revision = 0;
  #settled = false;
  #on = true;
  /** The mention that the reader last had to do with: commands go on from there. */
  #current: number | null = null;
  #timing = { annotateMs: 0, readMs: 0, paintMs: 0 };
  #problem: NamedError | null = null;
  readonly #errors: string[] = [];

  constructor(parts: ReaderParts) {
    const { document, config, prefix } = parts;
    this.#parts = parts;
    this.#document = document;
    this.#config = config;
    this.#model = new PageModel(EMPTY_PAGE, null, config.settings.explain);
    this.#painting = parts.painting ?? new PagePainting(document, prefix);
    this.#part = new PaintedPart(
      document,
      (model, part, sliceMs) => this.#painting.paint(model, this.#on, part, sliceMs),
      this.#abort.signal,
    );
    const tag = `${prefix}-${prefix.slice(0, 4)}`;
    this.#overlay = new Overlay(document, { tag, css: CARD_CSS, mode: parts.shadow });
    this.#toast = new Toast(document, this.#overlay.layer);
    this.#inline = new InlineGlosses(document, this.#overlay);
    const speech = new Speech(document.defaultView!);
    const spoken = () => this.#config.settings.card.speech;
    const actions = new NameActions({
      document,
      ask: (request) => parts.ask(request),
      model: () => this.#model,
      describe: () => this.#describe(),
      settings: () => this.#config.settings,
      again: () => this.again(),
      tell: (text) => this.#card.view.showMessage(text),
      tellError: (error) => this.#tellError(error),
      notice: (text, action) => {
        if (action || !shownBy(this.#card.state)) this.#notice(text, action);
      },
      announce: (text) => this.#overlay.announce(text),
      closeCard: () => this.#card.dispatch({ type: 'close' }),
      redrawCard: () => this.#card.redraw(),
    });
    this.#actions = actions;
    this.#card = new CardController(
      document,
      this.#overlay,
      {
        model: () => this.#model,
        settings: () => this.#config.settings,
        status: (entity) => ({
          kept: this.#model.kept.has(entity),
          saved: actions.saved,
          canListen: speech.canSay(spoken()),
          canSave: parts.canSave,
        }),
        activate: (mention) => this.#activate(mention),
        reading: () => this.#painting.ensure(),
      },
      {
        keep: (content) => void actions.toggleKept(content),
        saveArticle: () => void actions.save(),
        listen: (content) => speech.say(spoken(), content.thai ?? content.surface, content.english),
        copy: (content) => void actions.copy(content),
        showGloss: (span) => this.#showSpan(span),
        editGloss: (entry) => void actions.editGloss(entry),
        correct: (correction) => void actions.correct(correction),
      },
      this.#abort.signal,
    );
    speech.whenReady(() => this.#card.redraw(), this.#abort.signal);
    const onKey = { signal: this.#abort.signal, capture: true };
    document.defaultView?.addEventListener('keydown', (event) => this.#pageKey(event), onKey);
  }

  /** Reads, annotates and paints. */
  async start(): Promise<void> {
    const changedSince = this.#parts.first?.changed;
    const shown = this.#takeFirst();
    if (shown !== 'whole') await this.#readAgain(shown === 'start');
    if (this.#abort.signal.aborted) return;
    if (this.#parts.living) {
      this.#living = new LivingPage(this.#document, this.#model.page, {
        own: this.#overlay.host,
        changed: (why) => this.#changed(why),
        signal: this.#abort.signal,
      });
      if (changedSince?.()) this.#changed('changed');
    }
    if (this.#parts.canSave) await this.#actions.lookUpSaved();
  }

  /** Takes new settings over. */
  async configure(config: ReaderConfig): Promise<void> {
    this.#config = config;
    this.#use(this.#model.moved(this.#model.page, config.settings.explain));
    await this.#style(this.#model.page);
    await this.#paint();
  }

  /** Everything anew: after the glossary or a correction changed. */
  again(): Promise<void> {
    return this.#readAgain(true);
  }

  /** Highlights off (the reader stays) or on. */
  async toggle(on = !this.#on): Promise<void> {
    this.#on = on;
    if (!on) this.#card.dispatch({ type: 'close' });
    await this.#paint();
    this.#tellNames();
  }

  /** Takes over what was painted before there was a reader. */
  #takeFirst(): 'whole' | 'start' | 'nothing' {
    const { first } = this.#parts;
    if (!first) return 'nothing';
    // Its nodes are the page's: nothing of them is held longer than the page shows them.
    this.#parts.first = null;
    ++this.#revision;
    if (first.undress) void this.#dress(first.page, first.undress);
    else this.#takeLook(first.look);
    const { readMs, paintMs, names } = first;
    this.#timing = { readMs, paintMs, annotateMs: names.annotateMs };
    const { explain, inline } = this.#config.settings;
    this.#use(new PageModel(first.page, movedBy(names, first.from), explain));
    if (inline) this.#inline.show(this.#model);
    if (!first.whole) return 'start';
    this.#settle();
    return 'whole';
  }

  async #readAgain(whole = false): Promise<void> {
    const revision = ++this.#revision;
    const isOld = () => revision !== this.#revision || this.#abort.signal.aborted;
    this.#settled = false;
    this.#problem = null;
    const page = await this.#readFirst();
    if (isOld()) return;
    if (!page.text.trim()) {
      this.#use(new PageModel(page, null, this.#config.settings.explain));
      this.#problem = fail('page-empty', 'no text was found on the page').error;
      this.#settle();
      return;
    }
    const style = this.#style(page);
    const isLong = page.text.length > LONG_PAGE;
    if (isLong && !whole) await this.#annotateView(page, revision);
    const answer = await this.#parts.ask({ type: 'annotate', text: page.text });
    await style;
    // To take in so many names was a task of its own, and to paint them is another.
    if (isLong) await breathe();
    if (isOld()) return;
    if (!answer.ok) {
      this.#fail(answer.error);
      this.#settle();
      return;
    }
    this.#timing.annotateMs = answer.value.annotateMs;
    // The page may have been drawn anew while the answer was on its way: the newest nodes of the same text count.
    const newest = this.#model.page.text === page.text ? this.#model.page : page;
    this.#use(new PageModel(newest, answer.value, this.#config.settings.explain));
    await this.#paint();
    if (isLong) await breathe();
    if (!isOld()) this.#settle();
  }

  #settle(): void {
    this.#settled = true;
    this.#tellNames();
  }

  /** ms with the rests in between. */
  async #readFirst(): Promise<PageText> {
    if (!this.#parts.readInSteps) return this.#read();
    const from = performance.now();
    const page = await this.#parts.readInSteps();
    this.#timing.readMs = performance.now() - from;
    return page;
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
    if (!answer.ok || revision !== this.#revision || this.#abort.signal.aborted) return;
    this.#use(new PageModel(page, movedBy(answer.value, from), this.#config.settings.explain));
    await this.#paint();
  }

  #use(model: PageModel): void {
    const before = this.#model;
    this.#model = model;
    this.#card.pointers.watch(this.#painting.prepare(model));
    if (this.#card.state.name !== 'closed') {
      this.#card.dispatch({ type: 'renumber', now: before.renumber(model) });
    }
    this.#living?.observe(model.page);
  }

  /** The page changed. Gives the ms of main-thread time that taking note of it took. */
  #changed(why: 'changed' | 'navigated'): number {
    const from = performance.now();
    if (why === 'navigated') {
      this.#actions.saved = 'no';
      this.#card.dispatch({ type: 'close' });
    }
    const page = this.#read();
    if (page.text === this.#model.page.text && !this.#problem) {
      this.#use(this.#model.moved(page, this.#config.settings.explain));
      void this.#paint();
      this.#card.redraw();
    } else void this.#readAgain(true);
    return performance.now() - from;
  }

  /** What is known of the page, read again only when the page has changed. */
  #describe(): ReturnType<ReaderParts['describe']> {
    const { page } = this.#model;
    if (this.#described?.page !== page) this.#described = { page, is: this.#parts.describe(page) };
    return this.#described.is;
  }

  /** Gives whether the styles are in. */
  async #style(page: PageText): Promise<boolean> {
    const look = lookOf(this.#document, page);
    if (!this.#takeLook(look)) return true;
    const styled = await this.#parts.ask({ type: 'paint-style', prefix: this.#parts.prefix, ...look });
    if (!styled.ok) this.#fail(styled.error);
    return styled.ok;
  }

  /** The browser's own styles in place of those that came with the first names. */
  async #dress(page: PageText, undress: () => void): Promise<void> {
    if ((await this.#style(page)) || this.#abort.signal.aborted) undress();
  }

  /** Gives whether the highlights' style is another one now. */
  #takeLook(look: PageLook): boolean {
    const { theme, styles } = this.#config.settings;
    // The card may be what the reader likes; paint on the page must suit the page.
    this.#overlay.dark = theme === 'system' ? look.dark : theme === 'dark';
    const style = JSON.stringify([look, styles]);
    if (style === this.#styled) return false;
    this.#styled = style;
    return true;
  }

  async #paint(): Promise<void> {
    const from = performance.now();
    const model = this.#model;
    const ended = await this.#painting.paint(model, this.#on, this.#part.of(model));
    // Another part of the same page may be painted meanwhile.
    if (!ended && model !== this.#model) return;
    this.#timing.paintMs = performance.now() - from;
    this.#inline.show(this.#on && this.#config.settings.inline ? model : null);
  }

  #activate(mention: number | null): void {
    this.#painting.ensure();
    if (mention !== null) this.#current = mention;
    const span = mention === null ? null : (this.#model.mention(mention) ?? null);
    this.#painting.one('active', this.#model, span);
    this.#parts.cardShown?.(shownBy(this.#card.state)?.mention ?? null);
  }

  #showSpan(span: { start: number; end: number }): void {
    const rect = clientRects(this.#model.page, span.start, span.end)[0];
    const height = this.#document.defaultView?.innerHeight ?? 0;
    if (!rect || rect.top < 40 || rect.bottom > height - 40) {
      elementAt(this.#model.page, span.start)?.scrollIntoView({ block: 'center', behavior: 'instant' });
    }
    this.#painting.flash(this.#model, span);
  }

  /** Brings a mention into view and lights it up; `open`: with its card, which then has the focus. */
  showMention(index: number, open: boolean): void {
    const mention = this.#model.mention(index);
    if (!mention) return;
    this.#card.bringIntoView(index);
    this.#current = index;
    this.#painting.flash(this.#model, mention);
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
        if (content) await this.#actions.toggleKept(content);
        return;
      }
      case 'save-article':
        await this.#actions.save();
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

  keepEntity(id: string, keep: boolean): Promise<Result<null>> {
    return this.#actions.keepEntity(id, keep);
  }

  capture(): Result<ArticleCapture> {
    return this.#actions.capture();
  }

  save(): Promise<Result<AnswerTo<{ type: 'save-article' }>>> {
    return this.#actions.save();
  }

  /** A line at the lower edge, for what is not about an open card. */
  #notice(text: string, action?: { label: string; run: () => void }): void {
    this.#overlay.show(null);
    this.#toast.show(text, action, () => {
      if (!shownBy(this.#card.state) && !this.#config.settings.inline) this.#overlay.hide();
    });
  }

  #tellError(error: NamedError): void {
    if (shownBy(this.#card.state)) this.#card.view.showError(error);
    else this.#notice(errorText(error));
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
    const names = this.#on ? this.#model.nameCount : 0;
    void this.#parts.ask({ type: 'page-names', names, revision: this.#revision });
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
    this.#toast.hide();
    this.#inline.show(null);
    this.#card.detach();
    this.#painting.clear();
    this.#overlay.remove();
  }
}
