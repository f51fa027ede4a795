import * as v from 'valibot';
import { browser } from 'wxt/browser';
import { CARD_TEMPLATES } from './library/rows.ts';
import type { MentionKind } from './recognition/types.ts';

/**
 * Everything the reader can set: typed, with defaults, versioned. Kept under one key of storage.local. A field that cannot
 * be read falls back to its default by itself, so that one bad value does not cost the others.
 */
export const SETTINGS_KEY = 'settings';
export const SETTINGS_VERSION = 1;

export const LINES = ['solid', 'dotted', 'wavy', 'none'] as const;
export const SITE_RULES = ['never', 'always'] as const;
/** How pointing opens the card: by resting on a name, with a key held, or not at all (a click does). */
export const MODIFIERS = ['none', 'alt', 'control', 'shift', 'click'] as const;
export const THEMES = ['system', 'light', 'dark'] as const;
export const SPEECH = ['thai', 'english', 'both'] as const;

export interface HighlightStyle {
  line: (typeof LINES)[number];
  tint: boolean;
  /** `#rrggbb`, or null for the colour of the kind, which knows light from dark. */
  colour: string | null;
}

/** An optional field that falls back to `fallback` when it is missing or wrong. */
const field = <S extends v.GenericSchema>(schema: S, fallback: v.InferOutput<S>) =>
  v.optional(v.fallback(schema, fallback as never), fallback as never) as unknown as v.GenericSchema<
    unknown,
    v.InferOutput<S>
  >;
const flag = (fallback: boolean) => field(v.boolean(), fallback);
const number = (min: number, max: number, fallback: number) =>
  field(v.pipe(v.number(), v.minValue(min), v.maxValue(max)), fallback);

const style = (fallback: HighlightStyle) =>
  field(
    v.object({
      line: field(v.picklist(LINES), fallback.line),
      tint: flag(fallback.tint),
      colour: field(v.nullable(v.pipe(v.string(), v.regex(/^#[0-9a-f]{6}$/i))), fallback.colour),
    }) as unknown as v.GenericSchema<unknown, HighlightStyle>,
    fallback,
  );

export const DEFAULT_STYLES: Record<MentionKind, HighlightStyle> = {
  name: { line: 'solid', tint: true, colour: null },
  short: { line: 'solid', tint: true, colour: null },
  acronym: { line: 'solid', tint: false, colour: null },
  event: { line: 'solid', tint: false, colour: null },
  abbreviation: { line: 'dotted', tint: false, colour: null },
};

const HOST = v.pipe(v.string(), v.maxLength(253), v.regex(/^[^\s/]+$/));

/** A part of the settings that is an object: read field by field from whatever is there. */
const part = <E extends v.ObjectEntries>(entries: E) =>
  v.pipe(
    v.unknown(),
    v.transform((value) =>
      typeof value === 'object' && value !== null && !Array.isArray(value) ? value : {},
    ),
    v.object(entries),
  );
const optionalPart = <E extends v.ObjectEntries>(entries: E) => v.optional(part(entries), {});

const SettingsSchema = part({
  version: v.optional(v.unknown()),
  /** The one switch for highlighting on every page. */
  enabled: flag(true),
  /** Host names without `www.`; the rule holds for their subdomains too. */
  sites: field(v.record(HOST, v.picklist(SITE_RULES)), {}),
  /** What gets a highlight and a card. */
  explain: optionalPart({
    organisations: flag(true),
    acronyms: flag(true),
    events: flag(true),
    abbreviations: flag(true),
    months: flag(true),
  }),
  styles: optionalPart({
    name: style(DEFAULT_STYLES.name),
    short: style(DEFAULT_STYLES.short),
    acronym: style(DEFAULT_STYLES.acronym),
    event: style(DEFAULT_STYLES.event),
    abbreviation: style(DEFAULT_STYLES.abbreviation),
  }),
  card: optionalPart({
    /** From resting on a name to its card, ms. */
    delayMs: number(0, 2000, 120),
    /** From leaving a name or its card to the card's end, ms: time to cross the gap. */
    graceMs: number(0, 2000, 260),
    /** The card opens by pointing only while this key is down. */
    modifier: field(v.picklist(MODIFIERS), 'none'),
    /** `{thai}`, `{english}`, `{acronyms}`; a part in brackets falls away when a name in it is empty. */
    copyTemplate: field(
      v.pipe(v.string(), v.minLength(1), v.maxLength(300)),
      '{thai} ({english}[; {acronyms}])',
    ),
    speech: field(v.picklist(SPEECH), 'thai'),
  }),
  /** English in small type after the first mention. */
  inline: flag(false),
  /** Keys inside the page, beside those of the browser's own shortcuts page. */
  pageKeys: flag(true),
  theme: field(v.picklist(THEMES), 'system'),
  badge: flag(true),
  review: optionalPart({
    retention: number(0.7, 0.99, 0.9),
    newPerDay: number(0, 9999, 15),
    reviewsPerDay: number(0, 9999, 200),
    templates: field(v.pipe(v.array(v.picklist(CARD_TEMPLATES)), v.minLength(1)), [
      'thai-english',
      'acronym-name',
    ]),
    showDueBadge: flag(false),
    /** Meeting a due name on a page counts as a review. */
    countWildMeetings: flag(false),
    /** Names that are known are painted quieter. */
    quietKnown: flag(true),
    /** The hour at which a new day of reviewing begins, local time. */
    dayStartsAt: number(0, 12, 4),
    leechLapses: number(2, 50, 8),
  }),
  library: optionalPart({
    /** Days after which the library offers to write a backup; 0: never. */
    backupReminderDays: number(0, 365, 30),
    /** A copy of the library once a day, in another store of the browser (lib/exchange/safety-copy.ts). */
    safetyCopy: flag(true),
  }),
});

type Read = v.InferOutput<typeof SettingsSchema>;
export type Settings = Omit<Read, 'version'> & { version: typeof SETTINGS_VERSION };

/** Settings as any version stored them, or anything else that was found under their key, as settings of this version. */
export function migrateSettings(stored: unknown): Settings {
  const { version: _, ...read } = v.parse(SettingsSchema, stored ?? {});
  return { ...read, version: SETTINGS_VERSION };
}

export const DEFAULT_SETTINGS: Settings = migrateSettings({});

/** The settings as they are stored. Throws what the browser says where its storage cannot be read. */
export async function readSettings(): Promise<Settings> {
  const stored = await browser.storage.local.get(SETTINGS_KEY);
  return migrateSettings(stored[SETTINGS_KEY]);
}

/** The settings to work by: the defaults where storage cannot be read, since a reader without them shows nothing. */
export async function loadSettings(): Promise<Settings> {
  return readSettings().catch(() => DEFAULT_SETTINGS);
}

/**
 * Changes the settings as they are stored now, not as some page read them earlier: two pages that set different things at
 * once both keep their change (one lock over all contexts of the extension).
 */
export async function changeSettings(change: (settings: Settings) => Settings): Promise<Settings> {
  return navigator.locks.request('wonglep-settings', async () => {
    // Not `loadSettings`: a change must never write the defaults over what could not be read.
    const changed = migrateSettings(change(await readSettings()));
    await browser.storage.local.set({ [SETTINGS_KEY]: changed });
    return changed;
  });
}

/** Calls `listener` with the settings after each change; gives the function that ends it. */
export function watchSettings(listener: (settings: Settings) => void): () => void {
  const changed = (changes: Record<string, { newValue?: unknown }>, area: string) => {
    if (area === 'local' && SETTINGS_KEY in changes)
      listener(migrateSettings(changes[SETTINGS_KEY]?.newValue));
  };
  browser.storage.onChanged.addListener(changed);
  return () => browser.storage.onChanged.removeListener(changed);
}

/** A host as rules know it. */
export const siteOf = (host: string) => host.replace(/^www\./, '').toLowerCase();

/** The rule for a host: its own, or that of the nearest domain above it. */
export function siteRule(
  settings: Pick<Settings, 'sites'>,
  host: string,
): (typeof SITE_RULES)[number] | null {
  const labels = siteOf(host).split('.');
  for (let i = 0; i < labels.length; i++) {
    const name = labels.slice(i).join('.');
    if (Object.hasOwn(settings.sites, name)) return settings.sites[name]!;
  }
  return null;
}

/** The settings with the rule for a host set, or taken away (`null`). */
export function withSiteRule(
  settings: Settings,
  host: string,
  rule: (typeof SITE_RULES)[number] | null,
): Settings {
  const sites = { ...settings.sites };
  if (rule) sites[siteOf(host)] = rule;
  else delete sites[siteOf(host)];
  return { ...settings, sites };
}
