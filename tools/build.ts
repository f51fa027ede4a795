// npm run build [-- chrome|firefox]: compiles the glossary, then the extension; folders .output/chrome-mv3, .output/firefox-mv3.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { BrowserName } from './browsers/find.ts';

const root = fileURLToPath(new URL('..', import.meta.url));

/** What the build reads: when none of it changed, the folder built last is still right. */
const SOURCES = [
  'entrypoints',
  'components',
  'lib',
  'public',
  'wxt.config.ts',
  'package-lock.json',
  'tools/bare-script.ts',
  'tools/compile-glossary.ts',
  'tools/few-chunks.ts',
  'tools/licences.ts',
  'tools/without-html-sinks.ts',
];

function sourceHash(): string {
  const hash = createHash('sha256');
  const visit = (path: string): void => {
    if (!existsSync(path)) return;
    if (statSync(path).isDirectory()) for (const name of readdirSync(path).sort()) visit(join(path, name));
    else hash.update(path.slice(root.length)).update('\0').update(readFileSync(path));
  };
  for (const source of SOURCES) visit(join(root, source));
  return hash.digest('hex');
}

export class BuildError extends Error {
  override name = 'BuildError';
}

function run(script: string, args: string[]): void {
  const result = spawnSync(process.execPath, [join(root, script), ...args], {
    cwd: root,
    stdio: ['ignore', 2, 2],
  });
  if (result.status !== 0) throw new BuildError(`${script} ${args.join(' ')} ended with ${result.status}`);
}

/** Compiles the glossary if its data changed. */
export function compileGlossary(): void {
  if (existsSync(join(root, 'tools/compile-glossary.ts'))) run('tools/compile-glossary.ts', []);
}

/** Builds for `browser` unless the last build is of the same sources; gives the folder. Throws BuildError. */
export function buildExtension(browser: BrowserName): string {
  compileGlossary();
  const folder = join(root, '.output', `${browser}-mv3`);
  const stamp = join(root, '.output', `${browser}-mv3.hash`);
  const hash = sourceHash();
  if (existsSync(join(folder, 'manifest.json')) && existsSync(stamp) && readFileSync(stamp, 'utf8') === hash)
    return folder;
  run('node_modules/wxt/bin/wxt.mjs', ['build', '-b', browser, '--mv3']);
  writeFileSync(stamp, hash);
  return folder;
}

if (import.meta.main) {
  const wanted = process.argv.slice(2);
  const bad = wanted.find((name) => name !== 'chrome' && name !== 'firefox');
  if (bad) {
    console.error(`build: unknown browser '${bad}'; say chrome or firefox`);
    process.exit(2);
  }
  for (const browser of ['chrome', 'firefox'] as const) {
    if (wanted.length === 0 || wanted.includes(browser)) console.log(buildExtension(browser));
  }
}
