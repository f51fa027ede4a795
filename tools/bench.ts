// npm run bench [-- --only PART] [--quick] [--browser chrome|firefox] [--json FILE] [--write]: everything that has a price, measured
// in one run beside what people use. Times are no tests: budgets of size and count are (tools/budgets.ts).
import { readFileSync, writeFileSync } from 'node:fs';
import { cpus, totalmem } from 'node:os';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { figure, type Section, table } from '../tests/bench/figures.ts';
import type { BenchRow } from '../tests/bench/glossary.bench.ts';
import { type Pairs, startPairs } from '../tests/bench/pairs.ts';
import { BROWSERS, BrowserMissingError, type BrowserName } from './browsers/find.ts';
import { type PageServer, servePages } from './browsers/serve.ts';
import { sizesOf } from './budgets.ts';
import { buildExtension } from './build.ts';

interface Room {
  quick: boolean;
  server: PageServer;
  /** The browsers to measure in. */
  browsers: BrowserName[];
  /** Started when a part first needs them. */
  pairs(browser: BrowserName): Promise<Pairs>;
  /** Runs `work` and takes its sections; what goes wrong is told, and the other measurements are still made. */
  take(what: string, work: () => Promise<Section[]>): Promise<void>;
}

type Part = (room: Room) => Promise<void>;

/** Runs `work` in each browser in turn. */
async function inEach(room: Room, what: string, work: (pairs: Pairs) => Promise<Section[]>): Promise<void> {
  for (const browser of room.browsers)
    await room.take(`${what} in ${browser}`, async () => work(await room.pairs(browser)));
}

const PARTS: Record<string, Part> = {
  async sizes(room) {
    for (const browser of room.browsers)
      await room.take(`sizes for ${browser}`, async () => [sizeSection(browser)]);
  },
  async recognition(room) {
    const { nodeSection, run } = await import('../tests/bench/recognition-in-browsers.bench.ts');
    await room.take('recognition in Node', async () => [nodeSection(room.quick)]);
    await inEach(room, 'recognition', async (pairs) => [await run(pairs, room.quick)]);
  },
  async glossary(room) {
    const { run } = await import('../tests/bench/glossary.bench.ts');
    await room.take('glossary', async () => [glossarySection(run())]);
  },
  async 'page-path'(room) {
    const { run } = await import('../tests/bench/page-path.bench.ts');
    await inEach(room, 'page path', (pairs) => run(pairs, room.server, room.quick));
  },
  async 'long-page'(room) {
    const { runLong } = await import('../tests/bench/page-path.bench.ts');
    await inEach(room, 'long page', async (pairs) => [await runLong(pairs, room.server, room.quick)]);
  },
  async highlighting(room) {
    const { run } = await import('../tests/bench/highlighting.bench.ts');
    await inEach(room, 'highlighting', async (pairs) => [await run(pairs, room.server, room.quick)]);
  },
  async 'foreign-page'(room) {
    // Chromium alone counts the time of a page's tasks.
    if (!room.browsers.includes('chrome')) return;
    const { run } = await import('../tests/bench/foreign-page.bench.ts');
    await room.take('foreign page', async () => [
      await run(await room.pairs('chrome'), room.server, room.quick),
    ]);
  },
  async hover(room) {
    const { run } = await import('../tests/bench/hover.bench.ts');
    await inEach(room, 'hover', async (pairs) => [await run(pairs, room.server, room.quick)]);
  },
  async 'dom-work'(room) {
    const { run } = await import('../tests/bench/dom-work.bench.ts');
    await inEach(room, 'page that works hard', async (pairs) => [await run(pairs, room.server, room.quick)]);
  },
  async tabs(room) {
    const { run } = await import('../tests/bench/tabs.bench.ts');
    await inEach(room, 'tabs', async (pairs) => [await run(pairs, room.server, room.quick)]);
  },
};

interface Options {
  only: string[];
  quick: boolean;
  browser: BrowserName | null;
  json: string | null;
  /** Puts the tables into docs/performance.md, in place of those that stand there. */
  write: boolean;
}

function readOptions(): Options {
  const { values } = parseArgs({
    options: {
      only: { type: 'string', multiple: true },
      quick: { type: 'boolean', default: false },
      browser: { type: 'string' },
      json: { type: 'string' },
      write: { type: 'boolean', default: false },
    },
  });
  const only = values.only ?? [];
  const unknown = only.find((name) => !Object.hasOwn(PARTS, name));
  if (unknown) throw new Error(`unknown part '${unknown}'; there are: ${Object.keys(PARTS).join(', ')}`);
  const browser = values.browser ?? null;
  if (browser !== null && browser !== 'chrome' && browser !== 'firefox')
    throw new Error(`unknown browser '${browser}'; say chrome or firefox`);
  return { only, quick: values.quick, browser, json: values.json ?? null, write: values.write };
}

async function measure(options: Options): Promise<void> {
  const started = new Map<BrowserName, Promise<Pairs>>();
  const server = await servePages();
  const browsers = BROWSERS.filter((name) => !options.browser || name === options.browser);
  const versions: Record<string, string> = { node: process.version };
  const sections: Section[] = [];
  const failures: string[] = [];
  const room: Room = {
    quick: options.quick,
    server,
    browsers,
    pairs(browser) {
      const there = started.get(browser) ?? startPairs(browser);
      started.set(browser, there);
      void there.then(({ version }) => {
        versions[browser] = version;
      });
      return there;
    },
    async take(what, work) {
      try {
        for (const section of await work()) {
          sections.push(section);
          console.log(table(section));
        }
      } catch (error) {
        if (error instanceof BrowserMissingError) throw error;
        failures.push(what);
        console.error(`bench: ${what}: ${error instanceof Error ? error.stack : String(error)}`);
      }
    },
  };
  const machine = `${cpus().length} × ${cpus()[0]?.model ?? 'unknown processor'}, ${Math.round(totalmem() / 2 ** 30)} GB`;
  console.log(`Wonglep, measured ${new Date().toISOString()}\n${machine}\n`);
  try {
    for (const [name, part] of Object.entries(PARTS)) {
      if (options.only.length > 0 && !options.only.includes(name)) continue;
      const from = Date.now();
      await part(room);
      console.error(`${name}: ${((Date.now() - from) / 1000).toFixed(0)} s`);
    }
  } finally {
    for (const pairs of started.values()) await (await pairs).close();
    await server.close();
  }
  console.log(
    Object.entries(versions)
      .map((entry) => entry.join(' '))
      .join(', '),
  );
  if (failures.length > 0) {
    console.error(`bench: not measured: ${failures.join(', ')}`);
    process.exitCode = 1;
  }
  if (options.write) writeTables(machine, versions, sections);
  if (options.json) {
    const all = { measuredAt: new Date().toISOString(), machine, versions, quick: options.quick, sections };
    writeFileSync(options.json, `${JSON.stringify(all, null, 2)}\n`);
  }
}

/** Replaces sections of the same title in docs/performance.md; those that were not measured now stay as they are. */
function writeTables(machine: string, versions: Record<string, string>, sections: readonly Section[]): void {
  const path = fileURLToPath(new URL('../docs/performance.md', import.meta.url));
  const [before, rest] = readFileSync(path, 'utf8').split(/^<!-- figures -->\n/m);
  const [figures, after] = (rest ?? '').split(/^<!-- end of figures -->\n/m);
  if (before === undefined || figures === undefined || after === undefined)
    throw new Error('docs/performance.md has no place for figures');
  const parts = new Map<string, string>();
  for (const part of figures.split(/^(?=### )/m)) {
    const title = /^### (.*)/.exec(part)?.[1];
    if (title) parts.set(title, part);
  }
  for (const section of sections) parts.set(section.title, `${table(section)}\n`);
  const names = { node: 'Node', chrome: 'Chromium', firefox: 'Firefox' } as Record<string, string>;
  const where = Object.entries(versions).map(([name, version]) => `${names[name] ?? name} ${version}`);
  const head = `Last run: ${machine}; ${where.join(', ')}; ${new Date().toISOString().slice(0, 10)}. Sections that this run did not measure are from earlier ones.\n\n`;
  writeFileSync(
    path,
    `${before}<!-- figures -->\n${head}${[...parts.values()].join('')}<!-- end of figures -->\n${after}`,
  );
}

let options: Options | null = null;
try {
  options = readOptions();
} catch (error) {
  console.error(`bench: ${error instanceof Error ? error.message : String(error)}`);
  process.exitCode = 2;
}
if (options) {
  try {
    await measure(options);
  } catch (error) {
    if (!(error instanceof BrowserMissingError)) throw error;
    console.error(`bench: ${error.message}`);
    process.exitCode = 1;
  }
}

function glossarySection(rows: readonly BenchRow[]): Section {
  return {
    title: 'The glossary’s index beside other structures',
    method: 'tests/bench/glossary.bench.ts: the same forms, the same text, one thread’s own time.',
    figures: rows.map(({ group, subject, value, unit }) => ({
      ...figure(`${group}: ${subject}`, 'Node', [value], 'count'),
      unit,
    })),
  };
}

function sizeSection(browser: BrowserName): Section {
  return {
    title: `Sizes, build for ${browser}`,
    method:
      'Bytes of the built files (tools/budgets.ts); a page in another language gets the first line and no more.',
    figures: sizesOf(buildExtension(browser)).map(({ what, bytes, limit }) =>
      figure(what, 'built files', [bytes], 'bytes', { most: limit }),
    ),
  };
}
