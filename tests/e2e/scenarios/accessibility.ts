// axe-core finds nothing on any page of the extension, nor in the card, in both themes.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import type { Page } from 'puppeteer-core';
import { pointAt } from '../../../tools/browsers/text-on-page.ts';
import { settledState } from '../../../tools/browsers/visit.ts';
import { violations } from '../axe.ts';
import { eventually, type Scenario, type Stage } from '../harness.ts';

const THEMES = ['light', 'dark'] as const;

async function setTheme(stage: Stage, theme: (typeof THEMES)[number]): Promise<void> {
  await stage.session.bridge.evaluate(async (value) => {
    const { browser, chrome } = globalThis as unknown as Record<
      'browser' | 'chrome',
      { storage: { local: { set(items: object): Promise<void> } } }
    >;
    await (browser ?? chrome).storage.local.set({ settings: { theme: value } });
  }, theme);
}

/** Waits until `selector` is on the page and the page has taken the theme over. */
async function ready(page: Page, selector: string, theme: string): Promise<void> {
  await eventually(`${selector} in ${theme}`, () =>
    page.evaluate(
      (wanted, value) =>
        document.querySelector(wanted) !== null && document.documentElement.dataset.theme === value,
      selector,
      theme,
    ),
  );
}

async function clean(page: Page, where: string): Promise<void> {
  assert.deepEqual(await violations(page), [], where);
}

/** Checks a page of the extension in both themes; `steps` bring it into its further states, each checked too. */
async function checkPage(
  stage: Stage,
  path: string,
  selector: string,
  steps: Record<string, (page: Page) => Promise<void>> = {},
): Promise<void> {
  for (const theme of THEMES) {
    await setTheme(stage, theme);
    const page = await stage.open(path);
    await ready(page, selector, theme);
    await clean(page, `${path}, ${theme}`);
    for (const [name, step] of Object.entries(steps)) {
      await step(page);
      await clean(page, `${path}, ${name}, ${theme}`);
    }
  }
}

/** Presses the button or link with this text. */
async function press(page: Page, selector: string): Promise<void> {
  await eventually(`${selector} can be pressed`, () =>
    page.evaluate((wanted) => {
      const element = document.querySelector<HTMLElement>(wanted);
      element?.click();
      return element !== null;
    }, selector),
  );
}

const seen = (page: Page, selector: string) =>
  eventually(selector, () => page.evaluate((wanted) => document.querySelector(wanted) !== null, selector));

const ENTRY = {
  thai: 'ศูนย์ข้อมูลเมืองลุ่มน้ำโขง',
  english: 'Mekong City Data Centre',
  latin: ['MCDC'],
  type: 'research',
  otherEnglish: [],
  thaiAbbr: [],
  short: [],
  otherThai: [],
};

/** A news page that is annotated, with names kept and the article saved. */
async function furnished(stage: Stage): Promise<{ url: string; tab: number }> {
  await stage.reset();
  const url = stage.server.put('/news/accessible.html', {
    body: readFileSync(new URL('../../fixtures/pages/sample-story.html', import.meta.url)),
  });
  await stage.visit(url);
  const state = await settledState(stage.session, url, 20_000);
  assert.equal(state.mode, 'annotated');
  const tab = await stage.session.tabId(url);
  for (const { id, type } of state.annotation.entities.slice(0, 4)) {
    if (type !== 'abbreviation')
      await stage.session.sendToTab(url, { type: 'keep-entity', entity: id, keep: true });
  }
  await stage.session.send({ type: 'save-tab', tabId: tab });
  await stage.session.send({ type: 'edit-gloss', entry: ENTRY });
  await stage.session.send({
    type: 'correct',
    surface: 'สภาลุ่มน้ำอีสาน',
    action: 'wrong-english',
    english: 'Northeast River Basin Council',
    scope: 'everywhere',
    canonicalUrl: null,
  });
  return { url, tab };
}

/** Hands a file to the hidden input of the import button, as a reader's choice would. */
async function chooseFile(page: Page, name: string, text: string): Promise<void> {
  await page.evaluate(
    (fileName, body) => {
      const input = document.querySelector<HTMLInputElement>('.glossary-file input');
      const transfer = new DataTransfer();
      transfer.items.add(new File([body], fileName));
      input!.files = transfer.files;
      input!.dispatchEvent(new Event('change', { bubbles: true }));
    },
    name,
    text,
  );
}

const IMPORTED = [
  'thai\tenglish\tlatin\ttype',
  'ศูนย์ข้อมูลเมืองลุ่มน้ำโขง\tMekong Urban Data Center\tMUDC\tresearch',
  'ชมรมนักข่าวริมโขง\tRim Khong Press Club\t\tassociation',
  'หน่วยงานไม่มีชื่อ\t\t\tother',
].join('\n');

const scenarios: Scenario[] = [
  {
    name: 'accessibility: the popup and the side panel',
    timeout: 90_000,
    async run(stage) {
      const { tab } = await furnished(stage);
      await checkPage(stage, `popup.html?tab=${tab}`, '.names li', {
        'with its reasons': (page) => press(page, '.why summary'),
      });
      await checkPage(stage, `sidepanel.html?tab=${tab}`, '.panel-row', {
        'no name fits': async (page) => {
          await page.type('input[type=search]', 'qqqq');
          await seen(page, '.panel-none');
        },
      });
      await checkPage(stage, 'sidepanel.html?tab=999999', '.ui-empty');
    },
  },
  {
    name: 'accessibility: every page of the settings',
    timeout: 120_000,
    async run(stage) {
      await furnished(stage);
      await checkPage(stage, 'options.html#/pages', '.options-site-form', {
        'with a rule and a wrong site': async (page) => {
          await page.type('.options-site-form input', 'news.example.co.th');
          await press(page, '.options-site-form button');
          await seen(page, '.options-list li');
          await page.type('.options-site-form input', 'no site');
          await press(page, '.options-site-form button');
          await seen(page, '.ui-hint.bad');
        },
      });
      await checkPage(stage, 'options.html#/marks', '.options-styles');
      await checkPage(stage, 'options.html#/card', '.options-copies');
      await checkPage(stage, 'options.html#/keys', '.options-keys tbody tr');
      await checkPage(stage, 'options.html#/review', '.options main section');
      await checkPage(stage, 'options.html#/corrections', '.options-corrections li');
      await checkPage(stage, 'options.html#/data', '.options-figures', {
        'asking before everything is deleted': async (page) => {
          await press(page, '.ui-button.danger');
          await seen(page, 'dialog[open]');
        },
      });
    },
  },
  {
    name: 'accessibility: the own glossary, its form and its import',
    timeout: 90_000,
    async run(stage) {
      await furnished(stage);
      await checkPage(stage, 'options.html#/glossary', '.glossary-table tbody tr', {
        'the form with what is missing': async (page) => {
          await press(page, '.glossary-bar .ui-button.main');
          await press(page, 'dialog .ui-button.main');
          await seen(page, 'dialog .ui-hint.bad');
        },
        'an import with a conflict': async (page) => {
          await press(page, 'dialog header button');
          await chooseFile(page, 'names.tsv', IMPORTED);
          await seen(page, '.import-conflicts');
        },
        'a file that is none': async (page) => {
          await press(page, 'dialog header button');
          await chooseFile(page, 'names.txt', 'no columns here\n');
          await seen(page, 'dialog .ui-notice.bad');
        },
      });
    },
  },
  {
    name: 'accessibility: the welcome page and the card with its forms',
    timeout: 90_000,
    async run(stage) {
      await stage.reset();
      for (const theme of THEMES) {
        await setTheme(stage, theme);
        const page = await stage.open('welcome.html');
        await ready(page, '.welcome-steps', theme);
        await clean(page, `welcome, ${theme}`);
        await page.bringToFront();
        await eventually('the card', async () => {
          await pointAt(page, 'กระทรวงพาณิชย์');
          await seen(page, '.welcome-steps li[data-done]');
          return true;
        });
        await clean(page, `the card, ${theme}`);
        const buttons = await page.evaluate(() => {
          for (const host of document.documentElement.children) {
            const { shadowRoot } = host;
            if (shadowRoot) return shadowRoot.querySelectorAll('button').length;
          }
          return 0;
        });
        assert.ok(buttons >= 4, 'the card that was checked has its buttons');
        for (const part of ['more', 'edit', 'wrong']) {
          const pressed = await page.evaluate((name) => {
            for (const { shadowRoot } of document.documentElement.children) {
              const button = shadowRoot?.querySelector<HTMLElement>(`[data-do="${name}"]`);
              button?.click();
              if (button) return true;
            }
            return false;
          }, part);
          assert.ok(pressed, `the card has a button for ${part}`);
          await clean(page, `the card after ${part}, ${theme}`);
          if (part !== 'more') await page.keyboard.press('Escape');
        }
      }
    },
  },
  {
    name: 'accessibility: no page is wider than 320 px where the window is not',
    timeout: 60_000,
    async run(stage) {
      await furnished(stage);
      // WCAG 2.1, 1.4.10: as wide as a window of 1280 px is at 400%.
      for (const [file, hashes] of [
        ['library.html', ['/articles', '/organisations', '/kept', '/exchange', '/bin', '/storage']],
        [
          'options.html',
          ['/pages', '/marks', '/card', '/keys', '/review', '/glossary', '/corrections', '/data'],
        ],
        ['review.html', ['', 'stats', 'anki', 'settings']],
        ['welcome.html', ['']],
      ] as const) {
        const page = await stage.open(file);
        await page.setViewport({ width: 320, height: 640 });
        await page.bringToFront();
        for (const hash of hashes) {
          await page.evaluate((to) => {
            location.hash = to;
          }, hash);
          const wider = () =>
            page.evaluate(() => {
              const { documentElement: root } = document;
              const main = document.querySelector('main');
              if (!main || main.querySelector('[aria-busy=true]')) return 'nothing yet';
              const over = [root, main].filter((one) => one.scrollWidth > one.clientWidth + 1);
              const culprits = [...main.querySelectorAll('*')]
                .filter((one) => one.getBoundingClientRect().right > root.clientWidth + 1)
                .map((one) => `${one.tagName.toLowerCase()}.${one.className}`);
              return over.length > 0 ? culprits.slice(0, 4).join(' ') || 'something' : '';
            });
          let last = '';
          await eventually(
            `${file} ${hash} as wide as its window`,
            async () => {
              last = await wider();
              return last === '';
            },
            5_000,
          ).catch((error: unknown) => assert.fail(`${String(error)}: ${last}`));
        }
      }
    },
  },
  {
    name: 'accessibility: the library',
    timeout: 120_000,
    async run(stage) {
      await furnished(stage);
      for (const path of ['articles', 'organisations', 'kept', 'exchange', 'bin', 'storage']) {
        await checkPage(
          stage,
          `library.html#/${path}`,
          'main h1',
          // Labels that a narrow window has no room for are still there to be heard.
          path === 'articles'
            ? { 'in a narrow window': (page) => page.setViewport({ width: 400, height: 700 }) }
            : {},
        );
      }
    },
  },
  {
    name: 'accessibility: the review',
    timeout: 90_000,
    async run(stage) {
      await furnished(stage);
      await checkPage(stage, 'review.html', 'main h1, main .rv-prompt, main button', {
        'turned over': (page) => page.keyboard.press(' '),
      });
      for (const room of ['stats', 'anki', 'settings'])
        await checkPage(stage, `review.html#${room}`, 'main h1');
    },
  },
];

export default scenarios;
