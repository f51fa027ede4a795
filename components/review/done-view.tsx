import { useEffect, useState } from 'react';
import { plural, t } from '../../lib/i18n.ts';
import type { LibraryDatabase } from '../../lib/library/database.ts';
import { type DayOutcome, dayOutcome } from '../../lib/review/day-outcome.ts';
import type { Queue, ReviewSettings } from '../../lib/review/queue.ts';
import { Button } from '../ui/button.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import { formatNumber } from '../ui/format.ts';
import { intervalText, percentText } from './interval-text.ts';

/** The end of today's cards, or why there are none. */
export function DoneView({
  db,
  settings,
  queue,
  onUndo,
}: {
  db: LibraryDatabase;
  settings: ReviewSettings;
  queue: Queue;
  onUndo: () => void;
}) {
  const [outcome, setOutcome] = useState<DayOutcome | null>(null);
  useEffect(() => {
    let left = false;
    void dayOutcome(db, settings, Date.now()).then((result) => {
      if (!left && result.ok) setOutcome(result.value);
    });
    return () => {
      left = true;
    };
  }, [db, settings]);
  if (!outcome) return <div className="rv-done" aria-busy="true" />;
  if (outcome.names === 0)
    return (
      <div className="rv-done">
        <EmptyState icon="review" title={t('review_no_names')}>
          <p>{t('review_no_names_help')}</p>
          <a className="ui-button soft" href="library.html">
            {t('review_open_library')}
          </a>
        </EmptyState>
      </div>
    );
  const waits = queue.wakeAt === null ? null : Math.max(0, queue.wakeAt - Date.now());
  return (
    <div className="rv-done">
      <EmptyState icon="check" title={waits === null ? t('review_done') : t('review_pause')}>
        <p>
          {waits === null
            ? plural('review_tomorrow', outcome.tomorrow)
            : t('review_pause_help', intervalText(waits))}
        </p>
        {outcome.answers > 0 && (
          <dl className="rv-figures">
            <div>
              <dd>{formatNumber(outcome.answers)}</dd>
              <dt>{t('review_figure_answers')}</dt>
            </div>
            <div>
              <dd>{percentText(outcome.right / outcome.answers)}</dd>
              <dt>{t('review_figure_right')}</dt>
            </div>
            <div>
              <dd>{intervalText(outcome.spentMs)}</dd>
              <dt>{t('review_figure_time')}</dt>
            </div>
          </dl>
        )}
        <div className="rv-row">
          <a className="ui-button main" href="#stats">
            {t('review_statistics')}
          </a>
          {outcome.answers > 0 && (
            <Button icon="undo" onClick={onUndo}>
              {t('review_undo')}
            </Button>
          )}
        </div>
      </EmptyState>
    </div>
  );
}
