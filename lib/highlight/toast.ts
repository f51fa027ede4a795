import { el } from './elements.ts';

/** Long enough to read a line and to reach the button, ms. */
const STAYS = 6000;

/** A line at the lower edge of the window that says what was done and lets it be undone. */
export class Toast {
  readonly #document: Document;
  readonly #layer: HTMLElement;
  #element: HTMLElement | null = null;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(document: Document, layer: HTMLElement) {
    this.#document = document;
    this.#layer = layer;
  }

  get visible(): boolean {
    return this.#element !== null;
  }

  show(text: string, action?: { label: string; run: () => void }, gone?: () => void): void {
    this.hide();
    const close = () => {
      this.hide();
      gone?.();
    };
    this.#element = el(
      this.#document,
      'div',
      { class: 'toast', role: 'status' },
      el(this.#document, 'span', {}, text),
      action
        ? el(
            this.#document,
            'button',
            {
              class: 'btn',
              type: 'button',
              'data-do': 'toast-action',
              onclick: () => {
                action.run();
                close();
              },
            },
            action.label,
          )
        : null,
    );
    this.#layer.append(this.#element);
    const view = this.#document.defaultView;
    const { offsetWidth, offsetHeight } = this.#element;
    this.#element.style.left = `${((view?.innerWidth ?? 0) - offsetWidth) / 2}px`;
    this.#element.style.top = `${(view?.innerHeight ?? 0) - offsetHeight - 20}px`;
    this.#timer = setTimeout(close, STAYS);
  }

  hide(): void {
    clearTimeout(this.#timer);
    this.#element?.remove();
    this.#element = null;
  }
}
