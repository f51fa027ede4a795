import fc from 'fast-check';
import { createEmptyCard, fsrs, type Grade } from 'ts-fsrs';
import { describe, expect, it } from 'vitest';
import { type CardMemory, newMemory, type Rating, Scheduler } from '../../../lib/review/scheduler.ts';

const START = Date.UTC(2022, 10, 29, 12, 30);
const UTC_MIDNIGHT = -new Date(START).getTimezoneOffset() / 60;

/** Answers a new card each time it is due. */
function run(scheduler: Scheduler, ratings: readonly Rating[]): CardMemory[] {
  let card = newMemory(START);
  return ratings.map((rating, i) => {
    card = scheduler.answer(card, rating, i === 0 ? START : card.due);
    return card;
  });
}

describe('scheduling', () => {
  it("gives the intervals of ts-fsrs' own reference test of FSRS-6", () => {
    // ts-fsrs 5, __tests__/FSRS-6.test.ts: ratings and intervals under the default parameters.
    const scheduler = new Scheduler({ retention: 0.9, dayStartsAt: UTC_MIDNIGHT, fuzz: false });
    const ratings: Rating[] = [3, 3, 3, 3, 3, 3, 1, 1, 3, 3, 3, 3, 3];
    const intervals = run(scheduler, ratings).map((card) => card.scheduledDays);
    expect(intervals).toEqual([0, 2, 11, 46, 163, 498, 0, 0, 2, 4, 7, 12, 21]);
  });

  it('equals ts-fsrs for any sequence of answers, delays and wishes, with and without fuzz', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.constantFrom<Rating>(1, 2, 3, 4), fc.integer({ min: 0, max: 40 * 24 * 60 })), {
          minLength: 1,
          maxLength: 25,
        }),
        fc.double({ min: 0.7, max: 0.97, noNaN: true }),
        fc.boolean(),
        (answers, retention, fuzz) => {
          const reference = fsrs({ request_retention: retention, enable_fuzz: fuzz });
          const scheduler = new Scheduler({ retention, dayStartsAt: UTC_MIDNIGHT, fuzz });
          let theirs = createEmptyCard(new Date(START));
          let ours = newMemory(START);
          let at = START;
          for (const [rating, minutes] of answers) {
            at += minutes * 60_000;
            theirs = reference.next(theirs, new Date(at), rating as Grade).card;
            ours = scheduler.answer(ours, rating, at);
            expect(ours).toEqual({
              due: theirs.due.getTime(),
              state: theirs.state,
              stability: theirs.stability,
              difficulty: theirs.difficulty,
              elapsedDays: theirs.elapsed_days,
              scheduledDays: theirs.scheduled_days,
              learningSteps: theirs.learning_steps,
              reps: theirs.reps,
              lapses: theirs.lapses,
              lastReview: theirs.last_review!.getTime(),
            });
          }
        },
      ),
      { numRuns: 200 },
    );
  });

  it('foretells in its preview what each answer then does', () => {
    const scheduler = new Scheduler({ retention: 0.9, dayStartsAt: 4 });
    const [card] = run(scheduler, [3, 3, 4]).slice(-1);
    const preview = scheduler.preview(card!, card!.due);
    for (const rating of [1, 2, 3, 4] as const)
      expect(preview[rating]).toEqual(scheduler.answer(card!, rating, card!.due));
  });

  it('asks sooner when more is to be retained', () => {
    const due = (retention: number) =>
      run(new Scheduler({ retention, dayStartsAt: 4, fuzz: false }), [3, 3, 3, 3]).at(-1)!.due;
    expect(due(0.95)).toBeLessThan(due(0.9));
    expect(due(0.9)).toBeLessThan(due(0.8));
  });
});
