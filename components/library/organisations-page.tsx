import { useVirtualizer } from '@tanstack/react-virtual';
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { typeText } from '../../lib/highlight/card-words.ts';
import { plural, t } from '../../lib/i18n.ts';
import { namesOf } from '../../lib/library/article-index.ts';
import { byCodePoint } from '../../lib/library/catalogue.ts';
import type { BodyRow } from '../../lib/library/rows.ts';
import { foldForSearch } from '../../lib/library/search-text.ts';
import { ENTITY_TYPES } from '../../lib/recognition/types.ts';
import { EmptyState } from '../ui/empty-state.tsx';
import { BodyName } from './body-name.tsx';
import { useLibrary } from './library-context.tsx';
import { NetworkFigure } from './network-figure.tsx';
import { go, href, replaceRoute } from './route.ts';
import { SearchBox } from './search-box.tsx';
import { shownRows } from './shown-rows.ts';
import { useListKeys } from './use-list-keys.ts';

const SORTS = ['mentions', 'articles', 'thai', 'english'] as const;
type BodySort = (typeof SORTS)[number];
const ROW = 62;
/** Bodies drawn in the network of the whole library: more cannot be read. */
const DRAWN = 36;

export default function OrganisationsPage({ query }: { query: string }) {
  const { catalogue, version, stage, needBodies } = useLibrary();
  const [sort, setSort] = useState<BodySort>('mentions');
  const [type, setType] = useState('');
  const [view, setView] = useState<'list' | 'network'>('list');
  const [current, setCurrent] = useState<string | null>(null);
  const searchRef = useRef<HTMLInputElement>(null);
  const scroller = useRef<HTMLDivElement>(null);
  useEffect(() => {
    needBodies();
  }, [needBodies]);
  const here = catalogue.bodiesRead && (stage === 'ready' || stage === 'listed');
  const folded = useMemo(() => {
    void version;
    if (!here) return [];
    return catalogue
      .bodies()
      .filter((body) => body.type !== 'abbreviation')
      .map((body) => ({ body, names: foldForSearch(namesOf(body).join('\n')) }));
  }, [catalogue, version, here]);
  const rows = useMemo(() => {
    const tallies = catalogue.tallies();
    const wanted = foldForSearch(query.trim());
    const bare = wanted.replaceAll('.', '');
    const fits = folded.filter(
      ({ body, names }) =>
        (!type || body.type === type) &&
        (!wanted || names.includes(wanted) || (bare && names.replaceAll('.', '').includes(bare))),
    );
    const number = (body: BodyRow) =>
      tallies.get(body.id)?.[sort === 'articles' ? 'articles' : 'mentions'] ?? 0;
    return fits
      .map(({ body }) => body)
      .sort((a, b) => {
        if (sort === 'thai') return byCodePoint(a.thai || '\uffff', b.thai || '\uffff');
        if (sort === 'english') return byCodePoint(a.english[0] ?? '\uffff', b.english[0] ?? '\uffff');
        return number(b) - number(a) || byCodePoint(a.id, b.id);
      });
  }, [catalogue, folded, query, sort, type]);
  const setQuery = useCallback((next: string) => replaceRoute({ page: 'organisations', query: next }), []);
  const virtual = useVirtualizer({
    count: view === 'list' ? rows.length : 0,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW,
    overscan: 8,
    initialRect: { width: 800, height: 800 },
  });
  const at = rows.findIndex((body) => body.id === current);
  const moveTo = (index: number) => {
    const body = rows[Math.max(0, Math.min(rows.length - 1, index))];
    if (!body) return;
    setCurrent(body.id);
    virtual.scrollToIndex(rows.indexOf(body), { align: 'auto' });
  };
  useListKeys({
    next: () => moveTo(at + 1),
    previous: () => moveTo(at < 0 ? 0 : at - 1),
    open: () => current && go({ page: 'organisation', id: current }),
    search: () => searchRef.current?.focus(),
  });
  const types = useMemo(() => {
    const present = new Set(folded.map(({ body }) => body.type));
    return ENTITY_TYPES.filter((name) => present.has(name));
  }, [folded]);
  const drawn = useMemo(() => rows.slice(0, DRAWN), [rows]);
  const tallies = catalogue.tallies();
  return (
    <div className="articles">
      <header className="page-head">
        <h1 className="unseen">{t('library_nav_organisations')}</h1>
        <SearchBox
          value={query}
          onChange={setQuery}
          inputRef={searchRef}
          label={t('body_search')}
          placeholder={t('body_search_placeholder')}
        />
        <div className="list-tools">
          <p className="result-count" role="status">
            {here && plural('body_count', rows.length)}
          </p>
          <select
            className="ui-select"
            aria-label={t('body_type_all')}
            value={type}
            onChange={(event) => setType(event.currentTarget.value)}
          >
            <option value="">{t('body_type_all')}</option>
            {types.map((name) => (
              <option key={name} value={name}>
                {typeText(name)}
              </option>
            ))}
          </select>
          <label className="sort">
            <span>{t('body_sort')}</span>
            <select
              className="ui-select"
              value={sort}
              onChange={(event) => setSort(event.currentTarget.value as BodySort)}
            >
              {SORTS.map((name) => (
                <option key={name} value={name}>
                  {t(`body_sort_${name}`)}
                </option>
              ))}
            </select>
          </label>
          <div className="views" role="tablist" aria-label={t('library_views')}>
            {(['list', 'network'] as const).map((name) => (
              <button
                key={name}
                type="button"
                role="tab"
                aria-selected={view === name}
                onClick={() => setView(name)}
              >
                {name === 'list' ? t('body_list') : t('body_network')}
              </button>
            ))}
          </div>
        </div>
      </header>
      {view === 'network' ? (
        <div className="body-page">
          <NetworkFigure bodies={drawn} centre={null} name="wonglep-network" />
        </div>
      ) : (
        <section
          ref={scroller}
          className="article-list"
          aria-label={t('library_nav_organisations')}
          aria-busy={!here}
        >
          {here && rows.length === 0 ? (
            query || type ? (
              <EmptyState icon="search" title={t('search_nothing')} />
            ) : (
              <EmptyState icon="globe" title={t('body_empty')}>
                <p>{t('body_empty_help')}</p>
              </EmptyState>
            )
          ) : (
            <div style={{ height: virtual.getTotalSize(), position: 'relative' }}>
              {shownRows(virtual, rows.length, ROW).map((item) => {
                const body = rows[item.index]!;
                const tally = tallies.get(body.id);
                return (
                  <div
                    key={body.id}
                    className="virtual-row"
                    style={{ height: item.size, transform: `translateY(${item.start}px)` }}
                  >
                    <a
                      className={`body-row ${body.id === current ? 'current' : ''}`}
                      href={href({ page: 'organisation', id: body.id })}
                    >
                      <span className="words">
                        <BodyName body={body} />
                      </span>
                      <span className="ui-chip">{typeText(body.type)}</span>
                      <span className="tally">
                        {plural('body_mentions', tally?.mentions ?? 0)}
                        <small>{plural('body_in_articles', tally?.articles ?? 0)}</small>
                      </span>
                    </a>
                  </div>
                );
              })}
            </div>
          )}
        </section>
      )}
    </div>
  );
}
