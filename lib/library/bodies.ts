import type { Entity } from '../recognition/types.ts';
import { visibleText } from '../thai/visible-text.ts';

/** Text in the one form in which it is compared: lib/thai's normal form, handed in so that the store needs no Thai rules. */
export type NormalForm = (text: string) => string;

/**
 * What makes a body the same body in two articles: its fullest Thai name; without one, its English; without one, its
 * acronym. Abbreviations (พ.ย., รมว.) live apart, so that a month is never merged into a body of the same letters.
 */
export function bodyKey(
  entity: Pick<Entity, 'type' | 'thai' | 'english' | 'acronyms'>,
  normal: NormalForm,
): string {
  const room = entity.type === 'abbreviation' ? 'abbr' : entity.type === 'event' ? 'event' : 'body';
  const fold = (text: string) => normal(text).replace(/\s+/g, ' ').trim().toLowerCase();
  if (entity.thai) return `${room}:th:${fold(entity.thai)}`;
  if (entity.english[0]) return `${room}:en:${fold(entity.english[0])}`;
  return `${room}:ac:${fold(entity.acronyms[0] ?? '')}`;
}

/** A body's names as they are seen: what is hidden in them is not kept. Keys are made of the names as they came. */
export function visibleEntity(entity: Entity): Entity {
  return {
    ...entity,
    ...(entity.thai === undefined ? {} : { thai: visibleText(entity.thai) }),
    english: entity.english.map(visibleText).filter(Boolean),
    acronyms: entity.acronyms.map(visibleText).filter(Boolean),
  };
}

/** `known` followed by what `more` adds to it. */
export function union(known: readonly string[], more: readonly string[]): string[] {
  return [...new Set([...known, ...more])];
}
