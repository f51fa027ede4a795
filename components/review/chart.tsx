import * as Plot from '@observablehq/plot';
import { type ReactNode, useEffect, useRef } from 'react';
import { t } from '../../lib/i18n.ts';

/** A chart with its figures as a table below, for those who read them or copy them. */
export function Chart({
  title,
  note,
  options,
  columns,
  rows,
  empty,
  children,
}: {
  title: string;
  note?: string;
  options: Plot.PlotOptions;
  columns: string[];
  rows: (string | number)[][];
  /** Said in place of the chart, which has nothing to draw yet. */
  empty?: string | null;
  children?: ReactNode;
}) {
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (empty) return;
    const plot = Plot.plot({
      height: 200,
      width: Math.max(320, place.current?.clientWidth ?? 0),
      marginLeft: 40,
      style: {
        background: 'none',
        fontFamily: 'var(--ui)',
        fontSize: '12px',
        color: 'var(--ink-2)',
        maxWidth: '100%',
      },
      ...options,
    });
    // To readers of the screen the chart is one picture with a name; the figures are in the table.
    for (const mark of plot.querySelectorAll('[aria-label]')) mark.removeAttribute('aria-label');
    plot.setAttribute('role', 'img');
    plot.setAttribute('aria-label', title);
    place.current?.replaceChildren(plot);
    return () => plot.remove();
  }, [options, title, empty]);
  return (
    <section className="rv-panel">
      <h2>
        {title}
        {note && <span className="rv-quiet">{note}</span>}
      </h2>
      {children}
      {empty ? <p className="rv-quiet">{empty}</p> : <div className="rv-chart" ref={place} />}
      <details>
        <summary>{t('review_stats_table')}</summary>
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a long table is scrolled by keyboard. */}
        <section className="rv-table" tabIndex={0} aria-label={title}>
          <Figures columns={columns} rows={rows} />
        </section>
      </details>
    </section>
  );
}

export function Figures({ columns, rows }: { columns: string[]; rows: (string | number)[][] }) {
  return (
    <table>
      <thead>
        <tr>
          {columns.map((column) => (
            <th key={column} scope="col">
              {column}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row[0]}>
            {row.map((cell, i) => (
              <td key={i}>{cell}</td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
