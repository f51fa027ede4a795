// npm run torture [-- --only NAME] [--share short|full] [--seed N] [--browser chrome|firefox] [--times N] [--json FILE]: faults and attacks
// on purpose, each module of tests/torture that exports `run`. Long: docs/reliability.md holds the last full run's figures.
import { readdirSync, writeFileSync } from 'node:fs';
import { cpus, totalmem } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import type { TortureOptions, TortureResult } from '../tests/torture/contract.ts';
import { BROWSERS, BrowserMissingError, type BrowserName } from './browsers/find.ts';

const FOLDER = fileURLToPath(new URL('../tests/torture', import.meta.url));
const USAGE =
  'usage: npm run torture [-- --only NAME] [--share short|full] [--seed N] [--browser chrome|firefox] [--times N] [--json FILE]';

interface Tests {
  run(options: TortureOptions): Promise<TortureResult>;
}

function usage(problem: string): never {
  console.error(`wonglep: ${problem}; ${USAGE}`);
  process.exit(2);
}

function options() {
  try {
    return parseArgs({
      options: {
        only: { type: 'string' },
        share: { type: 'string', default: 'full' },
        seed: { type: 'string', default: '20261122' },
        browser: { type: 'string' },
        times: { type: 'string' },
        json: { type: 'string' },
      },
    }).values;
  } catch (error) {
    return usage(error instanceof Error ? error.message : String(error));
  }
}

const values = options();
const { only, share, browser, json } = values;
const seed = Number(values.seed);
if (share !== 'short' && share !== 'full') usage(`--share is short or full, not '${share}'`);
if (!Number.isSafeInteger(seed)) usage(`--seed is a whole number, not '${values.seed}'`);
const times = values.times === undefined ? undefined : Number(values.times);
if (times !== undefined && !(Number.isSafeInteger(times) && times > 0))
  usage(`--times is a whole number above 0, not '${values.times}'`);
if (browser !== undefined && !BROWSERS.includes(browser as BrowserName))
  usage(`--browser is chrome or firefox, not '${browser}'`);

const files = readdirSync(FOLDER)
  .filter((name) => name.endsWith('.ts') && (!only || name.includes(only)))
  .sort();
const results: TortureResult[] = [];
const begun = new Date();
for (const file of files) {
  const module = (await import(pathToFileURL(join(FOLDER, file)).href)) as Partial<Tests>;
  if (typeof module.run !== 'function') continue;
  const start = Date.now();
  console.error(`== ${file}`);
  let result: TortureResult;
  try {
    result = await module.run({
      seed,
      share,
      ...(times === undefined ? {} : { times }),
      browsers: browser ? [browser as BrowserName] : BROWSERS,
    });
  } catch (error) {
    if (error instanceof BrowserMissingError) {
      console.error(`wonglep: ${error.message}`);
      process.exit(1);
    }
    const told = error instanceof Error ? (error.stack ?? error.message) : String(error);
    result = { name: file, rows: [{ what: 'the test itself', figure: told, ok: false }] };
  }
  results.push(result);
  print(result);
  console.log(`      (${((Date.now() - start) / 1000).toFixed(0)} s)`);
}
if (results.length === 0) usage(`nothing in tests/torture is called '${only}'`);

const rows = results.flatMap((result) => result.rows);
const failed = rows.filter((row) => !row.ok);
const machine = `${cpus().length} × ${cpus()[0]?.model ?? 'unknown processor'}, ${Math.round(totalmem() / 2 ** 30)} GB`;
console.log(
  `\n${begun.toISOString().slice(0, 16)}Z, seed ${seed}, ${share} share; ${machine}; Node ${process.version}`,
);
console.log(`${rows.length - failed.length} ok, ${failed.length} not`);
for (const row of failed) console.log(`NOT   ${row.what}: ${row.figure}`);
if (json) writeFileSync(json, `${JSON.stringify({ begun, seed, share, machine, results }, null, 1)}\n`);
process.exit(failed.length > 0 ? 1 : 0);

function print({ name, rows: told }: TortureResult): void {
  console.log(`\n${name}`);
  const width = Math.max(...told.map((row) => row.what.length));
  for (const row of told)
    console.log(`${row.ok ? 'ok  ' : 'NOT '}  ${row.what.padEnd(width)}  ${row.figure}`);
}
