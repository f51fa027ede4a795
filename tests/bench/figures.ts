// What a benchmark answers with, and how it is printed: medians with their quartiles, never a mean.

export interface Figure {
  /** What was measured, e.g. `with Wonglep`. */
  what: string;
  where: 'Chromium' | 'Firefox' | 'Node' | 'built files';
  median: number;
  /** First and third quartile; equal to the median where one value was counted. */
  low: number;
  high: number;
  p95?: number;
  /** `ms`, `MB`, `KB`, `bytes`, `count`, `times`, … */
  unit: string;
  /** How many values the median is of. */
  runs: number;
  /** What must be shown; the figure keeps it or does not. */
  limit?: { most: number } | { least: number };
}

export interface Section {
  title: string;
  /** How it was measured, a sentence or two. */
  method: string;
  figures: Figure[];
}

export function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  if (sorted.length === 0) return Number.NaN;
  const at = (sorted.length - 1) * share;
  const below = Math.floor(at);
  const above = Math.min(sorted.length - 1, below + 1);
  return sorted[below]! + (sorted[above]! - sorted[below]!) * (at - below);
}

export const median = (values: readonly number[]) => quantile(values, 0.5);

export function figure(
  what: string,
  where: Figure['where'],
  values: readonly number[],
  unit: Figure['unit'],
  limit?: Figure['limit'],
): Figure {
  return {
    what,
    where,
    median: median(values),
    low: quantile(values, 0.25),
    high: quantile(values, 0.75),
    ...(values.length >= 20 ? { p95: quantile(values, 0.95) } : {}),
    unit,
    runs: values.length,
    ...(limit ? { limit } : {}),
  };
}

/** Differences of what was measured side by side, round by round. */
export function differences(later: readonly number[], earlier: readonly number[]): number[] {
  return later.slice(0, earlier.length).map((value, i) => value - earlier[i]!);
}

/** Whether a figure keeps its limit; null where it has none. `p95` is judged where the limit speaks of it. */
export function keeps(one: Figure): boolean | null {
  if (!one.limit) return null;
  const value = /p95/.test(one.what) ? (one.p95 ?? one.median) : one.median;
  return 'most' in one.limit ? value <= one.limit.most : value >= one.limit.least;
}

function digits(value: number): string {
  const size = Math.abs(value);
  if (Number.isInteger(value)) return value.toLocaleString('en-GB');
  return value.toFixed(size >= 100 ? 0 : size >= 10 ? 1 : 2);
}

/** A section as a Markdown table. */
export function table({ title, method, figures }: Section): string {
  const rows = figures.map((one) => {
    const spread = one.runs > 1 ? `${digits(one.low)} … ${digits(one.high)}` : '';
    const limit = one.limit
      ? `${'most' in one.limit ? `≤ ${digits(one.limit.most)}` : `≥ ${digits(one.limit.least)}`}: ${keeps(one) ? 'kept' : '**not kept**'}`
      : '';
    return `| ${one.what} | ${one.where} | ${digits(one.median)} | ${spread} | ${one.p95 === undefined ? '' : digits(one.p95)} | ${one.unit} | ${one.runs} | ${limit} |`;
  });
  return [
    `### ${title}`,
    '',
    method,
    '',
    '| | where | median | quartiles | p95 | unit | runs | to keep |',
    '|---|---|--:|--:|--:|---|--:|---|',
    ...rows,
    '',
  ].join('\n');
}
