import { formatNumber } from '../ui/format.ts';

const MINUTE = 60_000;
const DAY = 86_400_000;

/** `10 min`, `3 d`, `2.1 mths` in the UI's language; `ms` is a length of time. */
export function intervalText(ms: number): string {
  const days = ms / DAY;
  if (ms < 60 * MINUTE) return unit(Math.max(1, Math.round(ms / MINUTE)), 'minute');
  if (days < 0.9) return unit(Math.round(ms / (60 * MINUTE)), 'hour');
  if (days < 45) return unit(Math.round(days), 'day');
  if (days < 365) return unit(Math.round((days / 30.4) * 10) / 10, 'month');
  return unit(Math.round((days / 365) * 10) / 10, 'year');
}

function unit(value: number, name: 'minute' | 'hour' | 'day' | 'month' | 'year'): string {
  return formatNumber(value, { style: 'unit', unit: name, unitDisplay: 'short' });
}

export const percentText = (share: number) =>
  formatNumber(share, { style: 'percent', maximumFractionDigits: 1 });
