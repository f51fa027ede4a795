import { useCallback, useEffect, useState } from 'react';
import { restoreBackup } from '../../lib/exchange/backup.ts';
import {
  copyFolder,
  libraryId,
  listCopies,
  lostLibraries,
  removeCopies,
  type SafetyCopy,
  writeCopy,
} from '../../lib/exchange/safety-copy.ts';
import type { LibraryDatabase } from '../../lib/library/database.ts';
import { rebuildIndex } from '../../lib/library/search-blocks.ts';
import { storageResult } from '../../lib/library/storage-errors.ts';
import { trustedWorker } from '../../lib/page/trusted-html.ts';
import type { Result } from '../../lib/result.ts';
import { loadSettings } from '../../lib/settings.ts';
import copyWorker from './copy-worker.ts?worker&url';
import { useLibrary } from './library-context.tsx';

export interface SafetyCopies {
  /** Copies of this library, newest first. */
  own: SafetyCopy[];
  /** The newest copy of each library that is no longer there. */
  lost: SafetyCopy[];
}

/** ms after the library is there: a copy is nothing that anybody waits for. */
const PAUSE = 5_000;

/** What copies there are; null until that is known, and where the browser has no place for them. */
export function useSafetyCopies(): { copies: SafetyCopies | null; look: () => void } {
  const { db, stage, error } = useLibrary();
  const [copies, setCopies] = useState<SafetyCopies | null>(null);
  const look = useCallback(() => void readCopies(db).then(setCopies), [db]);
  // Not before the library is shown; and when it cannot be opened, all the more.
  const settled = stage === 'ready' || error !== null;
  useEffect(() => {
    if (settled) look();
  }, [settled, look]);
  return { copies, look };
}

async function readCopies(db: LibraryDatabase): Promise<SafetyCopies | null> {
  const folder = await copyFolder();
  if (!folder) return null;
  const all = await listCopies(folder);
  // A library that cannot be read is one whose copies are wanted.
  const own = await libraryId(db).catch(() => null);
  return { own: all.filter(({ library }) => library === own), lost: lostLibraries(all, own) };
}

/** Writes the copy of the day while the library is open. */
export function useDailyCopy(): void {
  const { stage } = useLibrary();
  useEffect(() => {
    if (stage !== 'ready') return;
    let worker: Worker | null = null;
    let over = false;
    const start = async () => {
      if (!(await loadSettings()).library.safetyCopy || over) return;
      worker = new Worker(trustedWorker(copyWorker));
      worker.onmessage = () => worker?.terminate();
    };
    const timer = setTimeout(() => void start(), PAUSE);
    return () => {
      over = true;
      clearTimeout(timer);
      worker?.terminate();
    };
  }, [stage]);
}

export function copyNow(db: LibraryDatabase): Promise<Result<SafetyCopy | null>> {
  return storageResult(async () => {
    const folder = await copyFolder();
    return folder && writeCopy(db, folder, Date.now());
  });
}

/** Brings a lost library back into this one; its copy goes only when a copy of both together is written. Throws BackupError. */
export async function bringBack(db: LibraryDatabase, copy: SafetyCopy): Promise<void> {
  const now = Date.now();
  await restoreBackup(db, copy.file, { rule: 'newest', now, rebuild: () => rebuildIndex(db, now) });
  const folder = await copyFolder();
  if (folder && (await writeCopy(db, folder, now))) await dropLibrary(copy.library);
}

/** Deletes every copy of a library. */
export async function dropLibrary(library: string): Promise<void> {
  const folder = await copyFolder();
  if (!folder) return;
  await removeCopies(
    folder,
    (await listCopies(folder)).filter((copy) => copy.library === library),
  );
}
