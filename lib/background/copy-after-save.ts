import { copyFolder, copyWhenDue } from '../exchange/safety-copy.ts';
import type { LibraryDatabase } from '../library/database.ts';
import { settingsNow } from './settings-held.ts';

/** Articles up to which the background copies the library itself: under 2 s of its time, once a day. */
const MOST = 1_000;

/** Called when a save has been answered. Never rejects: what a full disk means, the save itself has told. */
export async function copyAfterSave(db: LibraryDatabase, now: number): Promise<void> {
  if (!(await settingsNow()).library.safetyCopy) return;
  const folder = await copyFolder();
  // Not written, it is due at the next save as well.
  if (folder) await copyWhenDue(db, folder, now, MOST).catch(() => null);
}
