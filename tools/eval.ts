// npm run eval -- [--gold FILE.jsonl] [--thainer FILE.txt] [--corpus FILE.jsonl[.xz]] [--list N] [--json]
// Scores of the recogniser on hand-labelled texts, of the name model alone on ThaiNER's format, and what share of
// the names in unlabelled articles gets English. Measures: docs/recognition.md.
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { type Coverage, formatCoverage, measureCoverage, sampleIndexes } from './eval/coverage.ts';
import { GoldError, readGold } from './eval/gold.ts';
import { formatScore, type Prediction, type ScoreTable, scoreDocuments } from './eval/score.ts';
import { readThainerLines, scoreThainer, type ThainerScore } from './eval/thainer.ts';
import { loadNameModel, loadRecogniser } from './recogniser-parts.ts';

const root = join(import.meta.dirname, '..');
/** npm changes into the package's folder; file arguments are relative to where the command was typed. */
const cwd = process.env.INIT_CWD ?? process.cwd();
const DEFAULT_GOLD = join(root, '../shared/eval/gold-dev.jsonl');
const THAINER_TRAIN = join(root, '../shared/ner/thainer-1.5-train.txt');
const CORPUS_SAMPLE = 1000;
const CORPUS_SEED = 20221110;
const USAGE =
  'usage: npm run eval -- [--gold FILE.jsonl] [--thainer FILE.txt] [--corpus FILE.jsonl[.xz]] [--list N] [--json]';

function complain(sentence: string): void {
  console.error(`eval: ${sentence}`);
  process.exitCode = 2;
}

function reasonOf(error: unknown): string {
  if (error instanceof GoldError) return error.message;
  if (error instanceof Error && 'code' in error) {
    if (error.code === 'ENOENT') return 'there is no such file.';
    if (error.code === 'EISDIR') return 'it is a folder, not a file.';
  }
  return error instanceof Error ? error.message : String(error);
}

function scoreGold(file: string, listed: number, print: boolean): ScoreTable {
  const gold = readGold(file);
  const recogniser = loadRecogniser();
  const predictions = new Map<string, Prediction>();
  for (const { id, text } of gold) {
    const from = performance.now();
    const annotation = recogniser.annotate(text);
    predictions.set(id, { ...annotation, ms: performance.now() - from });
  }
  const { table, notes } = scoreDocuments(gold, predictions);
  if (print) {
    console.log(`# ${file}\n${formatScore(table)}`);
    if (listed > 0) {
      for (const [kind, lines] of Object.entries(notes)) {
        console.log(`\n-- ${kind} (${lines.length})`);
        for (const line of lines.slice(0, listed)) console.log(`   ${line}`);
      }
    }
  }
  return table;
}

function scoreThainerFile(file: string, print: boolean): ThainerScore | null {
  const model = loadNameModel();
  if (!model) {
    complain('public/models/names.bin: there is no name model to score (npm run train makes it).');
    return null;
  }
  const lines = readThainerLines(file);
  const train = existsSync(THAINER_TRAIN) ? readThainerLines(THAINER_TRAIN) : undefined;
  const score = scoreThainer(
    lines,
    (text) => model.find(text, { domain: 'thainer' }).filter((span) => span.type === 'organization'),
    train,
  );
  if (print) {
    const f = (x: number | undefined): string => (x === undefined ? '-' : x.toFixed(3));
    console.log(`\n# ${file}: the name model alone, exact ORGANIZATION spans on raw text`);
    console.log(
      `lines ${score.lines}   P ${f(score.precision)}  R ${f(score.recall)}  F1 ${f(score.f1)}   (${score.right} of ${score.gold} gold, ${score.predicted} predicted)`,
    );
    console.log(
      `recall of names     seen in training ${f(score.seen?.recall)}   unseen ${f(score.unseen?.recall)}`,
    );
  }
  return score;
}

function readCorpus(file: string): string[] {
  if (!statSync(file).isFile()) throw new Error('it is a folder, not a file.');
  let content: string;
  if (file.endsWith('.xz')) {
    const unpacked = spawnSync('xz', ['-dc', file], { maxBuffer: 2 ** 30 });
    if (unpacked.error || unpacked.status !== 0) throw new Error('xz could not unpack it.');
    content = unpacked.stdout.toString('utf8');
  } else content = readFileSync(file, 'utf8');
  const lines = content.split('\n').filter((line) => line.trim() !== '');
  return sampleIndexes(lines.length, CORPUS_SAMPLE, CORPUS_SEED).map((index) => {
    const row: unknown = JSON.parse(lines[index]!);
    if (typeof row !== 'object' || row === null || !('text' in row) || typeof row.text !== 'string') {
      throw new Error(`line ${index + 1}: no "text" string in it.`);
    }
    return row.text;
  });
}

function coverCorpus(file: string, print: boolean): Coverage {
  const recogniser = loadRecogniser();
  const coverage = measureCoverage(readCorpus(file), (text) => recogniser.annotate(text));
  if (print)
    console.log(
      `\n# ${file}: ${CORPUS_SAMPLE} articles drawn by seed ${CORPUS_SEED}\n${formatCoverage(coverage)}`,
    );
  return coverage;
}

interface Options {
  gold?: string;
  thainer?: string;
  corpus?: string;
  list: number;
  json: boolean;
}

function readOptions(): Options | null {
  try {
    const { values } = parseArgs({
      options: {
        gold: { type: 'string' },
        thainer: { type: 'string' },
        corpus: { type: 'string' },
        list: { type: 'string' },
        json: { type: 'boolean', default: false },
      },
    });
    const list = Number(values.list ?? 0);
    if (!Number.isInteger(list) || list < 0) {
      complain(`--list wants a number, not '${values.list}'; ${USAGE}`);
      return null;
    }
    const file = (name: string | undefined): string | undefined =>
      name === undefined ? undefined : resolve(cwd, name);
    const options: Options = { list, json: values.json };
    if (values.gold !== undefined) options.gold = file(values.gold)!;
    if (values.thainer !== undefined) options.thainer = file(values.thainer)!;
    if (values.corpus !== undefined) options.corpus = file(values.corpus)!;
    return options;
  } catch (error) {
    complain(`${error instanceof Error ? error.message.split('\n')[0] : String(error)}; ${USAGE}`);
    return null;
  }
}

function run(options: Options): void {
  const asked = options.gold ?? options.thainer ?? options.corpus;
  if (asked === undefined && existsSync(DEFAULT_GOLD)) options.gold = DEFAULT_GOLD;
  else if (asked === undefined) {
    complain(`no labelled texts beside the project (../shared/eval/gold-dev.jsonl); pass some: ${USAGE}`);
    return;
  }
  const results: { gold?: ScoreTable; thainer?: ThainerScore | null; corpus?: Coverage } = {};
  const attempt = (file: string | undefined, work: (file: string) => void): void => {
    if (file === undefined) return;
    try {
      work(file);
    } catch (error) {
      complain(`${file}: ${reasonOf(error)}`);
    }
  };
  const print = !options.json;
  attempt(options.gold, (file) => {
    results.gold = scoreGold(file, options.list, print);
  });
  attempt(options.thainer, (file) => {
    results.thainer = scoreThainerFile(file, print);
  });
  attempt(options.corpus, (file) => {
    results.corpus = coverCorpus(file, print);
  });
  if (options.json) console.log(JSON.stringify(results));
}

const options = readOptions();
if (options) run(options);
