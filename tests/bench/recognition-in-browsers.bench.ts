// The recogniser where it works, in the extension's background, against size of text; and cold in Node.
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { type Figure, figure, type Section } from './figures.ts';
import { type Pairs, WHERE } from './pairs.ts';
import { run as inNode } from './recognition.bench.ts';
import { SAMPLE_STORY } from './sample-story.ts';

const SIZES = [1_000, 10_000, 100_000, 1_000_000];

function textOf(units: number): string {
  let text = '';
  for (let i = 0; text.length < units; i++) text += `${SAMPLE_STORY.replaceAll('12', String(i))}\n`;
  return text.slice(0, units);
}

export function nodeSection(quick: boolean): Section {
  const figures: Figure[] = inNode().map(({ name, medianMs }) => figure(name, 'Node', [medianMs], 'ms'));
  // A process of its own for each: nothing is warm, nothing was collected.
  const cold = { decode: [] as number[], first: [] as number[], memory: [] as number[] };
  for (let i = 0; i < (quick ? 2 : 9); i++) {
    const child = spawnSync(
      process.execPath,
      ['--expose-gc', fileURLToPath(new URL('cold-start.ts', import.meta.url))],
      { encoding: 'utf8' },
    );
    const seen = JSON.parse(child.stdout) as { decodeMs: number; firstMs: number; memoryMb: number };
    cold.decode.push(seen.decodeMs);
    cold.first.push(seen.firstMs);
    cold.memory.push(seen.memoryMb);
  }
  figures.push(
    figure('cold: reading and decoding model and glossary', 'Node', cold.decode, 'ms'),
    figure('cold: the first story', 'Node', cold.first, 'ms'),
    figure('memory of a loaded recogniser, heap and buffers', 'Node', cold.memory, 'MB'),
  );
  const segmenter = new Intl.Segmenter('th', { granularity: 'word' });
  const times: number[] = [];
  for (let i = 0; i < 30; i++) {
    const from = performance.now();
    for (const part of segmenter.segment(SAMPLE_STORY)) part.index;
    times.push(performance.now() - from);
  }
  figures.push(figure('for comparison: Intl.Segmenter, words of one story alone', 'Node', times, 'ms'));
  return {
    title: 'Recognition, Node',
    method:
      'Texts of our own, repeated with other figures in them; medians of tests/bench/recognition.bench.ts.',
    figures,
  };
}

export async function run(pairs: Pairs, quick: boolean): Promise<Section> {
  const where = WHERE[pairs.name];
  const figures: Figure[] = [];
  // Timed where it is asked: the driver would add its own way of carrying the answer.
  const annotate = (text: string) =>
    pairs.session.bridge.evaluate(async (asked) => {
      interface Answer {
        ok: boolean;
        value?: { annotateMs: number };
      }
      interface Api {
        runtime: { sendMessage(message: unknown): Promise<Answer | string> };
      }
      const { browser, chrome } = globalThis as unknown as { browser?: Api; chrome: Api };
      const from = performance.now();
      const given = await (browser ?? chrome).runtime.sendMessage({ type: 'annotate', text: asked });
      // As lib/packed-answer.ts has it.
      const answer: Answer = typeof given === 'string' ? JSON.parse(given) : given;
      return { annotateMs: answer.value?.annotateMs ?? Number.NaN, wholeMs: performance.now() - from };
    }, text);
  const measure = async (what: string, text: string, runs: number) => {
    const times: number[] = [];
    const whole: number[] = [];
    for (let i = 0; i < runs; i++) {
      const { annotateMs, wholeMs } = await annotate(text);
      times.push(annotateMs);
      whole.push(wholeMs);
    }
    figures.push(
      figure(`${what}: recogniser`, where, times, 'ms'),
      figure(`${what}: with both messages`, where, whole, 'ms'),
    );
  };
  await measure('first story after the start', SAMPLE_STORY, 1);
  await measure('one story', SAMPLE_STORY, quick ? 5 : 40);
  for (const units of SIZES) {
    const runs = units > 500_000 ? 2 : quick ? 3 : 9;
    await measure(`${units.toLocaleString('en-GB')} units`, textOf(units), runs);
  }
  return {
    title: `Recognition, ${where}`,
    method: 'The background of the installed extension, asked from one of its own pages.',
    figures,
  };
}
