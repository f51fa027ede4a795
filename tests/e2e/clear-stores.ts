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

/** Removes the copies that the library keeps by itself; one that is being written is waited for, 5 s at most. */
export async function clearFiles(page: Page): Promise<void> {
  await page.evaluate(async () => {
    const folder = await navigator.storage.getDirectory();
    const end = Date.now() + 5_000;
    for (;;) {
      const names: string[] = [];
      for await (const name of folder.keys()) names.push(name);
      if (!names.length) return;
      for (const name of names) {
        try {
          await folder.removeEntry(name, { recursive: true });
        } catch (error) {
          // Locked by its writer, or renamed by it since it was listed.
          const busy = ['NoModificationAllowedError', 'NotFoundError'].includes((error as DOMException).name);
          if (!busy || Date.now() > end) throw error;
          await new Promise((resolve) => setTimeout(resolve, 50));
        }
      }
    }
  });
}
