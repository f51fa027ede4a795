// npm run check: what needs no browser: type check, lint, texts.
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const steps = [
  ['node_modules/typescript/bin/tsc', '--noEmit'],
  ['node_modules/@biomejs/biome/bin/biome', 'check', '--error-on-warnings', '.'],
  ['tools/locales.ts', 'check'],
];
let status = 0;
for (const [script, ...args] of steps) {
  const result = spawnSync(process.execPath, [join(root, script!), ...args], { cwd: root, stdio: 'inherit' });
  if (result.status !== 0) status = 1;
}
process.exit(status);
