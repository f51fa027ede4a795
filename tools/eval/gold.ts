import { readFileSync } from 'node:fs';
import * as v from 'valibot';

const Span = v.object({
  start: v.number(),
  end: v.number(),
  surface: v.string(),
  kind: v.string(),
  entity: v.string(),
});
const GoldEntity = v.object({
  key: v.string(),
  english: v.array(v.string()),
  english_certain: v.optional(v.boolean()),
});
const GoldGloss = v.object({
  thai: v.nullable(v.string()),
  english: v.nullable(v.string()),
  acronym: v.nullable(v.string()),
});
const GoldAbbreviation = v.object({ surface: v.string(), expansion: v.string(), english: v.string() });
const Gold = v.object({
  id: v.string(),
  text: v.string(),
  entities: v.array(GoldEntity),
  spans: v.array(Span),
  glosses: v.array(GoldGloss),
  abbreviations: v.array(GoldAbbreviation),
});

/** A hand-labelled text (format: README.md, "Measuring"). Offsets are UTF-16 code units. */
export type GoldDocument = v.InferOutput<typeof Gold>;

/** The file is no gold file; `message` names the line and the reason in one sentence. */
export class GoldError extends Error {
  override readonly name = 'GoldError';
}

export function parseGold(text: string): GoldDocument[] {
  const documents: GoldDocument[] = [];
  for (const [index, line] of text
    .replace(/^\ufeff/, '')
    .split('\n')
    .entries()) {
    if (line.trim() === '') continue;
    let value: unknown;
    try {
      value = JSON.parse(line);
    } catch (error) {
      throw new GoldError(
        `line ${index + 1}: not JSON (${error instanceof Error ? error.message : String(error)}).`,
      );
    }
    const parsed = v.safeParse(Gold, value);
    if (!parsed.success) {
      const issue = parsed.issues[0];
      throw new GoldError(`line ${index + 1}: ${v.getDotPath(issue) ?? 'the line'} — ${issue.message}.`);
    }
    documents.push(parsed.output);
  }
  if (documents.length === 0) throw new GoldError('no labelled text in it.');
  return documents;
}

export function readGold(file: string): GoldDocument[] {
  return parseGold(readFileSync(file, 'utf8'));
}
