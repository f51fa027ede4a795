// The recogniser's speed: medians by size of text and by part. A plain module; tools/bench.ts calls run().
import { readFileSync } from 'node:fs';
import { decodeGlossary } from '../../lib/glossary/index.ts';
import { decodeNameModel } from '../../lib/recognition/name-model/name-model.ts';
import { createRecogniser } from '../../lib/recognition/recogniser.ts';
import { frameText } from '../../lib/recognition/text-frame.ts';
import { normalise } from '../../lib/thai/normal-form.ts';
import { compiledGlossary } from '../../tools/glossary-files.ts';
import { MODEL_FILE } from '../../tools/recogniser-parts.ts';
import { SAMPLE_STORY } from './sample-story.ts';

export interface Measurement {
  name: string;
  /** Length of the text in UTF-16 code units; 0 where there is none. */
  units: number;
  medianMs: number;
  /** Million code units a second. */
  megaunitsPerSecond: number | null;
}

function median(values: number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[sorted.length >> 1] ?? 0;
}

function measure(name: string, units: number, rounds: number, work: () => unknown): Measurement {
  work();
  const times: number[] = [];
  for (let i = 0; i < rounds; i++) {
    const from = performance.now();
    work();
    times.push(performance.now() - from);
  }
  const medianMs = median(times);
  return { name, units, medianMs, megaunitsPerSecond: units > 0 ? units / medianMs / 1000 : null };
}

/** A text of `units` code units: the story again and again, each time with other figures in it. */
function textOf(units: number): string {
  let text = '';
  for (let i = 0; text.length < units; i++) text += `${SAMPLE_STORY.replaceAll('12', String(i))}\n`;
  return text.slice(0, units);
}

export function run(): Measurement[] {
  const modelBytes = readFileSync(MODEL_FILE);
  const glossaryBytes = compiledGlossary();
  const results = [
    measure('start-up: decode the model', 0, 9, () => decodeNameModel(modelBytes)),
    measure('start-up: decode the glossary', 0, 9, () => decodeGlossary(glossaryBytes)),
  ];
  const model = decodeNameModel(modelBytes);
  const glossary = decodeGlossary(glossaryBytes);
  const recogniser = createRecogniser({ model, glossary });
  for (let i = 0; i < 30; i++) recogniser.annotate(SAMPLE_STORY);
  results.push(
    measure('annotate: one story', SAMPLE_STORY.length, 51, () => recogniser.annotate(SAMPLE_STORY)),
  );
  for (const [units, rounds] of [
    [10_000, 15],
    [100_000, 5],
    [1_000_000, 3],
  ] as const) {
    const text = textOf(units);
    results.push(
      measure(`annotate: ${units.toLocaleString('en-GB')} units`, units, rounds, () =>
        recogniser.annotate(text),
      ),
    );
  }
  const text = textOf(100_000);
  results.push(measure('part: normal form', text.length, 5, () => normalise(text)));
  results.push(measure('part: text frame', text.length, 5, () => frameText(text)));
  results.push(
    measure('part: glossary matches', text.length, 5, () => glossary.matches(text, () => undefined)),
  );
  results.push(measure('part: name model', text.length, 5, () => model.find(text)));
  const open = `${'('.repeat(5000)}กรมทางหลวง`;
  results.push(measure('annotate: 5,000 open parentheses', open.length, 5, () => recogniser.annotate(open)));
  return results;
}

export function format(results: readonly Measurement[]): string {
  return results
    .map(
      ({ name, medianMs, megaunitsPerSecond }) =>
        `${name.padEnd(36)} ${medianMs.toFixed(2).padStart(9)} ms${megaunitsPerSecond === null ? '' : `  ${megaunitsPerSecond.toFixed(2)} million units/s`}`,
    )
    .join('\n');
}

if (process.argv[1] === import.meta.filename) console.log(format(run()));
