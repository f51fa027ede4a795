import { KIND_COLOURS } from '../../lib/highlight/highlight-style.ts';
import { t } from '../../lib/i18n.ts';
import { MENTION_KINDS, type MentionKind } from '../../lib/recognition/types.ts';
import { DEFAULT_STYLES, type HighlightStyle, LINES, type Settings } from '../../lib/settings.ts';
import { Button } from '../ui/button.tsx';
import { Switch } from '../ui/field.tsx';
import { HighlightPreview } from './highlight-preview.tsx';
import type { SectionProps } from './options-page.tsx';
import { Group } from './parts.tsx';

const EXPLAIN = [
  'organisations',
  'acronyms',
  'events',
  'abbreviations',
  'months',
] as const satisfies readonly (keyof Settings['explain'])[];

/** What is explained and how it is painted. */
export function MarkSettings({ settings, change }: SectionProps) {
  const setStyle = (kind: MentionKind, part: Partial<HighlightStyle>) =>
    change((now) => ({
      ...now,
      styles: { ...now.styles, [kind]: { ...now.styles[kind], ...part } },
    }));
  return (
    <>
      <Group title={t('options_preview')}>
        <HighlightPreview settings={settings} />
      </Group>
      <Group title={t('options_explain')}>
        {EXPLAIN.map((what) => (
          <Switch
            key={what}
            label={t(`options_explain_${what}`)}
            checked={settings.explain[what]}
            onChange={(on) => change((now) => ({ ...now, explain: { ...now.explain, [what]: on } }))}
          />
        ))}
      </Group>
      <Group title={t('options_styles')} hint={t('options_styles_hint')}>
        <div className="options-table-scroll">
          <table className="options-styles">
            <thead>
              <tr>
                <th scope="col">{t('options_style_kind')}</th>
                <th scope="col">{t('options_style_line')}</th>
                <th scope="col">{t('options_style_tint')}</th>
                <th scope="col">{t('options_style_colour')}</th>
              </tr>
            </thead>
            <tbody>
              {MENTION_KINDS.map((kind) => (
                <StyleRow
                  key={kind}
                  kind={kind}
                  style={settings.styles[kind]}
                  onChange={(part) => setStyle(kind, part)}
                />
              ))}
            </tbody>
          </table>
        </div>
        <div>
          <Button
            small
            kind="plain"
            icon="undo"
            onClick={() => change((now) => ({ ...now, styles: DEFAULT_STYLES }))}
          >
            {t('options_styles_reset')}
          </Button>
        </div>
      </Group>
    </>
  );
}

interface RowProps {
  kind: MentionKind;
  style: HighlightStyle;
  onChange: (part: Partial<HighlightStyle>) => void;
}

function StyleRow({ kind, style, onChange }: RowProps) {
  const name = t(`kind_${kind}`);
  return (
    <tr>
      <th scope="row">{name}</th>
      <td>
        <select
          className="ui-input"
          aria-label={t('options_line_of', name)}
          value={style.line}
          onChange={(event) => onChange({ line: event.currentTarget.value as HighlightStyle['line'] })}
        >
          {LINES.map((line) => (
            <option key={line} value={line}>
              {t(`options_line_${line}`)}
            </option>
          ))}
        </select>
      </td>
      <td>
        <input
          type="checkbox"
          aria-label={t('options_tint_of', name)}
          checked={style.tint}
          onChange={(event) => onChange({ tint: event.currentTarget.checked })}
        />
      </td>
      <td className="options-colour">
        <input
          type="color"
          aria-label={t('options_colour_of', name)}
          value={style.colour ?? KIND_COLOURS[kind][0]}
          onChange={(event) => onChange({ colour: event.currentTarget.value })}
        />
        {style.colour && (
          <Button small kind="plain" onClick={() => onChange({ colour: null })}>
            {t('options_colour_own')}
          </Button>
        )}
      </td>
    </tr>
  );
}
