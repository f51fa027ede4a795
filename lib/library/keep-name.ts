import type { Entity } from '../recognition/types.ts';
import type { Result } from '../result.ts';
import { type NormalForm, union, visibleEntity } from './bodies.ts';
import { contextSentence } from './context-sentence.ts';
import type { LibraryDatabase } from './database.ts';
import type { KeptContext, KeptNameRow } from './rows.ts';
import { rowsByKey } from './rows-by-key.ts';
import { storageResult } from './storage-errors.ts';
import { uuid7 } from './uuid.ts';

/** A name to keep and where it was met; `start`/`end` point into `text`. */
export interface NameMeeting {
  entity: Entity;
  bodyId: string | null;
  articleId: string | null;
  url: string;
  title: string;
  site: string;
  publishedIso: string | null;
  text: string;
  start: number;
  end: number;
  normalForm: NormalForm;
  metAt: number;
}

/** Sentences kept with a name; the oldest beyond it give way, the very first stays (it is where the name was learned). */
export const MAX_CONTEXTS = 50;

/** Normal form of the Thai name, else of the English, else of the first acronym. */
export function keptKey(entity: Pick<Entity, 'thai' | 'english' | 'acronyms'>, normal: NormalForm): string {
  const name = entity.thai || entity.english[0] || entity.acronyms[0] || '';
  return normal(name).replace(/\s+/g, ' ').trim().toLowerCase();
}

/** Keeps a name, or adds the sentence to one that is kept. Errors: `storage-…`. */
export async function keepName(db: LibraryDatabase, meeting: NameMeeting): Promise<Result<KeptNameRow>> {
  return storageResult(() => db.transaction('rw', db.keptNames, () => keepInTransaction(db, meeting)));
}

/** Takes a kept name out (to the bin); `null` if it was not kept. */
export async function unkeepName(
  db: LibraryDatabase,
  key: string,
  now: number,
): Promise<Result<string | null>> {
  return storageResult(() =>
    db.transaction('rw', db.keptNames, async () => {
      const row = await livingKept(db, key);
      if (!row) return null;
      await db.keptNames.update(row.id, { deletedAt: now, updatedAt: now });
      return row.id;
    }),
  );
}

/** Which of `keys` are kept. */
export async function keptAmong(db: LibraryDatabase, keys: readonly string[]): Promise<Result<string[]>> {
  return storageResult(async () => {
    const rows = await db.transaction('r', db.keptNames, () => rowsByKey(db.keptNames, 'key', keys));
    return [...new Set(rows.filter((row) => row.deletedAt === null).map((row) => row.key))];
  });
}

/** For a caller that has a readwrite transaction over `keptNames` open. Keeping again what is in the bin brings it back. */
export async function keepInTransaction(db: LibraryDatabase, meeting: NameMeeting): Promise<KeptNameRow> {
  const { metAt } = meeting;
  const entity = visibleEntity(meeting.entity);
  const key = keptKey(meeting.entity, meeting.normalForm);
  const context: KeptContext = {
    articleId: meeting.articleId,
    url: meeting.url,
    title: meeting.title,
    site: meeting.site,
    publishedIso: meeting.publishedIso,
    ...contextSentence(meeting.text, meeting.start, meeting.end),
    metAt,
  };
  const old = (await livingKept(db, key)) ?? (await db.keptNames.where('key').equals(key).reverse().first());
  const row: KeptNameRow = old
    ? {
        ...old,
        bodyId: old.bodyId ?? meeting.bodyId,
        thai: old.thai || (entity.thai ?? ''),
        english: old.english || (entity.english[0] ?? ''),
        acronyms: union(old.acronyms, entity.acronyms),
        contexts: addContext(old.contexts, context),
        updatedAt: metAt,
        deletedAt: null,
      }
    : {
        id: uuid7(),
        createdAt: metAt,
        updatedAt: metAt,
        deletedAt: null,
        key,
        bodyId: meeting.bodyId,
        thai: entity.thai ?? '',
        english: entity.english[0] ?? '',
        acronyms: entity.acronyms,
        type: entity.type,
        glossSource: entity.glossSource,
        contexts: [context],
        note: '',
        tags: [],
      };
  await db.keptNames.put(row);
  return row;
}

async function livingKept(db: LibraryDatabase, key: string): Promise<KeptNameRow | undefined> {
  return db.keptNames
    .where('key')
    .equals(key)
    .filter((row) => row.deletedAt === null)
    .first();
}

/** The same sentence of the same page is one context; a later save of the article only fills in its id. */
function addContext(contexts: KeptContext[], context: KeptContext): KeptContext[] {
  const same = contexts.findIndex((c) => c.url === context.url && c.sentence === context.sentence);
  if (same >= 0) {
    return contexts.map((c, i) => (i === same ? { ...c, articleId: c.articleId ?? context.articleId } : c));
  }
  const all = [...contexts, context];
  return all.length > MAX_CONTEXTS ? [all[0]!, ...all.slice(all.length - MAX_CONTEXTS + 1)] : all;
}
