// What a page or a browser can do wrong: the popup says how it stands, nothing is lost, and the page sees no exception.
import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'puppeteer-core';
import { launch, type Session } from '../../../tools/browsers/launch.ts';
import { pointAt } from '../../../tools/browsers/text-on-page.ts';
import { settledState } from '../../../tools/browsers/visit.ts';
import { buildExtension } from '../../../tools/build.ts';
import { longPage } from '../../fixtures/pages/long-page.ts';
import { eventually, type Scenario, type Stage } from '../harness.ts';
import { rowsOf } from '../review-desk.ts';

interface Bad {
  file: string;
  body: string | Uint8Array;
  /** What the popup's heading says. */
  says: RegExp;
  names: boolean;
}

const fixture = (file: string) => readFileSync(new URL(`../../fixtures/pages/${file}`, import.meta.url));

/** Errors of the page that name the extension or one of its scripts. */
function watchErrors(page: Page, origin: string): string[] {
  const errors: string[] = [];
  page.on('pageerror', (error) => {
    const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
    if (text.includes(origin) || /reader\.js|detect\.js/.test(text)) errors.push(text);
  });
  return errors;
}

const textOf = (page: Page, selector: string) =>
  page.evaluate((wanted) => document.querySelector(wanted)?.textContent ?? '', selector);

async function openPopup(session: Session, url: string): Promise<Page> {
  const popup = await session.openExtensionPage(`popup.html?tab=${await session.tabId(url)}`);
  await eventually('the popup says how it stands', () =>
    popup.evaluate(
      () =>
        document.querySelector('.verdict strong, .ui-empty.bad') !== null &&
        document.querySelector('.verdict .line + .quiet') === null,
    ),
  );
  return popup;
}

/** Serves and opens a bad page; checks what the popup says and that the page has seen nothing of the extension's troubles. */
async function visitBad(
  stage: Stage,
  bad: Bad,
  timeout = 20_000,
): Promise<{ page: Page; popup: Page; url: string }> {
  const url = stage.server.put(`/news/bad-${bad.file}`, { body: bad.body });
  const page = await stage.visit('/pages/english.html');
  const errors = watchErrors(page, stage.session.extensionOrigin);
  await page.goto(url, { waitUntil: 'load' });
  const state = await settledState(stage.session, url, timeout);
  const popup = await openPopup(stage.session, url);
  assert.match(await textOf(popup, '.verdict strong'), bad.says, bad.file);
  if (bad.names) {
    await eventually(`${bad.file}: names in the popup`, () =>
      popup.evaluate(() => document.querySelectorAll('.names li').length > 0),
    );
  }
  assert.deepEqual([...errors, ...state.errors], [], bad.file);
  return { page, popup, url };
}

/** A browser whose databases cannot be opened: a file stands where their folder would be, which stops root as well. */
async function withoutDatabases(stage: Stage, run: (session: Session) => Promise<void>): Promise<void> {
  const profile = mkdtempSync(join(tmpdir(), 'wonglep-blocked-'));
  const [folder, file] = stage.browserName === 'chrome' ? ['Default', 'IndexedDB'] : ['storage', 'default'];
  mkdirSync(join(profile, folder));
  writeFileSync(join(profile, folder, file), '');
  const session = await launch(stage.browserName, {
    extension: buildExtension(stage.browserName),
    profile,
    offline: true,
    viewport: { width: 1200, height: 800 },
  });
  try {
    await run(session);
  } finally {
    await session.close();
    rmSync(profile, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 });
  }
}

const articles = (stage: Stage) => rowsOf<{ text: string }>(stage.session.bridge, 'articles');

const scenarios: Scenario[] = [
  {
    name: 'bad input: broken HTML, lone surrogates, TIS-620, a page that changes the language and throws the host out',
    timeout: 90_000,
    async run(stage) {
      await stage.reset();
      for (const file of ['broken.html', 'lone-surrogates.html', 'tis-620.html', 'array-prototype.html']) {
        const { page, popup, url } = await visitBad(stage, {
          file,
          body: fixture(file),
          says: /Thai news/,
          names: true,
        });
        const saved = await stage.session.send<{ ok: boolean }>({
          type: 'save-tab',
          tabId: await stage.session.tabId(url),
        });
        assert.equal(saved.ok, true, `${file} can be saved`);
        await page.close();
        await popup.close();
      }
      const rows = await articles(stage);
      assert.equal(rows.length, 4);
      assert.ok(rows.every(({ text }) => text.length > 100));
    },
  },
  {
    name: 'bad input: a page without text, and one that is annotated all the same',
    async run(stage) {
      await stage.reset();
      const { popup } = await visitBad(stage, {
        file: 'no-text.html',
        body: fixture('no-text.html'),
        says: /./,
        names: false,
      });
      await popup.evaluate(() => document.querySelector<HTMLElement>('.verdict button.ui-button')?.click());
      await eventually('that there is nothing to read is said', async () =>
        /no text/i.test(await textOf(popup, '.verdict .ui-notice')),
      );
    },
  },
  {
    name: 'bad input: a host that the page takes out comes back with the next card',
    async run(stage) {
      await stage.reset();
      const { page, url } = await visitBad(stage, {
        file: 'host.html',
        body: fixture('sample-story.html'),
        says: /Thai news/,
        names: true,
      });
      await page.bringToFront();
      const card = async () => (await settledState(stage.session, url, 5_000)).card;
      await pointAt(page, 'กรมควบคุมมลพิษ');
      await eventually('the card', card);
      const removed = await page.evaluate(() => {
        const hosts = [...document.documentElement.children].filter(({ localName }) =>
          localName.includes('-'),
        );
        for (const host of hosts) host.remove();
        return hosts.length;
      });
      assert.equal(removed, 1);
      await page.mouse.move(5, 5);
      await eventually('it is closed', async () => (await card()) === null);
      await pointAt(page, 'มหาวิทยาลัยขอนแก่น');
      const again = await eventually('the next card', card);
      assert.ok(again.card.height > 80, 'and it is drawn');
      assert.deepEqual((await settledState(stage.session, url, 5_000)).errors, []);
    },
  },
  {
    name: 'bad input: a library that cannot be opened is told from an empty one, and names are shown all the same',
    timeout: 60_000,
    async run(stage) {
      const what = 'The browser cannot open the library.';
      await withoutDatabases(stage, async (session) => {
        const url = stage.server.put('/news/no-library.html', { body: fixture('sample-story.html') });
        const page = await session.browser.newPage();
        const errors = watchErrors(page, session.extensionOrigin);
        await page.goto(url);
        const state = await settledState(session, url, 15_000);
        assert.ok(state.annotation.mentions.length >= 20, `${state.annotation.mentions.length} names`);
        const card = async () => (await settledState(session, url, 5_000)).card;
        await page.bringToFront();
        await pointAt(page, 'กรมควบคุมมลพิษ');
        await eventually('the card with its English', async () =>
          (await card())?.text.includes('Pollution Control Department'),
        );
        await page.mouse.move(5, 5);
        await eventually('it closes', async () => (await card()) === null);
        await page.keyboard.down('Alt');
        await page.keyboard.press('Period');
        await page.keyboard.up('Alt');
        await eventually('the card by key', card);
        await page.keyboard.press('KeyS');
        await eventually('the card says why nothing is saved', async () =>
          (await card())?.text.includes(what),
        );
        const saved = await session.send<{ ok: boolean; error?: { name: string } }>({
          type: 'save-tab',
          tabId: await session.tabId(url),
        });
        assert.equal(saved.error?.name, 'storage-unusable', JSON.stringify(saved));
        const popup = await openPopup(session, url);
        await eventually('the popup says so', async () =>
          (await textOf(popup, '.save .ui-notice')).includes(what),
        );
        const library = await session.openExtensionPage('library.html');
        await eventually('the library says so, and what helps', async () => {
          const text = await textOf(library, '#main [role=alert]');
          return text.includes(what) && /Restart the browser/.test(text);
        });
        assert.equal(await textOf(library, '.article-list'), '', 'no list that looks empty');
        const review = await session.openExtensionPage('review.html');
        await eventually('the review says so', async () =>
          (await textOf(review, '[role=alert]')).includes(what),
        );
        assert.deepEqual([...errors, ...(await settledState(session, url, 5_000)).errors], []);
      });
    },
  },
  {
    name: 'bad input: a text of megabytes is read, marked and saved whole',
    timeout: 180_000,
    async run(stage) {
      await stage.reset();
      // Thai takes three bytes a letter in UTF-8: 1,700,000 are five megabytes, which takes a busy machine more than a minute.
      const length = Number(process.env.WONGLEP_LONG_TEXT ?? 400_000);
      const body = longPage(length);
      const { url } = await visitBad(
        stage,
        { file: 'megabytes.html', body, says: /Thai news/, names: true },
        100_000,
      );
      const state = await settledState(stage.session, url, 10_000);
      assert.ok(state.text.length >= length, `${state.text.length} code units`);
      const saved = await stage.session.send<{ ok: boolean }>({
        type: 'save-tab',
        tabId: await stage.session.tabId(url),
      });
      assert.equal(saved.ok, true, JSON.stringify(saved).slice(0, 300));
      assert.equal((await articles(stage))[0]!.text.length, state.text.length);
    },
  },
];

export default scenarios;
