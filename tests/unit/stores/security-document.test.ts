import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';

const root = fileURLToPath(new URL('../../..', import.meta.url));
const FOLDERS: Record<string, string> = {
  e2e: 'tests/e2e/scenarios/',
  unit: 'tests/unit/',
  torture: 'tests/torture/',
  lib: 'lib/',
  tools: 'tools/',
  docs: 'docs/',
};

/** Files named in the document's tables, each with the names of tests quoted after it; "the same" is the file named last. */
function proofs(): { path: string; quoted: string[] }[] {
  const found: { path: string; quoted: string[] }[] = [];
  for (const row of readFileSync(`${root}docs/security.md`, 'utf8').split('\n')) {
    if (!row.startsWith('|')) continue;
    for (const [, folder, rest, quoted] of row.matchAll(
      /\b(e2e|unit|torture|lib|tools|docs)\/([\w./-]+\.(?:tsx?|md))|"([^"]+)"/g,
    )) {
      if (folder) found.push({ path: FOLDERS[folder]! + rest!, quoted: [] });
      else found.at(-1)?.quoted.push(quoted!);
    }
  }
  return found;
}

it('every defence names a file that is there and a test that it holds', () => {
  const named = proofs();
  expect(named.length).toBeGreaterThan(30);
  // Written once by the long run, after the document.
  const missing = named.filter(({ path }) => path !== 'docs/reliability.md' && !existsSync(root + path));
  expect(missing).toEqual([]);
  const unknown = named.flatMap(({ path, quoted }) => {
    if (quoted.length === 0) return [];
    const source = readFileSync(root + path, 'utf8');
    return quoted.filter((name) => !source.includes(name)).map((name) => `${path}: ${name}`);
  });
  expect(unknown).toEqual([]);
});
