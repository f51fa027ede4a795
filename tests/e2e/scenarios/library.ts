import assert from 'node:assert/strict';
import type { Page } from 'puppeteer-core';
import { settledState } from '../../../tools/browsers/visit.ts';
import { eventually, type Scenario } from '../harness.ts';
import { libraryProblems } from '../library-rows.ts';
import { saveStory } from '../library-stories.ts';
import { openLibrary, writeAtOnce } from '../library-stress.ts';

const titles = (page: Page) =>
  page.evaluate(() => [...document.querySelectorAll('.article-title')].map((h) => h.textContent ?? ''));

/** Waits for `count` rows in the list. */
const rowsOf = (page: Page, count: number) =>
  eventually(`${count} rows`, async () => {
    const rows = await titles(page);
    if (rows.length === count) return rows;
    const state = await page.evaluate(() => [
      document.querySelector<HTMLElement>('.library')?.dataset.stage,
      document.visibilityState,
      document.querySelector('.result-count')?.textContent,
      document.querySelector('.article-list')?.clientHeight,
    ]);
    throw new Error(`${rows.length} rows: ${state.join(', ')}`);
  });

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

      const page = await openLibrary(stage, 'library.html');
      const [title] = await rowsOf(page, 1);
      assert.ok(title!.length > 10);
      await page.evaluate(() => document.querySelector<HTMLElement>('.article-title a')?.click());
      const painted = await eventually('highlights', () =>
        page.evaluate(() => [...CSS.highlights.values()].reduce((n, highlight) => n + highlight.size, 0)),
      );
      assert.ok(painted >= 10, `${painted} names are painted`);
      assert.ok((await textOf(page, '.article-text')).includes('ธนาคารพัฒนาเอเชีย'));

      await page.evaluate(() => {
        location.hash = '#/articles';
      });
      await type(page, 'ก๊าซจากบ่อขยะ -ไม่มีคำนี้');
      await eventually('a hit in context', async () =>
        (
          await page.evaluate(() => [...document.querySelectorAll('.hit mark')].map((m) => m.textContent))
        ).includes('ก๊าซจากบ่อขยะ'),
      );
      await type(page, 'Pollution Control');
      await rowsOf(page, 1);
      await type(page, 'ไม่มีเรื่องนี้แน่นอน');
      await eventually('nothing found', async () => (await textOf(page, '.ui-empty')).length > 0);
      assert.deepEqual(await libraryProblems(page), []);
    },
  },
  {
    name: 'library: star, tag, note, delete and undo, by keys',
    async run(stage) {
      await stage.reset();
      for (let n = 0; n < 4; n++) await saveStory(stage, n);
      const page = await openLibrary(stage, 'library.html');
      await rowsOf(page, 4);
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
      await rowsOf(page, 3);
      assert.equal((await titles(page)).includes(second), false);
      await press(page, '.ui-toast button', '');
      await eventually('the row is back', async () => (await titles(page))[1] === second);
      await page.keyboard.press('/');
      await page.keyboard.type('is:starred');
      await eventually('only the starred one', async () => {
        const rows = await titles(page);
        return rows.length === 1 && rows[0]!.includes(second.trim());
      });
      await page.keyboard.press('ArrowDown');
      await eventually('from the search down into what it found', () =>
        page.evaluate(
          () =>
            document.querySelector('.article-row.current') !== null &&
            document.activeElement === document.body,
        ),
      );
      await page.keyboard.press('/');
      await page.keyboard.press('Escape');
      await page.keyboard.press('Escape');
      await rowsOf(page, 4);
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
      await rowsOf(page, 1);
      assert.deepEqual(await libraryProblems(page), []);
    },
  },
  {
    name: 'library: a changed article keeps its versions, shown as a difference',
    async run(stage) {
      await stage.reset();
      const { articleId, page: first } = await saveStory(stage, 1, 1);
      await first.close();
      await saveStory(stage, 1, 2);
      const page = await openLibrary(stage, `library.html#/article/${articleId}`);
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
      for (let n = 0; n < 5; n++) await saveStory(stage, n);
      const page = await openLibrary(stage, 'library.html#/organisations');
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
      const outcome = await writeAtOnce(stage, 4000, Math.random);
      assert.deepEqual(outcome.problems, []);
      assert.ok(outcome.saves > 3 && outcome.tags > 4 && outcome.panelSaves > 2, 'they did write at once');
    },
  },
];

export default scenarios;
