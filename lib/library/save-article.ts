import type { Annotation, Entity, Mention } from '../recognition/types.ts';
import { fail, type Result } from '../result.ts';
import { visibleText } from '../thai/visible-text.ts';
import { indexArticles, indexScope, noteStaleNames } from './article-index.ts';
import { bodyKey, union, visibleEntity } from './bodies.ts';
import { canonicalUrl } from './canonical-url.ts';
import type { LibraryDatabase } from './database.ts';
import { keepInTransaction } from './keep-name.ts';
import { MentionMatcher, selectorsOf } from './mention-selectors.ts';
import { reAnchor } from './re-anchor.ts';
import type { ArticleCapture, ArticleRow, BodyRow, MentionRow } from './rows.ts';
import { rowsByKey } from './rows-by-key.ts';
import { storageResult } from './storage-errors.ts';
import { uuid7 } from './uuid.ts';

/** The normal form of a text, and where an offset of the text stands in it. */
export type NormalText = (text: string) => { text: string; toNormal(offset: number): number };

export interface SaveParts {
  db: LibraryDatabase;
  normalText: NormalText;
  /** Milliseconds since 1970. */
  now?: () => number;
}

export interface SaveOutcome {
  articleId: string;
  /** `updated`: it was there, and its text has changed since; `unchanged`: it was there with the same text. */
  state: 'saved' | 'updated' | 'unchanged';
  /** It was in the bin, and is back with its tags and notes. */
  restored: boolean;
  mentions: number;
  bodies: number;
  kept: number;
  savedAt: number;
}

/** Larger texts are no articles, and would not pass a message whole; UTF-16 code units. */
export const MAX_TEXT_LENGTH = 2_000_000;

/**
 * Saves an article with its mentions, bodies and kept names, all or nothing, in one transaction. Saving twice updates: the
 * article keeps its id, tags and notes; when its text has changed, the old one goes to `versions`; mentions that are found
 * again keep their ids and notes, and one that the reader deleted stays deleted. Errors: `bad-input`, `page-empty`,
 * `page-too-large`, `storage-…`.
 */
export async function saveArticle(capture: ArticleCapture, parts: SaveParts): Promise<Result<SaveOutcome>> {
  if (!capture.text.trim()) return fail('page-empty', 'the page has no text to save');
  if (capture.text.length > MAX_TEXT_LENGTH) {
    return fail('page-too-large', `${capture.text.length} characters, at most ${MAX_TEXT_LENGTH}`);
  }
  const problem = annotationProblem(capture.annotation, capture.text);
  if (problem) return fail('bad-input', problem);
  const { db, normalText, now = Date.now } = parts;
  // Before the transaction: hashing waits for something other than the database, and a transaction must not.
  const normal = normalText(capture.text);
  const contentHash = await sha256(normal.text);
  const savedAt = now();
  return storageResult(async () => {
    const tables = [...indexScope(db), db.keptNames, db.versions, db.meta];
    const outcome = await db.transaction('rw', tables, async () => {
      const url = canonicalUrl(capture.url, capture.meta.canonicalUrl);
      const { article, state, restored } = await writeArticle(db, capture, {
        url,
        text: normal.text,
        contentHash,
        savedAt,
      });
      const nf = (text: string) => normalText(text).text;
      const bodies = await writeBodies(db, capture.annotation, nf, savedAt);
      const moved = capture.annotation.mentions.map((mention) => ({
        ...mention,
        start: normal.toNormal(mention.start),
        end: normal.toNormal(mention.end),
      }));
      await writeMentions(db, article, moved, bodies, savedAt);
      await indexArticles(db, [article.id], savedAt);
      const byId = new Map(capture.annotation.entities.map((entity) => [entity.id, entity]));
      for (const id of new Set(capture.kept)) {
        const entity = byId.get(id);
        const mention = moved.find((m) => m.entity === id);
        if (!entity || !mention) continue;
        await keepInTransaction(db, {
          entity,
          bodyId: bodies.get(id) ?? null,
          articleId: article.id,
          url,
          title: article.title,
          site: article.site,
          publishedIso: article.publishedIso,
          text: normal.text,
          start: mention.start,
          end: mention.end,
          normalForm: nf,
          metAt: savedAt,
        });
      }
      return {
        articleId: article.id,
        state,
        restored,
        mentions: moved.length,
        bodies: new Set(bodies.values()).size,
        kept: new Set(capture.kept).size,
        savedAt,
      } satisfies SaveOutcome;
    });
    return outcome;
  });
}

/** What is known of a page in the library, for the popup. `null`: not saved. */
export async function savedState(
  db: LibraryDatabase,
  pageUrl: string,
  canonical: string | null,
): Promise<Result<{ articleId: string; savedAt: number; contentHash: string } | null>> {
  return storageResult(async () => {
    const row = await livingArticle(db, canonicalUrl(pageUrl, canonical));
    return row ? { articleId: row.id, savedAt: row.updatedAt, contentHash: row.contentHash } : null;
  });
}

async function livingArticle(db: LibraryDatabase, url: string): Promise<ArticleRow | undefined> {
  return db.articles
    .where('url')
    .equals(url)
    .filter((row) => row.deletedAt === null)
    .first();
}

interface Prepared {
  url: string;
  text: string;
  contentHash: string;
  savedAt: number;
}

async function writeArticle(db: LibraryDatabase, capture: ArticleCapture, prepared: Prepared) {
  const { url, text, contentHash, savedAt } = prepared;
  const there = await db.articles.where('url').equals(url).toArray();
  const old = there.find((row) => row.deletedAt === null) ?? there.at(-1);
  const fields = {
    url,
    site: capture.meta.site || siteOf(url),
    title: visibleText(capture.title || capture.meta.title || url),
    byline: capture.meta.byline && visibleText(capture.meta.byline),
    publishedIso: capture.meta.publishedAt,
    language: capture.language,
    text,
    html: capture.html,
    contentHash,
    meta: capture.meta,
    mentionCount: capture.annotation.mentions.length,
    updatedAt: savedAt,
    deletedAt: null,
  };
  if (!old) {
    const article: ArticleRow = {
      ...fields,
      id: uuid7(),
      createdAt: savedAt,
      tags: [],
      starred: false,
      readAt: null,
      note: '',
      versionCount: 0,
    };
    await db.articles.add(article);
    return { article, state: 'saved' as const, restored: false };
  }
  const changed = old.contentHash !== contentHash;
  if (changed) {
    await db.versions.add({
      id: uuid7(),
      createdAt: savedAt,
      updatedAt: savedAt,
      deletedAt: null,
      articleId: old.id,
      text: old.text,
      html: old.html,
      contentHash: old.contentHash,
      capturedAt: old.updatedAt,
    });
  }
  const article = { ...old, ...fields, versionCount: old.versionCount + (changed ? 1 : 0) };
  await db.articles.put(article);
  const restored = old.deletedAt !== null;
  return { article, state: changed ? ('updated' as const) : ('unchanged' as const), restored };
}

/** Body ids by entity id. A body in the bin stays there (its tombstone must hold); its mentions still point to it. */
async function writeBodies(
  db: LibraryDatabase,
  annotation: Annotation,
  normalForm: (text: string) => string,
  savedAt: number,
): Promise<Map<string, string>> {
  const surfaces = new Map<string, string[]>();
  for (const mention of annotation.mentions) {
    surfaces.set(mention.entity, union(surfaces.get(mention.entity) ?? [], [normalForm(mention.surface)]));
  }
  const ids = new Map<string, string>();
  const keys = annotation.entities.map((entity) => bodyKey(entity, normalForm));
  const stored = new Map<string, BodyRow>();
  for (const row of await rowsByKey(db.bodies, 'key', keys)) {
    const known = stored.get(row.key);
    if (!known || (known.deletedAt !== null && row.deletedAt === null)) stored.set(row.key, row);
  }
  const changed: BodyRow[] = [];
  const stale: string[] = [];
  for (const [i, entity] of annotation.entities.map(visibleEntity).entries()) {
    const names = surfaces.get(entity.id);
    if (!names) continue;
    const key = keys[i]!;
    const old = stored.get(key);
    if (!old) {
      const row = newBody(entity, key, names, savedAt);
      changed.push(row);
      stored.set(key, row);
      ids.set(entity.id, row.id);
      continue;
    }
    const merged = mergeEntity(old, entity, names);
    if (merged) {
      const row = { ...merged, updatedAt: savedAt };
      changed.push(row);
      stored.set(key, row);
      if (old.english[0] !== row.english[0]) stale.push(old.mergedInto ?? old.id);
    }
    ids.set(entity.id, await mergeTarget(db, old));
  }
  await db.bodies.bulkPut(changed);
  await noteStaleNames(db, stale);
  return ids;
}

/** Where a body that the reader merged into another now lives (chains are short; a circle ends the walk). */
async function mergeTarget(db: LibraryDatabase, body: BodyRow): Promise<string> {
  const seen = new Set([body.id]);
  let at = body;
  while (at.mergedInto && !seen.has(at.mergedInto)) {
    seen.add(at.mergedInto);
    const next = await db.bodies.get(at.mergedInto);
    if (!next) break;
    at = next;
  }
  return at.id;
}

function newBody(entity: Entity, key: string, names: string[], savedAt: number): BodyRow {
  return {
    id: uuid7(),
    createdAt: savedAt,
    updatedAt: savedAt,
    deletedAt: null,
    key,
    type: entity.type,
    thai: entity.thai ?? '',
    english: entity.english,
    acronyms: entity.acronyms,
    names,
    glossSource: entity.glossSource,
    mergedInto: null,
    note: '',
  };
}

/** How much a gloss source is to be trusted; better ones replace worse ones when bodies meet again. */
const TRUST: Record<Entity['glossSource'], number> = {
  user: 4,
  article: 3,
  builtin: 3,
  composed: 1,
  none: 0,
};

/** The body with what an article adds to it; null when it adds nothing. */
function mergeEntity(body: BodyRow, entity: Entity, names: string[]): BodyRow | null {
  const better = TRUST[entity.glossSource] > TRUST[body.glossSource];
  const composed = entity.glossSource === 'composed' || entity.glossSource === 'none';
  const merged: BodyRow = {
    ...body,
    type: body.type === 'other' ? entity.type : body.type,
    thai: body.thai || (entity.thai ?? ''),
    english: better
      ? union(entity.english, body.glossSource === 'composed' ? [] : body.english)
      : composed
        ? body.english
        : union(body.english, entity.english),
    acronyms: union(body.acronyms, entity.acronyms),
    names: union(body.names, names),
    glossSource: better ? entity.glossSource : body.glossSource,
  };
  return JSON.stringify(merged) === JSON.stringify(body) ? null : merged;
}

async function writeMentions(
  db: LibraryDatabase,
  article: ArticleRow,
  mentions: Mention[],
  bodies: Map<string, string>,
  savedAt: number,
): Promise<void> {
  const old = await db.mentions.where('articleId').equals(article.id).toArray();
  const byId = new Map(old.map((row) => [row.id, row]));
  // A first save has nothing to find again, and most saves are first ones.
  const again = old.length ? reAnchor(article.text, old).found : [];
  const refound = new Map(again.map((found) => [`${found.start} ${found.end}`, byId.get(found.id)!]));
  const placed = new Map(again.map((found) => [found.id, found]));
  const matcher = new MentionMatcher(old.filter((row) => !placed.has(row.id)));
  const rows: MentionRow[] = [];
  for (const mention of mentions) {
    const selectors = selectorsOf(article.text, mention.start, mention.end);
    const span = `${mention.start} ${mention.end}`;
    const found = refound.get(span) ?? matcher.take(selectors);
    refound.delete(span);
    rows.push({
      id: found?.id ?? uuid7(),
      createdAt: found?.createdAt ?? savedAt,
      updatedAt: savedAt,
      // One that the reader took out by hand stays out.
      deletedAt: found?.deletedAt ?? null,
      articleId: article.id,
      bodyId: bodies.get(mention.entity) ?? '',
      kind: mention.kind,
      surface: selectors.quote.exact,
      start: mention.start,
      end: mention.end,
      selectors,
      confidence: mention.confidence,
      evidence: mention.evidence.map((e) => (e.detail ? `${e.source}: ${e.detail}` : e.source)).join('; '),
      note: found?.note ?? '',
    });
  }
  for (const row of refound.values()) {
    const { start, end } = placed.get(row.id)!;
    const free = rows.every((other) => end <= other.start || start >= other.end);
    // Its words are still there, only nobody finds a name in them now: what the reader wrote on it keeps its place.
    if (row.note && row.deletedAt === null && free) {
      rows.push({ ...row, start, end, selectors: selectorsOf(article.text, start, end), updatedAt: savedAt });
    } else rows.push({ ...row, deletedAt: row.deletedAt ?? savedAt });
  }
  // Those not found any more go to the bin, where a note on them can still be read beside the old version of the text.
  for (const row of matcher.left()) rows.push({ ...row, deletedAt: row.deletedAt ?? savedAt });
  await db.mentions.bulkPut(rows);
}

/** Why an annotation cannot belong to `text`; null if it can. */
function annotationProblem(annotation: Annotation, text: string): string | null {
  const ids = new Set(annotation.entities.map((entity) => entity.id));
  let last = 0;
  for (const { start, end, entity } of annotation.mentions) {
    if (start < last || end <= start || end > text.length)
      return `mention ${start}–${end} is not inside the text`;
    if (!ids.has(entity)) return `mention ${start}–${end} names an unknown entity`;
    last = end;
  }
  return null;
}

const siteOf = (url: string) => (URL.canParse(url) ? new URL(url).hostname.replace(/^www\./, '') : '');

async function sha256(text: string): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text));
  return Array.from(new Uint8Array(digest), (b) => b.toString(16).padStart(2, '0')).join('');
}
