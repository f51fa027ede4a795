// What the extension keeps in the browser, emptied from one of its own pages.
import type { Page } from 'puppeteer-core';

/** Empties every table. Rows, not the database: deleting it would wait for every context that holds it open. */
export async function clearRows(page: Page): Promise<void> {
  await page.evaluate(async () => {
    for (const { name } of await indexedDB.databases()) {
      await new Promise<void>((resolve, reject) => {
        const request = indexedDB.open(name!);
        request.onerror = () => reject(request.error);
        request.onsuccess = () => {
          const db = request.result;
          const stores = [...db.objectStoreNames];
          if (stores.length === 0) {
            db.close();
            resolve();
            return;
          }
          const transaction = db.transaction(stores, 'readwrite');
          for (const store of stores) transaction.objectStore(store).clear();
          transaction.oncomplete = () => {
            db.close();
            resolve();
          };
          transaction.onerror = () => reject(transaction.error);
        };
      });
    }
  });
}

export async function clearSettings(page: Page): Promise<void> {
  await page.evaluate(async () => {
    const api =
      (globalThis as { browser?: unknown; chrome?: unknown }).browser ??
      (globalThis as { chrome?: unknown }).chrome;
    await (api as { storage: { local: { clear(): Promise<void> } } }).storage.local.clear();
  });
}

/** Removes the copies that the library keeps by itself. */
export async function clearFiles(page: Page): Promise<void> {
  await page.evaluate(async () => {
    const folder = await navigator.storage.getDirectory();
    const names: string[] = [];
    for await (const name of folder.keys()) names.push(name);
    for (const name of names) await folder.removeEntry(name, { recursive: true });
  });
}
