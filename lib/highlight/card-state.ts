/**
 * The card as a machine of states: what cannot happen cannot be written. Pure; timers, pointers and keys live in
 * card-controller.ts. Mentions are indexes into the page's annotation.
 */

/** What the card shows: a mention, and the names walked to from there (entity ids, the last one is shown). */
export interface Shown {
  mention: number;
  trail: readonly string[];
}

export type CardState =
  | { name: 'closed' }
  /** The pointer rests on a name; the intent delay runs. */
  | { name: 'peeking'; mention: number }
  /** Opened by pointing. `next`: the pointer rests on another name; `leaving`: it has left, the grace time runs. */
  | { name: 'open'; shown: Shown; next: number | null; leaving: boolean }
  /** Stays until it is closed. */
  | { name: 'pinned'; shown: Shown }
  /** Opened by a key; has the focus. */
  | { name: 'keyboard'; shown: Shown }
  /** Opened by a tap; a tap elsewhere closes it. */
  | { name: 'touch'; shown: Shown };

export type CardEvent =
  /** The pointer is on a mention (or on none). `armed`: the modifier key that the reader asked for is down. */
  | { type: 'point'; mention: number | null; armed: boolean }
  | { type: 'intent-elapsed' }
  | { type: 'grace-elapsed' }
  | { type: 'enter-card' }
  | { type: 'leave-card' }
  /** A click outside the card; `mention` when it was on a name that is no link. */
  | { type: 'press'; mention: number | null }
  | { type: 'tap'; mention: number | null }
  | { type: 'key-open'; mention: number }
  /** Another mention of what is shown, or the next name, from the card or by a command. */
  | { type: 'step'; mention: number }
  | { type: 'toggle-pin' }
  | { type: 'pin' }
  | { type: 'walk'; entity: string }
  | { type: 'back' }
  | { type: 'close' }
  /** The page was annotated anew: where each old mention is now. */
  | { type: 'renumber'; now: (mention: number) => number | null };

export const CLOSED: CardState = { name: 'closed' };

/** Cards walked through from one mention; the oldest step falls off. */
const MAX_TRAIL = 20;

export function shownBy(state: CardState): Shown | null {
  return 'shown' in state ? state.shown : null;
}

/** The state after an event. Gives the same object when nothing changes. */
export function reduceCard(state: CardState, event: CardEvent): CardState {
  switch (event.type) {
    case 'point':
      return point(state, event.mention, event.armed);
    case 'intent-elapsed':
      if (state.name === 'peeking') return opened(state.mention);
      if (state.name === 'open' && state.next !== null) return opened(state.next);
      return state;
    case 'grace-elapsed':
      return state.name === 'open' && state.leaving ? CLOSED : state;
    case 'enter-card':
      return state.name === 'open' && (state.leaving || state.next !== null)
        ? { ...state, leaving: false, next: null }
        : state;
    case 'leave-card':
      return state.name === 'open' && !state.leaving ? { ...state, leaving: true } : state;
    case 'press':
      if (event.mention !== null) return { name: 'pinned', shown: at(event.mention) };
      return state.name === 'pinned' || state.name === 'closed' ? state : CLOSED;
    case 'tap':
      if (event.mention !== null) return { name: 'touch', shown: at(event.mention) };
      return state.name === 'pinned' ? state : CLOSED;
    case 'key-open':
      return { name: 'keyboard', shown: at(event.mention) };
    case 'step':
      if (!('shown' in state)) return { name: 'keyboard', shown: at(event.mention) };
      if (state.name === 'open') return { ...state, shown: at(event.mention), next: null, leaving: false };
      return { ...state, shown: at(event.mention) };
    case 'pin':
    case 'toggle-pin':
      if (!('shown' in state)) return state;
      if (state.name !== 'pinned') return { name: 'pinned', shown: state.shown };
      return event.type === 'pin' ? state : { name: 'open', shown: state.shown, next: null, leaving: false };
    case 'walk': {
      if (!('shown' in state) || state.shown.trail.at(-1) === event.entity) return state;
      const trail = [...state.shown.trail, event.entity].slice(-MAX_TRAIL);
      return stay({ ...state, shown: { ...state.shown, trail } });
    }
    case 'back':
      if (!('shown' in state) || state.shown.trail.length === 0) return state;
      return stay({ ...state, shown: { ...state.shown, trail: state.shown.trail.slice(0, -1) } });
    case 'close':
      return state.name === 'closed' ? state : CLOSED;
    case 'renumber':
      return renumber(state, event.now);
  }
}

const at = (mention: number): Shown => ({ mention, trail: [] });
const opened = (mention: number): CardState => ({
  name: 'open',
  shown: at(mention),
  next: null,
  leaving: false,
});
/** Using the card means the pointer is in it. */
const stay = (state: Exclude<CardState, { name: 'closed' | 'peeking' }>): CardState =>
  state.name === 'open' ? { ...state, leaving: false, next: null } : state;

function point(state: CardState, mention: number | null, armed: boolean): CardState {
  switch (state.name) {
    case 'closed':
      return mention !== null && armed ? { name: 'peeking', mention } : state;
    case 'peeking':
      if (mention === null || !armed) return CLOSED;
      return mention === state.mention ? state : { name: 'peeking', mention };
    case 'open': {
      if (mention === null || !armed) {
        return state.leaving && state.next === null ? state : { ...state, leaving: true, next: null };
      }
      if (mention === state.shown.mention && state.shown.trail.length === 0) {
        return state.leaving || state.next !== null ? { ...state, leaving: false, next: null } : state;
      }
      return state.next === mention && !state.leaving ? state : { ...state, next: mention, leaving: false };
    }
    default:
      // Pinned, keyboard and touch cards are not moved by a passing pointer.
      return state;
  }
}

function renumber(state: CardState, now: (mention: number) => number | null): CardState {
  if (state.name === 'closed') return state;
  const mention = now('shown' in state ? state.shown.mention : state.mention);
  if (mention === null) return CLOSED;
  if (!('shown' in state)) return { ...state, mention };
  const shown = { ...state.shown, mention };
  return state.name === 'open' ? { ...state, shown, next: null } : { ...state, shown };
}

/** The one timer that a state wants running. */
export function timerOf(
  state: CardState,
  times: { delayMs: number; graceMs: number },
): { event: CardEvent; ms: number } | null {
  if (state.name === 'peeking' || (state.name === 'open' && state.next !== null)) {
    return { event: { type: 'intent-elapsed' }, ms: times.delayMs };
  }
  if (state.name === 'open' && state.leaving) return { event: { type: 'grace-elapsed' }, ms: times.graceMs };
  return null;
}
