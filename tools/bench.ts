// npm run bench [-- --only PART] [--quick] [--browser chrome|firefox] [--json FILE]: everything that has a price, measured
// in one run beside what people use. Times are no tests: budgets of size and count are (tools/budgets.ts).
import { writeFileSync } from 'node:fs';
import { cpus, totalmem } from 'node:os';
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
}

type Part = (room: Room) => Promise<Section[]>;

/** Runs `part` in each browser in turn. */
async function inEach(room: Room, part: (pairs: Pairs) => Promise<Section[]>): Promise<Section[]> {
  const sections: Section[] = [];
  for (const browser of room.browsers) sections.push(...(await part(await room.pairs(browser))));
  return sections;
}

const PARTS: Record<string, Part> = {
  recognition: async (room) => {
    const { nodeSection, run } = await import('../tests/bench/recognition-in-browsers.bench.ts');
    return [
      nodeSection(room.quick),
      ...(await inEach(room, async (pairs) => [await run(pairs, room.quick)])),
    ];
  },
  glossary: async () => {
    const { run } = await import('../tests/bench/glossary.bench.ts');
    return [glossarySection(run())];
  },
  'page-path': async (room) => {
    const { run } = await import('../tests/bench/page-path.bench.ts');
    return inEach(room, (pairs) => run(pairs, room.server, room.quick));
  },
  'foreign-page': async (room) => {
    // Chromium alone counts the time of a page's tasks.
    if (!room.browsers.includes('chrome')) return [];
    const { run } = await import('../tests/bench/foreign-page.bench.ts');
    return [await run(await room.pairs('chrome'), room.server, room.quick)];
  },
  highlighting: async (room) => {
    const { run } = await import('../tests/bench/highlighting.bench.ts');
    return inEach(room, async (pairs) => [await run(pairs, room.server, room.quick)]);
  },
  hover: async (room) => {
    const { run } = await import('../tests/bench/hover.bench.ts');
    return inEach(room, async (pairs) => [await run(pairs, room.server, room.quick)]);
  },
  'dom-work': async (room) => {
    const { run } = await import('../tests/bench/dom-work.bench.ts');
    return inEach(room, async (pairs) => [await run(pairs, room.server, room.quick)]);
  },
  tabs: async (room) => {
    const { run } = await import('../tests/bench/tabs.bench.ts');
    return inEach(room, async (pairs) => [await run(pairs, room.server, room.quick)]);
  },
  sizes: async (room) => room.browsers.map((browser) => sizeSection(browser)),
};

interface Options {
  only: string[];
  quick: boolean;
  browser: BrowserName | null;
  json: string | null;
}

function readOptions(): Options {
  const { values } = parseArgs({
    options: {
      only: { type: 'string', multiple: true },
      quick: { type: 'boolean', default: false },
      browser: { type: 'string' },
      json: { type: 'string' },
    },
  });
  const only = values.only ?? [];
  const unknown = only.find((name) => !Object.hasOwn(PARTS, name));
  if (unknown) throw new Error(`unknown part '${unknown}'; there are: ${Object.keys(PARTS).join(', ')}`);
  const browser = values.browser ?? null;
  if (browser !== null && browser !== 'chrome' && browser !== 'firefox')
    throw new Error(`unknown browser '${browser}'; say chrome or firefox`);
  return { only, quick: values.quick, browser, json: values.json ?? null };
}

async function measure(options: Options): Promise<void> {
  const started = new Map<BrowserName, Promise<Pairs>>();
  const server = await servePages();
  const browsers = BROWSERS.filter((name) => !options.browser || name === options.browser);
  const versions: Record<string, string> = { node: process.version };
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
  };
  const machine = `${cpus().length} × ${cpus()[0]?.model ?? 'unknown processor'}, ${Math.round(totalmem() / 2 ** 30)} GB`;
  console.log(`Wonglep, measured ${new Date().toISOString()}\n${machine}\n`);
  const sections: Section[] = [];
  try {
    for (const [name, part] of Object.entries(PARTS)) {
      if (options.only.length > 0 && !options.only.includes(name)) continue;
      const from = Date.now();
      for (const section of await part(room)) {
        sections.push(section);
        console.log(table(section));
      }
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
  if (options.json) {
    const all = { measuredAt: new Date().toISOString(), machine, versions, quick: options.quick, sections };
    writeFileSync(options.json, `${JSON.stringify(all, null, 2)}\n`);
  }
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
