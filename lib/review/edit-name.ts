import type { NormalForm } from '../library/bodies.ts';
import type { LibraryDatabase } from '../library/database.ts';
import { keptKey } from '../library/keep-name.ts';
import type { KeptNameRow } from '../library/rows.ts';
import { storageResult } from '../library/storage-errors.ts';
import { fail, ok, type Result } from '../result.ts';

export type NameEdit = Pick<KeptNameRow, 'thai' | 'english' | 'acronyms' | 'note'>;

/** Changes a kept name where it is met in review. `bad-input`: nothing is left of it, or another kept name is called so. */
export async function editName(
  db: LibraryDatabase,
  id: string,
  edit: NameEdit,
  normal: NormalForm,
  now: number,
): Promise<Result<KeptNameRow>> {
  const thai = edit.thai.trim();
  const english = edit.english.trim();
  const acronyms = edit.acronyms.map((a) => a.trim()).filter((a) => a !== '');
  const key = keptKey({ ...(thai ? { thai } : {}), english: english ? [english] : [], acronyms }, normal);
  if (!key) return fail('bad-input', 'the name is empty');
  const stored = await storageResult(() =>
    db.transaction('rw', db.keptNames, async () => {
      const [old, same] = await Promise.all([
        db.keptNames.get(id),
        db.keptNames
          .where('key')
          .equals(key)
          .filter((row) => row.deletedAt === null && row.id !== id)
          .first(),
      ]);
      if (!old || old.deletedAt !== null) return 'gone';
      if (same) return 'taken';
      const changed = english !== old.english || thai !== old.thai;
      const row: KeptNameRow = {
        ...old,
        key,
        thai,
        english,
        acronyms,
        note: edit.note,
        glossSource: changed ? 'user' : old.glossSource,
        updatedAt: now,
      };
      await db.keptNames.put(row);
      return row;
    }),
  );
  if (!stored.ok) return stored;
  if (stored.value === 'gone') return fail('not-found', 'the name was deleted');
  if (stored.value === 'taken') return fail('bad-input', 'another kept name is called so');
  return ok(stored.value);
}
