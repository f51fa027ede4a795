// Two tabs, a list, the side panel and the background that write to one library at once, and what they owe each other.
import { setTimeout as sleep } from 'node:timers/promises';
import type { Page } from 'puppeteer-core';
import { settledState } from '../../tools/browsers/visit.ts';
import { eventually, type Stage } from './harness.ts';
import { articleRows, libraryProblems } from './library-rows.ts';
import { editionText, type SavedStory, saveStory, saveTab } from './library-stories.ts';

export interface StressOutcome {
  /** How often each writer wrote. */
  saves: number;
  panelSaves: number;
  tags: number;
  keys: number;
  purges: number;
  /** One sentence for each promise that was not kept. */
  problems: string[];
}

/** Opens a page of the library in front, as large as the pages that are visited. */
export async function openLibrary(stage: Stage, path: string): Promise<Page> {
  const page = await stage.open(path);
  await page.setViewport({ width: 1200, height: 800 });
  await page.bringToFront();
  return page;
}

/** A tag given through the reader's own field, without the focus that a second tab cannot have. */
async function giveTag(tab: Page, tag: string): Promise<void> {
  await tab.evaluate(async (text) => {
    const input = document.querySelector<HTMLInputElement>('.tag-input')!;
    Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value')!.set!.call(input, text);
    input.dispatchEvent(new Event('input', { bubbles: true }));
    await new Promise((resolve) => setTimeout(resolve));
    input.form!.requestSubmit();
  }, tag);
}

/** The side panel's way of saving: its own message to the background. */
const panelSave = (panel: Page, tabId: number) =>
  panel.evaluate(async (id) => {
    const { browser, chrome } = globalThis as unknown as Record<
      'browser' | 'chrome',
      { runtime: { sendMessage(message: unknown): Promise<{ ok: boolean }> } }
    >;
    return (await (browser ?? chrome).runtime.sendMessage({ type: 'save-tab', tabId: id })).ok;
  }, tabId);

/** Puts one article into the bin and deletes it for good, by the buttons of the bin. */
const purgeInBin = (bin: Page, articleId: string) =>
  bin.evaluate(async (id) => {
    const pause = () => new Promise((resolve) => setTimeout(resolve, 30));
    for (let i = 0; i < 40; i++) {
      const row = document.querySelector(`.bin-page a[href*="${id}"]`)?.closest('li');
      const button = row?.querySelectorAll('button')[1];
      if (button) {
        button.click();
        await pause();
        const sure = document.querySelectorAll<HTMLElement>('dialog[open] footer button')[1];
        sure?.click();
        return sure !== undefined;
      }
      await pause();
    }
    return false;
  }, articleId);

/** `dice` gives numbers in 0…1 and decides who pauses how long. The stage must be empty; it is left as it is. */
export async function writeAtOnce(stage: Stage, ms: number, dice: () => number): Promise<StressOutcome> {
  const problems: string[] = [];
  const stories: SavedStory[] = [];
  for (let n = 0; n < 4; n++) stories.push(await saveStory(stage, n));
  const [first] = stories;
  const lasting = stories.slice(0, 3);
  const doomed = stories[3]!;
  const readers = [
    await openLibrary(stage, `library.html#/article/${first!.articleId}`),
    await openLibrary(stage, `library.html#/article/${first!.articleId}`),
  ];
  for (const tab of readers)
    await eventually('the reader', () => tab.evaluate(() => document.querySelector('.tag-input') !== null));
  const bin = await openLibrary(stage, 'library.html#/bin');
  const panel = await stage.open('sidepanel.html');
  const list = await openLibrary(stage, 'library.html');
  await eventually('the list', () =>
    list.evaluate(() => document.querySelectorAll('.article-row').length === 4),
  );

  const end = Date.now() + ms;
  const pause = (most: number) => sleep(20 + dice() * most);
  let edition = 0;
  let saves = 0;
  /** The pages change, and are saved again and again. */
  const saving = async () => {
    while (Date.now() < end) {
      edition++;
      for (const { page, tabId } of lasting) {
        await page.evaluate((text) => {
          document.querySelector('#edition')!.textContent = text;
        }, editionText(edition));
        await saveTab(stage, tabId);
        saves++;
      }
    }
  };
  let panelSaves = 0;
  const savingFromPanel = async () => {
    while (Date.now() < end) {
      const { tabId } = stories[Math.floor(dice() * stories.length)]!;
      if (await panelSave(panel, tabId)) panelSaves++;
      else problems.push('the side panel could not save');
      await pause(120);
    }
  };
  /** Each of two tabs gives one article tags of its own, one after the other. */
  const tagging = async (tab: Page, name: string) => {
    const given: string[] = [];
    while (Date.now() < end) {
      const tag = `${name}${given.length}`;
      await giveTag(tab, tag);
      given.push(tag);
      await pause(200);
    }
    return given;
  };
  let pressed = 0;
  /** The list stars, marks as read, deletes and takes it back. */
  const pressing = async () => {
    for (; Date.now() < end; pressed++) {
      await list.evaluate((step) => {
        const key = (name: string) =>
          dispatchEvent(new KeyboardEvent('keydown', { key: name, bubbles: true }));
        key('j');
        key(['s', 'u', '#', 's'][step % 4]!);
        if (step % 4 === 3) document.querySelector<HTMLElement>('.ui-toast button')?.click();
      }, pressed);
      await pause(80);
    }
  };
  let purges = 0;
  /** One story is deleted for good and saved anew, over and over, while others save it too. */
  const purging = async () => {
    while (Date.now() < end) {
      const id = await saveTab(stage, doomed.tabId);
      await bin.evaluate((articleId) => {
        location.hash = `#/article/${articleId}`;
      }, id);
      await eventually('the doomed article', () =>
        bin.evaluate(() => document.querySelector('.tag-input') !== null),
      );
      await bin.evaluate(() => document.querySelector<HTMLElement>('[data-action="bin"]')?.click());
      await bin.evaluate(() => {
        location.hash = '#/bin';
      });
      if (await purgeInBin(bin, id)) purges++;
      await pause(200);
    }
  };
  const [a, b] = await Promise.all([
    tagging(readers[0]!, 'a'),
    tagging(readers[1]!, 'b'),
    saving(),
    savingFromPanel(),
    pressing(),
    purging(),
  ]);

  // The last edition has been read by then, and the last writes are through.
  for (const { page, tabId } of lasting) {
    await eventually('the reader has seen the last edition', async () =>
      (await settledState(stage.session, page.url(), 10_000)).text.includes(editionText(edition)),
    );
    await saveTab(stage, tabId);
  }
  await sleep(500);
  problems.push(...(await libraryProblems(list)));
  const rows = await articleRows(list);
  for (const { articleId, page } of lasting) {
    const row = rows.find((one) => one.id === articleId);
    if (!row) problems.push(`${page.url()} is gone, or has another id`);
    else if (row.deletedAt !== null) problems.push(`${row.url} was saved last of all and is in the bin`);
    else if (!row.text.includes(editionText(edition))) problems.push(`${row.url} has not edition ${edition}`);
  }
  const tags = new Set(rows.find((row) => row.id === first!.articleId)?.tags);
  const lost = [...a, ...b].filter((tag) => !tags.has(tag));
  if (lost.length > 0) problems.push(`tags lost: ${lost.join(', ')}`);
  if (tags.size !== a.length + b.length) problems.push(`${tags.size} tags of ${a.length + b.length}`);
  return { saves, panelSaves, tags: a.length + b.length, keys: pressed, purges, problems };
}
