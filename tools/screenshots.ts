// npm run screenshots [-- --language en|th|zh_CN] [--theme light|dark] [--only TEXT] [--out FOLDER]
// Photographs every page of the built extension in Chromium, in both themes and all three languages, into docs/screenshots.
// A language is chosen by giving the extension its texts as the default ones: browsers take only languages they are
// installed with. What is in the library, the glossary and the reviews is made by the extension itself from the sample page.
import { cpSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import type { Page } from 'puppeteer-core';
import type { PageState } from '../lib/messages.ts';
import { BrowserMissingError } from './browsers/find.ts';
import { launch, type Session } from './browsers/launch.ts';
import { servePages } from './browsers/serve.ts';
import { pointAt } from './browsers/text-on-page.ts';
import { settledState } from './browsers/visit.ts';
import { buildExtension } from './build.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
const PAGES = join(root, 'tests/fixtures/pages');
const LANGUAGES = ['en', 'th', 'zh_CN'] as const;
const THEMES = ['light', 'dark'] as const;
type Language = (typeof LANGUAGES)[number];
type Theme = (typeof THEMES)[number];

/** What is in front of the camera. */
interface Scene {
  session: Session;
  newsUrl: string;
  newsTab: number;
  theme: Theme;
}

interface Shot {
  name: string;
  size: { width: number; height: number };
  /** The page to photograph, ready; closed afterwards unless it is the bridge. */
  open(scene: Scene): Promise<Page>;
  /** In languages other than English too, for the pages of the repository. */
  main?: boolean;
  /** To be looked at, not kept in the repository. */
  aside?: boolean;
}

/** Pages are quiet when nothing was drawn for so long, ms. */
const QUIET = 350;

const SHOTS: Shot[] = [
  {
    name: 'popup',
    main: true,
    size: { width: 376, height: 596 },
    open: ({ session, newsTab }) => session.openExtensionPage(`popup.html?tab=${newsTab}`),
  },
  {
    name: 'card',
    main: true,
    size: { width: 920, height: 600 },
    open: async ({ session, newsUrl, theme }) => {
      const page = await session.browser.newPage();
      await page.setViewport({ width: 920, height: 600 });
      await page.emulateMediaFeatures([{ name: 'prefers-color-scheme', value: theme }]);
      // The same article under an address of its own: the other tab with it has long been read.
      const url = `${newsUrl}#card`;
      await page.goto(url);
      await page.bringToFront();
      await settledState(session, url, 20_000);
      await pointAt(page, 'กรมควบคุมมลพิษ');
      await sleep(500);
      return page;
    },
  },
  {
    name: 'side-panel',
    main: true,
    size: { width: 360, height: 760 },
    open: ({ session, newsTab }) => session.openExtensionPage(`sidepanel.html?tab=${newsTab}`),
  },
  {
    name: 'library',
    main: true,
    size: { width: 1280, height: 800 },
    open: ({ session }) => session.openExtensionPage('library.html#/articles'),
  },
  {
    name: 'review',
    main: true,
    size: { width: 1100, height: 720 },
    open: ({ session }) => session.openExtensionPage('review.html'),
  },
  {
    name: 'options',
    size: { width: 1180, height: 800 },
    open: ({ session }) => session.openExtensionPage('options.html#/pages'),
  },
  {
    name: 'options-highlights',
    size: { width: 1040, height: 1180 },
    open: ({ session }) => session.openExtensionPage('options.html#/marks'),
  },
  {
    name: 'options-card',
    size: { width: 1180, height: 1180 },
    open: ({ session }) => session.openExtensionPage('options.html#/card'),
  },
  {
    name: 'options-keyboard',
    size: { width: 1180, height: 900 },
    open: ({ session }) => session.openExtensionPage('options.html#/keys'),
  },
  {
    name: 'options-review',
    size: { width: 1180, height: 900 },
    open: ({ session }) => session.openExtensionPage('options.html#/review'),
  },
  {
    name: 'own-glossary',
    size: { width: 1180, height: 720 },
    open: ({ session }) => session.openExtensionPage('options.html#/glossary'),
  },
  {
    name: 'options-corrections',
    size: { width: 1180, height: 720 },
    open: ({ session }) => session.openExtensionPage('options.html#/corrections'),
  },
  {
    name: 'options-data',
    size: { width: 1180, height: 820 },
    open: ({ session }) => session.openExtensionPage('options.html#/data'),
  },
  {
    name: 'welcome',
    main: true,
    size: { width: 1120, height: 720 },
    open: async ({ session }) => {
      const page = await session.openExtensionPage('welcome.html');
      await page.setViewport({ width: 1120, height: 720 });
      await page.bringToFront();
      await sleep(800);
      await pointAt(page, 'กระทรวงพาณิชย์');
      await sleep(500);
      return page;
    },
  },
];

/** Pages of the library and the review that are reached from others. */
const asidePage = (
  name: string,
  path: string,
  size = { width: 1280, height: 860 },
  then?: (page: Page) => Promise<void>,
): Shot => ({
  name,
  size,
  aside: true,
  open: async ({ session }) => {
    const page = await session.openExtensionPage(path);
    await page.setViewport(size);
    await page.bringToFront();
    await sleep(500);
    await then?.(page);
    return page;
  },
});
const follow = (selector: string) => async (page: Page) => {
  await page.evaluate((link) => document.querySelector<HTMLElement>(link)?.click(), selector);
  // Charts are drawn when the rest is there.
  await sleep(1500);
};
SHOTS.push(
  asidePage('article', 'library.html#/articles', undefined, follow('.article-title a')),
  asidePage('organisations', 'library.html#/organisations'),
  asidePage(
    'organisation',
    'library.html#/organisations',
    { width: 1280, height: 1500 },
    follow('a[href*="#/organisation/"]'),
  ),
  asidePage('kept', 'library.html#/kept'),
  asidePage('exchange', 'library.html#/exchange', { width: 1280, height: 1500 }),
  asidePage('bin', 'library.html#/bin'),
  asidePage('storage', 'library.html#/storage'),
  asidePage('review-answer', 'review.html', { width: 1100, height: 800 }, async (page) => {
    await page.keyboard.press(' ');
    await sleep(300);
  }),
  asidePage('review-statistics', 'review.html', { width: 1100, height: 1900 }, async (page) => {
    for (let card = 0; card < 4; card++) {
      await page.keyboard.press(' ');
      await sleep(150);
      await page.keyboard.press(card === 1 ? '1' : '3');
      await sleep(150);
    }
    await page.evaluate(() => {
      location.hash = '#stats';
    });
    await sleep(900);
  }),
  asidePage('review-anki', 'review.html#anki', { width: 1100, height: 1300 }),
  asidePage('review-settings', 'review.html#settings', { width: 1100, height: 1100 }),
  asidePage('welcome-whole', 'welcome.html', { width: 1120, height: 1700 }),
);

/** Entries and corrections a reader could have made. */
const OWN_ENTRIES = [
  ['ศูนย์ข้อมูลเมืองลุ่มน้ำโขง', 'Mekong City Data Centre', ['MCDC'], 'research'],
  ['สำนักงานพัฒนาฟินเทคแห่งชาติ', 'National FinTech Development Office', ['NFDO'], 'government'],
  ['ชมรมนักข่าวริมโขง', 'Rim Khong Press Club', [], 'association'],
  ['สถาบันสารสนเทศทรัพยากรน้ำ', 'Hydro-Informatics Institute', ['HII'], 'research'],
] as const;

/** Other pages of the tests that a library could hold. */
const MORE_NEWS = ['wordpress-news.html', 'json-ld-news.html', 'government-release.html', 'live-blog.html'];

async function furnish(session: Session, newsUrl: string, newsTab: number): Promise<void> {
  for (const file of MORE_NEWS) {
    const url = new URL(file, newsUrl).href;
    const page = await session.browser.newPage();
    await page.goto(url);
    await page.bringToFront();
    const { mode } = await settledState(session, url, 20_000);
    if (mode === 'annotated') {
      await session.send({ type: 'save-tab', tabId: await session.tabId(url) });
    }
    await page.close();
  }
  for (const [thai, english, latin, type] of OWN_ENTRIES) {
    await session.send({
      type: 'edit-gloss',
      entry: {
        thai,
        english,
        latin,
        type,
        otherEnglish: [],
        thaiAbbr: [],
        short: [],
        otherThai: [],
      },
    });
  }
  await session.send({
    type: 'correct',
    surface: 'ฟรีเทรดดี',
    action: 'not-an-organisation',
    english: null,
    scope: 'everywhere',
    canonicalUrl: null,
  });
  await session.send({
    type: 'correct',
    surface: 'สภาลุ่มน้ำอีสาน',
    action: 'wrong-english',
    english: 'Northeast River Basin Council',
    scope: 'everywhere',
    canonicalUrl: null,
  });
  const state = await settledState(session, newsUrl, 20_000);
  for (const { id, type } of state.annotation.entities.slice(0, 8)) {
    if (type !== 'abbreviation') {
      await session.sendToTab(newsUrl, { type: 'keep-entity', entity: id, keep: true });
    }
  }
  await session.send<PageState>({ type: 'save-tab', tabId: newsTab });
}

/** The extension's own theme, so that a card opens in it; a news page follows the system's. */
async function setTheme(session: Session, theme: Theme): Promise<void> {
  await session.bridge.evaluate(async (value) => {
    const { chrome } = globalThis as unknown as {
      chrome: { storage: { local: { set(items: object): Promise<void> } } };
    };
    await chrome.storage.local.set({ settings: { theme: value } });
  }, theme);
}

/** The built extension with one language's texts as its default ones, in a folder of its own. */
function inLanguage(built: string, language: Language): string {
  const folder = mkdtempSync(join(tmpdir(), `wonglep-${language}-`));
  cpSync(built, folder, { recursive: true });
  for (const other of LANGUAGES) {
    cpSync(
      join(built, '_locales', language, 'messages.json'),
      join(folder, '_locales', other, 'messages.json'),
    );
  }
  return folder;
}

async function photograph(
  language: Language,
  themes: readonly Theme[],
  shots: readonly Shot[],
  out: string,
): Promise<void> {
  const extension = inLanguage(buildExtension('chrome'), language);
  const server = await servePages(PAGES);
  const session = await launch('chrome', {
    extension,
    offline: true,
    viewport: { width: 1200, height: 800 },
  });
  try {
    const newsUrl = `${server.origin}/sample-story.html`;
    const news = await session.browser.newPage();
    await news.goto(newsUrl);
    await news.bringToFront();
    await settledState(session, newsUrl, 20_000);
    const newsTab = await session.tabId(newsUrl);
    await furnish(session, newsUrl, newsTab);
    for (const theme of themes) {
      await setTheme(session, theme);
      for (const shot of shots) {
        const page = await shot.open({ session, newsUrl, newsTab, theme });
        await page.setViewport(shot.size);
        await page.emulateMediaFeatures([{ name: 'prefers-color-scheme', value: theme }]);
        await page.bringToFront();
        await sleep(QUIET);
        const path = join(out, `${shot.name}-${theme}-${language.replace('_', '-')}.png`);
        await page.screenshot({ path: path as `${string}.png`, optimizeForSpeed: false });
        console.log(path.slice(root.length));
        await page.close();
      }
    }
  } finally {
    await session.close();
    await server.close();
    rmSync(extension, { recursive: true, force: true });
  }
}

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      language: { type: 'string' },
      theme: { type: 'string' },
      only: { type: 'string' },
      out: { type: 'string', default: join(root, 'docs/screenshots') },
      /** Every page in English and light; the main ones dark too, and light in the other languages: what the repository keeps. */
      modest: { type: 'boolean', default: false },
    },
  });
  const languages = LANGUAGES.filter((language) => !values.language || language === values.language);
  const themes = THEMES.filter((theme) => !values.theme || theme === values.theme);
  const shots = SHOTS.filter(({ name }) => !values.only || name.includes(values.only));
  if (!languages.length || !themes.length || !shots.length) {
    console.error(
      `screenshots: nothing fits; languages ${LANGUAGES.join(' ')}, themes ${THEMES.join(' ')}, pages ${SHOTS.map(({ name }) => name).join(' ')}`,
    );
    process.exitCode = 2;
    return;
  }
  mkdirSync(values.out, { recursive: true });
  for (const language of languages) {
    const main = shots.filter((shot) => shot.main);
    for (const theme of themes) {
      const kept = shots.filter((shot) => !shot.aside);
      if (!values.modest) await photograph(language, [theme], shots, values.out);
      else if (language === 'en' && theme === 'light') await photograph(language, [theme], kept, values.out);
      else if (language === 'en' || theme === 'light') await photograph(language, [theme], main, values.out);
    }
  }
}

try {
  await main();
} catch (error) {
  if (!(error instanceof BrowserMissingError)) throw error;
  console.error(`screenshots: ${error.message}`);
  process.exitCode = 1;
}
