import { State } from 'ts-fsrs';
import type { CardRow, ReviewRow } from '../library/rows.ts';
import type { Settings } from '../settings.ts';
import { dayStart, localDay } from './local-day.ts';

export type ReviewSettings = Settings['review'];

/** When nothing else is left, cards in their learning steps are shown this much early (ms), as Anki's learn-ahead limit. */
export const LEARN_AHEAD = 20 * 60_000;

export interface QueueInput {
  /** Cards due before the day ends, in any order; more do no harm. */
  cards: Iterable<CardRow>;
  /** Reviews since the day began; undone ones are passed over. */
  today: readonly ReviewRow[];
  settings: ReviewSettings;
  now: number;
  /** Ids of kept names that are in the bin. */
  gone?: ReadonlySet<string>;
}

export interface Queue {
  /** What to show now; null: nothing until `wakeAt`, or for today. */
  next: CardRow | null;
  /** Like `next`, but the one after it if that is not answered with "again": to be read ahead. */
  afterNext: CardRow | null;
  counts: { learning: number; review: number; fresh: number };
  remaining: number;
  /** Answers given in sessions today. */
  answered: number;
  /** When the earliest waiting learning step comes due (ms), if nothing can be shown before. */
  wakeAt: number | null;
}

/**
 * The queue of today. A pure function of what is stored and of the clock, so a session that was cut off by a crash goes on
 * where it stopped, in the same order, with nothing but the database to remember it.
 */
export function buildQueue({ cards, today, settings, now, gone }: QueueInput): Queue {
  const day = localDay(now, settings.dayStartsAt);
  const dayEnd = dayStart(day + 1, settings.dayStartsAt);
  const valid = today.filter((review) => !review.undone);
  const inSession = valid.filter((review) => review.source === 'session');
  const answeredCards = new Set(valid.map((review) => review.cardId));
  const answeredNames = new Set(valid.map((review) => review.before.keptId));
  const newToday = new Set(inSession.filter((r) => r.before.state === State.New).map((r) => r.cardId)).size;
  const reviewedToday = new Set(inSession.filter((r) => r.before.state === State.Review).map((r) => r.cardId))
    .size;

  const learning: CardRow[] = [];
  const review: CardRow[] = [];
  const fresh: CardRow[] = [];
  for (const card of cards) {
    if (card.suspended || card.deletedAt !== null || gone?.has(card.keptId)) continue;
    if (!settings.templates.includes(card.template)) continue;
    if (card.buriedUntilDay !== null && card.buriedUntilDay >= day) continue;
    if (card.state === State.Learning || card.state === State.Relearning) {
      if (card.due < dayEnd) learning.push(card);
    } else if (card.state === State.Review) {
      if (card.due < dayEnd) review.push(card);
    } else fresh.push(card);
  }
  learning.sort((a, b) => a.due - b.due || order(a, b));
  const shuffled = new Map(review.map((card) => [card.id, hash(`${day}${card.id}`)]));
  const mixed = (card: CardRow) => shuffled.get(card.id)!;
  const dueDay = new Map(review.map((card) => [card.id, localDay(card.due, settings.dayStartsAt)]));
  review.sort((a, b) => dueDay.get(a.id)! - dueDay.get(b.id)! || mixed(a) - mixed(b) || order(a, b));
  fresh.sort((a, b) => a.createdAt - b.createdAt || order(a, b));

  // A name is asked once a day: the sibling of a card that was answered, or that stands before it, waits for tomorrow.
  const taken = new Set(answeredNames);
  for (const card of learning) taken.add(card.keptId);
  const once = (list: CardRow[], limit: number) => {
    const out: CardRow[] = [];
    for (const card of list) {
      if (out.length >= limit) break;
      if (taken.has(card.keptId) || answeredCards.has(card.id)) continue;
      taken.add(card.keptId);
      out.push(card);
    }
    return out;
  };
  const reviews = once(review, Math.max(0, settings.reviewsPerDay - reviewedToday));
  const news = once(fresh, Math.max(0, settings.newPerDay - newToday));

  const inOrder = interleave(reviews, news, reviewedToday, newToday);
  const ready = learning.filter((card) => card.due <= now);
  const ahead = learning.filter((card) => card.due > now && card.due <= now + LEARN_AHEAD);
  const line = [...ready, ...inOrder, ...ahead];
  const waiting = learning.find((card) => card.due > now);
  return {
    next: line[0] ?? null,
    afterNext: line[1] ?? null,
    counts: { learning: learning.length, review: reviews.length, fresh: news.length },
    remaining: learning.length + reviews.length + news.length,
    answered: inSession.length,
    wakeAt: line.length === 0 && waiting ? waiting.due - LEARN_AHEAD : null,
  };
}

/** New cards spread evenly over the day's reviews; counts what was shown before, so that it goes on in step. */
function interleave(reviews: CardRow[], news: CardRow[], reviewsDone: number, newDone: number): CardRow[] {
  const totalReviews = reviews.length + reviewsDone;
  const totalNew = news.length + newDone;
  const out: CardRow[] = [];
  let r = 0;
  let n = 0;
  while (r < reviews.length || n < news.length) {
    const newIsBehind = (n + newDone + 0.5) * totalReviews < (r + reviewsDone + 0.5) * totalNew;
    if (n < news.length && (r >= reviews.length || newIsBehind)) out.push(news[n++]!);
    else out.push(reviews[r++]!);
  }
  return out;
}

const order = (a: CardRow, b: CardRow) => (a.id < b.id ? -1 : a.id > b.id ? 1 : 0);

/** FNV-1a, 32 bits: a fixed shuffle. */
function hash(text: string): number {
  let value = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) value = Math.imul(value ^ text.charCodeAt(i), 0x01000193);
  return value >>> 0;
}
