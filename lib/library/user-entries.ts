import type { GlossaryEntry } from '../glossary/types.ts';
import type { Result } from '../result.ts';
import type { NormalForm } from './bodies.ts';
import type { LibraryDatabase } from './database.ts';
import type { UserEntryRow } from './rows.ts';
import { storageResult } from './storage-errors.ts';
import { entryKey, entryOf, rowOf } from './user-entry-rows.ts';

/** Adds an entry to the reader's own glossary, or overwrites the living one of the same Thai name. Errors: `storage-…`. */
export async function putUserEntry(
  db: LibraryDatabase,
  entry: GlossaryEntry,
  options: { normalForm: NormalForm; now: number; origin?: string },
): Promise<Result<UserEntryRow>> {
  const key = entryKey(entry.thai, options.normalForm);
  return storageResult(() =>
    db.transaction('rw', db.userEntries, async () => {
      const rows = await db.userEntries.where('key').equals(key).toArray();
      const old = rows.find((row) => row.deletedAt === null);
      const origin = options.origin ?? old?.origin ?? 'typed';
      const row = rowOf(entry, key, old, { now: options.now, origin });
      await db.userEntries.put(row);
      return row;
    }),
  );
}

/** The reader's own glossary in the form that the recogniser takes. */
export async function userGlossary(db: LibraryDatabase): Promise<Result<GlossaryEntry[]>> {
  return storageResult(async () => {
    const rows = await db.userEntries.filter((row) => row.deletedAt === null).toArray();
    return rows.map(entryOf);
  });
}
