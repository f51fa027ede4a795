// npm run zip [-- chrome|firefox]: builds, and packs each build as the stores take it. Same sources, same bytes: entries
// are sorted, times are fixed, nothing of the machine goes in.
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Zippable, zipSync } from 'fflate';
import { BROWSERS, type BrowserName } from './browsers/find.ts';
import { buildExtension } from './build.ts';

const root = fileURLToPath(new URL('..', import.meta.url));

/** The earliest day that a zip can say, in local time, as the format knows no zone: the same bytes everywhere. */
const FIXED_TIME = new Date(1980, 0, 1);

/** Paths of all files below `folder`, `/` between names, sorted by code unit. */
export function filesBelow(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) =>
      join(entry.parentPath, entry.name)
        .slice(folder.length + 1)
        .replaceAll('\\', '/'),
    )
    .sort();
}

/** The zip of a built extension, as bytes. */
export function zipOf(folder: string): Uint8Array {
  const entries: Zippable = {};
  for (const path of filesBelow(folder)) entries[path] = readFileSync(join(folder, path));
  return zipSync(entries, { level: 9, mtime: FIXED_TIME });
}

/** Builds for `browser` and writes `.output/wonglep-VERSION-BROWSER.zip`. */
export function zipExtension(browser: BrowserName): { file: string; bytes: number } {
  const zip = zipOf(buildExtension(browser));
  const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string };
  const file = join(root, '.output', `wonglep-${version}-${browser}.zip`);
  mkdirSync(join(root, '.output'), { recursive: true });
  writeFileSync(file, zip);
  return { file, bytes: zip.length };
}

if (import.meta.main) {
  const wanted = process.argv.slice(2);
  const bad = wanted.find((name) => !(BROWSERS as readonly string[]).includes(name));
  if (bad) {
    console.error(`zip: unknown browser '${bad}'; say chrome or firefox`);
    process.exit(2);
  }
  for (const browser of BROWSERS) {
    if (wanted.length > 0 && !wanted.includes(browser)) continue;
    const { file, bytes } = zipExtension(browser);
    console.log(`${file}  ${bytes.toLocaleString('en-GB')} bytes`);
  }
}
