// node tests/eval/same-everywhere.ts chrome|firefox [--gold FILE.jsonl] [--corpus FILE.jsonl.xz] [--articles 200]
// The same texts through the installed extension and through Node: every annotation must be the same, to the byte.
// Prints one line of figures, and the speed in the browser; exit 1 at the first difference.
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { launch } from '../../tools/browsers/launch.ts';
import { buildExtension } from '../../tools/build.ts';
import { sampleIndexes } from '../../tools/eval/coverage.ts';
import { loadRecogniser } from '../../tools/recogniser-parts.ts';

const [browser, ...rest] = process.argv.slice(2);
if (browser !== 'chrome' && browser !== 'firefox') {
  console.error('usage: same-everywhere.ts chrome|firefox [--gold FILE] [--corpus FILE] [--articles N]');
  process.exit(2);
}
const option = (name: string, fallback: string) =>
  rest.includes(name) ? rest[rest.indexOf(name) + 1]! : fallback;
const gold = option('--gold', '../shared/eval/gold-dev.jsonl');
const corpus = option('--corpus', '../shared/corpus/thaigov-12k.jsonl.xz');
const articles = Number(option('--articles', '200'));

const texts: { id: string; text: string }[] = [];
if (existsSync(gold)) {
  for (const line of readFileSync(gold, 'utf8').split('\n').filter(Boolean)) {
    const { id, text } = JSON.parse(line) as { id: string; text: string };
    texts.push({ id, text });
  }
}
if (existsSync(corpus)) {
  const lines = execFileSync('xz', ['-dc', corpus], { maxBuffer: 1 << 30 })
    .toString('utf8')
    .split('\n')
    .filter(Boolean);
  for (const i of sampleIndexes(lines.length, articles, 20221110)) {
    texts.push({ id: `corpus ${i}`, text: (JSON.parse(lines[i]!) as { text: string }).text });
  }
}

const recogniser = loadRecogniser();
const session = await launch(browser, { extension: buildExtension(browser), offline: true });
let different = 0;
const speeds: number[] = [];
for (const { id, text } of texts) {
  const answer = await session.send<{ ok: boolean; value: { annotation: unknown; annotateMs: number } }>({
    type: 'annotate',
    text,
  });
  const here = JSON.stringify(recogniser.annotate(text));
  const there = answer.ok ? JSON.stringify(answer.value.annotation) : 'no answer';
  if (here !== there) {
    different++;
    console.log(`different: ${id}`);
  } else if (answer.value.annotateMs > 0) speeds.push(text.length / answer.value.annotateMs / 1000);
}
// The first text of the list again and again: a warm recogniser, as a reader of several articles has it.
const first = texts[0];
const warm: number[] = [];
for (let i = 0; first && i < 30; i++) {
  const answer = await session.send<{ ok: boolean; value: { annotateMs: number } }>({
    type: 'annotate',
    text: first.text,
  });
  if (answer.ok) warm.push(answer.value.annotateMs);
}
const median = (values: number[]) => values.sort((a, b) => a - b)[values.length >> 1] ?? 0;
console.log(
  `${session.version}: ${texts.length} texts, ${texts.length - different} the same as in Node, ${different} different; ` +
    `median ${median(speeds).toFixed(2)} million characters a second; first text (${first?.text.length ?? 0} code units) ${median(warm).toFixed(1)} ms warm`,
);
await session.close();
process.exit(different === 0 && texts.length > 0 ? 0 : 1);
