import { el } from './elements.ts';

export interface OverlayOptions {
  /** Name of the host element; random on foreign pages, so that no page can style or look for it. */
  tag: string;
  css: string;
  /** Closed on foreign pages; open on the extension's own, where accessibility checks want to see inside. */
  mode: 'open' | 'closed';
}

/** Modal for what is around them too, but what is put into them is not drawn. */
const HOLLOW = 'iframe,video,audio,img,canvas,object,embed';

/**
 * The one element that a page gets: a shadow host in the top layer, child of the root element, or of the modal dialog or
 * fullscreen element that is open (everything outside such a one is inert: seen, but neither clicked nor focused). Added
 * when first needed, put back when a page removes it.
 */
export class Overlay {
  readonly host: HTMLElement;
  readonly layer: HTMLElement;
  readonly #document: Document;
  readonly #said: HTMLElement;
  #near: Element | null = null;

  constructor(document: Document, options: OverlayOptions) {
    this.#document = document;
    this.host = document.createElement(options.tag);
    this.host.setAttribute('popover', 'manual');
    const root = this.host.attachShadow({ mode: options.mode });
    adoptCss(document, root, options.css);
    this.#said = el(document, 'div', { class: 'said', 'aria-live': 'polite', role: 'status' });
    this.layer = el(document, 'div', { class: 'layer' }, this.#said);
    root.append(this.layer);
    // Keys typed into the card are not the page's business; its shortcuts would fire.
    for (const type of ['keydown', 'keyup', 'keypress'] as const) {
      this.host.addEventListener(type, (event) => event.stopPropagation());
    }
  }

  set dark(dark: boolean) {
    this.layer.toggleAttribute('data-dark', dark);
  }

  /** Puts the host on top of everything, beside `near`. */
  show(near: Element | null): void {
    this.#near = near;
    const parent = this.#modal() ?? this.#document.documentElement;
    if (this.host.parentNode !== parent) parent.append(this.host);
    if (this.host.matches(':popover-open')) this.host.hidePopover();
    this.host.showPopover();
    this.#undoZoom();
  }

  /** Above dialogs, popovers and fullscreen elements that were opened since: the last shown is the uppermost. */
  raise(): void {
    if (this.host.isConnected) this.show(this.#near);
  }

  /** The modal dialog or fullscreen element that the card must be in to be of use. */
  #modal(): Element | null {
    const around = this.#near?.closest(':modal') ?? this.#document.activeElement?.closest(':modal');
    if (around && around !== this.host && !around.matches(HOLLOW)) return around;
    return [...this.#document.querySelectorAll(':modal')].findLast((one) => !one.matches(HOLLOW)) ?? null;
  }

  /** Told to those who do not see the card. */
  announce(text: string): void {
    this.#said.textContent = text;
  }

  hide(): void {
    if (this.host.isConnected && this.host.matches(':popover-open')) this.host.hidePopover();
  }

  remove(): void {
    this.host.remove();
  }

  /** CSS `zoom` of the page is inherited even in the top layer; positions here are viewport px. */
  #undoZoom(): void {
    const zoom = (this.host as HTMLElement & { currentCSSZoom?: number }).currentCSSZoom ?? 1;
    this.layer.style.zoom = zoom === 1 ? '' : String(1 / zoom);
  }
}

/**
 * Constructed stylesheets where a content script may adopt them; in Firefox the page's and the script's worlds do not share
 * them, and a style element made by an extension is exempt from the page's CSP.
 */
function adoptCss(document: Document, root: ShadowRoot, css: string): void {
  try {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(css);
    root.adoptedStyleSheets = [sheet];
  } catch {
    const style = document.createElement('style');
    style.textContent = css;
    root.append(style);
  }
}
