import type { Virtualizer } from '@tanstack/react-virtual';

export interface ShownRow {
  index: number;
  /** px from the top of the list. */
  start: number;
  end: number;
  size: number;
}

/** Rows drawn while the list does not know how high it is: a tab that was opened behind another is not laid out yet. */
const UNMEASURED = 30;

/** The rows that are in view, or the first ones where the view cannot be told. */
export function shownRows(
  virtual: Virtualizer<HTMLDivElement, Element>,
  count: number,
  size: number,
): ShownRow[] {
  const items = virtual.getVirtualItems();
  if (items.length || count === 0) return items;
  return Array.from({ length: Math.min(count, UNMEASURED) }, (_, index) => ({
    index,
    start: index * size,
    end: (index + 1) * size,
    size,
  }));
}
