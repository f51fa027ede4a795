// Run as a process of its own by recognition-in-browsers.bench.ts: what the first story costs. Prints one line of JSON.
import { loadRecogniser } from '../../tools/recogniser-parts.ts';
import { SAMPLE_STORY } from './sample-story.ts';

const collect = (globalThis as { gc?: () => void }).gc;
const held = () => {
  collect?.();
  const { heapUsed, arrayBuffers } = process.memoryUsage();
  return (heapUsed + arrayBuffers) / 1e6;
};
const before = held();
const from = performance.now();
const recogniser = loadRecogniser();
const decoded = performance.now();
recogniser.annotate(SAMPLE_STORY);
const done = performance.now();
console.log(JSON.stringify({ decodeMs: decoded - from, firstMs: done - decoded, memoryMb: held() - before }));
// Held to the end, so that the measure above is of a living recogniser.
recogniser.annotate('');
