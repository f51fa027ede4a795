import { useEffect, useState } from 'react';
import { t } from '../../lib/i18n.ts';
import { browserLibrary } from '../../lib/library/browser-library.ts';
import { dueCount } from '../../lib/review/due-count.ts';
import { loadSettings } from '../../lib/settings.ts';

/** Cards due for review; nothing when there are none, or when the library cannot be read (saving says why). */
export function DueCount() {
  const [due, setDue] = useState(0);
  useEffect(() => {
    const db = browserLibrary();
    void loadSettings()
      .then((settings) => dueCount(db, Date.now(), settings.review))
      .then((count) => {
        if (count.ok) setDue(count.value);
      })
      .finally(() => db.close());
  }, []);
  return due > 0 ? <span className="due">{t('popup_due', due)}</span> : null;
}
