import type { LibraryDatabase } from '../library/database.ts';
import { storageResult } from '../library/storage-errors.ts';
import type { Result } from '../result.ts';
import { buildQueue, type ReviewSettings } from './queue.ts';
import { todaysRows } from './session.ts';

/** How many cards wait today, within the daily limits: for the popup and the badge. Errors: `storage-…`. */
export async function dueCount(
  db: LibraryDatabase,
  now: number,
  settings: ReviewSettings,
): Promise<Result<number>> {
  return storageResult(async () => {
    const { cards, today, gone } = await todaysRows(db, settings, now);
    return buildQueue({ cards, today, settings, now, gone: new Set(gone) }).remaining;
  });
}
