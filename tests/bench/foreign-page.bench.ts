// What a page in another language pays: Chromium's own counters after paired loads with and without the extension.
import { readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import type { PageServer } from '../../tools/browsers/serve.ts';
import { visit } from '../../tools/browsers/visit.ts';
import { englishArticle } from './english-article.ts';
import { differences, type Figure, figure, type Section } from './figures.ts';
import { atSite } from './new-sites.ts';
import { interleaved, type Pairs } from './pairs.ts';

interface Cost {
  taskMs: number;
  scriptMs: number;
  compileMs: number;
  layoutMs: number;
  driverMs: number;
  heapKb: number;
  listeners: number;
}

/** A page of news was read on this site. */
async function settledNews({ session }: Pairs, server: PageServer): Promise<void> {
  const url = server.put('/bench/foreign-neighbour.html', {
    body: readFileSync(new URL('../fixtures/pages/sample-story.html', import.meta.url)),
  });
  const { page } = await visit(session, url);
  await sleep(500);
  await page.close();
}

export async function run(pairs: Pairs, server: PageServer, quick: boolean): Promise<Section> {
  const url = server.put('/bench/foreign.html', { body: englishArticle() });
  const load = async (side: keyof Pairs['browsers'], at = url): Promise<Cost> => {
    const page = await pairs.browsers[side].newPage();
    try {
      const session = await page.createCDPSession();
      // The thread's own time: waiting for a processor that others use is no cost of the page.
      await session.send('Performance.enable', { timeDomain: 'threadTicks' });
      await page.goto(at, { waitUntil: 'load' });
      await sleep(200);
      // Task time first: asking for a collection is a task too.
      const before = await session.send('Performance.getMetrics');
      await session.send('HeapProfiler.collectGarbage');
      const after = await session.send('Performance.getMetrics');
      const read = (from: typeof before, name: string) =>
        from.metrics.find((metric) => metric.name === name)?.value ?? Number.NaN;
      return {
        taskMs: read(before, 'TaskDuration') * 1000,
        scriptMs: read(before, 'ScriptDuration') * 1000,
        compileMs: read(before, 'V8CompileDuration') * 1000,
        layoutMs: (read(before, 'LayoutDuration') + read(before, 'RecalcStyleDuration')) * 1000,
        driverMs: read(before, 'DevToolsCommandDuration') * 1000,
        heapKb: read(after, 'JSHeapUsedSize') / 1000,
        listeners: read(after, 'JSEventListeners'),
      };
    } finally {
      await page.close();
    }
  };
  // First as on a site with news: the page of another language that pays most.
  await settledNews(pairs, server);
  const known = await interleaved(quick ? 2 : 10, (side) => load(side), ['with', 'empty']);
  // A page that says no language: the browser cannot tell it by its first tag, and lets the extension look.
  const silent = atSite(
    server.put('/bench/foreign-silent.html', { body: englishArticle().replace(/<html[^>]*>/, '<html>') }),
    'no-language',
  );
  const unsaid = await interleaved(quick ? 2 : 20, (side) => load(side, silent), ['with', 'empty', 'bare']);
  const elsewhere = atSite(url, 'other-language');
  const seen = await interleaved(quick ? 4 : 30, (side) => load(side, elsewhere));
  const figures: Figure[] = [];
  const add = (what: string, key: keyof Cost, unit: Figure['unit'], most?: number) => {
    const of = (side: keyof Pairs['browsers']) => seen[side].map((cost) => cost[key]);
    figures.push(figure(`${what}, no extension`, 'Chromium', of('bare'), unit));
    figures.push(
      figure(
        `${what}, Wonglep adds`,
        'Chromium',
        differences(of('with'), of('bare')),
        unit,
        most === undefined ? undefined : { most },
      ),
    );
    figures.push(
      figure(
        `${what}, an extension with an empty script adds`,
        'Chromium',
        differences(of('empty'), of('bare')),
        unit,
      ),
    );
    figures.push(
      figure(
        `${what}, a second browser without it differs by`,
        'Chromium',
        differences(of('twin'), of('bare')),
        unit,
      ),
    );
  };
  const beyond = (key: keyof Cost) =>
    differences(
      seen.with.map((cost) => cost[key]),
      seen.empty.map((cost) => cost[key]),
    );
  add('main-thread tasks', 'taskMs', 'ms', 2);
  figures.push(
    figure('main-thread tasks, Wonglep beyond an empty script', 'Chromium', beyond('taskMs'), 'ms'),
  );
  add('of which script', 'scriptMs', 'ms', 2);
  add('of which compiling', 'compileMs', 'ms');
  add('of which style and layout', 'layoutMs', 'ms');
  add('of which the driver’s own commands', 'driverMs', 'ms');
  add('JS heap after collection', 'heapKb', 'KB', 100);
  figures.push(figure('JS heap, Wonglep beyond an empty script', 'Chromium', beyond('heapKb'), 'KB'));
  add('event listeners', 'listeners', 'count', 0);
  const ofUnsaid = (key: keyof Cost, from: 'empty' | 'bare') =>
    differences(
      unsaid.with.map((cost) => cost[key]),
      unsaid[from].map((cost) => cost[key]),
    );
  figures.push(
    figure('a page that says no language: tasks, Wonglep adds', 'Chromium', ofUnsaid('taskMs', 'bare'), 'ms'),
    figure('the same beyond an empty script', 'Chromium', ofUnsaid('taskMs', 'empty'), 'ms'),
    figure(
      'a page that says no language: JS heap, Wonglep adds',
      'Chromium',
      ofUnsaid('heapKb', 'bare'),
      'KB',
    ),
    figure('the same: event listeners', 'Chromium', ofUnsaid('listeners', 'bare'), 'count'),
  );
  const onNewsSite = (key: keyof Cost) =>
    differences(
      known.with.map((cost) => cost[key]),
      known.empty.map((cost) => cost[key]),
    );
  figures.push(
    figure(
      'on a site where news was read before: tasks beyond an empty script',
      'Chromium',
      onNewsSite('taskMs'),
      'ms',
    ),
    figure('the same: script', 'Chromium', onNewsSite('scriptMs'), 'ms'),
    figure('the same: heap', 'Chromium', onNewsSite('heapKb'), 'KB'),
  );
  return {
    title: 'A page in another language',
    method:
      'English article of 1,500 words, a new tab a load, four browsers in turn (with Wonglep, with none, again with none, with an extension whose content script is empty); Chromium’s own counters, in processor time of the page’s main thread, 200 ms after the load event. “Adds” is the difference within a round.',
    figures,
  };
}
