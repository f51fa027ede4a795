import { readFileSync } from 'node:fs';

/** What a mention of the saved text has become in the changed one. */
export interface Pair {
  name: string;
  change: 'inserted' | 'edited' | 'moved' | 'white-space' | 'normalisation' | 'deleted' | 'mixed';
  /** Mentions are written [[so]]; in both texts those with the same number are the same one: [[1|กกต.]]. */
  saved: string;
  changed: string;
}

export interface Marks {
  text: string;
  spans: Map<string, { start: number; end: number }>;
}

/** The plain text of a marked one, and where its numbered mentions stand. */
export function readMarks(marked: string): Marks {
  const spans = new Map<string, { start: number; end: number }>();
  let text = '';
  let at = 0;
  for (const match of marked.matchAll(/\[\[(\w+)\|([^\]]*)\]\]/g)) {
    text += marked.slice(at, match.index);
    spans.set(match[1]!, { start: text.length, end: text.length + match[2]!.length });
    text += match[2];
    at = match.index + match[0].length;
  }
  return { text: text + marked.slice(at), spans };
}

export function readPairs(): Pair[] {
  const file = new URL('../../fixtures/re-finding/pairs.txt', import.meta.url);
  return readFileSync(file, 'utf8')
    .split(/^=== /m)
    .slice(1)
    .map((block) => {
      const [head, ...rest] = block.split('\n');
      const [change, ...name] = head!.split(' ');
      const [saved, changed] = rest.join('\n').split(/^---$/m);
      return {
        name: name.join(' '),
        change: change as Pair['change'],
        saved: saved!.trim(),
        changed: withCodes(changed!.trim()),
      };
    });
}

/** `\uXXXX` stands for characters that an editor would put right or hide. */
const withCodes = (text: string) =>
  text.replace(/\\u([0-9a-f]{4})/g, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)));
