import { useState } from 'react';
import { type DeckError, type DeckTable, MAX_FILE, readDeck } from '../../lib/exchange/anki-import.ts';
import {
  guessRoles,
  type PlannedRow,
  planImport,
  ROLES,
  type Role,
  runImport,
  type Target,
} from '../../lib/exchange/anki-import-plan.ts';
import { loadSqlJs } from '../../lib/exchange/anki-sql.ts';
import { type MessageKey, plural, t } from '../../lib/i18n.ts';
import type { LibraryDatabase } from '../../lib/library/database.ts';
import { send } from '../../lib/messages.ts';
import type { NamedError } from '../../lib/result.ts';
import { normalise } from '../../lib/thai/normal-form.ts';
import { Button } from '../ui/button.tsx';
import { Field, Switch } from '../ui/field.tsx';
import { ErrorNotice, Notice } from '../ui/notice.tsx';

interface Draft {
  file: string;
  tables: DeckTable[];
  table: number;
  roles: Role[];
  target: Target;
  plan: PlannedRow[];
}

const normal = (text: string) => normalise(text).text;
const ROLE_NAMES: Record<Role, MessageKey> = {
  thai: 'review_field_thai',
  english: 'review_field_english',
  acronyms: 'review_field_acronyms',
  note: 'review_field_note',
  none: 'review_import_skip',
};
const PREVIEW = 8;

/** A deck of others: seen before it is taken, and judged against what is there. */
export function DeckImport({ db }: { db: LibraryDatabase }) {
  const [draft, setDraft] = useState<Draft | null>(null);
  const [problem, setProblem] = useState<DeckError | null>(null);
  const [error, setError] = useState<NamedError | null>(null);
  const [takeTheirs, setTakeTheirs] = useState(false);
  const [taken, setTaken] = useState<number | null>(null);

  const plan = async (next: Omit<Draft, 'plan'>) => {
    const planned = await planImport(db, next.tables[next.table]!, next.roles, next.target, normal);
    if (planned.ok) setDraft({ ...next, plan: planned.value });
    else setError(planned.error);
  };
  const open = async (file: File) => {
    setProblem(null);
    setError(null);
    setTaken(null);
    setDraft(null);
    if (file.size > MAX_FILE) return setProblem('too-large');
    const read = await readDeck(new Uint8Array(await file.arrayBuffer()), loadSqlJs);
    if (!read.ok) return setProblem(read.error);
    await plan({
      file: file.name,
      tables: read.value,
      table: 0,
      roles: guessRoles(read.value[0]!),
      target: 'glossary',
    });
  };
  const run = async () => {
    if (!draft) return;
    const done = await runImport(db, draft.plan, {
      target: draft.target,
      takeTheirs,
      origin: draft.file,
      now: Date.now(),
    });
    if (!done.ok) return setError(done.error);
    setTaken(done.value);
    setDraft(null);
    if (draft.target === 'glossary') await send({ type: 'glossary-changed' });
  };
  const count = (verdict: PlannedRow['verdict']) =>
    draft?.plan.filter((row) => row.verdict === verdict).length ?? 0;
  const writes = count('new') + (takeTheirs ? count('conflict') : 0);

  return (
    <section className="rv-panel" aria-labelledby="rv-import">
      <h2 id="rv-import">{t('review_import')}</h2>
      <p className="rv-quiet">{t('review_import_help')}</p>
      <Field label={t('review_import_file')}>
        {(ids) => (
          <input
            {...ids}
            type="file"
            accept=".apkg,.tsv,.txt,.csv"
            onChange={(event) => {
              const file = event.currentTarget.files?.[0];
              if (file) void open(file);
            }}
          />
        )}
      </Field>
      {draft && (
        <>
          <div className="rv-grid">
            <Field label={t('review_import_to')}>
              {(ids) => (
                <select
                  {...ids}
                  value={draft.target}
                  onChange={(event) => void plan({ ...draft, target: event.currentTarget.value as Target })}
                >
                  <option value="glossary">{t('review_import_to_glossary')}</option>
                  <option value="kept">{t('review_import_to_kept')}</option>
                </select>
              )}
            </Field>
            {draft.tables.length > 1 && (
              <Field label={t('review_import_table')}>
                {(ids) => (
                  <select
                    {...ids}
                    value={draft.table}
                    onChange={(event) => {
                      const table = Number(event.currentTarget.value);
                      void plan({ ...draft, table, roles: guessRoles(draft.tables[table]!) });
                    }}
                  >
                    {draft.tables.map((table, i) => (
                      <option key={table.columns.join()} value={i}>
                        {table.columns.slice(0, 3).join(', ')} ({table.notes.length})
                      </option>
                    ))}
                  </select>
                )}
              </Field>
            )}
          </div>
          {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a wide table is scrolled by keyboard. */}
          <section className="rv-table" tabIndex={0} aria-label={t('review_import_preview')}>
            <table>
              <thead>
                <tr>
                  {draft.tables[draft.table]!.columns.map((column, i) => (
                    <th key={i} scope="col">
                      <span>{column}</span>
                      <select
                        aria-label={t('review_import_column', column)}
                        value={draft.roles[i]}
                        onChange={(event) => {
                          const role = event.currentTarget.value as Role;
                          void plan({ ...draft, roles: draft.roles.map((r, at) => (at === i ? role : r)) });
                        }}
                      >
                        {ROLES.map((role) => (
                          <option key={role} value={role}>
                            {t(ROLE_NAMES[role])}
                          </option>
                        ))}
                      </select>
                    </th>
                  ))}
                </tr>
              </thead>
              <tbody>
                {draft.tables[draft.table]!.notes.slice(0, PREVIEW).map((note, n) => (
                  <tr key={n}>
                    {note.fields.map((field, i) => (
                      <td key={i}>{field.slice(0, 120)}</td>
                    ))}
                  </tr>
                ))}
              </tbody>
            </table>
          </section>
          <p>
            {plural('review_import_new', count('new'))} · {plural('review_import_same', count('same'))} ·{' '}
            {plural('review_import_conflict', count('conflict'))} ·{' '}
            {plural('review_import_unusable', count('unusable'))}
          </p>
          {count('conflict') > 0 && (
            <>
              <ul className="rv-conflicts">
                {draft.plan
                  .filter((row) => row.verdict === 'conflict')
                  .slice(0, PREVIEW)
                  .map((row) => (
                    <li key={row.key}>
                      <b lang="th">{row.thai}</b>
                      <span>
                        {t('review_import_mine')}: {row.mine}
                      </span>
                      <span>
                        {t('review_import_theirs')}: {row.english}
                      </span>
                    </li>
                  ))}
              </ul>
              <Switch label={t('review_import_take_theirs')} checked={takeTheirs} onChange={setTakeTheirs} />
            </>
          )}
          <div className="rv-row">
            <Button kind="main" icon="import" disabled={writes === 0} onClick={() => void run()}>
              {plural('review_import_run', writes)}
            </Button>
            <Button kind="plain" onClick={() => setDraft(null)}>
              {t('common_cancel')}
            </Button>
          </div>
        </>
      )}
      {taken !== null && <Notice tone="ok">{plural('review_imported', taken)}</Notice>}
      {problem && (
        <Notice tone="bad">{t(`review_deck_${problem.replaceAll('-', '_')}` as MessageKey)}</Notice>
      )}
      {error && <ErrorNotice error={error} />}
    </section>
  );
}
