// A simulated year: cards and log as a learner's library holds them after it.
import type { CardRow, KeptNameRow, ReviewRow } from '../../../lib/library/rows.ts';
import { newCard } from '../../../lib/review/make-cards.ts';
import { type Rating, Scheduler } from '../../../lib/review/scheduler.ts';
import { answered } from '../../../lib/review/session.ts';
import { sampleNames } from './sample-names.ts';

const DAY = 86_400_000;

export interface StudiedYear {
  names: KeptNameRow[];
  cards: CardRow[];
  reviews: ReviewRow[];
}

/** mulberry32: the same year for the same seed. */
function random(seed: number): () => number {
  let a = seed;
  return () => {
    a = (a + 0x6d2b79f5) | 0;
    let t = Math.imul(a ^ (a >>> 15), 1 | a);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

/**
 * `cardCount` cards (two of each name), begun evenly over the year up to `now`, answered when due in the evening with the
 * chance of knowing them that FSRS foretells; the year's forgotten ones are asked again until `reviewCount` answers are there.
 */
export function studiedYear(cardCount: number, reviewCount: number, now: number, seed = 7): StudiedYear {
  const settings = { retention: 0.9, dayStartsAt: 4, leechLapses: 99 };
  const scheduler = new Scheduler(settings);
  const chance = random(seed);
  const names = sampleNames(Math.ceil(cardCount / 2), now - 366 * DAY, 2);
  let cards = names.flatMap((name) => [
    newCard(name, 'thai-english', name.createdAt),
    newCard(name, 'english-thai', name.createdAt),
  ]);
  cards = cards.slice(0, cardCount);
  const reviews: ReviewRow[] = [];
  const share = reviewCount / cardCount;
  const settled = cards.map((start, i) => {
    let card = start;
    let at = now - 365 * DAY + Math.floor((i / cardCount) * 300) * DAY + (i % 97) * 20_000;
    const wanted = Math.floor((i + 1) * share) - Math.floor(i * share);
    for (let n = 0; n < wanted; n++) {
      const known = card.state === 0 ? 0.8 : card.state === 2 ? scheduler.retrievability(card, at) : 0.85;
      const dice = chance();
      const rating: Rating = dice > known ? 1 : dice > known * 0.9 ? 2 : dice < known * 0.08 ? 4 : 3;
      const id = `0195${(reviews.length + 1).toString(16).padStart(4, '0')}-0000-7000-8000-000000000000`;
      const outcome = answered(
        card,
        rating,
        at,
        2000 + Math.floor(chance() * 9000),
        scheduler,
        settings,
        id,
        'session',
      );
      reviews.push(outcome.review);
      card = outcome.card;
      // Asked early where the year would not hold the wanted number of answers.
      const left = wanted - n - 1;
      const room = left ? Math.floor((now - 6 * DAY - at) / left) : 0;
      at = Math.max(at + 60_000, Math.min(card.due, at + Math.max(60_000, room)));
    }
    return card;
  });
  return { names, cards: settled, reviews: reviews.sort((a, b) => a.reviewedAt - b.reviewedAt) };
}
