import { useState } from 'react';
import { BackupError } from '../../lib/exchange/backup-format.ts';
import type { SafetyCopy } from '../../lib/exchange/safety-copy.ts';
import { type MessageKey, plural, t } from '../../lib/i18n.ts';
import { storageError } from '../../lib/library/storage-errors.ts';
import type { NamedError } from '../../lib/result.ts';
import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { formatTime } from '../ui/format.ts';
import { ErrorNotice, Notice } from '../ui/notice.tsx';
import { useLibrary } from './library-context.tsx';
import { saveFile } from './save-file.ts';
import { bringBack, dropLibrary, useSafetyCopies } from './use-safety-copies.ts';

type State =
  | { name: 'offered' }
  | { name: 'sure' }
  | { name: 'working' }
  | { name: 'refused'; reason: BackupError['reason'] }
  | { name: 'failed'; error: NamedError };

/** Tells that the browser has lost a library, and brings it back from the copy that is kept for that. */
export function LostLibraries() {
  const { copies, look } = useSafetyCopies();
  const [back, setBack] = useState(false);
  return (
    <>
      {back && <Notice tone="ok">{t('library_lost_restored')}</Notice>}
      {copies?.lost.map((copy) => (
        <LostLibrary
          key={copy.name}
          copy={copy}
          onDone={(restored) => {
            setBack(restored);
            look();
          }}
        />
      ))}
    </>
  );
}

function LostLibrary({ copy, onDone }: { copy: SafetyCopy; onDone: (restored: boolean) => void }) {
  const { db, error } = useLibrary();
  const [state, setState] = useState<State>({ name: 'offered' });
  const restore = async () => {
    setState({ name: 'working' });
    try {
      await bringBack(db, copy);
      onDone(true);
    } catch (thrown) {
      setState(
        thrown instanceof BackupError
          ? { name: 'refused', reason: thrown.reason }
          : { name: 'failed', error: storageError(thrown) },
      );
    }
  };
  const drop = async () => {
    await dropLibrary(copy.library);
    onDone(false);
  };
  const working = state.name === 'working';
  return (
    <div className="lost-library">
      <Notice tone="warn">
        {!error && <strong>{t('library_lost_title')}</strong>}
        <span>
          {t(
            // One that does not open now may open again: nobody has lost it yet.
            error ? 'library_lost_closed' : 'library_lost_text',
            formatTime(copy.writtenAt),
            plural('library_articles', copy.articles),
          )}
        </span>
        <div className="row">
          {/* Nothing can be brought into a library that does not open. */}
          {!error && (
            <Button kind="main" disabled={working} onClick={() => void restore()} data-action="bring-back">
              {t(working ? 'library_lost_restoring' : 'library_lost_restore')}
            </Button>
          )}
          <Button
            icon="export"
            onClick={() =>
              saveFile(
                `wonglep-${new Date(copy.writtenAt).toISOString().slice(0, 10)}.wonglep.gz`,
                'application/gzip',
                copy.file,
              )
            }
          >
            {t('library_lost_file')}
          </Button>
          {!error && (
            <Button kind="plain" disabled={working} onClick={() => setState({ name: 'sure' })}>
              {t('library_lost_drop')}
            </Button>
          )}
        </div>
      </Notice>
      {state.name === 'refused' && (
        <Notice tone="bad">{t(`import_refused_${state.reason.replace('-', '_')}` as MessageKey)}</Notice>
      )}
      {state.name === 'failed' && <ErrorNotice error={state.error} />}
      {state.name === 'sure' && (
        <Dialog
          title={t('library_lost_drop_title')}
          onClose={() => setState({ name: 'offered' })}
          footer={
            <>
              <Button kind="plain" onClick={() => setState({ name: 'offered' })}>
                {t('common_cancel')}
              </Button>
              <Button kind="danger" onClick={() => void drop()}>
                {t('library_copy_delete')}
              </Button>
            </>
          }
        >
          <p>{t('library_lost_drop_text')}</p>
        </Dialog>
      )}
    </div>
  );
}
