import { useCallback, useEffect, useRef, useState } from 'react';
import type { LibraryDatabase } from '../../lib/library/database.ts';
import type { CardRow, KeptNameRow } from '../../lib/library/rows.ts';
import { uuid7 } from '../../lib/library/uuid.ts';
import type { NamedError } from '../../lib/result.ts';
import type { Queue, ReviewSettings } from '../../lib/review/queue.ts';
import type { CardMemory, Rating } from '../../lib/review/scheduler.ts';
import { ReviewSession } from '../../lib/review/session.ts';
import type { Opening } from './opening.ts';

export interface Shown {
  card: CardRow;
  name: KeptNameRow;
  /** What each answer would lead to. */
  preview: Record<Rating, CardMemory>;
  /** Id of the review that answering will write: the same answer twice is one review. */
  reviewId: string;
  /** performance.now() */
  shownAt: number;
}

export type SessionState =
  | { at: 'loading' }
  | { at: 'failed'; error: NamedError }
  | { at: 'card'; shown: Shown; queue: Queue; revealed: boolean; editing: boolean }
  | { at: 'done'; queue: Queue };

/** Longest time counted for one answer, ms: who leaves the desk does not spoil the figures. */
const LONGEST_ANSWER = 60_000;

export interface SessionControls {
  state: SessionState;
  reveal(): void;
  rate(rating: Rating): Promise<{ leech: boolean } | null>;
  undo(): Promise<boolean>;
  suspend(): Promise<CardRow | null>;
  bury(): Promise<CardRow | null>;
  takeBack(what: 'suspend' | 'bury', card: CardRow): Promise<void>;
  edit(on: boolean): void;
  edited(name: KeptNameRow): void;
}

/** A session over the stored cards as React sees it. One thing is done at a time: a second key during a write is not lost, but waits. */
export function useSession(
  db: LibraryDatabase,
  settings: ReviewSettings,
  opening: Opening,
  onError: (e: NamedError) => void,
): SessionControls {
  const [state, render] = useState<SessionState>({ at: 'loading' });
  // Keys come faster than React renders: what is decided on is the state last set, not the state last drawn.
  const now = useRef(state);
  const setState = useCallback((next: SessionState | ((before: SessionState) => SessionState)) => {
    now.current = typeof next === 'function' ? next(now.current) : next;
    render(now.current);
  }, []);
  const session = useRef<ReviewSession | null>(null);
  const busy = useRef<Promise<unknown>>(Promise.resolve());
  const report = useRef(onError);
  report.current = onError;

  const show = useCallback(
    async (pinned?: CardRow) => {
      const current = session.current;
      if (!current) return;
      // A name that was deleted meanwhile takes its cards out of the queue, so this ends.
      for (;;) {
        const queue = current.queue(Date.now());
        const card = pinned ?? queue.next;
        if (!card) {
          setState({ at: 'done', queue });
          return;
        }
        const named = await current.nameOf(card);
        if (!named.ok) {
          setState({ at: 'failed', error: named.error });
          return;
        }
        if (!named.value) {
          pinned = undefined;
          continue;
        }
        const following = queue.next?.id === card.id ? queue.afterNext : queue.next;
        if (following) current.readAhead(following);
        setState({
          at: 'card',
          shown: {
            card,
            name: named.value,
            preview: current.preview(card, Date.now()),
            reviewId: uuid7(),
            shownAt: performance.now(),
          },
          queue,
          revealed: false,
          editing: false,
        });
        return;
      }
    },
    [setState],
  );

  useEffect(() => {
    let left = false;
    const early = opening.take(settings);
    const opened = early?.session ?? new ReviewSession(db, settings);
    session.current = opened;
    void (async () => {
      const loaded = await (early?.loaded ?? opened.load(Date.now()));
      if (left) return;
      if (!loaded.ok) return setState({ at: 'failed', error: loaded.error });
      // What is due is shown at once; names kept since the last session join behind it.
      const something = opened.queue(Date.now()).next !== null;
      if (something) await show();
      if (left) return;
      const added = await opened.addNewCards(Date.now());
      if (left) return;
      if (!added.ok) report.current(added.error);
      if (!something) await show();
      else if (added.ok && added.value)
        setState((before) =>
          before.at === 'card' ? { ...before, queue: opened.queue(Date.now()) } : before,
        );
    })();
    return () => {
      left = true;
    };
  }, [db, settings, opening, show, setState]);

  // Learning steps come due, and a new day begins, while the page lies open.
  const wakeAt = state.at === 'done' ? state.queue.wakeAt : null;
  useEffect(() => {
    const look = () => {
      const opened = session.current;
      if (!opened || document.visibilityState !== 'visible' || now.current.at !== 'done') return;
      if (opened.isOver(Date.now()))
        void opened.load(Date.now()).then((loaded) => (loaded.ok ? show() : undefined));
      else if (opened.queue(Date.now()).next) void show();
    };
    document.addEventListener('visibilitychange', look);
    const timer = wakeAt === null ? undefined : setTimeout(look, Math.max(0, wakeAt - Date.now()) + 50);
    return () => {
      document.removeEventListener('visibilitychange', look);
      clearTimeout(timer);
    };
  }, [wakeAt, show]);

  const inTurn = useCallback(<T>(work: () => Promise<T>): Promise<T> => {
    const next = busy.current.then(work);
    busy.current = next.catch(() => {
      // The caller is told by `next`.
    });
    return next;
  }, []);

  const failed = (error: NamedError) => report.current(error);

  const setAside = (change: 'suspend' | 'bury') =>
    inTurn(async () => {
      const before = now.current;
      if (before.at !== 'card' || !session.current) return null;
      const done = await session.current[change](before.shown.card, Date.now());
      if (!done.ok) failed(done.error);
      else await show();
      return done.ok ? before.shown.card : null;
    });

  return {
    state,
    reveal: () => setState((before) => (before.at === 'card' ? { ...before, revealed: true } : before)),
    rate: (rating) =>
      inTurn(async () => {
        const before = now.current;
        if (before.at !== 'card' || !before.revealed || before.editing || !session.current) return null;
        const { card, reviewId, shownAt } = before.shown;
        const spent = Math.min(LONGEST_ANSWER, performance.now() - shownAt);
        const stored = await session.current.answer(card, rating, Date.now(), spent, reviewId);
        if (!stored.ok) {
          if (stored.error.name === 'not-found') await show();
          failed(stored.error);
          return null;
        }
        if (session.current.isOver(Date.now())) await session.current.load(Date.now());
        await show();
        return { leech: stored.value.leech };
      }),
    undo: () =>
      inTurn(async () => {
        if (!session.current) return false;
        const undone = await session.current.undo(Date.now());
        if (!undone.ok) failed(undone.error);
        if (!undone.ok || !undone.value) return false;
        session.current.forgetAhead();
        await show(undone.value);
        return true;
      }),
    suspend: () => setAside('suspend'),
    bury: () => setAside('bury'),
    takeBack: (what, card) =>
      inTurn(async () => {
        if (!session.current) return;
        const done = await session.current[what === 'suspend' ? 'resume' : 'unbury'](card, Date.now());
        if (!done.ok) return failed(done.error);
        await show(session.current.cardById(card.id) ?? undefined);
      }),
    edit: (on) =>
      setState((before) =>
        before.at === 'card' ? { ...before, editing: on, revealed: before.revealed || on } : before,
      ),
    edited: (name) => {
      session.current?.forgetAhead();
      setState((before) =>
        before.at === 'card' ? { ...before, editing: false, shown: { ...before.shown, name } } : before,
      );
    },
  };
}
