// The browser loses the library: the copy that it keeps by itself brings it back.
import assert from 'node:assert/strict';
import type { Page } from 'puppeteer-core';
import { clearFiles, clearRows } from '../clear-stores.ts';
import { eventually, type Scenario } from '../harness.ts';
import { saveStory } from '../library-stories.ts';
import { openLibrary } from '../library-stress.ts';
import { rowsOf } from '../review-desk.ts';

const click = (page: Page, selector: string) =>
  page.evaluate((wanted) => document.querySelector<HTMLElement>(wanted)?.click(), selector);

const copies = (page: Page) =>
  page.evaluate(async () => {
    const names: string[] = [];
    for await (const name of (await navigator.storage.getDirectory()).keys()) names.push(name);
    return names.sort();
  });

const lost = (page: Page) => page.evaluate(() => document.querySelectorAll('.lost-library').length);

const scenarios: Scenario[] = [
  {
    name: 'safety copy: written after a save, and brings a lost library back together with what came after',
    async run(stage) {
      await stage.reset();
      const first = await saveStory(stage, 1);
      const [copy] = await eventually('the copy of the day', async () => {
        const names = await copies(stage.session.bridge);
        return names.length > 0 && names;
      });
      assert.match(copy!, /^[0-9a-f-]{36}\.\d+\.1\.wonglep\.gz$/);

      await clearRows(stage.session.bridge);
      const second = await saveStory(stage, 2);
      const library = await openLibrary(stage, 'library.html');
      await eventually('that a library is lost', () => lost(library));
      await click(library, '[data-action="bring-back"]');
      await eventually('that it is back', async () => (await lost(library)) === 0);
      const ids = (await rowsOf(library, 'articles')).map((row) => (row as { id: string }).id);
      assert.deepEqual(ids.sort(), [first.articleId, second.articleId].sort());
      await eventually('both in the list', async () =>
        library.evaluate(() => document.querySelectorAll('.article-row').length === 2),
      );
      // Of the new library alone, and the last of them holds both articles.
      const names = await copies(library);
      assert.equal(new Set(names.map((name) => name.split('.')[0])).size, 1, names.join());
      assert.ok(!names.includes(copy!));
      assert.match(names.at(-1)!, /\.2\.wonglep\.gz$/);
    },
  },
  {
    name: 'safety copy: none is offered for a library that its reader erased',
    async run(stage) {
      await stage.reset();
      await saveStory(stage, 3);
      await eventually('the copy', async () => (await copies(stage.session.bridge)).length > 0);
      const options = await stage.open('options.html#/data');
      await eventually('the button', () =>
        options.evaluate(() => document.querySelector('.ui-button.danger') !== null),
      );
      await click(options, '.ui-button.danger');
      await eventually('the question', () =>
        options.evaluate(() => document.querySelector('dialog[open] input[type="checkbox"]') !== null),
      );
      await click(options, 'dialog[open] input[type="checkbox"]');
      await eventually('that it may be erased', () =>
        options.evaluate(() => !document.querySelector<HTMLButtonElement>('dialog[open] .danger')!.disabled),
      );
      await click(options, 'dialog[open] .danger');
      await eventually('no copy', async () => (await copies(options)).length === 0);
      const library = await openLibrary(stage, 'library.html#/storage');
      await eventually('the library', () =>
        library.evaluate(() => document.querySelector('.library')?.getAttribute('data-stage') === 'ready'),
      );
      assert.equal(await lost(library), 0);
    },
  },
  {
    name: 'safety copy: the library’s page writes the copy of the day, beside the page',
    async run(stage) {
      await stage.reset();
      await saveStory(stage, 4);
      await eventually('the copy', async () => (await copies(stage.session.bridge)).length > 0);
      await clearFiles(stage.session.bridge);
      const library = await openLibrary(stage, 'library.html');
      const [copy] = await eventually(
        'the copy that the page writes',
        async () => {
          const names = await copies(library);
          return names.length > 0 && names;
        },
        20_000,
      );
      assert.match(copy!, /\.1\.wonglep\.gz$/);
      assert.equal(await lost(library), 0);
    },
  },
];

export default scenarios;
