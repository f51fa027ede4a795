import { errorText } from '../../lib/highlight/card-words.ts';
import { t } from '../../lib/i18n.ts';
import { listCorrections, removeCorrection, restoreCorrection } from '../../lib/library/corrections.ts';
import type { CorrectionRow } from '../../lib/library/rows.ts';
import { send } from '../../lib/messages.ts';
import { Button } from '../ui/button.tsx';
import { Chip } from '../ui/chip.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import { formatDate } from '../ui/format.ts';
import { ErrorNotice } from '../ui/notice.tsx';
import { useToast } from '../ui/toast.tsx';
import { useLibrary, useStored } from './use-library.ts';

/** What the reader said was wrong, and the way to take it back. */
export function Corrections() {
  const db = useLibrary();
  const toast = useToast();
  const stored = useStored(() => listCorrections(db), [db]);
  if (!stored) return null;
  if (!stored.ok) return <ErrorNotice error={stored.error} />;
  if (!stored.value.length) {
    return (
      <EmptyState icon="wrong" title={t('options_no_corrections')}>
        <p>{t('options_no_corrections_help')}</p>
      </EmptyState>
    );
  }
  const tell = () => void send({ type: 'glossary-changed' });
  const remove = async ({ id, surface }: CorrectionRow) => {
    const gone = await removeCorrection(db, id, Date.now());
    if (!gone.ok) return toast({ text: errorText(gone.error), tone: 'bad' });
    tell();
    toast({
      text: t('options_correction_removed', surface),
      undo: () => void restoreCorrection(db, id, Date.now()).then(tell),
    });
  };
  return (
    <ul className="options-list options-corrections">
      {stored.value.map((row) => (
        <li key={row.id}>
          <div>
            <b lang="th">{row.surface}</b>
            <p>
              {row.action === 'not-an-organisation'
                ? t('options_correction_hidden')
                : row.english
                  ? t('options_correction_english', row.english)
                  : t('options_correction_no_english')}
            </p>
            <p className="options-hint">
              <Chip>
                {row.scope === 'everywhere' ? t('card_scope_everywhere') : row.where || t('card_scope_page')}
              </Chip>{' '}
              {formatDate(row.updatedAt)}
            </p>
          </div>
          <Button small kind="plain" icon="undo" onClick={() => void remove(row)}>
            {t('options_take_back')}
          </Button>
        </li>
      ))}
    </ul>
  );
}
