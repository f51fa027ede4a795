import { useEffect, useState } from 'react';
import { Button } from '../../components/ui/button.tsx';
import { formatTime } from '../../components/ui/format.ts';
import { ErrorNotice, Notice } from '../../components/ui/notice.tsx';
import { outcomeText } from '../../components/ui/save-outcome.ts';
import { t } from '../../lib/i18n.ts';
import { browserLibrary } from '../../lib/library/browser-library.ts';
import { type SaveOutcome, savedState } from '../../lib/library/save-article.ts';
import { type PageState, send } from '../../lib/messages.ts';
import type { NamedError } from '../../lib/result.ts';

type Saving =
  | { name: 'unknown' }
  | { name: 'unsaved' }
  | { name: 'saving' }
  | { name: 'saved'; articleId: string; savedAt: number; outcome: SaveOutcome | null }
  | { name: 'failed'; error: NamedError };

/** Saves the page's article and says what became of it. */
export function SaveButton({ state, tabId }: { state: PageState; tabId: number }) {
  const [saving, setSaving] = useState<Saving>({ name: 'unknown' });
  const { url, meta } = state;
  useEffect(() => {
    const db = browserLibrary();
    void savedState(db, url, meta?.canonicalUrl ?? null).then((saved) => {
      db.close();
      if (!saved.ok) setSaving({ name: 'failed', error: saved.error });
      else setSaving(saved.value ? { name: 'saved', ...saved.value, outcome: null } : { name: 'unsaved' });
    });
  }, [url, meta?.canonicalUrl]);

  const save = async () => {
    setSaving({ name: 'saving' });
    const saved = await send({ type: 'save-tab', tabId });
    if (!saved.ok) setSaving({ name: 'failed', error: saved.error });
    else {
      const { articleId, savedAt } = saved.value;
      setSaving({ name: 'saved', articleId, savedAt, outcome: saved.value });
    }
  };

  const busy = saving.name === 'unknown' || saving.name === 'saving';
  const isSaved = saving.name === 'saved';
  return (
    <div className="save">
      <div className="buttons">
        <Button kind={isSaved ? 'soft' : 'main'} icon="save" disabled={busy} onClick={() => void save()}>
          {saving.name === 'saving' ? t('popup_saving') : isSaved ? t('popup_save_again') : t('popup_save')}
        </Button>
        {isSaved && (
          <Button
            kind="plain"
            icon="external"
            onClick={() => void send({ type: 'open', page: 'library', hash: `/article/${saving.articleId}` })}
          >
            {t('popup_open_saved')}
          </Button>
        )}
      </div>
      {isSaved && (
        <Notice tone="ok">
          {saving.outcome ? outcomeText(saving.outcome) : t('popup_saved_at', formatTime(saving.savedAt))}
        </Notice>
      )}
      {saving.name === 'failed' && <ErrorNotice error={saving.error} />}
    </div>
  );
}
