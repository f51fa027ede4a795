import { fail, ok, type Result } from '../result.ts';
import { indexArticles, indexScope } from './article-index.ts';
import type { LibraryDatabase } from './database.ts';
import type { ArticleRow } from './rows.ts';
import { storageResult } from './storage-errors.ts';

/**
 * Changes that a reader makes to articles. Each is one transaction and gives back what undoes it: the values the fields had
 * before, so that an undo brings back those fields alone and not what somebody else has changed since.
 */
export interface FieldUndo {
  fields: { id: string; before: Partial<EditableFields> }[];
}

export type EditableFields = Pick<
  ArticleRow,
  'title' | 'site' | 'byline' | 'publishedIso' | 'tags' | 'starred' | 'readAt' | 'note' | 'deletedAt'
>;

/** Fields that the search looks into. */
const SEARCHED: ReadonlySet<keyof EditableFields> = new Set(['title', 'byline', 'note']);

/**
 * Applies `change` to each of the articles; what it gives for an article is set, `null` leaves it as it is.
 * Unknown ids are passed over. Errors: `storage-…`.
 */
export async function editArticles(
  db: LibraryDatabase,
  ids: readonly string[],
  change: (article: ArticleRow) => Partial<EditableFields> | null,
  now: number,
): Promise<Result<FieldUndo>> {
  return storageResult(() =>
    db.transaction('rw', indexScope(db), async () => {
      const undo: FieldUndo = { fields: [] };
      let searched = false;
      for (let at = 0; at < ids.length; at += 200) {
        const changed: ArticleRow[] = [];
        for (const article of await db.articles.bulkGet(ids.slice(at, at + 200))) {
          const fields = article && change(article);
          if (!article || !fields) continue;
          const names = Object.keys(fields) as (keyof EditableFields)[];
          undo.fields.push({
            id: article.id,
            before: Object.fromEntries(names.map((name) => [name, article[name]])),
          });
          searched ||= names.some((name) => SEARCHED.has(name));
          changed.push({ ...article, ...fields, updatedAt: now });
        }
        await db.articles.bulkPut(changed);
      }
      await indexArticles(
        db,
        undo.fields.map(({ id }) => id),
        now,
        searched ? 'all' : 'heads',
      );
      return undo;
    }),
  );
}

/** Sets the fields back to what they were; gives what would undo the undo. */
export async function undoEdit(
  db: LibraryDatabase,
  undo: FieldUndo,
  now: number,
): Promise<Result<FieldUndo>> {
  const before = new Map(undo.fields.map(({ id, before }) => [id, before]));
  return editArticles(db, [...before.keys()], (article) => before.get(article.id) ?? null, now);
}

export const setStarred = (db: LibraryDatabase, ids: readonly string[], starred: boolean, now: number) =>
  editArticles(db, ids, (article) => (article.starred === starred ? null : { starred }), now);

export const setRead = (db: LibraryDatabase, ids: readonly string[], read: boolean, now: number) =>
  editArticles(
    db,
    ids,
    (article) => ((article.readAt !== null) === read ? null : { readAt: read ? now : null }),
    now,
  );

export const moveToBin = (db: LibraryDatabase, ids: readonly string[], now: number) =>
  editArticles(db, ids, (article) => (article.deletedAt === null ? { deletedAt: now } : null), now);

/** A tag as it is kept: no `#`, no white space (the query language ends a value there), at most 60 characters. */
export const cleanTag = (tag: string) => tag.trim().replace(/^#+/, '').replace(/\s+/g, '-').slice(0, 60);

export const addTags = (
  db: LibraryDatabase,
  ids: readonly string[],
  tags: readonly string[],
  now: number,
) => {
  const wanted = tags.map(cleanTag).filter(Boolean);
  return editArticles(
    db,
    ids,
    (article) => {
      const all = [...new Set([...article.tags, ...wanted])];
      return all.length === article.tags.length ? null : { tags: all };
    },
    now,
  );
};

export const removeTags = (
  db: LibraryDatabase,
  ids: readonly string[],
  tags: readonly string[],
  now: number,
) =>
  editArticles(
    db,
    ids,
    (article) => {
      const left = article.tags.filter((tag) => !tags.includes(tag));
      return left.length === article.tags.length ? null : { tags: left };
    },
    now,
  );

/**
 * Brings articles back from the bin. One whose address was saved anew since stays there (`url` is unique among the
 * living): `blocked` holds its id.
 */
export async function restoreArticles(
  db: LibraryDatabase,
  ids: readonly string[],
  now: number,
): Promise<Result<{ restored: string[]; blocked: string[] }>> {
  return storageResult(() =>
    db.transaction('rw', indexScope(db), async () => {
      const restored: string[] = [];
      const blocked: string[] = [];
      for (const article of await db.articles.bulkGet([...ids])) {
        if (!article || article.deletedAt === null) continue;
        const rival = await db.articles
          .where('url')
          .equals(article.url)
          .filter((row) => row.deletedAt === null)
          .first();
        if (rival) {
          blocked.push(article.id);
          continue;
        }
        await db.articles.put({ ...article, deletedAt: null, updatedAt: now });
        restored.push(article.id);
      }
      await indexArticles(db, restored, now, 'heads');
      return { restored, blocked };
    }),
  );
}

/** Removes articles that are in the bin, with their mentions and versions, for good. Gives how many went. */
export async function purgeArticles(
  db: LibraryDatabase,
  ids: readonly string[],
  now: number,
): Promise<Result<number>> {
  return storageResult(() =>
    db.transaction('rw', [...indexScope(db), db.versions, db.meta], async () => {
      const binned = (await db.articles.bulkGet([...ids])).filter((row) => row && row.deletedAt !== null);
      const gone = binned.map((row) => row!.id);
      await db.mentions.where('articleId').anyOf(gone).delete();
      await db.versions.where('articleId').anyOf(gone).delete();
      await db.articles.bulkDelete(gone);
      await db.heads.bulkDelete(gone);
      await db.searchPending.bulkPut(gone.map((id) => ({ id, text: null, changedAt: now })));
      await db.meta.put({ key: 'purged-at', value: now });
      return gone.length;
    }),
  );
}

export async function getArticle(db: LibraryDatabase, id: string): Promise<Result<ArticleRow>> {
  const found = await storageResult(() => db.articles.get(id));
  if (!found.ok) return found;
  return found.value ? ok(found.value) : fail('not-found', `no article ${id}`);
}
