// The card in the hand: touch, drag, copy, speech, glosses between the lines, frames.
import assert from 'node:assert/strict';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Page } from 'puppeteer-core';
import { boxOfText, pointAt } from '../../../tools/browsers/text-on-page.ts';
import { cardOf, fixture, openByKey, openStory, pressFromEnd, stateOf } from '../card-desk.ts';
import { eventually, type Scenario, type Stage } from '../harness.ts';

const NAME = 'กรมควบคุมมลพิษ';

async function setSettings(stage: Stage, settings: object): Promise<void> {
  await stage.session.bridge.evaluate(async (value) => {
    const { browser, chrome } = globalThis as unknown as Record<
      'browser' | 'chrome',
      { storage: { local: { set(items: object): Promise<void> } } }
    >;
    await (browser ?? chrome).storage.local.set({ settings: value });
  }, settings);
}

interface WelcomeCard {
  buttons: string[];
  text: string;
}

/** The card of the welcome page, whose shadow root is open. */
const welcomeCard = (page: Page): Promise<WelcomeCard | null> =>
  page.evaluate(() => {
    for (const { shadowRoot } of document.documentElement.children) {
      const card = shadowRoot?.querySelector<HTMLElement>('.card:not([hidden])');
      // Drawn, but not shown before the pointer has rested long enough.
      if (!card || card.style.visibility === 'hidden') continue;
      const buttons = [...card.querySelectorAll('[data-do]')].map((b) => b.getAttribute('data-do') ?? '');
      return { buttons, text: card.textContent ?? '' };
    }
    return null;
  });

/** Where each gloss between the lines stands, and where its name's box ends. */
const labels = (page: Page, surface: string) =>
  page.evaluate((name) => {
    let label: DOMRect | null = null;
    for (const { shadowRoot } of document.documentElement.children) {
      const spans = [...(shadowRoot?.querySelectorAll<HTMLElement>('.inline span') ?? [])];
      const found = spans.find((span) => span.textContent === 'Ministry of Commerce');
      if (found) label = found.getBoundingClientRect();
    }
    const walker = document.createTreeWalker(document.querySelector('article')!, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const at = (node as Text).data.indexOf(name);
      if (at < 0) continue;
      const range = document.createRange();
      range.setStart(node, at);
      range.setEnd(node, at + name.length);
      const box = [...range.getClientRects()].at(-1)!;
      return { label: label && { x: label.x, y: label.y }, name: { x: box.x, bottom: box.bottom } };
    }
    return null;
  }, surface);

const scenarios: Scenario[] = [
  {
    name: 'hands: a tap opens a card, a tap elsewhere closes it',
    async run(stage) {
      await stage.reset();
      const { page, url } = await openStory(stage, '/news/touch.html');
      const box = (await boxOfText(page, NAME))!;
      await page.touchscreen.tap(box.x + 20, box.y + box.height / 2);
      const card = await eventually('the card', async () => cardOf(stage, url));
      assert.equal(card.state, 'touch');
      await sleep(600);
      assert.equal((await cardOf(stage, url))?.state, 'touch', 'it stays after the finger has gone');
      await page.touchscreen.tap(6, 420);
      await eventually('it closes', async () => (await cardOf(stage, url)) === null);
    },
  },
  {
    name: 'hands: a pinned card is dragged, stays where it was put, and stays inside the window',
    async run(stage) {
      await stage.reset();
      const { page, url } = await openStory(stage, '/news/drag.html');
      const box = await pointAt(page, NAME);
      await page.mouse.click(box.x + 20, box.y + box.height / 2);
      await eventually('the pinned card', async () => {
        const card = await cardOf(stage, url);
        return card?.state === 'pinned' && card;
      });
      // It comes up with a motion of its own: where it is counts once it stands still.
      let seen = '';
      const atRest = () =>
        eventually('the card at rest', async () => {
          const { card } = (await cardOf(stage, url))!;
          const now = JSON.stringify(card);
          const still = now === seen;
          seen = now;
          return still && card;
        });
      const drag = async (dx: number, dy: number) => {
        const card = await atRest();
        await page.mouse.move(card.x + 40, card.y + 20);
        await page.mouse.down();
        await page.mouse.move(card.x + 40 + dx / 2, card.y + 20 + dy / 2, { steps: 3 });
        await page.mouse.move(card.x + 40 + dx, card.y + 20 + dy, { steps: 3 });
        await page.mouse.up();
        return { from: card, moved: await atRest() };
      };
      const { from, moved } = await drag(120, 70);
      const off = [Math.abs(moved.x - from.x - 120), Math.abs(moved.y - from.y - 70)];
      assert.ok(Math.max(...off) <= 1.5, JSON.stringify({ from, moved }));
      await page.evaluate(() => scrollBy(0, 120));
      await sleep(200);
      assert.ok(
        Math.abs((await cardOf(stage, url))!.card.y - moved.y) <= 1,
        'scrolling does not take it along',
      );
      const { card: now } = (await cardOf(stage, url))!;
      // Firefox’s driver moves no pointer out of the window.
      const { moved: far } = await drag(1_190 - now.x - 40, 790 - now.y - 20);
      assert.ok(far.x + far.width <= 1200 && far.y + far.height <= 800, JSON.stringify(far));
    },
  },
  {
    name: 'hands: copy fills the reader’s own template',
    async run(stage) {
      await stage.reset();
      await setSettings(stage, { card: { copyTemplate: '{english} = {thai}[ / {acronyms}]' } });
      const { page, url } = await openStory(stage, '/news/copy.html');
      await openByKey(stage, page, url, NAME);
      await pressFromEnd(page, 4);
      await eventually('what was copied is said', async () =>
        (await cardOf(stage, url))?.text.includes(`Pollution Control Department = ${NAME}`),
      );
    },
  },
  {
    name: 'hands: no button for speech where there is no voice, and one that speaks where there is',
    async run(stage) {
      await stage.reset();
      const page = await stage.open('welcome.html');
      await page.bringToFront();
      await eventually('the names are marked', () => page.evaluate(() => CSS.highlights.size > 0));
      const open = async () => {
        await page.mouse.move(5, 5);
        await pointAt(page, 'กระทรวงพาณิชย์');
        return (await eventually('the card', () => welcomeCard(page))).buttons;
      };
      await page.evaluate(() => {
        Object.defineProperty(speechSynthesis, 'getVoices', { configurable: true, value: () => [] });
      });
      const silent = await open();
      assert.ok(silent.includes('copy'));
      assert.ok(!silent.includes('listen'), silent.join(' '));
      await page.keyboard.press('Escape');
      await eventually('it is closed', async () => (await welcomeCard(page)) === null);
      await page.evaluate(() => {
        const spoken: string[] = [];
        Object.assign(globalThis, { spoken });
        const voice = { localService: true, lang: 'th-TH', name: 'Malee' };
        const remote = { localService: false, lang: 'en-GB', name: 'Far' };
        Object.defineProperty(speechSynthesis, 'getVoices', { value: () => [remote, voice] });
        Object.defineProperty(speechSynthesis, 'speak', {
          value: (said: { text: string }) => spoken.push(said.text),
        });
        Object.assign(globalThis, {
          SpeechSynthesisUtterance: class {
            text: string;
            constructor(text: string) {
              this.text = text;
            }
          },
        });
      });
      assert.ok((await open()).includes('listen'));
      const spoken = await page.evaluate(() => {
        for (const { shadowRoot } of document.documentElement.children)
          shadowRoot?.querySelector<HTMLElement>('[data-do=listen]')?.click();
        return (globalThis as unknown as { spoken: string[] }).spoken;
      });
      assert.deepEqual(spoken, ['กระทรวงพาณิชย์'], 'Thai aloud; the English not, as its voice is far away');
    },
  },
  {
    name: 'hands: glosses between the lines follow scrolling and resizing',
    async run(stage) {
      await stage.reset();
      await setSettings(stage, { inline: true });
      const page = await stage.open('welcome.html');
      await page.setViewport({ width: 1200, height: 500 });
      await page.bringToFront();
      const stands = async (what: string) =>
        eventually(what, async () => {
          const found = await labels(page, 'กระทรวงพาณิชย์');
          const { label, name } = found ?? {};
          if (!label || !name) throw new Error(JSON.stringify(found));
          if (Math.abs(label.x - name.x) > 2 || Math.abs(label.y - name.bottom) > 6)
            throw new Error(JSON.stringify(found));
          return name;
        });
      const first = await stands('the gloss under its name');
      await page.evaluate(() => scrollBy({ top: 60, behavior: 'instant' }));
      const scrolled = await stands('the gloss after scrolling');
      assert.notEqual(scrolled.bottom, first.bottom, 'the page did scroll');
      await page.setViewport({ width: 700, height: 640 });
      await stands('the gloss after resizing');
    },
  },
  {
    name: 'hands: names in a frame of the same origin are painted there, and have their card',
    async run(stage) {
      await stage.reset();
      const url = fixture(stage, 'iframe-article.html', '/news/frame.html');
      const page = await stage.visit(url);
      const { annotation } = await stateOf(stage, url);
      const painted = await eventually('names painted in the frame', () =>
        page.evaluate(() => {
          const { CSS: css } = document.querySelector('iframe')!.contentWindow as unknown as {
            CSS: { highlights: Map<string, Set<AbstractRange>> };
          };
          const found = [...css.highlights.values()].flatMap((highlight) =>
            [...highlight].map(({ startContainer, startOffset, endOffset }) =>
              (startContainer as Text).data.slice(startOffset, endOffset),
            ),
          );
          return found.length > 0 && found;
        }),
      );
      assert.ok(painted.includes('กระทรวงสาธารณสุข'), painted.join(' '));
      assert.ok(painted.length >= 4, `${painted.length} of ${annotation.mentions.length}`);
      const at = await page.evaluate(() => {
        const frame = document.querySelector('iframe')!;
        const range = frame.contentDocument!.createRange();
        range.selectNodeContents(frame.contentDocument!.querySelector('p')!.firstChild!);
        const [box] = range.getClientRects();
        const { left, top } = frame.getBoundingClientRect();
        return { x: left + frame.clientLeft + box!.x, y: top + frame.clientTop + box!.y };
      });
      await page.mouse.move(at.x + 40, at.y + 60);
      await page.mouse.move(at.x + 20, at.y + 8, { steps: 3 });
      const card = await eventually('its card', async () => cardOf(stage, url));
      assert.ok(Math.abs(card.target[0]!.x - at.x) < 2, 'beside the name in the frame');
    },
  },
  {
    name: 'hands: a card opened and closed 200 times leaves nothing behind',
    timeout: 90_000,
    async run(stage) {
      await stage.reset();
      const { page, url } = await openStory(stage, '/news/cycles.html');
      const cycle = async (times: number) => {
        for (let i = 0; i < times; i++) {
          await page.keyboard.down('Alt');
          await page.keyboard.press('Period');
          await page.keyboard.up('Alt');
          await page.keyboard.press('Escape');
        }
      };
      const hosts = () =>
        page.evaluate(
          () =>
            [...document.querySelectorAll('*')].filter(({ localName }) =>
              /^[a-z]{12}-[a-z]{4}$/.test(localName),
            ).length,
        );
      // Every name's card was drawn once by then, so that nothing is new but what a leak would leave.
      await cycle(40);
      if (stage.browserName !== 'chrome') {
        await cycle(200);
        assert.equal(await cardOf(stage, url), null);
        assert.equal(await hosts(), 1);
        return;
      }
      const client = await page.createCDPSession();
      const counted = async () => {
        for (let i = 0; i < 3; i++) await client.send('HeapProfiler.collectGarbage');
        const { nodes, jsEventListeners } = await client.send('Memory.getDOMCounters');
        const { usedSize } = await client.send('Runtime.getHeapUsage');
        return { nodes, jsEventListeners, heap: usedSize };
      };
      const before = await counted();
      await cycle(200);
      await sleep(300);
      const after = await counted();
      console.log(
        `        200 cycles: nodes ${before.nodes} → ${after.nodes}, listeners ${before.jsEventListeners} → ${after.jsEventListeners}, page's heap ${((after.heap - before.heap) / 1024).toFixed(0)} KB more`,
      );
      assert.equal(await hosts(), 1);
      assert.ok(after.nodes <= before.nodes + 2, `nodes ${before.nodes} → ${after.nodes}`);
      assert.ok(after.jsEventListeners <= before.jsEventListeners, 'listeners');
    },
  },
];

export default scenarios;
