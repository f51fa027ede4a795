// A page with thousands of names: those around its window are painted, wherever the reader goes in it.
import assert from 'node:assert/strict';
import type { Page } from 'puppeteer-core';
import { MANY_NAMES } from '../../../lib/highlight/painted-part.ts';
import { settledState } from '../../../tools/browsers/visit.ts';
import { eventually, type Scenario } from '../harness.ts';

const PARAGRAPHS = 3_000;

/** Not drawn, so that they have no box to be found by: a chapter, and a paragraph here and there. */
const isDraft = (i: number) => i % 7 === 0 || (i > 1_200 && i < 1_900);

/** Two names in each paragraph. */
function minutes(css: string): string {
  const paragraphs = Array.from(
    { length: PARAGRAPHS },
    (_, i) =>
      `<p${isDraft(i) ? ' class="draft"' : ''}>วาระที่ ${i + 1} กรมควบคุมมลพิษแถลงว่าตัวเลขของเดือนนี้สูงกว่าที่คาดไว้เล็กน้อย และกระทรวงพาณิชย์จะรายงานผลการศึกษาฉบับเต็มในการประชุมครั้งหน้า</p>`,
  );
  return `<!doctype html><html lang="th"><head><meta charset="utf-8"><title>บันทึกการประชุมใหญ่ประจำปีฉบับเต็ม</title><meta property="og:type" content="article"><meta property="article:published_time" content="2024-03-14T09:00:00+07:00"><style>.draft { display: none } ${css}</style></head><body><article><h1>บันทึกการประชุมใหญ่ประจำปีฉบับเต็ม</h1>${paragraphs.join('')}</article></body></html>`;
}

interface Seen {
  /** Drawn paragraphs that stand wholly in the window, and those of them with both names painted. */
  paragraphs: number;
  painted: number;
  /** Names painted anywhere. */
  all: number;
  lastPainted: boolean;
}

const look = (page: Page): Promise<Seen> =>
  page.evaluate(() => {
    const counts = new Map<Element | null | undefined, number>();
    let all = 0;
    for (const highlight of CSS.highlights.values()) {
      for (const range of highlight as unknown as Set<AbstractRange>) {
        const paragraph = range.startContainer.parentElement?.closest('p');
        counts.set(paragraph, (counts.get(paragraph) ?? 0) + 1);
        all++;
      }
    }
    const drawn = [...document.querySelectorAll('p:not(.draft)')];
    const inWindow = drawn.filter((paragraph) => {
      const { top, bottom } = paragraph.getBoundingClientRect();
      return top >= 0 && bottom <= innerHeight;
    });
    return {
      paragraphs: inWindow.length,
      painted: inWindow.filter((paragraph) => counts.get(paragraph) === 2).length,
      all,
      lastPainted: counts.has(drawn.at(-1)),
    };
  });

/** Waits until every name in the window is painted; gives what is to be seen then. */
async function paintedHere(page: Page, where: string): Promise<Seen> {
  await eventually(`names in the window, ${where}`, async () => {
    const { paragraphs, painted } = await look(page);
    return paragraphs > 3 && painted === paragraphs;
  });
  const seen = await look(page);
  // Those of the chapter that is not drawn stand between others that are.
  assert.ok(seen.all <= MANY_NAMES + 1_400, `${seen.all} names are painted ${where}`);
  return seen;
}

const scenarios: Scenario[] = [
  {
    name: 'many names: those around the window are painted, wherever it is',
    async run(stage) {
      await stage.reset();
      const boxes = {
        'the window': '',
        'a box': 'article { height: 100vh; overflow: auto } body { margin: 0 }',
      };
      for (const [scroller, css] of Object.entries(boxes)) {
        const page = await stage.visit(stage.server.put('/many-names.html', { body: minutes(css) }));
        const state = await settledState(stage.session, page.url(), 30_000);
        assert.ok(
          state.annotation.mentions.length >= PARAGRAPHS * 2,
          `${state.annotation.mentions.length} names are found`,
        );
        const atTop = await paintedHere(page, `at the top of ${scroller}`);
        assert.ok(!atTop.lastPainted, 'the last name is painted only when the window comes near');
        for (const share of [1, 0.5, 0.52, 0.3, 0]) {
          await page.evaluate((to) => {
            const article = document.querySelector('article')!;
            const box = article.scrollHeight > article.clientHeight + 10 ? article : document.documentElement;
            box.scrollTop = to * box.scrollHeight;
          }, share);
          const seen = await paintedHere(page, `at ${share} of ${scroller}`);
          assert.equal(seen.lastPainted, share === 1);
        }
        await page.close();
      }
    },
  },
  {
    name: 'many names: all of them are printed',
    async run(stage) {
      await stage.reset();
      const page = await stage.visit(stage.server.put('/many-names.html', { body: minutes('') }));
      await settledState(stage.session, page.url(), 30_000);
      await paintedHere(page, 'before printing');
      // A browser prints when these have been heard.
      await page.evaluate(() => dispatchEvent(new Event('beforeprint')));
      assert.ok((await look(page)).all >= PARAGRAPHS * 2);
      await page.evaluate(() => dispatchEvent(new Event('afterprint')));
      await eventually('a part again', async () => (await look(page)).all <= MANY_NAMES);
    },
  },
];

export default scenarios;
