// The sources as reviewers of a store get them: everything that the build reads, and the tests. Unpacked in an empty folder,
// `npm run zip` makes the browsers' zips from it again, byte for byte (tests/torture/source-archive.ts). Listed by walking, as
// an unpacked archive has no git.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Zippable, zipSync } from 'fflate';

/** Folders of whatever place that are made by tools, and what lies beside the project. */
const LEFT_OUT = new Set([
  'node_modules',
  '.git',
  '.output',
  '.wxt',
  '.cache',
  'coverage',
  'artifacts',
  '.DS_Store',
]);
/** Made by the build; pictures of the pages; they are no source. */
const NOT_SOURCE = /^public\/glossary\.bin|^docs\/screenshots\/|\.(zip|xpi)$|^stats[-.]|^\.claude/;

/** Paths of the source files below `root`, `/` between names, sorted by code unit. */
export function sourceFiles(root: string): string[] {
  const found: string[] = [];
  const visit = (folder: string) => {
    for (const entry of readdirSync(join(root, folder), { withFileTypes: true })) {
      const path = folder ? `${folder}/${entry.name}` : entry.name;
      if (LEFT_OUT.has(entry.name) || NOT_SOURCE.test(path)) continue;
      if (entry.isDirectory()) visit(path);
      else if (entry.isFile()) found.push(path);
    }
  };
  visit('');
  return found.sort();
}

/** @param mtime the same for every entry, so that the same sources give the same bytes */
export function zipOfSources(root: string, mtime: Date): Uint8Array {
  const entries: Zippable = {};
  for (const path of sourceFiles(root)) entries[path] = readFileSync(join(root, path));
  return zipSync(entries, { level: 9, mtime });
}
