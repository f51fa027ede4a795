import type { LibraryDatabase } from '../library/database.ts';
import type { CardRow, KeptNameRow, ReviewRow } from '../library/rows.ts';
import { storageResult } from '../library/storage-errors.ts';
import { uuid7 } from '../library/uuid.ts';
import { fail, ok, type Result } from '../result.ts';
import { dayStart, localDay } from './local-day.ts';
import { makeMissingCards } from './make-cards.ts';
import { buildQueue, type Queue, type ReviewSettings } from './queue.ts';
import { type CardBefore, type CardMemory, type Rating, Scheduler } from './scheduler.ts';

export interface AnswerOutcome {
  review: ReviewRow;
  card: CardRow;
  /** The name keeps being forgotten: its card was put aside. */
  leech: boolean;
}

/**
 * One learner's session over the stored cards. Everything that must outlive it is written before a method resolves; what is
 * held here is a copy of the rows of today, so that the next card is known at once.
 */
export class ReviewSession {
  readonly #db: LibraryDatabase;
  readonly #settings: ReviewSettings;
  readonly #scheduler: Scheduler;
  #cards = new Map<string, CardRow>();
  #today: ReviewRow[] = [];
  #gone = new Set<string>();
  readonly #ahead = new Map<string, Promise<Result<KeptNameRow | null>>>();
  #day = 0;

  constructor(db: LibraryDatabase, settings: ReviewSettings) {
    this.#db = db;
    this.#settings = settings;
    this.#scheduler = new Scheduler(settings);
  }

  /** Reads today's cards, and the name of the first one with them. Errors: `storage-…`. */
  async load(now: number): Promise<Result<null>> {
    const db = this.#db;
    return storageResult(() =>
      db.transaction('r', db.cards, db.reviews, db.keptNames, async () => {
        const rows = await todaysRows(db, this.#settings, now);
        this.#day = localDay(now, this.#settings.dayStartsAt);
        this.#cards = new Map(rows.cards.map((card) => [card.id, card]));
        this.#today = rows.today;
        this.#gone = new Set(rows.gone);
        const { next } = this.queue(now);
        if (!next) return null;
        const first = ok(this.#living(next, await db.keptNames.get(next.keptId)));
        this.#ahead.set(next.keptId, Promise.resolve(first));
        return null;
      }),
    );
  }

  /** Makes cards for names kept since; true if there are more cards now. Errors: `storage-…`. */
  async addNewCards(now: number): Promise<Result<boolean>> {
    const made = await storageResult(() => makeMissingCards(this.#db, this.#settings.templates, now));
    if (!made.ok) return made;
    if (made.value === 0) return ok(false);
    const loaded = await this.load(now);
    return loaded.ok ? ok(true) : loaded;
  }

  cardById(id: string): CardRow | null {
    return this.#cards.get(id) ?? null;
  }

  /** Whether the clock has passed into another day than the one that was loaded. */
  isOver(now: number): boolean {
    return localDay(now, this.#settings.dayStartsAt) !== this.#day;
  }

  queue(now: number): Queue {
    return buildQueue({
      cards: this.#cards.values(),
      today: this.#today,
      settings: this.#settings,
      now,
      gone: this.#gone,
    });
  }

  /** The name of a card with its sentences; null if it was deleted meanwhile. Errors: `storage-…`. */
  nameOf(card: CardRow): Promise<Result<KeptNameRow | null>> {
    const ahead = this.#ahead.get(card.keptId);
    this.#ahead.clear();
    return ahead ?? this.#readName(card);
  }

  /** Begins to read the name of a card that will be shown soon. */
  readAhead(card: CardRow): void {
    this.#ahead.set(card.keptId, this.#readName(card));
  }

  /** Names that were read ahead are read again: one of them was changed. */
  forgetAhead(): void {
    this.#ahead.clear();
  }

  async #readName(card: CardRow): Promise<Result<KeptNameRow | null>> {
    return storageResult(async () => this.#living(card, await this.#db.keptNames.get(card.keptId)));
  }

  #living(card: CardRow, name: KeptNameRow | undefined): KeptNameRow | null {
    if (name && name.deletedAt === null) return name;
    this.#gone.add(card.keptId);
    return null;
  }

  preview(card: CardRow, now: number): Record<Rating, CardMemory> {
    return this.#scheduler.preview(card, now);
  }

  /**
   * Stores an answer: the review and the card in one transaction. `reviewId` was made when the card was shown, so an answer
   * that is sent twice is written once; a card that another tab answered meanwhile is `not-found`, and nothing is written.
   */
  async answer(
    shown: CardRow,
    rating: Rating,
    now: number,
    durationMs: number,
    reviewId: string = uuid7(),
  ): Promise<Result<AnswerOutcome>> {
    const stored = await storageResult(() =>
      this.#db.transaction('rw', this.#db.cards, this.#db.reviews, async () => {
        const card = await this.#db.cards.get(shown.id);
        if (!card || card.updatedAt !== shown.updatedAt || card.reps !== shown.reps) return null;
        const outcome = answered(
          card,
          rating,
          now,
          durationMs,
          this.#scheduler,
          this.#settings,
          reviewId,
          'session',
        );
        await this.#db.reviews.add(outcome.review);
        await this.#db.cards.put(outcome.card);
        return outcome;
      }),
    );
    if (!stored.ok) return stored;
    if (!stored.value) {
      const loaded = await this.load(now);
      return loaded.ok ? fail('not-found', 'the card was changed in another tab') : loaded;
    }
    this.#cards.set(shown.id, stored.value.card);
    this.#today.push(stored.value.review);
    return ok(stored.value);
  }

  /** Takes the last answer of today back: the card is as it was, the review stays in the log, marked. */
  async undo(now: number): Promise<Result<CardRow | null>> {
    const last = this.#today.findLast((review) => !review.undone && review.source === 'session');
    if (!last) return ok(null);
    const undone = await storageResult(() => undoReview(this.#db, last.id, now));
    if (!undone.ok) return undone;
    if (undone.value) this.#cards.set(undone.value.id, undone.value);
    this.#today = this.#today.map((review) => (review.id === last.id ? { ...review, undone: true } : review));
    return undone;
  }

  suspend = (card: CardRow, now: number) => this.#change(card, { suspended: true }, now);
  resume = (card: CardRow, now: number) => this.#change(card, { suspended: false }, now);
  /** Puts a card aside until tomorrow. */
  bury = (card: CardRow, now: number) => this.#change(card, { buriedUntilDay: this.#day }, now);
  unbury = (card: CardRow, now: number) => this.#change(card, { buriedUntilDay: null }, now);

  async #change(card: CardRow, change: Partial<CardRow>, now: number): Promise<Result<null>> {
    const changed = { ...change, updatedAt: now };
    const done = await storageResult(() => this.#db.cards.update(card.id, changed));
    if (!done.ok) return done;
    const known = this.#cards.get(card.id);
    if (known) this.#cards.set(card.id, { ...known, ...changed });
    return ok(null);
  }
}

/** The rows a day's queue is built from. */
export async function todaysRows(
  db: LibraryDatabase,
  settings: Pick<ReviewSettings, 'dayStartsAt'>,
  now: number,
): Promise<{ cards: CardRow[]; today: ReviewRow[]; gone: string[] }> {
  const day = localDay(now, settings.dayStartsAt);
  return db.transaction('r', db.cards, db.reviews, db.keptNames, async () => {
    const [cards, today, gone] = await Promise.all([
      db.cards
        .where('due')
        .below(dayStart(day + 1, settings.dayStartsAt))
        .toArray(),
      db.reviews.where('reviewedAt').aboveOrEqual(dayStart(day, settings.dayStartsAt)).toArray(),
      db.keptNames.where('deletedAt').above(0).primaryKeys(),
    ]);
    return {
      cards,
      today: today.sort((a, b) => a.reviewedAt - b.reviewedAt || (a.id < b.id ? -1 : 1)),
      gone,
    };
  });
}

/** The rows that an answer leads to. */
export function answered(
  card: CardRow,
  rating: Rating,
  now: number,
  durationMs: number,
  scheduler: Scheduler,
  settings: Pick<ReviewSettings, 'leechLapses'>,
  reviewId: string,
  source: ReviewRow['source'],
): AnswerOutcome {
  const memory = scheduler.answer(card, rating, now);
  const leech = memory.lapses > card.lapses && memory.lapses >= settings.leechLapses;
  const { id, createdAt, updatedAt, deletedAt, ...before } = card;
  return {
    review: {
      id: reviewId,
      createdAt: now,
      updatedAt: now,
      deletedAt: null,
      cardId: id,
      rating,
      reviewedAt: now,
      durationMs: Math.max(0, Math.round(durationMs)),
      before: before satisfies CardBefore,
      undone: false,
      source,
    },
    // Two changes within one millisecond must still tell apart: a tab knows by it that its copy is old.
    card: {
      ...before,
      id,
      createdAt,
      deletedAt,
      ...memory,
      suspended: card.suspended || leech,
      updatedAt: Math.max(now, updatedAt + 1),
    },
    leech,
  };
}

/** Marks a review as undone and puts its card back; null if it was undone before. One transaction. */
export async function undoReview(
  db: LibraryDatabase,
  reviewId: string,
  now: number,
): Promise<CardRow | null> {
  return db.transaction('rw', db.cards, db.reviews, async () => {
    const review = await db.reviews.get(reviewId);
    const card = review && (await db.cards.get(review.cardId));
    if (!review || !card || review.undone) return null;
    const restored: CardRow = { ...card, ...review.before, updatedAt: Math.max(now, card.updatedAt + 1) };
    await db.reviews.update(reviewId, { undone: true, updatedAt: now });
    await db.cards.put(restored);
    return restored;
  });
}
