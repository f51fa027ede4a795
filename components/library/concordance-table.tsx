import { useVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useMemo, useRef, useState } from 'react';
import { encodeRows } from '../../lib/exchange/delimited.ts';
import { type MessageKey, t } from '../../lib/i18n.ts';
import {
  type ConcordanceLine,
  concordance,
  type LineOrder,
  sortLines,
} from '../../lib/library/concordance.ts';
import { Button } from '../ui/button.tsx';
import { formatDay } from '../ui/format.ts';
import { useLibrary } from './library-context.tsx';
import { href } from './route.ts';
import { fileName, saveFile } from './save-file.ts';
import { shownRows } from './shown-rows.ts';

const ROW = 32;
/** Lines read at once, so that a body named thousands of times shows its page no later than another. */
const FIRST_LINES = 200;
/** Between the first lines and all of them, ms. */
const PAUSE = 250;

const COLUMNS: [LineOrder, MessageKey, MessageKey][] = [
  ['left', 'body_context_before', 'body_sort_left'],
  ['name', 'body_context_name', 'body_sort_name'],
  ['right', 'body_context_after', 'body_sort_right'],
  ['date', 'body_context_article', 'body_sort_date'],
];

export interface Lines {
  lines: ConcordanceLine[];
  /** All are here, not only the first ones. */
  whole: boolean;
}

export function useLines(bodyId: string): Lines {
  const { db, catalogue, version, stage } = useLibrary();
  const [state, setState] = useState<Lines>({
    lines: [],
    whole: false,
  });
  const listed = stage === 'listed' || stage === 'ready';
  useEffect(() => {
    void version;
    if (!listed) return;
    let over = false;
    const read = async () => {
      const head = (id: string) => catalogue.head(id);
      const some = await concordance(db, bodyId, head, FIRST_LINES);
      if (over || !some.ok) return;
      const all = (catalogue.tallies().get(bodyId)?.mentions ?? 0) <= some.value.length;
      setState((now) => (now.whole && !all ? now : { lines: some.value, whole: all }));
      if (all) return;
      // Thousands of rows keep the page busy for a moment: first let it show the ones it has.
      await new Promise((resolve) => setTimeout(resolve, PAUSE));
      if (over) return;
      const rest = await concordance(db, bodyId, head);
      if (!over && rest.ok) setState({ lines: rest.value, whole: true });
    };
    void read();
    return () => {
      over = true;
    };
  }, [db, catalogue, version, bodyId, listed]);
  return state;
}

/** Every mention of a body with the words around it, one a line, to be sorted by what comes before or after. */
export function ConcordanceTable({ lines, whole, name }: Lines & { name: string }) {
  const [order, setOrder] = useState<{ by: LineOrder; descending: boolean }>({
    by: 'date',
    descending: true,
  });
  const sorted = useMemo(() => sortLines(lines, order.by, order.descending), [lines, order]);
  const scroller = useRef<HTMLDivElement>(null);
  const virtual = useVirtualizer({
    count: sorted.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW,
    overscan: 12,
    initialRect: { width: 800, height: 480 },
  });
  const items = shownRows(virtual, sorted.length, ROW);
  const above = items[0]?.start ?? 0;
  const below = virtual.getTotalSize() - (items.at(-1)?.end ?? 0);
  const csv = () =>
    saveFile(
      fileName(name, 'csv'),
      'text/csv',
      encodeRows(
        [
          ['before', 'name', 'after', 'title', 'site', 'published', 'note'],
          ...sorted.map((line) => [
            line.before,
            line.name,
            line.after,
            line.title,
            line.site,
            line.publishedIso,
            line.note,
          ]),
        ],
        ',',
      ),
    );
  return (
    <section className="concordance" aria-labelledby="concordance-title">
      <header>
        <h2 id="concordance-title">{t('body_concordance')}</h2>
        <span className="quiet" role="status">
          {whole ? '' : t('body_loading_more')}
        </span>
        <span className="space" />
        <Button kind="plain" small disabled={!whole} onClick={csv}>
          {t('body_export_csv')}
        </Button>
      </header>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keys. */}
      <div className="kwic" ref={scroller} tabIndex={0}>
        <table aria-rowcount={sorted.length + 1} aria-labelledby="concordance-title">
          <thead>
            <tr>
              {COLUMNS.map(([by, label, help]) => (
                <th
                  key={by}
                  scope="col"
                  aria-sort={order.by === by ? (order.descending ? 'descending' : 'ascending') : 'none'}
                >
                  <button
                    type="button"
                    title={t(help)}
                    onClick={() =>
                      setOrder({ by, descending: order.by === by ? !order.descending : by === 'date' })
                    }
                  >
                    {t(label)}
                    <span aria-hidden="true">{order.by === by ? (order.descending ? ' ↓' : ' ↑') : ''}</span>
                  </button>
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {above > 0 && <tr style={{ height: above }} />}
            {items.map((item) => {
              const line = sorted[item.index]!;
              return (
                <tr key={line.mentionId} aria-rowindex={item.index + 2} style={{ height: ROW }}>
                  <td className="before" lang="th">
                    <bdi>{line.before}</bdi>
                  </td>
                  <td className="name" lang="th">
                    <a href={href({ page: 'article', id: line.articleId, mention: line.mentionId })}>
                      {line.name}
                    </a>
                  </td>
                  <td className="after" lang="th">
                    {line.after}
                  </td>
                  <td className="from" title={line.title}>
                    {[formatDay(line.publishedIso), line.site].filter(Boolean).join(' · ')}
                  </td>
                </tr>
              );
            })}
            {below > 0 && <tr style={{ height: below }} />}
          </tbody>
        </table>
      </div>
    </section>
  );
}
