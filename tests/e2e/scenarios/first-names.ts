// The first names of a page: how they come to their style, and what the page has to do with it.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import type { Page } from 'puppeteer-core';
import { settledState } from '../../../tools/browsers/visit.ts';
import { eventually, type Scenario } from '../harness.ts';

const STORY = readFileSync(new URL('../../fixtures/pages/sample-story.html', import.meta.url), 'utf8');

/** A page with adopted sheets of its own, one from the start and one put behind all others once there are names; looks at each frame. */
const OWN_SHEETS = `<script>
  const sheet = (css) => { const made = new CSSStyleSheet(); made.replaceSync(css); return made; };
  const own = [sheet('p { letter-spacing: 0.25px }'), sheet('p { word-spacing: 1px }')];
  document.adoptedStyleSheets = [own[0]];
  const isDrawn = (name) => getComputedStyle(document.documentElement, '::highlight(' + name + ')').textDecorationLine === 'underline';
  window.watched = { frames: 0, bare: 0, dressed: 0, own: () => document.adoptedStyleSheets.map((one) => own.indexOf(one)) };
  let late = false;
  (function look() {
    const names = [...CSS.highlights.keys()];
    if (names.length) {
      watched.frames++;
      if (!names.some(isDrawn)) watched.bare++;
      if (watched.own().includes(-1)) watched.dressed++;
      if (!late) document.adoptedStyleSheets = [...document.adoptedStyleSheets, own[1]];
      late = true;
    }
    requestAnimationFrame(look);
  })();
</script>`;

interface Watched {
  /** Frames with names in the registry, and those of them in which no name had its style. */
  frames: number;
  bare: number;
  /** Frames with names in which the document had adopted a sheet that is not the page's. */
  dressed: number;
  /** The document's adopted sheets by their place among the page's own; -1: not the page's. */
  own(): number[];
}

const watched = (page: Page) =>
  page.evaluate(() => {
    const { watched } = globalThis as unknown as { watched: Watched };
    return { frames: watched.frames, bare: watched.bare, dressed: watched.dressed, own: watched.own() };
  });

const scenarios: Scenario[] = [
  {
    name: 'first names: they have their style from their first frame on, and the page’s own sheets stay as they are',
    async run(stage) {
      await stage.reset();
      const body = STORY.replace(/<head[^>]*>/i, (head) => head + OWN_SHEETS);
      const url = stage.server.put('/sheets/story.html', { body });
      // The second time the site is known, and names come with the page's first frames.
      let dressedFrames = 0;
      for (const visit of ['first', 'second']) {
        const page = await stage.visit(url);
        await settledState(stage.session, url, 20_000);
        await eventually('the page’s sheets, and no other', async () => {
          const { own } = await watched(page);
          return own.join() === '0,1';
        });
        const { frames, bare, dressed } = await watched(page);
        assert.ok(frames > 0);
        dressedFrames += dressed;
        // Chromium’s styles are on their way when the names come, and nearly always there first.
        if (stage.browserName === 'firefox')
          assert.equal(bare, 0, `frames of the ${visit} visit in which names had no style`);
        const names = await page.evaluate(() =>
          [...CSS.highlights.keys()].map(
            (name) => getComputedStyle(document.documentElement, `::highlight(${name})`).textDecorationLine,
          ),
        );
        assert.ok(names.includes('underline'), 'the names keep their style');
        await page.close();
      }
      // Firefox puts styles in late, so they come with the names; no other browser’s pages have to see them.
      assert.equal(dressedFrames > 0, stage.browserName === 'firefox', `${dressedFrames} frames`);
    },
  },
];

export default scenarios;
