// npm test: type check, lint, texts, unit tests, and the built extension in real Chromium and real Firefox.
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { BrowserMissingError, findBrowser } from './browsers/find.ts';
import { compileGlossary } from './build.ts';

const root = fileURLToPath(new URL('..', import.meta.url));

const STEPS: { name: string; script: string; args: string[] }[] = [
  { name: 'type check', script: 'node_modules/typescript/bin/tsc', args: ['--noEmit'] },
  {
    name: 'lint',
    script: 'node_modules/@biomejs/biome/bin/biome',
    args: ['check', '--error-on-warnings', '.'],
  },
  { name: 'texts in three languages', script: 'tools/locales.ts', args: ['check'] },
  {
    name: 'unit tests',
    script: 'node_modules/vitest/vitest.mjs',
    args: ['run', '--config', 'tests/vitest.config.ts', '--reporter=dot'],
  },
  { name: 'budgets of size', script: 'tools/budgets.ts', args: [] },
  { name: 'as the stores look at it', script: 'tools/lint-manifest.ts', args: [] },
  { name: 'Chromium, end to end', script: 'tests/e2e/run.ts', args: ['chrome'] },
  { name: 'Firefox, end to end', script: 'tests/e2e/run.ts', args: ['firefox'] },
];

try {
  findBrowser('chrome');
  findBrowser('firefox');
} catch (error) {
  if (!(error instanceof BrowserMissingError)) throw error;
  console.error(`wonglep: ${error.message}`);
  process.exit(1);
}

/** Lines of a failed step that are said again at the end, where a reader of a long log looks first. */
const LAST_LINES = 80;

/** Runs a step, its output shown as it comes; resolves with whether it passed and with its last lines. */
function run(step: (typeof STEPS)[number]): Promise<{ good: boolean; last: string }> {
  const child = spawn(process.execPath, [join(root, step.script), ...step.args], {
    cwd: root,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let lines: string[] = [];
  for (const [from, to] of [
    [child.stdout, process.stdout],
    [child.stderr, process.stderr],
  ] as const) {
    from.setEncoding('utf8').on('data', (text: string) => {
      to.write(text);
      lines.push(...text.trimEnd().split('\n'));
      lines = lines.slice(-LAST_LINES);
    });
  }
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code) => resolve({ good: code === 0, last: lines.join('\n') }));
  });
}

const rows: string[] = [];
const failures: string[] = [];
compileGlossary();
for (const step of STEPS) {
  console.log(`\n== ${step.name}`);
  const start = Date.now();
  const { good, last } = await run(step);
  rows.push(
    `${good ? 'ok  ' : 'FAIL'}  ${step.name.padEnd(28)} ${((Date.now() - start) / 1000).toFixed(1)} s`,
  );
  if (!good) failures.push(`== failed: ${step.name}\n${last}`);
}
if (failures.length > 0) console.log(`\n${failures.join('\n\n')}`);
console.log(`\n${rows.join('\n')}`);
console.log(`${rows.length - failures.length} passed, ${failures.length} failed`);
process.exit(failures.length > 0 ? 1 : 0);
