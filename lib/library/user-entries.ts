import type { GlossaryEntry } from '../glossary/types.ts';
import type { Result } from '../result.ts';
import type { NormalForm } from './bodies.ts';
import type { LibraryDatabase } from './database.ts';
import type { UserEntryRow } from './rows.ts';
import { storageResult } from './storage-errors.ts';
import { uuid7 } from './uuid.ts';

/** Adds an entry to the reader's own glossary, or overwrites the living one of the same Thai name. Errors: `storage-…`. */
export async function putUserEntry(
  db: LibraryDatabase,
  entry: GlossaryEntry,
  options: { normalForm: NormalForm; now: number; origin?: string },
): Promise<Result<UserEntryRow>> {
  const key = options.normalForm(entry.thai).trim();
  return storageResult(() =>
    db.transaction('rw', db.userEntries, async () => {
      const rows = await db.userEntries.where('key').equals(key).toArray();
      const old = rows.find((row) => row.deletedAt === null);
      const row: UserEntryRow = {
        id: old?.id ?? uuid7(),
        createdAt: old?.createdAt ?? options.now,
        updatedAt: options.now,
        deletedAt: null,
        key,
        thai: entry.thai,
        english: entry.english,
        otherEnglish: entry.otherEnglish,
        thaiAbbr: entry.thaiAbbr,
        latin: entry.latin,
        short: entry.short,
        otherThai: entry.otherThai,
        type: entry.type,
        parent: entry.parent ?? null,
        website: entry.website ?? null,
        note: entry.note ?? '',
        origin: options.origin ?? old?.origin ?? 'typed',
      };
      await db.userEntries.put(row);
      return row;
    }),
  );
}

/** The reader's own glossary in the form that the recogniser takes. */
export async function userGlossary(db: LibraryDatabase): Promise<Result<GlossaryEntry[]>> {
  return storageResult(async () => {
    const rows = await db.userEntries.filter((row) => row.deletedAt === null).toArray();
    return rows.map((row) => ({
      thai: row.thai,
      english: row.english,
      otherEnglish: row.otherEnglish,
      thaiAbbr: row.thaiAbbr,
      latin: row.latin,
      short: row.short,
      otherThai: row.otherThai,
      type: row.type,
      ...(row.parent ? { parent: row.parent } : {}),
      ...(row.website ? { website: row.website } : {}),
      ...(row.note ? { note: row.note } : {}),
    }));
  });
}
