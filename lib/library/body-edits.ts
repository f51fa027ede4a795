import { fail, type Result } from '../result.ts';
import { indexArticles, indexScope } from './article-index.ts';
import { bodyKey, type NormalForm, union } from './bodies.ts';
import type { LibraryDatabase } from './database.ts';
import type { BodyRow, MentionRow } from './rows.ts';
import { storageResult } from './storage-errors.ts';
import { uuid7 } from './uuid.ts';

/** What a merge changed, kept beside the rows so that it can be taken apart again at any time. */
interface MergeRecord {
  mentions: string[];
  kept: string[];
  before: Pick<BodyRow, 'thai' | 'english' | 'acronyms' | 'names'>;
}

const recordKey = (bodyId: string) => `merge:${bodyId}`;
const scope = (db: LibraryDatabase) => [...indexScope(db), db.keptNames, db.meta];

class NotFound extends Error {
  override name = 'NotFound';
}
class BadInput extends Error {
  override name = 'BadInput';
}

/** Runs a write over the bodies; a body that is not there or a senseless request undoes all of it. */
async function write<T>(db: LibraryDatabase, work: () => Promise<T>): Promise<Result<T>> {
  let refused: Result<T> | null = null;
  const result = await storageResult(() =>
    db.transaction('rw', scope(db), work).catch((error: unknown) => {
      if (error instanceof NotFound) refused = fail('not-found', error.message);
      else if (error instanceof BadInput) refused = fail('bad-input', error.message);
      throw error;
    }),
  );
  return refused ?? result;
}

async function living(db: LibraryDatabase, id: string): Promise<BodyRow> {
  const body = await db.bodies.get(id);
  if (!body || body.deletedAt !== null) throw new NotFound(`no body ${id}`);
  return body;
}

async function moveMentions(
  db: LibraryDatabase,
  rows: readonly MentionRow[],
  bodyId: string,
  now: number,
): Promise<void> {
  await db.mentions.bulkPut(rows.map((row) => ({ ...row, bodyId, updatedAt: now })));
}

const articlesOf = (rows: readonly MentionRow[]) => [...new Set(rows.map((row) => row.articleId))];

/**
 * Makes one body part of another: its mentions and kept names go there, its names become the other's too, and articles saved
 * later follow (save-article.ts). `splitMerged` takes it apart again. Errors: `not-found`, `bad-input`, `storage-…`.
 */
export function mergeBodies(
  db: LibraryDatabase,
  fromId: string,
  intoId: string,
  now: number,
): Promise<Result<null>> {
  return write(db, async () => {
    const from = await living(db, fromId);
    const into = await living(db, intoId);
    if (fromId === intoId || from.mergedInto || into.mergedInto)
      throw new BadInput('a body is merged into another one that stands for itself');
    const rows = await db.mentions.where('bodyId').equals(fromId).toArray();
    const kept = await db.keptNames.where('bodyId').equals(fromId).toArray();
    const { thai, english, acronyms, names } = into;
    const record: MergeRecord = {
      mentions: rows.map((row) => row.id),
      kept: kept.map((row) => row.id),
      before: { thai, english, acronyms, names },
    };
    await db.meta.put({ key: recordKey(fromId), value: record });
    await db.bodies.put({ ...from, mergedInto: intoId, updatedAt: now });
    await db.bodies.put({
      ...into,
      thai: into.thai || from.thai,
      english: union(into.english, from.english),
      acronyms: union(into.acronyms, from.acronyms),
      names: union(into.names, from.thai ? [from.thai, ...from.names] : from.names),
      updatedAt: now,
    });
    await moveMentions(db, rows, intoId, now);
    await db.keptNames.bulkPut(kept.map((row) => ({ ...row, bodyId: intoId, updatedAt: now })));
    const also = await db.mentions.where('bodyId').equals(intoId).toArray();
    await indexArticles(db, articlesOf([...rows, ...also]), now);
    return null;
  });
}

/** Takes a merged body out of the other again, with its mentions and those saved since under its names alone. */
export function splitMerged(db: LibraryDatabase, fromId: string, now: number): Promise<Result<null>> {
  return write(db, async () => {
    const from = await living(db, fromId);
    if (!from.mergedInto) throw new BadInput('the body is not merged into another');
    const into = await living(db, from.mergedInto);
    const record = (await db.meta.get(recordKey(fromId)))?.value as MergeRecord | undefined;
    const moved = new Set(record?.mentions);
    const own = new Set(record ? record.before.names : into.names);
    const theirs = await db.mentions.where('bodyId').equals(into.id).toArray();
    const back = theirs.filter(
      (row) => moved.has(row.id) || (from.names.includes(row.surface) && !own.has(row.surface)),
    );
    await moveMentions(db, back, fromId, now);
    const keptBack = new Set(record?.kept);
    const kept = await db.keptNames.where('bodyId').equals(into.id).toArray();
    await db.keptNames.bulkPut(
      kept.filter((row) => keptBack.has(row.id)).map((row) => ({ ...row, bodyId: fromId, updatedAt: now })),
    );
    await db.bodies.put({ ...from, mergedInto: null, updatedAt: now });
    await db.bodies.put({ ...into, ...withoutBorrowed(into, from, record), updatedAt: now });
    await db.meta.delete(recordKey(fromId));
    await indexArticles(db, articlesOf(theirs), now);
    return null;
  });
}

/** The names a body has without those that came with a merge; what was added to it since stays. */
function withoutBorrowed(into: BodyRow, from: BodyRow, record: MergeRecord | undefined) {
  if (!record) return {};
  const borrowed = (list: readonly string[]) => new Set(list);
  const drop = (now: string[], lent: Set<string>, before: string[]) =>
    now.filter((name) => before.includes(name) || !lent.has(name));
  return {
    thai: record.before.thai || (into.thai === from.thai ? '' : into.thai),
    english: drop(into.english, borrowed(from.english), record.before.english),
    acronyms: drop(into.acronyms, borrowed(from.acronyms), record.before.acronyms),
    names: drop(into.names, borrowed([from.thai, ...from.names]), record.before.names),
  };
}

export interface SplitUndo {
  /** The new body. */
  created: BodyRow;
  before: BodyRow;
}

/**
 * Makes the mentions that go by `surfaces` a body of their own. At least one name must stay. Errors: `not-found`,
 * `bad-input`, `storage-…`.
 */
export function splitBody(
  db: LibraryDatabase,
  bodyId: string,
  surfaces: readonly string[],
  normal: NormalForm,
  now: number,
): Promise<Result<SplitUndo>> {
  return write(db, async () => {
    const body = await living(db, bodyId);
    const wanted = new Set(surfaces);
    const rows = await db.mentions.where('bodyId').equals(bodyId).toArray();
    const moving = rows.filter((row) => wanted.has(row.surface));
    const staying = body.names.filter((name) => !wanted.has(name));
    if (moving.length === 0 || (staying.length === 0 && moving.length === rows.length))
      throw new BadInput('one name at least must go, and one must stay');
    const names = [...wanted];
    const thai = names.find((name) => /[\u0e00-\u0e7f]{4}/.test(name) && !name.includes('.')) ?? '';
    const acronyms = names.filter((name) => body.acronyms.includes(name) || /\.$/.test(name));
    const english = names.filter((name) => /^[A-Za-z][\w .&'-]{3,}$/.test(name) && !acronyms.includes(name));
    const created: BodyRow = {
      id: uuid7(),
      createdAt: now,
      updatedAt: now,
      deletedAt: null,
      key: bodyKey(
        { type: body.type, thai: thai || undefined, english, acronyms: [...acronyms, ...names] },
        normal,
      ),
      type: body.type,
      thai,
      english,
      acronyms,
      names,
      glossSource: 'none',
      mergedInto: null,
      note: '',
    };
    await db.bodies.add(created);
    await db.bodies.put({
      ...body,
      names: staying,
      acronyms: body.acronyms.filter((name) => !wanted.has(name)),
      updatedAt: now,
    });
    await moveMentions(db, moving, created.id, now);
    await indexArticles(db, articlesOf(rows), now);
    return { created, before: body };
  });
}

export function undoSplit(db: LibraryDatabase, undo: SplitUndo, now: number): Promise<Result<null>> {
  return write(db, async () => {
    const body = await living(db, undo.before.id);
    const rows = await db.mentions.where('bodyId').equals(undo.created.id).toArray();
    await moveMentions(db, rows, body.id, now);
    await db.bodies.put({
      ...body,
      names: union(undo.before.names, body.names),
      acronyms: union(undo.before.acronyms, body.acronyms),
      updatedAt: now,
    });
    await db.bodies.delete(undo.created.id);
    await indexArticles(db, articlesOf(rows), now);
    return null;
  });
}

export type BodyFields = Pick<BodyRow, 'thai' | 'english' | 'acronyms' | 'note'>;

/** Puts a body's names right; the English is then the reader's own. Gives the fields as they were. */
export function editBody(
  db: LibraryDatabase,
  bodyId: string,
  fields: BodyFields,
  now: number,
  glossSource: BodyRow['glossSource'] = 'user',
): Promise<Result<{ fields: BodyFields; glossSource: BodyRow['glossSource'] }>> {
  return write(db, async () => {
    const body = await living(db, bodyId);
    await db.bodies.put({ ...body, ...fields, glossSource, updatedAt: now });
    const rows = await db.mentions.where('bodyId').equals(bodyId).toArray();
    await indexArticles(db, articlesOf(rows), now);
    const { thai, english, acronyms, note } = body;
    return { fields: { thai, english, acronyms, note }, glossSource: body.glossSource };
  });
}
