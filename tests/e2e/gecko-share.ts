// node tests/e2e/gecko-share.ts: the extension's share of the page's main thread in Firefox, while React draws its article
// every 200 ms for 20 s (scenarios/living.ts measures it in Chromium by its trace). Gecko's profiler takes a sample of every
// main thread each millisecond; a sample counts as the extension's when any frame on its stack is of one of its scripts. The
// profiler's own work is in the figure, so it is rather too high than too low.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import * as v from 'valibot';
import { launch } from '../../tools/browsers/launch.ts';
import { servePages } from '../../tools/browsers/serve.ts';
import { settledState } from '../../tools/browsers/visit.ts';
import { buildExtension } from '../../tools/build.ts';
import { type ReactPageReport, reactPage } from '../fixtures/react-page.ts';

const EVERY = 200;
const FOR = 20_000;
/** A pause between two samples longer than this is a sampler that slept, ms. */
const LONGEST_SAMPLE = 50;

const rows = v.array(v.array(v.unknown()));
const Table = v.object({ schema: v.record(v.string(), v.number()), data: rows });
const Thread = v.object({
  processName: v.optional(v.string()),
  stringTable: v.array(v.string()),
  frameTable: Table,
  stackTable: Table,
  samples: Table,
});
const Process = v.object({ meta: v.object({ startTime: v.number() }), threads: v.array(Thread) });
const Profile = v.object({ ...Process.entries, processes: v.array(Process) });

/** ms of a thread between two moments (ms since 1970) in which a script of `origin` was on the stack. */
function timeOf(
  thread: v.InferOutput<typeof Thread>,
  startTime: number,
  [from, until]: [number, number],
  origin: string,
): number {
  const { frameTable, stackTable, samples } = thread;
  const at = (table: v.InferOutput<typeof Table>, row: number, field: string) =>
    table.data[row]?.[table.schema[field]!];
  const ours = frameTable.data.map((_, frame) =>
    String(thread.stringTable[Number(at(frameTable, frame, 'location'))]).includes(origin),
  );
  const known = new Map<number, boolean>();
  const isOurs = (stack: unknown): boolean => {
    if (typeof stack !== 'number') return false;
    const before = known.get(stack);
    if (before !== undefined) return before;
    const found =
      ours[Number(at(stackTable, stack, 'frame'))] === true || isOurs(at(stackTable, stack, 'prefix'));
    known.set(stack, found);
    return found;
  };
  let time = 0;
  let last = from;
  for (const [row] of samples.data.entries()) {
    const now = startTime + Number(at(samples, row, 'time'));
    if (now > from && now <= until && isOurs(at(samples, row, 'stack')))
      time += Math.min(LONGEST_SAMPLE, now - last);
    last = now;
  }
  return time;
}

const folder = mkdtempSync(join(tmpdir(), 'wonglep-gecko-'));
const file = join(folder, 'profile.json');
// Read by Firefox when it starts; driver and browser have the environment of this process.
Object.assign(process.env, {
  MOZ_PROFILER_STARTUP: '1',
  MOZ_PROFILER_STARTUP_INTERVAL: '1',
  MOZ_PROFILER_STARTUP_FEATURES: 'js,leaf',
  MOZ_PROFILER_STARTUP_FILTERS: 'GeckoMain',
  MOZ_PROFILER_STARTUP_ENTRIES: '60000000',
  MOZ_PROFILER_SHUTDOWN: file,
});
const server = await servePages();
const session = await launch('firefox', {
  extension: buildExtension('firefox'),
  offline: true,
  viewport: { width: 1200, height: 800 },
});
const { extensionOrigin, version } = session;
const url = server.put('/news/react.html', { body: reactPage(EVERY, FOR) });
const page = await session.browser.newPage();
await page.goto(url);
await page.bringToFront();
await settledState(session, url, 15_000);
const clock = () => page.evaluate(() => performance.timeOrigin + performance.now());
const from = await clock();
const report = await page.evaluate(() =>
  (globalThis as unknown as { start(): Promise<ReactPageReport> }).start(),
);
const until = await clock();
await session.close();
await server.close();
for (let waited = 0; waited < 10_000; waited += 200) {
  try {
    const profile = v.parse(Profile, JSON.parse(readFileSync(file, 'utf8')));
    let reader = 0;
    let background = 0;
    for (const { meta, threads } of [profile, ...profile.processes])
      for (const thread of threads) {
        const share = timeOf(thread, meta.startTime, [from, until], extensionOrigin) / (until - from);
        if (thread.processName === 'WebExtensions') background += share;
        else reader += share;
      }
    const late = report.latencies.map((ms) => ms ?? Number.POSITIVE_INFINITY).sort((a, b) => a - b);
    console.log(
      `${version}: ${report.renders} renders, names back after ${Math.round(late[late.length >> 1]!)} ms (median), ${Math.round(late.at(-1)!)} ms (worst)`,
    );
    console.log(`the page's main thread: ${(reader * 100).toFixed(2)}% in scripts of the extension`);
    console.log(`the extension's own process: ${(background * 100).toFixed(2)}%`);
    break;
  } catch (error) {
    // The file is written while the browser ends.
    if (waited + 200 >= 10_000) throw error;
    await sleep(200);
  }
}
rmSync(folder, { recursive: true, force: true });
