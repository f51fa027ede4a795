// npm run zip [-- chrome|firefox|source]: builds, and packs each build as the stores take it, and the sources that a
// reviewer builds them from again. Same sources, same bytes: entries are sorted, times are fixed, nothing of the machine
// goes in.
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Zippable, zipSync } from 'fflate';
import { BROWSERS, type BrowserName } from './browsers/find.ts';
import { buildExtension } from './build.ts';
import { zipOfSources } from './source-archive.ts';

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

/** Writes `.output/wonglep-VERSION-WHAT.zip`: the build for a browser, or the sources. */
export function writeZip(what: BrowserName | 'source'): { file: string; bytes: number } {
  const zip = what === 'source' ? zipOfSources(root, FIXED_TIME) : zipOf(buildExtension(what));
  const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string };
  const file = join(root, '.output', `wonglep-${version}-${what}.zip`);
  mkdirSync(join(root, '.output'), { recursive: true });
  writeFileSync(file, zip);
  return { file, bytes: zip.length };
}

if (import.meta.main) {
  const wanted = process.argv.slice(2);
  const all = [...BROWSERS, 'source'] as const;
  const bad = wanted.find((name) => !(all as readonly string[]).includes(name));
  if (bad) {
    console.error(`zip: '${bad}' is nothing to pack; say chrome, firefox or source`);
    process.exit(2);
  }
  for (const what of all) {
    if (wanted.length > 0 && !wanted.includes(what)) continue;
    const { file, bytes } = writeZip(what);
    console.log(`${file}  ${bytes.toLocaleString('en-GB')} bytes`);
  }
}
