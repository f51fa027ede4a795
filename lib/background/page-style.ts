import { browser } from 'wxt/browser';
import { highlightSheet, prefixOf } from '../highlight/highlight-style.ts';
import type { FirstNames } from '../messages.ts';
import { fail, ok, type Result } from '../result.ts';
import type { Settings } from '../settings.ts';

type Styles = Settings['styles'];

interface Place {
  tabId: number;
  frameId: number;
}

/** Styles that were put into a tab's page before it was known to be news, by their random prefix, and how that went. */
const early = new Map<number, { prefix: string; styles: Styles; put: Promise<Result<null>> }>();

/** From here on Firefox lets extensions have a page's document adopt sheets (bugzilla.mozilla.org/1751346). */
const ADOPTING_FIREFOX = 153;

/** Only Firefox tells. */
interface TellingRuntime {
  getBrowserInfo?(): Promise<{ version: string }>;
}

let adopting: Promise<boolean> | null = null;

/**
 * Firefox puts an extension's styles in when the page is idle or loaded, whenever it is told to (`scripting.insertCSS` has no
 * `runAt`): names would wait for them, often for a frame. There the first names bring sheets along, one of which the page's
 * document adopts until the reader has heard that the browser's are in.
 */
function namesBringStyles(): Promise<boolean> {
  adopting ??= Promise.resolve((browser.runtime as TellingRuntime).getBrowserInfo?.()).then(
    (info) => Number.parseInt(info?.version ?? '', 10) >= ADOPTING_FIREFOX,
    // What is not known is put in, which works everywhere.
    () => false,
  );
  return adopting;
}

/** The sheets that come with a page's first names; null where they wait for the browser's. */
export async function sheetsOfFirst(
  { prefix, frames, whole }: { prefix: string; frames: boolean; whole: boolean },
  styles: Styles,
): Promise<FirstNames['sheets']> {
  // A sheet belongs to the document that it was made in: names in frames wait. On a long page one more sheet is dear, and the
  // browser has the others in by then: names come 30 ms later with it on a page of a million characters.
  if (frames || !whole || !(await namesBringStyles())) return null;
  const [light, dark] = sheetsOf(prefix, styles) as [string, string];
  return { light, dark };
}

/** Puts the styles of a page's highlights in, unless they are there or on their way. */
export async function putStyle(
  place: Place,
  { prefix, dark, frames }: { prefix: string; dark: boolean; frames: boolean },
  styles: Styles,
): Promise<Result<null>> {
  const isIt = (letters: string) => !frames && prefixOf(letters, dark) === prefix;
  return (
    (await takeEarly(place.tabId, styles, isIt)) ??
    put(targetOf(place, frames), highlightSheet(prefix, styles, dark))
  );
}

/** The same before the page is read, for a light and for a dark one: it takes the browser longer than to find the names. */
export function putStyleEarly({ tabId, frameId }: Place, prefix: string, styles: Styles): void {
  // To be known when the names are asked for.
  void namesBringStyles();
  const there = early.get(tabId);
  // The same visit asks a second time where its first look did not come by itself.
  if (there?.prefix === prefix && there.styles === styles) return;
  const css = sheetsOf(prefix, styles).join('\n');
  early.set(tabId, { prefix, styles, put: put({ tabId, frameIds: [frameId] }, css) });
}

/** The tab was closed. */
export function forgetStyle(tabId: number): void {
  early.delete(tabId);
}

/** The styles of a page's first names: those that are there or on their way, or put in now. */
export async function styleOfFirst(
  place: Place,
  { prefix, frames }: { prefix: string; frames: boolean },
  styles: Styles,
): Promise<Result<null>> {
  const isIt = (letters: string) => !frames && letters === prefix;
  return (
    (await takeEarly(place.tabId, styles, isIt)) ??
    put(targetOf(place, frames), sheetsOf(prefix, styles).join('\n'))
  );
}

/** Takes what was put in early if that is it; null where it is not, or went wrong. */
async function takeEarly(
  tabId: number,
  styles: Styles,
  isIt: (letters: string) => boolean,
): Promise<Result<null> | null> {
  const there = early.get(tabId);
  if (there?.styles !== styles || !isIt(there.prefix)) return null;
  early.delete(tabId);
  const put = await there.put;
  return put.ok ? put : null;
}

/** For a light and for a dark page. */
function sheetsOf(prefix: string, styles: Styles): string[] {
  return [false, true].map((dark) => highlightSheet(prefixOf(prefix, dark), styles, dark));
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
