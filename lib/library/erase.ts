import type { Result } from '../result.ts';
import type { LibraryDatabase } from './database.ts';
import { storageResult } from './storage-errors.ts';

/**
 * Empties every table in one transaction: all or nothing. The database itself stays, as deleting it would wait for every
 * page that has it open. Errors: `storage-…`.
 */
export async function eraseLibrary(db: LibraryDatabase): Promise<Result<null>> {
  return storageResult(async () => {
    await db.transaction('rw', db.tables, async () => {
      for (const table of db.tables) await table.clear();
    });
    return null;
  });
}
