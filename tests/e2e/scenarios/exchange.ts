import assert from 'node:assert/strict';
import { gunzipSync, strFromU8, unzipSync } from 'fflate';
import type { Page } from 'puppeteer-core';
import { sampleNames } from '../../unit/review/sample-names.ts';
import { eventually, type Scenario, type Stage } from '../harness.ts';
import { saveStory } from '../library-stories.ts';
import { openLibrary } from '../library-stress.ts';
import { putRows, rowsOf } from '../review-desk.ts';

interface Handed {
  name: string;
  bytes: Uint8Array;
}

/** From now on, files that the page hands to the browser's downloads are kept in the page instead. */
async function catchFiles(page: Page): Promise<void> {
  await page.evaluate(() => {
    const here = globalThis as unknown as {
      handed: { name: string; blob: Blob }[];
      showSaveFilePicker?: unknown;
    };
    here.handed = [];
    // A picker waits for a hand; without one the page hands over a download, as it does in Firefox.
    here.showSaveFilePicker = undefined;
    const blobs = new Map<string, Blob>();
    const create = URL.createObjectURL.bind(URL);
    URL.createObjectURL = (blob) => {
      const url = create(blob);
      if (blob instanceof Blob) blobs.set(url, blob);
      return url;
    };
    const click = HTMLAnchorElement.prototype.click;
    HTMLAnchorElement.prototype.click = function () {
      const blob = blobs.get(this.href);
      if (this.download && blob) here.handed.push({ name: this.download, blob });
      else click.call(this);
    };
  });
}

/** The files handed over since the last time. */
async function handedFiles(page: Page): Promise<Handed[]> {
  const files = await page.evaluate(async () => {
    const here = globalThis as unknown as { handed: { name: string; blob: Blob }[] };
    return Promise.all(
      here.handed.splice(0).map(async ({ name, blob }) => ({
        name,
        base64: btoa(
          Array.from(new Uint8Array(await blob.arrayBuffer()), (byte) => String.fromCharCode(byte)).join(''),
        ),
      })),
    );
  });
  return files.map(({ name, base64 }) => ({ name, bytes: new Uint8Array(Buffer.from(base64, 'base64')) }));
}

/** Chooses a file in a file field, as a hand would. */
async function choose(page: Page, selector: string, name: string, bytes: Uint8Array): Promise<void> {
  await page.evaluate(
    (css, fileName, base64) => {
      const input = document.querySelector<HTMLInputElement>(css)!;
      const files = new DataTransfer();
      files.items.add(new File([Uint8Array.from(atob(base64), (char) => char.charCodeAt(0))], fileName));
      input.files = files.files;
      input.dispatchEvent(new Event('change', { bubbles: true }));
    },
    selector,
    name,
    Buffer.from(bytes).toString('base64'),
  );
}

const shows = (page: Page, selector: string) =>
  eventually(selector, () => page.evaluate((css) => document.querySelector(css) !== null, selector), 20_000);
const press = (page: Page, selector: string) =>
  page.evaluate((css) => document.querySelector<HTMLElement>(css)!.click(), selector);

const KEPT = ['articles', 'mentions', 'bodies', 'keptNames', 'versions'] as const;
const kept = async (page: Page) =>
  Object.fromEntries(
    await Promise.all(KEPT.map(async (table) => [table, await rowsOf<{ id: string }>(page, table)] as const)),
  );

async function exchange(stage: Stage): Promise<Page> {
  const page = await openLibrary(stage, 'library.html#/exchange');
  await shows(page, '.library[data-stage="ready"] [data-action="backup"]');
  await catchFiles(page);
  return page;
}

const scenarios: Scenario[] = [
  {
    name: 'exchange: a backup is restored into an empty library, and a cut one is refused',
    async run(stage) {
      await stage.reset();
      const { page: first } = await saveStory(stage, 1);
      await first.close();
      await saveStory(stage, 1, 2);
      await saveStory(stage, 2);
      const page = await exchange(stage);
      await press(page, '[data-action="backup"]');
      await shows(page, '.ui-notice.ok');
      const [backup] = await handedFiles(page);
      assert.match(backup!.name, /^wonglep-\d{4}-\d\d-\d\d\.wonglep\.gz$/);
      assert.match(strFromU8(gunzipSync(backup!.bytes)), /^\{"format":"wonglep-backup"/);
      const before = await kept(page);
      assert.equal(before.articles!.length, 2);
      assert.equal(before.versions!.length, 1);

      await stage.reset();
      const empty = await exchange(stage);
      assert.equal((await kept(empty)).articles!.length, 0);
      const field = 'input[accept*=".wonglep"]';
      await choose(empty, field, 'cut.gz', backup!.bytes.slice(0, backup!.bytes.length - 40));
      await shows(empty, '.ui-notice.bad');
      assert.equal((await kept(empty)).articles!.length, 0, 'nothing of a cut file is written');

      await choose(empty, field, backup!.name, backup!.bytes);
      await shows(empty, '[data-action="restore"]');
      assert.equal((await kept(empty)).articles!.length, 0, 'looking writes nothing');
      await press(empty, '[data-action="restore"]');
      await shows(empty, '.ui-notice.ok');
      assert.deepEqual(await kept(empty), before);
      await empty.evaluate(() => {
        location.hash = '#/articles';
      });
      await eventually('both articles are listed', () =>
        empty.evaluate(() => document.querySelectorAll('.article-row').length === 2),
      );
    },
  },
  {
    name: 'exchange: every export is handed over as a file',
    async run(stage) {
      await stage.reset();
      await saveStory(stage, 1);
      await saveStory(stage, 2);
      const page = await exchange(stage);
      await putRows(page, 'keptNames', sampleNames(3, Date.now()));
      const formats = await page.evaluate(() =>
        [...document.querySelectorAll<HTMLElement>('[data-format]')].map((button) => button.dataset.format!),
      );
      assert.ok(formats.length >= 14, formats.join(' '));
      const files = new Map<string, Handed>();
      for (const format of formats) {
        await eventually('the last export is done', () =>
          page.evaluate(() => !document.querySelector<HTMLButtonElement>('[data-format]')!.disabled),
        );
        await press(page, `[data-format="${format}"]`);
        const [file] = await eventually(`a file of ${format}`, async () => {
          const found = await handedFiles(page);
          return found.length > 0 && found;
        });
        files.set(format, file!);
      }
      const read = (format: string) => strFromU8(files.get(format)!.bytes);
      assert.match(read('ris'), /^TY {2}- /m);
      assert.match(read('bibtex'), /^@\w+\{/m);
      assert.equal((JSON.parse(read('csl')) as unknown[]).length, 2);
      assert.match(read('annotations'), /http:\/\/www\.w3\.org\/ns\/anno\.jsonld/);
      assert.equal(read('texts').trim().split('\n').length, 2);
      assert.match(read('graphml'), /<graphml/);
      assert.match(read('gexf'), /<gexf/);
      assert.match(read('tbx'), /ธนาคารแห่งประเทศไทย/);
      assert.match(read('csv-articles'), /กระทรวงพาณิชย์เผยแผนงานฉบับที่ 2/);
      assert.match(read('csv-mentions'), /สภาหอการค้าแห่งประเทศไทย/);
      assert.match(read('html'), /<!doctype html>/i);
      const notes = unzipSync(files.get('markdown')!.bytes);
      assert.equal(Object.keys(notes).length, 2);
      for (const note of Object.values(notes)) assert.match(strFromU8(note), /^---\n/);
    },
  },
  {
    name: 'exchange: a glossary file is looked at, taken over, and explains a page',
    async run(stage) {
      await stage.reset();
      const page = await stage.open('options.html#/glossary');
      await page.bringToFront();
      const field = '.glossary-file input';
      await shows(page, field);
      const lines = [
        'thai\tenglish\tthai_abbr\ttype',
        'สภาหอการค้าแห่งประเทศไทย\tThai Chamber of Commerce (house style)\tหอการค้าไทย\tassociation',
      ];
      await choose(page, field, 'house-style.tsv', new TextEncoder().encode(lines.join('\n')));
      await shows(page, 'dialog[open] .import-new');
      assert.equal((await rowsOf(page, 'userEntries')).length, 0, 'looking writes nothing');
      await press(page, 'dialog[open] footer .ui-button.main');
      await eventually('the entry is stored', async () => (await rowsOf(page, 'userEntries')).length === 1);
      const { articleId } = await saveStory(stage, 1);
      assert.ok(articleId);
      const bodies = await rowsOf<{ english: string[]; glossSource: string }>(page, 'bodies');
      const ours = bodies.find((body) => body.english.includes('Thai Chamber of Commerce (house style)'));
      assert.equal(ours?.glossSource, 'user');
    },
  },
];

export default scenarios;
