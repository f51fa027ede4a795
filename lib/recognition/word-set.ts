import type { TextFrame } from './text-frame.ts';

/**
 * Words looked up at a place in a text, forwards or backwards, longest first. Kept by first (or last) character, so
 * that a look-up costs a handful of comparisons whatever the length of the text.
 */
export class WordSet<T> {
  readonly #byFirst = new Map<number, [string, T][]>();
  readonly #byLast = new Map<number, [string, T][]>();

  constructor(words: Iterable<readonly [string, T]>) {
    const seen = new Map<string, T>(words);
    const sorted = [...seen].sort((a, b) => b[0].length - a[0].length || (a[0] < b[0] ? -1 : 1));
    for (const [word, value] of sorted) {
      if (word === '') continue;
      push(this.#byFirst, word.charCodeAt(0), [word, value]);
      push(this.#byLast, word.charCodeAt(word.length - 1), [word, value]);
    }
  }

  /** The longest word that begins at `at`. */
  startingAt(frame: TextFrame, at: number): { word: string; value: T } | null {
    for (const [word, value] of this.#byFirst.get(frame.text.charCodeAt(at)) ?? []) {
      if (frame.text.startsWith(word, at)) return { word, value };
    }
    return null;
  }

  /** The longest word that ends at `at` (exclusive). */
  endingAt(frame: TextFrame, at: number): { word: string; value: T } | null {
    if (at <= 0) return null;
    for (const [word, value] of this.#byLast.get(frame.text.charCodeAt(at - 1)) ?? []) {
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

function push<T>(map: Map<number, T[]>, key: number, value: T): void {
  const list = map.get(key);
  if (list) list.push(value);
  else map.set(key, [value]);
}
