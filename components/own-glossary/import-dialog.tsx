import { useEffect, useMemo, useState } from 'react';
import {
  type GlossaryFile,
  GlossaryFileError,
  type GlossaryFileReason,
  readGlossaryFile,
} from '../../lib/exchange/glossary-file.ts';
import {
  CHOICES,
  type Choice,
  countImport,
  type ImportItem,
  importWrites,
  planImport,
} from '../../lib/exchange/glossary-import.ts';
import type { GlossaryEntry } from '../../lib/glossary/types.ts';
import { type MessageKey, plural, t } from '../../lib/i18n.ts';
import type { LibraryDatabase } from '../../lib/library/database.ts';
import { markUserEntries, restoreUserEntries, writeUserEntries } from '../../lib/library/own-glossary.ts';
import type { UserEntryRow } from '../../lib/library/rows.ts';
import { entryKey, entryOf } from '../../lib/library/user-entry-rows.ts';
import type { NamedError } from '../../lib/result.ts';
import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { formatNumber } from '../ui/format.ts';
import { ErrorNotice, Notice } from '../ui/notice.tsx';
import { useToast } from '../ui/toast.tsx';
import { normalForm } from './entry-form.tsx';

interface Props {
  db: LibraryDatabase;
  file: File;
  rows: readonly UserEntryRow[];
  onClose: () => void;
  onDone: () => void;
}

type Reading =
  | { name: 'reading' }
  | { name: 'unreadable'; reason: GlossaryFileReason; detail: string }
  | { name: 'read'; file: GlossaryFile };

/** Rows shown of each list: enough to see what the file is. */
const SHOWN = 50;

/** What a file would change, before it changes anything; conflicts wait for the reader's choice. */
export function ImportDialog({ db, file, rows, onClose, onDone }: Props) {
  const toast = useToast();
  const [reading, setReading] = useState<Reading>({ name: 'reading' });
  const [choices, setChoices] = useState<ReadonlyMap<number, Choice>>(new Map());
  const [failed, setFailed] = useState<NamedError | null>(null);
  const [busy, setBusy] = useState(false);

  useEffect(() => {
    void read(file).then(setReading);
  }, [file]);

  const items = useMemo(() => {
    if (reading.name !== 'read') return [];
    const own = rows.map((row) => ({ key: row.key, entry: entryOf(row), row }));
    return planImport(reading.file.entries, own, (thai) => entryKey(thai, normalForm));
  }, [reading, rows]);
  const counts = countImport(items);
  const writes = useMemo(() => importWrites(items, choices), [items, choices]);

  const write = async () => {
    if (reading.name !== 'read') return;
    setBusy(true);
    const written = await writeUserEntries(db, writes, {
      normalForm,
      now: Date.now(),
      origin: reading.file.title,
    });
    setBusy(false);
    if (!written.ok) return setFailed(written.error);
    const { added, before } = written.value;
    onDone();
    onClose();
    toast({
      text: plural('options_imported', writes.length),
      undo: () =>
        void markUserEntries(db, added, true, Date.now())
          .then(() => restoreUserEntries(db, before))
          .then(onDone),
    });
  };

  return (
    <Dialog
      title={t('options_import_title', file.name)}
      onClose={onClose}
      footer={
        <>
          <Button kind="plain" onClick={onClose}>
            {t('common_cancel')}
          </Button>
          <Button kind="main" disabled={busy || writes.length === 0} onClick={() => void write()}>
            {plural('options_import_write', writes.length)}
          </Button>
        </>
      }
    >
      {reading.name === 'reading' && <p>{t('common_loading')}</p>}
      {reading.name === 'unreadable' && (
        <Notice tone="bad">
          <strong>{t(`options_file_${reading.reason.replaceAll('-', '_')}` as MessageKey)}</strong>
          <span className="glossary-detail">{reading.detail}</span>
        </Notice>
      )}
      {reading.name === 'read' && (
        <>
          <p>{t(`options_format_${reading.file.format}`, reading.file.title)}</p>
          <dl className="options-figures">
            {(['new', 'changed', 'conflicting', 'same'] as const).map((state) => (
              <div key={state} className={`import-${state}`}>
                <dt>{t(`options_import_${state}`)}</dt>
                <dd>{formatNumber(counts[state])}</dd>
              </div>
            ))}
          </dl>
          <Skipped file={reading.file} />
          <Conflicts items={items} choices={choices} onChoose={setChoices} />
          <Listed items={items} state="changed" />
          <Listed items={items} state="new" />
          {failed && <ErrorNotice error={failed} />}
        </>
      )}
    </Dialog>
  );
}

async function read(file: File): Promise<Reading> {
  try {
    const bytes = new Uint8Array(await file.arrayBuffer());
    return { name: 'read', file: readGlossaryFile(file.name, bytes) };
  } catch (error) {
    if (error instanceof GlossaryFileError) {
      return { name: 'unreadable', reason: error.reason, detail: error.message };
    }
    // The file went away or may not be read.
    return { name: 'unreadable', reason: 'not-text', detail: String(error) };
  }
}

function Skipped({ file: { skipped } }: { file: GlossaryFile }) {
  if (!skipped.length) return null;
  return (
    <details className="glossary-more">
      <summary>{plural('options_import_skipped', skipped.length)}</summary>
      <ul className="glossary-skipped">
        {skipped.slice(0, SHOWN).map(({ line, message }) => (
          <li key={`${line} ${message}`}>
            <b>{t('options_import_line', line)}</b> <span lang="en">{message}</span>
          </li>
        ))}
      </ul>
    </details>
  );
}

type Items = readonly ImportItem<UserEntryRow>[];

function Conflicts({
  items,
  choices,
  onChoose,
}: {
  items: Items;
  choices: ReadonlyMap<number, Choice>;
  onChoose: (choices: ReadonlyMap<number, Choice>) => void;
}) {
  const conflicts = items.flatMap((item, index) => (item.state === 'conflicting' ? [{ item, index }] : []));
  if (!conflicts.length) return null;
  const all = (choice: Choice) => onChoose(new Map(conflicts.map(({ index }) => [index, choice])));
  return (
    <section className="import-conflicts">
      <h3>{t('options_import_conflicting')}</h3>
      <p className="options-hint">{t('options_conflict_hint')}</p>
      <div className="import-all">
        {CHOICES.map((choice) => (
          <Button key={choice} small kind="plain" onClick={() => all(choice)}>
            {t(`options_conflict_all_${choice}`)}
          </Button>
        ))}
      </div>
      <ul>
        {conflicts.slice(0, SHOWN).map(({ item, index }) => (
          <li key={index}>
            <b lang="th">{item.theirs.thai}</b>
            <dl>
              <dt>{t(item.mine ? 'options_conflict_mine' : 'options_conflict_earlier')}</dt>
              <dd>
                <EntryText entry={item.earlier} />
              </dd>
              <dt>{t('options_conflict_file')}</dt>
              <dd>
                <EntryText entry={item.theirs} />
              </dd>
            </dl>
            <select
              className="ui-input"
              aria-label={t('options_conflict_choose', item.theirs.thai)}
              value={choices.get(index) ?? 'mine'}
              onChange={(event) => onChoose(new Map(choices).set(index, event.currentTarget.value as Choice))}
            >
              {CHOICES.map((choice) => (
                <option key={choice} value={choice}>
                  {t(`options_conflict_take_${choice}`)}
                </option>
              ))}
            </select>
          </li>
        ))}
      </ul>
      {conflicts.length > SHOWN && (
        <p className="options-hint">{t('options_conflict_more', conflicts.length - SHOWN)}</p>
      )}
    </section>
  );
}

function EntryText({ entry }: { entry: GlossaryEntry }) {
  const forms = [...entry.thaiAbbr, ...entry.latin];
  return (
    <>
      <span lang="en">{entry.english}</span>
      {forms.length > 0 && <small> {forms.join(' · ')}</small>}
      {entry.note && <small> {entry.note}</small>}
    </>
  );
}

function Listed({ items, state }: { items: Items; state: 'new' | 'changed' }) {
  const listed = items.flatMap((item, index) => (item.state === state ? [{ item, index }] : []));
  if (!listed.length) return null;
  return (
    <details className="glossary-more" open={listed.length <= 8}>
      <summary>{t(state === 'new' ? 'options_import_new' : 'options_import_changed')}</summary>
      <ul className="import-list">
        {listed.slice(0, SHOWN).map(({ item, index }) => (
          <li key={index}>
            <b lang="th">{item.theirs.thai}</b>
            <EntryText entry={item.state === 'changed' ? item.merged : item.theirs} />
          </li>
        ))}
      </ul>
      {listed.length > SHOWN && (
        <p className="options-hint">{t('options_import_and_more', listed.length - SHOWN)}</p>
      )}
    </details>
  );
}
