import { useState } from 'react';
import { fillCopyTemplate } from '../../lib/highlight/copy-template.ts';
import { t } from '../../lib/i18n.ts';
import { DEFAULT_SETTINGS, MODIFIERS, type Settings, SPEECH } from '../../lib/settings.ts';
import { Button } from '../ui/button.tsx';
import { Field, Switch } from '../ui/field.tsx';
import { formatNumber } from '../ui/format.ts';
import type { SectionProps } from './options-page.tsx';
import { Choices, Group, Slider } from './parts.tsx';

type Card = Settings['card'];

const milliseconds = (ms: number) => formatNumber(ms, { style: 'unit', unit: 'millisecond' });

/** How the card opens, what it copies and says. */
export function CardSettings({ settings, change }: SectionProps) {
  const { card } = settings;
  const set = (part: Partial<Card>) => change((now) => ({ ...now, card: { ...now.card, ...part } }));
  return (
    <>
      <Group title={t('options_opening')}>
        <Choices
          legend={t('options_trigger')}
          name="trigger"
          value={card.modifier}
          options={MODIFIERS.map((value) => ({ value, label: t(`options_trigger_${value}`) }))}
          onChange={(modifier) => set({ modifier })}
        />
        <p className="options-hint">{t('options_trigger_hint')}</p>
        <Slider
          label={t('options_delay')}
          value={card.delayMs}
          min={0}
          max={1000}
          step={20}
          text={milliseconds(card.delayMs)}
          onChange={(delayMs) => set({ delayMs })}
        />
        <Slider
          label={t('options_grace')}
          hint={t('options_grace_hint')}
          value={card.graceMs}
          min={0}
          max={1500}
          step={20}
          text={milliseconds(card.graceMs)}
          onChange={(graceMs) => set({ graceMs })}
        />
      </Group>
      <Group title={t('options_inline_title')} hint={t('options_inline_hint')}>
        <Switch
          label={t('options_inline')}
          checked={settings.inline}
          onChange={(inline) => change((now) => ({ ...now, inline }))}
        />
        <p className="options-inline-sample" lang="th">
          กระทรวงพาณิชย์{settings.inline && <small lang="en">Ministry of Commerce</small>}แถลงวันนี้
        </p>
      </Group>
      <CopyTemplate value={card.copyTemplate} onChange={(copyTemplate) => set({ copyTemplate })} />
      <Group title={t('options_speech_title')} hint={t('options_speech_hint')}>
        <Choices
          legend={t('options_speech')}
          name="speech"
          value={card.speech}
          options={SPEECH.map((value) => ({ value, label: t(`options_speech_${value}`) }))}
          onChange={(speech) => set({ speech })}
        />
      </Group>
    </>
  );
}

const SAMPLES = [
  { thai: 'คณะกรรมการการเลือกตั้ง', english: 'Election Commission of Thailand', acronyms: 'กกต., ECT' },
  { thai: 'มหกรรมการเงินเชียงใหม่', english: 'Money Expo Chiang Mai', acronyms: '' },
];

/** Stored as it is typed, but for an empty template, which would copy nothing. */
function CopyTemplate({ value, onChange }: { value: string; onChange: (value: string) => void }) {
  const [typed, setTyped] = useState(value);
  const standard = DEFAULT_SETTINGS.card.copyTemplate;
  const set = (text: string) => {
    setTyped(text);
    if (text.trim()) onChange(text);
  };
  return (
    <Group title={t('options_copy_title')} hint={t('options_copy_hint')}>
      <Field
        label={t('options_copy_template')}
        error={typed.trim() ? null : t('options_copy_empty')}
        hint={<code>{'{thai} {english} {acronyms} […]'}</code>}
      >
        {(ids) => (
          <input
            {...ids}
            type="text"
            className="options-code"
            maxLength={300}
            spellCheck={false}
            value={typed}
            onChange={(event) => set(event.currentTarget.value)}
          />
        )}
      </Field>
      <ul className="options-copies" aria-label={t('options_copy_preview')}>
        {SAMPLES.map((sample) => (
          <li key={sample.thai} lang="th">
            {fillCopyTemplate(typed.trim() || standard, sample)}
          </li>
        ))}
      </ul>
      {value !== standard && (
        <div>
          <Button small kind="plain" icon="undo" onClick={() => set(standard)}>
            {t('options_copy_reset')}
          </Button>
        </div>
      )}
    </Group>
  );
}
