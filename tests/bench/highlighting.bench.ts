// The same 500 names on the same page, painted by this extension's own code, by mark.js and by Range.surroundContents.
import { readFileSync } from 'node:fs';
import type { PageServer } from '../../tools/browsers/serve.ts';
import { type Figure, figure, median, type Section } from './figures.ts';
import { MENTIONS, markedPage, NAMES } from './marked-page.ts';
import { type Pairs, WHERE } from './pairs.ts';
import { serveSource } from './serve-sources.ts';

const WAYS = [
  'wonglep',
  'wonglep, reading the page too',
  'mark.js mark',
  'mark.js markRanges',
  'surroundContents',
] as const;
type Way = (typeof WAYS)[number];

interface Painted {
  callMs: number;
  frameMs: number;
  mutations: number;
  marks: number;
  layoutShift: number;
  moved: number;
}

export async function run(pairs: Pairs, server: PageServer, quick: boolean): Promise<Section> {
  const where = WHERE[pairs.name];
  const body = markedPage();
  const url = server.put('/bench/marked.html', { body });
  const script = (path: string) =>
    server.put(`/bench/${path}`, {
      body: readFileSync(new URL(`../../node_modules/${path}`, import.meta.url)),
      headers: { 'content-type': 'text/javascript; charset=utf-8' },
    });
  const markJs = script('mark.js/dist/mark.min.js');
  for (const path of ['highlight/painter', 'highlight/text-ranges', 'page/page-text'])
    serveSource(server, `lib/${path}.ts`);
  const own = server.put('/bench/own.js', {
    body: `import { Painter } from '/lib/highlight/painter.ts';
import { staticRange } from '/lib/highlight/text-ranges.ts';
import { extractPageText } from '/lib/page/page-text.ts';
globalThis.wonglepBench = { Painter, staticRange, extractPageText };`,
    headers: { 'content-type': 'text/javascript; charset=utf-8' },
  });

  const paint = async (way: Way): Promise<Painted> => {
    const page = await pairs.browsers.bare.newPage();
    try {
      await page.bringToFront();
      await page.goto(url, { waitUntil: 'load' });
      await page.addScriptTag({ url: markJs });
      await page.addScriptTag({ url: own, type: 'module' });
      await page.waitForFunction(() => 'wonglepBench' in globalThis);
      return await page.evaluate(paintInPage, way, NAMES);
    } finally {
      await page.close();
    }
  };
  const seen = new Map<Way, Painted[]>(WAYS.map((way) => [way, []]));
  const rounds = quick ? 2 : 7;
  for (let round = 0; round <= rounds; round++) {
    const order = WAYS.map((_, i) => WAYS[(i + round) % WAYS.length]!);
    for (const way of round % 2 ? order.reverse() : order) {
      const painted = await paint(way);
      if (round > 0) seen.get(way)!.push(painted);
    }
  }
  const figures: Figure[] = [];
  for (const way of WAYS) {
    const of = (key: keyof Painted) => seen.get(way)!.map((painted) => painted[key]);
    figures.push(
      figure(`${way}: call`, where, of('callMs'), 'ms'),
      figure(`${way}: whole frame`, where, of('frameMs'), 'ms'),
    );
    figures.push(
      figure(
        `${way}: mutation records`,
        where,
        of('mutations'),
        'count',
        way.startsWith('wonglep') ? { most: 0 } : undefined,
      ),
      figure(`${way}: ranges or elements`, where, of('marks'), 'count'),
      figure(
        `${way}: paragraphs that moved or grew`,
        where,
        of('moved'),
        'count',
        way.startsWith('wonglep') ? { most: 0 } : undefined,
      ),
    );
    if (pairs.name === 'chrome')
      figures.push(figure(`${way}: layout shift`, where, of('layoutShift'), 'count'));
  }
  const frame = (way: Way) => median(seen.get(way)!.map((painted) => painted.frameMs));
  const ratio = (what: string, value: number, limit?: Figure['limit']) =>
    figures.push(figure(what, where, [value], 'times', limit));
  ratio('mark.js mark takes longer than wonglep, whole frame', frame('mark.js mark') / frame('wonglep'), {
    least: pairs.name === 'chrome' ? 12 : 20,
  });
  ratio(
    'the same, wonglep reading the page too',
    frame('mark.js mark') / frame('wonglep, reading the page too'),
  );
  ratio('mark.js markRanges takes longer than wonglep', frame('mark.js markRanges') / frame('wonglep'));
  ratio('surroundContents takes longer than wonglep', frame('surroundContents') / frame('wonglep'));
  return {
    title: `Painting ${MENTIONS} names on a page of 100,000 characters, ${where}`,
    method:
      'A fresh page each time, ways in turn. The call begins in an animation frame; the frame is done when its style, layout and paint are. Wonglep: ranges and painter of lib/highlight, once with the text read before (as when an annotation arrives), once reading it within the call.',
    figures,
  };
}

/** Runs in the page; everything it needs comes in as arguments. */
async function paintInPage(way: string, names: string[]): Promise<Painted> {
  interface Read {
    text: string;
  }
  const { Painter, staticRange, extractPageText } = (
    globalThis as unknown as {
      wonglepBench: {
        Painter: new (view: unknown, prefix: string) => { set(group: string, ranges: unknown[]): void };
        staticRange(page: Read, start: number, end: number): unknown;
        extractPageText(document: Document): Read;
      };
    }
  ).wonglepBench;
  const Mark = (
    globalThis as unknown as { Mark: new (root: Element) => Record<string, (...rest: unknown[]) => void> }
  ).Mark;
  const article = document.querySelector('article')!;
  const spansOf = (text: string) =>
    names
      .flatMap((name) => {
        const found: { start: number; end: number; length: number }[] = [];
        for (let at = text.indexOf(name); at >= 0; at = text.indexOf(name, at + 1))
          found.push({ start: at, end: at + name.length, length: name.length });
        return found;
      })
      .sort((a, b) => a.start - b.start);
  const read = extractPageText(document);
  const known = spansOf(read.text);
  const raw = article.textContent ?? '';
  const rawSpans = spansOf(raw);
  const paint = (page: Read) =>
    new Painter(globalThis, 'wonglepbench').set(
      'name',
      known.map(({ start, end }) => staticRange(page, start, end)).filter((range) => range !== null),
    );
  const surround = () => {
    const walker = document.createTreeWalker(article, NodeFilter.SHOW_TEXT);
    const nodes: Text[] = [];
    while (walker.nextNode()) nodes.push(walker.currentNode as Text);
    // From the end, so that what is cut does not move what is still to come; names in two nodes are wrapped node by node.
    let end = raw.length;
    let span = rawSpans.length - 1;
    for (let i = nodes.length - 1; i >= 0; i--) {
      const node = nodes[i]!;
      const start = end - node.data.length;
      while (span >= 0 && rawSpans[span]!.end > start) {
        const { start: from, end: to } = rawSpans[span]!;
        const range = document.createRange();
        range.setStart(node, Math.max(0, from - start));
        range.setEnd(node, Math.min(to - start, end - start));
        if (!range.collapsed) range.surroundContents(document.createElement('mark'));
        if (from < start) break;
        span--;
      }
      end = start;
    }
  };
  const ways: Record<string, () => void> = {
    wonglep: () => paint(read),
    'wonglep, reading the page too': () => paint(extractPageText(document)),
    'mark.js mark': () =>
      new Mark(article).mark!(names, { separateWordSearch: false, acrossElements: true, diacritics: false }),
    'mark.js markRanges': () => new Mark(article).markRanges!(rawSpans),
    surroundContents: surround,
  };
  const frame = (work: () => void) =>
    new Promise<{ callMs: number; frameMs: number }>((resolve) => {
      const channel = new MessageChannel();
      requestAnimationFrame(() => {
        const from = performance.now();
        work();
        const called = performance.now();
        channel.port1.onmessage = () => resolve({ callMs: called - from, frameMs: performance.now() - from });
        channel.port2.postMessage(0);
      });
    });
  const rest = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
  await rest(200);
  const boxes = () =>
    [...document.querySelectorAll('p')].map((p) => {
      const { y, height } = p.getBoundingClientRect();
      return `${y} ${height}`;
    });
  const before = boxes();
  let layoutShift = 0;
  if (PerformanceObserver.supportedEntryTypes.includes('layout-shift'))
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) layoutShift += (entry as unknown as { value: number }).value;
    }).observe({ type: 'layout-shift' });
  const observer = new MutationObserver(() => undefined);
  observer.observe(document, { subtree: true, childList: true, characterData: true, attributes: true });
  let mutations = 0;
  // Records are taken within the call's own time: keeping them is part of what a change costs.
  const times = await frame(() => {
    ways[way]!();
    mutations = observer.takeRecords().length;
  });
  await rest(100);
  const after = boxes();
  const painted = (
    globalThis as unknown as { CSS: { highlights: Map<string, { size: number }> } }
  ).CSS.highlights.get('wonglepbench-n');
  return {
    ...times,
    mutations,
    marks: painted ? painted.size : document.querySelectorAll('mark').length,
    layoutShift,
    moved: before.filter((box, i) => box !== after[i]).length,
  };
}
