import { useEffect, useRef } from 'react';

/** What the keys of a list do; the same in every list of the library. */
export interface ListKeys {
  next(): void;
  previous(): void;
  open(): void;
  select?(): void;
  star?(): void;
  bin?(): void;
  toggleRead?(): void;
  search?(): void;
  escape?(): void;
}

const KEYS: Record<string, keyof ListKeys> = {
  j: 'next',
  ArrowDown: 'next',
  k: 'previous',
  ArrowUp: 'previous',
  o: 'open',
  Enter: 'open',
  x: 'select',
  s: 'star',
  '#': 'bin',
  Delete: 'bin',
  u: 'toggleRead',
  '/': 'search',
  Escape: 'escape',
};

/** Enter, Space and arrows belong to what has the focus, if that is a control. */
const CONTROL = 'button, a[href], input, select, textarea, summary, [role="dialog"] *, dialog *';

/** The place of a letter on the keyboard, so that a Thai layout has the same keys. */
function keyOf(event: KeyboardEvent): string {
  if (event.key.length === 1 && event.key.charCodeAt(0) >= 0x0e00 && /^Key[A-Z]$/.test(event.code))
    return event.code.slice(3).toLowerCase();
  if (event.code === 'Slash' && !event.shiftKey && event.key.charCodeAt(0) >= 0x0e00) return '/';
  return event.key;
}

export function useListKeys(keys: ListKeys): void {
  const latest = useRef(keys);
  latest.current = keys;
  useEffect(() => {
    const pressed = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
      const name = KEYS[keyOf(event)];
      const action = name && latest.current[name];
      if (!action) return;
      const target = event.composedPath()[0];
      if (target instanceof HTMLElement) {
        const typing =
          target.isContentEditable || target.matches('input:not([type="checkbox"]), textarea, select');
        if (document.querySelector('dialog:modal')) return;
        // From the search down into what it found.
        if (event.key === 'ArrowDown' && target.closest('search')) target.blur();
        else if (typing || (/^(Enter|Arrow|Delete)/.test(event.key) && target.matches(CONTROL))) return;
      }
      event.preventDefault();
      action();
    };
    addEventListener('keydown', pressed);
    return () => removeEventListener('keydown', pressed);
  }, []);
}
