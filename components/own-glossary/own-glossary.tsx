import { useDeferredValue, useId, useMemo, useState } from 'react';
import { typeText } from '../../lib/highlight/card-words.ts';
import { plural, t } from '../../lib/i18n.ts';
import { listUserEntries, markUserEntries } from '../../lib/library/own-glossary.ts';
import type { UserEntryRow } from '../../lib/library/rows.ts';
import { entryOf } from '../../lib/library/user-entry-rows.ts';
import { send } from '../../lib/messages.ts';
import { visibleText } from '../../lib/thai/visible-text.ts';
import { useLibrary, useStored } from '../options/use-library.ts';
import { Button, IconButton } from '../ui/button.tsx';
import { Chip } from '../ui/chip.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import { ErrorNotice } from '../ui/notice.tsx';
import { useToast } from '../ui/toast.tsx';
import { EntryForm } from './entry-form.tsx';
import { ExportMenu } from './export-menu.tsx';
import { ImportDialog } from './import-dialog.tsx';
import './own-glossary.css';

/** Rows drawn at first; a glossary of thousands is searched, not scrolled. */
const PAGE = 100;

type Open = { name: 'none' } | { name: 'edit'; row: UserEntryRow | null } | { name: 'import'; file: File };

/** Rows in which every word of the search stands, in any column. */
export function searchEntries(rows: readonly UserEntryRow[], search: string): UserEntryRow[] {
  const words = search.toLowerCase().split(/\s+/).filter(Boolean);
  if (!words.length) return [...rows];
  return rows.filter((row) => {
    const { english, otherEnglish, thaiAbbr, latin, short, otherThai, note } = row;
    const text = [row.thai, english, ...otherEnglish, ...thaiAbbr, ...latin, ...short, ...otherThai, note]
      .join('\n')
      .toLowerCase();
    return words.every((word) => text.includes(word));
  });
}

/** The reader's own glossary: a table to search, add to, edit, bring in and take out. */
export function OwnGlossary() {
  const db = useLibrary();
  const toast = useToast();
  const stored = useStored(() => listUserEntries(db), [db]);
  const [search, setSearch] = useState('');
  const [open, setOpen] = useState<Open>({ name: 'none' });
  const [limit, setLimit] = useState(PAGE);
  const searchId = useId();
  const fileId = useId();
  const wanted = useDeferredValue(search);
  const rows = stored?.ok ? stored.value : null;
  const found = useMemo(() => (rows ? searchEntries(rows, wanted) : []), [rows, wanted]);

  const close = () => setOpen({ name: 'none' });
  const tell = () => void send({ type: 'glossary-changed' });
  const remove = async (row: UserEntryRow) => {
    const gone = await markUserEntries(db, [row.id], true, Date.now());
    if (!gone.ok) return toast({ text: t('error_unexpected'), tone: 'bad' });
    tell();
    toast({
      text: t('options_entry_deleted', visibleText(row.thai)),
      undo: () => void markUserEntries(db, [row.id], false, Date.now()).then(tell),
    });
  };

  if (!stored) return null;
  if (!stored.ok) return <ErrorNotice error={stored.error} />;
  return (
    <div className="glossary">
      <div className="glossary-bar">
        <label className="unseen" htmlFor={searchId}>
          {t('options_glossary_search')}
        </label>
        <input
          id={searchId}
          type="search"
          className="ui-input"
          placeholder={t('options_glossary_search')}
          value={search}
          onChange={(event) => {
            setSearch(event.currentTarget.value);
            setLimit(PAGE);
          }}
        />
        <Button kind="main" icon="plus" onClick={() => setOpen({ name: 'edit', row: null })}>
          {t('options_entry_add')}
        </Button>
        <label className="ui-button soft glossary-file" htmlFor={fileId}>
          {t('options_import')}
          <input
            id={fileId}
            type="file"
            accept=".tsv,.csv,.txt,.zip,text/tab-separated-values,text/csv,application/zip"
            onChange={(event) => {
              const file = event.currentTarget.files?.[0];
              event.currentTarget.value = '';
              if (file) setOpen({ name: 'import', file });
            }}
          />
        </label>
        <ExportMenu entries={stored.value.map(entryOf)} />
      </div>
      {stored.value.length === 0 ? (
        <EmptyState icon="library" title={t('options_glossary_empty')}>
          <p>{t('options_glossary_empty_help')}</p>
        </EmptyState>
      ) : (
        <>
          <p className="options-hint" role="status">
            {plural('options_entries', found.length)}
          </p>
          {found.length > 0 && (
            <EntryTable
              rows={found.slice(0, limit)}
              onEdit={(row) => setOpen({ name: 'edit', row })}
              onDelete={(row) => void remove(row)}
            />
          )}
          {found.length > limit && (
            <div>
              <Button small onClick={() => setLimit(limit + 10 * PAGE)}>
                {t('options_show_more')}
              </Button>
            </div>
          )}
        </>
      )}
      {open.name === 'edit' && (
        <EntryForm db={db} row={open.row} rows={stored.value} onClose={close} onSaved={tell} />
      )}
      {open.name === 'import' && (
        <ImportDialog db={db} file={open.file} rows={stored.value} onClose={close} onDone={tell} />
      )}
    </div>
  );
}

interface TableProps {
  rows: readonly UserEntryRow[];
  onEdit: (row: UserEntryRow) => void;
  onDelete: (row: UserEntryRow) => void;
}

function EntryTable({ rows, onEdit, onDelete }: TableProps) {
  return (
    <div className="options-table-scroll">
      <table className="glossary-table">
        <thead>
          <tr>
            <th scope="col">{t('card_field_thai')}</th>
            <th scope="col">{t('card_field_english')}</th>
            <th scope="col">{t('panel_column_acronyms')}</th>
            <th scope="col">{t('panel_column_type')}</th>
            <th scope="col">
              <span className="unseen">{t('options_actions')}</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.id}>
              <th scope="row" lang="th">
                {visibleText(row.thai)}
                {row.otherThai.length > 0 && <small>{visibleText(row.otherThai.join(' · '))}</small>}
              </th>
              <td lang="en">
                {visibleText(row.english)}
                {row.otherEnglish.length > 0 && <small>{visibleText(row.otherEnglish.join(' · '))}</small>}
              </td>
              <td>
                <span className="glossary-chips">
                  {[...row.thaiAbbr, ...row.latin, ...row.short].map((form) => (
                    <Chip key={form} kind="acronym">
                      {visibleText(form.replace(/^~/, ''))}
                    </Chip>
                  ))}
                </span>
              </td>
              <td>{typeText(row.type)}</td>
              <td className="glossary-actions">
                <IconButton
                  small
                  icon="edit"
                  label={t('options_entry_edit', visibleText(row.thai))}
                  onClick={() => onEdit(row)}
                />
                <IconButton
                  small
                  icon="trash"
                  label={t('options_entry_delete', visibleText(row.thai))}
                  onClick={() => onDelete(row)}
                />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
