import assert from 'node:assert/strict';
import type { Page } from 'puppeteer-core';
import type { CardRow, ReviewRow } from '../../../lib/library/rows.ts';
import { sampleNames } from '../../unit/review/sample-names.ts';
import { violations } from '../axe.ts';
import { eventually, type Scenario, type Stage } from '../harness.ts';
import { isRevealed, promptOf, putRows, rowsOf } from '../review-desk.ts';

/** A review page with `count` kept names. */
async function desk(stage: Stage, count: number): Promise<Page> {
  await stage.reset();
  const first = await stage.open('review.html');
  await promptOf(first);
  await putRows(first, 'keptNames', sampleNames(count, Date.now() - 86_400_000, 2));
  const page = await stage.open('review.html');
  await promptOf(page);
  await page.bringToFront();
  return page;
}

const answers = (page: Page) => rowsOf<ReviewRow>(page, 'reviews');
const revealed = (page: Page, wanted: boolean) =>
  eventually(
    wanted ? 'the answer shows' : 'the next question shows',
    async () => (await isRevealed(page)) === wanted,
  );
const stored = (page: Page, count: number) =>
  eventually(
    `${count} answers stored`,
    async () => (await answers(page)).filter((r) => !r.undone).length === count,
  );

async function finger(page: Page, from: [number, number], to: [number, number]): Promise<void> {
  const touch = await page.touchscreen.touchStart(...from);
  for (let i = 1; i <= 6; i++)
    await touch.move(from[0] + ((to[0] - from[0]) * i) / 6, from[1] + ((to[1] - from[1]) * i) / 6);
  await touch.end();
}

async function middle(page: Page, selector: string): Promise<[number, number]> {
  const box = await page.evaluate((css) => {
    const { x, y, width, height } = document.querySelector(css)!.getBoundingClientRect();
    return [x + width / 2, y + Math.min(height / 2, 60)];
  }, selector);
  return box as [number, number];
}

const scenarios: Scenario[] = [
  {
    name: 'review: a session by keyboard alone',
    async run(stage) {
      const page = await desk(stage, 6);
      await page.keyboard.press(' ');
      await revealed(page, true);
      await page.keyboard.press('4');
      await revealed(page, false);
      await stored(page, 1);
      await page.keyboard.press(' ');
      await revealed(page, true);
      await page.keyboard.press(' ');
      await stored(page, 2);
      assert.deepEqual((await answers(page)).map((r) => r.rating).sort(), [3, 4]);

      const before = await promptOf(page);
      await page.keyboard.press('u');
      await stored(page, 1);
      assert.equal((await answers(page)).length, 2, 'the log keeps what was undone');
      await revealed(page, false);
      assert.notEqual(await promptOf(page), before);

      await page.keyboard.press('e');
      await eventually('the English field has the focus', () =>
        page.evaluate(
          () => document.activeElement instanceof HTMLInputElement && document.activeElement.value !== '',
        ),
      );
      await page.keyboard.type(' (edited)');
      await page.keyboard.press('Enter');
      await eventually('the edited name shows', () =>
        page.evaluate(() => document.querySelector('.rv-card')!.textContent!.includes('(edited)')),
      );
      assert.ok(
        (await rowsOf<{ english: string }>(page, 'keptNames')).some((n) => n.english.includes('(edited)')),
      );

      await page.keyboard.press('s');
      await eventually('a card is suspended', async () =>
        (await rowsOf<CardRow>(page, 'cards')).some((card) => card.suspended),
      );
      await page.keyboard.down('Shift');
      await page.keyboard.press('?');
      await page.keyboard.up('Shift');
      await eventually('the keys are explained', () =>
        page.evaluate(() => document.querySelector('dialog[open]') !== null),
      );
      await page.keyboard.press('Escape');
      await eventually('the dialog is closed', () =>
        page.evaluate(() => document.querySelector('dialog') === null),
      );
    },
  },
  {
    name: 'review: to the end of the day and again tomorrow',
    async run(stage) {
      const page = await desk(stage, 3);
      for (let i = 0; i < 3; i++) {
        await page.keyboard.press(' ');
        await revealed(page, true);
        await page.keyboard.press('4');
        await stored(page, i + 1);
      }
      await eventually('done for today', () =>
        page.evaluate(() => document.querySelector('.rv-figures') !== null),
      );
      const again = await stage.open('review.html');
      assert.equal(await promptOf(again), null);
    },
  },
  {
    name: 'review: a tab that dies goes on with the same card',
    async run(stage) {
      const page = await desk(stage, 6);
      await page.keyboard.press(' ');
      await revealed(page, true);
      await page.keyboard.press('1');
      await stored(page, 1);
      await revealed(page, false);
      const before = await promptOf(page);
      const counts = await page.evaluate(() => document.querySelector('.rv-counts')!.textContent);
      await page.close();
      const again = await stage.open('review.html');
      assert.equal(await promptOf(again), before);
      assert.equal(await again.evaluate(() => document.querySelector('.rv-counts')!.textContent), counts);
    },
  },
  {
    name: 'review: a session by touch',
    async run(stage) {
      const page = await desk(stage, 4);
      const [x, y] = await middle(page, '.rv-card');
      await page.touchscreen.tap(x, y);
      await revealed(page, true);
      await finger(page, [x - 60, y], [x + 120, y + 6]);
      await stored(page, 1);
      await revealed(page, false);
      await page.touchscreen.tap(x, y);
      await revealed(page, true);
      await finger(page, [x + 60, y], [x - 120, y + 4]);
      await stored(page, 2);
      assert.deepEqual(
        (await answers(page)).sort((a, b) => a.reviewedAt - b.reviewedAt).map((r) => r.rating),
        [3, 1],
      );
      await revealed(page, false);
      await page.touchscreen.tap(x, y);
      await revealed(page, true);
      await finger(page, [x, y], [x + 30, y]);
      await new Promise((resolve) => setTimeout(resolve, 200));
      assert.equal((await answers(page)).length, 2, 'a short slip answers nothing');
    },
  },
  {
    name: 'review: axe finds nothing in any room, light or dark',
    timeout: 90_000,
    async run(stage) {
      const page = await desk(stage, 4);
      for (const theme of ['light', 'dark']) {
        await page.evaluate((value) => {
          document.documentElement.dataset.theme = value;
        }, theme);
        assert.deepEqual(await violations(page), [], `question, ${theme}`);
      }
      await page.keyboard.press(' ');
      await revealed(page, true);
      assert.deepEqual(await violations(page), [], 'answer');
      await page.keyboard.press('e');
      await eventually('the form', () => page.evaluate(() => document.querySelector('.rv-edit') !== null));
      assert.deepEqual(await violations(page), [], 'editing');
      await page.keyboard.press('Escape');
      await page.keyboard.press('4');
      await stored(page, 1);
      for (const room of ['stats', 'anki', 'settings']) {
        await page.evaluate((hash) => {
          location.hash = hash;
        }, room);
        await eventually(room, () => page.evaluate(() => document.querySelector('.rv-panel') !== null));
        await new Promise((resolve) => setTimeout(resolve, 300));
        assert.deepEqual(await violations(page), [], room);
      }
    },
  },
  {
    name: 'review: writes an Anki package in the browser',
    async run(stage) {
      const page = await desk(stage, 4);
      await page.evaluate(() => {
        location.hash = 'anki';
        const view = window as unknown as {
          written: Promise<{ name: string; head: number[]; size: number }>;
        };
        view.written = new Promise((resolve) => {
          HTMLAnchorElement.prototype.click = function () {
            void fetch(this.href)
              .then((r) => r.arrayBuffer())
              .then((bytes) =>
                resolve({
                  name: this.download,
                  head: [...new Uint8Array(bytes.slice(0, 2))],
                  size: bytes.byteLength,
                }),
              );
          };
        });
      });
      await eventually('the export button', () =>
        page.evaluate(() => {
          const button = document.querySelector<HTMLButtonElement>('#rv-export ~ .rv-row .main');
          button?.dispatchEvent(new MouseEvent('click', { bubbles: true }));
          return button !== null;
        }),
      );
      const file = await page.evaluate(
        () =>
          (window as unknown as { written: Promise<{ name: string; head: number[]; size: number }> }).written,
      );
      assert.match(file.name, /^wonglep-\d{4}-\d\d-\d\d\.apkg$/);
      assert.deepEqual(file.head, [0x50, 0x4b]);
      assert.ok(file.size > 2000);
    },
  },
];

export default scenarios;
