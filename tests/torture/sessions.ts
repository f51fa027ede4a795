// Browsers that are killed and come back on the same profile.
import { copyFileSync, existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Page } from 'puppeteer-core';
import type { BrowserName } from '../../tools/browsers/find.ts';
import { type LaunchOptions, launch, type Session } from '../../tools/browsers/launch.ts';
import { processTree } from '../bench/process-tree.ts';

export interface Profile {
  folder: string;
  remove(): void;
}

export function makeProfile(name: string, inside = tmpdir()): Profile {
  const folder = mkdtempSync(join(inside, `wonglep-${name}-`));
  return {
    folder,
    remove: () => rmSync(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 }),
  };
}

/**
 * Firefox gives a temporary add-on a new address, and with it a new store, at every start, and takes its data away with it:
 * an installed one keeps both.
 */
function keptInFirefox(extension: string): Record<string, unknown> {
  const manifest = JSON.parse(readFileSync(join(extension, 'manifest.json'), 'utf8')) as {
    browser_specific_settings?: { gecko?: { id?: string } };
  };
  const id = manifest.browser_specific_settings?.gecko?.id ?? '';
  return {
    'extensions.webextensions.uuids': JSON.stringify({ [id]: '6f1d1f0a-5c1e-4a6e-9d55-2f7a8b3c4d5e' }),
    'extensions.webextensions.keepStorageOnUninstall': true,
    'extensions.webextensions.keepUuidOnUninstall': true,
    'browser.sessionstore.resume_from_crash': false,
    'toolkit.startup.max_resumed_crashes': -1,
  };
}

/**
 * The driver puts Firefox's own `user.js` aside and back; killed in between, it stands under the other name, and the driver
 * does not find it again.
 */
function mendDriverFiles(profile: string): void {
  const file = join(profile, 'user.js');
  if (existsSync(`${file}.puppeteer`) && !existsSync(file)) copyFileSync(`${file}.puppeteer`, file);
}

/** Starts a browser on a profile that may have been killed. */
export function launchOn(
  name: BrowserName,
  extension: string,
  profile: string,
  options: LaunchOptions = {},
): Promise<Session> {
  if (name === 'firefox') mendDriverFiles(profile);
  return launch(name, {
    extension,
    profile,
    offline: true,
    byCommandLine: name === 'chrome',
    ...options,
    extraPreferences: {
      ...(name === 'firefox' ? keptInFirefox(extension) : {}),
      ...options.extraPreferences,
    },
  });
}

/** SIGKILL to every process of the browser at once, as the system out of memory or a cut of power would; waits for their end. */
export async function killAll(session: Session): Promise<void> {
  const root = session.browser.process()?.pid;
  if (root === undefined) return;
  const ids = processTree(root);
  for (const id of ids) {
    try {
      process.kill(id, 'SIGKILL');
    } catch {
      // It has ended since the list was made, which is what was wanted.
    }
  }
  const alive = (id: number) => {
    try {
      process.kill(id, 0);
      return !/^State:\s+Z/m.test(readFileSync(`/proc/${id}/status`, 'utf8'));
    } catch {
      return false;
    }
  };
  for (let waited = 0; waited < 5000 && ids.some(alive); waited += 20) await sleep(20);
}

/** All rows of some tables of the library, read in one transaction beside the extension's own code. */
export async function tables<T extends Record<string, unknown[]>>(
  page: Page,
  names: readonly (keyof T & string)[],
): Promise<T> {
  return page.evaluate(async (stores) => {
    const db = await new Promise<IDBDatabase>((resolve, reject) => {
      const open = indexedDB.open('wonglep');
      open.onsuccess = () => resolve(open.result);
      open.onerror = () => reject(open.error);
    });
    try {
      const missing = stores.filter((store) => !db.objectStoreNames.contains(store));
      if (missing.length > 0) throw new Error(`the library has no ${missing.join()}`);
      const transaction = db.transaction(stores);
      const rows = await Promise.all(
        stores.map(
          (store) =>
            new Promise<unknown[]>((resolve, reject) => {
              const request = transaction.objectStore(store).getAll();
              request.onsuccess = () => resolve(request.result);
              request.onerror = () => reject(request.error);
            }),
        ),
      );
      return Object.fromEntries(stores.map((store, i) => [store, rows[i]])) as never;
    } finally {
      db.close();
    }
  }, names as string[]);
}

/** Waits for `work` at most `ms`; a browser that was killed under it never answers. */
export async function atMost<T>(work: Promise<T>, ms: number): Promise<T | null> {
  const quiet = work.then(
    (value) => value,
    () => null,
  );
  return Promise.race([quiet, sleep(ms, null, { ref: false })]);
}
