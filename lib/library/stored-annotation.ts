import type { Annotation, Entity, Evidence, Mention } from '../recognition/types.ts';
import type { BodyRow, MentionRow } from './rows.ts';

const SOURCES: readonly string[] = [
  'gloss',
  'user',
  'glossary',
  'model',
  'short-form',
  'abbreviation',
  'acronym-rule',
  'pattern',
];

/** Evidence as save-article.ts wrote it into one line. */
function storedEvidence(line: string): Evidence[] {
  const parts = line
    .split('; ')
    .map((part) => /^([a-z-]+)(?:: (.*))?$/s.exec(part))
    .filter((match) => match !== null && SOURCES.includes(match[1]!))
    .map((match) => ({
      source: match![1] as Evidence['source'],
      weight: 1,
      ...(match![2] ? { detail: match![2] } : {}),
    }));
  return parts.length ? parts : [{ source: 'user', weight: 1 }];
}

export interface StoredMention {
  row: MentionRow;
  /** Where it stands in the text that is shown. */
  start: number;
  end: number;
}

/** Stored mentions and bodies as the recogniser would give them, so that highlights and card are the same as on a page. */
export function storedAnnotation(
  mentions: readonly StoredMention[],
  bodies: ReadonlyMap<string, BodyRow>,
): Annotation {
  const sorted = [...mentions].sort((a, b) => a.start - b.start);
  const entities = new Map<string, Entity>();
  const shown: Mention[] = [];
  let last = 0;
  for (const { row, start, end } of sorted) {
    const body = bodies.get(row.bodyId);
    if (!body || start < last) continue;
    last = end;
    if (!entities.has(body.id)) entities.set(body.id, entityOf(body));
    shown.push({
      start,
      end,
      surface: row.surface,
      kind: row.kind,
      entity: body.id,
      evidence: storedEvidence(row.evidence),
      confidence: row.confidence,
    });
  }
  return { mentions: shown, entities: [...entities.values()], glosses: [] };
}

export function entityOf(body: BodyRow): Entity {
  return {
    id: body.id,
    type: body.type,
    ...(body.thai ? { thai: body.thai } : {}),
    english: body.english,
    acronyms: body.acronyms,
    glossSource: body.glossSource,
    ...(body.note ? { note: body.note } : {}),
  };
}
