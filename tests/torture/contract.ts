// What every torture test gives: `npm run torture` finds the modules of this folder that export `run`.
import type { BrowserName } from '../../tools/browsers/find.ts';

export interface TortureOptions {
  /** Everything that is drawn at random is drawn from it. */
  seed: number;
  /** `short`: a share of a minute or so; `full`: what docs/reliability.md reports. */
  share: 'short' | 'full';
  /** Browsers to run in, for tests that need one; default both. */
  browsers?: readonly BrowserName[];
  /** Another number of kills, visits, messages or seeds than the share's own, for a long run in pieces. */
  times?: number;
}

export interface TortureRow {
  what: string;
  figure: string;
  ok: boolean;
  /** What went wrong, as far as it was collected; for `--json`. */
  problems?: readonly string[];
}

export interface TortureResult {
  name: string;
  rows: TortureRow[];
}

/** mulberry32: small, even, and the same everywhere; 0 ≤ x < 1. */
export function randomFrom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** A row that holds when no sentence was collected, and tells the first of them otherwise. */
export function rowOf(what: string, figure: string, problems: readonly string[]): TortureRow {
  if (problems.length === 0) return { what, figure, ok: true };
  const told = `; ${problems.length} problems, first: ${problems[0]!.slice(0, 300)}`;
  return { what, figure: figure + told, ok: false, problems: problems.slice(0, 200) };
}
