import { useEffect, useState } from 'react';
import { t } from '../../lib/i18n.ts';
import { LibraryDatabase } from '../../lib/library/database.ts';
import { storageResult } from '../../lib/library/storage-errors.ts';

/** Cards due for review; nothing when there are none, or when the library cannot be read (saving says why). */
export function DueCount() {
  const [due, setDue] = useState(0);
  useEffect(() => {
    const db = new LibraryDatabase();
    void storageResult(() =>
      db.cards
        .where('due')
        .belowOrEqual(Date.now())
        .filter((card) => card.deletedAt === null && !card.suspended && card.reps > 0)
        .count(),
    ).then((count) => {
      db.close();
      if (count.ok) setDue(count.value);
    });
  }, []);
  return due > 0 ? <span className="due">{t('popup_due', due)}</span> : null;
}
