import { useMemo, useState } from 'react';
import { plural, t } from '../../lib/i18n.ts';
import { purgeArticles, restoreArticles } from '../../lib/library/article-edits.ts';
import type { ArticleHead } from '../../lib/library/rows.ts';
import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import { formatTime } from '../ui/format.ts';
import { useLibrary } from './library-context.tsx';
import { href } from './route.ts';
import { useAction } from './use-action.ts';

/** Articles shown before more are asked for. */
const PORTION = 100;

export default function BinPage() {
  const { db, catalogue, version, stage } = useLibrary();
  const act = useAction();
  const [sure, setSure] = useState<string[] | null>(null);
  const [shown, setShown] = useState(PORTION);
  const rows = useMemo(() => {
    void version;
    return catalogue.binned();
  }, [catalogue, version]);
  if (stage === 'opening' || stage === 'first') return <div className="waiting" aria-busy="true" />;
  if (rows.length === 0) {
    return (
      <>
        <h1 className="unseen">{t('library_nav_bin')}</h1>
        <EmptyState icon="trash" title={t('library_bin_empty')}>
          <p>{t('library_bin_empty_help')}</p>
        </EmptyState>
      </>
    );
  }
  const restore = (head: ArticleHead) =>
    void act(
      () => restoreArticles(db, [head.id], Date.now()),
      ({ restored, blocked }) => ({
        text: blocked.length ? t('library_restore_blocked') : plural('library_restored', restored.length),
      }),
    );
  const purge = (ids: string[]) => {
    setSure(null);
    void act(
      () => purgeArticles(db, ids, Date.now()),
      (gone) => ({ text: plural('library_purged', gone) }),
    );
  };
  return (
    <div className="bin-page">
      <header className="page-title">
        <h1>{t('library_nav_bin')}</h1>
        <span className="space" />
        <Button kind="danger" small icon="trash" onClick={() => setSure(rows.map((head) => head.id))}>
          {t('library_bin_purge_all')}
        </Button>
      </header>
      <p className="quiet">{t('library_bin_empty_help')}</p>
      <ul>
        {rows.slice(0, shown).map((head) => (
          <li key={head.id}>
            <div className="words">
              <h2 lang="th">
                <a href={href({ page: 'article', id: head.id, mention: null })}>
                  {head.title || t('library_untitled')}
                </a>
              </h2>
              <p className="meta">
                <span>{head.site}</span>
                <span>{t('library_deleted_on', formatTime(head.deletedAt!))}</span>
              </p>
            </div>
            <Button small icon="undo" onClick={() => restore(head)}>
              {t('library_restore')}
            </Button>
            <Button small kind="danger" onClick={() => setSure([head.id])}>
              {t('library_bin_purge')}
            </Button>
          </li>
        ))}
      </ul>
      {rows.length > shown && (
        <Button className="more-button" onClick={() => setShown(shown + PORTION)}>
          {t('library_more', rows.length - shown)}
        </Button>
      )}
      {sure && (
        <Dialog
          title={t('library_bin_purge')}
          onClose={() => setSure(null)}
          footer={
            <>
              <Button kind="plain" onClick={() => setSure(null)}>
                {t('common_cancel')}
              </Button>
              <Button kind="danger" onClick={() => purge(sure)}>
                {t('library_bin_purge')}
              </Button>
            </>
          }
        >
          <p>{plural('library_bin_purge_sure', sure.length)}</p>
        </Dialog>
      )}
    </div>
  );
}
