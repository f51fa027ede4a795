/**
 * Texts with spans, one JSON object a line, in the format of the project's own gold files and `annotate --jsonl`:
 * `{id, title, url, publishedAt, text, mentions: [{start, end, surface, kind, entity}], entities: [...]}`. Offsets are UTF-16 code units.
 * It can be read back, and `{id, text}` alone is enough to import.
 */
import * as v from 'valibot';
import { ENTITY_TYPES, GLOSS_SOURCES, MENTION_KINDS } from '../recognition/types.ts';
import type { Collection, ExportFile } from './collection.ts';

export function textSpansFile({ articles, bodies }: Collection): ExportFile {
  const lines = articles.map(({ article, mentions }) => {
    const ids = [...new Set(mentions.map((m) => m.bodyId))];
    return JSON.stringify({
      id: article.id,
      title: article.title,
      url: article.url,
      publishedAt: article.publishedIso,
      language: article.language,
      text: article.text,
      mentions: mentions.map((m) => ({
        start: m.start,
        end: m.end,
        surface: m.surface,
        kind: m.kind,
        entity: m.bodyId,
        confidence: m.confidence,
      })),
      entities: ids.flatMap((id) => {
        const body = bodies.get(id);
        return body
          ? [
              {
                id,
                type: body.type,
                thai: body.thai,
                english: body.english,
                acronyms: body.acronyms,
                glossSource: body.glossSource,
              },
            ]
          : [];
      }),
    });
  });
  return {
    name: 'wonglep-texts.jsonl',
    type: 'application/x-ndjson;charset=utf-8',
    text: lines.map((l) => `${l}\n`).join(''),
  };
}

const offset = v.pipe(v.number(), v.integer(), v.minValue(0));
const LineSchema = v.object({
  id: v.optional(v.union([v.string(), v.number()])),
  title: v.optional(v.nullable(v.pipe(v.string(), v.maxLength(2_000)))),
  url: v.optional(v.nullable(v.pipe(v.string(), v.maxLength(8_000)))),
  publishedAt: v.optional(v.nullable(v.pipe(v.string(), v.maxLength(40)))),
  language: v.optional(v.pipe(v.string(), v.maxLength(35))),
  text: v.pipe(v.string(), v.minLength(1), v.maxLength(2_000_000)),
  mentions: v.optional(
    v.array(
      v.object({
        start: offset,
        end: offset,
        surface: v.string(),
        kind: v.picklist(MENTION_KINDS),
        entity: v.string(),
        confidence: v.optional(v.number(), 1),
      }),
    ),
  ),
  entities: v.optional(
    v.array(
      v.object({
        id: v.string(),
        type: v.picklist(ENTITY_TYPES),
        thai: v.optional(v.string()),
        english: v.array(v.string()),
        acronyms: v.array(v.string()),
        glossSource: v.picklist(GLOSS_SOURCES),
      }),
    ),
  ),
});
export type TextLine = v.InferOutput<typeof LineSchema>;

/** One line of such a file. `problem` says in one clause what is wrong with it. */
export function parseTextLine(line: string): { ok: true; value: TextLine } | { ok: false; problem: string } {
  let json: unknown;
  try {
    json = JSON.parse(line);
  } catch {
    return { ok: false, problem: 'is not JSON' };
  }
  const parsed = v.safeParse(LineSchema, json);
  if (!parsed.success) {
    const issue = parsed.issues[0];
    return { ok: false, problem: `${v.getDotPath(issue) ?? 'the line'}: ${issue.message}` };
  }
  const { text, mentions = [] } = parsed.output;
  const bad = mentions.find(
    (m) => m.end <= m.start || m.end > text.length || text.slice(m.start, m.end) !== m.surface,
  );
  if (bad)
    return {
      ok: false,
      problem: `mention ${bad.start}–${bad.end} is not '${bad.surface.slice(0, 40)}' in the text`,
    };
  return { ok: true, value: parsed.output };
}
