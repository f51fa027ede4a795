import type { Result } from '../result.ts';
import type { LibraryDatabase } from './database.ts';
import type { ArticleHead, ArticleRow, BodyRow, MentionRow } from './rows.ts';
import { rowsByKey } from './rows-by-key.ts';
import { encodeFields } from './search-text.ts';
import { storageResult } from './storage-errors.ts';

/**
 * What is derived from an article: its head and its searchable text. Whatever changes an article, its mentions' notes or
 * the names of its bodies calls `indexArticles` in the same transaction; who writes rows without it (a restored backup)
 * calls `rebuildIndex` (search-blocks.ts) at the end.
 */

/** Tables that `indexArticles` reads and writes, for the scope of a transaction. */
export function indexScope(db: LibraryDatabase) {
  return [db.articles, db.mentions, db.bodies, db.heads, db.searchPending];
}

export function headOf(article: ArticleRow, mentions: readonly MentionRow[], revision: number): ArticleHead {
  const counts = new Map<string, number>();
  let noted = article.note !== '';
  for (const mention of mentions) {
    if (mention.note) noted = true;
    // A month or a rank is no body: it stands in every article and says nothing of it.
    if (mention.deletedAt === null && mention.kind !== 'abbreviation')
      counts.set(mention.bodyId, (counts.get(mention.bodyId) ?? 0) + 1);
  }
  return {
    id: article.id,
    title: article.title,
    site: article.site,
    publishedIso: article.publishedIso,
    createdAt: article.createdAt,
    deletedAt: article.deletedAt,
    tags: article.tags,
    starred: article.starred,
    readAt: article.readAt,
    noted,
    mentionCount: article.mentionCount,
    versionCount: article.versionCount,
    bodies: [...counts.keys()].join(' '),
    counts: [...counts.values()],
    revision,
  };
}

/** All names of a body, each once. */
export function namesOf(body: Pick<BodyRow, 'thai' | 'english' | 'acronyms' | 'names'>): string[] {
  return [...new Set([body.thai, ...body.english, ...body.acronyms, ...body.names])].filter(Boolean);
}

export function searchableText(
  article: ArticleRow,
  mentions: readonly MentionRow[],
  bodies: ReadonlyMap<string, BodyRow>,
): string {
  const names = new Set<string>();
  for (const mention of mentions) {
    const body = mention.deletedAt === null ? bodies.get(mention.bodyId) : undefined;
    if (body) for (const name of namesOf(body)) names.add(name);
  }
  const notes = [article.note, ...mentions.map((mention) => mention.note)].filter(Boolean);
  return encodeFields({
    text: article.text,
    title: `${article.title}\n${article.byline ?? ''}`,
    names: [...names].join('\n'),
    notes: notes.join('\n'),
  });
}

/** Bodies whose English came after articles that name them were indexed. */
export const STALE_NAMES = 'stale-names';

/**
 * Notes that articles naming these bodies are to be indexed anew: too many for the save that brought the English, so the
 * library does it when it opens next (`indexStaleNames`). For a caller with a readwrite transaction over `meta`.
 */
export async function noteStaleNames(db: LibraryDatabase, bodyIds: readonly string[]): Promise<void> {
  if (!bodyIds.length) return;
  const before = (await db.meta.get(STALE_NAMES))?.value;
  const known = Array.isArray(before) ? (before as string[]) : [];
  await db.meta.put({ key: STALE_NAMES, value: [...new Set([...known, ...bodyIds])] });
}

/** Indexes anew what `noteStaleNames` noted; gives how many articles. */
export async function indexStaleNames(db: LibraryDatabase, now: number): Promise<Result<number>> {
  return storageResult(() =>
    db.transaction('rw', [...indexScope(db), db.meta], async () => {
      const bodyIds = (await db.meta.get(STALE_NAMES))?.value;
      if (!Array.isArray(bodyIds) || !bodyIds.length) return 0;
      const articles = new Set<string>();
      await db.mentions
        .where('bodyId')
        .anyOf(bodyIds as string[])
        .each((row) => articles.add(row.articleId));
      await indexArticles(db, [...articles], now);
      await db.meta.delete(STALE_NAMES);
      return articles.size;
    }),
  );
}

/**
 * Derives heads and searchable texts of these articles anew; for a caller with a readwrite transaction over `indexScope`.
 * `what: 'heads'` when nothing that is searched has changed (a star, a tag, read or not).
 */
export async function indexArticles(
  db: LibraryDatabase,
  ids: readonly string[],
  now: number,
  what: 'all' | 'heads' = 'all',
): Promise<void> {
  if (!ids.length) return;
  // Not lower than the clock: the newest row may have been removed for good since somebody read it.
  const revision = Math.max(now, ((await db.heads.orderBy('revision').last())?.revision ?? 0) + 1);
  // In portions, so that reindexing thousands after a merge does not hold them all in memory.
  for (let at = 0; at < ids.length; at += 200) {
    const part = ids.slice(at, at + 200);
    const articles = (await db.articles.bulkGet(part)).filter((row) => row !== undefined);
    const mentions = new Map<string, MentionRow[]>(articles.map((article) => [article.id, []]));
    for (const row of await rowsByKey(db.mentions, 'articleId', part)) mentions.get(row.articleId)?.push(row);
    await db.heads.bulkPut(
      articles.map((article) => headOf(article, mentions.get(article.id) ?? [], revision)),
    );
    if (what === 'heads') continue;
    const bodyIds = new Set([...mentions.values()].flat().map((row) => row.bodyId));
    const bodies = new Map<string, BodyRow>();
    for (const body of await db.bodies.bulkGet([...bodyIds])) if (body) bodies.set(body.id, body);
    await db.searchPending.bulkPut(
      articles.map((article) => ({
        id: article.id,
        text: searchableText(article, mentions.get(article.id) ?? [], bodies),
        changedAt: now,
      })),
    );
  }
}
