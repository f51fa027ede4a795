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
  place: Place,
  { prefix, dark, frames }: { prefix: string; dark: boolean; frames: boolean },
  styles: Styles,
): Promise<Result<null>> {
  return put(targetOf(place, frames), highlightSheet(prefix, styles, dark));
}

/** The same before the page is read, for a light and for a dark one: it takes the browser longer than to find the names. */
export function putStyleEarly({ tabId, frameId }: Place, prefix: string, styles: Styles): void {
  const there = early.get(tabId);
  // The same visit asks a second time where its first look did not come by itself.
  if (there?.prefix === prefix && there.styles === styles) return;
  early.set(tabId, { prefix, styles, put: put({ tabId, frameIds: [frameId] }, bothSheets(prefix, styles)) });
}

/** The tab was closed. */
export function forgetStyle(tabId: number): void {
  early.delete(tabId);
}

/** The styles of a page's first names: those that are there or on their way, or put in now. */
export async function styleOfFirst(
  { tabId, frameId }: Place,
  { prefix, frames }: { prefix: string; frames: boolean },
  styles: Styles,
): Promise<Result<null>> {
  const there = early.get(tabId);
  early.delete(tabId);
  if (there && !frames && there.styles === styles && there.prefix === prefix) {
    const put = await there.put;
    if (put.ok) return put;
  }
  return put(targetOf({ tabId, frameId }, frames), bothSheets(prefix, styles));
}

/** For a light and for a dark page. */
function bothSheets(prefix: string, styles: Styles): string {
  return [false, true].map((dark) => highlightSheet(prefixOf(prefix, dark), styles, dark)).join('\n');
}

function targetOf({ tabId, frameId }: Place, frames: boolean) {
  return frames ? { tabId, allFrames: true } : { tabId, frameIds: [frameId] };
}

async function put(target: ReturnType<typeof targetOf>, css: string): Promise<Result<null>> {
  try {
    await browser.scripting.insertCSS({ target, css });
    return ok(null);
  } catch (error) {
    return fail('page-not-reachable', String(error));
  }
}
