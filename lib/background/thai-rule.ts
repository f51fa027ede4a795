/**
 * Who puts the watch (lib/page/watch-page.ts) into pages. In Firefox the manifest does, into every page. Chromium can do better:
 * by a rule of `declarativeContent` the browser itself looks for a sign of Thai while it styles a page, and only pages with one
 * get a script (docs/decisions/0014-no-script-without-a-sign.md).
 *
 * Chrome's reference long called the rule's action experimental, so it is not taken on trust: the first Thai page of a session
 * shows whether the rule works, and where it does not every page gets the watch, as in Firefox.
 */
import { browser } from 'wxt/browser';
import { THAI_SIGNS } from '../page/thai-signs.ts';
import type { RuleWorld } from '../page/watch-page.ts';
import type { Settings } from '../settings.ts';

const RULE = 'thai-signs';
/** Ids of the registered scripts that are the watch: for every page, and for sites that the reader always wants. */
const EVERYWHERE = 'watch:everywhere';
const AT_SITE = 'watch:site:';
/** Session storage: the rule was seen to work. */
const PROVED = 'thai-rule-works';
/** From a page's names to asking whether the rule has met it, ms: the browser has styled it by then. */
const CHECK_AFTER_MS = 2_000;

type Rules = typeof browser.declarativeContent;

/** Whether the manifest lets the watch come with every page. */
export function watchedByManifest(): boolean {
  const scripts = browser.runtime.getManifest().content_scripts ?? [];
  return scripts.some(({ matches }) => matches?.includes('https://*/*'));
}

/** Who asks waits for whoever is at it: what the browser holds is read and written in steps. */
let turn: Promise<void> = Promise.resolve();

function inTurn(work: () => Promise<void>, otherwise: () => Promise<void>): Promise<void> {
  turn = turn.then(work).catch(otherwise);
  return turn;
}

/**
 * Sees to it that Thai pages are met: by the rule, or, where the browser has none, by a watch in every page. For each start of
 * the background.
 * @param anew the extension or the browser is another than before: what was found out of the old one does not hold
 */
export function meetThaiPages(anew = false): Promise<void> {
  if (watchedByManifest()) return Promise.resolve();
  return inTurn(async () => {
    const registered = await registeredWatches();
    if (!anew && registered.includes(EVERYWHERE)) return;
    const rules = (browser as { declarativeContent?: Rules }).declarativeContent;
    if (!rules?.RequestContentScript) return watchEverywhere();
    if (!anew && (await idsOf(rules)).includes(RULE)) return;
    await new Promise<void>((resolve) => rules.onPageChanged.removeRules(undefined, () => resolve()));
    await add(rules);
    if (registered.includes(EVERYWHERE))
      await browser.scripting.unregisterContentScripts({ ids: [EVERYWHERE] });
    // Without a rule pages are to be met all the same.
  }, watchEverywhere);
}

function idsOf(rules: Rules): Promise<(string | undefined)[]> {
  return new Promise((resolve) =>
    rules.onPageChanged.getRules((there) => resolve(there.map(({ id }) => id))),
  );
}

/** Rejects where the browser refuses the rule. */
function add(rules: Rules): Promise<void> {
  return new Promise((resolve, reject) => {
    const rule = {
      id: RULE,
      conditions: THAI_SIGNS.map((sign) => new rules.PageStateMatcher({ css: [sign] })),
      actions: [new rules.RequestContentScript({ js: ['by-rule.js'] })],
    };
    rules.onPageChanged.addRules([rule], () => {
      const { lastError } = browser.runtime;
      if (lastError) reject(new Error(lastError.message));
      else resolve();
    });
  });
}

async function registeredWatches(): Promise<string[]> {
  const scripts = await browser.scripting.getRegisteredContentScripts();
  return scripts.map(({ id }) => id).filter((id) => id === EVERYWHERE || id.startsWith(AT_SITE));
}

async function watchEverywhere(): Promise<void> {
  try {
    await register(EVERYWHERE, ['http://*/*', 'https://*/*']);
  } catch {
    // It is registered already, or scripts cannot be: then pages are looked at when the reader asks.
  }
}

function register(id: string, matches: string[]): Promise<void> {
  return browser.scripting.registerContentScripts([
    { id, matches, js: ['detect.js'], runAt: 'document_start', persistAcrossSessions: true },
  ]);
}

/** Sites that the reader always wants are watched whatever their pages say of themselves. */
export function watchChosen({ sites }: Pick<Settings, 'sites'>): Promise<void> {
  if (watchedByManifest()) return Promise.resolve();
  return inTurn(async () => {
    const wanted = Object.keys(sites).filter((host) => sites[host] === 'always');
    const there = (await registeredWatches()).filter((id) => id !== EVERYWHERE);
    const gone = there.filter((id) => !wanted.includes(id.slice(AT_SITE.length)));
    if (gone.length) await browser.scripting.unregisterContentScripts({ ids: gone });
    for (const host of wanted.filter((host) => !there.includes(AT_SITE + host))) {
      try {
        await register(AT_SITE + host, [`*://${host}/*`, `*://*.${host}/*`]);
      } catch {
        // A host that no pattern can name: its pages are met by what they say.
      }
    }
    // The browser tells nothing of its scripts: they are as they were until it is asked again.
  }, nothing);
}

const nothing = () => Promise.resolve();

let proving = false;

/** A Thai page is being read: did the rule meet it? Asked until it did once in a session of the browser. */
export async function proveRule(tabId: number): Promise<void> {
  if (proving) return;
  proving = true;
  try {
    if (watchedByManifest() || (await browser.storage.session.get(PROVED))[PROVED]) return;
    await new Promise((resolve) => setTimeout(resolve, CHECK_AFTER_MS));
    const [frame] = await browser.scripting.executeScript({
      target: { tabId, frameIds: [0] },
      func: howMet,
      args: [[...THAI_SIGNS]],
    });
    if (frame?.result === 'by-rule') await browser.storage.session.set({ [PROVED]: true });
    if (frame?.result === 'missed') await inTurn(watchEverywhere, nothing);
  } catch {
    // The tab was closed, or storage is blocked: the next Thai page is asked.
  } finally {
    proving = false;
  }
}

/**
 * Runs in the page's isolated world. Nothing can be told from a page that is not shown, as it is not styled, nor from one that was
 * drawn before it was opened, of which the browser tells no rule.
 */
function howMet(signs: string[]): 'by-rule' | 'missed' | 'unknown' {
  if ((globalThis as RuleWorld).wonglepByRule) return 'by-rule';
  const [visit] = performance.getEntriesByType('navigation') as { activationStart?: number }[];
  const shown = document.visibilityState === 'visible' && !visit?.activationStart;
  const signed = [...document.querySelectorAll(signs.join(','))].some((element) => element.checkVisibility());
  return shown && signed ? 'missed' : 'unknown';
}
