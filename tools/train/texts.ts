import { readFileSync } from 'node:fs';

/** A labelled text; offsets are UTF-16 code units into `text`. */
export interface LabelledText {
  id: string;
  text: string;
  domain: 'thainer' | 'product';
  spans: { start: number; end: number; type: 'organization' | 'person' | 'location' }[];
  /** Stretches whose labels are not known. */
  open?: { start: number; end: number }[];
  /** Whether persons and places are labelled too; else a unit outside every span may be one. */
  complete: boolean;
}

const typeOfMark: Record<string, LabelledText['spans'][number]['type']> = {
  ORGANIZATION: 'organization',
  PERSON: 'person',
  LOCATION: 'location',
  FACILITY: 'location',
};

/** Reads ThaiNER's inline format, one text a line. */
export function readThainer(file: string): LabelledText[] {
  const out: LabelledText[] = [];
  for (const [index, line] of readFileSync(file, 'utf8').split('\n').entries()) {
    if (line === '') continue;
    let text = '';
    const spans: LabelledText['spans'] = [];
    const open: { mark: string; start: number }[] = [];
    for (const part of line.split(/(\[\/?[A-Z]+\])/)) {
      const mark = /^\[(\/?)([A-Z]+)\]$/.exec(part);
      if (!mark) {
        text += part;
        continue;
      }
      const name = mark[2] ?? '';
      if (mark[1] === '') {
        open.push({ mark: name, start: text.length });
        continue;
      }
      const from = open.findLastIndex((o) => o.mark === name);
      if (from < 0) continue;
      const start = open[from]?.start ?? 0;
      open.splice(from);
      const type = typeOfMark[name];
      if (type && start < text.length) spans.push({ start, end: text.length, type });
    }
    out.push({ id: `thainer-${index}`, text, domain: 'thainer', spans, complete: true });
  }
  return out;
}

interface GoldLine {
  id: string;
  text: string;
  spans: { start: number; end: number; kind: string }[];
}

/** Reads a gold file of the product's own guideline, one JSON object a line. */
export function readGold(file: string): LabelledText[] {
  return readFileSync(file, 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => {
      const gold = JSON.parse(line) as GoldLine;
      return {
        id: gold.id,
        text: gold.text,
        domain: 'product' as const,
        complete: false,
        spans: gold.spans.map(({ start, end }) => ({ start, end, type: 'organization' as const })),
      };
    });
}
