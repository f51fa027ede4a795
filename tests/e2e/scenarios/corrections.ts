// What the reader says is wrong: for a page, for a site, everywhere; it holds, it stays there, and it can be taken back.
import assert from 'node:assert/strict';
import type { KeyInput, Page } from 'puppeteer-core';
import type { PageState } from '../../../lib/messages.ts';
import { cardOf, openByKey, openStory, pressFromEnd, stateOf } from '../card-desk.ts';
import { eventually, type Scenario, type Stage } from '../harness.ts';

/** Said to be none on one page, to have another name on one site, to have no known English anywhere. */
const POLLUTION = 'กรมควบคุมมลพิษ';
const UNIVERSITY = 'มหาวิทยาลัยขอนแก่น';
const TRADE_BOARD = 'สภาหอการค้าแห่งประเทศไทย';
const CORRECTED = 'University of the Corrected';

interface Seen {
  /** How often the name is marked. */
  pollution: number;
  university: string | undefined;
  tradeBoard: string | undefined;
}

function seen({ annotation: { mentions, entities } }: PageState): Seen {
  const englishOf = (surface: string) => {
    const mention = mentions.find((one) => one.surface === surface);
    return mention && (entities.find(({ id }) => id === mention.entity)?.english[0] ?? 'none');
  };
  return {
    pollution: mentions.filter(({ surface }) => surface === POLLUTION).length,
    university: englishOf(UNIVERSITY),
    tradeBoard: englishOf(TRADE_BOARD),
  };
}

interface Correction {
  surface: string;
  /** Keys from “not an organisation”, where the form begins, to the wanted answer. */
  answer: KeyInput[];
  english?: string;
  /** Keys from “on this site”, which is chosen, to the wanted scope. */
  scope: KeyInput[];
}

/** Corrects a name in its card by keys alone. */
async function correct(stage: Stage, page: Page, url: string, correction: Correction): Promise<void> {
  await openByKey(stage, page, url, correction.surface);
  const before = (await cardOf(stage, url))!.text;
  await pressFromEnd(page, 2);
  await eventually('the form', async () => {
    const text = (await cardOf(stage, url))?.text;
    return text && text !== before;
  });
  for (const key of correction.answer) await page.keyboard.press(key);
  await page.keyboard.press('Tab');
  if (correction.answer.length > 0) {
    if (correction.english) await page.keyboard.type(correction.english);
    await page.keyboard.press('Tab');
  }
  for (const key of correction.scope) await page.keyboard.press(key);
  // Past “Cancel” to “Apply”.
  await page.keyboard.press('Tab');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await eventually('the form is gone', async () => (await cardOf(stage, url)) === null);
}

const scenarios: Scenario[] = [
  {
    name: 'corrections: for this page, this site, everywhere; they hold after a reload, stay where they are, and are taken back',
    timeout: 90_000,
    async run(stage) {
      await stage.reset();
      const one = await openStory(stage, '/news/wrong.html');
      const sister = await openStory(stage, '/news/wrong-sister.html');
      // The same server by another name is another site; even the path is the same.
      const elsewhere = await stage.visit(one.url.replace('127.0.0.1', 'localhost'));
      const elsewhereUrl = await elsewhere.evaluate(() => location.href);
      const asFound = seen(await stateOf(stage, elsewhereUrl));
      assert.ok(asFound.pollution > 0 && asFound.university && asFound.tradeBoard, JSON.stringify(asFound));
      assert.deepEqual(seen(one.state), asFound);
      const where = { one: one.url, sister: sister.url, elsewhere: elsewhereUrl };
      const all = async () => {
        const found: Record<string, Seen> = {};
        for (const [name, url] of Object.entries(where)) found[name] = seen(await stateOf(stage, url));
        return found;
      };
      const reload = async () => {
        for (const page of [one.page, sister.page, elsewhere]) await page.reload();
      };

      await one.page.bringToFront();
      await correct(stage, one.page, one.url, { surface: POLLUTION, answer: [], scope: ['ArrowUp'] });
      await correct(stage, one.page, one.url, {
        surface: UNIVERSITY,
        answer: ['ArrowDown'],
        english: CORRECTED,
        scope: [],
      });
      await correct(stage, one.page, one.url, {
        surface: TRADE_BOARD,
        answer: ['ArrowDown'],
        scope: ['ArrowDown'],
      });
      const corrected: Seen = { pollution: 0, university: CORRECTED, tradeBoard: 'none' };
      await eventually('the page shows it at once', async () => {
        assert.deepEqual(seen(await stateOf(stage, one.url)), corrected);
        return true;
      });
      await reload();
      assert.deepEqual(await all(), {
        one: corrected,
        sister: { ...corrected, pollution: asFound.pollution },
        elsewhere: { ...asFound, tradeBoard: 'none' },
      });
      // How somebody came to a page does not make it another one.
      await one.page.goto(`${one.url}?utm_source=line#comments`);
      const shared = await one.page.evaluate(() => location.href);
      assert.deepEqual(seen(await stateOf(stage, shared)), corrected);
      await one.page.goto(one.url);
      await stateOf(stage, one.url);

      const options = await stage.open('options.html#/corrections');
      await options.bringToFront();
      const rows = () =>
        options.evaluate(() =>
          [...document.querySelectorAll('.options-corrections li')].map((row) => row.textContent ?? ''),
        );
      const listed = await eventually('the three are listed', async () => {
        const found = await rows();
        return found.length === 3 && found;
      });
      for (const [surface, told] of [
        [POLLUTION, one.url],
        [UNIVERSITY, '127.0.0.1'],
        [TRADE_BOARD, 'Everywhere'],
      ] as const)
        assert.ok(
          listed.some((row) => row.includes(surface) && row.toLowerCase().includes(told.toLowerCase())),
          `${surface} ${told}: ${listed.join(' | ')}`,
        );
      for (let left = 3; left > 0; left--) {
        await options.evaluate(() =>
          document.querySelector<HTMLElement>('.options-corrections li button')?.click(),
        );
        await eventually('one is taken back', async () => (await rows()).length === left - 1);
      }
      const before = { one: asFound, sister: asFound, elsewhere: asFound };
      await eventually('open pages show it at once', async () => {
        assert.deepEqual(await all(), before);
        return true;
      });
      await reload();
      assert.deepEqual(await all(), before);
    },
  },
];

export default scenarios;
