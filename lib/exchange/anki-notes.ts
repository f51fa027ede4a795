import { CARD_TEMPLATES, type CardRow, type CardTemplate, type KeptNameRow } from '../library/rows.ts';
import { uuid7Time } from '../library/uuid.ts';
import { askedAcronym, clozeContext, sentenceParts } from '../review/card-faces.ts';
import { fits, newCard } from '../review/make-cards.ts';
import { ANKI_FIELDS, type AnkiField } from './anki-note-type.ts';

/** A kept name as a note of Anki. Fields are HTML. */
export interface AnkiNote {
  name: KeptNameRow;
  /** The kept name's own id: the same in every export, so that a later one updates the note. */
  guid: string;
  /** ms, 13 digits, unique in one export and the same in the next one of the same names. */
  id: number;
  fields: Record<AnkiField, string>;
  tags: string[];
  /** In the order of the note type's templates. */
  cards: CardRow[];
}

/** The notes for `names` with those `cards` whose template was chosen. The first field is unique among them. */
export function ankiNotes(
  names: readonly KeptNameRow[],
  cards: readonly CardRow[],
  templates: readonly CardTemplate[],
): AnkiNote[] {
  const ofName = Map.groupBy(cards, (card) => card.keptId);
  const ids = new Set<number>();
  const firsts = new Set<string>();
  return [...names]
    .filter((name) => name.deletedAt === null)
    .sort((a, b) => (a.id < b.id ? -1 : 1))
    .map((name) => {
      const asked = templates.filter((template) => fits(name, template));
      const fields = fieldsOf(name, asked);
      fields.Name = firstField(name, firsts);
      return {
        name,
        guid: name.id,
        id: stableId(name.id, name.id, ids),
        fields,
        tags: ['wonglep', ...name.tags.map((tag) => tag.replaceAll(/\s+/g, '_'))],
        // A name whose cards were not made yet (kept or chosen a moment ago) still gets them.
        cards: CARD_TEMPLATES.filter((template) => asked.includes(template)).map(
          (template) =>
            ofName.get(name.id)?.find((card) => card.template === template) ??
            newCard(name, template, name.createdAt),
        ),
      };
    });
}

function firstField(name: KeptNameRow, taken: Set<string>): string {
  const plain = name.thai || name.english || name.acronyms[0] || name.key;
  let first = plain;
  for (let n = 2; taken.has(first); n++) first = `${plain} (${n})`;
  taken.add(first);
  return escapeHtml(first);
}

function fieldsOf(name: KeptNameRow, asked: readonly CardTemplate[]): Record<AnkiField, string> {
  const context = clozeContext(name);
  const parts = context && sentenceParts(context);
  const ask = (template: CardTemplate, html: string) => (asked.includes(template) ? html : '');
  const html = (before: string, middle: string, after: string) =>
    `${escapeHtml(before)}${middle}${escapeHtml(after)}`;
  return {
    Name: '',
    Thai: escapeHtml(name.thai),
    English: escapeHtml(name.english),
    Acronyms: escapeHtml(name.acronyms.join(', ')),
    Type: escapeHtml(name.type),
    Sentence: parts ? html(parts.before, `<b>${escapeHtml(parts.name)}</b>`, parts.after) : '',
    Source: context ? sourceHtml(context) : '',
    Note: escapeHtml(name.note).replaceAll('\n', '<br>'),
    AskThai: ask('thai-english', escapeHtml(name.thai)),
    AskEnglish: ask('english-thai', escapeHtml(name.english)),
    AskAcronym: ask('acronym-name', escapeHtml(askedAcronym(name))),
    AskGap: ask('cloze', parts ? html(parts.before, '<span class="gap">[…]</span>', parts.after) : ''),
    AskListening: ask('listening', escapeHtml(name.thai)),
  };
}

function sourceHtml(context: {
  url: string;
  title: string;
  site: string;
  publishedIso: string | null;
}): string {
  const title = escapeHtml(context.title || context.site || context.url);
  const where = /^https?:\/\//.test(context.url)
    ? `<a href="${escapeHtml(context.url)}">${title}</a>`
    : title;
  const rest = [context.title ? context.site : '', context.publishedIso?.slice(0, 10) ?? ''].filter(Boolean);
  return [where, ...rest.map(escapeHtml)].filter(Boolean).join(' · ');
}

export const fieldList = (note: AnkiNote): string[] => ANKI_FIELDS.map((field) => note.fields[field]);

export function escapeHtml(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll('\u001f', ' ');
}

/**
 * An id as Anki makes them (ms since 1970) that depends on the row alone: the time in the UUID, moved back by up to a day by
 * a hash, so that names kept in one moment get ids of their own.
 */
export function stableId(uuid: string, text: string, taken: Set<number>): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  const made = uuid7Time(uuid);
  // A row of another origin may have an id that is no UUIDv7: any fixed time does.
  const from = Number.isSafeInteger(made) && made > 1e12 && made < 4e12 ? made : 1_700_000_000_000;
  let id = from - ((hash >>> 0) % 86_400_000);
  while (taken.has(id)) id++;
  taken.add(id);
  return id;
}
