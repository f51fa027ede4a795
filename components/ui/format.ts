import { type Language, uiLanguage } from '../../lib/i18n.ts';

/**
 * Dates and numbers as pages show them: one calendar for each language of the UI, with Arabic digits. Thai readers count by the
 * Buddhist Era, everybody else by the Common Era. Files that leave (exports, backups) keep ISO dates.
 */
const LOCALES: Record<Language, string> = {
  // British, as the English texts are: 10 Nov 2022.
  en: 'en-GB-u-ca-gregory-nu-latn',
  th: 'th-TH-u-ca-buddhist-nu-latn',
  'zh-CN': 'zh-CN-u-ca-gregory-nu-latn',
};
const BUDDHIST_ERA = 543;
const DAY = 86_400_000;

const formats = new Map<string, Intl.DateTimeFormat>();

function format(options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const locale = LOCALES[uiLanguage()];
  const key = locale + JSON.stringify(options);
  const known = formats.get(key);
  if (known) return known;
  const made = new Intl.DateTimeFormat(locale, options);
  formats.set(key, made);
  return made;
}

const day = () => format({ day: 'numeric', month: 'short', year: 'numeric', timeZone: 'UTC' });

/** The day an article was published, as its own time zone has it: the ISO date's first ten characters. */
export function formatDay(iso: string | null): string {
  if (!iso || !/^\d{4}-\d{2}-\d{2}/.test(iso)) return '';
  const [year, month, date] = iso.slice(0, 10).split('-').map(Number);
  return day().format(Date.UTC(year!, month! - 1, date!));
}

/** A month, from `2024-05` or a date in it. */
export function formatMonth(iso: string): string {
  const [year, month] = iso.slice(0, 7).split('-').map(Number);
  return format({ month: 'short', year: 'numeric', timeZone: 'UTC' }).format(Date.UTC(year!, month! - 1, 1));
}

/** A year of the Common Era. */
export const formatYear = (year: number): string =>
  String(uiLanguage() === 'th' ? year + BUDDHIST_ERA : year);

/** The day of a moment on the reader's own clock. */
export const formatDate = (ms: number): string =>
  format({ day: 'numeric', month: 'short', year: 'numeric' }).format(ms);

export function formatTime(ms: number): string {
  return format({ dateStyle: 'medium', timeStyle: 'short' }).format(ms);
}

/** The day of the week in a letter or two, of a day counted from 1 January 1970. */
export const formatWeekday = (days: number): string =>
  format({ weekday: 'narrow', timeZone: 'UTC' }).format(days * DAY);

/** What stands below a tick of a time axis (UTC): months or days by name, and below the first and wherever a year begins, the year. */
export function formatTick(date: Date, index = 0, ticks: readonly Date[] = [date]): string {
  const year = formatYear(date.getUTCFullYear());
  if (ticks.every((tick) => tick.getUTCMonth() === 0 && tick.getUTCDate() === 1)) return year;
  const before = ticks[index - 1];
  const byMonths = ticks.every((tick) => tick.getUTCDate() === 1);
  const options: Intl.DateTimeFormatOptions = byMonths
    ? { month: 'short' }
    : { day: 'numeric', month: 'short' };
  const text = format({ ...options, timeZone: 'UTC' }).format(date);
  return before?.getUTCFullYear() === date.getUTCFullYear() ? text : `${text}\n${year}`;
}

export function formatNumber(value: number, options: Intl.NumberFormatOptions = {}): string {
  return new Intl.NumberFormat(LOCALES[uiLanguage()], options).format(value);
}

/** Bytes as a person reads them. */
export function formatBytes(bytes: number): string {
  const units = ['B', 'KB', 'MB', 'GB'];
  let value = bytes;
  let unit = 0;
  while (value >= 1000 && unit < units.length - 1) {
    value /= 1000;
    unit++;
  }
  return `${formatNumber(value, { maximumFractionDigits: value < 10 && unit > 0 ? 1 : 0 })} ${units[unit]}`;
}
