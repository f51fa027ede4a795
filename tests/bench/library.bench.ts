// Figures of the library at 10,000 articles, 250,000 mentions, 20,000 names, in the built extension, per browser.
//   node tests/bench/library.bench.ts [chrome|firefox] [--articles N] [--profile FOLDER] [--fill]
// `--profile` keeps the filled profile in FOLDER/chrome and FOLDER/firefox and measures in it again; `--fill` only fills it.
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Page } from 'puppeteer-core';
import type { BrowserName } from '../../tools/browsers/find.ts';
import { launch, type Session } from '../../tools/browsers/launch.ts';
import { type PageServer, servePages } from '../../tools/browsers/serve.ts';
import { buildExtension } from '../../tools/build.ts';
import { fillLibrary } from './library-fill.ts';
import { generateArticle, generateBodies, LARGE } from './library-generator.ts';
import { pageHeapMb } from './page-heap.ts';

const argument = process.argv.slice(2);
const browsers = (['chrome', 'firefox'] as const).filter(
  (name) => !argument.some((a) => a === 'chrome' || a === 'firefox') || argument.includes(name),
);
const wanted = argument.includes('--articles')
  ? Number(argument[argument.indexOf('--articles') + 1])
  : LARGE.articles;
const profiles = argument.includes('--profile') ? argument[argument.indexOf('--profile') + 1] : undefined;
const fillOnly = argument.includes('--fill');
const size = {
  ...LARGE,
  articles: wanted,
  mentions: Math.round((LARGE.mentions * wanted) / LARGE.articles),
  names: Math.round((LARGE.names * wanted) / LARGE.articles),
};

const percentile = (values: number[], share: number) =>
  [...values].sort((a, b) => a - b)[Math.min(values.length - 1, Math.ceil(values.length * share) - 1)]!;

export interface Figure {
  what: string;
  median: number;
  p95: number;
  limit: number;
  unit: 'ms' | 'MB';
  runs: number;
}

const figure = (what: string, values: number[], limit: number, unit: Figure['unit'] = 'ms'): Figure => ({
  what,
  median: percentile(values, 0.5),
  p95: percentile(values, 0.95),
  limit,
  unit,
  runs: values.length,
});

/** Queries as they are typed: frequent, rare, short, long, English, several, filtered, none. */
const QUERIES = [
  'งบประมาณ',
  'ผลการดำเนินงานในไตรมาสที่ผ่านมา',
  'กระทรวงพลังงานทดแทน',
  'สมาคมสิ่งทอไทยบึงกว้าง',
  'น้ำท่วม ถนนชำรุด',
  'Renewable Energy',
  'council electric',
  'กท',
  'ๆ',
  '"ลดขั้นตอน" -น้ำมัน',
  'ดนตรีพื้นบ้าน OR ต้นทุนการขนส่ง',
  'site:khao.example.org after:2024-01 งบประมาณ',
  'tag:budget is:unread',
  'ไม่มีคำนี้อยู่เลย',
  'xyzzy',
  'ตัวเลข note:ประจำปี',
  '1,200',
  'มหาวิทยาลัยภาพยนตร์สั้นดอนงาม',
  'org:ธนาคาร is:starred',
  'ร้อยละ 4 ชี้แจง ประชาชน ท้องถิ่น',
];

/** ms from the navigation to the first painted row. */
async function firstRows(page: Page): Promise<number> {
  return page.evaluate(
    () =>
      new Promise<number>((resolve) => {
        const look = () => {
          const mark = performance.getEntriesByName('wonglep-first-rows')[0];
          if (mark) resolve(mark.startTime);
          else setTimeout(look, 10);
        };
        look();
      }),
  );
}

/** Types a query and waits for the list to be painted with its answer; ms from the input event, the typing pause left out. */
async function search(page: Page, query: string): Promise<number> {
  return page.evaluate(
    (text) =>
      new Promise<number>((resolve) => {
        performance.clearMeasures('wonglep-search');
        const look = () => {
          const done = performance
            .getEntriesByName('wonglep-search')
            .find((entry) => (entry as PerformanceMeasure).detail === text);
          if (done) resolve(done.duration);
          else setTimeout(look, 4);
        };
        location.hash = `#/articles?q=${encodeURIComponent(text)}`;
        look();
      }),
    query,
  );
}

async function organisation(page: Page, id: string): Promise<number> {
  return page.evaluate(
    (body) =>
      new Promise<number>((resolve) => {
        const start = performance.now();
        const look = () => {
          const here = document.querySelector(`.body-page[data-body="${body}"] .kwic tbody td`);
          if (here) requestAnimationFrame(() => resolve(performance.now() - start));
          else requestAnimationFrame(look);
        };
        location.hash = `#/organisation/${body}`;
        look();
      }),
    id,
  );
}

/** Puts the generated library into the profile and lets the first page build its index. */
async function fill(name: BrowserName, session: Session, server: PageServer): Promise<void> {
  const filler = await session.openExtensionPage('library.html');
  await sleep(500);
  await fillLibrary(filler, server, size);
  await filler.close();
  // The index is built by the first page that sees rows without one.
  const builder = await session.openExtensionPage('library.html');
  const built = Date.now();
  await builder.waitForFunction(() => document.querySelector('.library[data-stage="ready"]'), {
    timeout: 280_000,
  });
  console.error(`${name}: index built within ${((Date.now() - built) / 1000).toFixed(1)} s`);
  await builder.close();
}

async function measure(name: BrowserName): Promise<Figure[]> {
  const figures: Figure[] = [];
  const server = await servePages();
  const profile = profiles && join(profiles, name);
  if (profile) mkdirSync(profile, { recursive: true });
  const filled = profile && join(profile, `filled-${size.articles}`);
  const session = await launch(name, {
    extension: buildExtension(name),
    offline: true,
    ...(profile ? { profile } : {}),
    viewport: { width: 1280, height: 820 },
    extraPreferences: { 'javascript.options.gczeal.enabled': false },
  });
  try {
    if (!filled || !existsSync(filled)) await fill(name, session, server);
    if (filled) writeFileSync(filled, '');
    if (fillOnly) {
      // What was written last is on the disk before the browser ends.
      await sleep(3000);
      return [];
    }
    const opened: number[] = [];
    let page: Page | null = null;
    for (let i = 0; i < 15; i++) {
      await page?.close();
      page = await session.openExtensionPage('library.html');
      opened.push(await firstRows(page));
      await page.waitForFunction(() => document.querySelector('.library[data-stage="ready"]'), {
        timeout: 60_000,
      });
    }
    if (!page) throw new Error('no page');
    figures.push(figure('first rows after the page opens', opened, 300));

    const searches: number[] = [];
    for (let round = 0; round < 5; round++) {
      for (const query of QUERIES) searches.push(await search(page, query));
    }
    figures.push(figure(`search, ${QUERIES.length} queries`, searches.slice(QUERIES.length), 50));

    const bodies = generateBodies(size);
    const visited: number[] = [];
    // The most frequent ones, which cost most, and some from all over.
    const chosen = [
      ...bodies.slice(0, 12),
      ...Array.from({ length: 18 }, (_, i) => bodies[30 + i * i * 20]).filter(Boolean),
    ];
    for (const body of chosen) {
      await page.evaluate(() => {
        location.hash = '#/storage';
      });
      // A reader does not leave a page while it is still being read.
      await sleep(300);
      const there = await Promise.race([organisation(page, body!.id), sleep(4000, -1)]);
      if (there >= 0) visited.push(there);
    }
    figures.push(figure(`an organisation's page, ${visited.length} bodies`, visited.slice(2), 200));

    const saves = await savings(session);
    figures.push(figure('saving one more article', saves.slice(3), 150));

    const memory = await memoryOf(session.name, page);
    if (memory !== null) figures.push(figure('memory of the page', [memory], 250, 'MB'));
    await page.close();
  } finally {
    await session.close();
    await server.close();
  }
  return figures;
}

interface SaveAnswer {
  ok: boolean;
  value?: { state: string };
  error?: unknown;
  ms: number;
}

/**
 * Sends an article to the background, as the popup does; ms from message to answer. The background takes the address from
 * the browser and not from the message, so each article is sent by a page of its own address.
 */
async function save(session: Session, capture: object): Promise<SaveAnswer> {
  const page = await session.openExtensionPage('popup.html');
  const answer = await page.evaluate(async (article) => {
    const { browser, chrome } = globalThis as unknown as Record<
      'browser' | 'chrome',
      { runtime: { sendMessage(message: unknown): Promise<SaveAnswer> } }
    >;
    const start = performance.now();
    const saved = await (browser ?? chrome).runtime.sendMessage({ type: 'save-article', capture: article });
    return { ...saved, ms: performance.now() - start };
  }, capture);
  await page.close();
  return answer;
}

/** Saves articles of the generator's kind that the library does not have yet. */
async function savings(session: Session): Promise<number[]> {
  const bodies = generateBodies(size);
  const byId = new Map(bodies.map((body) => [body.id, body]));
  const times: number[] = [];
  for (let n = size.articles; n < size.articles + 33; n++) {
    const { article, mentions } = generateArticle(size, bodies, n);
    const entities = [...new Set(mentions.map((row) => row.bodyId))].map((id) => byId.get(id)!);
    const answer = await save(session, {
      url: article.url,
      title: article.title,
      language: 'th',
      text: article.text,
      html: article.html,
      meta: article.meta,
      detection: null,
      annotation: {
        mentions: mentions.map(({ start, end, surface, kind, bodyId }) => ({
          start,
          end,
          surface,
          kind,
          entity: bodyId,
          evidence: [{ source: 'glossary', weight: 1 }],
          confidence: 0.9,
        })),
        entities: entities.map(({ id, type, thai, english, acronyms, glossSource }) => ({
          id,
          type,
          thai,
          english,
          acronyms,
          glossSource,
        })),
        glosses: [],
      },
      kept: [],
    });
    if (!answer.ok || answer.value?.state !== 'saved') throw new Error(JSON.stringify(answer));
    times.push(answer.ms);
    await sleep(100);
  }
  return times;
}

/** Of the page's own process as the browser tells it, MB of 1,000,000 bytes; null where it does not. */
async function memoryOf(name: BrowserName, page: Page): Promise<number | null> {
  if (name !== 'chrome') return null;
  const client = await page.createCDPSession();
  await client.send('HeapProfiler.collectGarbage');
  return pageHeapMb(client);
}

if (import.meta.main) {
  let missed = false;
  for (const name of browsers) {
    const figures = await measure(name);
    console.log(`\n${name}: ${size.articles} articles, ${size.mentions} mentions, ${size.names} names`);
    console.log('| what | median | p95 | limit | runs |\n|---|---|---|---|---|');
    for (const { what, median, p95, limit, unit, runs } of figures) {
      missed ||= p95 > limit;
      console.log(
        `| ${what} | ${median.toFixed(1)} ${unit} | ${p95.toFixed(1)} ${unit} | ${limit} ${unit}${p95 > limit ? ' **missed**' : ''} | ${runs} |`,
      );
    }
  }
  process.exitCode = missed ? 1 : 0;
}
