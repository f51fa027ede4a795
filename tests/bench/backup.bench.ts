// Backup of the generated library (10,000 articles), restored into an empty profile and compared row by row.
//   node tests/bench/backup.bench.ts chrome|firefox [--articles N] [--profile FOLDER]
// `--profile`: a folder that `library.bench.ts --fill` has filled; without it the library is generated first.
// The file goes through the page's own buttons. Where there is a file picker, it is answered with a file of the origin's own
// file system, so that the stream goes to the disk as it does for a reader.
import { createReadStream, createWriteStream, mkdtempSync, rmSync, statSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import type { Page } from 'puppeteer-core';
import { launch, type Session } from '../../tools/browsers/launch.ts';
import { servePages } from '../../tools/browsers/serve.ts';
import { buildExtension } from '../../tools/build.ts';
import { fillLibrary } from './library-fill.ts';
import { LARGE } from './library-generator.ts';
import { pageHeapMb } from './page-heap.ts';

const words = process.argv.slice(2);
const name = words.includes('firefox') ? 'firefox' : 'chrome';
const after = (flag: string) => (words.includes(flag) ? words[words.indexOf(flag) + 1] : undefined);
const articles = Number(after('--articles') ?? LARGE.articles);
const share = articles / LARGE.articles;
const size = {
  ...LARGE,
  articles,
  mentions: Math.round(LARGE.mentions * share),
  names: Math.round(LARGE.names * share),
};
const profiles = after('--profile');
const LIMIT_MB = 300;

/** A file that a page can put and get, because tens of megabytes do not go through a browser's remote control. */
async function fileServer(path: string): Promise<{ url: string; close(): void }> {
  const server = createServer((request, response) => {
    const done =
      request.method === 'PUT'
        ? pipeline(request, createWriteStream(path)).then(() => response.end('ok'))
        : pipeline(createReadStream(path), response);
    done.catch((error: unknown) => response.destroy(error instanceof Error ? error : undefined));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/backup`;
  return {
    url,
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}

/** For each table how many rows it holds, and a chain of SHA-256 over each row in the order of keys. */
async function digests(page: Page): Promise<Record<string, string>> {
  return page.evaluate(async () => {
    const canonical = (value: unknown): unknown => {
      if (Array.isArray(value)) return value.map(canonical);
      if (value === null || typeof value !== 'object') return value;
      const sorted = Object.entries(value).filter(([, field]) => field !== undefined);
      return Object.fromEntries(
        sorted.sort(([a], [b]) => (a < b ? -1 : 1)).map(([k, v]) => [k, canonical(v)]),
      );
    };
    const asked = <T>(request: IDBRequest<T>) =>
      new Promise<T>((resolve, reject) => {
        request.onsuccess = () => resolve(request.result);
        request.onerror = () => reject(request.error);
      });
    const db = await asked(indexedDB.open('wonglep'));
    const derived = ['heads', 'searchPending', 'searchBlocks', 'searchSlots'];
    const found: Record<string, string> = {};
    for (const table of [...db.objectStoreNames].filter((store) => !derived.includes(store))) {
      let chain = '';
      let count = 0;
      let range: IDBKeyRange | undefined;
      for (;;) {
        const store = db.transaction(table).objectStore(table);
        const rows = (await asked(store.getAll(range, 400))) as Record<string, string>[];
        for (const row of rows) {
          // The moment of the last backup is noted after it was written.
          // A restored library keeps its own id.
          if (table === 'meta' && (row.key === 'last-backup' || row.key === 'library-id')) continue;
          const bytes = new TextEncoder().encode(`${chain}${JSON.stringify(canonical(row))}`);
          const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
          chain = Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('');
          count++;
        }
        if (rows.length < 400) break;
        range = IDBKeyRange.lowerBound(rows.at(-1)![store.keyPath as string], true);
      }
      found[table] = `${count} ${chain}`;
    }
    db.close();
    return found;
  });
}

/** Heap of the page, MB of 1,000,000 bytes, asked for every 50 ms until `work` is done; the most, and what it began with. */
async function heapDuring(
  page: Page,
  work: () => Promise<unknown>,
): Promise<{ before: number; most: number } | null> {
  if (name !== 'chrome') {
    await work();
    return null;
  }
  const client = await page.createCDPSession();
  await client.send('HeapProfiler.collectGarbage');
  const heap = () => pageHeapMb(client);
  const before = await heap();
  let most = before;
  let over = false;
  const looking = (async () => {
    while (!over) {
      most = Math.max(most, await heap());
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  })();
  await work();
  over = true;
  await looking;
  await client.detach();
  return { before, most };
}

const notice = (page: Page, what: string, timeout: number) =>
  page.waitForFunction(
    (selector) =>
      document.querySelector(selector) !== null || document.querySelector('.ui-notice.bad') !== null,
    { timeout },
    what,
  );

async function openExchange(session: Session): Promise<Page> {
  const page = await session.openExtensionPage('library.html#/exchange');
  await page.waitForFunction(
    () =>
      document.querySelector('.library[data-stage="ready"]') !== null &&
      document.querySelector('[data-action="backup"]') !== null,
    { timeout: 300_000 },
  );
  return page;
}

/** Presses the backup's button; the page keeps the finished file as `backupFile`. */
async function backUp(page: Page): Promise<void> {
  await page.evaluate(() => {
    const here = globalThis as unknown as {
      backupFile?: Blob;
      showSaveFilePicker?: () => Promise<FileSystemFileHandle>;
    };
    if (here.showSaveFilePicker) {
      here.showSaveFilePicker = async () => {
        const root = await navigator.storage.getDirectory();
        const handle = await root.getFileHandle('backup.gz', { create: true });
        return handle;
      };
    } else {
      const create = URL.createObjectURL;
      URL.createObjectURL = (blob) => {
        if (blob instanceof Blob) here.backupFile = blob;
        return create.call(URL, blob);
      };
    }
    document.querySelector<HTMLElement>('[data-action="backup"]')!.click();
  });
  await notice(page, '.ui-notice.ok', 280_000);
}

async function restore(page: Page, url: string): Promise<void> {
  await page.evaluate(async (address) => {
    const blob = await (await fetch(address)).blob();
    const files = new DataTransfer();
    files.items.add(new File([blob], 'backup.wonglep.gz'));
    const input = document.querySelector<HTMLInputElement>('input[accept*=".wonglep"]')!;
    input.files = files.files;
    input.dispatchEvent(new Event('change', { bubbles: true }));
  }, url);
  await notice(page, '[data-action="restore"]', 280_000);
  await page.evaluate(() => document.querySelector<HTMLElement>('[data-action="restore"]')!.click());
  await notice(page, '.ui-notice.ok', 280_000);
}

const folder = mkdtempSync(join(tmpdir(), 'wonglep-backup-'));
const file = join(folder, 'backup.gz');
const server = await fileServer(file);
const extension = buildExtension(name);
const seconds = (since: number) => Math.round((Date.now() - since) / 100) / 10;
const result: Record<string, unknown> = { browser: name, articles };
try {
  const full = await launch(name, {
    extension,
    offline: true,
    ...(profiles ? { profile: join(profiles, name) } : {}),
  });
  let wanted: Record<string, string>;
  try {
    if (!profiles) {
      const pages = await servePages();
      const filler = await full.openExtensionPage('library.html');
      await fillLibrary(filler, pages, size);
      await filler.close();
      await pages.close();
    }
    const page = await openExchange(full);
    wanted = await digests(page);
    const began = Date.now();
    const heap = await heapDuring(page, () => backUp(page));
    result.backupSeconds = seconds(began);
    if (heap) result.heapMB = { before: Math.round(heap.before), most: Math.round(heap.most) };
    await page.evaluate(async (url) => {
      const { backupFile } = globalThis as unknown as { backupFile?: Blob };
      const stored = async () =>
        (await (await navigator.storage.getDirectory()).getFileHandle('backup.gz')).getFile();
      await fetch(url, { method: 'PUT', body: backupFile ?? (await stored()) });
    }, server.url);
    result.fileMB = Math.round(statSync(file).size / 1e5) / 10;
  } finally {
    await full.close();
  }
  const empty = await launch(name, { extension, offline: true });
  try {
    const page = await openExchange(empty);
    const began = Date.now();
    const heap = await heapDuring(page, () => restore(page, server.url));
    result.restoreSeconds = seconds(began);
    if (heap) result.restoreHeapMB = { before: Math.round(heap.before), most: Math.round(heap.most) };
    const found = await digests(page);
    result.rows = Object.fromEntries(
      Object.entries(found).map(([table, text]) => [table, Number(text.split(' ')[0])]),
    );
    result.different = Object.keys(wanted).filter((table) => wanted[table] !== found[table]);
  } finally {
    await empty.close();
  }
} finally {
  server.close();
  rmSync(folder, { recursive: true, force: true });
}
console.log(JSON.stringify(result, null, 1));
const most = (result.heapMB as { most: number } | undefined)?.most ?? 0;
process.exitCode = (result.different as string[]).length === 0 && most <= LIMIT_MB ? 0 : 1;
