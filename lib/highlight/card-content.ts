import { type ContextSentence, contextSentence } from '../library/context-sentence.ts';
import type {
  Annotation,
  Entity,
  EntityType,
  GlossSource,
  Mention,
  MentionKind,
} from '../recognition/types.ts';
import { visibleText } from '../thai/visible-text.ts';

/** Everything a card says, before it is put into words of the reader's language. */
export interface CardContent {
  entity: Entity;
  /** The mention that is shown, index into the annotation; null for a name that was walked to and stands nowhere itself. */
  mention: number | null;
  kind: MentionKind;
  /** The fullest Thai name; null for a name that has none (then `english` or the acronym stands alone). */
  thai: string | null;
  /** The surface on the page where it differs from `thai` and from every acronym. */
  surface: string | null;
  english: string | null;
  otherEnglish: string[];
  acronyms: string[];
  type: EntityType;
  source: GlossSource;
  /** 1-based place among the mentions of this body, their number, and the neighbours' indexes. */
  place: { at: number; of: number; previous: number; next: number } | null;
  context: ContextSentence | null;
  evidence: Mention['evidence'];
  /** Where the article itself explains the name. */
  gloss: { start: number; end: number } | null;
  /** Bodies whose names are part of this one's. */
  inside: { id: string; name: string }[];
  /** `id` when the body above is itself named on the page. */
  parent: { id: string | null; thai: string; english: string } | null;
  note: string | null;
  website: string | null;
  /** How many names were walked through to get here. */
  depth: number;
}

/** Mentions of each entity, in order. */
export function mentionsByEntity(annotation: Annotation): Map<string, number[]> {
  const map = new Map<string, number[]>();
  annotation.mentions.forEach((mention, index) => {
    const list = map.get(mention.entity);
    if (list) list.push(index);
    else map.set(mention.entity, [index]);
  });
  return map;
}

/** The card of a mention, or of the entity that was walked to from it. Null when the annotation knows neither. */
export function cardContent(
  annotation: Annotation,
  text: string,
  shown: { mention: number; trail: readonly string[] },
): CardContent | null {
  const start = annotation.mentions[shown.mention];
  const walkedTo = shown.trail.at(-1);
  const entityId = walkedTo ?? start?.entity;
  const entity = annotation.entities.find((e) => e.id === entityId);
  if (!entity) return null;
  const indexes: number[] = [];
  annotation.mentions.forEach((mention, index) => {
    if (mention.entity === entity.id) indexes.push(index);
  });
  const index = walkedTo === undefined ? shown.mention : (indexes[0] ?? null);
  const mention = index === null ? undefined : annotation.mentions[index];
  const position = index === null ? -1 : indexes.indexOf(index);
  const gloss = mention?.evidence.find((e) => e.source === 'gloss' && e.start !== undefined);
  const [english, ...otherEnglish] = entity.english;
  const acronyms = distinctAcronyms(entity.acronyms);
  const named = new Set([entity.thai, ...entity.english, ...entity.acronyms]);
  return {
    entity,
    mention: index,
    kind: mention?.kind ?? 'name',
    thai: seen(entity.thai),
    surface: mention && !named.has(mention.surface) ? seen(mention.surface) : null,
    english: seen(english),
    otherEnglish: otherEnglish.map(visibleText),
    acronyms: acronyms.map(visibleText),
    type: entity.type,
    source: entity.glossSource,
    place:
      position < 0
        ? null
        : {
            at: position + 1,
            of: indexes.length,
            previous: indexes[(position + indexes.length - 1) % indexes.length]!,
            next: indexes[(position + 1) % indexes.length]!,
          },
    context: mention ? contextSentence(text, mention.start, mention.end, 70) : null,
    evidence: mention?.evidence ?? [],
    gloss:
      gloss?.start !== undefined && gloss.end !== undefined ? { start: gloss.start, end: gloss.end } : null,
    inside: namesInside(annotation, entity),
    parent: entity.parent
      ? {
          thai: visibleText(entity.parent.thai),
          english: visibleText(entity.parent.english),
          id:
            annotation.entities.find((e) => e.thai === entity.parent?.thai && e.id !== entity.id)?.id ?? null,
        }
      : null,
    note: seen(entity.note),
    website: entity.website ?? null,
    depth: shown.trail.length,
  };
}

const seen = (text: string | undefined) => (text === undefined ? null : visibleText(text));

/** Acronyms that differ in more than dots, spaces and case: พณ. and พณ, MOC and MoC are one to a reader. */
export function distinctAcronyms(acronyms: readonly string[]): string[] {
  const seen = new Set<string>();
  return acronyms.filter((acronym) => {
    const bare = acronym.replace(/[.\s]/g, '').toLowerCase();
    return bare !== '' && !seen.has(bare) && seen.add(bare);
  });
}

/** Other bodies of the page whose full Thai name (of at least 5 characters) stands inside this one's. */
function namesInside(annotation: Annotation, entity: Entity): { id: string; name: string }[] {
  if (!entity.thai) return [];
  const inside: { id: string; name: string }[] = [];
  for (const other of annotation.entities) {
    if (other.id === entity.id || !other.thai || other.thai.length < 5 || other.type === 'abbreviation')
      continue;
    if (other.thai !== entity.thai && entity.thai.includes(other.thai)) {
      inside.push({ id: other.id, name: visibleText(other.thai) });
    }
  }
  return inside.slice(0, 4);
}
