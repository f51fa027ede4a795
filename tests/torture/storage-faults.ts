// The store fails in every way that a store fails in: full disk, quota, deleted or blocked under way, written by a newer
// version, transactions that abort, a background that is stopped between message and commit. A save is there whole or not at
// all, what was acknowledged stays, and what was not is told by name.
import { spawnSync } from 'node:child_process';
import { closeSync, mkdtempSync, openSync, rmSync, statfsSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { BROWSERS, type BrowserName } from '../../tools/browsers/find.ts';
import type { Session } from '../../tools/browsers/launch.ts';
import { type PageServer, servePages } from '../../tools/browsers/serve.ts';
import { buildExtension } from '../../tools/build.ts';
import { randomFrom, rowOf, type TortureOptions, type TortureResult, type TortureRow } from './contract.ts';
import { checkLibrary, openSaver, type Promised, type SaveAnswer, type Saver } from './save-loop.ts';
import { atMost, launchOn, makeProfile } from './sessions.ts';

/** A save that has not answered after so long hangs, ms. */
const PATIENCE = 20_000;

interface Room {
  name: BrowserName;
  session: Session;
  saver: Saver;
  promised: Map<string, Promised>;
  problems: string[];
  /** Names of the errors that were given, and how often. */
  told: Map<string, number>;
  /** Saves the next story; a hang is a problem. */
  save(length?: number): Promise<SaveAnswer | null>;
  check(): Promise<number>;
}

type Fault = { what: string; only?: BrowserName; run(room: Room): Promise<string> };

export async function run({ seed, share, browsers = BROWSERS }: TortureOptions): Promise<TortureResult> {
  const rows: TortureRow[] = [];
  const server = await servePages();
  for (const name of browsers) {
    for (const fault of faults(seed, share === 'full' ? 40 : 6)) {
      if (fault.only && fault.only !== name) continue;
      rows.push(await inRoom(name, server, fault));
    }
    rows.push(await fullDisk(name, server));
    if (name === 'firefox') rows.push(await overQuota(name, server));
  }
  await server.close();
  return { name: 'storage faults', rows };
}

async function makeRoom(name: BrowserName, session: Session, server: PageServer): Promise<Room> {
  const saver = await openSaver(session, server);
  let story = 0;
  const room: Room = {
    name,
    session,
    saver,
    promised: new Map(),
    problems: [],
    told: new Map(),
    async save(length = 12) {
      const n = story++;
      const answer = await Promise.race([
        saver.save(n, length).catch((error: unknown) => rejected(error)),
        sleep(PATIENCE, 'hangs' as const, { ref: false }),
      ]);
      if (answer === 'hangs') {
        room.problems.push(`a save hangs for more than ${PATIENCE} ms`);
        return null;
      }
      if (answer?.ok) room.promised.set(saver.url(n), saver.promise(n, length, answer));
      else if (answer?.error) room.told.set(answer.error.name, (room.told.get(answer.error.name) ?? 0) + 1);
      return answer;
    },
    async check() {
      const found = await checkLibrary(session.bridge, room.promised.values());
      room.problems.push(...found.problems);
      return found.articles;
    },
  };
  return room;
}

/** A message whose receiver was stopped is rejected: the reader in the page says so as an error of its own. */
const rejected = (error: unknown): SaveAnswer => ({
  ok: false,
  error: { name: 'rejected', detail: String(error) },
});

const toldBy = (room: Room) =>
  [...room.told].map(([name, times]) => `${name} ×${times}`).join(', ') || 'no error';

async function inRoom(name: BrowserName, server: PageServer, fault: Fault): Promise<TortureRow> {
  const profile = makeProfile(`fault-${name}`);
  const what = `${name}: ${fault.what}`;
  let session: Session | null = null;
  try {
    session = await launchOn(name, buildExtension(name), profile.folder);
    const room = await makeRoom(name, session, server);
    const figure = await fault.run(room);
    return rowOf(what, figure, room.problems);
  } catch (error) {
    return rowOf(what, 'stopped', [error instanceof Error ? (error.stack ?? error.message) : String(error)]);
  } finally {
    if (session) await atMost(session.close(), 10_000);
    profile.remove();
  }
}

function faults(seed: number, times: number): Fault[] {
  const random = randomFrom(seed);
  return [
    {
      what: 'library deleted under way (as "clear site data" does)',
      async run(room) {
        for (let i = 0; i < 3; i++) await room.save();
        const saving = Promise.all([room.save(), room.save(300), room.save()]);
        const gone = await atMost(
          room.session.bridge.evaluate(
            () =>
              new Promise<string>((resolve) => {
                const request = indexedDB.deleteDatabase('wonglep');
                request.onsuccess = () => resolve('deleted');
                request.onerror = () => resolve(String(request.error));
              }),
          ),
          PATIENCE,
        );
        await saving;
        if (gone !== 'deleted') room.problems.push(`the library could not be deleted: ${gone}`);
        // What was there is gone by the user's will; from here on everything counts again.
        room.promised.clear();
        const after: (string | undefined)[] = [];
        for (let i = 0; i < 4; i++) {
          const answer = await room.save();
          after.push(answer?.ok ? 'saved' : answer?.error?.name);
        }
        if (after.at(-1) !== 'saved') room.problems.push(`after the deletion: ${after.join()}`);
        await room.check();
        return `saves afterwards: ${after.join(', ')}`;
      },
    },
    {
      what: 'library blocked by a connection that does not let go',
      async run(room) {
        await room.save();
        // A page that never closes its connection, and somebody who wants to delete: the next opening has to wait.
        await room.session.bridge.evaluate(async () => {
          const held = await new Promise<IDBDatabase>((resolve, reject) => {
            const open = indexedDB.open('wonglep');
            open.onsuccess = () => resolve(open.result);
            open.onerror = () => reject(open.error);
          });
          Object.assign(globalThis, { held });
          indexedDB.deleteDatabase('wonglep');
          await new Promise((resolve) => setTimeout(resolve, 300));
        });
        const start = Date.now();
        const answer = await room.save();
        const waited = Date.now() - start;
        const said = answer?.ok ? 'saved' : (answer?.error?.name ?? 'nothing');
        await room.session.bridge.evaluate(() => {
          (globalThis as unknown as { held: IDBDatabase }).held.close();
        });
        room.promised.clear();
        await sleep(1000);
        const later = await room.save();
        if (!later?.ok) room.problems.push(`after it let go: ${later?.error?.name}: ${later?.error?.detail}`);
        return `answered after ${waited} ms with ${said}; once it let go: ${later?.ok ? 'saved' : 'not saved'}`;
      },
    },
    {
      what: 'two versions at once: a newer one takes the library over while this one runs',
      async run(room) {
        for (let i = 0; i < 3; i++) await room.save();
        const before = new Map(room.promised);
        const saving = Promise.all([room.save(), room.save(), room.save()]);
        // What the next version does when it opens the library first: a higher version of the database.
        const opened = await atMost(
          room.session.bridge.evaluate(
            () =>
              new Promise<string>((resolve) => {
                const open = indexedDB.open('wonglep', 20);
                open.onupgradeneeded = () => {
                  open.result.createObjectStore('ofTheNextVersion');
                };
                open.onsuccess = () => {
                  open.result.close();
                  resolve('taken over');
                };
                open.onerror = () => resolve(String(open.error));
              }),
          ),
          PATIENCE,
        );
        await saving;
        if (opened !== 'taken over') room.problems.push(`the newer version cannot take over: ${opened}`);
        room.told.clear();
        const count = await room.check();
        for (let i = 0; i < 3; i++) {
          const answer = await room.save();
          if (answer?.ok) room.problems.push('an old version wrote into a newer library');
        }
        if ([...room.told.keys()].some((name) => name !== 'storage-newer-version'))
          room.problems.push(`told ${toldBy(room)}`);
        if ((await room.check()) !== count) room.problems.push('the number of articles changed');
        const page = await room.session.openExtensionPage('library.html');
        const text = await shownError(page);
        if (!text) room.problems.push('the library says nothing of it');
        return `${before.size} articles stay, ${toldBy(room)}; the library says: ${text.slice(0, 80)}`;
      },
    },
    {
      what: 'transactions aborted at every write of a save',
      only: 'chrome',
      async run(room) {
        for (let i = 0; i < 2; i++) await room.save();
        const worker = await workerOf(room.session);
        let aborted = 0;
        for (let write = 1; write <= 12; write++) {
          await worker.evaluate((nth) => {
            const state = globalThis as unknown as { originalPut?: typeof IDBObjectStore.prototype.put };
            const put = state.originalPut ?? IDBObjectStore.prototype.put;
            state.originalPut = put;
            let count = 0;
            IDBObjectStore.prototype.put = function (this: IDBObjectStore, ...rest: Parameters<typeof put>) {
              const request = put.apply(this, rest);
              if (++count === nth) this.transaction.abort();
              return request;
            };
          }, write);
          const answer = await room.save();
          if (answer?.ok === false) {
            aborted++;
            if (answer.error?.name !== 'storage-aborted') room.problems.push(`told ${answer.error?.name}`);
          }
        }
        await worker.evaluate(() => {
          const state = globalThis as unknown as { originalPut: typeof IDBObjectStore.prototype.put };
          IDBObjectStore.prototype.put = state.originalPut;
        });
        const after = await room.save();
        if (!after?.ok) room.problems.push(`afterwards: ${after?.error?.name}`);
        if (aborted < 4) room.problems.push(`only ${aborted} saves were aborted`);
        const count = await room.check();
        if (count !== room.promised.size)
          room.problems.push(`${count} articles, ${room.promised.size} acknowledged`);
        return `${aborted} of 12 saves aborted (the others write less), ${toldBy(room)}; ${count} articles, all acknowledged`;
      },
    },
    {
      what: 'the background stopped between message and commit',
      only: 'chrome',
      async run(room) {
        for (let i = 0; i < 2; i++) await room.save();
        let answered = 0;
        for (let i = 0; i < times; i++) {
          const saving = room.save(random() < 0.3 ? 300 : 20);
          await sleep(random() * 60);
          const worker = await workerOf(room.session).catch(() => null);
          await atMost(worker?.close() ?? Promise.resolve(), 2000);
          if ((await saving)?.ok) answered++;
        }
        const after = await room.save();
        if (!after?.ok) room.problems.push(`afterwards: ${after?.error?.name}: ${after?.error?.detail}`);
        const count = await room.check();
        return `${times} stops, ${answered} saves had answered, ${toldBy(room)}; ${count} articles, all whole`;
      },
    },
    {
      what: 'quota used up',
      only: 'chrome',
      async run(room) {
        for (let i = 0; i < 2; i++) await room.save();
        const client = await room.session.bridge.createCDPSession();
        const origin = room.session.extensionOrigin.replace(/\/$/, '');
        await client.send('Storage.overrideQuotaForOrigin', { origin, quotaSize: 1000 });
        let refused = 0;
        for (let i = 0; i < 12 && refused < 3; i++) if (!(await room.save(2000))?.ok) refused++;
        await client.send('Storage.overrideQuotaForOrigin', { origin });
        const wrong = [...room.told.keys()].filter((name) => name !== 'storage-full');
        if (wrong.length > 0) room.problems.push(`told ${toldBy(room)}`);
        const after = await room.save();
        if (!after?.ok) room.problems.push(`afterwards: ${after?.error?.name}`);
        const count = await room.check();
        return refused > 0
          ? `${refused} saves refused (${toldBy(room)}), ${count} articles whole`
          : `no save refused: unlimitedStorage lifts the quota; ${count} articles whole`;
      },
    },
  ];
}

/** The text of the error notice of a page of the extension. */
async function shownError(page: import('puppeteer-core').Page): Promise<string> {
  for (let i = 0; i < 60; i++) {
    const text = await page.evaluate(
      () => document.querySelector('[role=alert], .ui-notice, .ui-empty')?.textContent ?? '',
    );
    if (text.trim()) return text.trim();
    await sleep(100);
  }
  return '';
}

async function workerOf(session: Session) {
  const target = await session.browser.waitForTarget((found) => found.type() === 'service_worker', {
    timeout: 5000,
  });
  const worker = await target.worker();
  if (!worker) throw new Error('the background has no worker');
  return worker;
}

/** Room for the browser's own files, and little more; MB. */
const DISK: Record<BrowserName, number> = { chrome: 140, firefox: 160 };

async function fullDisk(name: BrowserName, server: PageServer): Promise<TortureRow> {
  const what = `${name}: disk full`;
  const disk = mkdtempSync(join(tmpdir(), 'wonglep-disk-'));
  const mounted = spawnSync('mount', ['-t', 'tmpfs', '-o', `size=${DISK[name]}m`, 'wonglep', disk]);
  if (mounted.status !== 0) {
    rmSync(disk, { recursive: true, force: true });
    return { what, figure: 'not run: mounting a small disk takes root on Linux', ok: true };
  }
  let session: Session | null = null;
  const problems: string[] = [];
  let figure = 'stopped';
  try {
    const profile = join(disk, 'profile');
    session = await launchOn(name, buildExtension(name), profile);
    const room = await makeRoom(name, session, server);
    for (let i = 0; i < 5; i++) await room.save();
    if (room.promised.size === 0) room.problems.push('nothing could be saved before');
    const ballast = fill(disk);
    let refused = 0;
    for (let i = 0; i < 40 && refused < 6; i++) {
      const answer = await room.save(1500);
      if (!answer?.ok) refused++;
      fill(disk, 'more');
    }
    const estimate = await session.bridge.evaluate(async () => {
      const { quota = 0, usage = 0 } = await navigator.storage.estimate();
      return `the browser counts ${((quota - usage) / 1e6).toFixed(1)} MB of room`;
    });
    const told = `${toldBy(room)}; ${estimate}`;
    const before = room.promised.size;
    if (refused === 0) room.problems.push('nothing was refused: the disk was not full');
    const unnamed = [...room.told.keys()].filter((error) => !error.startsWith('storage-'));
    if (unnamed.length > 0) room.problems.push(`told ${told}`);
    for (const file of [ballast, join(disk, 'more')]) rmSync(file, { force: true });
    const after = await room.save();
    await atMost(session.close(), 15_000);
    // Whatever the browser kept in memory is gone now: what counts is what the next start finds.
    session = await launchOn(name, buildExtension(name), profile);
    const again = await makeRoom(name, session, server);
    again.promised = room.promised;
    const count = await again.check();
    const later = await again.saver.save(9000, 12);
    if (!later?.ok)
      again.problems.push(`after a restart with room: ${later?.error?.name}: ${later?.error?.detail}`);
    problems.push(...room.problems, ...again.problems);
    figure = `${before} acknowledged, ${refused} refused (${told}); with room again: ${after?.ok ? 'saved' : after?.error?.name}; after a restart ${count} articles whole, ${later?.ok ? 'saves' : 'does not save'}`;
  } catch (error) {
    problems.push(error instanceof Error ? (error.stack ?? error.message) : String(error));
  } finally {
    if (session) await atMost(session.close(), 10_000);
    await sleep(500);
    spawnSync('umount', ['-l', disk]);
    rmSync(disk, { recursive: true, force: true });
  }
  return rowOf(what, figure, problems);
}

/** Writes a file until the disk takes no more. */
function fill(disk: string, name = 'ballast'): string {
  const path = join(disk, name);
  const file = openSync(path, 'a');
  const block = Buffer.alloc(1 << 20);
  try {
    for (let size = block.length; size >= 512; size >>= 2) {
      while (statfsSync(disk).bavail > 0) {
        try {
          writeSync(file, block, 0, size);
        } catch {
          // No room for a block of this size: a smaller one may fit.
          break;
        }
      }
    }
  } finally {
    closeSync(file);
  }
  return path;
}

async function overQuota(name: BrowserName, server: PageServer): Promise<TortureRow> {
  const small = {
    'dom.quotaManager.temporaryStorage.fixedLimit': 3000,
    'dom.quotaManager.testing': true,
  };
  return withPreferences(name, server, 'quota used up', small, async (room) => {
    let refused = 0;
    for (let i = 0; i < 25 && refused < 3; i++) if (!(await room.save(2000))?.ok) refused++;
    // Saved again with more text, what is there must stay as it was.
    const [first] = room.promised.keys();
    let again = 0;
    for (let n = 0; n < 25; n++) {
      if (room.saver.url(n) !== first) continue;
      const answer = await room.saver.save(n, 2400);
      if (answer?.ok) room.promised.set(first, room.saver.promise(n, 2400, answer));
      else again++;
    }
    if ([...room.told.keys()].some((error) => error !== 'storage-full'))
      room.problems.push(`told ${toldBy(room)}`);
    const count = await room.check();
    return refused > 0
      ? `${refused} saves refused (${toldBy(room)}), ${again} of what was saved refused with more text, ${count} articles whole`
      : `no save refused: unlimitedStorage lifts the quota; ${count} articles whole`;
  });
}

async function withPreferences(
  name: BrowserName,
  server: PageServer,
  what: string,
  extraPreferences: Record<string, unknown>,
  work: (room: Room) => Promise<string>,
): Promise<TortureRow> {
  const profile = makeProfile(`fault-${name}`);
  let session: Session | null = null;
  try {
    session = await launchOn(name, buildExtension(name), profile.folder, { extraPreferences });
    const room = await makeRoom(name, session, server);
    const figure = await work(room);
    return rowOf(`${name}: ${what}`, figure, room.problems);
  } catch (error) {
    return rowOf(`${name}: ${what}`, 'stopped', [String(error)]);
  } finally {
    if (session) await atMost(session.close(), 10_000);
    profile.remove();
  }
}
