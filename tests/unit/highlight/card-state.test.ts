import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type CardEvent,
  type CardState,
  CLOSED,
  reduceCard,
  shownBy,
  timerOf,
} from '../../../lib/highlight/card-state.ts';

const after = (...events: CardEvent[]): CardState => events.reduce(reduceCard, CLOSED);
const over = (mention: number | null, armed = true): CardEvent => ({ type: 'point', mention, armed });
const intent: CardEvent = { type: 'intent-elapsed' };
const grace: CardEvent = { type: 'grace-elapsed' };
const times = { delayMs: 120, graceMs: 260 };

describe('a card opened by pointing', () => {
  it('waits for the pointer to rest, then opens', () => {
    expect(after(over(3))).toEqual({ name: 'peeking', mention: 3 });
    expect(timerOf(after(over(3)), times)).toEqual({ event: intent, ms: 120 });
    expect(after(over(3), intent)).toMatchObject({ name: 'open', shown: { mention: 3, trail: [] } });
  });

  it('does not open when the pointer only passes by', () => {
    expect(after(over(3), over(null), intent)).toBe(CLOSED);
  });

  it('opens only with the modifier key, if one is asked for', () => {
    expect(after(over(3, false), intent)).toBe(CLOSED);
    expect(after(over(3), over(3, false), intent)).toBe(CLOSED);
  });

  it('leaves time to cross from the name to the card', () => {
    const leaving = after(over(3), intent, over(null));
    expect(leaving).toMatchObject({ name: 'open', leaving: true });
    expect(timerOf(leaving, times)).toEqual({ event: grace, ms: 260 });
    expect(reduceCard(leaving, { type: 'enter-card' })).toMatchObject({ name: 'open', leaving: false });
    expect(reduceCard(leaving, grace)).toBe(CLOSED);
  });

  it('stays on its name while another one is only passed over', () => {
    const passing = after(over(3), intent, over(4));
    expect(passing).toMatchObject({ shown: { mention: 3 }, next: 4 });
    expect(reduceCard(passing, intent)).toMatchObject({ shown: { mention: 4 }, next: null });
    expect(reduceCard(reduceCard(passing, { type: 'enter-card' }), intent)).toMatchObject({
      shown: { mention: 3 },
    });
  });
});

describe('a card that stays', () => {
  it('is pinned by a click on the name, and closed by its button or Escape alone', () => {
    const pinned = after({ type: 'press', mention: 2 });
    expect(pinned).toMatchObject({ name: 'pinned' });
    expect(reduceCard(pinned, over(null))).toBe(pinned);
    expect(reduceCard(pinned, over(7))).toBe(pinned);
    expect(reduceCard(pinned, { type: 'press', mention: null })).toBe(pinned);
    expect(reduceCard(pinned, { type: 'close' })).toBe(CLOSED);
  });

  it('goes back to pointing when it is unpinned', () => {
    expect(after({ type: 'press', mention: 2 }, { type: 'toggle-pin' })).toMatchObject({ name: 'open' });
  });

  it('opened by a tap is closed by a tap elsewhere', () => {
    const touched = after({ type: 'tap', mention: 1 });
    expect(touched).toMatchObject({ name: 'touch' });
    expect(reduceCard(touched, { type: 'tap', mention: null })).toBe(CLOSED);
    expect(reduceCard(touched, { type: 'tap', mention: 5 })).toMatchObject({
      name: 'touch',
      shown: { mention: 5 },
    });
  });

  it('opened by a key steps from name to name with the keys', () => {
    expect(after({ type: 'key-open', mention: 1 }, { type: 'step', mention: 4 })).toMatchObject({
      name: 'keyboard',
      shown: { mention: 4, trail: [] },
    });
  });
});

describe('walking through names', () => {
  it('goes from card to card and back to where it began', () => {
    const walked = after(
      { type: 'press', mention: 0 },
      { type: 'walk', entity: 'e5' },
      { type: 'walk', entity: 'e9' },
    );
    expect(shownBy(walked)?.trail).toEqual(['e5', 'e9']);
    const back = reduceCard(reduceCard(walked, { type: 'back' }), { type: 'back' });
    expect(shownBy(back)).toEqual({ mention: 0, trail: [] });
    expect(reduceCard(back, { type: 'back' })).toBe(back);
  });
});

describe('a page that changes under the card', () => {
  it('keeps the card on the same name, or closes it when the name is gone', () => {
    const open = after(over(3), intent);
    expect(reduceCard(open, { type: 'renumber', now: () => 8 })).toMatchObject({ shown: { mention: 8 } });
    expect(reduceCard(open, { type: 'renumber', now: () => null })).toBe(CLOSED);
  });
});

describe('any order of events', () => {
  const index = fc.option(fc.nat(5), { nil: null });
  const event: fc.Arbitrary<CardEvent> = fc.oneof(
    fc.record({ type: fc.constant('point' as const), mention: index, armed: fc.boolean() }),
    fc.constantFrom<CardEvent>(
      intent,
      grace,
      { type: 'enter-card' },
      { type: 'leave-card' },
      { type: 'toggle-pin' },
      { type: 'pin' },
      { type: 'back' },
      { type: 'close' },
      { type: 'renumber', now: (n) => (n > 3 ? null : n + 1) },
    ),
    fc.record({ type: fc.constantFrom('press' as const, 'tap' as const), mention: index }),
    fc.record({ type: fc.constantFrom('key-open' as const, 'step' as const), mention: fc.nat(5) }),
    fc.record({ type: fc.constant('walk' as const), entity: fc.constantFrom('a', 'b', 'c') }),
  );

  it('never shows a card without a name, and always ends with close', () => {
    fc.assert(
      fc.property(fc.array(event, { maxLength: 60 }), (events) => {
        let state = CLOSED;
        for (const one of events) {
          state = reduceCard(state, one);
          const shown = shownBy(state);
          if (shown) expect(shown.trail.length).toBeLessThanOrEqual(20);
          expect(shown === null).toBe(state.name === 'closed' || state.name === 'peeking');
          // Only cards that pointing opened have a clock.
          if (timerOf(state, times)) expect(['peeking', 'open']).toContain(state.name);
        }
        expect(reduceCard(state, { type: 'close' })).toBe(CLOSED);
      }),
    );
  });
});
