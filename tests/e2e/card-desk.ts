// What the scenarios of the card share: the sample story on a page of its own, and its card opened by key.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import type { Page } from 'puppeteer-core';
import type { PageState } from '../../lib/messages.ts';
import { settledState } from '../../tools/browsers/visit.ts';
import { eventually, type Stage } from './harness.ts';

/** Serves a page of the fixtures at `path`; gives its address. */
export const fixture = (stage: Stage, file: string, path: string) =>
  stage.server.put(path, { body: readFileSync(new URL(`../fixtures/pages/${file}`, import.meta.url)) });

export const stateOf = (stage: Stage, url: string) => settledState(stage.session, url, 10_000);
export const cardOf = async (stage: Stage, url: string) => (await stateOf(stage, url)).card;

export async function openStory(
  stage: Stage,
  path: string,
): Promise<{ page: Page; url: string; state: PageState }> {
  const url = fixture(stage, 'sample-story.html', path);
  const page = await stage.visit(url);
  return { page, url, state: await stateOf(stage, url) };
}

/** Opens the card of a name with the focus in it, as a key does. */
export async function openByKey(stage: Stage, page: Page, url: string, surface: string): Promise<void> {
  const { annotation } = await stateOf(stage, url);
  const index = annotation.mentions.findIndex((mention) => mention.surface === surface);
  assert.ok(index >= 0, `${surface} is on the page`);
  await page.bringToFront();
  await stage.session.sendToTab(url, { type: 'show-mention', index, open: true });
  await eventually('the card', async () => (await cardOf(stage, url))?.state === 'keyboard');
}

/** Presses the card's n-th button from its end (1: more, 2: wrong, 3: edit, 4: copy), by keys alone. */
export async function pressFromEnd(page: Page, nth: number): Promise<void> {
  await page.keyboard.down('Shift');
  for (let i = 0; i < nth; i++) await page.keyboard.press('Tab');
  await page.keyboard.up('Shift');
  await page.keyboard.press('Enter');
}
