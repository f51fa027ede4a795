// One browser, thousands of page visits, every tenth page saved: memory stays flat, no promise is rejected unheard, no console
// says anything. Browsers grow by themselves: one without Wonglep sees the same pages in turn, and what counts is the difference.

import { rmSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import type { CDPSession, Page } from 'puppeteer-core';
import { BROWSERS, type BrowserName } from '../../tools/browsers/find.ts';
import { launch, launchBare, type Session } from '../../tools/browsers/launch.ts';
import { servePages } from '../../tools/browsers/serve.ts';
import { settledState } from '../../tools/browsers/visit.ts';
import { buildExtension } from '../../tools/build.ts';
import { memoryMb } from '../bench/process-tree.ts';
import { storyPage } from '../e2e/library-stories.ts';
import { rowOf, type TortureOptions, type TortureResult, type TortureRow } from './contract.ts';
import { heldMb } from './firefox-memory.ts';

const VISITS = { short: 100, full: 2000 };
const SAVE_EVERY = 10;
const SAMPLES = 40;
/** In a full run Firefox makes half as many visits again, and gives back what it can before each sample. */
const COLLECTED_SHARE = 0.5;
/** A session on a busy machine ends after so long with the visits it made, and says that it is short of them; ms. */
const LONGEST = 20 * 60_000;
/** What is still called flat, MB in a thousand visits. A browser's own caches grow with every address it has seen. */
const FLAT = { heap: 1, browser: 25 };

export async function run({
  seed,
  share,
  browsers = BROWSERS,
  times,
}: TortureOptions): Promise<TortureResult> {
  const rows: TortureRow[] = [];
  for (const browser of browsers)
    rows.push(...(await longSession(browser, times ?? VISITS[share], share === 'full', seed)));
  return { name: 'a long session', rows };
}

interface Sample {
  visits: number;
  /** What both browsers hold once they have given back what they can, MB; null while that is not asked for. */
  held: { browser: number; bare: number } | null;
  /** The background's JavaScript heap after a collection, MB; null where the browser does not tell. */
  heap: number | null;
  /** All processes of the browser, proportional set size, MB. */
  browser: number;
  /** The same of the browser without Wonglep, after the same visits. */
  bare: number;
}

/** What went wrong in the background, heard from inside. */
const LISTEN = `(scope) => {
  if (!scope.heardErrors) {
    scope.heardErrors = [];
    scope.addEventListener('unhandledrejection', (event) => scope.heardErrors.push('rejected: ' + String(event.reason)));
    scope.addEventListener('error', (event) => scope.heardErrors.push('error: ' + event.message));
    for (const level of ['error', 'warn']) {
      const say = scope.console[level];
      scope.console[level] = (...all) => { scope.heardErrors.push(level + ': ' + all.map(String).join(' ')); say.apply(scope.console, all); };
    }
  }
  return scope.heardErrors.splice(0);
}`;

async function heardInBackground(session: Session): Promise<string[]> {
  if (session.name === 'firefox')
    return session.bridge.evaluate(
      `globalThis.browser.runtime.getBackgroundPage().then((page) => (${LISTEN})(page))`,
    ) as Promise<string[]>;
  const worker = await backgroundWorker(session);
  return (await worker.evaluate(`(${LISTEN})(globalThis)`)) as string[];
}

async function backgroundWorker(session: Session) {
  const target = await session.browser.waitForTarget((found) => found.type() === 'service_worker', {
    timeout: 10_000,
  });
  return (await target.worker())!;
}

async function heapMb(session: Session): Promise<number | null> {
  if (session.name === 'firefox') return null;
  const { client } = (await backgroundWorker(session)) as unknown as { client: CDPSession };
  await client.send('HeapProfiler.collectGarbage');
  const { usedSize } = await client.send('Runtime.getHeapUsage');
  return usedSize / 1e6;
}

function watch(page: Page, problems: string[]): void {
  page.on('pageerror', (error) => problems.push(`page error: ${String(error)}`));
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warn')
      problems.push(`console of a page: ${message.text()}`);
  });
}

/** The addresses of a session's visits, by their number from 1; `save`: this one is saved. */
async function pagesOf(seed: number) {
  const server = await servePages();
  const stories = Array.from({ length: 400 }, (_, n) =>
    server.put(`/long/story-${n}.html`, { body: storyPage((seed % 1000) + n) }),
  );
  const foreign = server.put('/long/foreign.html', {
    body: '<!doctype html><html lang="en"><title>Harbour notes</title><p>The ferry leaves at nine and comes back at five.</p>',
  });
  const thai = server.put('/long/shop.html', {
    body: '<!doctype html><html lang="th"><meta charset="utf-8"><title>ร้านกาแฟริมคลอง</title><p>เปิดทุกวันยกเว้นวันจันทร์ มีที่จอดรถ</p>',
  });
  // Browsers ask every site for it, and say so in the console when there is none.
  server.put('/favicon.ico', { body: new Uint8Array(), headers: { 'content-type': 'image/x-icon' } });
  return {
    close: () => server.close(),
    at(visit: number): { url: string; save: boolean } {
      const save = visit % SAVE_EVERY === 0;
      // Two stories in three; a save takes a story that comes again now and then, so that some saves change what is there.
      const url = save
        ? stories[(visit / SAVE_EVERY) % stories.length]!
        : visit % 6 === 1
          ? foreign
          : visit % 6 === 4
            ? thai
            : stories[visit % stories.length]!;
      return { url, save };
    },
  };
}

async function longSession(
  name: BrowserName,
  visits: number,
  full: boolean,
  seed: number,
): Promise<TortureRow[]> {
  const pages = await pagesOf(seed);
  const session = await launch(name, { extension: buildExtension(name), offline: true });
  const root = session.browser.process()?.pid ?? 0;
  const twin = await launchBare(name, { offline: true });
  const twinRoot = twin.browser.process()?.pid ?? 0;
  const twinPage = await twin.browser.newPage();
  const problems: string[] = [];
  const samples: Sample[] = [];
  let saved = 0;
  const started = Date.now();
  watch(session.bridge, problems);
  const page = await session.browser.newPage();
  watch(page, problems);
  const sample = async (done: number, collected: boolean) => {
    problems.push(...(await heardInBackground(session)));
    samples.push({
      visits: done,
      held: collected ? { browser: await heldMb(root), bare: await heldMb(twinRoot) } : null,
      heap: await heapMb(session),
      browser: memoryMb(root),
      bare: memoryMb(twinRoot),
    });
  };
  await heardInBackground(session);
  const every = Math.max(5, Math.floor(visits / SAMPLES));
  const collected = full && name === 'firefox' ? Math.floor(visits * COLLECTED_SHARE) : 0;
  const wanted = visits + collected;
  let done = 0;
  for (let visit = 1; visit <= wanted && Date.now() - started < LONGEST; visit++) {
    const { url, save } = pages.at(visit);
    await page.goto(url, { waitUntil: 'load', timeout: 30_000 });
    if (save) {
      await settledState(session, url, 20_000);
      const answer = await session.send<{ ok: boolean; error?: unknown }>({
        type: 'save-tab',
        tabId: await session.tabId(url),
      });
      if (answer.ok) saved++;
      else problems.push(`visit ${visit} was not saved: ${JSON.stringify(answer.error)}`);
    }
    await twinPage.goto(url, { waitUntil: 'load', timeout: 30_000 });
    done = visit;
    if (visit % every === 0) await sample(visit, visit > visits);
  }
  const seconds = (Date.now() - started) / 1000;
  await sleep(500);
  await sample(done, done > visits);
  if (done < wanted) problems.push(`only ${done} of ${wanted} visits in ${LONGEST / 60_000} minutes`);
  await session.close();
  await twin.browser.close();
  rmSync(twin.profile, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 });
  await pages.close();
  // The first fifth fills caches that a session has once.
  const late = samples.filter((point) => !point.held && point.visits > visits / 5);
  const rows = [
    rowOf(
      `${name}: visits in one session`,
      `${done} visits, ${saved} saved, ${(1000 * (seconds / done)).toFixed(0)} ms each; no rejection unheard, consoles clean`,
      problems,
    ),
  ];
  const held = samples.filter((point) => point.held);
  const wholeBrowser = beyond(
    `${name}: memory of the whole browser, beyond one without Wonglep`,
    late,
    (point) => point,
  );
  if (held.length < 3) rows.push(wholeBrowser);
  else {
    // At this pace the processes' memory is for the most part garbage that Firefox has not yet looked for, pages that it keeps for
    // itself, and style sheets that it keeps for ten minutes; it moves by a hundred MB between two samples. It is told along with
    // what counts: what is left when all of that is given back.
    const what = `${name}: memory held when all is given back that can be, beyond one without Wonglep`;
    const row = beyond(what, held, (point) => point.held!);
    rows.push({ ...row, figure: `${row.figure}; all memory of its processes ${wholeBrowser.figure}` });
  }
  if (late[0]?.heap !== null)
    rows.push(flatness(`${name}: heap of the background`, late, (point) => point.heap!, FLAT.heap));
  return rows;
}

/** Slope of a straight line through the samples by least squares, with its standard error; both for a thousand visits. */
export function slopeOf(points: readonly { x: number; y: number }[]): { slope: number; error: number } {
  const n = points.length;
  const meanX = points.reduce((sum, { x }) => sum + x, 0) / n;
  const meanY = points.reduce((sum, { y }) => sum + y, 0) / n;
  const spread = points.reduce((sum, { x }) => sum + (x - meanX) ** 2, 0);
  const slope = points.reduce((sum, { x, y }) => sum + (x - meanX) * (y - meanY), 0) / spread;
  const rest = points.reduce((sum, { x, y }) => sum + (y - meanY - slope * (x - meanX)) ** 2, 0);
  return { slope: slope * 1000, error: Math.sqrt(rest / (n - 2) / spread) * 1000 };
}

function flatness(
  what: string,
  samples: readonly Sample[],
  value: (sample: Sample) => number,
  limit: number,
): TortureRow {
  const { slope, error } = slopeOf(samples.map((point) => ({ x: point.visits, y: value(point) })));
  const from = value(samples[0]!).toFixed(1);
  const to = value(samples.at(-1)!).toFixed(1);
  return {
    what,
    figure: `${slope.toFixed(2)} ± ${error.toFixed(2)} MB in 1,000 visits (${from} → ${to} MB, ${samples.length} samples; flat: at most ${limit}, or within two errors of none)`,
    ok: slope <= limit || slope - 2 * error <= 0,
  };
}

/** What the two browsers differ by, visit for visit: the machine and the pace are the same for both. */
function beyond(
  what: string,
  samples: readonly Sample[],
  memory: (sample: Sample) => { browser: number; bare: number },
): TortureRow {
  const row = flatness(what, samples, (point) => memory(point).browser - memory(point).bare, FLAT.browser);
  const slopes = (['browser', 'bare'] as const).map((key) => {
    const { slope, error } = slopeOf(samples.map((point) => ({ x: point.visits, y: memory(point)[key] })));
    return `${slope.toFixed(2)} ± ${error.toFixed(2)}`;
  });
  return { ...row, figure: `${row.figure}; with it ${slopes[0]}, without ${slopes[1]}` };
}
