import type { Annotation } from '../../lib/recognition/types.ts';

/** How much of what is found in unlabelled articles is explained, and from where. */
export interface Coverage {
  articles: number;
  characters: number;
  mentions: number;
  perArticle: number;
  /** Share of name mentions whose entity has English. */
  withEnglish: number;
  /** Share of name mentions by the source of their English. */
  bySource: Record<string, number>;
  abbreviations: number;
}

/** A small linear congruential generator (Numerical Recipes): the same seed draws the same articles everywhere. */
export function sampleIndexes(count: number, wanted: number, seed: number): number[] {
  let state = seed >>> 0;
  const next = (): number => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
  const indexes = Array.from({ length: count }, (_, i) => i);
  for (let i = 0; i < Math.min(wanted, count); i++) {
    const j = i + Math.floor(next() * (count - i));
    [indexes[i], indexes[j]] = [indexes[j]!, indexes[i]!];
  }
  return indexes.slice(0, wanted).sort((a, b) => a - b);
}

export function measureCoverage(texts: readonly string[], annotate: (text: string) => Annotation): Coverage {
  let mentions = 0;
  let abbreviations = 0;
  let withEnglish = 0;
  let characters = 0;
  const bySource: Record<string, number> = {};
  for (const text of texts) {
    characters += text.length;
    const { mentions: found, entities } = annotate(text);
    const byId = new Map(entities.map((entity) => [entity.id, entity]));
    for (const mention of found) {
      if (mention.kind === 'abbreviation') {
        abbreviations++;
        continue;
      }
      mentions++;
      const entity = byId.get(mention.entity);
      if (entity && entity.english.length > 0) withEnglish++;
      const source = entity?.glossSource ?? 'none';
      bySource[source] = (bySource[source] ?? 0) + 1;
    }
  }
  const share = (n: number): number => (mentions > 0 ? n / mentions : 0);
  return {
    articles: texts.length,
    characters,
    mentions,
    perArticle: texts.length > 0 ? mentions / texts.length : 0,
    withEnglish: share(withEnglish),
    bySource: Object.fromEntries(Object.entries(bySource).map(([source, n]) => [source, share(n)])),
    abbreviations,
  };
}

export function formatCoverage(coverage: Coverage): string {
  const percent = (x: number): string => `${(100 * x).toFixed(1)}%`;
  const sources = Object.entries(coverage.bySource)
    .sort((a, b) => b[1] - a[1])
    .map(([source, part]) => `${source} ${percent(part)}`);
  return [
    `articles            ${coverage.articles} (${coverage.characters} characters)`,
    `mentions            ${coverage.mentions} (${coverage.perArticle.toFixed(1)} an article), abbreviations ${coverage.abbreviations}`,
    `with English        ${percent(coverage.withEnglish)}; by source: ${sources.join(', ')}`,
  ].join('\n');
}
