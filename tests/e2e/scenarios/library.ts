import assert from 'node:assert/strict';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Page } from 'puppeteer-core';
import { settledState } from '../../../tools/browsers/visit.ts';
import { eventually, type Scenario, type Stage } from '../harness.ts';
import { saveFrom, storyCapture } from '../library-captures.ts';
import { libraryProblems } from '../library-rows.ts';

const save = (stage: Stage, n: number, edition = 0) =>
  saveFrom(stage.session.bridge, String(n), storyCapture(n, edition));

const titles = (page: Page) =>
  page.evaluate(() => [...document.querySelectorAll('.article-row h3')].map((h) => h.textContent ?? ''));

const textOf = (page: Page, selector: string) =>
  page.evaluate((s) => document.querySelector(s)?.textContent ?? '', selector);

const type = async (page: Page, text: string) => {
  await page.focus('.search-box input');
  await page.evaluate(() => document.querySelector<HTMLInputElement>('.search-box input')?.select());
  await page.keyboard.type(text);
};

const press = (page: Page, selector: string, label: string) =>
  page.evaluate(
    (s, wanted) => {
      const button = [...document.querySelectorAll<HTMLElement>(s)].find(
        (b) => b.textContent?.includes(wanted) || b.getAttribute('aria-label')?.includes(wanted),
      );
      if (!button) throw new Error(`no ${s} says ${wanted}`);
      button.click();
    },
    selector,
    label,
  );

const scenarios: Scenario[] = [
  {
    name: 'library: an article saved from a page is listed, read offline with its highlights, and found',
    async run(stage) {
      await stage.reset();
      const story = await stage.visit('/pages/sample-story.html');
      await settledState(stage.session, story.url(), 20_000);
      const saved = await stage.session.send<{ ok: boolean }>({
        type: 'save-tab',
        tabId: await stage.session.tabId(story.url()),
      });
      assert.equal(saved.ok, true);
      await story.close();

      const page = await stage.open('library.html');
      await page.bringToFront();
      const [title] = await eventually('one row', async () => {
        const rows = await titles(page);
        return rows.length === 1 && rows;
      });
      assert.ok(title!.length > 10);
      await page.evaluate(() => document.querySelector<HTMLElement>('.article-row h3 a')?.click());
      const painted = await eventually('highlights', () =>
        page.evaluate(() => [...CSS.highlights.values()].reduce((n, highlight) => n + highlight.size, 0)),
      );
      assert.ok(painted >= 10, `${painted} names are painted`);
      assert.ok((await textOf(page, '.article-text')).includes('เซี่ยงไฮ้'));

      await page.evaluate(() => {
        location.hash = '#/articles';
      });
      await type(page, 'เมืองอัจฉริยะ -ไม่มีคำนี้');
      await eventually('a hit in context', async () =>
        (
          await page.evaluate(() => [...document.querySelectorAll('.hit mark')].map((m) => m.textContent))
        ).includes('เมืองอัจฉริยะ'),
      );
      await type(page, 'Information and Communications');
      await eventually('found by the English of a name', async () => (await titles(page)).length === 1);
      await type(page, 'ไม่มีเรื่องนี้แน่นอน');
      await eventually('nothing found', async () => (await textOf(page, '.ui-empty')).length > 0);
      assert.deepEqual(await libraryProblems(page), []);
    },
  },
  {
    name: 'library: star, tag, note, delete and undo, by keys',
    async run(stage) {
      await stage.reset();
      for (let n = 0; n < 4; n++) assert.equal((await save(stage, n)).ok, true);
      const page = await stage.open('library.html');
      await page.bringToFront();
      await eventually('four rows', async () => (await titles(page)).length === 4);
      await eventually('ready', () =>
        page.evaluate(() => document.querySelector('[data-stage="ready"]') !== null),
      );
      await page.keyboard.press('j');
      await page.keyboard.press('j');
      await page.keyboard.press('s');
      await eventually('a star', () =>
        page.evaluate(() => document.querySelectorAll('.article-row [aria-pressed="true"]').length === 1),
      );
      const second = (await titles(page))[1]!;
      await page.keyboard.type('#');
      await eventually('three rows', async () => (await titles(page)).length === 3);
      assert.equal((await titles(page)).includes(second), false);
      await press(page, '.ui-toast button', '');
      await eventually('the row is back', async () => (await titles(page))[1] === second);
      await page.keyboard.press('/');
      await page.keyboard.type('is:starred');
      await eventually('only the starred one', async () => {
        const rows = await titles(page);
        return rows.length === 1 && rows[0]!.includes(second.trim());
      });
      await page.keyboard.press('Escape');
      await page.keyboard.press('Escape');
      await eventually('all again', async () => (await titles(page)).length === 4);
      await page.keyboard.press('j');
      await page.keyboard.press('o');
      await eventually('the reader', () =>
        page.evaluate(() => document.querySelector('.article-text h1') !== null),
      );
      await page.type('.tag-input', 'budget');
      await page.keyboard.press('Enter');
      await eventually('a tag', async () => (await textOf(page, '.tags .ui-chip')).includes('#budget'));
      await page.evaluate(() => document.querySelector<HTMLElement>('.article-note button')?.click());
      await eventually('the note can be written', () =>
        page.evaluate(() => document.querySelector('.article-note textarea') !== null),
      );
      await page.type('.article-note textarea', 'ตรวจตัวเลขอีกครั้ง');
      await page.evaluate(() =>
        document.querySelector<HTMLElement>('.article-note button[type="submit"]')?.click(),
      );
      await eventually('the note', async () =>
        (await textOf(page, '.article-note .note')).includes('ตรวจตัวเลข'),
      );
      await page.evaluate(() => {
        location.hash = `#/articles?q=${encodeURIComponent('note:ตรวจตัวเลข tag:budget')}`;
      });
      await eventually('found by note and tag', async () => (await titles(page)).length === 1);
      assert.deepEqual(await libraryProblems(page), []);
    },
  },
  {
    name: 'library: a changed article keeps its versions, shown as a difference',
    async run(stage) {
      await stage.reset();
      const first = await save(stage, 1, 1);
      await save(stage, 1, 2);
      const page = await stage.open(`library.html#/article/${first.value!.articleId}`);
      await page.bringToFront();
      await eventually('the reader', () =>
        page.evaluate(() => document.querySelector('.article-text h1') !== null),
      );
      await page.evaluate(() => document.querySelectorAll<HTMLElement>('.views [role="tab"]')[1]?.click());
      const changes = await eventually('the difference', () =>
        page.evaluate(() => {
          const text = (selector: string) =>
            [...document.querySelectorAll(selector)].map((e) => e.textContent);
          const found = { gone: text('.diff del'), come: text('.diff ins') };
          return found.gone.length && found;
        }),
      );
      assert.deepEqual(changes, { gone: ['1'], come: ['2'] });
    },
  },
  {
    name: 'library: the page of a body has its mentions in context, a chart, a network, and merges',
    async run(stage) {
      await stage.reset();
      for (let n = 0; n < 5; n++) await save(stage, n);
      const page = await stage.open('library.html#/organisations');
      await page.bringToFront();
      await eventually('two bodies', () =>
        page.evaluate(() => document.querySelectorAll('.body-row').length === 2),
      );
      await page.evaluate(() => document.querySelector<HTMLElement>('.body-row')?.click());
      await eventually('ten lines of concordance', () =>
        page.evaluate(() => document.querySelectorAll('.kwic .name a').length === 10),
      );
      await eventually('a chart and a network', () =>
        page.evaluate(() => document.querySelectorAll('.chart svg').length === 2),
      );
      const names = () => page.evaluate(() => document.querySelector('.body-head h1')?.textContent ?? '');
      const name = await names();
      await page.evaluate(() => document.querySelectorAll<HTMLElement>('.body-actions button')[1]?.click());
      await eventually('a choice', () =>
        page.evaluate(() => document.querySelector('.choices button') !== null),
      );
      await page.evaluate(() => document.querySelector<HTMLElement>('.choices button')?.click());
      await eventually('the other body', async () => (await names()) !== name);
      await eventually('twenty lines', () =>
        page.evaluate(() => document.querySelector('.kwic table')?.getAttribute('aria-rowcount') === '21'),
      );
      assert.deepEqual(await libraryProblems(page), []);
    },
  },
  {
    name: 'library: two tabs and another page write at once, nothing is lost and nothing left over',
    timeout: 200_000,
    async run(stage) {
      await stage.reset();
      const ms = Number(process.env.WONGLEP_STRESS_MS ?? 6000);
      for (let n = 0; n < 6; n++) await save(stage, n);
      const tabs = [await stage.open('library.html'), await stage.open('library.html')];
      for (const tab of tabs) await eventually('rows', async () => (await titles(tab)).length === 6);
      const end = Date.now() + ms;
      const last = new Map<number, number>();
      let edition = 10;
      const saver = async () => {
        while (Date.now() < end) {
          const n = edition % 8;
          const answer = await save(stage, n, edition);
          assert.equal(answer.ok, true, JSON.stringify(answer));
          last.set(n, edition++);
        }
      };
      /** A reader at the keys: down the list, marking read, starring, deleting and taking it back. */
      const reader = async (tab: Page) => {
        for (let round = 0; Date.now() < end; round++) {
          await tab.evaluate((step) => {
            const key = (name: string) =>
              dispatchEvent(new KeyboardEvent('keydown', { key: name, bubbles: true }));
            key('j');
            if (step % 5 !== 4) key(step % 2 ? 's' : 'u');
            else key('#');
            if (step % 5 === 0) document.querySelector<HTMLElement>('.ui-toast button')?.click();
          }, round);
          await sleep(30);
        }
      };
      await Promise.all([saver(), reader(tabs[0]!), reader(tabs[1]!)]);
      await sleep(500);
      const page = tabs[0]!;
      assert.deepEqual(await libraryProblems(page), []);
      const texts = await page.evaluate(
        () =>
          new Promise<[string, string][]>((resolve, reject) => {
            const open = indexedDB.open('wonglep');
            open.onerror = () => reject(open.error);
            open.onsuccess = () => {
              const request = open.result.transaction('articles').objectStore('articles').getAll();
              request.onsuccess = () => {
                open.result.close();
                resolve(request.result.map((row: { url: string; text: string }) => [row.url, row.text]));
              };
            };
          }),
      );
      for (const [n, newest] of last) {
        const rows = texts.filter(([url]) => url.endsWith(`?story=${n}`));
        assert.equal(rows.length, 1, `one row of story ${n}`);
        assert.ok(rows[0]![1].includes(`รอบที่ ${newest} `), `story ${n} has its last text`);
      }
    },
  },
];

export default scenarios;
