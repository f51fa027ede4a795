import { useState } from 'react';
import { t } from '../../lib/i18n.ts';
import { type SplitUndo, splitBody } from '../../lib/library/body-edits.ts';
import type { BodyRow } from '../../lib/library/rows.ts';
import { normalise } from '../../lib/thai/normal-form.ts';
import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { useLibrary } from './library-context.tsx';
import { useAction } from './use-action.ts';

interface Props {
  body: BodyRow;
  onClose: () => void;
  onSplit: (undo: SplitUndo) => void;
}

/** Chooses the names that are another body's. */
export function BodySplitDialog({ body, onClose, onSplit }: Props) {
  const { db } = useLibrary();
  const act = useAction();
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const split = async () => {
    const undo = await act(() =>
      splitBody(db, body.id, [...chosen], (text) => normalise(text).text, Date.now()),
    );
    onClose();
    if (undo) onSplit(undo);
  };
  return (
    <Dialog
      title={t('body_split')}
      onClose={onClose}
      footer={
        <>
          <Button kind="plain" onClick={onClose}>
            {t('common_cancel')}
          </Button>
          <Button
            kind="main"
            disabled={chosen.size === 0 || chosen.size === body.names.length}
            onClick={() => void split()}
          >
            {t('body_split')}
          </Button>
        </>
      }
    >
      <p className="quiet">{t('body_split_help')}</p>
      <fieldset className="names-to-split">
        <legend>{t('body_split_choose')}</legend>
        {body.names.map((name) => (
          <label key={name} lang="th">
            <input
              type="checkbox"
              checked={chosen.has(name)}
              onChange={() => {
                const next = new Set(chosen);
                if (!next.delete(name)) next.add(name);
                setChosen(next);
              }}
            />
            {name}
          </label>
        ))}
      </fieldset>
    </Dialog>
  );
}
