import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { errorHelp, errorText } from '../../lib/highlight/card-words.ts';
import { plural, t } from '../../lib/i18n.ts';
import {
  editArticles,
  moveToBin,
  restoreArticles,
  setRead,
  setStarred,
  undoEdit,
} from '../../lib/library/article-edits.ts';
import { readArticle, type SavedArticle, setMentionNote } from '../../lib/library/read-article.ts';
import { createSanitiser, safeNodes } from '../../lib/page/clean-copy.ts';
import type { NamedError } from '../../lib/result.ts';
import { visibleText } from '../../lib/thai/visible-text.ts';
import { Button, IconButton } from '../ui/button.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import { formatDay } from '../ui/format.ts';
import { ArticleDetails } from './article-details.tsx';
import { ArticleMargin } from './article-margin.tsx';
import { useLibrary } from './library-context.tsx';
import { LivePage } from './live-page.tsx';
import { go } from './route.ts';
import { SavedHtml } from './saved-html.tsx';
import { useAction } from './use-action.ts';
import { useListKeys } from './use-list-keys.ts';
import { useReader } from './use-reader.ts';
import { Versions } from './versions.tsx';

const purify = createSanitiser(window as unknown as Parameters<typeof createSanitiser>[0]);

type Loaded =
  | { state: 'loading' }
  | { state: 'failed'; error: NamedError }
  | { state: 'here'; saved: SavedArticle };

function useSaved(id: string): Loaded {
  const { db, version } = useLibrary();
  const [loaded, setLoaded] = useState<Loaded>({ state: 'loading' });
  useEffect(() => {
    let over = false;
    void readArticle(db, id).then((result) => {
      if (over) return;
      setLoaded(
        result.ok ? { state: 'here', saved: result.value } : { state: 'failed', error: result.error },
      );
    });
    return () => {
      over = true;
    };
  }, [db, id, version]);
  return loaded;
}

export default function ArticlePage({ id, mention }: { id: string; mention: string | null }) {
  const loaded = useSaved(id);
  if (loaded.state === 'loading') return <div className="waiting" aria-busy="true" />;
  if (loaded.state === 'failed') {
    return (
      <EmptyState icon="news" title={errorText(loaded.error)} tone="bad">
        <p>{errorHelp(loaded.error)}</p>
        <Button onClick={() => go({ page: 'articles', query: '' })}>{t('library_back_to_list')}</Button>
      </EmptyState>
    );
  }
  return <ArticleView saved={loaded.saved} mention={mention} />;
}

/** The saved text without its own headline where that says what already stands above it. */
function withoutTitle(nodes: DocumentFragment | null, title: string): DocumentFragment | null {
  const bare = (text: string | null) => (text ?? '').replace(/\s+/g, '');
  const first = nodes?.querySelector('h1, h2');
  if (first && bare(first.textContent) === bare(title)) first.remove();
  return nodes;
}

function ArticleView({ saved, mention }: { saved: SavedArticle; mention: string | null }) {
  const { article } = saved;
  const { db } = useLibrary();
  const act = useAction();
  const [view, setView] = useState<'article' | 'versions' | 'live'>('article');
  const [editing, setEditing] = useState(false);
  const [noting, setNoting] = useState<string | null>(null);
  const root = useRef<HTMLDivElement>(null);
  // Cleaned again: a backup may come from anybody.
  const nodes = useMemo(
    () => withoutTitle(safeNodes(article.html, purify), article.title),
    [article.html, article.title],
  );
  const drawn = `${article.contentHash}${view === 'article'}${article.title}`;
  const shown = useReader(root, db, saved, drawn);

  useEffect(() => {
    if (article.readAt === null && article.deletedAt === null)
      void setRead(db, [article.id], true, Date.now());
  }, [db, article.id, article.readAt, article.deletedAt]);
  useEffect(() => {
    if (mention) shown?.show(mention, false);
  }, [shown, mention]);

  const back = useCallback(() => {
    if (history.length > 1) history.back();
    else go({ page: 'articles', query: '' });
  }, []);
  const star = () => void act(() => setStarred(db, [article.id], !article.starred, Date.now()));
  const bin = () =>
    void act(
      () => moveToBin(db, [article.id], Date.now()),
      (undo) => {
        go({ page: 'articles', query: '' });
        return {
          text: plural('library_binned', 1),
          undo: () => undoEdit(db, undo, Date.now()),
        };
      },
    );
  const saveNote = (note: string) =>
    act(
      () => editArticles(db, [article.id], () => ({ note }), Date.now()),
      (undo) => ({ text: t('library_note_saved'), undo: () => undoEdit(db, undo, Date.now()) }),
    );
  const saveMentionNote = (mentionId: string, note: string) => {
    setNoting(null);
    void act(
      () => setMentionNote(db, mentionId, note, Date.now()),
      (before) => ({
        text: t('library_note_saved'),
        undo: () => setMentionNote(db, mentionId, before, Date.now()),
      }),
    );
  };
  useListKeys({
    next: () => scrollBy({ top: 80 }),
    previous: () => scrollBy({ top: -80 }),
    open: () => undefined,
    star,
    bin,
    escape: back,
    toggleRead: () => {
      void act(() => setRead(db, [article.id], false, Date.now()));
      back();
    },
  });

  const binned = article.deletedAt !== null;
  return (
    <div className="article-view">
      <header className="article-tools">
        <IconButton icon="back" label={t('library_back_to_list')} onClick={back} />
        <div className="views" role="tablist" aria-label={t('library_views')}>
          {(['article', 'versions', 'live'] as const).map((name) => (
            <button
              key={name}
              type="button"
              role="tab"
              aria-selected={view === name}
              disabled={name === 'versions' && saved.versions.length === 0}
              onClick={() => setView(name)}
            >
              {t(`library_view_${name}`)}
              {name === 'versions' && saved.versions.length > 0 && (
                <span className="count">{saved.versions.length + 1}</span>
              )}
            </button>
          ))}
        </div>
        <span className="space" />
        <IconButton
          icon="edit"
          label={t('library_edit_details')}
          aria-expanded={editing}
          onClick={() => setEditing(!editing)}
        />
        <IconButton
          icon="star"
          label={article.starred ? t('library_unstar') : t('library_star')}
          aria-pressed={article.starred}
          onClick={star}
        />
        {!binned && <IconButton icon="trash" label={t('library_to_bin')} onClick={bin} data-action="bin" />}
      </header>
      {binned && (
        <div className="ui-notice warn">
          {t('library_in_bin')}
          <Button small onClick={() => void act(() => restoreArticles(db, [article.id], Date.now()))}>
            {t('library_restore')}
          </Button>
        </div>
      )}
      <ArticleDetails article={article} editing={editing} onDone={() => setEditing(false)} />
      {view === 'versions' ? (
        <Versions saved={saved} />
      ) : view === 'live' ? (
        <LivePage saved={saved} />
      ) : (
        <div className="reading">
          <div className="article-text" ref={root} lang="th">
            <h1>{visibleText(article.title)}</h1>
            <p className="byline">
              {[visibleText(article.byline ?? ''), formatDay(article.publishedIso)]
                .filter(Boolean)
                .join(' · ')}
            </p>
            {nodes?.textContent?.trim() ? (
              <SavedHtml nodes={nodes} />
            ) : (
              <div className="saved-html">
                {article.text
                  .split('\n')
                  .slice(article.text.startsWith(article.title) ? 1 : 0)
                  .filter((line) => line.trim())
                  .map((line, i) => (
                    <p key={i}>{line}</p>
                  ))}
              </div>
            )}
          </div>
          <ArticleMargin
            saved={saved}
            shown={shown}
            noting={noting}
            onNoting={setNoting}
            onArticleNote={(note) => void saveNote(note)}
            onMentionNote={saveMentionNote}
          />
        </div>
      )}
    </div>
  );
}
