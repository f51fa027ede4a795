import { t } from '../../lib/i18n.ts';
import { editBody } from '../../lib/library/body-edits.ts';
import type { BodyRow } from '../../lib/library/rows.ts';
import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { Field } from '../ui/field.tsx';
import { useLibrary } from './library-context.tsx';
import { useAction } from './use-action.ts';

/** Puts the names of a body right, for the whole library. */
export function BodyEditDialog({ body, onClose }: { body: BodyRow; onClose: () => void }) {
  const { db } = useLibrary();
  const act = useAction();
  const save = (event: React.FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const data = new FormData(event.currentTarget);
    const list = (name: string, by: RegExp) =>
      String(data.get(name) ?? '')
        .split(by)
        .map((part) => part.trim())
        .filter(Boolean);
    const fields = {
      thai: String(data.get('thai') ?? '').trim(),
      english: list('english', /\n/),
      acronyms: list('acronyms', /[,\n]/),
      note: String(data.get('note') ?? '').trim(),
    };
    const named = JSON.stringify(fields.english) !== JSON.stringify(body.english);
    void act(
      () => editBody(db, body.id, fields, Date.now(), named ? 'user' : body.glossSource),
      (before) => ({
        text: t('body_saved'),
        undo: () => editBody(db, body.id, before.fields, Date.now(), before.glossSource),
      }),
    );
    onClose();
  };
  return (
    <Dialog
      title={t('body_edit')}
      onClose={onClose}
      footer={
        <>
          <Button kind="plain" onClick={onClose}>
            {t('common_cancel')}
          </Button>
          <Button kind="main" type="submit" form="body-edit">
            {t('common_save')}
          </Button>
        </>
      }
    >
      <form id="body-edit" className="stack" onSubmit={save}>
        <Field label={t('body_field_thai')}>
          {(ids) => <input {...ids} name="thai" lang="th" defaultValue={body.thai} />}
        </Field>
        <Field label={t('body_field_english')}>
          {(ids) => (
            <textarea {...ids} name="english" lang="en" rows={3} defaultValue={body.english.join('\n')} />
          )}
        </Field>
        <Field label={t('body_field_acronyms')}>
          {(ids) => <input {...ids} name="acronyms" defaultValue={body.acronyms.join(', ')} />}
        </Field>
        <Field label={t('body_field_note')}>
          {(ids) => <textarea {...ids} name="note" rows={2} defaultValue={body.note} />}
        </Field>
      </form>
    </Dialog>
  );
}
