// What a page may be asked to carry, as counts: requests, listeners, mutations, timers. Sizes: tools/budgets.ts; times are
// measured by `npm run bench` and are no test.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Page } from 'puppeteer-core';
import { countMutations, mutationsSeen, paintedTexts } from '../../../tools/browsers/page-counters.ts';
import { pointAt } from '../../../tools/browsers/text-on-page.ts';
import { settledState } from '../../../tools/browsers/visit.ts';
import { englishArticle } from '../../bench/english-article.ts';
import { extensionTasks, traced } from '../../bench/extension-tasks.ts';
import { eventually, type Scenario, type Stage } from '../harness.ts';

const SILENT = { 'content-security-policy': "script-src 'none'" };

function foreign(stage: Stage): string {
  return stage.server.put('/news/budget-foreign.html', { body: englishArticle(), headers: SILENT });
}

function thai(stage: Stage): string {
  return stage.server.put('/news/budget-thai.html', {
    body: readFileSync(new URL('../../fixtures/pages/sample-story.html', import.meta.url)),
    headers: SILENT,
  });
}

/** Opens `url` with mutations counted from the start, and everything that its tab asks for written down. */
async function watched(stage: Stage, url: string): Promise<{ page: Page; asked: string[] }> {
  const page = await stage.session.browser.newPage();
  const asked: string[] = [];
  page.on('request', (request) => asked.push(request.url()));
  await page.setViewport({ width: 1200, height: 800 });
  await countMutations(page);
  await page.goto(url, { waitUntil: 'load' });
  return { page, asked };
}

/** Requests of a tab that are not for the page itself: a browser may ask for the site's icon. */
const beyond = (asked: readonly string[], url: string) =>
  asked.filter((one) => one !== url && !one.endsWith('/favicon.ico'));

interface Listener {
  on: string;
  type: string;
}

/** Listeners that the extension's own world has on the page's objects; null where it has no world there. Chromium only. */
async function ownListeners(stage: Stage, url: string): Promise<Listener[] | null> {
  const page = await stage.session.browser.newPage();
  try {
    const client = await page.createCDPSession();
    const worlds: number[] = [];
    client.on('Runtime.executionContextCreated', ({ context }) => {
      if (stage.session.extensionOrigin.startsWith(context.origin) && context.origin) worlds.push(context.id);
    });
    await page.goto(url, { waitUntil: 'load' });
    // The browser has styled the page, and its own answer to that is long there.
    await sleep(1_000);
    await client.send('Runtime.enable');
    await sleep(200);
    if (!worlds.length) return null;
    const found: Listener[] = [];
    for (const on of ['window', 'document', 'navigation', 'document.documentElement', 'document.body']) {
      const { result } = await client.send('Runtime.evaluate', { expression: on, contextId: worlds.at(-1)! });
      if (!result.objectId) continue;
      const { listeners } = await client.send('DOMDebugger.getEventListeners', {
        objectId: result.objectId,
        depth: on === 'document' ? -1 : 1,
        pierce: true,
      });
      found.push(...listeners.map(({ type }) => ({ on, type })));
    }
    return found;
  } finally {
    await page.close();
  }
}

const scenarios: Scenario[] = [
  {
    name: 'budget: a page in another language pays no request and no mutation',
    async run(stage) {
      const url = foreign(stage);
      const { page, asked } = await watched(stage, url);
      try {
        const state = await settledState(stage.session, url, 15_000);
        assert.equal(state.detection.verdict, 'other-language');
        await sleep(500);
        assert.deepEqual(beyond(asked, url), []);
        assert.equal(await mutationsSeen(page), 0);
      } finally {
        await page.close();
      }
    },
  },
  {
    name: 'budget: a page in another language has no script, and one that says no language one listener',
    only: 'chrome',
    async run(stage) {
      const elsewhere = (url: string) => url.replace('127.0.0.1', 'quay.localhost');
      assert.equal(await ownListeners(stage, elsewhere(foreign(stage))), null);
      const silent = stage.server.put('/news/budget-silent.html', {
        body: englishArticle().replace(/<html[^>]*>/, '<html>'),
        headers: SILENT,
      });
      assert.deepEqual(await ownListeners(stage, elsewhere(silent)), [
        { on: 'navigation', type: 'navigatesuccess' },
      ]);
    },
  },
  {
    name: 'budget: a Thai news page pays no request and no mutation, card included',
    async run(stage) {
      const url = thai(stage);
      const { page, asked } = await watched(stage, url);
      try {
        const state = await settledState(stage.session, url, 15_000);
        assert.ok((await paintedTexts(page)).length > 0, 'names are painted');
        await page.bringToFront();
        await pointAt(page, state.annotation.mentions.find((mention) => mention.kind === 'name')!.surface);
        await eventually('the card', async () => (await settledState(stage.session, url, 5_000)).card);
        assert.deepEqual(beyond(asked, url), []);
        assert.equal(await mutationsSeen(page), 0);
      } finally {
        await page.close();
      }
    },
  },
  {
    name: 'budget: at rest nothing of the extension runs in a Thai news page',
    only: 'chrome',
    async run(stage) {
      const url = thai(stage);
      const page = await stage.visit(url);
      await settledState(stage.session, url, 15_000);
      await sleep(1_000);
      const events = await traced(page, async () => {
        await sleep(3_000);
        // The trace sees the extension when there is something to see: without this an empty trace would pass.
        await page.mouse.move(300, 300);
        await page.mouse.move(310, 320);
        await sleep(300);
      });
      const tasks = extensionTasks(events, stage.session.extensionOrigin);
      assert.ok(tasks.length > 0, 'the pointer is answered, so the trace shows the extension');
      const first = Math.min(...tasks.map((task) => task.startMs));
      assert.ok(first > 2_500, `nothing ran before the pointer moved, but something did after ${first} ms`);
    },
  },
];

export default scenarios;
