// The property tests of the unit suite from other seeds than the one that a commit is judged by.
import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { randomFrom, rowOf, type TortureOptions, type TortureResult, type TortureRow } from './contract.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const SEEDS = { short: 1, full: 10 };

/** Test files that draw at random: the others would only say the same again. */
function drawingFiles(): string[] {
  const folder = join(root, 'tests/unit');
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.test\.tsx?$/.test(name))
    .map((name) => join('tests/unit', name))
    .filter((name) => /fast-check|WONGLEP_SEED/.test(readFileSync(join(root, name), 'utf8')))
    .sort();
}

export async function run({ seed, share, times }: TortureOptions): Promise<TortureResult> {
  const random = randomFrom(seed);
  const files = drawingFiles();
  const rows: TortureRow[] = [];
  for (let i = 0; i < (times ?? SEEDS[share]); i++) {
    const own = Math.floor(random() * 2 ** 31);
    const vitest = spawnSync(
      process.execPath,
      [
        join(root, 'node_modules/vitest/vitest.mjs'),
        'run',
        '--config',
        'tests/vitest.config.ts',
        '--reporter=dot',
        ...files,
      ],
      {
        cwd: root,
        encoding: 'utf8',
        env: { ...process.env, WONGLEP_SEED: String(own), NO_COLOR: '1' },
      },
    );
    const output = `${vitest.stdout}\n${vitest.stderr}`;
    const tests = /^\s*Tests\s+(.+)$/m.exec(output)?.[1] ?? 'no result';
    const failures = [...output.matchAll(/^\s*FAIL\s+(.+)$/gm)].map((match) => match[1]!);
    rows.push(
      rowOf(`seed ${own}`, `${files.length} files: ${tests.trim()}`, [
        ...failures,
        ...(vitest.status === 0 || failures.length > 0 ? [] : [`vitest ended with ${vitest.status}`]),
      ]),
    );
  }
  return { name: 'property tests from other seeds', rows };
}
