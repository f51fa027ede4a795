import { readFileSync } from 'node:fs';

/** Exact-span scores of organisation names on texts in ThaiNER's inline format. */
export interface ThainerScore {
  lines: number;
  gold: number;
  predicted: number;
  right: number;
  precision: number;
  recall: number;
  f1: number;
  /** Recall of names whose string stands, or does not stand, as an organisation in the training file; null without one. */
  seen: { gold: number; right: number; recall: number } | null;
  unseen: { gold: number; right: number; recall: number } | null;
}

/** One text of the inline format: its plain text, and where its organisations are (UTF-16 offsets). */
export interface ThainerText {
  text: string;
  organizations: { start: number; end: number }[];
}

const mark = /\[(\/?)([A-Z_]+)\]/g;

/** Takes the marks out of one line. Marks other than ORGANIZATION are stripped and forgotten. */
export function parseThainerLine(line: string): ThainerText {
  let text = '';
  let from = 0;
  let open = -1;
  const organizations: ThainerText['organizations'] = [];
  for (const match of line.matchAll(mark)) {
    text += line.slice(from, match.index);
    from = match.index + match[0].length;
    if (match[2] !== 'ORGANIZATION') continue;
    if (match[1] === '') open = text.length;
    else {
      if (open >= 0 && open < text.length) organizations.push({ start: open, end: text.length });
      open = -1;
    }
  }
  return { text: text + line.slice(from), organizations };
}

/** Reads a file of the inline format into lines. */
export function readThainerLines(file: string): string[] {
  return readFileSync(file, 'utf8')
    .split('\n')
    .map((line) => line.replace(/\r$/, ''))
    .filter((line) => line !== '');
}

/**
 * Scores `find`, which is given each plain text and answers with the organisations in it. With `trainLines`, recall is
 * also split by whether the name occurs as an organisation there.
 */
export function scoreThainer(
  lines: readonly string[],
  find: (text: string) => readonly { start: number; end: number }[],
  trainLines?: readonly string[],
): ThainerScore {
  const known = trainLines === undefined ? null : new Set<string>();
  if (known && trainLines) {
    for (const line of trainLines) {
      const { text, organizations } = parseThainerLine(line);
      for (const { start, end } of organizations) known.add(text.slice(start, end));
    }
  }
  const tally = { gold: 0, predicted: 0, right: 0 };
  const seen = { gold: 0, right: 0 };
  const unseen = { gold: 0, right: 0 };
  for (const line of lines) {
    const { text, organizations } = parseThainerLine(line);
    const answers = new Set(find(text).map(({ start, end }) => `${start}-${end}`));
    tally.predicted += answers.size;
    tally.gold += organizations.length;
    for (const { start, end } of organizations) {
      const part = known?.has(text.slice(start, end)) ? seen : unseen;
      const right = answers.has(`${start}-${end}`) ? 1 : 0;
      part.gold += 1;
      part.right += right;
      tally.right += right;
    }
  }
  const ratio = (a: number, b: number): number => (b === 0 ? 0 : a / b);
  return {
    lines: lines.length,
    ...tally,
    precision: ratio(tally.right, tally.predicted),
    recall: ratio(tally.right, tally.gold),
    f1: ratio(2 * tally.right, tally.predicted + tally.gold),
    seen: known ? { ...seen, recall: ratio(seen.right, seen.gold) } : null,
    unseen: known ? { ...unseen, recall: ratio(unseen.right, unseen.gold) } : null,
  };
}
