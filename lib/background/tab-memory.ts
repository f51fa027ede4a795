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

export async function readTab(tabId: number): Promise<TabPage | null> {
  const key = keyOf(tabId);
  const stored = await browser.storage.session.get(key);
  return (stored[key] as TabPage | undefined) ?? null;
}

/** Changes are made one after another, so that two messages of one tab do not overwrite each other. */
let last: Promise<unknown> = Promise.resolve();

export function changeTab(tabId: number, change: (page: TabPage | null) => TabPage): Promise<TabPage> {
  const next = last.then(async () => {
    const page = change(await readTab(tabId));
    await browser.storage.session.set({ [keyOf(tabId)]: page });
    return page;
  });
  last = next.catch(() => {
    // The caller is told by `next`; the queue goes on.
  });
  return next;
}

export async function forgetTab(tabId: number): Promise<void> {
  await browser.storage.session.remove(keyOf(tabId));
}
