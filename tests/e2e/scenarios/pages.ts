// The pages of the extension beside the reader: side panel, settings, own glossary, first steps.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import type { Page } from 'puppeteer-core';
import { pointAt } from '../../../tools/browsers/text-on-page.ts';
import { settledState } from '../../../tools/browsers/visit.ts';
import { eventually, type Scenario, type Stage } from '../harness.ts';
import { rowsOf } from '../review-desk.ts';

const fixture = (stage: Stage, file: string, path: string) =>
  stage.server.put(path, { body: readFileSync(new URL(`../../fixtures/pages/${file}`, import.meta.url)) });

const text = (page: Page, selector: string) =>
  page.evaluate((wanted) => document.querySelector(wanted)?.textContent ?? '', selector);

const press = (page: Page, selector: string) =>
  eventually(`${selector} can be pressed`, () =>
    page.evaluate((wanted) => {
      const element = document.querySelector<HTMLElement>(wanted);
      element?.click();
      return element !== null;
    }, selector),
  );

const scenarios: Scenario[] = [
  {
    name: 'pages: the side panel lists the page, goes to a name on it, and follows where the tab goes',
    timeout: 60_000,
    async run(stage) {
      await stage.reset();
      const url = fixture(stage, 'sample-story.html', '/news/panel.html');
      const news = await stage.visit(url);
      const state = await settledState(stage.session, url, 20_000);
      const panel = await stage.open(`sidepanel.html?tab=${await stage.session.tabId(url)}`);
      await eventually('the names', () =>
        panel.evaluate(() => document.querySelectorAll('.panel-row').length > 5),
      );
      const rows = await panel.evaluate(() =>
        [...document.querySelectorAll('.panel-row')].map((row) => row.textContent),
      );
      const bodies = new Set(state.annotation.mentions.map(({ entity }) => entity));
      assert.equal(rows.length, bodies.size, 'each body stands in the panel once');
      assert.ok(rows.some((row) => row?.includes('Pollution Control Department')));

      await news.evaluate(() => scrollTo(0, 0));
      await panel.type('input[type=search]', 'Khon Kaen');
      await eventually('one name', () =>
        panel.evaluate(() => document.querySelectorAll('.panel-row').length === 1),
      );
      await news.setViewport({ width: 900, height: 300 });
      await press(panel, '.panel-name');
      await eventually('the page scrolls to it', () =>
        news.evaluate(() => {
          const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
          for (let node = walker.nextNode(); node; node = walker.nextNode()) {
            const at = (node as Text).data.indexOf('มหาวิทยาลัยขอนแก่น');
            if (at < 0) continue;
            const range = document.createRange();
            range.setStart(node, at);
            range.setEnd(node, at + 5);
            const { top, bottom } = range.getBoundingClientRect();
            return scrollY > 0 && top >= 0 && bottom <= innerHeight;
          }
          return false;
        }),
      );

      const english = fixture(stage, 'english.html', '/news/english.html');
      await news.goto(english);
      await eventually('the panel says that this is no Thai page', async () =>
        (await text(panel, '.ui-empty h2')).includes('Not in Thai'),
      );
      await news.goto(url);
      await eventually('the names are back', () =>
        panel.evaluate(() => document.querySelectorAll('.panel-row').length > 5),
      );
    },
  },
  {
    name: 'pages: keep all and save in the side panel reach the library',
    timeout: 60_000,
    async run(stage) {
      await stage.reset();
      const url = fixture(stage, 'sample-story.html', '/news/panel-save.html');
      await stage.visit(url);
      const { annotation } = await settledState(stage.session, url, 20_000);
      const panel = await stage.open(`sidepanel.html?tab=${await stage.session.tabId(url)}`);
      await press(panel, '.panel-buttons .ui-button:nth-child(2)');
      const bodies = annotation.entities.filter(({ type }) => type !== 'abbreviation').length;
      await eventually('all are kept', async () => {
        const rows = await rowsOf<{ deletedAt: number | null }>(stage.session.bridge, 'keptNames');
        return rows.length === bodies;
      });
      // While names are being kept, both buttons rest.
      await eventually('the panel has no name left to keep, and can save', () =>
        panel.evaluate(() => {
          const [save, keep] = document.querySelectorAll<HTMLButtonElement>('.panel-buttons .ui-button');
          return !save!.disabled && keep!.disabled;
        }),
      );
      await press(panel, '.panel-buttons .ui-button:nth-child(1)');
      await eventually('the article is saved', async () => {
        return (await rowsOf(stage.session.bridge, 'articles')).length === 1;
      });
    },
  },
  {
    name: 'pages: a style set in the options is painted in the preview and on an open page',
    timeout: 60_000,
    async run(stage) {
      await stage.reset();
      const options = await stage.open('options.html#/marks');
      await eventually('the preview is painted', () =>
        options.evaluate(() => {
          const names = [...(CSS.highlights as unknown as Map<string, Highlight>).keys()];
          return names.filter((name) => name.startsWith('wlpreview')).length >= 10;
        }),
      );
      await options.evaluate(() => {
        const select = document.querySelector<HTMLSelectElement>('.options-styles tbody select')!;
        const set = Object.getOwnPropertyDescriptor(HTMLSelectElement.prototype, 'value')!.set!;
        set.call(select, 'wavy');
        select.dispatchEvent(new Event('change', { bubbles: true }));
      });
      await eventually('the preview’s style is the new one', () =>
        options.evaluate(() =>
          document.adoptedStyleSheets.some((sheet) =>
            [...sheet.cssRules].some(
              (rule) => rule.cssText.includes('wlpreview') && rule.cssText.includes('wavy'),
            ),
          ),
        ),
      );
      const later = await stage.open('options.html#/marks');
      await eventually('it is stored', async () =>
        later.evaluate(
          () => document.querySelector<HTMLSelectElement>('.options-styles tbody select')?.value === 'wavy',
        ),
      );
    },
  },
  {
    name: 'pages: an entry written in the options names the body on an open page at once',
    timeout: 60_000,
    async run(stage) {
      await stage.reset();
      const url = fixture(stage, 'sample-story.html', '/news/own.html');
      await stage.visit(url);
      await settledState(stage.session, url, 20_000);
      const options = await stage.open('options.html#/glossary');
      await press(options, '.glossary-bar .ui-button.main');
      await options.type('dialog input[lang=th]', 'บริษัท เมืองใสเทคโนโลยี จำกัด');
      await options.type('dialog input[lang=en]', 'Muang Sai Technology');
      await press(options, 'dialog .ui-button.main');
      const entity = await eventually('the page knows it', async () => {
        const { annotation } = await settledState(stage.session, url, 10_000);
        return annotation.entities.find(({ english }) => english[0] === 'Muang Sai Technology');
      });
      assert.equal(entity.glossSource, 'user');
    },
  },
  {
    name: 'pages: the first steps are done in a minute, offline, and what they store is real',
    timeout: 60_000,
    async run(stage) {
      await stage.reset();
      const page = await stage.open('welcome.html');
      await page.bringToFront();
      const from = Date.now();
      const done = () =>
        page.evaluate(() => document.querySelectorAll('.welcome-steps li[data-done]').length);
      await eventually('the names are marked', () =>
        page.evaluate(() => (CSS.highlights as unknown as Map<string, Highlight>).size > 0),
      );
      await pointAt(page, 'กระทรวงพาณิชย์');
      await eventually('the first step', async () => (await done()) === 1);
      await press(page, '.welcome-steps li:nth-child(2) .ui-button');
      await eventually('the second step', async () => (await done()) === 2);
      await press(page, '.welcome-card .ui-button');
      await press(page, '.welcome-card-answers .ui-button.main');
      await eventually('the third step', async () => (await done()) === 3);
      assert.ok(Date.now() - from < 60_000, 'within a minute');
      assert.equal(await page.evaluate(() => document.querySelector('.welcome-finished') !== null), true);
      const { bridge } = stage.session;
      const [article] = await rowsOf<{ title: string; html: string }>(bridge, 'articles');
      assert.match(article!.title, /ตลาดนัดสีเขียว/);
      assert.match(article!.html, /กรมควบคุมมลพิษ/);
      const kept = await rowsOf<{ english: string }>(bridge, 'keptNames');
      assert.deepEqual(
        kept.map(({ english }) => english),
        ['Ministry of Commerce'],
      );
      assert.equal((await rowsOf(bridge, 'reviews')).length, 1);
    },
  },
  {
    name: 'pages: everything is deleted only after it was said twice',
    timeout: 60_000,
    async run(stage) {
      await stage.reset();
      const url = fixture(stage, 'sample-story.html', '/news/erase.html');
      await stage.visit(url);
      await settledState(stage.session, url, 20_000);
      await stage.session.send({ type: 'save-tab', tabId: await stage.session.tabId(url) });
      const page = await stage.open('options.html#/data');
      await press(page, '.options-group .ui-button.danger');
      const disabled = await page.evaluate(
        () => document.querySelector<HTMLButtonElement>('dialog .ui-button.danger')!.disabled,
      );
      assert.equal(disabled, true);
      await press(page, 'dialog input[type=checkbox]');
      await press(page, 'dialog .ui-button.danger');
      await eventually('nothing is left', async () => {
        const rows = await Promise.all(
          ['articles', 'mentions', 'bodies', 'keptNames', 'heads'].map((table) =>
            rowsOf(stage.session.bridge, table),
          ),
        );
        return rows.every((table) => table.length === 0);
      });
    },
  },
];

export default scenarios;
