import * as Plot from '@observablehq/plot';
import { useEffect, useMemo, useState } from 'react';
import { type MessageKey, plural, t } from '../../lib/i18n.ts';
import type { LibraryDatabase } from '../../lib/library/database.ts';
import { storageResult } from '../../lib/library/storage-errors.ts';
import type { NamedError } from '../../lib/result.ts';
import { dayIso } from '../../lib/review/local-day.ts';
import type { ReviewSettings } from '../../lib/review/queue.ts';
import { type Statistics, statistics } from '../../lib/review/statistics.ts';
import { EmptyState } from '../ui/empty-state.tsx';
import { formatDay, formatNumber, formatTick, formatWeekday } from '../ui/format.ts';
import { ErrorNotice } from '../ui/notice.tsx';
import { Chart, Figures } from './chart.tsx';
import { intervalText, percentText } from './interval-text.ts';

const DAY = 86_400_000;

export default function StatisticsView({ db, settings }: { db: LibraryDatabase; settings: ReviewSettings }) {
  const [figures, setFigures] = useState<Statistics | null>(null);
  const [error, setError] = useState<NamedError | null>(null);
  useEffect(() => {
    let left = false;
    void storageResult(async () => {
      const [cards, reviews, names] = await Promise.all([
        db.cards.toArray(),
        db.reviews.orderBy('reviewedAt').toArray(),
        db.keptNames.toArray(),
      ]);
      return statistics({ cards, reviews, names }, settings, Date.now());
    }).then((done) => {
      if (left) return;
      if (done.ok) setFigures(done.value);
      else setError(done.error);
    });
    return () => {
      left = true;
    };
  }, [db, settings]);
  if (error)
    return (
      <div className="rv-page">
        <ErrorNotice error={error} />
      </div>
    );
  if (!figures) return <div className="rv-page" aria-busy="true" />;
  if (figures.days.length === 0)
    return (
      <div className="rv-page">
        <section className="rv-panel">
          <EmptyState icon="chart" title={t('review_stats_none')}>
            <p>{t('review_stats_none_help')}</p>
          </EmptyState>
        </section>
      </div>
    );
  return <Charts figures={figures} retention={settings.retention} />;
}

const SPANS: Record<Statistics['retention'][number]['span'], MessageKey> = {
  today: 'review_stats_today',
  week: 'review_stats_week',
  month: 'review_stats_month',
  all: 'review_stats_all',
};

function Charts({ figures, retention }: { figures: Statistics; retention: number }) {
  const plots = useMemo(() => plotsOf(figures, retention), [figures, retention]);
  const { cards } = figures;
  const total = figures.days.reduce((sum, day) => sum + day.reviews, 0);
  return (
    <div className="rv-page">
      <section className="rv-panel" aria-label={t('review_stats_now')}>
        <dl className="rv-figures wide">
          <Figure label={t('review_stats_answers')} value={formatNumber(total)} />
          <Figure label={t('review_stats_streak')} value={formatNumber(figures.streak)} />
          <Figure
            label={t('review_stats_known_now')}
            value={figures.knownNow === null ? '–' : percentText(figures.knownNow)}
          />
          <Figure label={t('review_stats_mature')} value={formatNumber(cards.mature)} />
          <Figure label={t('review_stats_young')} value={formatNumber(cards.young)} />
          <Figure label={t('review_stats_fresh')} value={formatNumber(cards.fresh)} />
          <Figure label={t('review_stats_suspended')} value={formatNumber(cards.suspended)} />
        </dl>
      </section>
      <Chart
        title={t('review_stats_retention')}
        note={t('review_stats_retention_note', percentText(retention))}
        options={plots.retention}
        empty={figures.days.every((day) => day.asked === 0) ? t('review_stats_retention_none') : null}
        columns={[t('review_stats_span'), t('review_stats_retention'), t('review_stats_asked')]}
        rows={figures.retention.map((row) => [
          t(SPANS[row.span]),
          row.share === null ? '–' : percentText(row.share),
          formatNumber(row.asked),
        ])}
      />
      <Chart
        title={t('review_stats_forecast')}
        options={plots.forecast}
        columns={[t('review_stats_day'), t('review_stats_cards')]}
        rows={figures.forecast.map((row) => [formatDay(dayIso(row.day)), formatNumber(row.cards)])}
      />
      <Chart
        title={t('review_stats_heat')}
        options={plots.heat}
        columns={[t('review_stats_day'), t('review_stats_answers'), t('review_figure_time')]}
        rows={[...figures.days]
          .reverse()
          .map((day) => [formatDay(dayIso(day.day)), formatNumber(day.reviews), intervalText(day.spentMs)])}
      />
      <Chart
        title={t('review_stats_stability')}
        note={t('review_stats_stability_note')}
        options={plots.stability}
        columns={[t('review_stats_stability_days'), t('review_stats_cards')]}
        rows={figures.stability.map((row) => [stabilityText(row), formatNumber(row.cards)])}
      />
      {figures.hardest.length > 0 && (
        <section className="rv-panel" aria-labelledby="rv-hardest">
          <h2 id="rv-hardest">{t('review_stats_hardest')}</h2>
          <div className="rv-table whole">
            <Figures
              columns={[
                t('review_field_thai'),
                t('review_field_english'),
                t('review_stats_lapses'),
                t('review_stats_difficulty'),
                t('review_stats_answers'),
              ]}
              rows={figures.hardest.map((row) => [
                row.name,
                row.english,
                formatNumber(row.lapses),
                formatNumber(row.difficulty, { maximumFractionDigits: 1 }),
                formatNumber(row.answers),
              ])}
            />
          </div>
        </section>
      )}
    </div>
  );
}

function Figure({ label, value }: { label: string; value: string }) {
  return (
    <div>
      <dd>{value}</dd>
      <dt>{label}</dt>
    </div>
  );
}

const stabilityText = ({ from, to }: Statistics['stability'][number]) =>
  to > 10_000 ? `${formatNumber(from)}+` : `${formatNumber(from)}–${formatNumber(to)}`;

function plotsOf(figures: Statistics, retention: number) {
  const asDate = (day: number) => new Date(day * DAY);
  const asked = figures.days.filter((day) => day.asked > 0);
  const first = Math.max(figures.days[0]!.day, figures.days.at(-1)!.day - 181);
  const rolling = asked.map((day, i) => {
    const week = asked.slice(0, i + 1).filter((other) => other.day > day.day - 7);
    return {
      day: asDate(day.day),
      share: week.reduce((s, d) => s + d.known, 0) / week.reduce((s, d) => s + d.asked, 0),
    };
  });
  const heat = figures.days
    .filter((day) => day.day >= first)
    // Day 0 (1 January 1970) was a Thursday; weeks begin on Monday.
    .map((day) => ({
      week: Math.floor((day.day + 3) / 7),
      weekday: (day.day + 3) % 7,
      reviews: day.reviews,
      day: day.day,
    }));
  const retentionPlot: Plot.PlotOptions = {
    y: {
      domain: [Math.min(0.6, ...rolling.map((r) => r.share)), 1],
      tickFormat: '.0%',
      label: null,
      grid: true,
    },
    x: { type: 'utc', label: null, ticks: 6, tickFormat: formatTick },
    marks: [
      Plot.ruleY([retention], { stroke: 'var(--ink-3)', strokeDasharray: '4 4' }),
      Plot.lineY(rolling, { x: 'day', y: 'share', stroke: 'var(--ok)', strokeWidth: 2 }),
      ...(rolling.length < 10 ? [Plot.dot(rolling, { x: 'day', y: 'share', fill: 'var(--ok)', r: 3 })] : []),
    ],
  };
  const forecast: Plot.PlotOptions = {
    x: { type: 'utc', label: null, ticks: 6, tickFormat: formatTick },
    y: countAxis(figures.forecast.map((row) => row.cards)),
    marks: [
      Plot.rectY(figures.forecast, {
        x1: (d: { day: number }) => asDate(d.day),
        x2: (d: { day: number }) => asDate(d.day + 1),
        y: 'cards',
        fill: 'var(--accent)',
        inset: 1,
        rx: 2,
      }),
      Plot.ruleY([0], { stroke: 'var(--line-2)' }),
    ],
  };
  const heatPlot: Plot.PlotOptions = {
    height: 170,
    marginLeft: 28,
    padding: 0.12,
    x: { axis: null, domain: weeks(heat.map((h) => h.week)) },
    y: {
      label: null,
      domain: [0, 1, 2, 3, 4, 5, 6],
      tickSize: 0,
      tickFormat: (d: number) => (d % 2 === 0 ? formatWeekday(d + 4) : ''),
    },
    color: { type: 'sqrt', interpolate: mixHeat },
    marks: [
      Plot.cell(heat, {
        x: 'week',
        y: 'weekday',
        fill: 'reviews',
        rx: 3,
        title: (d: { day: number; reviews: number }) =>
          `${formatDay(dayIso(d.day))}: ${plural('review_stats_answers_n', d.reviews)}`,
      }),
    ],
  };
  const stability: Plot.PlotOptions = {
    x: { label: null, domain: figures.stability.map(stabilityText) },
    y: countAxis(figures.stability.map((row) => row.cards)),
    marks: [
      Plot.barY(figures.stability, { x: stabilityText, y: 'cards', fill: 'var(--event)', rx: 3, inset: 1 }),
      Plot.ruleY([0], { stroke: 'var(--line-2)' }),
    ],
  };
  return { retention: retentionPlot, forecast, heat: heatPlot, stability };
}

/** Whole numbers only, however few there are. */
const countAxis = (counts: number[]): Plot.ScaleOptions => ({
  label: null,
  grid: true,
  tickFormat: 'd',
  ticks: Math.min(5, Math.max(1, ...counts)),
});

/** Every week of the last half year, so that a pause shows as a gap. */
function weeks(used: number[]): number[] {
  const last = Math.max(...used);
  return Array.from({ length: 27 }, (_, i) => last - 26 + i);
}

/** Between the theme's paper and its accent; CSS knows which theme it is. */
const mixHeat = (share: number) =>
  `color-mix(in oklab, var(--accent) ${Math.round(18 + 82 * share)}%, var(--paper))`;
