import { extendKey } from './features.ts';
import { UnitKind, type Units } from './units.ts';

/** The longest word of the lexicon, in units. */
export const LONGEST_WORD = 6;
/** Classes from here on are those of non-Thai units: `FIRST_KIND_CLASS + UnitKind`. */
export const FIRST_KIND_CLASS = 1024;

const WORD_SEED = 0x7feb352d;
/** Cost of a Thai unit that is no word, in sixteenths of a nat. */
const UNKNOWN = -16 * 16;

/** Words learned from unlabelled text by `tools/train/lexicon.cpp`: their keys, log-probabilities and classes. */
export interface Lexicon {
  size: number;
  /** Open-addressing table: `tableWords[h]` is -1 where empty, else the word whose key is `tableKeys[h]`. */
  tableKeys: Int32Array;
  tableWords: Int32Array;
  tableMask: number;
  /** Log-probability in sixteenths of a nat. */
  scores: Int16Array;
  fine: Uint16Array;
  coarse: Uint8Array;
}

/** The text as a sequence of words; a unit that is not Thai is a word by itself. */
export interface Words {
  count: number;
  /** `starts[k]` is the first unit of word `k`; `starts[count]` the number of units. */
  starts: Int32Array;
  /** A 32-bit key of the word's own units. */
  keys: Int32Array;
  fine: Uint16Array;
  coarse: Uint16Array;
}

/** The key of the word made of these unit keys. */
export function wordKey(unitKeys: ArrayLike<number>, from: number, to: number): number {
  let key = WORD_SEED;
  for (let i = from; i < to; i++) key = extendKey(key, unitKeys[i]!);
  return key;
}

/** Builds the lookup table over word keys. */
export function indexLexicon(
  keys: Int32Array,
  scores: Int16Array,
  fine: Uint16Array,
  coarse: Uint8Array,
): Lexicon {
  let capacity = 16;
  while (capacity < keys.length * 3) capacity *= 2;
  const tableMask = capacity - 1;
  const tableKeys = new Int32Array(capacity);
  const tableWords = new Int32Array(capacity).fill(-1);
  for (let word = 0; word < keys.length; word++) {
    let h = keys[word]! & tableMask;
    while (tableWords[h]! >= 0) h = (h + 1) & tableMask;
    tableKeys[h] = keys[word]!;
    tableWords[h] = word;
  }
  return { size: keys.length, tableKeys, tableWords, tableMask, scores, fine, coarse };
}

/** The most probable segmentation into words of the lexicon (unigram model, Viterbi in integers). Linear in the text. */
export function cutWords(units: Units, lexicon: Lexicon): Words {
  const { tableKeys, tableWords, tableMask, scores } = lexicon;
  const n = units.count;
  const { keys, kinds } = units;
  const best = new Int32Array(n + 1).fill(-0x7fffffff);
  const length = new Uint8Array(n + 1);
  const chosen = new Int32Array(n + 1).fill(-1);
  best[0] = 0;
  for (let i = 0; i < n; i++) {
    if (kinds[i] !== UnitKind.thai) {
      // Nothing spans it, so sums may start anew: they stay small however long the text.
      best[i + 1] = 0;
      length[i + 1] = 1;
      chosen[i + 1] = -1;
      continue;
    }
    const soFar = best[i]!;
    let key = WORD_SEED;
    for (let k = 1; k <= LONGEST_WORD; k++) {
      const at = i + k - 1;
      if (at >= n || kinds[at] !== UnitKind.thai) break;
      key = extendKey(key, keys[at]!);
      let h = key & tableMask;
      let word = tableWords[h]!;
      while (word >= 0 && tableKeys[h] !== key) {
        h = (h + 1) & tableMask;
        word = tableWords[h]!;
      }
      if (word < 0 && k > 1) continue;
      const value = soFar + (word < 0 ? UNKNOWN : scores[word]!);
      if (value > best[i + k]!) {
        best[i + k] = value;
        length[i + k] = k;
        chosen[i + k] = word;
      }
    }
  }
  let count = 0;
  for (let i = n; i > 0; i -= length[i]!) count++;
  const out: Words = {
    count,
    starts: new Int32Array(count + 1),
    keys: new Int32Array(count),
    fine: new Uint16Array(count),
    coarse: new Uint16Array(count),
  };
  out.starts[count] = n;
  let k = count;
  for (let i = n; i > 0; ) {
    const from = i - length[i]!;
    const word = chosen[i]!;
    k--;
    out.starts[k] = from;
    out.keys[k] = wordKey(keys, from, i);
    const thai = kinds[from] === UnitKind.thai;
    const special = FIRST_KIND_CLASS + (thai ? UnitKind.edge : kinds[from]!);
    out.fine[k] = word >= 0 ? lexicon.fine[word]! : special;
    out.coarse[k] = word >= 0 ? lexicon.coarse[word]! : special;
    i = from;
  }
  return out;
}
