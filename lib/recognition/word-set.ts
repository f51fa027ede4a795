import type { TextFrame } from './text-frame.ts';

/**
 * Words looked up at a place in a text, forwards or backwards, longest first. Kept by their first (or last) two code
 * units, so that a look-up costs one map access and seldom a comparison, whatever the length of the text.
 */
export class WordSet<T> {
  readonly #byFirst = new Map<number, [string, T][]>();
  readonly #byLast = new Map<number, [string, T][]>();

  /** Words shorter than two code units are left out. */
  constructor(words: Iterable<readonly [string, T]>) {
    const seen = new Map<string, T>(words);
    const sorted = [...seen].sort((a, b) => b[0].length - a[0].length || (a[0] < b[0] ? -1 : 1));
    for (const [word, value] of sorted) {
      if (word.length < 2) continue;
      push(this.#byFirst, keyAt(word, 0), [word, value]);
      push(this.#byLast, keyAt(word, word.length - 2), [word, value]);
    }
  }

  /** The longest word that begins at `at`. */
  startingAt(frame: TextFrame, at: number): { word: string; value: T } | null {
    const list = this.#byFirst.get(keyAt(frame.text, at));
    if (list === undefined) return null;
    for (const [word, value] of list) {
      if (frame.text.startsWith(word, at)) return { word, value };
    }
    return null;
  }

  /** The longest word that ends at `at` (exclusive). */
  endingAt(frame: TextFrame, at: number): { word: string; value: T } | null {
    if (at < 2) return null;
    const list = this.#byLast.get(keyAt(frame.text, at - 2));
    if (list === undefined) return null;
    for (const [word, value] of list) {
      if (at >= word.length && frame.text.startsWith(word, at - word.length)) return { word, value };
    }
    return null;
  }

  static of(words: Iterable<string>): WordSet<true> {
    const pairs: [string, true][] = [];
    for (const word of words) pairs.push([word, true]);
    return new WordSet(pairs);
  }
}

/** Two code units as one number; past the text's end they count as 0. */
function keyAt(text: string, at: number): number {
  return ((text.charCodeAt(at) || 0) << 16) | (text.charCodeAt(at + 1) || 0);
}

function push<T>(map: Map<number, T[]>, key: number, value: T): void {
  const list = map.get(key);
  if (list) list.push(value);
  else map.set(key, [value]);
}
