import { memo, useEffect, useState } from 'react';
import { plural, t } from '../../lib/i18n.ts';
import { type HitContext, hitContext, marksIn } from '../../lib/library/hit-context.ts';
import type { Condition } from '../../lib/library/query.ts';
import type { ArticleHead } from '../../lib/library/rows.ts';
import { visibleText } from '../../lib/thai/visible-text.ts';
import { IconButton } from '../ui/button.tsx';
import { formatDay } from '../ui/format.ts';
import { Icon } from '../ui/icon.tsx';
import { useLibrary } from './library-context.tsx';
import { MarkedText } from './marked-text.tsx';
import { href } from './route.ts';

export type Sought = Extract<Condition, { kind: 'text' }>;

interface Props {
  head: ArticleHead;
  sought: readonly Sought[];
  current: boolean;
  selected: boolean;
  onSelect: (id: string, range: boolean) => void;
  onStar: (head: ArticleHead) => void;
  onTag: (tag: string) => void;
}

/** Fixed, so that nothing jumps when hits in context arrive; px. */
export const ROW_HEIGHT = { plain: 68, withHits: 92 };

function useHit(head: ArticleHead, sought: readonly Sought[]): HitContext | null {
  const { db } = useLibrary();
  const [hit, setHit] = useState<HitContext | null>(null);
  useEffect(() => {
    if (!sought.length) {
      setHit(null);
      return;
    }
    let over = false;
    hitContext(db, head.id, sought)
      .then((found) => {
        if (!over) setHit(found);
      })
      .catch(() => {
        // The row is right without its context; that the library cannot be read is told above the list.
        if (!over) setHit(null);
      });
    return () => {
      over = true;
    };
  }, [db, head.id, sought]);
  return hit;
}

export const ArticleRow = memo(function ArticleRow(props: Props) {
  const { head, sought, current, selected } = props;
  const hit = useHit(head, sought);
  const title = visibleText(head.title) || t('library_untitled');
  const titleMarks = marksIn(
    title,
    sought.filter((s) => s.field === 'any' || s.field === 'title'),
  );
  return (
    <div className={`article-row ${current ? 'current' : ''} ${head.readAt === null ? 'unread' : ''}`}>
      <label className="select">
        <input
          type="checkbox"
          checked={selected}
          aria-label={t('library_select', title)}
          onChange={(event) =>
            props.onSelect(head.id, event.nativeEvent instanceof MouseEvent && event.nativeEvent.shiftKey)
          }
        />
      </label>
      <div className="words">
        <h2 className="article-title" lang="th">
          <a href={href({ page: 'article', id: head.id, mention: null })}>
            {head.readAt === null && (
              <span className="unread-dot" role="img" aria-label={t('library_unread')} />
            )}
            <MarkedText text={title} marks={titleMarks} />
          </a>
        </h2>
        <p className="meta">
          <span>{head.site}</span>
          {head.publishedIso && <time dateTime={head.publishedIso}>{formatDay(head.publishedIso)}</time>}
          <span>{plural('library_names', head.counts.length)}</span>
          {head.noted && (
            <span className="with-icon" title={t('library_has_note')}>
              <Icon name="note" label={t('library_has_note')} />
            </span>
          )}
          {head.versionCount > 0 && <span>{plural('library_versions', head.versionCount)}</span>}
          {head.tags.map((tag) => (
            <button key={tag} type="button" className="tag" onClick={() => props.onTag(tag)}>
              #{tag}
            </button>
          ))}
        </p>
        {sought.length > 0 && (
          <p className="hit" lang="th">
            {hit && (
              <>
                {hit.name && <b>{hit.name}: </b>}
                {hit.where === 'note' && <b lang={undefined}>{t('library_note')}: </b>}
                <MarkedText text={hit.text} marks={hit.marks} />
              </>
            )}
          </p>
        )}
      </div>
      <IconButton
        icon="star"
        small
        label={head.starred ? t('library_unstar') : t('library_star')}
        aria-pressed={head.starred}
        onClick={() => props.onStar(head)}
      />
    </div>
  );
});
