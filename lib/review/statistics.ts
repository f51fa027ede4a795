/** Figures of reviewing, from the log and the cards alone. Pure. */
import type { CardRow, KeptNameRow, ReviewRow } from '../library/rows.ts';
import { dayStart, localDay } from './local-day.ts';
import { Scheduler, type SchedulerSettings } from './scheduler.ts';

export interface DayFigure {
  /** Local day number. */
  day: number;
  reviews: number;
  /** Of answers to cards that had been learned (not new, not in steps): known and all. */
  known: number;
  asked: number;
  spentMs: number;
}

export interface Statistics {
  /** The days with answers, oldest first. */
  days: DayFigure[];
  /** Share of learned cards that were known when asked, by span; null: none was asked. */
  retention: { span: 'today' | 'week' | 'month' | 'all'; asked: number; share: number | null }[];
  /** Cards coming due on each of the next 30 days; overdue ones stand on today. */
  forecast: { day: number; cards: number }[];
  /** How long memories hold: cards by stability in days. */
  stability: { from: number; to: number; cards: number }[];
  cards: { fresh: number; learning: number; young: number; mature: number; suspended: number };
  /** Mean chance that a learned card is known now. */
  knownNow: number | null;
  hardest: {
    keptId: string;
    name: string;
    english: string;
    lapses: number;
    difficulty: number;
    answers: number;
  }[];
  streak: number;
}

/** From this stability on (days) a card counts as mature: three weeks, as Anki's. */
export const MATURE_DAYS = 21;
const STABILITY_EDGES = [0, 1, 3, 7, 14, 30, 60, 120, 240, 480, 36_500];
const FORECAST_DAYS = 30;

export function statistics(
  input: { cards: readonly CardRow[]; reviews: readonly ReviewRow[]; names: readonly KeptNameRow[] },
  settings: SchedulerSettings,
  now: number,
): Statistics {
  const names = new Map(input.names.filter((n) => n.deletedAt === null).map((name) => [name.id, name]));
  const cards = input.cards.filter((card) => names.has(card.keptId));
  const reviews = input.reviews.filter((review) => !review.undone);
  const today = localDay(now, settings.dayStartsAt);
  const days = daysOf(reviews, settings.dayStartsAt);
  const learned = cards.filter((card) => card.state !== 0);
  const scheduler = new Scheduler(settings);
  const count = (fits: (card: CardRow) => boolean) =>
    cards.filter((card) => !card.suspended && fits(card)).length;
  const chances = learned
    .filter((card) => card.state === 2)
    .map((card) => scheduler.retrievability(card, now));
  return {
    days,
    retention: (
      [
        ['today', 1],
        ['week', 7],
        ['month', 30],
        ['all', Number.POSITIVE_INFINITY],
      ] as const
    ).map(([span, length]) => {
      const inSpan = days.filter((day) => day.day > today - length);
      const asked = inSpan.reduce((sum, day) => sum + day.asked, 0);
      const known = inSpan.reduce((sum, day) => sum + day.known, 0);
      return { span, asked, share: asked ? known / asked : null };
    }),
    forecast: forecastOf(learned, today, settings.dayStartsAt),
    stability: STABILITY_EDGES.slice(0, -1).map((from, i) => {
      const to = STABILITY_EDGES[i + 1]!;
      return { from, to, cards: learned.filter((c) => c.stability >= from && c.stability < to).length };
    }),
    cards: {
      fresh: count((card) => card.state === 0),
      learning: count((card) => card.state === 1 || card.state === 3),
      young: count((card) => card.state === 2 && card.stability < MATURE_DAYS),
      mature: count((card) => card.state === 2 && card.stability >= MATURE_DAYS),
      suspended: cards.filter((card) => card.suspended).length,
    },
    knownNow: chances.length ? chances.reduce((a, b) => a + b, 0) / chances.length : null,
    hardest: hardestOf(learned, names),
    streak: streakOf(days, today),
  };
}

function daysOf(reviews: readonly ReviewRow[], startHour: number): DayFigure[] {
  const days = new Map<number, DayFigure>();
  // The log comes in order, so the day's bounds are worked out once a day and not once an answer.
  let from = 0;
  let to = 0;
  let figure: DayFigure | undefined;
  for (const review of reviews) {
    if (!figure || review.reviewedAt < from || review.reviewedAt >= to) {
      const day = localDay(review.reviewedAt, startHour);
      from = dayStart(day, startHour);
      to = dayStart(day + 1, startHour);
      figure = days.get(day) ?? { day, reviews: 0, known: 0, asked: 0, spentMs: 0 };
      days.set(day, figure);
    }
    figure.reviews++;
    figure.spentMs += review.durationMs;
    if (review.before.state === 2 && review.source === 'session') {
      figure.asked++;
      if (review.rating > 1) figure.known++;
    }
  }
  return [...days.values()].sort((a, b) => a.day - b.day);
}

function forecastOf(cards: readonly CardRow[], today: number, startHour: number): Statistics['forecast'] {
  const due = new Array<number>(FORECAST_DAYS).fill(0);
  for (const card of cards) {
    if (card.suspended) continue;
    const ahead = Math.max(0, localDay(card.due, startHour) - today);
    if (ahead < FORECAST_DAYS) due[ahead]!++;
  }
  return due.map((count, i) => ({ day: today + i, cards: count }));
}

function hardestOf(
  cards: readonly CardRow[],
  names: ReadonlyMap<string, KeptNameRow>,
): Statistics['hardest'] {
  return [...Map.groupBy(cards, (card) => card.keptId)]
    .map(([keptId, own]) => {
      const name = names.get(keptId)!;
      return {
        keptId,
        name: name.thai || name.acronyms[0] || name.english,
        english: name.english,
        lapses: own.reduce((sum, card) => sum + card.lapses, 0),
        difficulty: Math.max(...own.map((card) => card.difficulty)),
        answers: own.reduce((sum, card) => sum + card.reps, 0),
      };
    })
    .filter((name) => name.lapses > 0 || name.difficulty >= 7)
    .sort((a, b) => b.lapses - a.lapses || b.difficulty - a.difficulty || (a.keptId < b.keptId ? -1 : 1))
    .slice(0, 10);
}

/** Days in a row with answers, up to today or yesterday. */
function streakOf(days: readonly DayFigure[], today: number): number {
  const active = new Set(days.map((day) => day.day));
  let day = active.has(today) ? today : today - 1;
  let length = 0;
  while (active.has(day)) {
    length++;
    day--;
  }
  return length;
}
