// Thirty Thai tabs at rest: memory and processor time of the whole browser, with and without the extension.
import { readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Page } from 'puppeteer-core';
import type { PageServer } from '../../tools/browsers/serve.ts';
import { settledState } from '../../tools/browsers/visit.ts';
import { extensionTasks, traced } from './extension-tasks.ts';
import { type Figure, figure, type Section } from './figures.ts';
import { type Pairs, type Side, WHERE } from './pairs.ts';
import { cpuMs, memoryMb } from './process-tree.ts';

/** From the last load to the measuring of memory, ms. */
const REST_BEFORE_MS = 3_000;

export async function run(pairs: Pairs, server: PageServer, quick: boolean): Promise<Section> {
  const where = WHERE[pairs.name];
  const body = readFileSync(new URL('../fixtures/pages/sample-story.html', import.meta.url));
  const tabs = quick ? 6 : 30;
  const restMs = quick ? 2_000 : 4_000;
  const figures: Figure[] = [];
  const memory: Partial<Record<Side, { first: number; all: number }>> = {};
  const idle: Partial<Record<Side, number>> = {};
  for (const side of ['bare', 'twin', 'with'] as const) {
    const browser = pairs.browsers[side];
    const id = browser.process()?.pid;
    if (!id) continue;
    const pages: Page[] = [];
    let first = 0;
    const open = async (i: number) => {
      const url = server.put(`/bench/tab-${side}-${i}.html`, { body });
      const page = await browser.newPage();
      pages.push(page);
      await page.goto(url, { waitUntil: 'load' });
      if (side === 'with') await settledState(pairs.session, url, 20_000);
    };
    await open(0);
    await sleep(REST_BEFORE_MS);
    first = memoryMb(id);
    // A few at a time: what counts is what stays when all have come to rest.
    for (let i = 1; i < tabs; i += 5)
      await Promise.all(Array.from({ length: Math.min(5, tabs - i) }, (_, k) => open(i + k)));
    await sleep(REST_BEFORE_MS);
    memory[side] = { first, all: memoryMb(id) };
    const before = cpuMs(id);
    await sleep(restMs);
    idle[side] = ((cpuMs(id) - before) / restMs) * 100;
    if (side === 'with' && pairs.name === 'chrome') {
      const events = await traced(pages[0]!, () => sleep(restMs / 2));
      const ran = extensionTasks(events, pairs.session.extensionOrigin);
      figures.push(
        figure(
          `tasks of the extension’s scripts in ${restMs / 2000} s at rest, all tabs`,
          where,
          [ran.length],
          'count',
          {
            most: 0,
          },
        ),
      );
    }
    for (const page of pages) await page.close();
  }
  const growth = (side: Side) => (memory[side]!.all - memory[side]!.first) / (tabs - 1);
  const one = (what: string, value: number, unit: Figure['unit'], limit?: Figure['limit']) =>
    figures.push(figure(what, where, [value], unit, limit));
  for (const side of ['bare', 'twin', 'with'] as const) {
    const name = {
      bare: 'no extension',
      twin: 'a second browser without it',
      with: 'with Wonglep',
      empty: '',
    }[side];
    one(`${tabs} Thai tabs, ${name}`, memory[side]!.all, 'MB');
    one(`each further tab, ${name}`, growth(side), 'MB');
    one(`processor time at rest, ${name}`, idle[side]!, '% of a core');
  }
  one('each further Thai tab, Wonglep adds', growth('with') - growth('bare'), 'MB', { most: 12 });
  one('all of Wonglep with these tabs', memory.with!.all - memory.bare!.all, 'MB');
  return {
    title: `${tabs} Thai tabs at rest, ${where}`,
    method: `The sample story in every tab; proportional set size of all the browser’s processes after ${REST_BEFORE_MS / 1000} s of rest, then processor time over ${restMs / 1000} s. One pass a browser: differences under what the two browsers without it differ by are not resolved.`,
    figures,
  };
}
