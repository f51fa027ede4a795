import { decodeWeights, type Weights } from './decode.ts';
import { cutWords } from './lexicon.ts';
import { scoreUnits } from './score.ts';
import { cutUnits } from './units.ts';
import { bestLabels, type NameSpan, readSpans } from './viterbi.ts';

export { NameModelError } from './decode.ts';
export type { NameSpan } from './viterbi.ts';

export interface FindOptions {
  /** Whose labelling guideline to follow: the product's own (default) or that of ThaiNER. */
  domain?: 'product' | 'thainer';
}

export interface NameModel {
  readonly version: string;
  /** Names in the text, in order, not overlapping. Linear in the text's length; never throws. */
  find(text: string, options?: FindOptions): NameSpan[];
}

/** Reads the model's weights. Throws `NameModelError` when the bytes are not a whole model. */
export function decodeNameModel(bytes: Uint8Array): NameModel {
  const weights = decodeWeights(bytes);
  return { version: weights.version, find: (text, options) => findNames(weights, text, options) };
}

function findNames(weights: Weights, text: string, options: FindOptions = {}): NameSpan[] {
  if (text === '') return [];
  const domain = options.domain === 'thainer' ? 0 : 1;
  const units = cutUnits(text);
  const words = cutWords(units, weights.lexicon);
  const scores = scoreUnits(weights, units, words, domain);
  const labelled = bestLabels(weights, scores, units.count, domain);
  return readSpans(weights, labelled, units, domain);
}
