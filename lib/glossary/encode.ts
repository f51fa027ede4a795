import { ENTITY_TYPES } from '../recognition/types.ts';
import type { AbbreviationRow, Ambiguity } from './abbreviation-table.ts';
import { type CodePage, chooseSlots, FOLD_BYTE, makeCodePage, toBytes } from './code-page.ts';
import { ABBREVIATION_CATEGORIES, GlossaryError } from './index-types.ts';
import { VarintWriter, writeSections } from './sections.ts';
import type { GlossaryEntry } from './types.ts';

export interface GlossarySource {
  entries: readonly GlossaryEntry[];
  abbreviations: readonly AbbreviationRow[];
  ambiguities: readonly Ambiguity[];
}

/** Form flags: see trie.ts. */
export const FORM_HAS_LATIN = 1;
export const FORM_EXACT = 2;
export const FORM_SAME_KEY_FOLLOWS = 4;

/** The lists of an entry in the order in which the file keeps them. */
export const ENTRY_LISTS = ['otherThai', 'thaiAbbr', 'latin', 'short', 'otherEnglish'] as const;

export const GUARD = '~';
/** Before the note of an entry that is a kind of body. Cells have no tabs, so no note begins with one. */
export const GENERIC_MARK = '\t';

function bare(form: string): string {
  return form.startsWith(GUARD) ? form.slice(1) : form;
}

/** Initials and tickers match exactly; names in small letters may be met in capitals. */
function isExact(form: string): boolean {
  return !/[a-z]/.test(form);
}

function compareBytes(a: readonly number[], b: readonly number[], fold: boolean): number {
  const shared = Math.min(a.length, b.length);
  for (let i = 0; i < shared; i++) {
    const difference = fold ? FOLD_BYTE[a[i]!]! - FOLD_BYTE[b[i]!]! : a[i]! - b[i]!;
    if (difference !== 0) return difference;
  }
  return a.length - b.length;
}

function commonPrefix(a: readonly number[], b: readonly number[]): number {
  let length = 0;
  while (length < a.length && length < b.length && FOLD_BYTE[a[length]!] === FOLD_BYTE[b[length]!]) length++;
  return length;
}

interface Form {
  text: string;
  bytes: number[];
}

function sortedForms(source: GlossarySource, page: CodePage): Form[] {
  const texts = new Set<string>();
  for (const entry of source.entries) {
    texts.add(entry.thai);
    texts.add(entry.english);
    for (const list of ENTRY_LISTS) for (const form of entry[list]) texts.add(bare(form));
  }
  for (const row of source.abbreviations) for (const form of row.forms) texts.add(bare(form));
  // A single character is no form to look for in a text: it stays a string of its entry only.
  const forms = [...texts]
    .map((text) => ({ text, bytes: toBytes(text, page, true) }))
    .filter((form) => form.bytes.length >= 2);
  return forms.sort((a, b) => compareBytes(a.bytes, b.bytes, true) || compareBytes(a.bytes, b.bytes, false));
}

/** Numbers of strings: forms first, in their order, then every other string as it comes. */
class StringPool {
  readonly texts: string[];
  private readonly ids = new Map<string, number>();

  constructor(forms: readonly Form[]) {
    this.texts = forms.map((form) => form.text);
    for (const [id, text] of this.texts.entries()) this.ids.set(text, id);
  }

  id(text: string): number {
    let id = this.ids.get(text);
    if (id === undefined) {
      id = this.texts.length;
      this.texts.push(text);
      this.ids.set(text, id);
    }
    return id;
  }
}

function words(values: readonly number[]): Uint8Array {
  return new Uint8Array(Uint16Array.from(values).buffer);
}

/** The note, with a mark before it that no note has when the entry is a kind of body. */
function storedNote(entry: GlossaryEntry): string {
  return (entry.generic ? GENERIC_MARK : '') + (entry.note ?? '');
}

/** The bytes of a compiled glossary: the same for the same source on every machine. */
export function encodeGlossary(source: GlossarySource): Uint8Array {
  const { entries, abbreviations, ambiguities } = source;
  const slots = chooseSlots(
    entries.flatMap((entry) => [
      entry.thai,
      entry.english,
      ...ENTRY_LISTS.flatMap((list) => entry[list]),
      storedNote(entry),
    ]),
  );
  const page = makeCodePage(slots);
  const forms = sortedForms(source, page);
  const pool = new StringPool(forms);

  const prefixes: number[] = [];
  const flags: number[] = [];
  for (const [i, form] of forms.entries()) {
    const before = forms[i - 1];
    const shared = before ? commonPrefix(before.bytes, form.bytes) : 0;
    prefixes.push(shared);
    if (before && shared === form.bytes.length && shared === before.bytes.length) {
      flags[i - 1]! |= FORM_SAME_KEY_FOLLOWS;
    }
    const hasLatin = /[A-Za-z]/.test(form.text);
    flags.push((hasLatin ? FORM_HAS_LATIN : 0) | (hasLatin && isExact(form.text) ? FORM_EXACT : 0));
  }

  const entryIds = new Map<string, number>();
  for (const [id, entry] of entries.entries()) {
    if (entryIds.has(entry.thai)) throw new GlossaryError(`glossary: '${entry.thai}' has two entries`);
    entryIds.set(entry.thai, id);
  }

  const types: number[] = [];
  const counts: number[] = [];
  const refs: number[] = [];
  const guards: number[] = [];
  const extras = new VarintWriter();
  const putForm = (form: string): void => {
    refs.push(pool.id(bare(form)));
    guards.push(form.startsWith(GUARD) ? 1 : 0);
  };
  for (const entry of entries) {
    types.push(ENTITY_TYPES.indexOf(entry.type));
    putForm(entry.thai);
    putForm(entry.english);
    for (const list of ENTRY_LISTS) {
      if (entry[list].length > 255) throw new GlossaryError(`glossary: '${entry.thai}' has too many ${list}`);
      counts.push(entry[list].length);
      for (const form of entry[list]) putForm(form);
    }
  }
  for (const entry of entries) {
    const parent = entry.parent === undefined ? undefined : entryIds.get(entry.parent);
    // A parent that has no entry is kept by name, so that nothing that was written is lost.
    extras.put(parent === undefined ? 0 : parent + 1);
    extras.put(parent === undefined && entry.parent ? pool.id(entry.parent) + 1 : 0);
    extras.put(entry.website ? pool.id(entry.website) + 1 : 0);
    const note = storedNote(entry);
    extras.put(note ? pool.id(note) + 1 : 0);
  }

  const abbreviationIds = new Map<string, number>();
  const abbreviationBytes = new VarintWriter();
  for (const [id, row] of abbreviations.entries()) {
    abbreviationBytes.putAll(
      row.forms.map((form) => pool.id(bare(form)) * 2 + (form.startsWith(GUARD) ? 1 : 0)),
    );
    abbreviationBytes.put(pool.id(row.thai));
    abbreviationBytes.put(pool.id(row.english));
    abbreviationBytes.put(ABBREVIATION_CATEGORIES.indexOf(row.category));
    abbreviationBytes.putAll(row.before.map((cue) => pool.id(cue)));
    abbreviationBytes.putAll(row.after.map((cue) => pool.id(cue)));
    abbreviationBytes.put(row.note ? pool.id(row.note) + 1 : 0);
    for (const form of row.forms) abbreviationIds.set(`${bare(form)}\t${row.thai}`, id);
  }

  const ambiguityBytes = new VarintWriter();
  for (const row of ambiguities) {
    const abbreviation = abbreviationIds.get(`${row.form}\t${row.thai}`);
    const entry = entryIds.get(row.thai);
    const target =
      entry !== undefined ? entry * 2 : abbreviation !== undefined ? abbreviation * 2 + 1 : undefined;
    if (target === undefined) {
      throw new GlossaryError(
        `glossary: '${row.form}' is said to mean '${row.thai}', which nothing is called`,
      );
    }
    ambiguityBytes.put(pool.id(row.form));
    ambiguityBytes.put(target);
    ambiguityBytes.put(row.rank);
    ambiguityBytes.putAll(row.before.map((cue) => pool.id(cue)));
    ambiguityBytes.putAll(row.after.map((cue) => pool.id(cue)));
  }

  const lengths: number[] = [];
  const stringBytes: number[] = [];
  for (const [id, text] of pool.texts.entries()) {
    const bytes = forms[id]?.bytes ?? toBytes(text, page, false);
    if (bytes.length > 0xffff)
      throw new GlossaryError(`glossary: a text of ${bytes.length} bytes is too long`);
    lengths.push(bytes.length);
    for (const byte of bytes) stringBytes.push(byte);
  }

  return writeSections([
    words([...slots].map((slot) => slot.charCodeAt(0))),
    Uint8Array.from(stringBytes),
    words(lengths),
    words(prefixes),
    Uint8Array.from(flags),
    Uint8Array.from(types),
    Uint8Array.from(counts),
    words(refs.map((ref) => ref & 0xffff)),
    Uint8Array.from(refs.map((ref) => ref >> 16)),
    Uint8Array.from(guards),
    extras.take(),
    abbreviationBytes.take(),
    ambiguityBytes.take(),
  ]);
}
