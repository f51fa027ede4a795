import type { CardReport } from '../messages.ts';
import type { Settings } from '../settings.ts';
import { cardContent } from './card-content.ts';
import { makeDraggable } from './card-drag.ts';
import { type Box, type CardSide, placeCard } from './card-place.ts';
import {
  type CardEvent,
  type CardState,
  CLOSED,
  reduceCard,
  type Shown,
  shownBy,
  timerOf,
} from './card-state.ts';
import { type CardActions, type CardStatus, CardView } from './card-view.ts';
import { frameOffset } from './frames.ts';
import type { Overlay } from './overlay.ts';
import { isEditable } from './page-keys.ts';
import type { PageModel } from './page-model.ts';
import { PointerWatch } from './pointer-watch.ts';

export interface CardHost {
  model(): PageModel;
  settings(): Pick<Settings, 'card' | 'pageKeys'>;
  status(entity: string): Omit<CardStatus, 'pinned' | 'stays'>;
  /** The pointed mention is painted stronger. */
  activate(mention: number | null): void;
  /** The pointer is over the article: somebody reads, and highlights that the page took away are missed. */
  reading(): void;
}

/** Part of the intent delay after which the card is drawn unseen, so that showing it costs next to nothing. */
const PREPARE_AFTER = 0.5;

/** The life of the card: pointer, touch, keys and timers in; state; DOM and position out. */
export class CardController {
  readonly view: CardView;
  readonly pointers: PointerWatch;
  readonly #document: Document;
  readonly #window: Window;
  readonly #overlay: Overlay;
  readonly #host: CardHost;
  readonly #card: HTMLElement;
  #state: CardState = CLOSED;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #frame = 0;
  #placing = 0;
  /** The pointer in the top viewport, px: a mention of several lines gets its card at the line pointed at. */
  #pointer: { x: number; y: number } | null = null;
  /** Drawn and placed, but not shown yet. */
  #prepared: number | null = null;
  /** On which side of its mention the card was first put. */
  #side: CardSide | null = null;
  /** Where the reader dragged a card that stays, viewport px. */
  #dragged: { x: number; y: number } | null = null;
  /** Listeners that only an open card needs. */
  #open: AbortController | null = null;
  #focusBefore: HTMLElement | null = null;
  #intentAt: number | null = null;
  #paintedAfterMs: number | null = null;

  constructor(
    document: Document,
    overlay: Overlay,
    host: CardHost,
    actions: Omit<CardActions, 'step' | 'walk' | 'back' | 'togglePin' | 'close' | 'stay' | 'resized'>,
    signal: AbortSignal,
  ) {
    this.#document = document;
    this.#window = document.defaultView!;
    this.#overlay = overlay;
    this.#host = host;
    this.view = new CardView(document, {
      ...actions,
      step: (mention) => this.goTo(mention),
      walk: (entity) => this.dispatch({ type: 'walk', entity }),
      back: () => this.dispatch({ type: 'back' }),
      togglePin: () => this.dispatch({ type: 'toggle-pin' }),
      close: () => this.dispatch({ type: 'close' }),
      stay: () => {
        if (this.#state.name === 'open') this.dispatch({ type: 'pin' });
      },
      resized: () => void this.place(),
    });
    this.#card = this.view.element;
    overlay.layer.append(this.#card);
    this.pointers = new PointerWatch(
      overlay.host,
      {
        wants: (inArticle) => this.#wantsPointer(inArticle),
        roots: () => host.model().page.roots,
        pointed: (at, event) => {
          if (at) this.#host.reading();
          const frame = at ? frameOffset(at.document) : null;
          this.#pointer = at && frame && { x: at.x + frame.x, y: at.y + frame.y };
          const mention = at && host.model().hit(at.document, at.x, at.y, at.target);
          this.dispatch({ type: 'point', mention, armed: event.buttons === 0 && this.#armed(event) });
        },
        clicked: (at, pointerType) => {
          const mention = at && host.model().hit(at.document, at.x, at.y, at.target);
          this.dispatch({ type: pointerType === 'touch' ? 'tap' : 'press', mention });
        },
      },
      signal,
    );
    this.#card.addEventListener('pointerenter', () => this.dispatch({ type: 'enter-card' }), { signal });
    this.#card.addEventListener(
      'pointerleave',
      (event) => {
        if (event.pointerType !== 'touch') this.dispatch({ type: 'leave-card' });
      },
      { signal },
    );
    makeDraggable(
      this.#card,
      () => this.#state.name !== 'open',
      (x, y) => {
        this.#dragged = { x, y };
        this.#putAt(x, y);
      },
      signal,
    );
  }

  get state(): CardState {
    return this.#state;
  }

  dispatch(event: CardEvent): void {
    const before = this.#state;
    const after = reduceCard(before, event);
    if (after === before) return;
    this.#state = after;
    this.#setTimer(after);
    const shownBefore = shownBy(before);
    const shown = shownBy(after);
    this.#host.activate(shown?.mention ?? (after.name === 'peeking' ? after.mention : null));
    if (!shown) {
      if (shownBefore || (after.name === 'closed' && this.#prepared !== null)) this.#hide();
      return;
    }
    if (shown.mention !== shownBefore?.mention) this.#side = null;
    if (!shownBefore) this.#show(shown, event.type === 'intent-elapsed');
    else if (shown !== shownBefore || after.name !== before.name) this.redraw();
    if (after.name === 'keyboard' && before.name !== 'keyboard') this.#takeFocus();
  }

  #setTimer(state: CardState): void {
    clearTimeout(this.#timer);
    const timer = timerOf(state, this.#host.settings().card);
    if (!timer) return;
    const done = () => this.dispatch(timer.event);
    if (state.name !== 'peeking') {
      this.#timer = setTimeout(done, timer.ms);
      return;
    }
    this.#timer = setTimeout(() => {
      this.#prepare(state.mention);
      this.#timer = setTimeout(done, timer.ms * (1 - PREPARE_AFTER));
    }, timer.ms * PREPARE_AFTER);
  }

  /** Draws the card of a mention that the pointer rests on, unseen. */
  #prepare(mention: number): void {
    this.#card.style.visibility = 'hidden';
    this.#card.hidden = false;
    this.#dragged = null;
    this.#side = null;
    this.#overlay.show(this.#host.model().element(mention));
    this.#prepared = mention;
    if (this.#draw({ mention, trail: [] })) void this.place();
  }

  #show(shown: Shown, byPointing: boolean): void {
    this.#intentAt = byPointing ? performance.now() : null;
    this.#paintedAfterMs = null;
    if (this.#prepared !== shown.mention || !byPointing) this.#prepare(shown.mention);
    this.#prepared = null;
    if (!byPointing) this.redraw();
    this.#card.style.visibility = '';
    this.#card.classList.add('entering');
    this.#measurePainting();
    this.#open = new AbortController();
    const { signal } = this.#open;
    const follow = () => this.#follow();
    const passive = { signal, passive: true, capture: true };
    this.#document.addEventListener('scroll', follow, passive);
    this.#window.addEventListener('resize', follow, passive);
    this.#window.visualViewport?.addEventListener('resize', follow, passive);
    this.#window.visualViewport?.addEventListener('scroll', follow, passive);
    const raise = (event: Event) => {
      if (event.target !== this.#overlay.host) this.#overlay.raise();
    };
    this.#document.addEventListener('toggle', raise, { signal, capture: true });
    this.#document.addEventListener('fullscreenchange', raise, { signal });
    this.#document.addEventListener('keydown', (event) => this.#key(event), { signal, capture: true });
  }

  /** The frame that shows the card is over when a task after its animation callbacks runs. */
  #measurePainting(): void {
    const since = this.#intentAt;
    if (since === null) return;
    requestAnimationFrame(() => {
      setTimeout(() => {
        this.#paintedAfterMs ??= performance.now() - since;
      });
    });
  }

  #hide(): void {
    this.#open?.abort();
    this.#open = null;
    this.#prepared = null;
    this.#dragged = null;
    const hadFocus = this.#overlay.host === this.#document.activeElement;
    this.#card.hidden = true;
    this.#card.classList.remove('entering');
    this.#overlay.hide();
    if (hadFocus && this.#focusBefore?.isConnected) this.#focusBefore.focus({ preventScroll: true });
    this.#focusBefore = null;
  }

  #takeFocus(): void {
    const active = this.#document.activeElement;
    if (active instanceof HTMLElement && active !== this.#overlay.host) this.#focusBefore = active;
    this.#card.focus({ preventScroll: true });
  }

  /** Draws the card again from the page as it is now. */
  redraw(): void {
    const shown = shownBy(this.#state);
    if (!shown) return;
    if (this.#draw(shown)) void this.place();
    else this.dispatch({ type: 'close' });
  }

  #draw(shown: Shown): boolean {
    const model = this.#host.model();
    const content = cardContent(model.annotation, model.page.text, shown);
    if (!content) return false;
    const { name } = this.#state;
    this.view.render(
      content,
      {
        ...this.#host.status(content.entity.id),
        pinned: name === 'pinned',
        stays: name !== 'open' && name !== 'peeking',
      },
      shown.trail.length > 0,
    );
    return true;
  }

  /** Shows the card of a mention after bringing it into view; keeps the way in which the card is open. */
  goTo(mention: number): void {
    this.bringIntoView(mention);
    this.#dragged = null;
    this.dispatch({ type: 'step', mention });
    void this.place();
  }

  bringIntoView(mention: number): void {
    const model = this.#host.model();
    const rect = model.rects(mention)[0];
    const { innerHeight } = this.#window;
    if (rect && rect.top > 60 && rect.bottom < innerHeight - 60) return;
    model.element(mention)?.scrollIntoView({ block: 'nearest', behavior: 'instant' });
    const now = model.rects(mention)[0];
    if (now && (now.top < 60 || now.bottom > innerHeight - 60)) {
      this.#window.scrollBy({ top: now.top - innerHeight / 3, behavior: 'instant' });
    }
  }

  /** Puts the card beside its mention. Where that has no place (any more) the card stays where it is. */
  async place(): Promise<void> {
    const mention = this.#prepared ?? shownBy(this.#state)?.mention;
    if (mention === undefined) return;
    const turn = ++this.#placing;
    const card = this.#card;
    const rects = this.#host.model().rects(mention);
    if (this.#dragged || !rects.length) {
      const at = this.#dragged ?? { x: card.offsetLeft, y: card.offsetTop };
      this.#putAt(at.x, at.y);
      return;
    }
    card.style.maxHeight = '';
    const size = { width: card.offsetWidth, height: card.offsetHeight };
    const byPointing = this.#state.name === 'peeking' || this.#state.name === 'open';
    const pointer = byPointing ? this.#pointer : null;
    const placed = await placeCard(rects, size, this.#viewport(), pointer, this.#side);
    if (turn !== this.#placing) return;
    this.#side = placed.side;
    card.style.left = `${Math.round(placed.x)}px`;
    card.style.top = `${Math.round(placed.y)}px`;
    card.style.maxHeight = `${Math.floor(placed.maxHeight)}px`;
    card.style.setProperty('--from', placed.side === 'top' ? '4px' : '-4px');
  }

  /** At a place of the reader's choice, but inside the window. */
  #putAt(x: number, y: number): void {
    const card = this.#card;
    const box = this.#viewport();
    const right = box.x + box.width - card.offsetWidth - 8;
    const bottom = box.y + box.height - card.offsetHeight - 8;
    card.style.left = `${Math.round(Math.max(box.x + 8, Math.min(x, right)))}px`;
    card.style.top = `${Math.round(Math.max(box.y + 8, Math.min(y, bottom)))}px`;
  }

  #viewport(): Box {
    const visual = this.#window.visualViewport;
    return visual
      ? { x: visual.offsetLeft, y: visual.offsetTop, width: visual.width, height: visual.height }
      : { x: 0, y: 0, width: this.#window.innerWidth, height: this.#window.innerHeight };
  }

  #follow(): void {
    cancelAnimationFrame(this.#frame);
    this.#frame = requestAnimationFrame(() => {
      const shown = shownBy(this.#state);
      if (!shown) return;
      const rect = this.#host.model().rects(shown.mention)[0];
      const out = !rect || rect.bottom < 0 || rect.top > this.#window.innerHeight;
      if (out && this.#state.name === 'open') this.dispatch({ type: 'close' });
      else {
        this.#side = null;
        void this.place();
      }
    });
  }

  /** Only a card that pointing opens is moved by pointing. */
  #wantsPointer(inArticle: boolean): boolean {
    const { name } = this.#state;
    return name === 'closed' ? inArticle : name === 'peeking' || name === 'open';
  }

  #armed(event: { altKey: boolean; ctrlKey: boolean; shiftKey: boolean }): boolean {
    switch (this.#host.settings().card.modifier) {
      case 'alt':
        return event.altKey;
      case 'control':
        return event.ctrlKey;
      case 'shift':
        return event.shiftKey;
      case 'click':
        return false;
      default:
        return true;
    }
  }

  #key(event: KeyboardEvent): void {
    if (event.key === 'Escape') {
      event.preventDefault();
      event.stopImmediatePropagation();
      if (this.view.panel !== 'main') {
        this.view.showPanel('main');
        this.#card.focus({ preventScroll: true });
      } else this.dispatch({ type: 'close' });
    } else if (event.key === 'Tab' && this.focus() !== 'outside') this.#wrapTab(event);
  }

  /** Tab stays in the card until Escape: what is behind it was not asked for. */
  #wrapTab(event: KeyboardEvent): void {
    const stops = [
      ...this.#card.querySelectorAll<HTMLElement>('button:not(:disabled), input, select'),
    ].filter((stop) => stop.getClientRects().length > 0);
    const active = (this.#card.getRootNode() as ShadowRoot).activeElement;
    const edge = event.shiftKey ? stops[0] : stops.at(-1);
    if (active !== edge && !(event.shiftKey && active === this.#card)) return;
    event.preventDefault();
    (event.shiftKey ? stops.at(-1) : stops[0])?.focus();
  }

  /** Where the focus is: a closed shadow root tells nobody outside that a key went into a field. */
  focus(): 'outside' | 'inside' | 'typing' {
    if (this.#document.activeElement !== this.#overlay.host) return 'outside';
    const active = (this.#card.getRootNode() as ShadowRoot).activeElement;
    return active && isEditable(active) ? 'typing' : 'inside';
  }

  /** How the card stands, for tests and tools. */
  report(): CardReport | null {
    const shown = shownBy(this.#state);
    if (!shown) return null;
    const box = ({ x, y, width, height }: DOMRect) => ({ x, y, width, height });
    return {
      state: this.#state.name,
      mention: shown.mention,
      card: box(this.#card.getBoundingClientRect()),
      target: this.#host.model().rects(shown.mention).map(box),
      text: this.#card.textContent ?? '',
      paintedAfterMs: this.#paintedAfterMs,
    };
  }

  detach(): void {
    clearTimeout(this.#timer);
    cancelAnimationFrame(this.#frame);
    this.#open?.abort();
    this.#state = CLOSED;
  }
}
