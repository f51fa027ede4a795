import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DEFAULT_SETTINGS, migrateSettings, siteRule, withSiteRule } from '../../../lib/settings.ts';

describe('settings', () => {
  it('are the defaults where nothing is stored', () => {
    expect(migrateSettings(undefined)).toEqual(DEFAULT_SETTINGS);
    expect(DEFAULT_SETTINGS.card.delayMs).toBe(120);
    expect(DEFAULT_SETTINGS.inline).toBe(false);
  });

  it('keep what can be read when a part cannot', () => {
    const read = migrateSettings({
      version: 1,
      inline: true,
      card: { delayMs: -4, modifier: 'alt', speech: 7 },
      styles: 'none',
      sites: { 'news.example.org': 'never' },
    });
    expect(read.inline).toBe(true);
    expect(read.card).toMatchObject({ delayMs: 120, modifier: 'alt', speech: 'thai' });
    expect(read.styles).toEqual(DEFAULT_SETTINGS.styles);
    expect(read.sites).toEqual({ 'news.example.org': 'never' });
  });

  it('are read whole from anything that may stand in storage', () => {
    fc.assert(
      fc.property(fc.anything(), (stored) => {
        const read = migrateSettings(stored);
        expect(Object.keys(read).sort()).toEqual(Object.keys(DEFAULT_SETTINGS).sort());
        expect(migrateSettings(read)).toEqual(read);
      }),
    );
  });

  it('survive storage unchanged', () => {
    const changed = { ...DEFAULT_SETTINGS, theme: 'dark' as const, inline: true };
    expect(migrateSettings(JSON.parse(JSON.stringify(changed)))).toEqual(changed);
  });
});

describe('rules for sites', () => {
  const settings = withSiteRule(DEFAULT_SETTINGS, 'www.Example.org', 'never');

  it('hold for the site and what is under it', () => {
    expect(siteRule(settings, 'example.org')).toBe('never');
    expect(siteRule(settings, 'news.example.org')).toBe('never');
    expect(siteRule(settings, 'otherexample.org')).toBeNull();
  });

  it('of the nearest name win, and can be taken away', () => {
    const both = withSiteRule(settings, 'news.example.org', 'always');
    expect(siteRule(both, 'news.example.org')).toBe('always');
    expect(siteRule(withSiteRule(both, 'news.example.org', null), 'news.example.org')).toBe('never');
  });

  it('are not confused by names that every object has', () => {
    expect(siteRule(DEFAULT_SETTINGS, 'constructor')).toBeNull();
  });
});
