import { useState } from 'react';
import { plural, t } from '../../lib/i18n.ts';
import type { LibraryDatabase } from '../../lib/library/database.ts';
import type { NamedError } from '../../lib/result.ts';
import type { ReviewSettings } from '../../lib/review/queue.ts';
import { reschedule } from '../../lib/review/reschedule.ts';
import { Button } from '../ui/button.tsx';
import { ErrorNotice, Notice } from '../ui/notice.tsx';

/** Works out all due dates anew from the whole log, for the wish for another retention or after a merge of two libraries. */
export function RescheduleButton({ db, settings }: { db: LibraryDatabase; settings: ReviewSettings }) {
  const [moved, setMoved] = useState<number | null>(null);
  const [error, setError] = useState<NamedError | null>(null);
  const [busy, setBusy] = useState(false);
  const run = async () => {
    setBusy(true);
    setError(null);
    const done = await reschedule(db, settings, Date.now());
    setBusy(false);
    if (done.ok) setMoved(done.value);
    else setError(done.error);
  };
  return (
    <>
      <div>
        <Button onClick={() => void run()} disabled={busy}>
          {t('review_reschedule')}
        </Button>
      </div>
      <p className="rv-quiet">{t('review_reschedule_help')}</p>
      {moved !== null && <Notice tone="ok">{plural('review_rescheduled', moved)}</Notice>}
      {error && <ErrorNotice error={error} />}
    </>
  );
}
