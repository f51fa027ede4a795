// node tools/eval/fit-resolver.ts GOLD.jsonl MODEL.bin… : fits lib/recognition/resolver-weights.ts.
//
// Logistic regression, drawn towards resolver-priors.ts (L2), on all candidates of the labelled texts; the answer is "this is exactly a labelled span".
// Give one name model for each fold: text number i is read with model i mod n, which must not have seen it
// (tools/train writes such models), or the weights will trust the model more than it deserves.
// With --check nothing is written: every fold's texts are scored with weights fitted on the others.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { decodeGlossary } from '../../lib/glossary/index.ts';
import { decodeNameModel } from '../../lib/recognition/name-model/name-model.ts';
import { createRecogniser } from '../../lib/recognition/recogniser.ts';
import { RESOLVER_WEIGHTS } from '../../lib/recognition/resolver-weights.ts';
import { compiledGlossary } from '../glossary-files.ts';
import { type GoldDocument, readGold } from './gold.ts';
import { RESOLVER_PRIORS } from './resolver-priors.ts';
import { formatScore, scoreDocuments } from './score.ts';

type Weights = Record<string, number>;
interface Example {
  features: [string, number][];
  answer: 0 | 1;
}

const L2 = 0.6;
const ROUNDS = 3;
const STEPS = 1500;
const target = join(import.meta.dirname, '../../lib/recognition/resolver-weights.ts');

const args = process.argv.slice(2);
const check = args.includes('--check');
const [goldFile, ...modelFiles] = args.filter((arg) => arg !== '--check');
if (!goldFile || modelFiles.length === 0) {
  console.error('usage: fit-resolver.ts [--check] GOLD.jsonl MODEL.bin…');
  process.exit(2);
}
const glossary = decodeGlossary(compiledGlossary());
const models = modelFiles.map((file) => decodeNameModel(readFileSync(file)));
const gold = readGold(goldFile);

function examplesOf(documents: readonly { doc: GoldDocument; fold: number }[], weights: Weights): Example[] {
  const examples: Example[] = [];
  const recognisers = models.map((model) => createRecogniser({ model, glossary, weights }));
  for (const { doc, fold } of documents) {
    const { normal, candidates } = recognisers[fold]!.candidates(doc.text);
    const spans = new Set(doc.spans.map((span) => `${span.start}-${span.end}`));
    for (const candidate of candidates) {
      if (candidate.kind === 'abbreviation') continue;
      const key = `${normal.toOriginal(candidate.start)}-${normal.toOriginalEnd(candidate.end)}`;
      examples.push({ features: [...candidate.features], answer: spans.has(key) ? 1 : 0 });
    }
  }
  return examples;
}

/** Gradient descent with momentum on the whole set: slow, plain and the same on every machine that has IEEE doubles. */
function fit(examples: readonly Example[]): Weights {
  const names = [
    ...new Set([
      ...Object.keys(RESOLVER_PRIORS),
      ...examples.flatMap((example) => example.features.map(([name]) => name)),
    ]),
  ].sort();
  const index = new Map(names.map((name, i) => [name, i]));
  const rows = examples.map((example) => ({
    at: [index.get('bias')!, ...example.features.map(([name]) => index.get(name)!)],
    value: [1, ...example.features.map(([, value]) => value)],
    answer: example.answer,
  }));
  const priors = Float64Array.from(names, (name) => RESOLVER_PRIORS[name] ?? 0);
  const weights = Float64Array.from(priors);
  const squares = new Float64Array(names.length).fill(1e-8);
  for (let step = 0; step < STEPS; step++) {
    const gradient = new Float64Array(names.length);
    for (const row of rows) {
      let sum = 0;
      for (let k = 0; k < row.at.length; k++) sum += weights[row.at[k]!]! * row.value[k]!;
      const error = 1 / (1 + Math.exp(-sum)) - row.answer;
      for (let k = 0; k < row.at.length; k++)
        gradient[row.at[k]!] = gradient[row.at[k]!]! + error * row.value[k]!;
    }
    const rate = 0.3 / Math.sqrt(1 + step / 100);
    for (let i = 0; i < names.length; i++) {
      const g = gradient[i]! + (names[i] === 'bias' ? 0 : L2 * (weights[i]! - priors[i]!));
      squares[i] = squares[i]! * 0.98 + g * g * 0.02;
      weights[i] = weights[i]! - (rate * 0.3 * g) / Math.sqrt(squares[i]!);
    }
  }
  return Object.fromEntries(
    names
      .map((name, i) => [name, Math.round(weights[i]! * 100) / 100])
      .filter(([name, w]) => w !== 0 || name === 'bias'),
  );
}

function fitAll(documents: readonly { doc: GoldDocument; fold: number }[]): Weights {
  let weights: Weights = { ...RESOLVER_WEIGHTS };
  for (let round = 0; round < ROUNDS; round++) weights = fit(examplesOf(documents, weights));
  return weights;
}

const documents = gold.map((doc, i) => ({ doc, fold: i % models.length }));
if (check) {
  const predictions = models.flatMap((model, fold) => {
    const weights = fitAll(documents.filter((d) => d.fold !== fold));
    const recogniser = createRecogniser({ model, glossary, weights });
    return documents
      .filter((d) => d.fold === fold)
      .map(({ doc }) => ({ id: doc.id, ...recogniser.annotate(doc.text), ms: 0 }));
  });
  const score = scoreDocuments(gold, new Map(predictions.map((p) => [p.id, p])));
  console.log(formatScore(score.table));
  const listAt = 200;
  for (const [kind, lines] of Object.entries(score.notes)) {
    console.log(`-- ${kind} (${lines.length})`);
    for (const line of lines.slice(0, listAt)) console.log(`   ${line}`);
  }
} else {
  const weights = fitAll(documents);
  const lines = Object.entries(weights).map(
    ([name, weight]) => `  ${/^[a-z]+$/.test(name) ? name : `'${name}'`}: ${weight},`,
  );
  const source = readFileSync(target, 'utf8');
  const head = source.slice(0, source.indexOf('= {') + 3);
  writeFileSync(target, `${head}\n${lines.join('\n')}\n};\n`);
  console.log(`${target}: ${lines.length} weights`);
}
