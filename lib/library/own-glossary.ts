import type { GlossaryEntry } from '../glossary/types.ts';
import { fail, ok, type Result } from '../result.ts';
import type { NormalForm } from './bodies.ts';
import type { LibraryDatabase } from './database.ts';
import type { UserEntryRow } from './rows.ts';
import { storageResult } from './storage-errors.ts';
import { entryKey, rowOf } from './user-entry-rows.ts';

/** What a table of the reader's own glossary shows and edits; user-entries.ts writes single entries. */

/** The living entries, newest first. */
export async function listUserEntries(db: LibraryDatabase): Promise<UserEntryRow[]> {
  const rows = await db.userEntries.orderBy('createdAt').reverse().toArray();
  return rows.filter((row) => row.deletedAt === null);
}

/** Puts entries away, or back: what one of them undoes the other did. Errors: `storage-…`. */
export async function markUserEntries(
  db: LibraryDatabase,
  ids: readonly string[],
  deleted: boolean,
  now: number,
): Promise<Result<null>> {
  return storageResult(() =>
    db.transaction('rw', db.userEntries, async () => {
      for (const id of ids) {
        await db.userEntries.update(id, { deletedAt: deleted ? now : null, updatedAt: now });
      }
      return null;
    }),
  );
}

/** Every row of `id`, as it was before a change, to put back. */
export async function restoreUserEntries(
  db: LibraryDatabase,
  rows: readonly UserEntryRow[],
): Promise<Result<null>> {
  return storageResult(async () => {
    await db.userEntries.bulkPut([...rows]);
    return null;
  });
}

/** How an import or an edit is to change the glossary. `replaces`: the row whose place the entry takes. */
export interface EntryWrite {
  entry: GlossaryEntry;
  replaces: UserEntryRow | null;
}

/**
 * Writes many entries, all or none. Gives what it takes to undo it: ids that are new, rows as they were. A row that was
 * changed since the caller read it is not written over: `bad-input`, and nothing is written.
 */
export async function writeUserEntries(
  db: LibraryDatabase,
  writes: readonly EntryWrite[],
  options: { normalForm: NormalForm; now: number; origin: string },
): Promise<Result<{ added: string[]; before: UserEntryRow[] }>> {
  const outcome = await storageResult(() =>
    db.transaction('rw', db.userEntries, async () => {
      const added: string[] = [];
      const before: UserEntryRow[] = [];
      const rows: UserEntryRow[] = [];
      for (const { entry, replaces } of writes) {
        const key = entryKey(entry.thai, options.normalForm);
        const old = replaces ? await db.userEntries.get(replaces.id) : undefined;
        const others = await db.userEntries.where('key').equals(key).toArray();
        const taken = others.some((row) => row.deletedAt === null && row.id !== old?.id);
        if (taken || (replaces && (old?.deletedAt !== null || old.updatedAt !== replaces.updatedAt))) {
          return entry.thai;
        }
        const row = rowOf(entry, key, old, options);
        rows.push(row);
        if (old) before.push(old);
        else added.push(row.id);
      }
      await db.userEntries.bulkPut(rows);
      return { added, before };
    }),
  );
  if (!outcome.ok) return outcome;
  return typeof outcome.value === 'string'
    ? fail('bad-input', `'${outcome.value}' was changed or added meanwhile`)
    : ok(outcome.value);
}
