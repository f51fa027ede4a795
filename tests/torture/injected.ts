// Every field that a page, a file or a backup can fill is filled with payloads, and every place that shows it is opened, in
// real browsers: nothing may run, nothing may be asked for, no policy may have to step in.
import type { Page } from 'puppeteer-core';
import { BROWSERS, type BrowserName } from '../../tools/browsers/find.ts';
import { launch, type Session } from '../../tools/browsers/launch.ts';
import { type PageServer, servePages } from '../../tools/browsers/serve.ts';
import { settledState } from '../../tools/browsers/visit.ts';
import { buildExtension } from '../../tools/build.ts';
import { eventually } from '../e2e/harness.ts';
import { putRows, rowsOf } from '../e2e/review-desk.ts';
import { randomFrom, rowOf, type TortureOptions, type TortureResult, type TortureRow } from './contract.ts';
import { type HostileLibrary, hostileLibrary } from './hostile-library.ts';
import { hostileStory, namesOfStory, savedStory } from './hostile-pages.ts';
import { CANARY, type Payload, payloads } from './payloads.ts';

/** Payloads in the saved HTML of one article, and how many of the rows are opened one by one. */
const SIZES = {
  short: { perArticle: 24, articles: 30, bodies: 12, cards: 40, reviews: 15, stories: 4 },
  full: { perArticle: 1, articles: Infinity, bodies: 120, cards: Infinity, reviews: 120, stories: 30 },
};

export async function run({ seed, share, browsers = BROWSERS }: TortureOptions): Promise<TortureResult> {
  const rows: TortureRow[] = [];
  for (const browser of browsers) rows.push(...(await inject(browser, seed, share)));
  return { name: 'injected markup and text', rows };
}

/** Browsers ask every site for it. */
const FAVICON = /\/favicon\.ico$/;

/**
 * Chromium reports attributes, styles and media of markup that is parsed into a document of its own, in which nothing runs or loads:
 * the sanitiser looks at them there. (A page without a policy that parses `<audio src>` so asks for nothing; with one, it
 * is reported.) That none is left is looked at in the page itself, and that none was asked for, at the server.
 */
const INERT_REPORT =
  /^(?:Executing inline event handler violates|Applying inline style violates|Setting the document's base URI|Loading media from)/;
const INERT_DIRECTIVES = ['script-src-attr', 'style-src-attr', 'style-src-elem', 'base-uri', 'media-src'];

/** What is seen of things that ran, loaded or were held back. */
class Watch {
  readonly problems: string[] = [];
  readonly #session: Session;
  readonly #server: PageServer;
  #asked = 0;

  constructor(session: Session, server: PageServer) {
    this.#session = session;
    this.#server = server;
    this.#asked = this.#canaries().length;
  }

  /** Requests for a canary so far. */
  #canaries(): string[] {
    return this.#server.requests.filter((path) => path.startsWith('/canary'));
  }

  async page(page: Page): Promise<Page> {
    page.on('dialog', (dialog) => {
      this.problems.push(`a dialog: ${dialog.message()}`);
      void dialog.dismiss();
    });
    page.on('pageerror', (error) => this.problems.push(`an error: ${String(error)}`));
    page.on('console', (message) => {
      if (message.type() !== 'error' || INERT_REPORT.test(message.text())) return;
      if (!FAVICON.test(message.location().url ?? '')) this.problems.push(`console: ${message.text()}`);
    });
    page.on('request', (request) => {
      const own = [this.#session.extensionOrigin, 'blob:', 'data:', `${this.#server.origin}/torture/`];
      if (!own.some((start) => request.url().startsWith(start)) && !FAVICON.test(request.url()))
        this.problems.push(`asks for ${request.url()}`);
    });
    await page.evaluate(() => {
      const held: string[] = [];
      Object.assign(globalThis, { heldBack: held });
      document.addEventListener('securitypolicyviolation', (event) =>
        held.push(`${event.effectiveDirective} ${event.blockedURI} ${event.sample}`),
      );
    });
    return page;
  }

  /** What a page of its own accord asked for until now is no fault of what is shown next. */
  startOver(): void {
    this.#asked = this.#canaries().length;
  }

  /** Collects what happened since the last look; `where` is what was shown. */
  async look(page: Page, where: string): Promise<void> {
    const before = this.problems.length;
    const seen = await page.evaluate((canary) => {
      const live: string[] = [];
      for (const element of document.querySelectorAll('*')) {
        const { localName } = element;
        const own = (url: string | null) => !url || url.startsWith('/') || url.startsWith(location.origin);
        if (
          /^(?:iframe|object|embed|frame|base|meta|video|audio|source|track|math|image|use|portal)$/.test(
            localName,
          )
        ) {
          if (localName !== 'meta' || element.hasAttribute('http-equiv')) live.push(`<${localName}>`);
        } else if (/^(?:img|script|link)$/.test(localName)) {
          const url = element.getAttribute('src') ?? element.getAttribute('href');
          if (!own(url)) live.push(`${localName} of ${url}`);
        }
        if (element.closest('.saved-html') && /^(?:style|script|img|svg|form|input|button)$/.test(localName))
          live.push(`<${localName}> in a saved article`);
        for (const { name, value } of element.attributes) {
          if (/^on/i.test(name)) live.push(`${localName}[${name}]`);
          if (
            /^(?:href|action|formaction|xlink:href)$/.test(name) &&
            !own(value) &&
            !/^(?:https?:|#|\/|[\w-]+\.html)/i.test(value)
          )
            live.push(`${localName}[${name}=${value}]`);
          if (name === 'style' && /url\(|expression/i.test(value)) live.push(`style=${value}`);
        }
      }
      const { heldBack = [] } = globalThis as { heldBack?: string[] };
      const ran = (globalThis as Record<string, unknown>)[canary];
      delete (globalThis as Record<string, unknown>)[canary];
      return {
        held: heldBack.splice(0),
        ran: ran === undefined ? null : String(ran),
        at: location.href,
        live,
      };
    }, CANARY);
    if (seen.ran) this.problems.push(`${seen.ran} ran`);
    if (!seen.at.startsWith(this.#session.extensionOrigin) && !seen.at.startsWith(this.#server.origin))
      this.problems.push(`the page went to ${seen.at}`);
    for (const held of seen.held)
      if (!INERT_DIRECTIVES.includes(held.split(' ')[0]!))
        this.problems.push(`held back by the policy: ${held}`);
    for (const live of seen.live) this.problems.push(`in the page: ${live}`);
    const asked = this.#canaries();
    for (const path of asked.slice(this.#asked)) this.problems.push(`asked for ${path}`);
    this.#asked = asked.length;
    for (let i = before; i < this.problems.length; i++) this.problems[i] = `${where}: ${this.problems[i]}`;
  }
}

async function inject(
  name: BrowserName,
  seed: number,
  share: TortureOptions['share'],
): Promise<TortureRow[]> {
  const sizes = SIZES[share];
  const server = await servePages();
  const all = payloads(`${server.origin}/canary`, seed);
  const library = hostileLibrary(all, sizes.perArticle);
  const session = await launch(name, { extension: buildExtension(name), offline: true });
  const rows: TortureRow[] = [];
  const part = async (what: string, work: (watch: Watch) => Promise<string>) => {
    const watch = new Watch(session, server);
    const figure = await work(watch).catch((error: unknown) => {
      watch.problems.push(error instanceof Error ? (error.stack ?? error.message) : String(error));
      return 'stopped';
    });
    rows.push(rowOf(`${name}: ${what}`, figure, watch.problems));
  };
  try {
    await part('pages with payloads, their cards, side panel and popup', (watch) =>
      onPages(watch, session, server, all, sizes.cards),
    );
    await part('pages of payloads, saved and read again', (watch) =>
      savedPages(watch, session, server, all, sizes.stories),
    );
    await part('library', (watch) => inLibrary(watch, session, library, sizes));
    await part('options', (watch) => inOptions(watch, session, library));
    await part('review', (watch) => inReview(watch, session, sizes.reviews));
    rows.unshift({
      what: `${name}: payloads`,
      figure: `${all.length}, in ${library.articles.length} articles, ${library.bodies.length} bodies, ${library.keptNames.length} kept names, ${library.userEntries.length} own entries`,
      ok: all.length > 1000,
    });
  } finally {
    await session.close();
    await server.close();
  }
  return rows;
}

/** The reader's own glossary says payloads of the names of a page, and the page itself explains names with them. */
async function onPages(
  watch: Watch,
  session: Session,
  server: PageServer,
  all: readonly Payload[],
  most: number,
): Promise<string> {
  const texts = all.map(({ text }) => text.replaceAll('\u0000', '').slice(0, 1900));
  const names = namesOfStory(Math.ceil(texts.length / 5));
  const library = await session.openExtensionPage('library.html');
  await eventually('the library', () => library.evaluate(() => document.querySelector('main') !== null));
  await library.close();
  for (const [i, thai] of names.entries()) {
    const at = (n: number) => texts[(i * 5 + n) % texts.length]!;
    await session.send({
      type: 'edit-gloss',
      entry: {
        thai,
        english: at(0).trim() || 'x',
        otherEnglish: [at(1)],
        thaiAbbr: [at(2)],
        latin: [at(3)],
        short: [],
        otherThai: [],
        type: 'company',
        note: at(4),
      },
    });
  }
  const url = server.put('/torture/names.html', { body: hostileStory(names, texts.slice(0, 200)) });
  const page = await watch.page(await session.browser.newPage());
  await page.goto(url);
  await watch.page(page);
  const state = await settledState(session, url, 60_000);
  await watch.look(page, 'the page');
  let shown = 0;
  let hostile = 0;
  const seen = new Set<string>();
  for (const [index, mention] of state.annotation.mentions.entries()) {
    if (seen.has(mention.entity) || shown >= most) continue;
    seen.add(mention.entity);
    await session.sendToTab(url, { type: 'show-mention', index, open: true });
    shown++;
    const entity = state.annotation.entities.find(({ id }) => id === mention.entity);
    if (entity?.glossSource === 'user') hostile++;
    if (shown % 20 === 0) await watch.look(page, `cards up to ${mention.surface}`);
  }
  await watch.look(page, 'cards');
  if (hostile === 0) watch.problems.push('no card of a payload was shown');
  const tab = await session.tabId(url);
  let rows = 0;
  for (const file of ['sidepanel', 'popup']) {
    const panel = await watch.page(await session.openExtensionPage(`${file}.html?tab=${tab}`));
    rows += await eventually(`names in ${file}`, () =>
      panel.evaluate(() => document.querySelectorAll('li').length),
    );
    await watch.look(panel, file);
    await panel.close();
  }
  await page.close();
  return `${state.annotation.entities.length} names, ${shown} cards (${hostile} of payloads), ${rows} rows`;
}

/** Pages whose own markup is payloads, held back there by the page's policy; saved, and shown by the library. */
async function savedPages(
  watch: Watch,
  session: Session,
  server: PageServer,
  all: readonly Payload[],
  most: number,
): Promise<string> {
  // A page that leaves by itself cannot be saved.
  const markup = all.filter(
    ({ kind, text }) =>
      kind !== 'formula' && kind !== 'spoof' && !/refresh|<base|frameset|plaintext/i.test(text),
  );
  const random = randomFrom(all.length);
  const library = await watch.page(await session.openExtensionPage('library.html'));
  const refused: string[] = [];
  let saved = 0;
  for (let i = 0; i < most; i++) {
    const some = Array.from({ length: 40 }, () => markup[Math.floor(random() * markup.length)]!.text);
    const url = server.put(`/torture/saved-${i}.html`, {
      body: savedStory(i, some),
      headers: { 'content-security-policy': "default-src 'none'; form-action 'none'; base-uri 'none'" },
    });
    const page = await session.browser.newPage();
    page.on('dialog', (dialog) => void dialog.dismiss());
    await page.goto(url, { waitUntil: 'load' }).catch(() => null);
    await settledState(session, url, 10_000).catch(() => null);
    const answer = await session
      .send<{ ok: boolean; value?: { articleId: string } }>({
        type: 'save-tab',
        tabId: await session.tabId(url),
      })
      .catch(() => null);
    await page.close();
    if (answer && !answer.ok) refused.push(JSON.stringify(answer));
    if (!answer?.ok || !answer.value) continue;
    saved++;
    watch.startOver();
    await show(library, `#/article/${answer.value.articleId}`, '.saved-html');
    await watch.look(library, `saved page ${i}`);
  }
  await library.close();
  if (saved * 3 < most) watch.problems.push(`only ${saved} of ${most} pages were saved: ${refused[0]}`);
  return `${saved} of ${most} pages saved`;
}

async function show(page: Page, hash: string, wanted: string): Promise<void> {
  await page.evaluate((to) => {
    location.hash = to;
  }, hash);
  await eventually(`${wanted} of ${hash}`, () =>
    page.evaluate(
      (selector, to) => location.hash === to && document.querySelector(selector) !== null,
      wanted,
      hash,
    ),
  );
}

/** Scrolls through whatever scrolls, so that every row of a list has been drawn. */
async function scrollThrough(page: Page): Promise<number> {
  return page.evaluate(async () => {
    const scrolls = (element: Element) =>
      element.scrollHeight > element.clientHeight + 40 &&
      element.clientHeight > 200 &&
      /auto|scroll/.test(getComputedStyle(element).overflowY);
    const scroller = [...document.querySelectorAll('*')].find(scrolls) ?? document.scrollingElement!;
    let steps = 0;
    for (let top = 0; top < scroller.scrollHeight; top += Math.max(300, scroller.clientHeight)) {
      scroller.scrollTop = top;
      steps++;
      await new Promise((resolve) => setTimeout(resolve, 25));
    }
    return steps;
  });
}

async function inLibrary(
  watch: Watch,
  session: Session,
  rows: HostileLibrary,
  sizes: (typeof SIZES)['full'],
): Promise<string> {
  const first = await session.openExtensionPage('library.html#/storage');
  await eventually('the library', () => first.evaluate(() => document.querySelector('main') !== null));
  for (const [table, list] of Object.entries(rows) as [keyof HostileLibrary, object[]][])
    for (let i = 0; i < list.length; i += 300) await putRows(first, table, list.slice(i, i + 300));
  await first.close();
  const page = await watch.page(await session.openExtensionPage('library.html#/storage'));
  await eventually(
    'heads of all articles',
    async () => (await rowsOf(page, 'heads')).length >= rows.articles.length,
    60_000,
  );
  let views = 0;
  const view = async (hash: string, wanted: string) => {
    await show(page, hash, wanted);
    views++;
  };
  await view('#/articles', '.article-row');
  let steps = await scrollThrough(page);
  await watch.look(page, 'list of articles');
  for (const query of [
    'ก',
    'onerror',
    'title:"<"',
    '"javascript:"',
    'name:img',
    'note:alert',
    '#<',
    'site:"',
  ]) {
    await view(`#/articles?q=${encodeURIComponent(query)}`, 'main');
    await new Promise((resolve) => setTimeout(resolve, 200));
    await watch.look(page, `search for ${query}`);
  }
  for (const { id, deletedAt } of rows.articles
    .filter((row) => row.deletedAt === null)
    .slice(0, sizes.articles)) {
    await view(`#/article/${id}`, '.saved-html');
    await watch.look(page, `article ${id} ${deletedAt ?? ''}`);
  }
  for (const { id } of rows.articles.filter((_, i) => i % 50 === 0)) {
    await view(`#/article/${id}`, '.saved-html');
    for (const tab of [1, 2]) {
      await page.evaluate((n) => document.querySelectorAll<HTMLElement>('[role=tab]')[n]?.click(), tab);
      await new Promise((resolve) => setTimeout(resolve, 60));
      await watch.look(page, `${tab === 1 ? 'versions' : 'live page'} of ${id}`);
    }
    await page.evaluate(() => document.querySelectorAll<HTMLElement>('.article-tools button')[4]?.click());
    await watch.look(page, `details of ${id}`);
  }
  await view('#/organisations', 'main a');
  steps += await scrollThrough(page);
  await watch.look(page, 'list of organisations');
  const step = Math.max(1, Math.floor(rows.bodies.length / sizes.bodies));
  for (const [i, { id }] of rows.bodies.entries()) {
    if (i % step !== 0) continue;
    await view(`#/organisation/${id}`, '.facts');
    await new Promise((resolve) => setTimeout(resolve, 120));
    await watch.look(page, `organisation ${id}`);
  }
  await view('#/kept', '.kept-list li');
  for (let n = 0; n < 5; n++) {
    await page.evaluate(() => document.querySelector<HTMLElement>('.more-button')?.click());
    await new Promise((resolve) => setTimeout(resolve, 40));
  }
  await watch.look(page, 'kept names');
  await view('#/bin', 'main');
  steps += await scrollThrough(page);
  await watch.look(page, 'bin');
  await view('#/exchange', '[data-format]');
  const formats = await exportAll(page);
  await watch.look(page, 'exports');
  await page.close();
  return `${views} views, ${steps} screens of lists, ${formats} exports`;
}

/** Presses every export button, with downloads turned into nothing; gives how many files were made. */
async function exportAll(page: Page): Promise<number> {
  return page.evaluate(async () => {
    let made = 0;
    HTMLAnchorElement.prototype.click = () => {
      made++;
    };
    for (const button of document.querySelectorAll<HTMLButtonElement>('[data-format]')) {
      for (let i = 0; i < 200 && button.disabled; i++)
        await new Promise((resolve) => setTimeout(resolve, 25));
      button.click();
      const before = made;
      for (let i = 0; i < 400 && made === before; i++)
        await new Promise((resolve) => setTimeout(resolve, 25));
    }
    return made;
  });
}

async function inOptions(watch: Watch, session: Session, rows: HostileLibrary): Promise<string> {
  const page = await watch.page(await session.openExtensionPage('options.html#/pages'));
  await show(page, '#/glossary', '.glossary-table');
  await page.evaluate(async () => {
    for (let i = 0; i < 20; i++) {
      const more = [...document.querySelectorAll<HTMLElement>('.glossary > div > button.ui-button')].at(-1);
      if (!more) break;
      more.click();
      await new Promise((resolve) => setTimeout(resolve, 60));
    }
  });
  const shown = await page.evaluate(() => document.querySelectorAll('.glossary-table tbody tr').length);
  await watch.look(page, 'own glossary');
  // The form of an entry, and the question before one is deleted.
  await page.evaluate(() => document.querySelector<HTMLElement>('.glossary-actions button')?.click());
  await watch.look(page, 'form of an entry');
  await page.keyboard.press('Escape');
  await show(page, '#/corrections', 'main');
  await new Promise((resolve) => setTimeout(resolve, 300));
  await watch.look(page, 'corrections');
  await page.close();
  return `${shown} of ${rows.userEntries.length} entries drawn`;
}

async function inReview(watch: Watch, session: Session, most: number): Promise<string> {
  const page = await watch.page(await session.openExtensionPage('review.html'));
  await eventually('a card or its end', () =>
    page.evaluate(() => document.querySelector('.rv-prompt, .rv-hear, .rv-done h2') !== null),
  );
  let answered = 0;
  for (; answered < most; answered++) {
    if (await page.evaluate(() => document.querySelector('.rv-done') !== null)) break;
    await page.evaluate(async () => {
      const press = (key: string) =>
        document.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }));
      const until = async (done: () => boolean) => {
        for (let i = 0; i < 200 && !done(); i++) await new Promise((resolve) => setTimeout(resolve, 5));
      };
      press(' ');
      await until(() => document.querySelector('.rv-answer') !== null);
      press('3');
      await until(() => document.querySelector('.rv-answer') === null);
    });
    await watch.look(page, `review ${answered}`);
  }
  for (const hash of ['#stats', '#anki', '#settings']) {
    await page.evaluate((to) => {
      location.hash = to;
    }, hash);
    await new Promise((resolve) => setTimeout(resolve, 300));
    await watch.look(page, hash);
  }
  await page.close();
  if (answered === 0) watch.problems.push('no card was reviewed');
  return `${answered} cards`;
}
