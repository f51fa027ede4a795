import type { Rating } from '../../lib/review/scheduler.ts';

export type SessionAction =
  | { do: 'show-or-good' }
  | { do: 'rate'; rating: Rating }
  | { do: 'undo' | 'edit' | 'suspend' | 'bury' | 'listen' | 'help' };

const LETTERS: Record<string, SessionAction> = {
  ' ': { do: 'show-or-good' },
  enter: { do: 'show-or-good' },
  '1': { do: 'rate', rating: 1 },
  '2': { do: 'rate', rating: 2 },
  '3': { do: 'rate', rating: 3 },
  '4': { do: 'rate', rating: 4 },
  u: { do: 'undo' },
  e: { do: 'edit' },
  s: { do: 'suspend' },
  b: { do: 'bury' },
  l: { do: 'listen' },
  '?': { do: 'help' },
};

type Key = Pick<KeyboardEvent, 'key' | 'code' | 'shiftKey' | 'ctrlKey' | 'metaKey' | 'altKey'>;

/**
 * What a key means in a session. A Thai keyboard gives ๅ for 1 and ี for u: where the letter is not Latin, the place of the
 * key decides.
 */
export function sessionAction(event: Key): SessionAction | null {
  if (event.altKey) return null;
  if (event.ctrlKey || event.metaKey) return letterOf(event) === 'z' ? { do: 'undo' } : null;
  return LETTERS[letterOf(event)] ?? null;
}

function letterOf({ key, code, shiftKey }: Key): string {
  if (/^[\x20-\x7e]$/.test(key) || key === 'Enter') return key.toLowerCase();
  const place = /^(?:Key|Digit|Numpad)(\w)$/.exec(code)?.[1];
  if (place) return place.toLowerCase();
  return code === 'Slash' && shiftKey ? '?' : '';
}

/** Whether a key belongs to what has the focus: a text field, a list, or a button that Space and Enter press. */
export function belongsToControl(event: KeyboardEvent): boolean {
  const target = event.target;
  if (!(target instanceof Element)) return false;
  if (target.closest('input, textarea, select, [contenteditable], dialog')) return true;
  return (event.key === ' ' || event.key === 'Enter') && target.closest('button, a, summary') !== null;
}
