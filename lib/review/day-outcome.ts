import type { LibraryDatabase } from '../library/database.ts';
import { storageResult } from '../library/storage-errors.ts';
import type { Result } from '../result.ts';
import { dayStart, localDay } from './local-day.ts';
import type { ReviewSettings } from './queue.ts';

/** What a day of reviewing came to, and what waits tomorrow. */
export interface DayOutcome {
  /** Kept names that are not in the bin. */
  names: number;
  answers: number;
  /** Answers other than "again". */
  right: number;
  spentMs: number;
  /** Cards already learned that come due tomorrow, within the daily limit. */
  tomorrow: number;
}

export async function dayOutcome(
  db: LibraryDatabase,
  settings: ReviewSettings,
  now: number,
): Promise<Result<DayOutcome>> {
  return storageResult(async () => {
    const day = localDay(now, settings.dayStartsAt);
    const from = dayStart(day, settings.dayStartsAt);
    const [all, binned, reviews, tomorrow] = await Promise.all([
      db.keptNames.count(),
      db.keptNames.where('deletedAt').above(0).count(),
      db.reviews.where('reviewedAt').aboveOrEqual(from).toArray(),
      db.cards
        .where('due')
        .below(dayStart(day + 2, settings.dayStartsAt))
        .toArray(),
    ]);
    const answers = reviews.filter((review) => !review.undone && review.source === 'session');
    const waiting = tomorrow.filter(
      (card) => card.state !== 0 && !card.suspended && settings.templates.includes(card.template),
    );
    return {
      names: all - binned,
      answers: answers.length,
      right: answers.filter((review) => review.rating > 1).length,
      spentMs: answers.reduce((sum, review) => sum + review.durationMs, 0),
      tomorrow: Math.min(new Set(waiting.map((card) => card.keptId)).size, settings.reviewsPerDay),
    };
  });
}
