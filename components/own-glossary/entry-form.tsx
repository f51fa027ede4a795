import { useId, useState } from 'react';
import type { GlossaryEntry } from '../../lib/glossary/types.ts';
import { typeText } from '../../lib/highlight/card-words.ts';
import { type MessageKey, t } from '../../lib/i18n.ts';
import type { LibraryDatabase } from '../../lib/library/database.ts';
import { writeUserEntries } from '../../lib/library/own-glossary.ts';
import type { UserEntryRow } from '../../lib/library/rows.ts';
import { entryKey, entryOf } from '../../lib/library/user-entry-rows.ts';
import { ENTITY_TYPES, type EntityType } from '../../lib/recognition/types.ts';
import type { NamedError } from '../../lib/result.ts';
import { normalise } from '../../lib/thai/normal-form.ts';
import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { Field } from '../ui/field.tsx';
import { ErrorNotice } from '../ui/notice.tsx';
import { useToast } from '../ui/toast.tsx';

export const normalForm = (text: string) => normalise(text).text;

const LISTS = ['otherEnglish', 'thaiAbbr', 'latin', 'short', 'otherThai'] as const;
const TEXTS = ['thai', 'english', 'parent', 'website', 'note'] as const;
type Draft = Record<(typeof LISTS)[number] | (typeof TEXTS)[number], string> & { type: EntityType };

const LABELS: Record<Exclude<keyof Draft, 'type'>, MessageKey> = {
  thai: 'card_field_thai',
  english: 'card_field_english',
  otherEnglish: 'options_field_other_english',
  thaiAbbr: 'options_field_thai_abbr',
  latin: 'options_field_latin',
  short: 'options_field_short',
  otherThai: 'options_field_other_thai',
  parent: 'options_field_parent',
  website: 'options_field_website',
  note: 'card_field_note',
};

function draftOf(row: UserEntryRow | null): Draft {
  const entry = row && entryOf(row);
  const text = (name: (typeof TEXTS)[number]) => entry?.[name] ?? '';
  const list = (name: (typeof LISTS)[number]) => (entry?.[name] ?? []).join(', ');
  return {
    thai: text('thai'),
    english: text('english'),
    parent: text('parent'),
    website: text('website'),
    note: text('note'),
    otherEnglish: (entry?.otherEnglish ?? []).join(' | '),
    thaiAbbr: list('thaiAbbr'),
    latin: list('latin'),
    short: list('short'),
    otherThai: list('otherThai'),
    type: entry?.type ?? 'other',
  };
}

/** English names have commas in them (`Securities and Exchange Commission, Thailand`); there only a bar parts two. */
function entryOfDraft(draft: Draft): GlossaryEntry {
  const parts = (text: string, separator: RegExp) => [
    ...new Set(
      text
        .split(separator)
        .map((part) => normalForm(part).replace(/\s+/g, ' ').trim())
        .filter(Boolean),
    ),
  ];
  const text = (name: (typeof TEXTS)[number]) => normalForm(draft[name]).replace(/\s+/g, ' ').trim();
  return {
    thai: text('thai'),
    english: text('english'),
    otherEnglish: parts(draft.otherEnglish, /\|/),
    thaiAbbr: parts(draft.thaiAbbr, /[,|]/),
    latin: parts(draft.latin, /[,|]/),
    short: parts(draft.short, /[,|]/),
    otherThai: parts(draft.otherThai, /[,|]/),
    type: draft.type,
    ...(text('parent') ? { parent: text('parent') } : {}),
    ...(text('website') ? { website: text('website') } : {}),
    ...(text('note') ? { note: text('note') } : {}),
  };
}

interface Props {
  db: LibraryDatabase;
  /** The entry to change; null: a new one. */
  row: UserEntryRow | null;
  rows: readonly UserEntryRow[];
  onClose: () => void;
  onSaved: () => void;
}

export function EntryForm({ db, row, rows, onClose, onSaved }: Props) {
  const toast = useToast();
  const formId = useId();
  const [draft, setDraft] = useState(() => draftOf(row));
  const [tried, setTried] = useState(false);
  const [failed, setFailed] = useState<NamedError | null>(null);
  const entry = entryOfDraft(draft);
  const key = entryKey(entry.thai, normalForm);
  const twin = rows.find((other) => other.key === key && other.id !== row?.id);
  const problems: Partial<Record<keyof Draft, string>> = {
    ...(entry.thai ? {} : { thai: t('options_field_needed') }),
    ...(twin ? { thai: t('options_entry_exists', twin.english) } : {}),
    ...(entry.english ? {} : { english: t('options_field_needed') }),
  };

  const save = async () => {
    setTried(true);
    if (Object.keys(problems).length) return;
    const written = await writeUserEntries(db, [{ entry, replaces: row }], {
      normalForm,
      now: Date.now(),
      origin: row?.origin ?? 'typed',
    });
    if (!written.ok) return setFailed(written.error);
    onSaved();
    onClose();
    toast({ text: t('card_gloss_saved') });
  };

  const field = (name: Exclude<keyof Draft, 'type'>, lang?: string) => (
    <Field label={t(LABELS[name])} error={tried ? (problems[name] ?? null) : null}>
      {(ids) => (
        <input
          {...ids}
          type="text"
          lang={lang}
          maxLength={2000}
          value={draft[name]}
          onChange={(event) => {
            const { value } = event.currentTarget;
            setDraft((now) => ({ ...now, [name]: value }));
          }}
        />
      )}
    </Field>
  );

  return (
    <Dialog
      title={t(row ? 'options_entry_edit_title' : 'options_entry_add_title')}
      onClose={onClose}
      footer={
        <>
          <Button kind="plain" onClick={onClose}>
            {t('common_cancel')}
          </Button>
          <Button kind="main" type="submit" form={formId}>
            {t('common_save')}
          </Button>
        </>
      }
    >
      <form
        id={formId}
        className="glossary-form"
        onSubmit={(event) => {
          event.preventDefault();
          void save();
        }}
      >
        {field('thai', 'th')}
        {field('english', 'en')}
        <div className="glossary-pair">
          {field('thaiAbbr', 'th')}
          {field('latin')}
        </div>
        <Field label={t('panel_column_type')}>
          {(ids) => (
            <select
              {...ids}
              value={draft.type}
              onChange={(event) => {
                const type = event.currentTarget.value as EntityType;
                setDraft((now) => ({ ...now, type }));
              }}
            >
              {ENTITY_TYPES.filter((type) => type !== 'abbreviation').map((type) => (
                <option key={type} value={type}>
                  {typeText(type)}
                </option>
              ))}
            </select>
          )}
        </Field>
        <details className="glossary-more" open={row !== null && hasMore(row)}>
          <summary>{t('options_entry_more')}</summary>
          <div className="glossary-form">
            {field('otherEnglish', 'en')}
            {field('short', 'th')}
            {field('otherThai', 'th')}
            {field('parent', 'th')}
            {field('website')}
            {field('note')}
          </div>
        </details>
        {failed && <ErrorNotice error={failed} />}
      </form>
    </Dialog>
  );
}

const hasMore = ({ otherEnglish, short, otherThai, parent, website, note }: UserEntryRow) =>
  otherEnglish.length + short.length + otherThai.length > 0 || Boolean(parent || website || note);
