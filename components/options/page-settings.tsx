import { useState } from 'react';
import { t } from '../../lib/i18n.ts';
import { type SITE_RULES, THEMES, withSiteRule } from '../../lib/settings.ts';
import { Button, IconButton } from '../ui/button.tsx';
import { Field, Switch } from '../ui/field.tsx';
import { useToast } from '../ui/toast.tsx';
import type { SectionProps } from './options-page.tsx';
import { Choices, Group } from './parts.tsx';
import { readSite } from './site-input.ts';

type Rule = (typeof SITE_RULES)[number];

/** Where Wonglep works: everywhere or not, and the rules for single sites. */
export function PageSettings({ settings, change }: SectionProps) {
  return (
    <>
      <Group title={t('options_everywhere')}>
        <Switch
          label={t('options_enabled')}
          checked={settings.enabled}
          onChange={(enabled) => change((now) => ({ ...now, enabled }))}
        />
        <Switch
          label={t('options_badge')}
          checked={settings.badge}
          onChange={(badge) => change((now) => ({ ...now, badge }))}
        />
      </Group>
      <SiteRules settings={settings} change={change} />
      <Group title={t('options_look')}>
        <Choices
          legend={t('options_theme')}
          name="theme"
          value={settings.theme}
          options={THEMES.map((value) => ({ value, label: t(`options_theme_${value}`) }))}
          onChange={(theme) => change((now) => ({ ...now, theme }))}
        />
      </Group>
    </>
  );
}

function SiteRules({ settings, change }: SectionProps) {
  const toast = useToast();
  const [typed, setTyped] = useState('');
  const [rule, setRule] = useState<Rule>('never');
  const [wrong, setWrong] = useState(false);
  const sites = Object.entries(settings.sites).sort(([a], [b]) => (a < b ? -1 : 1));

  const add = () => {
    const host = readSite(typed);
    setWrong(!host);
    if (!host) return;
    change((now) => withSiteRule(now, host, rule));
    setTyped('');
  };
  const remove = (host: string, before: Rule) => {
    change((now) => withSiteRule(now, host, null));
    toast({
      text: t('options_site_removed', host),
      undo: () => change((now) => withSiteRule(now, host, before)),
    });
  };

  return (
    <Group title={t('options_sites')} hint={t('options_sites_hint')}>
      <form
        className="options-site-form"
        onSubmit={(event) => {
          event.preventDefault();
          add();
        }}
      >
        <Field label={t('options_site')} error={wrong ? t('options_site_wrong') : null}>
          {(ids) => (
            <input
              {...ids}
              type="text"
              inputMode="url"
              autoComplete="off"
              spellCheck={false}
              placeholder="news.example.co.th"
              value={typed}
              onChange={(event) => setTyped(event.currentTarget.value)}
            />
          )}
        </Field>
        <Field label={t('options_site_rule')}>
          {(ids) => (
            <select {...ids} value={rule} onChange={(event) => setRule(event.currentTarget.value as Rule)}>
              <option value="never">{t('options_rule_never')}</option>
              <option value="always">{t('options_rule_always')}</option>
            </select>
          )}
        </Field>
        <Button type="submit" icon="plus">
          {t('options_add')}
        </Button>
      </form>
      {sites.length === 0 ? (
        <p className="options-hint">{t('options_no_sites')}</p>
      ) : (
        <ul className="options-list">
          {sites.map(([host, own]) => (
            <li key={host}>
              <span className="options-host">{host}</span>
              <select
                className="ui-input"
                aria-label={t('options_rule_for', host)}
                value={own}
                onChange={(event) => {
                  const next = event.currentTarget.value as Rule;
                  change((now) => withSiteRule(now, host, next));
                }}
              >
                <option value="never">{t('options_rule_never')}</option>
                <option value="always">{t('options_rule_always')}</option>
              </select>
              <IconButton
                small
                icon="trash"
                label={t('options_remove_site', host)}
                onClick={() => remove(host, own)}
              />
            </li>
          ))}
        </ul>
      )}
    </Group>
  );
}
