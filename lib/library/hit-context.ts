import { normalise } from '../thai/normal-form.ts';
import { namesOf } from './article-index.ts';
import type { LibraryDatabase } from './database.ts';
import type { Condition } from './query.ts';
import { findNeedle, foldForSearch } from './search-text.ts';

/** A piece of text with places in it, UTF-16 code units. */
export interface Marked {
  text: string;
  marks: { start: number; end: number }[];
}

/** Where an article holds what is looked for. */
export interface HitContext extends Marked {
  where: 'text' | 'note' | 'name';
  /** For `name`: the name that fits, e.g. the English of a body that the text names in Thai. */
  name: string | null;
}

type Sought = Extract<Condition, { kind: 'text' }>;

/** Code units before and after the first hit. */
const BEFORE = 50;
const AFTER = 110;

/** Every place of the sought texts in `text`, in order, not overlapping. */
export function marksIn(text: string, sought: readonly Sought[]): Marked['marks'] {
  const folded = foldForSearch(text);
  const marks: Marked['marks'] = [];
  for (const { text: wanted, exact } of sought) {
    const needle = foldForSearch(normalise(wanted).text);
    if (!needle) continue;
    for (let at = findNeedle(folded, needle, exact); at >= 0; ) {
      marks.push({ start: at, end: at + needle.length });
      at = findNeedle(folded, needle, exact, at + needle.length);
    }
  }
  marks.sort((a, b) => a.start - b.start || b.end - a.end);
  const apart: Marked['marks'] = [];
  for (const mark of marks) if (mark.start >= (apart.at(-1)?.end ?? 0)) apart.push(mark);
  return apart;
}

/** A window of the text around its first hit (or around `at`), cut between characters that belong together. */
export function windowAround(text: string, marks: Marked['marks'], at = marks[0]?.start ?? 0): Marked {
  const from = cut(text, Math.max(0, at - BEFORE));
  const to = cut(text, Math.min(text.length, at + AFTER));
  const lead = from > 0 ? '…' : '';
  const shift = lead.length - from;
  return {
    text: `${lead}${text.slice(from, to).replace(/\s/g, ' ')}${to < text.length ? '…' : ''}`,
    marks: marks
      .filter((mark) => mark.start >= from && mark.end <= to)
      .map(({ start, end }) => ({ start: start + shift, end: end + shift })),
  };
}

/** The next place at or after `offset` that splits neither a surrogate pair nor a base from its marks. */
function cut(text: string, offset: number): number {
  let at = offset;
  while (at < text.length && /[\p{M}\u0e33\uDC00-\uDFFF]/u.test(text[at]!)) at++;
  return at;
}

/** Shows where an article holds the sought texts: in its text, its notes, or by a name of a body that it names. */
export async function hitContext(
  db: LibraryDatabase,
  articleId: string,
  sought: readonly Sought[],
): Promise<HitContext | null> {
  const article = await db.articles.get(articleId);
  if (!article) return null;
  const anywhere = sought.filter((s) => s.field === 'any');
  // The headline is shown above: a hit in the body says more.
  const body = article.text.indexOf('\n') + 1;
  const marks = marksIn(article.text, anywhere);
  const first = marks.find((mark) => mark.start >= body) ?? marks[0];
  if (first) return { where: 'text', name: null, ...windowAround(article.text, marks, first.start) };

  const mentions = await db.mentions.where('articleId').equals(articleId).sortBy('start');
  const inNotes = sought.filter((s) => s.field === 'any' || s.field === 'note');
  for (const note of [article.note, ...mentions.map((mention) => mention.note)]) {
    const found = note ? marksIn(note, inNotes) : [];
    if (found.length) return { where: 'note', name: null, ...windowAround(note, found) };
  }
  const inNames = sought.filter((s) => s.field === 'any' || s.field === 'name');
  if (!inNames.length) return null;
  const seen = new Set<string>();
  for (const mention of mentions) {
    if (mention.deletedAt !== null || seen.has(mention.bodyId)) continue;
    seen.add(mention.bodyId);
    const bodyRow = await db.bodies.get(mention.bodyId);
    const name = bodyRow && namesOf(bodyRow).find((own) => marksIn(own, inNames).length > 0);
    if (name) {
      const span = { start: mention.start, end: mention.end };
      return { where: 'name', name, ...windowAround(article.text, [span]) };
    }
  }
  return null;
}
