// From navigation to painted highlights, on the sample story and on a page of a million characters.
import { readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Page } from 'puppeteer-core';
import type { PageServer } from '../../tools/browsers/serve.ts';
import { settledState } from '../../tools/browsers/visit.ts';
import { longPage } from '../fixtures/pages/long-page.ts';
import { extensionTasks, traced } from './extension-tasks.ts';
import { differences, type Figure, figure, type Section } from './figures.ts';
import { countFrames, type PaintTimes, paintTimes } from './first-paint.ts';
import { atSite } from './new-sites.ts';
import { interleaved, type Pairs, type Side, WHERE } from './pairs.ts';

const STORY = readFileSync(new URL('../fixtures/pages/sample-story.html', import.meta.url));

/** A browser that has just started is busy with itself: indexes, updates of its lists, telemetry that finds no network; ms. */
const SETTLE_MS = 45_000;

/** Frames come every 16.7 ms and a new process takes 30 ms more or less: the median of so many is good to some 4 ms. */
const ROUNDS = 60;

/** What a browser still does when names stand in its page, or its tab is closed, is not to fall into the next one's visit; ms. */
const REST_MS = 300;

/** A visit in a tab of its own. */
async function load(pairs: Pairs, side: Side, url: string, waitMs: number): Promise<PaintTimes> {
  const page = await pairs.browsers[side].newPage();
  try {
    await countFrames(page);
    return await visit(page, side, url, waitMs);
  } finally {
    await page.close();
    await sleep(REST_MS);
  }
}

async function visit(page: Page, side: Side, url: string, waitMs: number): Promise<PaintTimes> {
  await page.bringToFront();
  await page.goto(url, { waitUntil: 'load', timeout: 60_000 });
  const end = Date.now() + (side === 'with' ? 15_000 : waitMs);
  for (;;) {
    const times = await paintTimes(page);
    const done = side === 'with' ? times.highlights !== null : times.firstFrame > 0;
    if (done || Date.now() > end) return times;
    await sleep(30);
  }
}

/** Stories read one after the other in the same tab, as by following links: the page's process is there and knows the scripts. */
async function inOneTab(pairs: Pairs, rounds: number, url: string): Promise<number[]> {
  const sides = ['bare', 'with'] as const;
  const tabs = new Map<Side, Page>();
  for (const side of sides) {
    const page = await pairs.browsers[side].newPage();
    tabs.set(side, page);
    await countFrames(page);
    await visit(page, side, url, 2_000);
  }
  const seen = await interleaved(
    rounds,
    async (side) => {
      const times = await visit(tabs.get(side)!, side, url, 2_000);
      await sleep(REST_MS);
      return times;
    },
    sides,
  );
  for (const page of tabs.values()) await page.close();
  return differences(
    seen.with.map((times) => times.highlights ?? Number.NaN),
    seen.bare.map((times) => times.firstFrame),
  );
}

/** The longest of the tasks over 50 ms that began when the page had been drawn once; 0 where there was none. */
function longestLater({ longTasks, firstFrame }: PaintTimes): number {
  return Math.max(0, ...longTasks.filter((task) => task.start > firstFrame).map((task) => task.ms));
}

/** Frames in which a page of that length is painted anew after a small change of it, ms; with whatever is highlighted in it. */
async function framesAfterChanges(page: Page): Promise<number[]> {
  return page.evaluate(async () => {
    const times: number[] = [];
    const channel = new MessageChannel();
    for (let i = 0; i < 8; i++) {
      const mark = document.createElement('i');
      mark.textContent = String(i);
      document.body.append(mark);
      times.push(
        await new Promise((resolve) =>
          requestAnimationFrame(() => {
            const from = performance.now();
            channel.port1.onmessage = () => resolve(performance.now() - from);
            channel.port2.postMessage(0);
          }),
        ),
      );
      await new Promise((resolve) => setTimeout(resolve, 300));
    }
    return times;
  });
}

/** As the browser does after half a minute without an event. */
async function stopBackground(pairs: Pairs): Promise<void> {
  const target = pairs.session.browser.targets().find((one) => one.type() === 'service_worker');
  const worker = await target?.worker();
  await worker?.close();
  await sleep(300);
}

export async function run(pairs: Pairs, server: PageServer, quick: boolean): Promise<Section[]> {
  const where = WHERE[pairs.name];
  const story = server.put('/bench/story.html', { body: STORY });
  if (!quick) await sleep(SETTLE_MS);
  const seen = await interleaved(quick ? 4 : ROUNDS, (side) => load(pairs, side, story, 2_000), [
    'bare',
    'with',
    'twin',
  ]);
  const frames = (side: Side) => seen[side].map((times) => times.firstFrame);
  const painted = seen.with.map((times) => times.highlights ?? Number.NaN);
  const most = pairs.name === 'chrome' ? 40 : 60;
  const short: Figure[] = [
    figure('first frame of the parsed page, no extension', where, frames('bare'), 'ms'),
    figure('highlights painted', where, painted, 'ms'),
    figure(
      'highlights, after the first frame without an extension',
      where,
      differences(painted, frames('bare')),
      'ms',
      { most },
    ),
    figure(
      'the same, the next story in the same tab',
      where,
      await inOneTab(pairs, quick ? 4 : 30, story),
      'ms',
      { most },
    ),
    figure(
      'first frame, a second browser without it differs by',
      where,
      differences(frames('twin'), frames('bare')),
      'ms',
    ),
    figure(
      'layout shift',
      where,
      seen.with.map((times) => times.layoutShift),
      'count',
      { most: 0 },
    ),
  ];

  if (pairs.name === 'chrome') {
    const cold: number[] = [];
    for (let i = 0; i < (quick ? 1 : 5); i++) {
      await stopBackground(pairs);
      const times = await load(pairs, 'with', story, 0);
      cold.push((times.highlights ?? Number.NaN) - times.firstFrame);
    }
    short.push(figure('highlights after the first frame, background stopped before', where, cold, 'ms'));
  }

  let site = 0;
  const unknown = await interleaved(
    quick ? 2 : 10,
    (side) => load(pairs, side, atSite(story, `news-${++site}`), 2_000),
    ['bare', 'with'],
  );
  short.push(
    figure(
      'the same on a site where no news was read before',
      where,
      differences(
        unknown.with.map((times) => times.highlights ?? Number.NaN),
        unknown.bare.map((times) => times.firstFrame),
      ),
      'ms',
    ),
  );

  // The extension's own word, one visit after the other.
  const own = {
    detect: [] as number[],
    read: [] as number[],
    annotate: [] as number[],
    paint: [] as number[],
  };
  for (let i = 0; i < (quick ? 3 : 6); i++) {
    const url = server.put(`/bench/story-${i}.html`, { body: STORY });
    const page = await pairs.session.browser.newPage();
    await page.goto(url, { waitUntil: 'load' });
    const state = await settledState(pairs.session, url, 30_000);
    own.detect.push(state.detection.detectMs);
    own.read.push(state.readMs);
    own.annotate.push(state.annotateMs);
    own.paint.push(state.paintMs);
    await page.close();
  }
  short.push(
    figure('of which the detector', where, own.detect, 'ms'),
    figure('of which reading the page’s text', where, own.read, 'ms'),
    figure('of which the recogniser, in the background', where, own.annotate, 'ms'),
    figure('of which ranges and highlights', where, own.paint, 'ms'),
  );

  return [
    {
      title: `From navigation to painted highlights, ${where}`,
      method:
        'The sample story, a new tab a load where nothing else is said, browsers with and without the extension in turn, background awake, other pages of the site read before. A frame is done when its style, layout and paint are; it has highlights when they have a style.',
      figures: short,
    },
  ];
}

export async function runLong(pairs: Pairs, server: PageServer, quick: boolean): Promise<Section> {
  const where = WHERE[pairs.name];
  const url = server.put('/bench/long.html', { body: longPage(1_000_000) });
  const rounds = quick ? 1 : 3;
  const bare: PaintTimes[] = [];
  const painted: number[] = [];
  const longest: number[] = [];
  const scripts: number[] = [];
  const withIt: number[] = [];
  const later: PaintTimes[] = [];
  const changed = { with: [] as number[], bare: [] as number[] };
  const first: number[] = [];
  const own = {
    detect: [] as number[],
    read: [] as number[],
    annotate: [] as number[],
    paint: [] as number[],
  };
  for (let i = 0; i < rounds; i++) {
    bare.push(await load(pairs, 'bare', url, 20_000));
    const plain = await pairs.browsers.bare.newPage();
    await plain.bringToFront();
    await plain.goto(url, { waitUntil: 'load', timeout: 60_000 });
    await sleep(1_000);
    changed.bare.push(...(await framesAfterChanges(plain)));
    await plain.close();
    const page = await pairs.session.browser.newPage();
    try {
      await page.bringToFront();
      await countFrames(page);
      const visit = async () => {
        await page.goto(url, { waitUntil: 'load', timeout: 60_000 });
        const state = await settledState(pairs.session, url, 60_000);
        own.detect.push(state.detection.detectMs);
        own.read.push(state.readMs);
        own.annotate.push(state.annotateMs);
        own.paint.push(state.paintMs);
      };
      if (pairs.name === 'chrome') {
        const tasks = extensionTasks(await traced(page, visit), pairs.session.extensionOrigin);
        longest.push(Math.max(0, ...tasks.map((task) => task.extensionMs)));
        withIt.push(Math.max(0, ...tasks.map((task) => task.taskMs)));
        scripts.push(tasks.reduce((sum, task) => sum + task.extensionMs, 0));
      } else await visit();
      await sleep(1_000);
      changed.with.push(...(await framesAfterChanges(page)));
      const times = await paintTimes(page);
      later.push(times);
      painted.push(times.highlights ?? Number.NaN);
      first.push((times.highlights ?? Number.NaN) - times.firstFrame);
    } finally {
      await page.close();
    }
  }
  const figures: Figure[] = [
    figure(
      'first frame, no extension',
      where,
      bare.map((times) => times.firstFrame),
      'ms',
    ),
    figure('highlights of the first screen painted', where, painted, 'ms'),
    figure('of which after the page’s own first frame', where, first, 'ms', { most: 150 }),
    figure('the detector', where, own.detect, 'ms'),
    figure('reading the page’s text', where, own.read, 'ms'),
    figure('the recogniser, in the background', where, own.annotate, 'ms'),
    figure('ranges and highlights, rests included', where, own.paint, 'ms'),
    figure('a frame after a small change of the page, with Wonglep', where, changed.with, 'ms', { most: 50 }),
    figure('the same, no extension', where, changed.bare, 'ms'),
  ];
  if (pairs.name === 'chrome') {
    figures.push(
      figure(
        'longest stretch of script called by the browser, the detector’s as a rule',
        where,
        longest,
        'ms',
        {
          most: 50,
        },
      ),
      figure('longest task in which it ran, the page’s own work included', where, withIt, 'ms'),
      figure('all such stretches', where, scripts, 'ms'),
      figure(
        'longest task over 50 ms after the first frame, with Wonglep',
        where,
        later.map(longestLater),
        'ms',
        {
          most: 50,
        },
      ),
      figure('the same, no extension', where, bare.map(longestLater), 'ms'),
      figure(
        'longest task of the page itself, no extension',
        where,
        bare.map((times) => Math.max(0, ...times.longTasks.map((task) => task.ms))),
        'ms',
      ),
    );
  }
  return {
    title: `A page of 1,000,000 characters, ${where}`,
    method:
      'Generated Thai article, 3,500 paragraphs. The detector looks at its first 100,000 letters, of which the first screen is asked for at once; “reading the page’s text” is the whole of it, later and in two turns. The extension’s script in a task is told by Chromium’s trace: time inside functions of its scripts that the browser calls, whatever else the task did. What runs on after an answer of the background carries no script’s name there; it comes after the first frame and is held by the browser’s own list of tasks over 50 ms.',
    figures,
  };
}
