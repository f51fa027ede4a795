// Puts a generated library into the database of an installed extension: rows come from a server on 127.0.0.1, because tens
// of megabytes do not go through a browser's remote control.
import type { Page } from 'puppeteer-core';
import type { PageServer } from '../../tools/browsers/serve.ts';
import { generateArticle, generateBodies, generateKept, type LibrarySize } from './library-generator.ts';

const PER_PART = 250;

export async function fillLibrary(page: Page, server: PageServer, size: LibrarySize): Promise<void> {
  const bodies = generateBodies(size);
  const json = (path: string, rows: Record<string, unknown[]>) =>
    server.put(path, { body: JSON.stringify(rows), headers: { 'content-type': 'application/json' } });
  const parts = [json('/fill/names', { bodies, keptNames: generateKept(bodies, Math.min(40, size.names)) })];
  for (let from = 0; from < size.articles; from += PER_PART) {
    const articles: unknown[] = [];
    const mentions: unknown[] = [];
    for (let n = from; n < Math.min(size.articles, from + PER_PART); n++) {
      const made = generateArticle(size, bodies, n);
      articles.push(made.article);
      mentions.push(...made.mentions);
    }
    parts.push(json(`/fill/${from}`, { articles, mentions }));
  }
  for (const url of parts) {
    await page.evaluate(async (address) => {
      const rows = (await (await fetch(address)).json()) as Record<string, unknown[]>;
      const db = await new Promise<IDBDatabase>((resolve, reject) => {
        const request = indexedDB.open('wonglep');
        request.onsuccess = () => resolve(request.result);
        request.onerror = () => reject(request.error);
      });
      await new Promise<void>((resolve, reject) => {
        const transaction = db.transaction(Object.keys(rows), 'readwrite');
        for (const [table, list] of Object.entries(rows)) {
          const store = transaction.objectStore(table);
          for (const row of list) store.put(row);
        }
        transaction.oncomplete = () => resolve();
        transaction.onerror = () => reject(transaction.error);
      });
      db.close();
    }, url);
  }
}
