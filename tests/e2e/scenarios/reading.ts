// From a page to a card: detection, page text, highlights, card, in the installed extension.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { countMutations, mutationsSeen, paintedTexts } from '../../../tools/browsers/page-counters.ts';
import { pointAt } from '../../../tools/browsers/text-on-page.ts';
import { settledState, visit } from '../../../tools/browsers/visit.ts';
import { loadRecogniser } from '../../../tools/recogniser-parts.ts';
import { type ExpectedPage, expectedPages } from '../../fixtures/pages/load.ts';
import { eventually, type Scenario, type Stage } from '../harness.ts';

const recogniser = loadRecogniser();

/** Serves a fixture as its publisher would; gives the URL. */
function served(
  stage: Stage,
  page: Pick<ExpectedPage, 'file' | 'headers'>,
  extra: Record<string, string> = {},
): string {
  return stage.server.put(`/news/${page.file}`, {
    body: readFileSync(new URL(`../../fixtures/pages/${page.file}`, import.meta.url)),
    headers: { ...page.headers, ...extra },
  });
}

const story = { file: 'sample-story.html' };

/** Every fixture's verdict and text, and the same mentions in the browser as in Node. */
const fixtures: Scenario[] = expectedPages().map((expected) => ({
  name: `${expected.file} is ${expected.verdict}`,
  async run(stage) {
    // What other scenarios taught the extension would be found here and not in Node.
    await stage.reset();
    const seen = await visit(stage.session, served(stage, expected));
    try {
      // Pages that draw themselves late are looked at again when they have.
      const state = await eventually(
        `verdict ${expected.verdict}`,
        async () => {
          const now = await settledState(stage.session, seen.url, 5_000);
          return now.detection.verdict === expected.verdict && now;
        },
        3_000 + (expected.settlesAfterMs ?? 0),
      );
      if (expected.language !== 'und') assert.equal(state.detection.language, expected.language);
      assert.deepEqual([...state.errors, ...seen.errors], []);
      if (expected.verdict !== 'thai-news') {
        assert.equal(state.mode, 'looked-at');
        return;
      }
      const settled = expected.settlesAfterMs
        ? await eventually(
            'the late part of the page',
            async () => {
              const now = await settledState(stage.session, seen.url, 5_000);
              return expected.contains.every((part) => now.text.includes(part)) && now;
            },
            8_000,
          )
        : state;
      if (expected.title) assert.equal(settled.meta?.title, expected.title);
      if (expected.publishedAt) assert.equal(settled.meta?.publishedAt, expected.publishedAt);
      for (const part of expected.contains)
        assert.ok(settled.text.includes(part), `'${part}' is in the text`);
      for (const part of expected.omits)
        assert.ok(!settled.text.includes(part), `'${part}' is not in the text`);
      const inNode = recogniser.annotate(settled.text);
      assert.deepEqual(settled.annotation.mentions, JSON.parse(JSON.stringify(inNode.mentions)));
      assert.deepEqual(settled.annotation.entities, JSON.parse(JSON.stringify(inNode.entities)));
    } finally {
      await seen.page.close();
    }
  },
}));

const scenarios: Scenario[] = [
  ...fixtures,
  {
    name: 'a name under the pointer is explained beside it, within two frames of the intent delay',
    async run(stage) {
      const page = await stage.visit(served(stage, story));
      const state = await settledState(stage.session, page.url(), 15_000);
      const mention = state.annotation.mentions.find((m) => m.kind === 'name');
      assert.ok(mention, 'the story names somebody');
      const box = await pointAt(page, mention.surface);
      const report = await eventually('the card', async () => {
        const { card } = await settledState(stage.session, page.url(), 5_000);
        // It may be asked between its opening and its frame.
        return card?.state === 'open' && card.card.height > 0 && card.paintedAfterMs !== null && card;
      });
      const overlap =
        Math.min(report.card.x + report.card.width, box.x + box.width) > Math.max(report.card.x, box.x) &&
        Math.min(report.card.y + report.card.height, box.y + box.height) > Math.max(report.card.y, box.y) + 1;
      assert.equal(overlap, false, 'the card does not cover the name');
      assert.ok(report.card.x >= 0 && report.card.x + report.card.width <= 1200, 'inside the viewport');
      assert.ok(report.card.y >= 0 && report.card.y + report.card.height <= 800, 'inside the viewport');
      assert.ok(report.paintedAfterMs! <= 2 * 17 + 17, `painted after ${report.paintedAfterMs} ms`);
      const entity = state.annotation.entities.find((e) => e.id === mention.entity);
      if (entity?.english[0])
        assert.ok(report.text.includes(entity.english[0]), 'the card says it in English');
      await page.keyboard.press('Escape');
      await eventually(
        'Escape closes',
        async () => (await settledState(stage.session, page.url(), 5_000)).card === null,
      );
    },
  },
  {
    name: 'the page keeps its tree: no mutation but the host element, through hover and card',
    async run(stage) {
      const page = await stage.session.browser.newPage();
      try {
        await page.setViewport({ width: 1200, height: 800 });
        await countMutations(page);
        await page.goto(served(stage, story, { 'content-security-policy': "script-src 'none'" }), {
          waitUntil: 'load',
        });
        const state = await settledState(stage.session, page.url(), 15_000);
        assert.ok((await paintedTexts(page)).length >= state.annotation.mentions.length, 'names are painted');
        await pointAt(page, state.annotation.mentions.find((m) => m.kind === 'name')!.surface);
        await eventually('the card', async () => (await settledState(stage.session, page.url(), 5_000)).card);
        assert.equal(await mutationsSeen(page), 0);
      } finally {
        await page.close();
      }
    },
  },
  {
    name: 'names are painted under a strict policy with Trusted Types',
    async run(stage) {
      const page = await stage.visit(
        served(stage, expectedPages().find((p) => p.file === 'strict-csp.html')!),
      );
      const state = await settledState(stage.session, page.url(), 15_000);
      const painted = await paintedTexts(page);
      for (const mention of state.annotation.mentions.filter((m) => m.kind !== 'abbreviation')) {
        assert.ok(painted.includes(mention.surface), `${mention.surface} is painted`);
      }
    },
  },
  {
    name: 'a page that clears the registry of highlights gets them again, and no data',
    async run(stage) {
      const page = await stage.visit(served(stage, story));
      await settledState(stage.session, page.url(), 15_000);
      const before = (await paintedTexts(page)).length;
      assert.ok(before > 0);
      await page.evaluate(() => CSS.highlights.clear());
      await page.mouse.move(300, 300);
      await page.mouse.move(320, 320);
      await eventually('the highlights are back', async () => (await paintedTexts(page)).length >= before);
    },
  },
  {
    name: 'an article that is drawn anew every 200 ms keeps its highlights',
    async run(stage) {
      const page = await stage.visit(served(stage, { file: 'react-live.html' }));
      await settledState(stage.session, page.url(), 15_000);
      let missing = 0;
      for (let i = 0; i < 20; i++) {
        await sleep(137);
        if ((await paintedTexts(page)).length === 0) missing++;
      }
      // Highlights are due within 100 ms of a render, and a render comes every 200 ms.
      assert.ok(missing <= 10, `without highlights at ${missing} of 20 looks`);
    },
  },
  {
    name: 'a page in another language is left alone: no reader, nothing painted',
    async run(stage) {
      const page = await stage.session.browser.newPage();
      try {
        await countMutations(page);
        await page.goto(
          served(stage, { file: 'english.html' }, { 'content-security-policy': "script-src 'none'" }),
          { waitUntil: 'load' },
        );
        const state = await settledState(stage.session, page.url(), 15_000);
        assert.equal(state.mode, 'looked-at');
        assert.equal(await page.evaluate(() => CSS.highlights.size), 0);
        assert.equal(await mutationsSeen(page), 0);
      } finally {
        await page.close();
      }
    },
  },
  {
    name: 'saving twice keeps one article',
    async run(stage) {
      await stage.reset();
      const page = await stage.visit(served(stage, story));
      await settledState(stage.session, page.url(), 15_000);
      const tabId = await stage.session.tabId(page.url());
      const save = () =>
        stage.session.send<{ ok: boolean; value: { state: string; mentions: number } }>({
          type: 'save-tab',
          tabId,
        });
      const first = await save();
      assert.equal(first.ok && first.value.state, 'saved');
      assert.ok(first.value.mentions > 5);
      const second = await save();
      assert.equal(second.ok && second.value.state, 'unchanged');
      const count = await stage.session.bridge.evaluate(
        () =>
          new Promise<number>((resolve, reject) => {
            const open = indexedDB.open('wonglep');
            open.onerror = () => reject(open.error);
            open.onsuccess = () => {
              const request = open.result.transaction('articles').objectStore('articles').count();
              request.onsuccess = () => {
                open.result.close();
                resolve(request.result);
              };
              request.onerror = () => reject(request.error);
            };
          }),
      );
      assert.equal(count, 1);
    },
  },
];

export default scenarios;
