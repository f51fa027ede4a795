import type { CardReport } from '../messages.ts';
import type { Settings } from '../settings.ts';
import { cardContent } from './card-content.ts';
import { type Box, placeCard } from './card-place.ts';
import { type CardEvent, type CardState, CLOSED, reduceCard, shownBy, timerOf } from './card-state.ts';
import type { CardActions, CardStatus } from './card-view.ts';
import { CardView } from './card-view.ts';
import type { Overlay } from './overlay.ts';
import { isEditable } from './page-keys.ts';
import type { PageModel } from './page-model.ts';

export interface CardHost {
  model(): PageModel;
  settings(): Pick<Settings, 'card' | 'pageKeys'>;
  status(entity: string): Omit<CardStatus, 'pinned' | 'stays'>;
  /** The pointed mention is painted stronger. */
  activate(mention: number | null): void;
}

/** The life of the card: pointer, touch, keys and timers in; state; DOM and position out. */
export class CardController {
  readonly view: CardView;
  readonly #document: Document;
  readonly #window: Window;
  readonly #overlay: Overlay;
  readonly #host: CardHost;
  readonly #signal: AbortSignal;
  #state: CardState = CLOSED;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #pointer: { x: number; y: number; target: Element | null; armed: boolean } | null = null;
  #pointerFrame = 0;
  #followFrame = 0;
  #placing = 0;
  /** Where the reader dragged a pinned card, viewport px. */
  #dragged: { x: number; y: number } | null = null;
  /** Listeners that only an open card needs. */
  #open: AbortController | null = null;
  #focusBefore: HTMLElement | null = null;
  #pointerType = 'mouse';
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
    this.#signal = signal;
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
    overlay.layer.append(this.view.element);
    this.#listen();
  }

  get state(): CardState {
    return this.#state;
  }

  #listen(): void {
    const signal = this.#signal;
    const passive = { signal, passive: true, capture: true };
    const card = this.view.element;
    this.#document.addEventListener('pointermove', (event) => this.#moved(event), passive);
    this.#document.addEventListener(
      'pointerdown',
      (event) => (this.#pointerType = event.pointerType),
      passive,
    );
    this.#document.addEventListener('click', (event) => this.#clicked(event), { signal, capture: true });
    this.#document.documentElement.addEventListener('pointerleave', () => this.#left(), passive);
    card.addEventListener('pointerenter', () => this.dispatch({ type: 'enter-card' }), { signal });
    card.addEventListener(
      'pointerleave',
      (event) => {
        if (event.pointerType !== 'touch') this.dispatch({ type: 'leave-card' });
      },
      { signal },
    );
    card.addEventListener('pointerdown', (event) => this.#dragStart(event), { signal });
  }

  dispatch(event: CardEvent): void {
    const before = this.#state;
    const after = reduceCard(before, event);
    if (after === before) return;
    this.#state = after;
    if (event.type === 'intent-elapsed') this.#intentAt = performance.now();
    clearTimeout(this.#timer);
    const timer = timerOf(after, this.#host.settings().card);
    if (timer) this.#timer = setTimeout(() => this.dispatch(timer.event), timer.ms);
    const shownBefore = shownBy(before);
    const shown = shownBy(after);
    this.#host.activate(shown?.mention ?? (after.name === 'peeking' ? after.mention : null));
    if (!shown) {
      if (shownBefore) this.#hide();
      return;
    }
    if (!shownBefore) this.#show();
    if (shown !== shownBefore || after.name !== before.name) this.redraw(!shownBefore);
    if (after.name === 'keyboard' && before.name !== 'keyboard') this.#takeFocus();
  }

  /** Draws the card again from the page as it is now. */
  redraw(entering = false): void {
    const shown = shownBy(this.#state);
    if (!shown) return;
    const model = this.#host.model();
    const content = cardContent(model.annotation, model.page.text, shown);
    if (!content) {
      this.dispatch({ type: 'close' });
      return;
    }
    const { name } = this.#state;
    this.view.render(
      content,
      { ...this.#host.status(content.entity.id), pinned: name === 'pinned', stays: name !== 'open' },
      shown.trail.length > 0,
    );
    void this.place(entering);
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

  #show(): void {
    const shown = shownBy(this.#state)!;
    this.#overlay.show(this.#host.model().element(shown.mention));
    this.#dragged = null;
    this.#paintedAfterMs = null;
    this.view.element.hidden = false;
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

  #hide(): void {
    this.#open?.abort();
    this.#open = null;
    this.#intentAt = null;
    const hadFocus = this.#overlay.host === this.#document.activeElement;
    this.view.element.hidden = true;
    this.#overlay.hide();
    if (hadFocus && this.#focusBefore?.isConnected) this.#focusBefore.focus({ preventScroll: true });
    this.#focusBefore = null;
  }

  #takeFocus(): void {
    const active = this.#document.activeElement;
    if (active instanceof HTMLElement && active !== this.#overlay.host) this.#focusBefore = active;
    this.view.element.focus({ preventScroll: true });
  }

  /** Puts the card beside its mention. A walked-to name has no place of its own: the card stays where it was. */
  async place(entering = false): Promise<void> {
    const shown = shownBy(this.#state);
    if (!shown) return;
    const turn = ++this.#placing;
    const card = this.view.element;
    card.style.maxHeight = '';
    const size = { width: card.offsetWidth, height: card.offsetHeight };
    const rects = this.#host.model().rects(shown.mention);
    const box = this.#viewport();
    if (this.#dragged || !rects.length) {
      const at = this.#dragged ?? { x: card.offsetLeft, y: card.offsetTop };
      this.#moveTo(at.x, at.y, size, box);
      return;
    }
    const placed = await placeCard(rects, size, box, this.#state.name === 'open' ? this.#pointer : null);
    if (turn !== this.#placing) return;
    card.style.left = `${Math.round(placed.x)}px`;
    card.style.top = `${Math.round(placed.y)}px`;
    card.style.maxHeight = `${Math.floor(placed.maxHeight)}px`;
    card.style.setProperty('--from', placed.side === 'top' ? '4px' : '-4px');
    card.classList.toggle('entering', entering);
    const since = this.#intentAt;
    if (since === null || this.#paintedAfterMs !== null) return;
    // The second frame's callback runs when the first one, with the card, has been handed to the screen.
    requestAnimationFrame(() =>
      requestAnimationFrame(() => {
        this.#paintedAfterMs ??= performance.now() - since;
      }),
    );
  }

  #viewport(): Box {
    const visual = this.#window.visualViewport;
    return visual
      ? { x: visual.offsetLeft, y: visual.offsetTop, width: visual.width, height: visual.height }
      : { x: 0, y: 0, width: this.#window.innerWidth, height: this.#window.innerHeight };
  }

  #moveTo(x: number, y: number, size: { width: number; height: number }, box: Box) {
    const card = this.view.element;
    card.style.left = `${Math.round(Math.max(box.x + 8, Math.min(x, box.x + box.width - size.width - 8)))}px`;
    card.style.top = `${Math.round(Math.max(box.y + 8, Math.min(y, box.y + box.height - size.height - 8)))}px`;
  }

  #follow(): void {
    cancelAnimationFrame(this.#followFrame);
    this.#followFrame = requestAnimationFrame(() => {
      const shown = shownBy(this.#state);
      if (!shown) return;
      const rect = this.#host.model().rects(shown.mention)[0];
      const out = !rect || rect.bottom < 0 || rect.top > this.#window.innerHeight;
      if (out && this.#state.name === 'open') this.dispatch({ type: 'close' });
      else void this.place();
    });
  }

  #armed(event: { altKey: boolean; ctrlKey: boolean; shiftKey: boolean }): boolean {
    switch (this.#host.settings().card.modifier) {
      case 'alt':
        return event.altKey;
      case 'control':
        return event.ctrlKey;
      case 'shift':
        return event.shiftKey;
      default:
        return true;
    }
  }

  #moved(event: PointerEvent): void {
    if (event.pointerType === 'touch') return;
    const path = event.composedPath();
    const target = path[0];
    if (path.includes(this.#overlay.host)) return;
    const { roots } = this.#host.model().page;
    const inside = roots.some((root) => path.includes(root));
    // Only a card that pointing opens is moved by pointing.
    const { name } = this.#state;
    if (name === 'closed' ? !inside : name !== 'peeking' && name !== 'open') return;
    const waiting = this.#pointer !== null && this.#pointerFrame !== 0;
    this.#pointer = {
      x: event.clientX,
      y: event.clientY,
      target: inside && target instanceof Element ? target : null,
      armed: event.buttons === 0 && this.#armed(event),
    };
    if (waiting) return;
    this.#pointerFrame = requestAnimationFrame(() => {
      this.#pointerFrame = 0;
      const at = this.#pointer;
      if (!at) return;
      const mention = at.target ? this.#host.model().hit(this.#document, at.x, at.y, at.target) : null;
      this.dispatch({ type: 'point', mention, armed: at.armed });
    });
  }

  #left(): void {
    this.dispatch({ type: 'point', mention: null, armed: false });
  }

  #clicked(event: MouseEvent): void {
    const path = event.composedPath();
    if (path.includes(this.#overlay.host) || event.button !== 0) return;
    const target = path[0];
    // A link is followed, not explained; a selection was made, not a click.
    const link = path.some(
      (node) => node instanceof Element && node.matches('a[href],button,input,textarea,select,label'),
    );
    const selected = this.#document.getSelection()?.isCollapsed === false;
    const mention =
      link || selected || !(target instanceof Element)
        ? null
        : this.#host.model().hit(this.#document, event.clientX, event.clientY, target);
    this.dispatch({ type: this.#pointerType === 'touch' ? 'tap' : 'press', mention });
  }

  #key(event: KeyboardEvent): void {
    if (event.key === 'Escape') {
      event.preventDefault();
      event.stopImmediatePropagation();
      if (this.view.panel !== 'main') {
        this.view.showPanel('main');
        this.view.element.focus({ preventScroll: true });
      } else this.dispatch({ type: 'close' });
      return;
    }
    if (event.composedPath()[0] !== this.#overlay.host && event.target !== this.#overlay.host) return;
    if (event.key === 'Tab') this.#wrapTab(event);
  }

  /** Tab stays in the card until Escape: what is behind it was not asked for. */
  #wrapTab(event: KeyboardEvent): void {
    const card = this.view.element;
    const stops = [...card.querySelectorAll<HTMLElement>('button:not(:disabled), input, select')].filter(
      (stop) => stop.getClientRects().length > 0,
    );
    const active = (card.getRootNode() as ShadowRoot).activeElement;
    const edge = event.shiftKey ? stops[0] : stops.at(-1);
    if (active !== edge && !(event.shiftKey && active === card)) return;
    event.preventDefault();
    (event.shiftKey ? stops.at(-1) : stops[0])?.focus();
  }

  #dragStart(event: PointerEvent): void {
    const card = this.view.element;
    const head = event.composedPath().some((node) => node instanceof Element && node.matches('.head'));
    const control = event
      .composedPath()
      .some((node) => node instanceof Element && node.matches('button:not(.grip)'));
    if (!head || control || this.#state.name === 'open' || event.button !== 0) return;
    const from = { x: card.offsetLeft - event.clientX, y: card.offsetTop - event.clientY };
    const end = new AbortController();
    const signal = AbortSignal.any([end.signal, this.#signal]);
    card.addEventListener(
      'pointermove',
      (move) => {
        if (Math.hypot(move.clientX - event.clientX, move.clientY - event.clientY) < 4 && !this.#dragged)
          return;
        card.setPointerCapture(event.pointerId);
        this.#dragged = { x: move.clientX + from.x, y: move.clientY + from.y };
        const size = { width: card.offsetWidth, height: card.offsetHeight };
        this.#moveTo(this.#dragged.x, this.#dragged.y, size, this.#viewport());
      },
      { signal },
    );
    for (const type of ['pointerup', 'pointercancel'] as const) {
      card.addEventListener(type, () => end.abort(), { signal });
    }
  }

  /** Where the focus is: a closed shadow root tells nobody outside that a key went into a field. */
  focus(): 'outside' | 'inside' | 'typing' {
    if (this.#document.activeElement !== this.#overlay.host) return 'outside';
    const active = (this.view.element.getRootNode() as ShadowRoot).activeElement;
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
      card: box(this.view.element.getBoundingClientRect()),
      target: this.#host.model().rects(shown.mention).map(box),
      text: this.view.element.textContent ?? '',
      paintedAfterMs: this.#paintedAfterMs,
    };
  }

  detach(): void {
    clearTimeout(this.#timer);
    cancelAnimationFrame(this.#pointerFrame);
    cancelAnimationFrame(this.#followFrame);
    this.#open?.abort();
    this.#state = CLOSED;
  }
}
