import { useEffect, useMemo, useState } from 'react';
import { LAST_BACKUP } from '../../lib/library/meta-keys.ts';
import { DEFAULT_SETTINGS, loadSettings } from '../../lib/settings.ts';
import { useLibrary } from './library-context.tsx';

const DAY = 86_400_000;

/** When the last backup was written, and whether the reader wants to be reminded by now. */
export function useBackupDue(): { last: number | null; due: boolean } {
  const { db, catalogue, version } = useLibrary();
  const [last, setLast] = useState<number | null>(null);
  const [days, setDays] = useState(DEFAULT_SETTINGS.library.backupReminderDays);
  useEffect(() => {
    void version;
    let over = false;
    void loadSettings().then((settings) => {
      if (!over) setDays(settings.library.backupReminderDays);
    });
    db.meta
      .get(LAST_BACKUP)
      .then((row) => {
        if (!over) setLast(typeof row?.value === 'number' ? row.value : null);
      })
      .catch(() => {
        // That the library cannot be read is told above every page; a reminder would only add to it.
        if (!over) setLast(null);
      });
    return () => {
      over = true;
    };
  }, [db, version]);
  // The first articles are reason enough only after some time: there is not much to lose on the first day.
  const oldest = useMemo(() => {
    void version;
    return catalogue.living().reduce((at, head) => Math.min(at, head.createdAt), Number.POSITIVE_INFINITY);
  }, [catalogue, version]);
  const since = last ?? oldest;
  return { last, due: days > 0 && Number.isFinite(since) && Date.now() - since > days * DAY };
}
