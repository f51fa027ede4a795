import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { unzipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { sourceFiles, zipOfSources } from '../../../tools/source-archive.ts';

const root = fileURLToPath(new URL('../../..', import.meta.url));
const TIME = new Date(1980, 0, 1);

describe('the source archive', () => {
  it('holds what a build reads, and nothing that was made or installed', () => {
    const files = sourceFiles(root);
    for (const needed of [
      'package.json',
      'package-lock.json',
      'wxt.config.ts',
      'tools/zip.ts',
      'public/models/names.bin',
    ])
      expect(files).toContain(needed);
    expect(
      files.filter(
        (path) => /node_modules|\.output|glossary\.bin|\.png$/.test(path) && !path.startsWith('public/icons'),
      ),
    ).toEqual([]);
  });

  // An unpacked archive has no history to compare with.
  it.runIf(existsSync(`${root}/.git`))(
    'holds every file that is kept in the repository, screenshots aside',
    () => {
      const kept = execFileSync('git', ['ls-files', '-z'], { cwd: root, encoding: 'utf8' })
        .split('\0')
        .filter(Boolean);
      const files = new Set(sourceFiles(root));
      expect(kept.filter((path) => !files.has(path) && !path.startsWith('docs/screenshots/'))).toEqual([]);
    },
  );

  it('is the same bytes each time', () => {
    const first = zipOfSources(root, TIME);
    expect(Buffer.compare(first, zipOfSources(root, TIME))).toBe(0);
    expect(Object.keys(unzipSync(first))).toEqual(sourceFiles(root));
  });
});
