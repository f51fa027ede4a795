import type { LibraryDatabase } from '../library/database.ts';
import type { ArticleRow, BodyRow, KeptNameRow, MentionRow } from '../library/rows.ts';

/** What an export is made of: articles with their living mentions, and the bodies these point to. */
export interface Collection {
  articles: ArticleInCollection[];
  /** By id; merged bodies are followed to where they live. */
  bodies: ReadonlyMap<string, BodyRow>;
  keptNames: KeptNameRow[];
}

export interface ArticleInCollection {
  article: ArticleRow;
  /** By start. */
  mentions: MentionRow[];
}

/**
 * Reads articles (all living ones, or those of `ids` in that order) with what belongs to them. Rejects as Dexie does;
 * callers wrap it with `storageResult`.
 */
export async function readCollection(
  db: LibraryDatabase,
  ids: readonly string[] | null,
): Promise<Collection> {
  const articles: ArticleInCollection[] = [];
  for await (const part of articlesOf(db, ids)) articles.push(part);
  const bodies = new Map<string, BodyRow>();
  for (const body of await db.bodies.toArray()) bodies.set(body.id, body);
  for (const [id, body] of bodies) {
    const target = follow(body, bodies);
    if (target !== body) bodies.set(id, target);
  }
  const wanted = new Set(articles.map(({ article }) => article.id));
  const kept = (await db.keptNames.toArray()).filter(
    (row) =>
      row.deletedAt === null &&
      (ids === null ||
        row.contexts.some((context) => context.articleId !== null && wanted.has(context.articleId))),
  );
  return { articles, bodies, keptNames: kept };
}

/** Articles one at a time, so that an export of thousands needs no more memory than one of ten. */
export async function* articlesOf(
  db: LibraryDatabase,
  ids: readonly string[] | null,
): AsyncGenerator<ArticleInCollection> {
  const keys = ids ?? (await db.articles.toCollection().primaryKeys());
  for (const id of keys) {
    const article = await db.articles.get(id);
    if (!article || article.deletedAt !== null) continue;
    const mentions = (await db.mentions.where('articleId').equals(id).toArray())
      .filter((row) => row.deletedAt === null)
      .sort((a, b) => a.start - b.start);
    yield { article, mentions };
  }
}

function follow(body: BodyRow, bodies: ReadonlyMap<string, BodyRow>): BodyRow {
  const seen = new Set<string>();
  let at = body;
  while (at.mergedInto && !seen.has(at.id)) {
    seen.add(at.id);
    const next = bodies.get(at.mergedInto);
    if (!next) break;
    at = next;
  }
  return at;
}

/** One file of an export. */
export interface ExportFile {
  name: string;
  /** MIME type with charset. */
  type: string;
  text: string;
}

/** `2024-03-14` of an ISO date or date-time; '' when there is none. */
export const dayOf = (iso: string | null): string =>
  /^\d{4}(?:-\d{2}(?:-\d{2})?)?/.exec(iso ?? '')?.[0] ?? '';

/** A file name that every system takes: no path, no reserved characters, no control characters, at most 80 code units. */
export function fileNameOf(title: string, extension: string): string {
  const safe = title
    .replace(/[\u0000-\u001f\u007f<>:"/\\|?*\u200b-\u200f\u202a-\u202e\u2066-\u2069]+/g, ' ')
    .replace(/\s+/g, ' ')
    .trim()
    .slice(0, 80)
    // A cut must not leave half a character, nor a name end in a dot.
    .replace(/[\ud800-\udbff]$/, '')
    .replace(/^[.\s]+|[.\s]+$/g, '');
  const reserved = /^(?:con|prn|aux|nul|com\d|lpt\d)$/i.test(safe);
  return `${reserved || safe === '' ? `article ${safe}`.trim() : safe}.${extension}`;
}
