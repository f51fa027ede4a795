declare module 'ahocorasick' {
  export default class AhoCorasick {
    constructor(keywords: readonly string[]);
    /** End offset (of the last unit) and the keywords that end there. */
    search(text: string): [number, string[]][];
  }
}
