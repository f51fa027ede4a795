import { browser } from 'wxt/browser';
import type { Detection } from '../page/types.ts';

/** What the background knows of a tab's page. Kept in session storage: the background is stopped at any time. */
export interface TabPage {
  url: string;
  detection: Detection | null;
  /** The reader was put in. */
  injected: boolean;
  /** Bodies found; what the badge shows. */
  names: number;
}

const keyOf = (tabId: number) => `tab:${tabId}`;

/** All tabs as session storage had them when this background began; from then on every change is written to both. */
let known: Promise<Map<string, TabPage>> | null = null;

function knownTabs(): Promise<Map<string, TabPage>> {
  if (known) return known;
  const reading = browser.storage.session
    .get(null)
    .then((stored) => new Map(Object.entries(stored) as [string, TabPage][]));
  known = reading;
  reading.catch(() => {
    // Whoever asked is told; the next one asks storage again.
    if (known === reading) known = null;
  });
  return reading;
}

export async function readTab(tabId: number): Promise<TabPage | null> {
  return (await knownTabs()).get(keyOf(tabId)) ?? null;
}

/** Changes hold at once for whoever reads; resolves when they are stored too. */
export async function changeTab(tabId: number, change: (page: TabPage | null) => TabPage): Promise<TabPage> {
  const tabs = await knownTabs();
  const key = keyOf(tabId);
  const page = change(tabs.get(key) ?? null);
  tabs.set(key, page);
  await browser.storage.session.set({ [key]: page });
  return page;
}

export async function forgetTab(tabId: number): Promise<void> {
  (await knownTabs()).delete(keyOf(tabId));
  await browser.storage.session.remove(keyOf(tabId));
}
