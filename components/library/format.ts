import { uiLanguage } from '../../lib/i18n.ts';

/** Dates and numbers in the language of the UI, in the Gregorian calendar: a library shows one calendar. */
const formats = new Map<string, Intl.DateTimeFormat>();

function format(options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = JSON.stringify(options);
  const known = formats.get(key);
  if (known) return known;
  const made = new Intl.DateTimeFormat(`${uiLanguage()}-u-ca-gregory-nu-latn`, options);
  formats.set(key, made);
  return made;
}

/** The day an article was published, as its own time zone has it: the ISO date's first ten characters. */
export function formatDay(iso: string | null): string {
  if (!iso || !/^\d{4}-\d{2}-\d{2}/.test(iso)) return '';
  const [year, month, day] = iso.slice(0, 10).split('-').map(Number);
  return format({ day: 'numeric', month: 'short', year: 'numeric', timeZone: 'UTC' }).format(
    Date.UTC(year!, month! - 1, day!),
  );
}

export function formatTime(ms: number): string {
  return format({ dateStyle: 'medium', timeStyle: 'short' }).format(ms);
}

export function formatNumber(value: number): string {
  return new Intl.NumberFormat(uiLanguage()).format(value);
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
  return `${new Intl.NumberFormat(uiLanguage(), { maximumFractionDigits: value < 10 && unit > 0 ? 1 : 0 }).format(value)} ${units[unit]}`;
}
