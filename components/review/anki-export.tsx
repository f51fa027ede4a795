import { useState } from 'react';
import { ankiNotes } from '../../lib/exchange/anki-notes.ts';
import { writeAnkiPackage } from '../../lib/exchange/anki-package.ts';
import { loadSqlJs } from '../../lib/exchange/anki-sql.ts';
import { writeTsv } from '../../lib/exchange/anki-tsv.ts';
import { plural, t } from '../../lib/i18n.ts';
import type { LibraryDatabase } from '../../lib/library/database.ts';
import { storageResult } from '../../lib/library/storage-errors.ts';
import type { NamedError } from '../../lib/result.ts';
import { dayIso, localDay } from '../../lib/review/local-day.ts';
import type { ReviewSettings } from '../../lib/review/queue.ts';
import { Button } from '../ui/button.tsx';
import { Switch } from '../ui/field.tsx';
import { ErrorNotice, Notice } from '../ui/notice.tsx';

/** Gives the reader a file, as if it had been downloaded. */
function saveFile(bytes: Uint8Array | string, name: string, type: string): void {
  const url = URL.createObjectURL(new Blob([bytes as BlobPart], { type }));
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  // The browser has taken its copy by the next turn, but not by the next line.
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}

export function AnkiExport({ db, settings }: { db: LibraryDatabase; settings: ReviewSettings }) {
  const [withScheduling, setWithScheduling] = useState(true);
  const [busy, setBusy] = useState(false);
  const [written, setWritten] = useState<number | null>(null);
  const [error, setError] = useState<NamedError | null>(null);
  const run = async (kind: 'apkg' | 'tsv') => {
    setBusy(true);
    setError(null);
    setWritten(null);
    const now = Date.now();
    const done = await storageResult(async () => {
      const [names, cards, reviews] = await Promise.all([
        db.keptNames.toArray(),
        db.cards.toArray(),
        db.reviews.toArray(),
      ]);
      const file = `wonglep-${dayIso(localDay(now, 0))}`;
      const { templates, retention, dayStartsAt } = settings;
      if (kind === 'tsv') {
        const notes = ankiNotes(names, cards, templates);
        saveFile(writeTsv(notes), `${file}.tsv`, 'text/tab-separated-values');
      } else {
        const input = { names, cards, reviews, templates, retention, dayStartsAt, withScheduling, now };
        saveFile(
          await writeAnkiPackage(await loadSqlJs(), input),
          `${file}.apkg`,
          'application/octet-stream',
        );
      }
      return names.filter((name) => name.deletedAt === null).length;
    });
    setBusy(false);
    if (done.ok) setWritten(done.value);
    else setError(done.error);
  };
  return (
    <section className="rv-panel" aria-labelledby="rv-export">
      <h2 id="rv-export">{t('review_export')}</h2>
      <p className="rv-quiet">{t('review_export_help')}</p>
      <Switch label={t('review_export_schedule')} checked={withScheduling} onChange={setWithScheduling} />
      <div className="rv-row">
        <Button kind="main" icon="export" disabled={busy} onClick={() => void run('apkg')}>
          {t('review_export_apkg')}
        </Button>
        <Button disabled={busy} onClick={() => void run('tsv')}>
          {t('review_export_tsv')}
        </Button>
      </div>
      {written !== null && <Notice tone="ok">{plural('review_exported', written)}</Notice>}
      {error && <ErrorNotice error={error} />}
    </section>
  );
}
