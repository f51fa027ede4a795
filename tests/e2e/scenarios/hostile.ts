// Pages that do everything to a card that pages do: it must be seen, whole, beside its name.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Page } from 'puppeteer-core';
import type { PageState } from '../../../lib/messages.ts';
import { settledState } from '../../../tools/browsers/visit.ts';
import { eventually, type Scenario, type Stage } from '../harness.ts';

const VIEW = { width: 1200, height: 800 };

/** Served as a strict publisher would: no script but the page's own, Trusted Types with no policy at all. */
const HEADERS = {
  'content-security-policy':
    "default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'; require-trusted-types-for 'script'; trusted-types 'none'",
};

interface Situation {
  /** Element of the fixture that holds the name. */
  id: string;
  surface: string;
  /** What the page does first: a function of the fixture's `hostile`. */
  first?: 'popover' | 'modal' | 'fullscreen';
  /** Opened by the command: a modal dialog leaves nothing else to be pointed at. */
  byKey?: boolean;
}

const SITUATIONS: Situation[] = [
  { id: 'plain', surface: 'กรมโยธาธิการและผังเมือง' },
  { id: 'turned', surface: 'สภาสถาปนิก' },
  { id: 'columns', surface: 'มูลนิธิเพื่อผู้บริโภค' },
  { id: 'upright', surface: 'สมาคมอาคารชุดไทย' },
  { id: 'zoomed', surface: 'การเคหะแห่งชาติ' },
  { id: 'rtl', surface: 'สำนักงานนโยบายและแผนการขนส่งและจราจร' },
  { id: 'unselectable', surface: 'ธนาคารอาคารสงเคราะห์' },
  { id: 'glass', surface: 'กระทรวงมหาดไทย' },
  { id: 'through', surface: 'กระทรวงคมนาคม' },
  { id: 'clipped', surface: 'ศาลปกครองกลาง' },
  { id: 'plain', surface: 'กรมโยธาธิการและผังเมือง', first: 'popover' },
  { id: 'plain', surface: 'กรมโยธาธิการและผังเมือง', first: 'modal', byKey: true },
  { id: 'zoomed', surface: 'การเคหะแห่งชาติ', first: 'fullscreen' },
];

interface Hostile {
  hostile: Record<'popover' | 'modal' | 'close' | 'fullscreen', () => unknown>;
}

async function pointAtNameIn(page: Page, { id, surface }: Situation): Promise<void> {
  const at = await page.evaluate(
    (element, name) => {
      const holder = document.getElementById(element)!;
      // Not in the middle, where the page's popover lies over everything.
      holder.scrollIntoView({ block: 'start', behavior: 'instant' });
      scrollBy({ top: -120, behavior: 'instant' });
      const node = holder.firstChild as Text;
      const range = document.createRange();
      range.setStart(node, node.data.indexOf(name));
      range.setEnd(node, node.data.indexOf(name) + name.length);
      const { x, y, width, height } = range.getClientRects()[0]!;
      return { x: x + width / 2, y: y + height / 2 };
    },
    id,
    surface,
  );
  await page.mouse.move(at.x + 2, at.y + 30);
  await page.mouse.move(at.x, at.y, { steps: 3 });
}

/** Which of the points of a box show our host to the page. */
const hostAt = (page: Page, box: { x: number; y: number; width: number; height: number }) =>
  page.evaluate(({ x, y, width, height }) => {
    const inset = 14;
    const points = [
      [x + inset, y + inset],
      [x + width - inset, y + inset],
      [x + width / 2, y + height / 2],
      [x + inset, y + height - inset],
      [x + width - inset, y + height - inset],
    ] as const;
    return points.map(([left, top]) => {
      const found = document.elementFromPoint(left, top);
      return found !== null && /^[a-z]{12}-[a-z]{4}$/.test(found.localName) ? 'host' : (found?.id ?? 'none');
    });
  }, box);

/** What is wrong with how a card stands; empty when nothing is. */
async function faults(page: Page, card: PageState['card']): Promise<string[]> {
  if (!card) return ['closed again'];
  const wrong: string[] = [];
  const { x, y, width, height } = card.card;
  if (x < 0 || y < 0 || x + width > VIEW.width || y + height > VIEW.height)
    wrong.push(`outside the window: ${JSON.stringify(card.card)}`);
  if (width < 200 || width > 400 || height < 80) wrong.push(`size ${width} × ${height}`);
  const gaps = card.target.map((box) =>
    Math.hypot(
      Math.max(0, box.x - (x + width), x - (box.x + box.width)),
      Math.max(0, box.y - (y + height), y - (box.y + box.height)),
    ),
  );
  const nearest = Math.min(...gaps);
  if (nearest > 24) wrong.push(`${Math.round(nearest)} px from its name`);
  if (nearest < 1) wrong.push(`covers its name ${JSON.stringify(card.target)}`);
  const seen = await hostAt(page, card.card);
  if (seen.some((one) => one !== 'host')) wrong.push(`hidden: ${seen.join(' ')}`);
  return wrong;
}

async function openHostile(stage: Stage): Promise<{ page: Page; url: string }> {
  const url = stage.server.put('/news/hostile.html', {
    body: readFileSync(new URL('../../fixtures/pages/hostile-layout.html', import.meta.url)),
    headers: HEADERS,
  });
  const page = await stage.visit(url);
  await settledState(stage.session, url, 15_000);
  return { page, url };
}

const scenarios: Scenario[] = [
  {
    name: 'hostile: the card is seen, whole, beside its name, whatever the page does',
    timeout: 90_000,
    async run(stage) {
      const wrong: string[] = [];
      for (const situation of SITUATIONS) {
        const what = `${situation.id}${situation.first ? ` with ${situation.first}` : ''}`;
        const { page, url } = await openHostile(stage);
        const thrown: string[] = [];
        page.on('pageerror', (error) => thrown.push(String(error)));
        if (situation.first) {
          await page.evaluate((name) => (globalThis as unknown as Hostile).hostile[name](), situation.first);
        }
        try {
          if (situation.byKey) {
            const { annotation } = await settledState(stage.session, url, 5_000);
            const index = annotation.mentions.findIndex(({ surface }) => surface === situation.surface);
            await stage.session.sendToTab(url, { type: 'show-mention', index, open: true });
          } else await pointAtNameIn(page, situation);
          const shown = () => settledState(stage.session, url, 5_000);
          await eventually(
            'the card',
            async () => {
              const state = await shown();
              const mention = state.card && state.annotation.mentions[state.card.mention];
              return mention?.surface === situation.surface && state.card;
            },
            3_000,
          );
          await sleep(250);
          wrong.push(...(await faults(page, (await shown()).card)).map((fault) => `${what}: ${fault}`));
          // Opened after the card, it would come to lie over it.
          if (situation.id === 'turned') {
            await page.evaluate(() => (globalThis as unknown as Hostile).hostile.popover());
            await sleep(100);
            wrong.push(
              ...(await faults(page, (await shown()).card)).map(
                (fault) => `${what}, popover later: ${fault}`,
              ),
            );
          }
        } catch (error) {
          wrong.push(`${what}: ${error instanceof Error ? error.message : String(error)}`);
        }
        wrong.push(...thrown.map((error) => `${what}: ${error}`));
        await page.close();
      }
      assert.deepEqual(wrong, []);
    },
  },
];

export default scenarios;
