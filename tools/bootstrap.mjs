#!/usr/bin/env node
// The one entry to every command, in plain JavaScript that runs on Node 20 with nothing installed:
// it installs what package-lock.json names if that is missing or stale, then hands over to the command,
// which runs on the Node that node_modules brings (decision 0003).
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, lstatSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const modules = join(root, 'node_modules');
const stamp = join(modules, '.wonglep-lock-hash');

/** Commands and the TypeScript file that carries each out. */
const COMMANDS = {
  start: 'tools/start.ts',
  test: 'tools/test.ts',
  annotate: 'tools/annotate.ts',
  inspect: 'tools/inspect.ts',
  eval: 'tools/eval.ts',
  bench: 'tools/bench.ts',
  torture: 'tools/torture.ts',
  screenshots: 'tools/screenshots.ts',
  train: 'tools/train/train.ts',
  compile: 'tools/compile-glossary.ts',
  build: 'tools/build.ts',
  zip: 'tools/zip.ts',
  check: 'tools/check.ts',
};

function lockHash() {
  return createHash('sha256')
    .update(readFileSync(join(root, 'package-lock.json')))
    .digest('hex');
}

function installed() {
  if (!existsSync(join(modules, '.bin', process.platform === 'win32' ? 'node.cmd' : 'node'))) return false;
  // A linked node_modules belongs to another checkout, which looks after it.
  if (lstatSync(modules).isSymbolicLink()) return true;
  return existsSync(stamp) && readFileSync(stamp, 'utf8') === lockHash();
}

const [command, ...args] = process.argv.slice(2);
const script = Object.hasOwn(COMMANDS, command ?? '') ? COMMANDS[command] : undefined;
if (!script) {
  console.error(
    `wonglep: unknown command '${command ?? ''}'; there are: ${Object.keys(COMMANDS).join(', ')}`,
  );
  process.exit(2);
}
if (!installed()) {
  console.error('wonglep: installing packages (once)…');
  const npm = spawnSync('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error'], {
    cwd: root,
    // Standard output belongs to the command's own result.
    stdio: ['ignore', 2, 2],
    shell: process.platform === 'win32',
  });
  if (npm.status !== 0) {
    console.error(
      'wonglep: npm ci failed; the reason is above. A network connection to the npm registry is needed once.',
    );
    process.exit(npm.status ?? 1);
  }
  writeFileSync(stamp, lockHash());
}
const node = join(modules, '.bin', process.platform === 'win32' ? 'node.cmd' : 'node');
const run = spawnSync(node, ['--disable-warning=ExperimentalWarning', join(root, script), ...args], {
  stdio: 'inherit',
  shell: process.platform === 'win32',
  env: { ...process.env, WONGLEP_ROOT: root },
});
process.exit(run.status ?? 1);
