// Chromium is killed in the middle of a record of its log, again and again: every acknowledged save is there after every start.
// That such a record is what makes Chromium throw a library away is shown on a database without our precaution, in the same run.
import { appendFileSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Page } from 'puppeteer-core';
import { BROWSERS } from '../../tools/browsers/find.ts';
import { type PageServer, servePages } from '../../tools/browsers/serve.ts';
import { buildExtension } from '../../tools/build.ts';
import { randomFrom, rowOf, type TortureOptions, type TortureResult, type TortureRow } from './contract.ts';
import { checkLibrary, openSaver, type Promised } from './save-loop.ts';
import { killAll, launchOn, makeProfile } from './sessions.ts';

const ROUNDS: Record<TortureOptions['share'], number> = { short: 3, full: 40 };

/** Checksum, length (2 bytes) and type of a LevelDB log record: "full", 1,233 bytes, of which few or none follow. */
const HEADER = Buffer.from('0177dd04d10401', 'hex');

export async function run({
  seed,
  share,
  browsers = BROWSERS,
  times,
}: TortureOptions): Promise<TortureResult> {
  const rows: TortureRow[] = [];
  if (browsers.includes('chrome')) {
    const server = await servePages();
    rows.push(await control(server));
    rows.push(await tearAndSave(server, times ?? ROUNDS[share], seed));
    await server.close();
  }
  return { name: 'torn log', rows };
}

/** A block of LevelDB's log, and the header of a record in it: checksum (4 bytes), length (2), type (1). */
const BLOCK = 32_768;
const HEADER_BYTES = 7;

/** Whether a log ends with a whole record. */
function endsWhole(log: Buffer): boolean {
  let at = 0;
  while (at < log.length) {
    const left = BLOCK - (at % BLOCK);
    // Less than a header's room at the end of a block stays empty.
    if (left < HEADER_BYTES) at += left;
    else if (at + HEADER_BYTES > log.length) return false;
    else at += HEADER_BYTES + log.readUInt16LE(at + 4);
  }
  return at === log.length;
}

/**
 * The log that LevelDB writes into now, of the store whose folder name begins with `scheme`, gets `torn` at its end. Gives false
 * where the kill itself has torn it: bytes behind that would be read as the rest of its record, which no browser writes there.
 */
function tear(profile: string, scheme: string, torn: Buffer): boolean {
  const folder = join(profile, 'Default', 'IndexedDB');
  const store = readdirSync(folder).find((name) => name.startsWith(scheme) && name.endsWith('.leveldb'));
  if (!store) throw new Error(`no store of ${scheme} in ${readdirSync(folder).join()}`);
  const logs = readdirSync(join(folder, store)).filter((name) => name.endsWith('.log'));
  if (logs.length === 0) throw new Error(`no log in ${readdirSync(join(folder, store)).join()}`);
  const log = join(folder, store, logs.sort().at(-1)!);
  if (!endsWhole(readFileSync(log))) return false;
  appendFileSync(log, torn);
  return true;
}

async function tearAndSave(server: PageServer, rounds: number, seed: number): Promise<TortureRow> {
  const random = randomFrom(seed);
  const extension = buildExtension('chrome');
  const profile = makeProfile('torn-log');
  const promised = new Map<string, Promised>();
  const problems: string[] = [];
  let story = 0;
  let byKill = 0;
  for (let round = 0; round <= rounds; round++) {
    const session = await launchOn('chrome', extension, profile.folder);
    // At the first start nobody has opened the library yet.
    if (promised.size > 0) {
      const check = await checkLibrary(session.bridge, promised.values());
      problems.push(...check.problems.map((problem) => `after ${round} torn records: ${problem}`));
    }
    const saver = await openSaver(session, server);
    for (const end = story + 2; story < end; story++) {
      const length = 4 + Math.floor(random() * 40);
      const answer = await saver.save(story, length);
      if (answer?.ok) promised.set(saver.url(story), saver.promise(story, length, answer));
      else problems.push(`round ${round}: ${answer?.error?.name ?? 'no answer'}`);
    }
    await killAll(session);
    const body = Buffer.from(
      Array.from({ length: Math.floor(random() * 600) }, () => Math.floor(random() * 256)),
    );
    const record = Buffer.concat([HEADER, body]);
    // Half of the kills fall between the two writes of header and body, some within the header.
    const kept = random() < 0.5 ? HEADER.length : 1 + Math.floor(random() * (record.length - 1));
    if (round < rounds && !tear(profile.folder, 'chrome-extension_', record.subarray(0, kept))) byKill++;
  }
  profile.remove();
  return rowOf(
    'chrome: acknowledged saves after torn records in the log',
    `${rounds} torn, ${byKill} of them by the kill itself, ${promised.size} saves`,
    problems,
  );
}

/** Puts a row in and gives how many there are. */
const putRow = (page: Page): Promise<number> =>
  page.evaluate(async () => {
    const db = await new Promise<IDBDatabase>((resolve, reject) => {
      const opening = indexedDB.open('rows');
      opening.onupgradeneeded = () => opening.result.createObjectStore('rows', { autoIncrement: true });
      opening.onsuccess = () => resolve(opening.result);
      opening.onerror = () => reject(opening.error);
    });
    const writing = db.transaction('rows', 'readwrite', { durability: 'strict' });
    writing.objectStore('rows').put('x'.repeat(2000));
    await new Promise((resolve) => {
      writing.oncomplete = resolve;
    });
    const counting = db.transaction('rows').objectStore('rows').count();
    return new Promise<number>((resolve) => {
      counting.onsuccess = () => resolve(counting.result);
    });
  });

/** What becomes of a web page's database in the same browser: a figure, no demand; a browser that mends it is welcome. */
async function control(server: PageServer): Promise<TortureRow> {
  const extension = buildExtension('chrome');
  const profile = makeProfile('torn-log-control');
  const address = server.put('/torture/rows.html', { body: '<!DOCTYPE html><title>rows</title>' });
  const counts: number[] = [];
  for (let start = 0; start < 3; start++) {
    const session = await launchOn('chrome', extension, profile.folder);
    const page = await session.browser.newPage();
    await page.goto(address);
    counts.push(await putRow(page));
    await sleep(200);
    await killAll(session);
    if (start === 0) tear(profile.folder, 'http_', HEADER);
  }
  profile.remove();
  return {
    what: 'chrome: rows of a database without a fresh log, one written at each of three starts, torn after the first',
    figure: counts.join(', '),
    ok: true,
  };
}
