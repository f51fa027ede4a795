import type { Result } from '../result.ts';
import { fail } from '../result.ts';
import type { LibraryDatabase } from './database.ts';
import type { KeptNameRow } from './rows.ts';
import { storageResult } from './storage-errors.ts';

/** Living kept names, last kept first. */
export async function listKept(db: LibraryDatabase): Promise<Result<KeptNameRow[]>> {
  return storageResult(async () => {
    const rows = await db.keptNames.orderBy('createdAt').reverse().toArray();
    return rows.filter((row) => row.deletedAt === null);
  });
}

/**
 * Takes a kept name out or brings it back. One whose name was kept anew since is not brought back (its `key` is unique among
 * the living): `bad-input`. Other errors: `not-found`, `storage-…`.
 */
export async function setKeptDeleted(
  db: LibraryDatabase,
  id: string,
  deleted: boolean,
  now: number,
): Promise<Result<null>> {
  const result = await storageResult(() =>
    db.transaction('rw', db.keptNames, async () => {
      const row = await db.keptNames.get(id);
      if (!row) return 'not-found' as const;
      if (!deleted) {
        const rival = await db.keptNames
          .where('key')
          .equals(row.key)
          .filter((other) => other.deletedAt === null && other.id !== id)
          .first();
        if (rival) return 'bad-input' as const;
      }
      await db.keptNames.put({ ...row, deletedAt: deleted ? now : null, updatedAt: now });
      return null;
    }),
  );
  if (!result.ok) return result;
  return result.value === null ? { ok: true, value: null } : fail(result.value, `kept name ${id}`);
}
