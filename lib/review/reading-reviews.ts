import { State } from 'ts-fsrs';
import type { LibraryDatabase } from '../library/database.ts';
import { storageResult } from '../library/storage-errors.ts';
import { uuid7 } from '../library/uuid.ts';
import type { Result } from '../result.ts';
import { dayStart, localDay } from './local-day.ts';
import type { ReviewSettings } from './queue.ts';
import { type Rating, Scheduler } from './scheduler.ts';
import { answered } from './session.ts';

/** What meeting a name counts as. */
const MET: Rating = 3;
/** Reading asks only what these ask: the Thai name, or its acronym. */
const ASKED_BY_READING = ['thai-english', 'acronym-name'] as const;

/**
 * Counts the due names among `keys` (keys of kept names met on a page) as reviewed: one card a name, learned cards only, a
 * name once a day. Gives how many. One transaction; the log says that it was reading. Errors: `storage-…`.
 */
export async function countMeetings(
  db: LibraryDatabase,
  keys: readonly string[],
  settings: ReviewSettings,
  now: number,
): Promise<Result<number>> {
  if (keys.length === 0) return { ok: true, value: 0 };
  const day = localDay(now, settings.dayStartsAt);
  const scheduler = new Scheduler(settings);
  return storageResult(() =>
    db.transaction('rw', db.keptNames, db.cards, db.reviews, async () => {
      const names = (await db.keptNames.where('key').anyOf(keys).toArray()).filter(
        (n) => n.deletedAt === null,
      );
      const cards = await db.cards
        .where('keptId')
        .anyOf(names.map((n) => n.id))
        .toArray();
      const today = await db.reviews
        .where('reviewedAt')
        .aboveOrEqual(dayStart(day, settings.dayStartsAt))
        .toArray();
      const done = new Set(today.filter((r) => !r.undone).map((r) => r.before.keptId));
      let counted = 0;
      for (const card of cards) {
        const fits =
          card.state === State.Review &&
          !card.suspended &&
          (ASKED_BY_READING as readonly string[]).includes(card.template) &&
          localDay(card.due, settings.dayStartsAt) <= day;
        if (!fits || done.has(card.keptId)) continue;
        done.add(card.keptId);
        const outcome = answered(card, MET, now, 0, scheduler, settings, uuid7(), 'reading');
        await db.reviews.add(outcome.review);
        await db.cards.put(outcome.card);
        counted++;
      }
      return counted;
    }),
  );
}
