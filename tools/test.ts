// npm test: type check, lint, texts, unit tests, and the built extension in real Chromium and real Firefox.
import { spawnSync } from 'node:child_process';
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
    args: ['run', '--config', 'tests/vitest.config.ts'],
  },
  { name: 'budgets of size', script: 'tools/budgets.ts', args: [] },
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

const rows: string[] = [];
let failed = false;
compileGlossary();
for (const step of STEPS) {
  console.log(`\n== ${step.name}`);
  const start = Date.now();
  const result = spawnSync(process.execPath, [join(root, step.script), ...step.args], {
    cwd: root,
    stdio: 'inherit',
  });
  const good = result.status === 0;
  rows.push(
    `${good ? 'ok  ' : 'FAIL'}  ${step.name.padEnd(28)} ${((Date.now() - start) / 1000).toFixed(1)} s`,
  );
  failed ||= !good;
}
console.log(`\n${rows.join('\n')}`);
const bad = rows.filter((row) => row.startsWith('FAIL')).length;
console.log(`${rows.length - bad} passed, ${bad} failed`);
process.exit(failed ? 1 : 0);
