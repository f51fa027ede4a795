import type { GlossaryEntry } from '../glossary/types.ts';

/** A list column of an entry. */
const LISTS = ['otherEnglish', 'thaiAbbr', 'latin', 'short', 'otherThai'] as const;
/** A column of an entry that holds one text and may be missing. */
const TEXTS = ['parent', 'website', 'note'] as const;

/** An own entry as it stands; `Row` is whatever the caller stores it as. */
export interface OwnEntry<Row> {
  key: string;
  entry: GlossaryEntry;
  row: Row;
}

/** What is to become of an entry of the file that says otherwise than the reader's own. */
export const CHOICES = ['mine', 'file', 'both'] as const;
export type Choice = (typeof CHOICES)[number];

/**
 * - `new`: no own entry of this name.
 * - `same`: nothing to do.
 * - `changed`: the same English and type; the file adds forms or fills in empty columns, and takes nothing away.
 * - `conflicting`: another English or type, or a text column that says something else, than the own entry, or than an
 *   earlier line of the same file.
 */
export type ImportItem<Row> =
  | { state: 'new'; key: string; theirs: GlossaryEntry }
  | { state: 'same'; key: string; theirs: GlossaryEntry }
  | { state: 'changed'; key: string; theirs: GlossaryEntry; mine: OwnEntry<Row>; merged: GlossaryEntry }
  | {
      state: 'conflicting';
      key: string;
      theirs: GlossaryEntry;
      mine: OwnEntry<Row> | null;
      earlier: GlossaryEntry;
    };

/** Compares a file's entries with the reader's own. Nothing is decided here: conflicts are for the reader. */
export function planImport<Row>(
  theirs: readonly GlossaryEntry[],
  own: readonly OwnEntry<Row>[],
  keyOf: (thai: string) => string,
): ImportItem<Row>[] {
  const mine = new Map(own.map((entry) => [entry.key, entry]));
  const seen = new Map<string, GlossaryEntry>();
  const newAt = new Map<string, number>();
  const items: ImportItem<Row>[] = [];
  for (const entry of theirs) {
    const key = keyOf(entry.thai);
    const known = mine.get(key) ?? null;
    const earlier = seen.get(key) ?? known?.entry;
    if (!earlier) {
      seen.set(key, entry);
      newAt.set(key, items.push({ state: 'new', key, theirs: entry }) - 1);
      continue;
    }
    if (disagrees(earlier, entry)) {
      items.push({ state: 'conflicting', key, theirs: entry, mine: known, earlier });
      continue;
    }
    const merged = mergeEntries(earlier, entry);
    seen.set(key, merged);
    if (sameEntry(merged, earlier)) items.push({ state: 'same', key, theirs: entry });
    else if (known) items.push({ state: 'changed', key, theirs: entry, mine: known, merged });
    else {
      // A second line of the file that adds to a new entry: they come in as one.
      items[newAt.get(key)!] = { state: 'new', key, theirs: merged };
      items.push({ state: 'same', key, theirs: entry });
    }
  }
  return items;
}

/** Whether one of them says something that the other contradicts. */
function disagrees(a: GlossaryEntry, b: GlossaryEntry): boolean {
  if (a.english !== b.english) return true;
  if (a.type !== b.type && a.type !== 'other' && b.type !== 'other') return true;
  return TEXTS.some((column) => a[column] && b[column] && a[column] !== b[column]);
}

/** `a` with what `b` adds; where both say something, `a` holds. */
export function mergeEntries(a: GlossaryEntry, b: GlossaryEntry): GlossaryEntry {
  const merged: GlossaryEntry = { ...a, type: a.type === 'other' ? b.type : a.type };
  for (const list of LISTS) merged[list] = [...new Set([...a[list], ...b[list]])];
  for (const column of TEXTS) {
    const text = a[column] || b[column];
    if (text) merged[column] = text;
  }
  return merged;
}

/** Both English names: the first entry's leads, the other one's is among the other English. */
export function keepBoth(a: GlossaryEntry, b: GlossaryEntry): GlossaryEntry {
  const merged = mergeEntries(a, b);
  const others = merged.otherEnglish.filter((english) => english !== a.english);
  if (b.english !== a.english && !others.includes(b.english)) others.unshift(b.english);
  return { ...merged, otherEnglish: others };
}

function sameEntry(a: GlossaryEntry, b: GlossaryEntry): boolean {
  return (
    a.english === b.english &&
    a.type === b.type &&
    LISTS.every(
      (list) => a[list].length === b[list].length && a[list].every((form, i) => form === b[list][i]),
    ) &&
    TEXTS.every((column) => (a[column] ?? '') === (b[column] ?? ''))
  );
}

/** How many items there are of each state. */
export function countImport<Row>(
  items: readonly ImportItem<Row>[],
): Record<ImportItem<Row>['state'], number> {
  const counts = { new: 0, same: 0, changed: 0, conflicting: 0 };
  for (const { state } of items) counts[state]++;
  return counts;
}

/**
 * The writes that an import comes to, one for each name, given the reader's choice for each conflict (by its place in
 * `items`; without one the own entry stays).
 */
export function importWrites<Row>(
  items: readonly ImportItem<Row>[],
  choices: ReadonlyMap<number, Choice>,
): { entry: GlossaryEntry; replaces: Row | null }[] {
  const writes = new Map<string, { entry: GlossaryEntry; replaces: Row | null }>();
  items.forEach((item, index) => {
    if (item.state === 'same') return;
    if (item.state === 'new') {
      writes.set(item.key, { entry: item.theirs, replaces: null });
      return;
    }
    if (item.state === 'changed') {
      const before = writes.get(item.key)?.entry;
      const entry = before ? mergeEntries(before, item.merged) : item.merged;
      writes.set(item.key, { entry, replaces: item.mine.row });
      return;
    }
    const choice = choices.get(index) ?? 'mine';
    if (choice === 'mine') return;
    const before = writes.get(item.key)?.entry ?? item.earlier;
    const entry = choice === 'both' ? keepBoth(before, item.theirs) : { ...item.theirs, thai: before.thai };
    writes.set(item.key, { entry, replaces: item.mine?.row ?? null });
  });
  return [...writes.values()];
}
