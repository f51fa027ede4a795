// What the scenarios of the review page share: rows put into the library, and what the page shows.
import type { Page } from 'puppeteer-core';
import { eventually } from './harness.ts';

/** Puts rows into a table of the library through any page of the extension that has opened it. */
export async function putRows(page: Page, table: string, rows: object[]): Promise<void> {
  await page.evaluate(
    async (store, all) => {
      const db = await new Promise<IDBDatabase>((resolve, reject) => {
        const request = indexedDB.open('wonglep');
        request.onsuccess = () => resolve(request.result);
        request.onerror = () => reject(request.error);
      });
      await new Promise<void>((resolve, reject) => {
        const transaction = db.transaction(store, 'readwrite');
        for (const row of all) transaction.objectStore(store).put(row);
        transaction.oncomplete = () => resolve();
        transaction.onerror = () => reject(transaction.error);
      });
      db.close();
    },
    table,
    rows,
  );
}

export async function rowsOf<T>(page: Page, table: string): Promise<T[]> {
  return page.evaluate(async (store) => {
    const db = await new Promise<IDBDatabase>((resolve, reject) => {
      const request = indexedDB.open('wonglep');
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(request.error);
    });
    const rows = await new Promise<unknown[]>((resolve, reject) => {
      const request = db.transaction(store, 'readonly').objectStore(store).getAll();
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(request.error);
    });
    db.close();
    return rows as never;
  }, table);
}

/** Waits until the page shows something that is not loading; gives the text of the prompt, or null when nothing is due. */
export async function promptOf(page: Page): Promise<string | null> {
  await eventually('the review page shows a card or its end', () =>
    page.evaluate(() => document.querySelector('.rv-prompt, .rv-hear, .rv-done h2') !== null),
  );
  return page.evaluate(() => document.querySelector('.rv-prompt')?.textContent ?? null);
}

export const isRevealed = (page: Page) => page.evaluate(() => document.querySelector('.rv-answer') !== null);
