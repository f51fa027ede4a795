import 'fake-indexeddb/auto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { LibraryDatabase } from '../../../lib/library/database.ts';
import type { CardRow } from '../../../lib/library/rows.ts';
import type { Result } from '../../../lib/result.ts';
import { dueCount } from '../../../lib/review/due-count.ts';
import { editName } from '../../../lib/review/edit-name.ts';
import { knownAmong } from '../../../lib/review/known-names.ts';
import { dayStart, localDay } from '../../../lib/review/local-day.ts';
import type { ReviewSettings } from '../../../lib/review/queue.ts';
import { countMeetings } from '../../../lib/review/reading-reviews.ts';
import { reschedule } from '../../../lib/review/reschedule.ts';
import { ReviewSession } from '../../../lib/review/session.ts';
import { sampleNames } from './sample-names.ts';

const EVENING = new Date(2025, 2, 14, 20, 0).getTime();
const DAY = 86_400_000;
const settings: ReviewSettings = {
  retention: 0.9,
  newPerDay: 15,
  reviewsPerDay: 200,
  templates: ['thai-english', 'english-thai', 'acronym-name'],
  showDueBadge: false,
  countWildMeetings: false,
  quietKnown: true,
  dayStartsAt: 4,
  leechLapses: 8,
};

let db: LibraryDatabase;
beforeEach(() => {
  db = new LibraryDatabase(`review-${Math.random()}`);
});
afterEach(() => db.delete());

function value<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(`${result.error.name}: ${result.error.detail}`);
  return result.value;
}

async function open(now = EVENING, wishes: Partial<ReviewSettings> = {}): Promise<ReviewSession> {
  const session = new ReviewSession(db, { ...settings, ...wishes });
  value(await session.load(now));
  value(await session.addNewCards(now));
  return session;
}
async function keep(count: number): Promise<void> {
  await db.keptNames.bulkPut(sampleNames(count, EVENING - DAY));
}
const answer = async (session: ReviewSession, rating: 1 | 2 | 3 | 4, now: number) =>
  value(await session.answer(session.queue(now).next!, rating, now, 3000));

describe('making cards', () => {
  it('makes one card for each chosen template that a name has the parts for, once', async () => {
    await keep(7);
    const session = await open();
    // Seven names by three templates; จุฬาลงกรณ์มหาวิทยาลัย has no acronym.
    expect(await db.cards.count()).toBe(20);
    expect(value(await session.addNewCards(EVENING))).toBe(false);
    expect(await db.cards.count()).toBe(20);
  });

  it('leaves out names in the bin', async () => {
    await keep(3);
    await db.keptNames.toCollection().modify({ deletedAt: EVENING });
    const session = await open();
    expect(session.queue(EVENING).next).toBeNull();
  });
});

describe('the queue', () => {
  it('asks a name once a day: its siblings wait', async () => {
    await keep(4);
    const session = await open();
    expect(session.queue(EVENING).counts.fresh).toBe(4);
    await answer(session, 4, EVENING);
    expect(session.queue(EVENING).counts.fresh).toBe(3);
    const tomorrow = await open(EVENING + DAY);
    expect(tomorrow.queue(EVENING + DAY).counts.fresh).toBe(4);
  });

  it('keeps to the daily limit of new cards, also when opened again', async () => {
    await keep(8);
    let session = await open(EVENING, { newPerDay: 3 });
    await answer(session, 4, EVENING);
    session = await open(EVENING + 1000, { newPerDay: 3 });
    expect(session.queue(EVENING + 1000).counts.fresh).toBe(2);
  });

  it('brings a forgotten card back within the session, and ends when all are done', async () => {
    await keep(1);
    const session = await open();
    const first = session.queue(EVENING).next!;
    await answer(session, 1, EVENING);
    expect(session.queue(EVENING + 1000).next?.id).toBe(first.id);
    await answer(session, 3, EVENING + 60_000);
    await answer(session, 3, EVENING + 660_000);
    expect(session.queue(EVENING + 700_000)).toMatchObject({ next: null, remaining: 0, answered: 3 });
  });

  it('belongs to the evening until the day begins at four in the morning', async () => {
    await keep(1);
    const night = new Date(2025, 2, 15, 2, 30).getTime();
    expect(localDay(night, 4)).toBe(localDay(EVENING, 4));
    expect(localDay(new Date(2025, 2, 15, 4, 0).getTime(), 4)).toBe(localDay(EVENING, 4) + 1);
    expect(dayStart(localDay(night, 4), 4)).toBe(new Date(2025, 2, 14, 4).getTime());
  });

  it('is the same for another tab and after a crash: nothing but the rows makes it', async () => {
    await keep(8);
    const session = await open();
    for (const rating of [3, 1, 4, 2] as const) await answer(session, rating, EVENING);
    const again = new ReviewSession(db, settings);
    value(await again.load(EVENING));
    expect(again.queue(EVENING)).toEqual(session.queue(EVENING));
  });

  it('tells the popup the same number', async () => {
    await keep(5);
    const session = await open();
    expect(value(await dueCount(db, EVENING, settings))).toBe(session.queue(EVENING).remaining);
  });
});

describe('an answer', () => {
  it('is the card and its log, in one', async () => {
    await keep(1);
    const session = await open();
    const { card, review } = await answer(session, 3, EVENING);
    expect(await db.cards.get(card.id)).toEqual(card);
    expect(await db.reviews.toArray()).toEqual([review]);
    expect(review).toMatchObject({ rating: 3, reviewedAt: EVENING, durationMs: 3000, undone: false });
    expect(review.before).toMatchObject({ state: 0, reps: 0 });
  });

  it('that is sent twice is counted once', async () => {
    await keep(1);
    const session = await open();
    const shown = session.queue(EVENING).next!;
    value(await session.answer(shown, 3, EVENING, 100, '01930000-0000-7000-8000-00000000abcd'));
    const second = await session.answer(shown, 3, EVENING + 5, 100, '01930000-0000-7000-8000-00000000abcd');
    expect(second.ok).toBe(false);
    expect(await db.reviews.count()).toBe(1);
    expect((await db.cards.get(shown.id))!.reps).toBe(1);
  });

  it('from a second tab that shows the same card is not written over the first', async () => {
    await keep(1);
    const here = await open();
    const there = await open();
    const shown = there.queue(EVENING).next!;
    await answer(here, 4, EVENING + 10);
    expect((await there.answer(shown, 1, EVENING + 20, 100)).ok).toBe(false);
    expect(await db.reviews.count()).toBe(1);
    expect(there.queue(EVENING + 30).next?.id).not.toBe(shown.id);
  });

  it('can be undone: the card is as before, the log keeps both', async () => {
    await keep(2);
    const session = await open();
    const before = session.queue(EVENING).next!;
    await answer(session, 1, EVENING);
    value(await session.undo(EVENING + 1000));
    const { updatedAt: _a, ...now } = (await db.cards.get(before.id))!;
    const { updatedAt: _b, ...then } = before;
    expect(now).toEqual(then);
    expect(await db.reviews.toArray()).toMatchObject([{ undone: true }]);
    expect(session.queue(EVENING + 1000).next?.id).toBe(before.id);
    expect(value(await session.undo(EVENING + 2000))).toBeNull();
  });

  it('that makes a card a leech suspends it, and undoing resumes it', async () => {
    await keep(1);
    const session = await open(EVENING, { leechLapses: 2, templates: ['thai-english'] });
    let now = EVENING;
    const next = async (rating: 1 | 2 | 3 | 4) => {
      const [card] = await db.cards.toArray();
      now = Math.max(now + 1000, card!.due);
      const at = new ReviewSession(db, { ...settings, leechLapses: 2, templates: ['thai-english'] });
      value(await at.load(now));
      return value(await at.answer(card!, rating, now, 100));
    };
    await next(4);
    expect((await next(1)).leech).toBe(false);
    await next(3);
    expect((await next(1)).leech).toBe(true);
    expect((await db.cards.toArray())[0]!.suspended).toBe(true);
    value(await session.load(now));
    value(await session.undo(now + 1));
    expect((await db.cards.toArray())[0]!.suspended).toBe(false);
  });
});

describe('rescheduling', () => {
  it('leads from the log to the very same cards', async () => {
    await keep(6);
    const session = await open();
    for (const rating of [3, 4, 1, 2, 3] as const) await answer(session, rating, EVENING);
    expect(value(await reschedule(db, settings, EVENING + 1))).toBe(0);
  });

  it('moves the due dates when another retention is wanted, and leaves the log', async () => {
    await keep(4);
    const session = await open();
    for (let i = 0; i < 4; i++) await answer(session, 4, EVENING);
    const log = await db.reviews.toArray();
    const due = async () => (await db.cards.toArray()).map((card: CardRow) => card.due);
    const before = await due();
    expect(value(await reschedule(db, { ...settings, retention: 0.8 }, EVENING))).toBe(4);
    expect((await due()).filter((d, i) => d > before[i]!)).toHaveLength(4);
    expect(await db.reviews.toArray()).toEqual(log);
  });

  it('puts together the logs of two machines', async () => {
    await keep(1);
    const session = await open(EVENING, { templates: ['thai-english'] });
    await answer(session, 4, EVENING);
    const [card] = await db.cards.toArray();
    const [first] = await db.reviews.toArray();
    await db.reviews.add({
      ...first!,
      id: 'from-the-other-machine',
      reviewedAt: EVENING + 9 * DAY,
      rating: 3,
    });
    expect(value(await reschedule(db, settings, EVENING + 10 * DAY))).toBe(1);
    const [merged] = await db.cards.toArray();
    expect(merged).toMatchObject({ reps: 2, lastReview: EVENING + 9 * DAY });
    expect(merged!.stability).toBeGreaterThan(card!.stability);
  });
});

describe('reading and reviewing', () => {
  const learned = { state: 2, reps: 5, scheduledDays: 30, lastReview: EVENING - 31 * DAY, difficulty: 5 };

  it('knows a name by heart when every learned card of it holds for three weeks', async () => {
    await keep(2);
    await open();
    const [a, b] = sampleNames(2, 0);
    await db.cards
      .where('keptId')
      .equals(a!.id)
      .modify({ ...learned, stability: 30 });
    await db.cards
      .where('keptId')
      .equals(b!.id)
      .modify({ ...learned, stability: 10 });
    expect(value(await knownAmong(db, [a!.key, b!.key, 'ไม่เคยเก็บ']))).toEqual([a!.key]);
  });

  it('counts a due name met on a page once a day, as reading', async () => {
    await keep(2);
    await open();
    const [a, b] = sampleNames(2, 0);
    await db.cards
      .where('keptId')
      .equals(a!.id)
      .modify({ ...learned, stability: 30, due: EVENING - DAY });
    expect(value(await countMeetings(db, [a!.key, b!.key], settings, EVENING))).toBe(1);
    expect(value(await countMeetings(db, [a!.key, b!.key], settings, EVENING + 1000))).toBe(0);
    expect(await db.reviews.toArray()).toMatchObject([{ source: 'reading', rating: 3 }]);
  });
});

describe('editing in place', () => {
  it('changes the name and marks the gloss as the learner’s own', async () => {
    await keep(2);
    const [name] = await db.keptNames.toArray();
    const edit = { thai: name!.thai, english: 'Election Commission', acronyms: ['กกต.', ' '], note: 'ดูข่าว' };
    const edited = value(await editName(db, name!.id, edit, (x) => x, EVENING));
    expect(edited).toMatchObject({ english: 'Election Commission', acronyms: ['กกต.'], glossSource: 'user' });
  });

  it('refuses an empty name and the name of another', async () => {
    await keep(2);
    const [a, b] = await db.keptNames.toArray();
    const nothing = { thai: ' ', english: '', acronyms: [], note: '' };
    expect(await editName(db, a!.id, nothing, (x) => x, EVENING)).toMatchObject({ ok: false });
    const same = { thai: b!.thai, english: 'X', acronyms: [], note: '' };
    expect(await editName(db, a!.id, same, (x) => x, EVENING)).toMatchObject({
      error: { name: 'bad-input' },
    });
  });
});
