/** What a part of `npm run torture` takes and gives. */
export interface TortureOptions {
  seed: number;
  /** `short` is what a unit test runs; `full` is what the figures of docs/reliability.md come from. */
  share: 'short' | 'full';
}

export interface Outcome {
  name: string;
  rows: { what: string; figure: string; ok: boolean }[];
}

/** Prints the rows; gives the exit code. */
export function report({ name, rows }: Outcome): number {
  console.log(`\n${name}`);
  for (const { what, figure, ok } of rows) console.log(`${ok ? 'ok  ' : 'FAIL'}  ${what}: ${figure}`);
  return rows.every(({ ok }) => ok) ? 0 : 1;
}
