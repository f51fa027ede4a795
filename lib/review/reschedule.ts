import type { LibraryDatabase } from '../library/database.ts';
import type { CardRow, ReviewRow } from '../library/rows.ts';
import { storageResult } from '../library/storage-errors.ts';
import type { Result } from '../result.ts';
import { type CardMemory, Scheduler, type SchedulerSettings } from './scheduler.ts';

/**
 * The memory that a log leads to: every answer that stands, in the order it was given, from the state before the first. An
 * imported card that was learned elsewhere begins with the state it was imported with.
 */
export function replay(reviews: readonly ReviewRow[], scheduler: Scheduler): CardMemory | null {
  const valid = reviews
    .filter((review) => !review.undone)
    .sort((a, b) => a.reviewedAt - b.reviewedAt || (a.id < b.id ? -1 : 1));
  if (!valid[0]) return null;
  let memory: CardMemory = valid[0].before;
  for (const review of valid) memory = scheduler.answer(memory, review.rating, review.reviewedAt);
  return memory;
}

const MEMORY_FIELDS = [
  'due',
  'state',
  'stability',
  'difficulty',
  'elapsedDays',
  'scheduledDays',
  'learningSteps',
  'reps',
  'lapses',
  'lastReview',
] as const satisfies (keyof CardMemory)[];

/**
 * Works all cards out anew from the log: after another wish for retention, or after logs of two machines were merged. The log
 * itself is not touched. Gives how many cards changed. One transaction. Errors: `storage-…`.
 */
export async function reschedule(
  db: LibraryDatabase,
  settings: SchedulerSettings,
  now: number,
): Promise<Result<number>> {
  const scheduler = new Scheduler(settings);
  return storageResult(() =>
    db.transaction('rw', db.cards, db.reviews, async () => {
      const [cards, reviews] = await Promise.all([db.cards.toArray(), db.reviews.toArray()]);
      const byCard = Map.groupBy(reviews, (review) => review.cardId);
      const changed: CardRow[] = [];
      for (const card of cards) {
        const memory = replay(byCard.get(card.id) ?? [], scheduler);
        if (memory && MEMORY_FIELDS.some((field) => memory[field] !== card[field])) {
          changed.push({ ...card, ...memory, updatedAt: Math.max(now, card.updatedAt + 1) });
        }
      }
      if (changed.length) await db.cards.bulkPut(changed);
      return changed.length;
    }),
  );
}
