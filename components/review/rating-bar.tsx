import type { MessageKey } from '../../lib/i18n.ts';
import { t } from '../../lib/i18n.ts';
import { type CardMemory, RATINGS, type Rating } from '../../lib/review/scheduler.ts';
import { intervalText } from './interval-text.ts';

const NAMES: Record<Rating, MessageKey> = {
  1: 'review_again',
  2: 'review_hard',
  3: 'review_good',
  4: 'review_easy',
};

/** The four answers, each with the time until the card comes again. */
export function RatingBar({
  preview,
  from,
  onRate,
}: {
  preview: Record<Rating, CardMemory>;
  /** ms since 1970, from which intervals are counted. */
  from: number;
  onRate: (rating: Rating) => void;
}) {
  return (
    <fieldset className="rv-ratings">
      <legend className="unseen">{t('review_how_well')}</legend>
      {RATINGS.map((rating) => (
        <button
          key={rating}
          type="button"
          className={`rv-rating r${rating}`}
          aria-keyshortcuts={String(rating)}
          onClick={() => onRate(rating)}
        >
          <span className="rv-rating-name">
            <span className="rv-kbd" aria-hidden="true">
              {rating}
            </span>
            {t(NAMES[rating])}
          </span>
          <span className="rv-rating-when">{intervalText(preview[rating].due - from)}</span>
        </button>
      ))}
    </fieldset>
  );
}
