import { useMemo } from 'react';
import { Speech } from '../../lib/highlight/speech.ts';
import { t } from '../../lib/i18n.ts';
import type { LibraryDatabase } from '../../lib/library/database.ts';
import { CARD_TEMPLATES, type CardTemplate } from '../../lib/library/rows.ts';
import type { ReviewSettings } from '../../lib/review/queue.ts';
import { changeSettings } from '../../lib/settings.ts';
import { Field, Switch } from '../ui/field.tsx';
import { formatNumber } from '../ui/format.ts';
import { percentText } from './interval-text.ts';
import { TEMPLATE_NAMES } from './question-side.tsx';
import { RescheduleButton } from './reschedule-button.tsx';

/** What is asked, how much a day, and how sure to be. */
export default function CardSettings({ db, settings }: { db: LibraryDatabase; settings: ReviewSettings }) {
  const canListen = useMemo(() => new Speech(window).canSay('thai'), []);
  const set = (change: Partial<ReviewSettings>) =>
    void changeSettings((all) => ({ ...all, review: { ...all.review, ...change } }));
  const toggle = (template: CardTemplate, on: boolean) => {
    const templates = CARD_TEMPLATES.filter((t) => (t === template ? on : settings.templates.includes(t)));
    if (templates.length) set({ templates });
  };
  return (
    <div className="rv-page">
      <section className="rv-panel" aria-labelledby="rv-asked">
        <h2 id="rv-asked">{t('review_settings_cards')}</h2>
        <p className="rv-quiet">{t('review_settings_cards_help')}</p>
        <div className="rv-checks">
          {CARD_TEMPLATES.map((template) => {
            const on = settings.templates.includes(template);
            return (
              <label key={template}>
                <input
                  type="checkbox"
                  checked={on}
                  disabled={on && settings.templates.length === 1}
                  onChange={(event) => toggle(template, event.currentTarget.checked)}
                />
                <span>
                  {t(TEMPLATE_NAMES[template])}
                  {template === 'listening' && !canListen && (
                    <span className="rv-quiet"> — {t('review_no_voice')}</span>
                  )}
                </span>
              </label>
            );
          })}
        </div>
      </section>
      <section className="rv-panel" aria-labelledby="rv-day">
        <h2 id="rv-day">{t('review_settings_day')}</h2>
        <div className="rv-grid">
          <Amount
            label={t('review_new_per_day')}
            value={settings.newPerDay}
            max={9999}
            onChange={(newPerDay) => set({ newPerDay })}
          />
          <Amount
            label={t('review_reviews_per_day')}
            value={settings.reviewsPerDay}
            max={9999}
            onChange={(reviewsPerDay) => set({ reviewsPerDay })}
          />
          <Field label={t('review_day_starts')}>
            {(ids) => (
              <select
                {...ids}
                value={settings.dayStartsAt}
                onChange={(event) => set({ dayStartsAt: Number(event.currentTarget.value) })}
              >
                {Array.from({ length: 13 }, (_, hour) => hour).map((hour) => (
                  <option key={hour} value={hour}>
                    {formatNumber(hour, { minimumIntegerDigits: 2 })}:00
                  </option>
                ))}
              </select>
            )}
          </Field>
          <Amount
            label={t('review_leech_lapses')}
            value={settings.leechLapses}
            min={2}
            max={50}
            onChange={(leechLapses) => set({ leechLapses })}
          />
        </div>
      </section>
      <section className="rv-panel" aria-labelledby="rv-memory">
        <h2 id="rv-memory">{t('review_settings_memory')}</h2>
        <Field
          label={`${t('review_retention')}: ${percentText(settings.retention)}`}
          hint={t('review_retention_help')}
        >
          {(ids) => (
            <input
              {...ids}
              type="range"
              min={0.7}
              max={0.97}
              step={0.01}
              value={settings.retention}
              onChange={(event) => set({ retention: Number(event.currentTarget.value) })}
            />
          )}
        </Field>
        <RescheduleButton db={db} settings={settings} />
      </section>
      <section className="rv-panel" aria-labelledby="rv-reading">
        <h2 id="rv-reading">{t('review_settings_reading')}</h2>
        <Switch
          label={t('review_quiet_known')}
          checked={settings.quietKnown}
          onChange={(quietKnown) => set({ quietKnown })}
        />
        <Switch
          label={t('review_count_meetings')}
          checked={settings.countWildMeetings}
          onChange={(countWildMeetings) => set({ countWildMeetings })}
        />
        <p className="rv-quiet">{t('review_count_meetings_help')}</p>
        <Switch
          label={t('review_due_badge')}
          checked={settings.showDueBadge}
          onChange={(showDueBadge) => set({ showDueBadge })}
        />
      </section>
    </div>
  );
}

function Amount({
  label,
  value,
  min = 0,
  max,
  onChange,
}: {
  label: string;
  value: number;
  min?: number;
  max: number;
  onChange: (value: number) => void;
}) {
  return (
    <Field label={label}>
      {(ids) => (
        <input
          {...ids}
          type="number"
          min={min}
          max={max}
          defaultValue={value}
          onChange={(event) => {
            const number = event.currentTarget.valueAsNumber;
            if (Number.isInteger(number) && number >= min && number <= max) onChange(number);
          }}
        />
      )}
    </Field>
  );
}
