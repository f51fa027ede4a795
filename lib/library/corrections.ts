import type { Annotation } from '../recognition/types.ts';
import type { Result } from '../result.ts';
import type { NormalForm } from './bodies.ts';
import type { LibraryDatabase } from './database.ts';
import type { CorrectionRow } from './rows.ts';
import { storageResult } from './storage-errors.ts';
import { uuid7 } from './uuid.ts';

export type NewCorrection = Pick<CorrectionRow, 'scope' | 'where' | 'surface' | 'action' | 'english'>;

/** Remembers a correction; one of the same scope, place, surface and action is replaced. Errors: `storage-…`. */
export async function addCorrection(
  db: LibraryDatabase,
  correction: NewCorrection,
  now: number,
): Promise<Result<CorrectionRow>> {
  return storageResult(() =>
    db.transaction('rw', db.corrections, async () => {
      const same = await db.corrections
        .where('surface')
        .equals(correction.surface)
        .filter((row) => row.where === correction.where && row.action === correction.action)
        .filter((row) => row.scope === correction.scope)
        .first();
      const row: CorrectionRow = {
        ...correction,
        id: same?.id ?? uuid7(),
        createdAt: same?.createdAt ?? now,
        updatedAt: now,
        deletedAt: null,
      };
      await db.corrections.put(row);
      return row;
    }),
  );
}

/** Takes a correction back (undo). */
export async function removeCorrection(db: LibraryDatabase, id: string, now: number): Promise<Result<null>> {
  return storageResult(async () => {
    await db.corrections.update(id, { deletedAt: now, updatedAt: now });
    return null;
  });
}

/** Brings a correction back that was taken away. */
export async function restoreCorrection(db: LibraryDatabase, id: string, now: number): Promise<Result<null>> {
  return storageResult(async () => {
    await db.corrections.update(id, { deletedAt: null, updatedAt: now });
    return null;
  });
}

/** The corrections that hold, newest first. */
export async function listCorrections(db: LibraryDatabase): Promise<CorrectionRow[]> {
  const rows = await db.corrections.filter((row) => row.deletedAt === null).toArray();
  return rows.sort((a, b) => b.updatedAt - a.updatedAt);
}

/** Corrections that hold on a page: those of its URL, of its host, and those that hold everywhere. */
export async function correctionsFor(
  db: LibraryDatabase,
  url: string,
  host: string,
): Promise<Result<CorrectionRow[]>> {
  return storageResult(async () => {
    const rows = await db.corrections.where('where').anyOf([url, host, '']).toArray();
    return correctionsAmong(rows, url, host);
  });
}

/** The same among corrections at hand. */
export function correctionsAmong(rows: readonly CorrectionRow[], url: string, host: string): CorrectionRow[] {
  return rows.filter((row) => row.deletedAt === null && [url, host, ''].includes(row.where));
}

/** The annotation as the reader corrected it; the one given is not changed. */
export function applyCorrections(
  annotation: Annotation,
  corrections: readonly Pick<CorrectionRow, 'surface' | 'action' | 'english'>[],
  normal: NormalForm,
): Annotation {
  if (!corrections.length) return annotation;
  const dropped = new Set<string>();
  const english = new Map<string, string | null>();
  for (const correction of corrections) {
    if (correction.action === 'not-an-organisation') dropped.add(normal(correction.surface));
    else english.set(normal(correction.surface), correction.english);
  }
  const mentions = annotation.mentions.filter((mention) => !dropped.has(normal(mention.surface)));
  const surfaces = new Map<string, Set<string>>();
  for (const mention of mentions) {
    const set = surfaces.get(mention.entity) ?? new Set();
    surfaces.set(mention.entity, set.add(normal(mention.surface)));
  }
  const entities = annotation.entities
    .filter((entity) => surfaces.has(entity.id))
    .map((entity) => {
      const named = new Set(surfaces.get(entity.id));
      if (entity.thai) named.add(normal(entity.thai));
      const surface = [...named].find((name) => english.has(name));
      if (surface === undefined) return entity;
      const right = english.get(surface);
      return right
        ? { ...entity, english: [right], glossSource: 'user' as const }
        : { ...entity, english: [], glossSource: 'none' as const };
    });
  return { ...annotation, mentions, entities };
}
