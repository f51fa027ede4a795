// What a page, a download and a disk may be asked to carry: budgets of size, checked on both builds. Times are measured by
// `npm run bench` and are no test; counts (requests, listeners, mutations) are measured in
// tests/e2e/scenarios/budgets.ts.
//   node tools/budgets.ts [chrome|firefox]
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { BROWSERS, type BrowserName } from './browsers/find.ts';
import { buildExtension } from './build.ts';
import { filesBelow, zipOf } from './zip.ts';

export interface Budget {
  what: string;
  bytes: number;
  limit: number;
}

interface Manifest {
  content_scripts?: { js?: string[]; css?: string[]; all_frames?: boolean }[];
  web_accessible_resources?: unknown[];
}

const MB = 1_000_000;

/** Sizes of a built extension beside what each may have, in bytes. */
export function sizesOf(folder: string): Budget[] {
  const size = (path: string) => readFileSync(join(folder, path)).length;
  const manifest = JSON.parse(readFileSync(join(folder, 'manifest.json'), 'utf8')) as Manifest;
  const everywhere = (manifest.content_scripts ?? []).flatMap(({ js = [], css = [] }) => [...js, ...css]);
  const files = filesBelow(folder);
  return [
    {
      what: 'the watch, on every page (Chromium: with a sign of Thai)',
      bytes: everywhere.reduce((sum, path) => sum + size(path), 0),
      limit: 2_048,
    },
    { what: 'the first look, on pages with a sign of Thai', bytes: size('first-look.js'), limit: 32_000 },
    { what: 'the reader, on Thai news pages only', bytes: size('reader.js'), limit: 110_000 },
    { what: 'the clean copy, on pages that are saved', bytes: size('clean-copy.js'), limit: 90_000 },
    { what: 'the background', bytes: size('background.js'), limit: 650_000 },
    {
      what: 'name model and glossary',
      bytes: size('models/names.bin') + size('glossary.bin'),
      limit: 2.75 * MB,
    },
    { what: 'all files', bytes: files.reduce((sum, path) => sum + size(path), 0), limit: 6.5 * MB },
    { what: 'the zip', bytes: zipOf(folder).length, limit: 2.5 * MB },
  ];
}

/** What the manifest must not say, as sentences; none when it keeps to the budget. */
export function manifestFaults(folder: string): string[] {
  const manifest = JSON.parse(readFileSync(join(folder, 'manifest.json'), 'utf8')) as Manifest;
  const faults: string[] = [];
  const scripts = manifest.content_scripts ?? [];
  if (scripts.length !== 1) faults.push(`${scripts.length} content scripts are declared, 1 is the budget`);
  if (scripts.some((script) => script.all_frames)) faults.push('a script runs in every frame');
  if (manifest.web_accessible_resources?.length) faults.push('pages can load files of the extension');
  if (existsSync(join(folder, 'content-scripts')))
    faults.push('content scripts were built that nobody declared');
  return faults;
}

if (import.meta.main) {
  const wanted = process.argv.slice(2);
  let over = 0;
  for (const browser of BROWSERS.filter((name: BrowserName) => !wanted.length || wanted.includes(name))) {
    const folder = buildExtension(browser);
    for (const { what, bytes, limit } of sizesOf(folder)) {
      const good = bytes <= limit;
      if (!good) over++;
      console.log(
        `${good ? 'ok  ' : 'OVER'}  ${browser.padEnd(8)} ${what.padEnd(58)} ${bytes.toLocaleString('en-GB').padStart(10)} of ${limit.toLocaleString('en-GB').padStart(10)} bytes`,
      );
    }
    for (const fault of manifestFaults(folder)) {
      over++;
      console.log(`OVER  ${browser.padEnd(8)} ${fault}`);
    }
  }
  process.exit(over > 0 ? 1 : 0);
}
