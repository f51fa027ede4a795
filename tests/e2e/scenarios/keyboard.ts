// From a news page to a reviewed card without a mouse.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import type { KeyInput, Page } from 'puppeteer-core';
import type { PageState } from '../../../lib/messages.ts';
import { settledState } from '../../../tools/browsers/visit.ts';
import { eventually, type Scenario, type Stage } from '../harness.ts';
import { rowsOf } from '../review-desk.ts';

async function chord(page: Page, ...keys: KeyInput[]): Promise<void> {
  const last = keys.pop()!;
  for (const key of keys) await page.keyboard.down(key);
  await page.keyboard.press(last);
  for (const key of keys.reverse()) await page.keyboard.up(key);
}

/** Presses Tab until what has the focus has this in its name; gives how many presses it took. */
async function tabTo(page: Page, name: string | RegExp, atMost = 60): Promise<number> {
  const seen: string[] = [];
  for (let presses = 1; presses <= atMost; presses++) {
    await page.keyboard.press('Tab');
    const focused = await page.evaluate(() => {
      const { activeElement } = document;
      const visible = activeElement?.matches(':focus-visible') ?? false;
      const label = activeElement?.getAttribute('aria-label') ?? activeElement?.textContent ?? '';
      return { label: label.trim(), visible };
    });
    seen.push(focused.label.slice(0, 30));
    if (typeof name === 'string' ? focused.label.includes(name) : name.test(focused.label)) {
      assert.ok(focused.visible, `the focus on '${focused.label}' can be seen`);
      return presses;
    }
  }
  throw new Error(`Tab did not reach ${String(name)}; it went over ${seen.join(' | ')}`);
}

/** The page of the extension that a key opened; Firefox tells its address only from inside. */
async function openedPage(stage: Stage, file: string): Promise<Page> {
  return eventually(`${file} opens`, async () => {
    for (const page of await stage.session.browser.pages()) {
      const path = await page.evaluate(() => location.pathname).catch(() => '');
      if (path.endsWith(`/${file}`)) return page;
    }
    return null;
  });
}

const cardOf = async (stage: Stage, url: string): Promise<PageState['card']> =>
  (await settledState(stage.session, url, 5_000)).card;

const scenarios: Scenario[] = [
  {
    name: 'keyboard: page, names, card, keep, save, library and review without a mouse',
    timeout: 90_000,
    async run(stage) {
      await stage.reset();
      const url = stage.server.put('/news/keys.html', {
        body: readFileSync(new URL('../../fixtures/pages/sample-story.html', import.meta.url)),
      });
      const page = await stage.visit(url);
      const { annotation } = await settledState(stage.session, url, 20_000);

      await chord(page, 'Alt', 'Period');
      const first = await eventually('the first name’s card', () => cardOf(stage, url));
      assert.equal(first.state, 'keyboard');
      await chord(page, 'Alt', 'Period');
      const second = await eventually('the next name’s card', async () => {
        const card = await cardOf(stage, url);
        return card && card.mention !== first.mention && card;
      });
      assert.ok(second.mention > first.mention, 'Alt+. goes on in reading order');
      await chord(page, 'Alt', 'Comma');
      await eventually('the name before', async () => (await cardOf(stage, url))?.mention === first.mention);
      // On to a body that English is known of: that is the one to keep.
      const wanted = annotation.mentions.findIndex(
        ({ entity }) =>
          annotation.entities.find(({ id }) => id === entity)?.glossSource === 'builtin' &&
          annotation.entities.find(({ id }) => id === entity)?.type !== 'abbreviation',
      );
      for (let at = first.mention; at < wanted; at = (await cardOf(stage, url))!.mention) {
        await page.keyboard.press('ArrowRight');
        await eventually('a step', async () => (await cardOf(stage, url))?.mention !== at);
      }

      await page.keyboard.press('KeyK');
      await eventually('the name is kept', async () => {
        const { kept } = await settledState(stage.session, url, 5_000);
        return kept.includes(annotation.mentions[wanted]!.entity);
      });
      await page.keyboard.press('KeyS');
      const { bridge } = stage.session;
      const articles = await eventually('the article is saved', async () => {
        const rows = await rowsOf<{ id: string; deletedAt: number | null }>(bridge, 'articles');
        return rows.length > 0 && rows;
      });
      assert.equal(articles.length, 1);
      await page.keyboard.press('Escape');
      await eventually('Escape closes the card', async () => (await cardOf(stage, url)) === null);
      assert.equal(
        await page.evaluate(() => document.activeElement === document.body),
        true,
        'the focus is back where it was',
      );

      const popup = await stage.open(`popup.html?tab=${await stage.session.tabId(url)}`);
      await popup.bringToFront();
      await eventually('the popup', () => popup.evaluate(() => document.querySelector('.names') !== null));
      await tabTo(popup, /^Library$/);
      await popup.keyboard.press('Enter');
      const library = await openedPage(stage, 'library.html');
      await library.bringToFront();
      await eventually('the list', () =>
        library.evaluate(() => document.querySelector('.article-title a') !== null),
      );
      await library.keyboard.press('ArrowDown');
      await library.keyboard.press('Enter');
      await eventually('the article in the library', () =>
        library.evaluate(() => location.hash.startsWith('#/article/')),
      );
      await tabTo(library, /^Review/);
      await library.keyboard.press('Enter');
      const review = await openedPage(stage, 'review.html');
      await review.bringToFront();
      await eventually('a card to review', () =>
        review.evaluate(() => document.querySelector('.rv-prompt') !== null),
      );
      await review.keyboard.press(' ');
      await eventually('its answer', () =>
        review.evaluate(() => document.querySelector('.rv-answer') !== null),
      );
      await review.keyboard.press('3');
      const reviews = await eventually('the answer is stored', async () => {
        const rows = await rowsOf<{ rating: number }>(bridge, 'reviews');
        return rows.length > 0 && rows;
      });
      assert.deepEqual(
        reviews.map(({ rating }) => rating),
        [3],
      );
      for (const opened of new Set([library, review])) await opened.close();
    },
  },
  {
    name: 'keyboard: the settings, from the first stop to an own entry written, edited and deleted',
    timeout: 60_000,
    async run(stage) {
      await stage.reset();
      const page = await stage.open('options.html');
      await page.bringToFront();
      await eventually('the settings', () => page.evaluate(() => document.querySelector('nav a') !== null));
      await tabTo(page, 'Own glossary');
      await page.keyboard.press('Enter');
      await eventually('the heading has the focus', () =>
        page.evaluate(() => document.activeElement?.tagName === 'H1'),
      );
      await eventually('the empty glossary', () =>
        page.evaluate(() => document.querySelector('.glossary .ui-empty') !== null),
      );
      await tabTo(page, 'Add a name');
      await page.keyboard.press('Enter');
      await eventually('the form', () =>
        page.evaluate(() => document.querySelector('dialog[open]') !== null),
      );
      await page.evaluate(() => {
        document.querySelector<HTMLInputElement>('dialog input[lang=th]')?.focus();
      });
      await page.keyboard.type('ชมรมนักข่าวริมโขง');
      await page.keyboard.press('Tab');
      await page.keyboard.type('Rim Khong Press Club');
      await page.keyboard.press('Enter');
      await eventually('the entry in the table', () =>
        page.evaluate(() =>
          document.querySelector('.glossary-table tbody')?.textContent?.includes('Press Club'),
        ),
      );
      await tabTo(page, 'Delete “ชมรมนักข่าวริมโขง”');
      await page.keyboard.press('Enter');
      await eventually('the entry is gone', () =>
        page.evaluate(() => document.querySelector('.glossary-table') === null),
      );
      await tabTo(page, 'Undo');
      await page.keyboard.press('Enter');
      await eventually('the entry is back', () =>
        page.evaluate(() => document.querySelector('.glossary-table') !== null),
      );
    },
  },
];

export default scenarios;
