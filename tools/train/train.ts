/**
 * `npm run train [-- --folds FOLDER]`: learns the name model from the texts beside the project and writes
 * public/models/names.bin. With --folds also one model for each quarter of the product's labelled texts that has not
 * seen that quarter (text number i belongs to fold i mod 4), for fitting what builds on the model.
 *
 * Needs g++ (or CXX) and xz. Deterministic: same data and same compiler, same bytes. See docs/recognition-model.md.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { gzipSync } from 'node:zlib';
import { decodeNameModel } from '../../lib/recognition/name-model/name-model.ts';
import { readThainerLines, scoreThainer } from '../eval/thainer.ts';
import { asProduct } from './adapt.ts';
import { calibrate, type Outcome, openTable } from './calibrate.ts';
import { writeSequences } from './extract.ts';
import { corpusTexts, lexiconOf, readInducedWords, writeUnitStream } from './induce.ts';
import { packModel } from './pack.ts';
import { readGold, readThainer } from './texts.ts';

const VERSION = '3';
/** Weights are stored in steps of 1/32. */
const SCALE = 32;
const FOLDS = 4;
const LEXICON = ['words=16000', 'fine=256', 'coarse=48'];
const LEARNER = ['delta=1', 'deltal1=2'];
/** First all features for a few rounds, to see which 115,000 weight rows are the largest; … */
const SELECT = ['min=4', 'drop=0', 'l1=6e-5', 'epochs=4', 'pruneat=4', 'rows=115000'];
/** … then those alone, from nothing. */
const REFIT = ['epochs=12', 'avg=6', 'drop=0.55', 'l1=6e-6'];
/** Log-odds added to the labels that begin an organisation: for ThaiNER's guideline, for the product's. */
const BIAS: [number, number] = [1.2, 2];

const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));
const shared = join(root, '..', 'shared');
const files = {
  train: join(shared, 'ner/thainer-1.5-train.txt'),
  dev: join(shared, 'ner/thainer-1.5-dev.txt'),
  gold: join(shared, 'eval/gold-train.jsonl'),
  corpus: join(shared, 'corpus/thaigov-12k.jsonl.xz'),
};
const { values: options } = parseArgs({ options: { folds: { type: 'string' } } });
for (const file of Object.values(files)) {
  if (!existsSync(file)) {
    console.error(`train: ${file} is missing; the texts to learn from are not part of the project`);
    process.exit(2);
  }
}

const work = mkdtempSync(join(tmpdir(), 'name-model-'));

function run(command: string, args: string[]): void {
  const done = spawnSync(command, args, { stdio: 'inherit' });
  if (done.status !== 0) throw new Error(`${command} failed`);
}

function compile(name: string): string {
  const flags = ['-O3', '-march=x86-64-v3', '-ffast-math', '-fno-finite-math-only', '-std=c++17'];
  run(process.env.CXX ?? 'g++', [...flags, '-o', join(work, name), join(root, `tools/train/${name}.cpp`)]);
  return join(work, name);
}

function train(): void {
  const thainer = readThainer(files.train);
  const gold = readGold(files.gold);

  const unlabelled = function* (): Generator<string> {
    yield* corpusTexts(files.corpus);
    // News differs from releases: the labelled texts count three times.
    for (let k = 0; k < 3; k++) for (const { text } of [...thainer, ...gold]) yield text;
  };
  const unitKeys = writeUnitStream(join(work, 'stream'), unlabelled());
  run(compile('lexicon'), [join(work, 'stream'), join(work, 'words'), ...LEXICON]);
  const words = readInducedWords(join(work, 'words'), unitKeys);

  const sequences = join(work, 'sequences');
  const parts = [
    { texts: thainer, group: () => 0 },
    { texts: thainer.map(asProduct), group: () => 0 },
    { texts: readThainer(files.dev), group: () => 1 },
    { texts: gold, group: (index: number) => 10 + (index % FOLDS) },
  ];
  writeSequences(sequences, parts, lexiconOf(words), (text) => (text.complete ? 1 : 2));
  const crf = compile('crf');
  const pack = (learned: string, calibration: Uint8Array): Uint8Array =>
    packModel(learned, words, [...thainer, ...gold], {
      version: VERSION,
      scale: SCALE,
      bias: BIAS,
      calibration,
    });
  const learned = join(work, 'learned');
  const support = join(work, 'support');
  run(crf, [sequences, support, ...LEARNER, ...SELECT]);
  run(crf, [sequences, learned, ...LEARNER, ...REFIT, `support=${support}`]);

  const outcomes: Outcome[] = [];
  for (let fold = 0; fold < FOLDS; fold++) {
    const part = join(work, `fold-${fold}`);
    run(crf, [sequences, part, ...LEARNER, ...REFIT, `support=${support}`, `hold=${fold}`]);
    const model = decodeNameModel(pack(part, openTable()));
    for (const text of gold.filter((_, index) => index % FOLDS === fold)) {
      const right = new Set(text.spans.map(({ start, end }) => `${start}-${end}`));
      for (const span of model.find(text.text)) {
        if (span.type !== 'organization') continue;
        outcomes.push({
          bucket: Math.round(span.confidence * 255),
          right: right.has(`${span.start}-${span.end}`),
        });
      }
    }
  }
  const goldSpans = gold.reduce((sum, text) => sum + text.spans.length, 0);
  const hits = outcomes.filter((outcome) => outcome.right).length;
  console.log(
    `texts held out: P ${(hits / outcomes.length).toFixed(3)} R ${(hits / goldSpans).toFixed(3)} F1 ${((2 * hits) / (outcomes.length + goldSpans)).toFixed(4)}`,
  );
  const calibration = calibrate(outcomes);
  if (options.folds !== undefined) {
    mkdirSync(options.folds, { recursive: true });
    for (let fold = 0; fold < FOLDS; fold++) {
      writeFileSync(join(options.folds, `names-${fold}.bin`), pack(join(work, `fold-${fold}`), calibration));
    }
  }
  const bytes = pack(learned, calibration);
  const target = join(root, 'public/models/names.bin');
  writeFileSync(target, bytes);
  console.log(`${target}: ${bytes.length} bytes, ${gzipSync(bytes, { level: 9 }).length} gzipped`);
}

try {
  train();
  const model = decodeNameModel(readFileSync(join(root, 'public/models/names.bin')));
  const score = scoreThainer(
    readThainerLines(files.dev),
    (text) => model.find(text, { domain: 'thainer' }).filter((span) => span.type === 'organization'),
    readThainerLines(files.train),
  );
  console.log(JSON.stringify(score));
} catch (error) {
  console.error(`train: ${error instanceof Error ? error.message : String(error)}`);
  process.exitCode = 2;
} finally {
  rmSync(work, { recursive: true, force: true });
}
