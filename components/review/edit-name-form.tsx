import { type FormEvent, useEffect, useRef, useState } from 'react';
import { t } from '../../lib/i18n.ts';
import type { KeptNameRow } from '../../lib/library/rows.ts';
import type { NamedError, Result } from '../../lib/result.ts';
import type { NameEdit } from '../../lib/review/edit-name.ts';
import { Button } from '../ui/button.tsx';
import { Field } from '../ui/field.tsx';
import { ErrorNotice } from '../ui/notice.tsx';

/** The name's own fields in place of the card; Ctrl+Enter saves, Escape leaves. */
export function EditNameForm({
  name,
  onSave,
  onCancel,
}: {
  name: KeptNameRow;
  onSave: (edit: NameEdit) => Promise<Result<KeptNameRow>>;
  onCancel: () => void;
}) {
  const [thai, setThai] = useState(name.thai);
  const [english, setEnglish] = useState(name.english);
  const [acronyms, setAcronyms] = useState(name.acronyms.join(', '));
  const [note, setNote] = useState(name.note);
  const [error, setError] = useState<NamedError | null>(null);
  const first = useRef<HTMLInputElement>(null);
  useEffect(() => first.current?.focus(), []);
  const save = async (event?: FormEvent) => {
    event?.preventDefault();
    const saved = await onSave({ thai, english, acronyms: acronyms.split(/[,;]/), note });
    if (!saved.ok) setError(saved.error);
  };
  return (
    <form
      className="rv-edit"
      aria-label={t('review_edit')}
      onSubmit={(event) => void save(event)}
      onKeyDown={(event) => {
        if (event.key === 'Escape') onCancel();
        else if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) void save();
        else return;
        event.stopPropagation();
        event.preventDefault();
      }}
    >
      <h1 className="unseen">{t('review_edit')}</h1>
      <Field label={t('review_field_english')}>
        {(ids) => (
          <input {...ids} ref={first} value={english} onChange={(e) => setEnglish(e.currentTarget.value)} />
        )}
      </Field>
      <Field label={t('review_field_thai')}>
        {(ids) => <input {...ids} lang="th" value={thai} onChange={(e) => setThai(e.currentTarget.value)} />}
      </Field>
      <Field label={t('review_field_acronyms')} hint={t('review_field_acronyms_hint')}>
        {(ids) => <input {...ids} value={acronyms} onChange={(e) => setAcronyms(e.currentTarget.value)} />}
      </Field>
      <Field label={t('review_field_note')}>
        {(ids) => (
          <textarea {...ids} rows={2} value={note} onChange={(e) => setNote(e.currentTarget.value)} />
        )}
      </Field>
      {error && <ErrorNotice error={error} />}
      <div className="rv-row">
        <Button kind="main" type="submit">
          {t('common_save')}
        </Button>
        <Button kind="plain" onClick={onCancel}>
          {t('common_cancel')}
        </Button>
      </div>
    </form>
  );
}
