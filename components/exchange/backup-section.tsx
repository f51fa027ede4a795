import { useState } from 'react';
import {
  backupStream,
  type ConflictRule,
  previewRestore,
  type RestorePreview,
  restoreBackup,
} from '../../lib/exchange/backup.ts';
import { BackupError } from '../../lib/exchange/backup-format.ts';
import { type MessageKey, plural, t } from '../../lib/i18n.ts';
import { LAST_BACKUP } from '../../lib/library/meta-keys.ts';
import { rebuildIndex } from '../../lib/library/search-blocks.ts';
import { storageError } from '../../lib/library/storage-errors.ts';
import type { NamedError } from '../../lib/result.ts';
import { useLibrary } from '../library/library-context.tsx';
import { saveFile } from '../library/save-file.ts';
import { Button } from '../ui/button.tsx';
import { formatTime } from '../ui/format.ts';
import { ErrorNotice, Notice } from '../ui/notice.tsx';

interface SaveFileWindow {
  showSaveFilePicker?(options: { suggestedName: string }): Promise<{
    createWritable(): Promise<WritableStream<Uint8Array<ArrayBuffer>>>;
  }>;
}

const today = () => new Date().toISOString().slice(0, 10);
const RULES: readonly ConflictRule[] = ['newest', 'mine', 'theirs'];

type State =
  | { name: 'idle' }
  | { name: 'working'; text: string }
  | { name: 'preview'; file: File; preview: RestorePreview; rule: ConflictRule }
  | { name: 'done'; text: string }
  | { name: 'refused'; reason: BackupError['reason']; detail: string }
  | { name: 'failed'; error: NamedError };

/** Everything in one file, and back again: what it would change is shown before it does. */
export function BackupSection() {
  const { db } = useLibrary();
  const [state, setState] = useState<State>({ name: 'idle' });

  const failed = (error: unknown) => {
    // The picker was closed: nothing was asked for any more.
    if (error instanceof DOMException && error.name === 'AbortError') return setState({ name: 'idle' });
    if (error instanceof BackupError)
      return setState({ name: 'refused', reason: error.reason, detail: error.message });
    setState({ name: 'failed', error: storageError(error) });
  };

  const backUp = async () => {
    const now = Date.now();
    const name = `wonglep-${today()}.wonglep.gz`;
    try {
      const picker = (window as unknown as SaveFileWindow).showSaveFilePicker;
      if (picker) {
        const target = await picker.call(window, { suggestedName: name });
        setState({ name: 'working', text: t('export_backup_running') });
        await backupStream(db, now).pipeTo(await target.createWritable());
      } else {
        setState({ name: 'working', text: t('export_backup_running') });
        // The browser keeps a large blob on disk; it never stands in memory as text.
        saveFile(name, 'application/gzip', await new Response(backupStream(db, now)).blob());
      }
      await db.meta.put({ key: LAST_BACKUP, value: now });
      setState({ name: 'done', text: t('export_backup_done') });
    } catch (error) {
      failed(error);
    }
  };

  const look = async (file: File | undefined) => {
    if (!file) return;
    setState({ name: 'working', text: t('import_backup_checking') });
    try {
      setState({ name: 'preview', file, preview: await previewRestore(db, file), rule: 'newest' });
    } catch (error) {
      failed(error);
    }
  };

  const restore = async (file: File, rule: ConflictRule) => {
    setState({ name: 'working', text: t('import_backup_running') });
    try {
      const now = Date.now();
      await restoreBackup(db, file, { rule, now, rebuild: () => rebuildIndex(db, now) });
      setState({ name: 'done', text: t('import_backup_done') });
    } catch (error) {
      failed(error);
    }
  };

  return (
    <section aria-labelledby="backup-title">
      <h2 id="backup-title">{t('export_backup_title')}</h2>
      <p className="quiet">{t('export_backup_help')}</p>
      <div className="row">
        <Button
          kind="main"
          icon="export"
          disabled={state.name === 'working'}
          onClick={() => void backUp()}
          data-action="backup"
        >
          {t('export_backup')}
        </Button>
        <label className="ui-button soft file-button">
          {t('import_backup_choose')}
          <input
            type="file"
            accept=".gz,.wonglep"
            disabled={state.name === 'working'}
            onChange={(event) => {
              void look(event.target.files?.[0]);
              // The same file may be chosen again after it was mended.
              event.target.value = '';
            }}
          />
        </label>
      </div>
      {state.name === 'working' && <Notice>{state.text}</Notice>}
      {state.name === 'done' && <Notice tone="ok">{state.text}</Notice>}
      {state.name === 'failed' && <ErrorNotice error={state.error} />}
      {state.name === 'refused' && (
        <Notice tone="bad">
          <strong>{t(`import_refused_${state.reason.replace('-', '_')}` as MessageKey)}</strong>{' '}
          {t('import_nothing_written')}
        </Notice>
      )}
      {state.name === 'preview' && (
        <Preview
          preview={state.preview}
          rule={state.rule}
          onRule={(rule) => setState({ ...state, rule })}
          onRestore={() => void restore(state.file, state.rule)}
          onCancel={() => setState({ name: 'idle' })}
        />
      )}
    </section>
  );
}

const SHOWN = [
  'articles',
  'mentions',
  'bodies',
  'keptNames',
  'cards',
  'reviews',
  'userEntries',
  'corrections',
] as const;

function Preview({
  preview,
  rule,
  onRule,
  onRestore,
  onCancel,
}: {
  preview: RestorePreview;
  rule: ConflictRule;
  onRule: (rule: ConflictRule) => void;
  onRestore: () => void;
  onCancel: () => void;
}) {
  const differing = SHOWN.some((table) => preview.tables[table].newer + preview.tables[table].older > 0);
  return (
    <div className="restore-preview">
      <h3>{t('import_preview_title', formatTime(preview.createdAt))}</h3>
      <table>
        <thead>
          <tr>
            <th scope="col">{t('import_preview_what')}</th>
            <th scope="col">{t('import_preview_new')}</th>
            <th scope="col">{t('import_preview_same')}</th>
            <th scope="col">{t('import_preview_newer')}</th>
            <th scope="col">{t('import_preview_older')}</th>
          </tr>
        </thead>
        <tbody>
          {SHOWN.map((table) => {
            const counts = preview.tables[table];
            return (
              <tr key={table}>
                <th scope="row">{t(`import_table_${table}` as MessageKey)}</th>
                <td>{counts.fresh}</td>
                <td>{counts.same}</td>
                <td>{counts.newer}</td>
                <td>{counts.older}</td>
              </tr>
            );
          })}
        </tbody>
      </table>
      {preview.conflicts.length > 0 && (
        <details>
          <summary>{plural('import_conflicts', preview.conflicts.length)}</summary>
          <ul lang="th">
            {preview.conflicts.map((title) => (
              <li key={title}>{title}</li>
            ))}
          </ul>
        </details>
      )}
      {differing && (
        <fieldset>
          <legend>{t('import_rule')}</legend>
          {RULES.map((name) => (
            <label key={name}>
              <input
                type="radio"
                name="conflict-rule"
                checked={rule === name}
                onChange={() => onRule(name)}
              />
              {t(`import_rule_${name}` as MessageKey)}
            </label>
          ))}
        </fieldset>
      )}
      <div className="row">
        <Button kind="main" onClick={onRestore} data-action="restore">
          {t('import_restore')}
        </Button>
        <Button onClick={onCancel}>{t('import_cancel')}</Button>
      </div>
    </div>
  );
}
