import { browser } from 'wxt/browser';
import { highlightSheet, prefixOf } from '../highlight/highlight-style.ts';
import { fail, ok, type Result } from '../result.ts';
import type { Settings } from '../settings.ts';

type Styles = Settings['styles'];

interface Place {
  tabId: number;
  frameId: number;
}

/** Styles that were put into a tab's page before it was known to be news, by their random prefix, and how that went. */
const early = new Map<number, { prefix: string; styles: Styles; put: Promise<Result<null>> }>();

/** Puts the styles of a page's highlights in. */
export async function putStyle(
  { tabId, frameId }: Place,
  { prefix, dark, frames }: { prefix: string; dark: boolean; frames: boolean },
  styles: Styles,
): Promise<Result<null>> {
  const target = frames ? { tabId, allFrames: true } : { tabId, frameIds: [frameId] };
  return put(target, highlightSheet(prefix, styles, dark));
}

/** The same before the page is read, for a light and for a dark one: it takes the browser longer than to find the names. */
export function putStyleEarly({ tabId, frameId }: Place, prefix: string, styles: Styles): void {
  const sheet = [false, true].map((dark) => highlightSheet(prefixOf(prefix, dark), styles, dark)).join('\n');
  early.set(tabId, { prefix, styles, put: put({ tabId, frameIds: [frameId] }, sheet) });
}

/** The tab was closed. */
export function forgetStyle(tabId: number): void {
  early.delete(tabId);
}

/** The styles of a page's first names: those that are there or on their way, or put in now. */
export async function styleOfFirst(
  place: Place,
  look: { prefix: string; dark: boolean; frames: boolean },
  styles: Styles,
): Promise<Result<null>> {
  const there = early.get(place.tabId);
  early.delete(place.tabId);
  const fits =
    there && !look.frames && there.styles === styles && look.prefix === prefixOf(there.prefix, look.dark);
  if (fits) {
    const put = await there.put;
    if (put.ok) return put;
  }
  return putStyle(place, look, styles);
}

async function put(
  target: { tabId: number; allFrames: boolean } | { tabId: number; frameIds: number[] },
  css: string,
): Promise<Result<null>> {
  try {
    await browser.scripting.insertCSS({ target, css });
    return ok(null);
  } catch (error) {
    return fail('page-not-reachable', String(error));
  }
}
