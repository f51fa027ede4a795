// The archive that a store's reviewers get, unpacked in an empty folder, builds the very same zips again.
// Packages are those of this checkout, linked: `npm ci` would give the same by the lock file's hashes.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  mkdirSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { unzipSync } from 'fflate';
import { writeZip } from '../../tools/zip.ts';
import type { TortureOptions, TortureResult, TortureRow } from './contract.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const ZIPS = ['chrome', 'firefox', 'source'] as const;

export async function run(_options: TortureOptions): Promise<TortureResult> {
  const rows: TortureRow[] = [];
  const folder = mkdtempSync(join(tmpdir(), 'wonglep-source-'));
  try {
    const ours = Object.fromEntries(ZIPS.map((what) => [what, writeZip(what)]));
    for (const [path, bytes] of Object.entries(unzipSync(readFileSync(ours.source!.file)))) {
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      writeFileSync(join(folder, path), bytes);
    }
    symlinkSync(realpathSync(join(root, 'node_modules')), join(folder, 'node_modules'));
    const built = spawnSync(process.execPath, [join(folder, 'tools/zip.ts')], {
      cwd: folder,
      encoding: 'utf8',
    });
    if (built.status !== 0) {
      rows.push({ what: 'the unpacked archive builds', figure: built.stderr.slice(-500), ok: false });
      return { name: 'source archive', rows };
    }
    for (const what of ZIPS) {
      const { file, bytes } = ours[what]!;
      const here = readFileSync(file);
      const there = readFileSync(join(folder, file.slice(root.length)));
      const same = Buffer.compare(here, there) === 0;
      rows.push({
        what: `${what} zip, ${bytes} bytes, built again from the archive`,
        figure: same
          ? `the same bytes (SHA-256 ${createHash('sha256').update(there).digest('hex').slice(0, 16)}…)`
          : `differs: ${differing(here, there).join(', ')}`,
        ok: same,
      });
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
  return { name: 'source archive', rows };
}

/** Names of files in two zips that are not equal, at most ten. */
function differing(a: Uint8Array, b: Uint8Array): string[] {
  const [first, second] = [unzipSync(a), unzipSync(b)];
  return [...new Set([...Object.keys(first), ...Object.keys(second)])]
    .filter((name) => Buffer.compare(first[name] ?? new Uint8Array(), second[name] ?? new Uint8Array()) !== 0)
    .slice(0, 10);
}
