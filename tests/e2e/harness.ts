// Scenarios that run the built extension in real Chromium and real Firefox. One browser runs all scenarios of a run,
// each in tabs of its own; assertions are node:assert's.
import { setTimeout as sleep } from 'node:timers/promises';
import type { Page } from 'puppeteer-core';
import type { BrowserName } from '../../tools/browsers/find.ts';
import type { Session } from '../../tools/browsers/launch.ts';
import type { PageServer } from '../../tools/browsers/serve.ts';

export interface Stage {
  browserName: BrowserName;
  session: Session;
  server: PageServer;
  /** Opens a page of the test server, e.g. `/pages/wordpress-news.html`, in a tab of its own; closed after the scenario. */
  visit(path: string): Promise<Page>;
  /** Opens a page of the extension, e.g. `library.html`; closed after the scenario. */
  open(path: string): Promise<Page>;
  /** Restores the empty state: deletes the database and the settings. */
  reset(): Promise<void>;
}

export interface Scenario {
  name: string;
  /** Browsers it runs in; default both. */
  only?: BrowserName;
  /** ms; default 60,000. */
  timeout?: number;
  run(stage: Stage): Promise<void>;
}

/** Asks until `check` gives something truthy; throws with `what` after `timeout` ms. */
export async function eventually<T>(
  what: string,
  check: () => Promise<T | null | undefined | false>,
  timeout = 10_000,
): Promise<T> {
  const end = Date.now() + timeout;
  let last: unknown;
  for (;;) {
    try {
      const value = await check();
      if (value) return value;
      last = value;
    } catch (error) {
      // The page may be loading; what went wrong is told if it stays so.
      last = error;
    }
    if (Date.now() > end) throw new Error(`${what}: not within ${timeout} ms (last: ${String(last)})`);
    await sleep(50);
  }
}
