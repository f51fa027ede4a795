import { type Card, type FSRS, fsrs, type Grade, State } from 'ts-fsrs';
import type { CardRow, RowBase } from '../library/rows.ts';
import { schedulerShift } from './local-day.ts';

/** What scheduling knows of a card. */
export type CardMemory = Pick<
  CardRow,
  | 'due'
  | 'state'
  | 'stability'
  | 'difficulty'
  | 'elapsedDays'
  | 'scheduledDays'
  | 'learningSteps'
  | 'reps'
  | 'lapses'
  | 'lastReview'
>;
export type CardBefore = Omit<CardRow, keyof RowBase>;
export type Rating = 1 | 2 | 3 | 4;
export const RATINGS: readonly Rating[] = [1, 2, 3, 4];

export interface SchedulerSettings {
  /** Share of due cards that should still be known, 0.7…0.99. */
  retention: number;
  /** Hour of local time at which a day begins. */
  dayStartsAt: number;
  /** Spreads long intervals a little so that cards learned together do not stay together; on unless a test says no. */
  fuzz?: boolean;
}

/** A card that was never answered. */
export function newMemory(at: number): CardMemory {
  return {
    due: at,
    state: State.New,
    stability: 0,
    difficulty: 0,
    elapsedDays: 0,
    scheduledDays: 0,
    learningSteps: 0,
    reps: 0,
    lapses: 0,
    lastReview: null,
  };
}

/**
 * FSRS-6 by ts-fsrs with its default parameters and steps (learning 1 and 10 minutes, relearning 10 minutes). The fuzz of
 * ts-fsrs is seeded by the moment, the count and the memory, so the same answers always give the same intervals.
 */
export class Scheduler {
  readonly #fsrs: FSRS;
  readonly #startHour: number;

  constructor(settings: SchedulerSettings) {
    this.#fsrs = fsrs({ request_retention: settings.retention, enable_fuzz: settings.fuzz ?? true });
    this.#startHour = settings.dayStartsAt;
  }

  /** The card's memory after the answer `rating` at `at` (ms). */
  answer(card: CardMemory, rating: Rating, at: number): CardMemory {
    const shift = schedulerShift(at, this.#startHour);
    const { card: next } = this.#fsrs.next(this.#toFsrs(card), new Date(at + shift), rating as Grade);
    return fromFsrs(next, shift);
  }

  /** What each of the four answers would lead to. */
  preview(card: CardMemory, at: number): Record<Rating, CardMemory> {
    const shift = schedulerShift(at, this.#startHour);
    const all = this.#fsrs.repeat(this.#toFsrs(card), new Date(at + shift));
    return {
      1: fromFsrs(all[1].card, shift),
      2: fromFsrs(all[2].card, shift),
      3: fromFsrs(all[3].card, shift),
      4: fromFsrs(all[4].card, shift),
    };
  }

  /** Chance (0…1) that the card is known at `at`; 0 for a card never answered. */
  retrievability(card: CardMemory, at: number): number {
    if (card.state === State.New || card.lastReview === null) return 0;
    const shift = schedulerShift(at, this.#startHour);
    return this.#fsrs.get_retrievability(this.#toFsrs(card), new Date(at + shift), false);
  }

  #toFsrs(card: CardMemory): Card {
    const shifted = (ms: number) => new Date(ms + schedulerShift(ms, this.#startHour));
    return {
      due: shifted(card.due),
      state: card.state,
      stability: card.stability,
      difficulty: card.difficulty,
      elapsed_days: card.elapsedDays,
      scheduled_days: card.scheduledDays,
      learning_steps: card.learningSteps,
      reps: card.reps,
      lapses: card.lapses,
      ...(card.lastReview === null ? {} : { last_review: shifted(card.lastReview) }),
    };
  }
}

function fromFsrs(card: Card, shift: number): CardMemory {
  return {
    due: card.due.getTime() - shift,
    state: card.state,
    stability: card.stability,
    difficulty: card.difficulty,
    elapsedDays: card.elapsed_days,
    scheduledDays: card.scheduled_days,
    learningSteps: card.learning_steps,
    reps: card.reps,
    lapses: card.lapses,
    lastReview: card.last_review ? card.last_review.getTime() - shift : null,
  };
}
