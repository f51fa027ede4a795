import { useState } from 'react';
import { t } from '../../lib/i18n.ts';
import { addTags, cleanTag, editArticles, removeTags, undoEdit } from '../../lib/library/article-edits.ts';
import { webAddress } from '../../lib/library/canonical-url.ts';
import type { ArticleRow } from '../../lib/library/rows.ts';
import { Button } from '../ui/button.tsx';
import { Field } from '../ui/field.tsx';
import { formatDay, formatTime } from '../ui/format.ts';
import { Icon } from '../ui/icon.tsx';
import { useLibrary } from './library-context.tsx';
import { useAction } from './use-action.ts';

interface Props {
  article: ArticleRow;
  editing: boolean;
  onDone: () => void;
}

/** Where an article comes from and how it is filed; a form when it is to be put right. */
export function ArticleDetails({ article, editing, onDone }: Props) {
  const { db } = useLibrary();
  const act = useAction();
  const [tag, setTag] = useState('');
  if (editing) return <DetailsForm article={article} onDone={onDone} />;
  const dropTag = (name: string) =>
    void act(
      () => removeTags(db, [article.id], [name], Date.now()),
      (undo) => ({ text: t('library_tag_removed', name), undo: () => undoEdit(db, undo, Date.now()) }),
    );
  const { source } = article.meta;
  return (
    <div className="article-details">
      <p className="meta">
        <a className="external" href={webAddress(article.url)} target="_blank" rel="noreferrer noopener">
          {article.site} <Icon name="external" />
        </a>
        {article.publishedIso && (
          <time dateTime={article.publishedIso}>{formatDay(article.publishedIso)}</time>
        )}
        <span>{t('library_saved_on', formatTime(article.createdAt))}</span>
        {source && (
          <span lang="th">
            {webAddress(source.url) ? (
              <a href={webAddress(source.url)} target="_blank" rel="noreferrer noopener">
                {source.text}
              </a>
            ) : (
              source.text
            )}
          </span>
        )}
      </p>
      <div className="tags">
        {article.tags.map((name) => (
          <span key={name} className="ui-chip tag">
            #{name}
            <button type="button" aria-label={t('library_remove_tag', name)} onClick={() => dropTag(name)}>
              ×
            </button>
          </span>
        ))}
        <form
          onSubmit={(event) => {
            event.preventDefault();
            if (cleanTag(tag)) void act(() => addTags(db, [article.id], tag.split(/[\s,]+/), Date.now()));
            setTag('');
          }}
        >
          <input
            className="tag-input"
            value={tag}
            aria-label={t('library_add_tags')}
            placeholder={t('library_add_tag')}
            onChange={(event) => setTag(event.currentTarget.value)}
          />
        </form>
      </div>
    </div>
  );
}

function DetailsForm({ article, onDone }: { article: ArticleRow; onDone: () => void }) {
  const { db } = useLibrary();
  const act = useAction();
  const [bad, setBad] = useState(false);
  return (
    <form
      className="details-form"
      onSubmit={(event) => {
        event.preventDefault();
        const data = new FormData(event.currentTarget);
        const value = (name: string) => String(data.get(name) ?? '').trim();
        const date = value('date');
        const kept = article.publishedIso?.slice(0, 10) === date ? article.publishedIso : date || null;
        if (!value('title')) {
          setBad(true);
          return;
        }
        void act(
          () =>
            editArticles(
              db,
              [article.id],
              () => ({
                title: value('title'),
                site: value('site') || article.site,
                byline: value('byline') || null,
                publishedIso: kept,
              }),
              Date.now(),
            ),
          (undo) => ({ text: t('library_details_saved'), undo: () => undoEdit(db, undo, Date.now()) }),
        );
        onDone();
      }}
    >
      <Field label={t('library_field_title')} error={bad ? t('library_field_title_missing') : null}>
        {(ids) => <input {...ids} name="title" defaultValue={article.title} lang="th" />}
      </Field>
      <Field label={t('library_field_site')}>
        {(ids) => <input {...ids} name="site" defaultValue={article.site} />}
      </Field>
      <Field label={t('library_field_byline')}>
        {(ids) => <input {...ids} name="byline" defaultValue={article.byline ?? ''} lang="th" />}
      </Field>
      <Field label={t('library_field_date')}>
        {(ids) => (
          <input {...ids} name="date" type="date" defaultValue={article.publishedIso?.slice(0, 10) ?? ''} />
        )}
      </Field>
      <div className="row">
        <Button kind="main" type="submit">
          {t('common_save')}
        </Button>
        <Button kind="plain" onClick={onDone}>
          {t('common_cancel')}
        </Button>
      </div>
    </form>
  );
}
