import { diffArrays } from 'diff';

/** A stretch of a paragraph that stayed, came or went. */
export interface DiffPart {
  state: 'same' | 'added' | 'removed';
  text: string;
}

export interface DiffParagraph {
  state: 'same' | 'added' | 'removed' | 'changed';
  parts: DiffPart[];
}

/** Shorter unchanged stretches between two changes make them one: single letters that happen to agree are not read. */
const SHORTEST_ISLAND = 4;

/** Share of clusters that two paragraphs must have in common to be one paragraph that was edited. */
const SAME_PARAGRAPH = 0.35;

/** A cluster: a Thai consonant with what hangs on it and the vowel before it; a Latin word or number; any other sign. */
const CLUSTER =
  /[\u0e40-\u0e44]?[\u0e01-\u0e2e\u0e2f\u0e46][\u0e30-\u0e3a\u0e45\u0e47-\u0e4e]*|[A-Za-z0-9\u0e50-\u0e59]+|\s+|[\s\S]/g;

/** What a reader sees as one: a difference never splits a letter from its marks. */
export function clusters(text: string): string[] {
  return text.match(CLUSTER) ?? [];
}

/** The difference of two texts, by paragraphs, and within edited paragraphs by clusters. */
export function diffTexts(before: string, after: string): DiffParagraph[] {
  const paragraphs = (text: string) =>
    text
      .split('\n')
      .map((line) => line.trim())
      .filter(Boolean);
  const result: DiffParagraph[] = [];
  let removed: string[] = [];
  const flush = (added: string[]) => {
    result.push(...pairUp(removed, added));
    removed = [];
  };
  for (const change of diffArrays(paragraphs(before), paragraphs(after))) {
    if (change.removed) removed.push(...change.value);
    else if (change.added) flush(change.value);
    else {
      flush([]);
      for (const text of change.value) result.push({ state: 'same', parts: [{ state: 'same', text }] });
    }
  }
  flush([]);
  return result;
}

/** Of paragraphs that went and came at one place: which are edits of each other, in order. */
function pairUp(removed: readonly string[], added: readonly string[]): DiffParagraph[] {
  const result: DiffParagraph[] = [];
  let next = 0;
  for (const text of added) {
    let match = -1;
    for (let i = next; i < removed.length && match < 0; i++) {
      if (likeness(removed[i]!, text) >= SAME_PARAGRAPH) match = i;
    }
    if (match < 0) {
      result.push({ state: 'added', parts: [{ state: 'added', text }] });
      continue;
    }
    for (; next < match; next++) result.push(gone(removed[next]!));
    result.push({ state: 'changed', parts: diffParagraph(removed[match]!, text) });
    next = match + 1;
  }
  for (; next < removed.length; next++) result.push(gone(removed[next]!));
  return result;
}

const gone = (text: string): DiffParagraph => ({ state: 'removed', parts: [{ state: 'removed', text }] });

/** Share of pairs of characters that two texts have in common (Dice). */
function likeness(a: string, b: string): number {
  const pairs = (text: string) => {
    const counts = new Map<string, number>();
    for (let i = 1; i < text.length; i++) {
      const pair = text.slice(i - 1, i + 1);
      counts.set(pair, (counts.get(pair) ?? 0) + 1);
    }
    return counts;
  };
  const first = pairs(a);
  let shared = 0;
  for (const [pair, count] of pairs(b)) shared += Math.min(count, first.get(pair) ?? 0);
  return (2 * shared) / Math.max(1, a.length + b.length - 2);
}

/** An edited paragraph; parts joined are the one text without `added`, the other without `removed`. */
export function diffParagraph(before: string, after: string): DiffPart[] {
  const raw: DiffPart[] = diffArrays(clusters(before), clusters(after)).map((change) => ({
    state: change.added ? 'added' : change.removed ? 'removed' : 'same',
    text: change.value.join(''),
  }));
  const parts: DiffPart[] = [];
  let removed = '';
  let added = '';
  const flush = () => {
    if (removed) parts.push({ state: 'removed', text: removed });
    if (added) parts.push({ state: 'added', text: added });
    removed = '';
    added = '';
  };
  raw.forEach((part, i) => {
    if (part.state === 'removed') removed += part.text;
    else if (part.state === 'added') added += part.text;
    else {
      const island = part.text.trim().length < SHORTEST_ISLAND && i > 0 && i < raw.length - 1;
      if (island && (removed || added)) {
        removed += part.text;
        added += part.text;
      } else {
        flush();
        parts.push(part);
      }
    }
  });
  flush();
  return parts;
}
