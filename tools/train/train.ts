/**
 * `npm run train`: learns the name model from the labelled texts beside the project and writes public/models/names.bin.
 * Needs g++ (any C++17 compiler as CXX). Deterministic: same data and compiler, same bytes. See docs/recognition-model.md.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { CALIBRATION_BUCKETS } from '../../lib/recognition/name-model/decode.ts';
import { decodeNameModel } from '../../lib/recognition/name-model/name-model.ts';
import { readThainerLines, scoreThainer } from '../eval/thainer.ts';
import { writeSequences } from './extract.ts';
import { packModel } from './pack.ts';
import { readGold, readThainer } from './texts.ts';

const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));
const shared = join(root, '..', 'shared');
const files = {
  train: join(shared, 'ner/thainer-1.5-train.txt'),
  dev: join(shared, 'ner/thainer-1.5-dev.txt'),
  gold: join(shared, 'eval/gold-train.jsonl'),
};
for (const file of Object.values(files)) {
  if (!existsSync(file)) {
    console.error(`train: ${file} is missing; the labelled texts are not part of the project`);
    process.exit(2);
  }
}

const scale = 32;
const settings = [
  'lr=0.03',
  'l1=3e-5',
  'drop=0.3',
  'epochs=15',
  'avg=6',
  'decay=0',
  'delta=0',
  'prune=0.0157',
];
const bias: [number, number] = [0.5, 1];

const work = mkdtempSync(join(tmpdir(), 'name-model-'));
const run = (command: string, args: string[]): void => {
  const done = spawnSync(command, args, { stdio: 'inherit' });
  if (done.status !== 0) {
    console.error(`train: ${command} failed`);
    process.exit(2);
  }
};

try {
  const learner = join(work, 'crf');
  const flags = ['-O3', '-march=x86-64-v3', '-ffast-math', '-fno-finite-math-only', '-std=c++17'];
  run(process.env.CXX ?? 'g++', [...flags, '-o', learner, join(root, 'tools/train/crf.cpp')]);
  const thainer = readThainer(files.train);
  const gold = readGold(files.gold);
  const sequences = join(work, 'sequences');
  writeSequences(
    sequences,
    [
      { texts: thainer, group: () => 0 },
      { texts: readThainer(files.dev), group: () => 1 },
      { texts: gold, group: (index) => 10 + (index % 4) },
    ],
    () => 1,
  );
  const learned = join(work, 'learned');
  run(learner, [sequences, learned, ...settings]);
  const calibration = new Uint8Array(2 * CALIBRATION_BUCKETS);
  for (let i = 0; i < CALIBRATION_BUCKETS; i++) {
    const probability = Math.round(255 / (1 + Math.exp(-(i + 0.5) / 8)));
    calibration[i] = probability;
    calibration[CALIBRATION_BUCKETS + i] = probability;
  }
  const bytes = packModel(learned, [...thainer, ...gold], { version: '1', scale, bias, calibration });
  const target = join(root, 'public/models/names.bin');
  writeFileSync(target, bytes);
  console.log(`${target}: ${bytes.length} bytes, ${gzipSync(bytes, { level: 9 }).length} gzipped`);

  const started = performance.now();
  const model = decodeNameModel(readFileSync(target));
  console.log(`decoded in ${(performance.now() - started).toFixed(1)} ms`);
  const score = scoreThainer(
    readThainerLines(files.dev),
    (text) => model.find(text, { domain: 'thainer' }).filter((span) => span.type === 'organization'),
    readThainerLines(files.train),
  );
  console.log(JSON.stringify(score));
} finally {
  rmSync(work, { recursive: true, force: true });
}
