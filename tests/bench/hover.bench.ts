// From the end of the intent delay to the card on the screen, and how long the side panel takes to show a page's names.
import { readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import type { PageServer } from '../../tools/browsers/serve.ts';
import { pointAt } from '../../tools/browsers/text-on-page.ts';
import { settledState } from '../../tools/browsers/visit.ts';
import { type Figure, figure, type Section } from './figures.ts';
import { type Pairs, VIEWPORT, WHERE } from './pairs.ts';

export async function run(pairs: Pairs, server: PageServer, quick: boolean): Promise<Section> {
  const where = WHERE[pairs.name];
  const { session } = pairs;
  const url = server.put('/bench/hover.html', {
    body: readFileSync(new URL('../fixtures/pages/sample-story.html', import.meta.url)),
  });
  const page = await session.browser.newPage();
  await page.setViewport(VIEWPORT);
  await page.bringToFront();
  await page.goto(url, { waitUntil: 'load' });
  const state = await settledState(session, url, 20_000);
  const surfaces = [...new Set(state.annotation.mentions.map((mention) => mention.surface))];
  const delays: number[] = [];
  let missed = 0;
  const wanted = quick ? 4 : 30;
  for (let i = 0; delays.length < wanted && i < wanted * 2; i++) {
    await page.mouse.move(5, 5);
    await page.keyboard.press('Escape');
    try {
      await pointAt(page, surfaces[i % surfaces.length]!);
    } catch {
      // The name stands in two text nodes, which the search for it does not see: the next one will do.
      continue;
    }
    const end = Date.now() + 2_000;
    let after: number | null = null;
    while (after === null && Date.now() < end) {
      await sleep(60);
      const { card } = await settledState(session, url, 5_000);
      if (card?.state === 'open') after = card.paintedAfterMs;
    }
    if (after === null) missed++;
    else delays.push(after);
  }
  const figures: Figure[] = [
    figure('card on the screen, p95, after the intent delay', where, delays, 'ms', { most: 20 }),
    figure('hovers that gave no card within 2 s', where, [missed], 'count'),
  ];
  const tab = await session.tabId(url);
  const opened: number[] = [];
  for (let i = 0; i < (quick ? 1 : 5); i++) {
    const panel = await session.openExtensionPage(`sidepanel.html?tab=${tab}`);
    opened.push(
      await panel.evaluate(
        () =>
          new Promise<number>((resolve) => {
            const look = () => {
              if (document.querySelector('.panel-row'))
                resolve(
                  performance.getEntriesByName('wonglep-panel-rows')[0]?.startTime ?? performance.now(),
                );
              else setTimeout(look, 4);
            };
            look();
          }),
      ),
    );
    await panel.close();
  }
  figures.push(figure('side panel, from its navigation to names seen by the driver', where, opened, 'ms'));
  await page.close();
  return {
    title: `Hover to card, ${where}`,
    method:
      'The sample story; the pointer comes to one name after the other. The time is the extension’s own, from the end of the intent delay to the frame that shows the card. The panel’s figure holds the driver’s way to the new page.',
    figures,
  };
}
