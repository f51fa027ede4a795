import { useEffect, useMemo, useRef, useState } from 'react';
import { typeText } from '../../lib/highlight/card-words.ts';
import { plural, t } from '../../lib/i18n.ts';
import { listKept, setKeptDeleted } from '../../lib/library/kept-names.ts';
import type { KeptNameRow } from '../../lib/library/rows.ts';
import { foldForSearch } from '../../lib/library/search-text.ts';
import { visibleText } from '../../lib/thai/visible-text.ts';
import { IconButton } from '../ui/button.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import { formatDay } from '../ui/format.ts';
import { SourceDot } from '../ui/source-line.tsx';
import { shownAcronyms } from './body-name.tsx';
import { useLibrary } from './library-context.tsx';
import { MarkedText } from './marked-text.tsx';
import { href } from './route.ts';
import { SearchBox } from './search-box.tsx';
import { useAction } from './use-action.ts';
import { useListKeys } from './use-list-keys.ts';

const searchable = (row: KeptNameRow) =>
  foldForSearch([row.thai, row.english, ...row.acronyms, row.note, ...row.tags].join('\n'));

/** Names shown before more are asked for. */
const PORTION = 100;

export default function KeptNamesPage() {
  const { db, version } = useLibrary();
  const act = useAction();
  const [rows, setRows] = useState<KeptNameRow[] | null>(null);
  const [query, setQuery] = useState('');
  const [shown, setShown] = useState(PORTION);
  const searchRef = useRef<HTMLInputElement>(null);
  useEffect(() => {
    void version;
    let over = false;
    void listKept(db).then((result) => {
      if (!over && result.ok) setRows(result.value);
    });
    return () => {
      over = true;
    };
  }, [db, version]);
  const found = useMemo(() => {
    const wanted = foldForSearch(query.trim());
    return (rows ?? []).filter((row) => !wanted || searchable(row).includes(wanted));
  }, [rows, query]);
  useListKeys({
    next: () => document.getElementById('main')?.scrollBy({ top: 90 }),
    previous: () => document.getElementById('main')?.scrollBy({ top: -90 }),
    open: () => undefined,
    search: () => searchRef.current?.focus(),
  });
  const remove = (row: KeptNameRow) =>
    void act(
      () => setKeptDeleted(db, row.id, true, Date.now()),
      () => ({
        text: t('library_kept_removed', visibleText(row.english || row.thai)),
        undo: () => setKeptDeleted(db, row.id, false, Date.now()),
      }),
    );
  if (rows?.length === 0) {
    return (
      <>
        <h1 className="unseen">{t('library_nav_kept')}</h1>
        <EmptyState icon="keep" title={t('library_kept_empty')}>
          <p>{t('library_kept_empty_help')}</p>
        </EmptyState>
      </>
    );
  }
  return (
    <div className="kept-page" aria-busy={rows === null}>
      <header className="page-head">
        <h1 className="unseen">{t('library_nav_kept')}</h1>
        <SearchBox
          value={query}
          onChange={setQuery}
          inputRef={searchRef}
          label={t('library_kept_search')}
          placeholder={t('body_search_placeholder')}
        />
        <div className="list-tools">
          <p className="result-count" role="status">
            {rows && plural('library_kept_count', found.length)}
          </p>
        </div>
      </header>
      <ul className="kept-list">
        {found.slice(0, shown).map((row) => {
          const context = row.contexts[0];
          const name = visibleText(row.english || row.thai || row.acronyms[0] || '');
          return (
            <li key={row.id}>
              <div className="words">
                <span className="body-english">{name}</span>
                <span className="body-thai">
                  <SourceDot source={row.glossSource} />
                  {row.english && <span lang="th">{visibleText(row.thai)}</span>}
                  {row.acronyms.length > 0 && (
                    <span className="acronyms">{visibleText(shownAcronyms(row).join(' · '))}</span>
                  )}
                  <span>{typeText(row.type)}</span>
                </span>
                {context && (
                  <p className="context" lang="th">
                    <MarkedText
                      text={context.sentence}
                      marks={[{ start: context.start, end: context.end }]}
                    />
                  </p>
                )}
                <p className="meta">
                  <span>{plural('library_kept_met', row.contexts.length)}</span>
                  {context?.articleId ? (
                    <a href={href({ page: 'article', id: context.articleId, mention: null })}>
                      {context.site}
                    </a>
                  ) : (
                    context && <span>{context.site}</span>
                  )}
                  {context?.publishedIso && <time>{formatDay(context.publishedIso)}</time>}
                  {row.bodyId && (
                    <a href={href({ page: 'organisation', id: row.bodyId })}>{t('library_kept_page')}</a>
                  )}
                </p>
              </div>
              <IconButton
                icon="keep"
                small
                aria-pressed
                label={t('library_kept_remove', name)}
                onClick={() => remove(row)}
              />
            </li>
          );
        })}
      </ul>
      {found.length > shown && (
        <button
          type="button"
          className="ui-button soft more-button"
          onClick={() => setShown(shown + PORTION)}
        >
          {t('library_more', found.length - shown)}
        </button>
      )}
    </div>
  );
}
