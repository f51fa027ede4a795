// One page visited with the built extension, and what the extension says of it.
import { setTimeout as sleep } from 'node:timers/promises';
import type { Page } from 'puppeteer-core';
import type { PageState } from '../../lib/messages.ts';
import type { Session } from './launch.ts';

export interface Visit {
  page: Page;
  url: string;
  /** What the extension says once it has settled. */
  state: PageState;
  /** Uncaught errors that come from the extension's own scripts. */
  errors: string[];
}

export class VisitError extends Error {
  override name = 'VisitError';
}

/** Asks the background for the tab's state until it has settled: nothing more to detect or to annotate. */
export async function settledState(session: Session, url: string, timeoutMs: number): Promise<PageState> {
  const end = Date.now() + timeoutMs;
  const tabId = await session.tabId(url);
  let last = '';
  for (;;) {
    const answer = await session.send<
      { ok: true; value: PageState } | { ok: false; error: { name: string; detail: string } }
    >({
      type: 'tab-state',
      tabId,
    });
    if (answer?.ok && answer.value.settled) return answer.value;
    last = JSON.stringify(answer).slice(0, 300);
    if (Date.now() > end)
      throw new VisitError(`the extension did not settle within ${timeoutMs} ms: ${last}`);
    await sleep(40);
  }
}

/**
 * Goes to `url` and waits for its document. Firefox's driver gives a navigation up ("Address rejected") when something in
 * the page is refused its own address, a frame or a manifest, though the page itself stands there: then it is taken as it
 * is. Otherwise it is tried once more. Throws what the driver said the second time.
 */
export async function goTo(page: Page, url: string, timeoutMs: number): Promise<void> {
  for (let tries = 1; ; tries++) {
    try {
      await page.goto(url, { waitUntil: 'domcontentloaded', timeout: timeoutMs });
      return;
    } catch (error) {
      if (await standsAt(page, url)) return;
      if (tries === 2) throw error;
    }
  }
}

/** Whether the page is at `url` and its document is read, looked at for two seconds. */
async function standsAt(page: Page, url: string): Promise<boolean> {
  for (let left = 20; left > 0; left--) {
    await sleep(100);
    try {
      const [address, state] = await page.evaluate(() => [location.href, document.readyState]);
      if (address === url && state !== 'loading') return true;
    } catch {
      // Between two documents there is nothing to ask: it is asked again.
    }
  }
  return false;
}

/** Opens `url` in a new tab and waits until the extension has settled. The caller closes the page. */
export async function visit(session: Session, url: string, timeoutMs = 30_000): Promise<Visit> {
  const page = await session.browser.newPage();
  const errors: string[] = [];
  page.on('pageerror', (error) => {
    const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
    if (text.includes(session.extensionOrigin)) errors.push(text);
  });
  page.on('dialog', (dialog) => void dialog.dismiss());
  await goTo(page, url, timeoutMs);
  const address = await addressOf(page);
  const state = await settledState(session, address, timeoutMs);
  return { page, url: address, state, errors };
}

/** Where the page stands, by its own word: Firefox's driver at times still says `about:blank`. */
export function addressOf(page: Page): Promise<string> {
  return page.evaluate(() => location.href);
}
