import { type ReactNode, useEffect, useId, useRef, useState } from 'react';
import { encodeRows } from '../../lib/exchange/delimited.ts';
import { t } from '../../lib/i18n.ts';
import { Button } from '../ui/button.tsx';
import { fileName, saveFile, svgText } from './save-file.ts';

export interface TableData {
  head: string[];
  rows: (string | number)[][];
}

interface Props {
  title: string;
  help?: ReactNode;
  /** Begins the names of saved files. */
  name: string;
  table: TableData;
  /** How the rows are shown; default: their cells. */
  children?: ReactNode;
  /** Draws the chart for a width in px. Loaded late: the drawing library is large. */
  draw: (width: number) => Promise<SVGSVGElement | HTMLElement>;
  height: number;
  actions?: ReactNode;
}

/** A chart with the table of what it shows beside it, both to be taken away as files. */
export function ChartFigure({ title, help, name, table, children, draw, height, actions }: Props) {
  const box = useRef<HTMLDivElement>(null);
  const [width, setWidth] = useState(0);
  const heading = useId();
  useEffect(() => {
    const element = box.current;
    if (!element) return;
    const resized = new ResizeObserver(([entry]) => setWidth(Math.round(entry!.contentRect.width)));
    const start = () => {
      seen.disconnect();
      clearTimeout(late);
      setWidth(Math.round(element.getBoundingClientRect().width));
      resized.observe(element);
    };
    // Drawn when it comes near, or when there has been time for everything else: what is read first does not wait for it.
    const seen = new IntersectionObserver(([entry]) => entry?.isIntersecting && start(), {
      rootMargin: '300px',
    });
    const late = setTimeout(start, 1500);
    seen.observe(element);
    return () => {
      seen.disconnect();
      clearTimeout(late);
      resized.disconnect();
    };
  }, []);
  useEffect(() => {
    if (!width) return;
    let over = false;
    void draw(width).then((chart) => {
      if (!over) box.current?.replaceChildren(chart);
    });
    return () => {
      over = true;
    };
  }, [draw, width]);
  const saveSvg = () => {
    const svg = box.current?.querySelector('svg');
    if (svg) saveFile(fileName(name, 'svg'), 'image/svg+xml', svgText(svg));
  };
  return (
    <section className="chart-figure" aria-labelledby={heading}>
      <header>
        <h2 id={heading}>{title}</h2>
        <span className="space" />
        {actions}
        <Button kind="plain" small onClick={saveSvg}>
          {t('body_export_svg')}
        </Button>
        <Button
          kind="plain"
          small
          onClick={() =>
            saveFile(fileName(name, 'csv'), 'text/csv', encodeRows([table.head, ...table.rows], ','))
          }
        >
          {t('body_export_csv')}
        </Button>
      </header>
      {help && <p className="quiet">{help}</p>}
      <div className="chart-and-table">
        <div className="chart" ref={box} style={{ minHeight: height }} />
        <div className="chart-table">
          <table>
            <thead>
              <tr>
                {table.head.map((cell) => (
                  <th key={cell} scope="col">
                    {cell}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {children ??
                table.rows.map((row) => (
                  <tr key={row.join()}>
                    {row.map((cell, i) => (
                      <td key={table.head[i]}>{cell}</td>
                    ))}
                  </tr>
                ))}
            </tbody>
          </table>
        </div>
      </div>
    </section>
  );
}
