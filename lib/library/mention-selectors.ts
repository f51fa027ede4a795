import type { MentionRow, MentionSelectors } from './rows.ts';

/** Context on either side of a quotation, UTF-16 code units: Hypothesis' own length, which its clients find again. */
const CONTEXT = 32;

/** W3C TextQuoteSelector and TextPositionSelector (https://www.w3.org/TR/annotation-model/#selectors) of a span. */
export function selectorsOf(text: string, start: number, end: number): MentionSelectors {
  return {
    quote: {
      exact: text.slice(start, end),
      prefix: text.slice(Math.max(0, start - CONTEXT), start),
      suffix: text.slice(end, end + CONTEXT),
    },
    position: { start, end },
  };
}

/**
 * Pairs the mentions of a page's new text with those saved before: first where quotation and surroundings are the same,
 * else, in order, where the quotation is the same and one side of its surroundings is, so that a note on the second of
 * three equal names does not wander to the first.
 */
export class MentionMatcher {
  readonly #byExact = new Map<string, MentionRow[]>();

  constructor(rows: readonly MentionRow[]) {
    for (const row of [...rows].sort((a, b) => a.start - b.start)) {
      const list = this.#byExact.get(row.selectors.quote.exact);
      if (list) list.push(row);
      else this.#byExact.set(row.selectors.quote.exact, [row]);
    }
  }

  /** The saved row that is this mention, taken out of the pool. */
  take({ quote, position }: MentionSelectors): MentionRow | undefined {
    const rows = this.#byExact.get(quote.exact);
    if (!rows?.length) return undefined;
    let best = -1;
    let bestScore = 0;
    rows.forEach((row, i) => {
      const before = row.selectors.quote;
      const score =
        (before.prefix === quote.prefix ? 4 : 0) +
        (before.suffix === quote.suffix ? 4 : 0) +
        (row.start === position.start ? 2 : 0) +
        (row.note ? 0.5 : 0);
      if (score > bestScore) [best, bestScore] = [i, score];
    });
    return best < 0 ? undefined : rows.splice(best, 1)[0];
  }

  /** Rows that no mention has taken. */
  left(): MentionRow[] {
    return [...this.#byExact.values()].flat();
  }
}
