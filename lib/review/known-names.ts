import { State } from 'ts-fsrs';
import type { LibraryDatabase } from '../library/database.ts';
import type { CardRow } from '../library/rows.ts';
import { rowsByKey } from '../library/rows-by-key.ts';
import { storageResult } from '../library/storage-errors.ts';
import type { Result } from '../result.ts';
import { MATURE_DAYS } from './statistics.ts';

/**
 * Which of `keys` (keys of kept names) are known by heart: at least one card was learned, and every learned one holds for
 * three weeks or more. Errors: `storage-…`.
 */
export async function knownAmong(db: LibraryDatabase, keys: readonly string[]): Promise<Result<string[]>> {
  if (keys.length === 0) return { ok: true, value: [] };
  return storageResult(() =>
    db.transaction('r', db.keptNames, db.cards, async () => {
      const names = (await rowsByKey(db.keptNames, 'key', keys)).filter((n) => n.deletedAt === null);
      const cards = await rowsByKey(
        db.cards,
        'keptId',
        names.map((n) => n.id),
      );
      const ofName = Map.groupBy(cards, (card) => card.keptId);
      return names.filter((name) => isKnown(ofName.get(name.id) ?? [])).map((name) => name.key);
    }),
  );
}

function isKnown(cards: readonly CardRow[]): boolean {
  const learned = cards.filter((card) => card.state !== State.New);
  return (
    learned.length > 0 &&
    learned.every((card) => card.state === State.Review && card.stability >= MATURE_DAYS)
  );
}
