// Who finds a page with Thai when no script runs in pages without: Chromium's own rule (lib/background/thai-rule.ts).
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Page } from 'puppeteer-core';
import type { Browser } from 'wxt/browser';
import { paintedTexts } from '../../../tools/browsers/page-counters.ts';
import { settledState } from '../../../tools/browsers/visit.ts';
import { eventually, type Scenario, type Stage } from '../harness.ts';

const STORY = readFileSync(new URL('../../fixtures/pages/sample-story.html', import.meta.url), 'utf8');
/** What runs in a page of the extension has the browser's own name for it. */
declare const chrome: typeof import('wxt/browser').browser;

const QUAY =
  '<p>The quay was closed for the night, and the boats waited for the morning with their lamps lit.</p>';

/** The story as its page says it: its language, and what else stands on it. */
const storyWith = (html: string, also = '') =>
  STORY.replace(/<html[^>]*>/, html).replace(/<body[^>]*>/, (body) => body + also);

let sites = 0;
/** A page on a site where nothing was read before. */
function onNewSite(stage: Stage, name: string, body: string): string {
  const url = stage.server.put(`/signs/${name}.html`, { body });
  return url.replace('127.0.0.1', `signs${++sites}.localhost`);
}

async function opened(stage: Stage, url: string): Promise<Page> {
  const page = await stage.visit(url);
  await page.bringToFront();
  return page;
}

const named = (page: Page, what: string) =>
  eventually(`names on ${what}`, async () => (await paintedTexts(page)).length > 0);

const scenarios: Scenario[] = [
  {
    name: 'signs of Thai: a page is found by its language, by saying none, and by a link, picture or label',
    only: 'chrome',
    async run(stage) {
      const pages: [string, string][] = [
        ['thai', storyWith('<html lang="TH-th">')],
        ['none', storyWith('<html>')],
        ['empty', storyWith('<html lang="">')],
        ['picture', storyWith('<html lang="en">', '<img alt="การประชุม" width="9" height="9">')],
        ['link', storyWith('<html lang="en">', '<a href="/tag/%e0%b8%81%e0%b8%81">…</a>')],
        ['label', storyWith('<html lang="en">', '<button aria-label="ค้นหา">…</button>')],
      ];
      for (const [name, body] of pages) await named(await opened(stage, onNewSite(stage, name, body)), name);
    },
  },
  {
    name: 'signs of Thai: a page that becomes Thai while it stands there is found',
    only: 'chrome',
    async run(stage) {
      const url = onNewSite(stage, 'becomes', `<html lang="en"><title>Quay</title><main>${QUAY}</main>`);
      const page = await opened(stage, url);
      await sleep(500);
      const body = /<body[^>]*>([\s\S]*)<\/body>/.exec(STORY)![1]!;
      await page.evaluate((html) => {
        history.pushState({}, '', '/news/politics/204816');
        document.documentElement.lang = 'th';
        document.body.innerHTML = html;
      }, body);
      await named(page, 'a page that has become Thai');
    },
  },
  {
    name: 'signs of Thai: a page that the browser drew before it was opened is read when it is opened',
    only: 'chrome',
    async run(stage) {
      const first = onNewSite(stage, 'read', storyWith('<html lang="th">'));
      await named(await opened(stage, first), 'the first page of the site');
      await settledState(stage.session, first, 15_000);
      const at = (path: string) => new URL(path, first).href;
      stage.server.put('/signs/drawn.html', { body: storyWith('<html lang="th">') });
      stage.server.put('/signs/door.html', {
        body: `<html lang="en"><title>Quay</title>${QUAY}<a href="/signs/drawn.html">on</a><script type="speculationrules">{"prerender":[{"urls":["/signs/drawn.html"],"eagerness":"immediate"}]}</script>`,
      });
      const page = await opened(stage, at('/signs/door.html'));
      await sleep(1_500);
      await Promise.all([
        page.waitForNavigation(),
        page.evaluate(() => document.querySelector('a')!.click()),
      ]);
      const drawn = await page.evaluate(() => {
        const [visit] = performance.getEntriesByType('navigation') as unknown as {
          activationStart: number;
        }[];
        return visit!.activationStart;
      });
      assert.ok(drawn > 0, 'the browser had drawn the page before');
      await named(page, 'a page that was drawn before');
    },
  },
  {
    name: 'signs of Thai: a page that says it is in English and shows no sign is read when the reader asks, its site from then on',
    only: 'chrome',
    async run(stage) {
      const url = onNewSite(stage, 'denies', storyWith('<html lang="en">'));
      const page = await opened(stage, url);
      await sleep(1_200);
      assert.deepEqual(await paintedTexts(page), []);
      // The toolbar's panel asks for the state of its tab.
      await settledState(stage.session, url, 15_000);
      await named(page, 'a page that was asked for');
      const next = new URL('/signs/denies-too.html', url).href;
      stage.server.put('/signs/denies-too.html', { body: storyWith('<html lang="en">') });
      await named(await opened(stage, next), 'the next one on its site');
    },
  },
  {
    name: 'signs of Thai: where the browser’s rule misses a Thai page, every page is watched from then on',
    only: 'chrome',
    async run(stage) {
      const known = onNewSite(stage, 'known', storyWith('<html lang="th">'));
      const first = await opened(stage, known);
      await named(first, 'the first page of the site');
      const panel = await stage.open('options.html');
      await first.bringToFront();
      const proof = async () => {
        // Another scenario's page may just have been asked, and have gone: the next page is asked then.
        await first.reload();
        await sleep(3_000);
        return panel.evaluate(async () =>
          Object.hasOwn(await chrome.storage.session.get(), 'thai-rule-works'),
        );
      };
      await eventually('the proof that the rule works', proof, 20_000);
      // A browser in which the rule is there and does nothing, for a session that has not seen it work.
      await panel.evaluate(async () => {
        const held = globalThis as unknown as { rules: Browser.events.Rule[] };
        const { onPageChanged } = chrome.declarativeContent;
        held.rules = await new Promise((resolve) => onPageChanged.getRules(resolve));
        await new Promise<void>((resolve) => onPageChanged.removeRules(undefined, resolve));
        await chrome.storage.session.remove('thai-rule-works');
      });
      try {
        const url = new URL('/signs/missed.html', known).href;
        stage.server.put('/signs/missed.html', { body: storyWith('<html lang="th">') });
        await named(await opened(stage, url), 'a page of a site that is known');
        await eventually('the watch in every page', () =>
          panel.evaluate(async () =>
            (await chrome.scripting.getRegisteredContentScripts()).some(
              ({ id }) => id === 'watch:everywhere',
            ),
          ),
        );
        const denying = onNewSite(stage, 'denying', storyWith('<html lang="en">'));
        await named(await opened(stage, denying), 'a page that says it is in English');
      } finally {
        await panel.evaluate(async () => {
          const { rules } = globalThis as unknown as { rules: Browser.events.Rule[] };
          await new Promise<void>((resolve) =>
            chrome.declarativeContent.onPageChanged.addRules(rules, () => resolve()),
          );
          await chrome.scripting.unregisterContentScripts({ ids: ['watch:everywhere'] }).catch(() => {
            // The scenario ended before it was registered.
          });
        });
      }
    },
  },
];

export default scenarios;
