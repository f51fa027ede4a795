// Two tabs, a list, a bin, the side panel and the background save, edit and delete at once in the built extension; afterwards
// no update may be lost and no row left over. `full` is 60 s in each browser, `short` 10 s.
import type { Page } from 'puppeteer-core';
import { BROWSERS, type BrowserName } from '../../tools/browsers/find.ts';
import { launch } from '../../tools/browsers/launch.ts';
import { servePages } from '../../tools/browsers/serve.ts';
import { buildExtension } from '../../tools/build.ts';
import type { Stage } from '../e2e/harness.ts';
import { writeAtOnce } from '../e2e/library-stress.ts';
import type { TortureOptions, TortureResult, TortureRow } from './contract.ts';
import { Dice } from './dice.ts';

const MS = { short: 10_000, full: 60_000 };

async function inBrowser(name: BrowserName, ms: number, seed: number): Promise<TortureRow> {
  const server = await servePages();
  const session = await launch(name, {
    extension: buildExtension(name),
    offline: true,
    viewport: { width: 1200, height: 800 },
  });
  try {
    const dice = new Dice(seed);
    const stage: Stage = {
      browserName: name,
      session,
      server,
      async visit(url): Promise<Page> {
        const page = await session.browser.newPage();
        await page.goto(url, { waitUntil: 'load', timeout: 30_000 });
        await page.bringToFront();
        return page;
      },
      open: (path) => session.openExtensionPage(path),
      reset: async () => undefined,
    };
    const { problems, ...writes } = await writeAtOnce(stage, ms, () => dice.next());
    const counts = Object.entries(writes).map(([what, count]) => `${count} ${what}`);
    return {
      what: `${name}, ${ms / 1000} s of writing at once`,
      figure: [...counts, ...(problems.length ? problems : ['nothing lost, nothing left over'])].join(', '),
      ok: problems.length === 0 && Object.values(writes).every((count) => count > 0),
    };
  } finally {
    await session.close();
    await server.close();
  }
}

export async function run({ seed, share, browsers = BROWSERS }: TortureOptions): Promise<TortureResult> {
  const rows: TortureRow[] = [];
  for (const name of browsers) rows.push(await inBrowser(name, MS[share], seed));
  return { name: 'concurrency', rows };
}
