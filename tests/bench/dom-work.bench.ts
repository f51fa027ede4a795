// A page that works hard: rows made, changed, moved and removed as a component library does, with and without the
// extension. Not Speedometer, whose noise on a small machine is larger than anything looked for here.
import { readFileSync } from 'node:fs';
import type { PageServer } from '../../tools/browsers/serve.ts';
import { settledState } from '../../tools/browsers/visit.ts';
import { englishArticle } from './english-article.ts';
import { type Figure, figure, type Section } from './figures.ts';
import { interleaved, type Pairs, type Side, WHERE } from './pairs.ts';

/** Runs in the page; gives ms. Every step ends in a layout, as a frame would. */
function workInPage(rows: number, thai: boolean): number {
  const root = document.createElement('section');
  document.body.append(root);
  const word = thai ? 'รายการสินค้าเข้าใหม่ประจำวัน' : 'New arrivals of the day';
  const row = (i: number) => {
    const line = document.createElement('div');
    line.className = i % 2 ? 'odd' : 'even';
    const name = document.createElement('span');
    name.textContent = `${word} ${i}`;
    const count = document.createElement('b');
    count.textContent = String(i);
    line.append(name, count);
    return line;
  };
  const layout = () => root.getBoundingClientRect().height;
  const from = performance.now();
  const list = document.createDocumentFragment();
  for (let i = 0; i < rows; i++) list.append(row(i));
  root.append(list);
  layout();
  for (let pass = 0; pass < 10; pass++) {
    const children = root.children;
    for (let i = pass; i < children.length; i += 10)
      children[i]!.firstElementChild!.textContent = `${word} ${i}.${pass}`;
    layout();
    for (let i = 0; i < 50; i++) root.insertBefore(children[children.length - 1]!, children[i]!);
    layout();
    for (let i = 0; i < 20; i++) children[i * 3]?.remove();
    for (let i = 0; i < 20; i++) root.append(row(rows + i));
    layout();
    for (let i = 0; i < children.length; i += 7) children[i]!.classList.toggle('selected');
    layout();
  }
  root.remove();
  layout();
  return performance.now() - from;
}

export async function run(pairs: Pairs, server: PageServer, quick: boolean): Promise<Section> {
  const where = WHERE[pairs.name];
  const figures: Figure[] = [];
  const pages = {
    'English page': server.put('/bench/work-en.html', { body: englishArticle() }),
    'Thai news page': server.put('/bench/work-th.html', {
      body: readFileSync(new URL('../fixtures/pages/sample-story.html', import.meta.url)),
    }),
  };
  for (const [name, url] of Object.entries(pages)) {
    const thai = name.startsWith('Thai');
    const seen = await interleaved(
      quick ? 2 : 6,
      async (side: Side) => {
        const page = await pairs.browsers[side].newPage();
        try {
          await page.bringToFront();
          await page.goto(url, { waitUntil: 'load' });
          if (side === 'with' && thai) await settledState(pairs.session, url, 20_000);
          await page.evaluate(workInPage, 200, thai);
          return await page.evaluate(workInPage, 2_000, thai);
        } finally {
          await page.close();
        }
      },
      ['bare', 'with', 'twin'],
    );
    const against = (side: Side) => seen[side].map((ms, i) => ms / seen.bare[i]!);
    figures.push(
      figure(`${name}: work, no extension`, where, seen.bare, 'ms'),
      figure(`${name}: with Wonglep takes`, where, against('with'), 'times'),
      figure(`${name}: a second browser without it takes`, where, against('twin'), 'times'),
    );
  }
  return {
    title: `A page that works hard, ${where}`,
    method:
      '2,000 rows made, then ten passes of changing texts, moving, removing, adding and selecting, each ending in a layout; browsers in turn, ratios within a round.',
    figures,
  };
}
