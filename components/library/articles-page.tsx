import { useVirtualizer } from '@tanstack/react-virtual';
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { plural, t } from '../../lib/i18n.ts';
import { addTags, moveToBin, setRead, setStarred, undoEdit } from '../../lib/library/article-edits.ts';
import { type Order, SORTS, type Sort } from '../../lib/library/catalogue.ts';
import { parseQuery, quoteValue, soughtTexts, toggleFilter } from '../../lib/library/query.ts';
import type { ArticleHead } from '../../lib/library/rows.ts';
import { Button, IconButton } from '../ui/button.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import { ArticleRow, ROW_HEIGHT } from './article-row.tsx';
import { BulkBar } from './bulk-bar.tsx';
import { FilterPanel } from './filter-panel.tsx';
import { useLibrary } from './library-context.tsx';
import { go, replaceRoute } from './route.ts';
import { SearchBox } from './search-box.tsx';
import { shownRows } from './shown-rows.ts';
import { useAction } from './use-action.ts';
import { useListKeys } from './use-list-keys.ts';

const NO_TEXTS: never[] = [];

function useFound(query: string, order: Order): { rows: ArticleHead[]; ms: number; waiting: boolean } {
  const { catalogue, version, stage, first, needBodies } = useLibrary();
  const parsed = useMemo(() => parseQuery(query), [query]);
  const conditions = parsed.groups.flat().map((clause) => clause.condition.kind);
  const wantsBodies = conditions.includes('org');
  useEffect(() => {
    if (wantsBodies) needBodies();
  }, [wantsBodies, needBodies]);
  const waiting =
    stage === 'opening' ||
    (conditions.length > 0 && stage === 'first') ||
    (conditions.includes('text') && stage !== 'ready') ||
    (wantsBodies && !catalogue.bodiesRead);
  return useMemo(() => {
    if (waiting) return { rows: [], ms: 0, waiting };
    if (stage === 'first') return { rows: first, ms: 0, waiting };
    const start = performance.now();
    const rows = catalogue.find(parsed, order);
    return { rows, ms: performance.now() - start, waiting };
  }, [catalogue, version, stage, first, parsed, order, waiting]);
}

/** Marks on the browser's timeline, which tests/bench/library.bench.ts and a profile read. */
function useTiming(query: string, rows: readonly ArticleHead[], waiting: boolean): void {
  const asked = useRef({ query: '', at: 0 });
  if (asked.current.query !== query) asked.current = { query, at: performance.now() };
  useEffect(() => {
    if (waiting) return;
    const { query: text, at } = asked.current;
    requestAnimationFrame(() => {
      if (rows.length > 0 && !performance.getEntriesByName('wonglep-first-rows').length)
        performance.mark('wonglep-first-rows');
      if (text) performance.measure('wonglep-search', { start: at, end: performance.now(), detail: text });
    });
  }, [rows, waiting]);
}

export function ArticlesPage({ query }: { query: string }) {
  const { db, catalogue, stage } = useLibrary();
  const act = useAction();
  const [order, setOrder] = useState<Order>({ by: 'saved', descending: true });
  const [filters, setFilters] = useState(false);
  const { rows, ms, waiting } = useFound(query, order);
  const sought = useMemo(() => {
    const texts = soughtTexts(parseQuery(query));
    return texts.length ? texts : NO_TEXTS;
  }, [query]);
  const searchRef = useRef<HTMLInputElement>(null);
  const [current, setCurrent] = useState<string | null>(null);
  const [selected, setSelected] = useState<ReadonlySet<string>>(new Set());
  const anchor = useRef<string | null>(null);
  const setQuery = useCallback((next: string) => replaceRoute({ page: 'articles', query: next }), []);

  const scroller = useRef<HTMLDivElement>(null);
  const height = sought.length ? ROW_HEIGHT.withHits : ROW_HEIGHT.plain;
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => height,
    getItemKey: (index) => rows[index]!.id,
    overscan: 8,
    initialRect: { width: 800, height: 800 },
  });
  useEffect(() => {
    virtual.measure();
    void height;
  }, [height, virtual]);

  useTiming(query, rows, waiting);

  const currentIndex = rows.findIndex((head) => head.id === current);
  const chosen = () =>
    selected.size ? [...selected] : current !== null && currentIndex >= 0 ? [current] : [];
  const moveTo = (index: number) => {
    const head = rows[Math.max(0, Math.min(rows.length - 1, index))];
    if (!head) return;
    setCurrent(head.id);
    virtual.scrollToIndex(rows.indexOf(head), { align: 'auto' });
  };

  const star = useCallback(
    (head: Pick<ArticleHead, 'id' | 'starred'>) =>
      void act(() => setStarred(db, [head.id], !head.starred, Date.now())),
    [act, db],
  );
  const bin = (ids: readonly string[]) => {
    if (!ids.length) return;
    void act(
      () => moveToBin(db, ids, Date.now()),
      (undo) => ({
        text: plural('library_binned', undo.fields.length),
        undo: () => undoEdit(db, undo, Date.now()),
      }),
    );
    setSelected(new Set());
  };
  const toggleRead = (ids: readonly string[]) => {
    const read = ids.some((id) => catalogue.head(id)?.readAt === null);
    void act(
      () => setRead(db, ids, read, Date.now()),
      (undo) =>
        ids.length > 1
          ? {
              text: plural(read ? 'library_marked_read' : 'library_marked_unread', undo.fields.length),
              undo: () => undoEdit(db, undo, Date.now()),
            }
          : null,
    );
  };
  const starAll = (ids: readonly string[]) => {
    const starred = ids.some((id) => !catalogue.head(id)?.starred);
    void act(
      () => setStarred(db, ids, starred, Date.now()),
      (undo) =>
        ids.length > 1
          ? {
              text: plural(starred ? 'library_starred' : 'library_unstarred', undo.fields.length),
              undo: () => undoEdit(db, undo, Date.now()),
            }
          : null,
    );
  };
  const tagAll = (ids: readonly string[], tags: readonly string[]) =>
    void act(
      () => addTags(db, ids, tags, Date.now()),
      (undo) => ({
        text: plural('library_tagged', undo.fields.length),
        undo: () => undoEdit(db, undo, Date.now()),
      }),
    );
  const select = useCallback(
    (id: string, range: boolean) => {
      setSelected((before) => {
        const next = new Set(before);
        const from = rows.findIndex((head) => head.id === anchor.current);
        const to = rows.findIndex((head) => head.id === id);
        if (range && from >= 0) {
          for (let i = Math.min(from, to); i <= Math.max(from, to); i++) next.add(rows[i]!.id);
        } else if (!next.delete(id)) next.add(id);
        anchor.current = id;
        return next;
      });
    },
    [rows],
  );
  const onTag = useCallback(
    (tag: string) => setQuery(toggleFilter(query, `tag:${quoteValue(tag)}`)),
    [query, setQuery],
  );

  useListKeys({
    next: () => moveTo(currentIndex + 1),
    previous: () => moveTo(currentIndex < 0 ? 0 : currentIndex - 1),
    open: () => {
      if (current) go({ page: 'article', id: current, mention: null });
    },
    select: () => {
      if (current) select(current, false);
    },
    star: () => starAll(chosen()),
    bin: () => bin(chosen()),
    toggleRead: () => toggleRead(chosen()),
    search: () => searchRef.current?.focus(),
    escape: () => setSelected(new Set()),
  });

  const items = shownRows(virtual, rows.length, height);
  const nothingSaved = !waiting && rows.length === 0 && query.trim() === '' && stage !== 'first';
  return (
    <div className={`articles ${filters ? 'with-filters' : ''}`}>
      <header className="page-head">
        <h1 className="unseen">{t('library_nav_articles')}</h1>
        <SearchBox
          value={query}
          onChange={setQuery}
          inputRef={searchRef}
          label={t('search_label')}
          placeholder={t('search_placeholder')}
          language
        />
        <div className="list-tools">
          <p className="result-count" role="status">
            {!waiting && stage !== 'first' && !nothingSaved && (
              <>
                {plural(query.trim() ? 'search_found' : 'library_articles', rows.length)}
                {query.trim() && <span className="quiet"> · {Math.max(1, Math.round(ms))} ms</span>}
              </>
            )}
          </p>
          <label className="sort">
            <span>{t('library_sort')}</span>
            <select
              className="ui-select"
              value={order.by}
              onChange={(event) => {
                const by = event.currentTarget.value as Sort;
                setOrder({ by, descending: by === 'saved' || by === 'published' || by === 'names' });
              }}
            >
              {SORTS.map((by) => (
                <option key={by} value={by}>
                  {t(`library_sort_${by}`)}
                </option>
              ))}
            </select>
          </label>
          <Button
            kind="plain"
            small
            onClick={() => setOrder({ ...order, descending: !order.descending })}
            aria-label={t(order.descending ? 'library_descending' : 'library_ascending')}
            title={t(order.descending ? 'library_descending' : 'library_ascending')}
          >
            {order.descending ? '↓' : '↑'}
          </Button>
          <IconButton
            className="filter-button"
            icon="filter"
            small
            label={t('library_filters')}
            aria-expanded={filters}
            onClick={() => setFilters(!filters)}
          />
        </div>
      </header>
      {selected.size > 0 && (
        <BulkBar
          count={selected.size}
          all={rows.length}
          onAll={() => setSelected(new Set(rows.map((head) => head.id)))}
          onNone={() => setSelected(new Set())}
          onStar={() => starAll([...selected])}
          onRead={() => toggleRead([...selected])}
          onTag={(tags) => tagAll([...selected], tags)}
          onBin={() => bin([...selected])}
        />
      )}
      <div className="list-body">
        <section
          ref={scroller}
          className="article-list"
          aria-label={t('library_nav_articles')}
          aria-busy={waiting}
        >
          {nothingSaved ? (
            <EmptyState icon="news" title={t('library_empty')}>
              <p>{t('library_empty_help')}</p>
            </EmptyState>
          ) : !waiting && rows.length === 0 && stage !== 'first' ? (
            <EmptyState icon="search" title={t('search_nothing')}>
              <p>{t('search_nothing_help')}</p>
              <Button onClick={() => setQuery('')}>{t('search_clear')}</Button>
            </EmptyState>
          ) : (
            <div style={{ height: virtual.getTotalSize(), position: 'relative' }}>
              {items.map((item) => (
                <div
                  key={rows[item.index]!.id}
                  className="virtual-row"
                  style={{ height: item.size, transform: `translateY(${item.start}px)` }}
                >
                  <ArticleRow
                    head={rows[item.index]!}
                    sought={sought}
                    current={rows[item.index]!.id === current}
                    selected={selected.has(rows[item.index]!.id)}
                    onSelect={select}
                    onStar={star}
                    onTag={onTag}
                  />
                </div>
              ))}
            </div>
          )}
        </section>
        <FilterPanel query={query} onChange={setQuery} />
      </div>
    </div>
  );
}
