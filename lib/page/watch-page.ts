/**
 * When to look at a page, and by whom: all that every page gets in Firefox, and in Chromium every page in which the browser has
 * found a sign of Thai (lib/background/thai-rule.ts). It asks for a run of Thai and lets the background put the first look in
 * (lib/highlight/first-look.ts) where there is one; on other pages one listener for navigation stays.
 *
 * A page that says by its first tag that it is Thai is asked for while the rest of it is still on its way: the first look then
 * stands in the page when it is read. Bounded: nothing is polled, and a page that has drawn text without Thai is asked once.
 */

import { randomLetters } from '../random-letters.ts';
import { firstSign, saysThai } from './first-sign.ts';
import { read } from './safe-dom.ts';

/** Waits before the further looks, ms. The last one comes 4.5 s after the page was read. */
const LOOK_AGAIN = [300, 1_200, 3_000];

/** A look at the page as it is now. `waits`: before further looks, should this one be too early; `navigated`: within a document. */
export type LookNow = (waits: number[], navigated: boolean) => void;

interface ExtensionApi {
  runtime?: { id?: string; sendMessage(message: unknown): Promise<unknown> };
}

/** In the scripts' own world, which the page cannot see. */
export interface WatchWorld {
  wonglepWatch?: {
    /** The look that waits for its script. */
    due: Parameters<LookNow> | null;
    /** Letters that the names of this visit's highlights begin with; empty while the background was asked nothing. */
    prefix: string;
  };
  wonglepLook?: { look: LookNow };
  browser?: ExtensionApi;
  chrome?: ExtensionApi;
  navigation?: EventTarget;
}

/** In the scripts' own world. */
export interface RuleWorld {
  /** The browser's own rule has put the watch in. */
  wonglepByRule?: true;
}

/** Begins watching `document`. */
export function watchPage(): void {
  const world = globalThis as WatchWorld;
  // The background injects this file into tabs that were open before the extension: never twice.
  if (world.wonglepWatch) return;
  const watch: NonNullable<WatchWorld['wonglepWatch']> = { due: null, prefix: '' };
  world.wonglepWatch = watch;

  // The fragment names a place in the same article.
  const addressNow = () => read(document, 'URL').replace(/#.*/, '');
  let address = addressNow();
  /** The background is asked at the page's first tag, and again when it is parsed and nobody has looked at it. */
  let asked: 'no' | 'early' | 'parsed' = 'no';
  let timer: ReturnType<typeof setTimeout> | undefined;

  const ask = (parsed: boolean): void => {
    const runtime = (world.browser ?? world.chrome)?.runtime;
    // Without an id the extension was updated or removed under this page: there is nobody to ask.
    if (asked === 'parsed' || !runtime?.id) return;
    asked = parsed ? 'parsed' : 'early';
    watch.prefix ||= randomLetters(12);
    runtime
      .sendMessage({ type: 'thai-sign', there: !!world.wonglepLook, parsed, prefix: watch.prefix })
      .catch(() => {
        // The background was just going: it learns of this page when the tab is next looked at.
      });
  };

  const lookNow: LookNow = ([wait, ...further], navigated) => {
    if (world.wonglepLook) {
      world.wonglepLook.look([wait!, ...further], navigated);
      return;
    }
    const { thai, drawn } = firstSign(document);
    watch.due = thai ? [[wait!, ...further], navigated] : null;
    if (thai) ask(true);
    else if (wait && !drawn) timer = setTimeout(lookNow, wait, further, navigated);
  };

  const navigated = (): void => {
    if (addressNow() === address) return;
    address = addressNow();
    clearTimeout(timer);
    asked = 'no';
    lookNow(LOOK_AGAIN, true);
  };

  const begin = (): void => lookNow(LOOK_AGAIN, false);
  const { navigation } = world;
  (navigation ?? globalThis).addEventListener(navigation ? 'navigatesuccess' : 'popstate', navigated);
  if (isPrerendered(document)) document.addEventListener('prerenderingchange', begin, { once: true });
  else if (document.readyState !== 'loading') begin();
  else {
    if (saysThai(document)) ask(false);
    globalThis.addEventListener('DOMContentLoaded', begin, { once: true });
  }
}

/** Whether the page is drawn before anybody has opened it (Chromium): it stands in no tab yet, and nobody may ever see it. */
export function isPrerendered(document: Document): boolean {
  // Something in the page may have that name: then it is an element.
  return (document as { prerendering?: unknown }).prerendering === true;
}
