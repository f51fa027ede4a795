import type { Command } from '../messages.ts';

/**
 * Keys inside the page: the same as the browser's own commands (which come first and are set on the browser's shortcuts
 * page), and the commands that Chrome, which suggests four keys at most, leaves without one.
 */
export const PAGE_KEYS: Record<Command, { code: string; shift: boolean }> = {
  'next-name': { code: 'Period', shift: false },
  'previous-name': { code: 'Comma', shift: false },
  'toggle-card': { code: 'KeyW', shift: true },
  'save-article': { code: 'KeyS', shift: true },
  'pin-card': { code: 'KeyP', shift: true },
  'keep-name': { code: 'KeyK', shift: true },
  'toggle-highlighting': { code: 'KeyH', shift: true },
};

/** Single keys while the card has the focus (WCAG 2.2, 2.1.4: only then). */
const CARD_KEYS: Record<string, Command> = {
  KeyK: 'keep-name',
  KeyP: 'pin-card',
  KeyS: 'save-article',
  ArrowRight: 'next-name',
  ArrowLeft: 'previous-name',
};

type Key = Pick<KeyboardEvent, 'code' | 'altKey' | 'ctrlKey' | 'metaKey' | 'shiftKey' | 'isComposing'> & {
  composedPath(): EventTarget[];
};

/** The command that a key stands for, or null; `card`: where the focus is. Keys typed into fields are never taken. */
export function pageKeyCommand(event: Key, card: 'outside' | 'inside' | 'typing'): Command | null {
  if (event.isComposing || event.ctrlKey || event.metaKey || card === 'typing') return null;
  if (event.composedPath().some(isEditable)) return null;
  if (event.altKey) {
    for (const [command, key] of Object.entries(PAGE_KEYS)) {
      if (key.code === event.code && key.shift === event.shiftKey) return command as Command;
    }
    return null;
  }
  return card === 'inside' && !event.shiftKey ? (CARD_KEYS[event.code] ?? null) : null;
}

export function isEditable(target: EventTarget): boolean {
  const { tagName, isContentEditable } = target as Partial<HTMLElement>;
  return isContentEditable === true || tagName === 'INPUT' || tagName === 'TEXTAREA' || tagName === 'SELECT';
}
