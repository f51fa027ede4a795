// Every way in for a file, and files that are made to break it: each is refused with a reason, in bounded memory and time,
// with nothing written. Each is read by a process of its own, whose memory is measured and whose heap is bounded.
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { BOMBS, type Bomb } from './bombs.ts';
import type { TortureOptions, TortureResult, TortureRow } from './contract.ts';

const READER = fileURLToPath(new URL('import-one.ts', import.meta.url));

/** Beyond what the process has before it opens the file; a tab of a browser is ended at several times as much. MB. */
export const MOST_MEMORY = 1_000;
/** On a machine with a busy core. ms. */
const MOST_TIME = 180_000;

interface Reading {
  became: string;
  ms: number;
  peakMb: number;
}

function read(bomb: Bomb, file: string): Promise<Reading> {
  const child = spawn(
    process.execPath,
    ['--max-old-space-size=1500', '--disable-warning=ExperimentalWarning', READER, bomb.reader, file],
    { stdio: ['ignore', 'pipe', 'pipe'] },
  );
  let out = '';
  let err = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    out += text;
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    err = (err + text).slice(-2_000);
  });
  const late = setTimeout(() => child.kill('SIGKILL'), MOST_TIME);
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code, signal) => {
      clearTimeout(late);
      if (code === 0) resolve(JSON.parse(out) as Reading);
      else
        resolve({
          became: signal
            ? `ended by ${signal}`
            : `crashed: ${err.split('\n').find((line) => line.trim()) ?? code}`,
          ms: MOST_TIME,
          peakMb: Number.NaN,
        });
    });
  });
}

export async function run({ share }: TortureOptions): Promise<TortureResult> {
  const folder = mkdtempSync(join(tmpdir(), 'wonglep-bombs-'));
  const rows: TortureRow[] = [];
  try {
    for (const [i, bomb] of BOMBS.entries()) {
      if (share === 'short' && !bomb.quick) continue;
      const file = join(folder, String(i));
      await bomb.make(file);
      const { size } = statSync(file);
      const { became, ms, peakMb } = await read(bomb, file);
      rmSync(file);
      rows.push({
        what: `${bomb.name} (${(size / 1e6).toFixed(1)} MB)`,
        figure: `${became}, ${ms} ms, +${peakMb} MB`,
        ok: bomb.expect.includes(became) && peakMb <= MOST_MEMORY,
      });
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
  return { name: 'import bombs', rows };
}
