import { fail, type Result } from '../result.ts';
import { indexArticles, indexScope } from './article-index.ts';
import type { LibraryDatabase } from './database.ts';
import type { ArticleRow, BodyRow, MentionRow, VersionRow } from './rows.ts';
import { storageResult } from './storage-errors.ts';

/** Everything that the reader view of an article shows. */
export interface SavedArticle {
  article: ArticleRow;
  /** By start; living ones. */
  mentions: MentionRow[];
  /** Mentions with a note whose place the text does not have any more: listed, never dropped. */
  lost: MentionRow[];
  bodies: Map<string, BodyRow>;
  /** Oldest first; the article itself is the newest. */
  versions: VersionRow[];
}

/** Errors: `not-found`, `storage-…`. */
export async function readArticle(db: LibraryDatabase, id: string): Promise<Result<SavedArticle>> {
  const result = await storageResult(() =>
    db.transaction('r', [db.articles, db.mentions, db.bodies, db.versions], async () => {
      const article = await db.articles.get(id);
      if (!article) return null;
      const rows = await db.mentions.where('articleId').equals(id).sortBy('start');
      const mentions = rows.filter((row) => row.deletedAt === null);
      const ids = [...new Set(mentions.map((row) => row.bodyId))];
      const bodies = new Map<string, BodyRow>();
      for (const body of await db.bodies.bulkGet(ids)) if (body) bodies.set(body.id, body);
      const versions = await db.versions.where('articleId').equals(id).sortBy('capturedAt');
      const lost = rows.filter((row) => row.deletedAt !== null && row.note !== '');
      return { article, mentions, lost, bodies, versions };
    }),
  );
  if (!result.ok) return result;
  return result.value ? { ok: true, value: result.value } : fail('not-found', `no article ${id}`);
}

/** Writes a note on a mention ('' takes it away); gives the note before. Errors: `not-found`, `storage-…`. */
export async function setMentionNote(
  db: LibraryDatabase,
  mentionId: string,
  note: string,
  now: number,
): Promise<Result<string>> {
  const result = await storageResult(() =>
    db.transaction('rw', indexScope(db), async () => {
      const row = await db.mentions.get(mentionId);
      if (!row) return null;
      await db.mentions.put({ ...row, note, updatedAt: now });
      await indexArticles(db, [row.articleId], now);
      return row.note;
    }),
  );
  if (!result.ok) return result;
  return result.value === null
    ? fail('not-found', `no mention ${mentionId}`)
    : { ok: true, value: result.value };
}

/** Takes a mention out (it is no organisation) or puts it back; what is taken out stays out when the article is saved again. */
export async function setMentionDeleted(
  db: LibraryDatabase,
  mentionId: string,
  deleted: boolean,
  now: number,
): Promise<Result<null>> {
  const result = await storageResult(() =>
    db.transaction('rw', indexScope(db), async () => {
      const row = await db.mentions.get(mentionId);
      if (!row) return false;
      await db.mentions.put({ ...row, deletedAt: deleted ? now : null, updatedAt: now });
      await indexArticles(db, [row.articleId], now);
      return true;
    }),
  );
  if (!result.ok) return result;
  return result.value ? { ok: true, value: null } : fail('not-found', `no mention ${mentionId}`);
}
