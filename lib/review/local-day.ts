/** Days of reviewing: they begin at a chosen hour of local time, so that a session after midnight still belongs to the evening. */
const DAY = 86_400_000;

/** Number of the local day that holds `at` (ms): days since 1970-01-01, a day beginning at `startHour` o'clock. */
export function localDay(at: number, startHour: number): number {
  const date = new Date(at);
  const early = date.getHours() < startHour ? 1 : 0;
  return Date.UTC(date.getFullYear(), date.getMonth(), date.getDate()) / DAY - early;
}

/** The moment (ms) at which a local day begins; days of clock changes are 23 or 25 hours long. */
export function dayStart(day: number, startHour: number): number {
  const date = new Date(day * DAY);
  return new Date(date.getUTCFullYear(), date.getUTCMonth(), date.getUTCDate(), startHour).getTime();
}

/** `2025-03-09` for a day number. */
export const dayIso = (day: number): string => new Date(day * DAY).toISOString().slice(0, 10);

/**
 * The moment as the scheduler must see it. ts-fsrs counts elapsed days by UTC dates; shifting the clock so that UTC midnight
 * falls on the local start of the day makes it count the learner's own days.
 */
export function schedulerShift(at: number, startHour: number): number {
  return -new Date(at).getTimezoneOffset() * 60_000 - startHour * 3_600_000;
}
