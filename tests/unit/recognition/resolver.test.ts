import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Candidate } from '../../../lib/recognition/candidates.ts';
import { NAME_THRESHOLD, selectMentions, sigmoid } from '../../../lib/recognition/resolver.ts';

function candidate(start: number, end: number, p: number): Candidate {
  return {
    start,
    end,
    p,
    floor: 0,
    group: 'full',
    kind: 'name',
    type: 'other',
    features: new Map(),
    evidence: [],
    keys: new Set(),
  };
}

function total(chosen: readonly Candidate[]): number {
  return chosen.reduce((sum, c) => sum + c.p - NAME_THRESHOLD, 0);
}

/** The best set by trying all of them. */
function best(candidates: readonly Candidate[]): number {
  let found = 0;
  for (let mask = 0; mask < 1 << candidates.length; mask++) {
    const set = candidates.filter((_, i) => mask & (1 << i)).sort((a, b) => a.start - b.start);
    if (set.every((c, i) => i === 0 || set[i - 1]!.end <= c.start)) found = Math.max(found, total(set));
  }
  return found;
}

describe('choosing among overlapping candidates', () => {
  it('finds the set of greatest worth', () => {
    const span = fc.record({
      start: fc.nat(20),
      length: fc.integer({ min: 1, max: 8 }),
      p: fc.double({ min: 0, max: 1, noNaN: true }),
    });
    fc.assert(
      fc.property(fc.array(span, { maxLength: 9 }), (spans) => {
        const candidates = spans.map(({ start, length, p }) => candidate(start, start + length, p));
        const chosen = selectMentions(candidates);
        for (let i = 1; i < chosen.length; i++)
          expect(chosen[i]!.start).toBeGreaterThanOrEqual(chosen[i - 1]!.end);
        expect(total(chosen)).toBeCloseTo(best(candidates), 6);
      }),
    );
  });

  it('does not depend on the order in which candidates were found', () => {
    const candidates = [
      candidate(0, 10, 0.9),
      candidate(0, 20, 0.8),
      candidate(12, 20, 0.7),
      candidate(25, 30, 0.1),
    ];
    const spans = (list: Candidate[]) => selectMentions(list).map((c) => [c.start, c.end]);
    expect(spans([...candidates].reverse())).toEqual(spans(candidates));
    expect(spans(candidates)).toEqual([
      [0, 10],
      [12, 20],
    ]);
  });
});

describe('the logistic function without Math.exp', () => {
  it('is within a thousandth of the true one', () => {
    fc.assert(
      fc.property(fc.double({ min: -14, max: 14, noNaN: true }), (x) => {
        expect(Math.abs(sigmoid(x) - 1 / (1 + Math.exp(-x)))).toBeLessThan(0.001);
      }),
    );
  });
});
