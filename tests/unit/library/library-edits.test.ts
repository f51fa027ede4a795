import 'fake-indexeddb/auto';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import {
  addTags,
  editArticles,
  moveToBin,
  purgeArticles,
  restoreArticles,
  setStarred,
  undoEdit,
} from '../../../lib/library/article-edits.ts';
import { indexStaleNames } from '../../../lib/library/article-index.ts';
import { editBody, mergeBodies, splitBody, splitMerged, undoSplit } from '../../../lib/library/body-edits.ts';
import { coMentions, networkOf, timelineOf } from '../../../lib/library/body-statistics.ts';
import { Catalogue } from '../../../lib/library/catalogue.ts';
import { concordance, sortLines } from '../../../lib/library/concordance.ts';
import { LibraryDatabase } from '../../../lib/library/database.ts';
import { hitContext } from '../../../lib/library/hit-context.ts';
import { parseQuery, soughtTexts } from '../../../lib/library/query.ts';
import { readArticle, setMentionNote } from '../../../lib/library/read-article.ts';
import { type SaveOutcome, saveArticle } from '../../../lib/library/save-article.ts';
import { ensureIndex, rebuildIndex, tidySearchIndex } from '../../../lib/library/search-blocks.ts';
import type { Result } from '../../../lib/result.ts';
import { normalise } from '../../../lib/thai/normal-form.ts';
import { capture, META, STORY } from './sample-capture.ts';

let db: LibraryDatabase;
let now = 1_700_000_000_000;
beforeEach(() => {
  db = new LibraryDatabase(`library-edits-${now++}`);
});
afterEach(() => db.delete());

function value<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(`${result.error.name}: ${result.error.detail}`);
  return result.value;
}

const save = async (changes: Parameters<typeof capture>[0] = {}): Promise<SaveOutcome> =>
  value(await saveArticle(capture(changes), { db, normalText: normalise, now: () => now++ }));

const other = (n: number, text = `${STORY}\nฉบับที่ ${n}`) =>
  save({
    url: `https://news.example.org/story/${n}`,
    text,
    meta: { ...META, canonicalUrl: null, publishedAt: `2024-0${1 + (n % 9)}-15` },
  });

async function opened(): Promise<Catalogue> {
  const catalogue = new Catalogue();
  value(await catalogue.refresh(db));
  value(await catalogue.refreshKept(db));
  value(await catalogue.refreshBodies(db));
  value(await catalogue.refreshSearch(db));
  return catalogue;
}
const find = (catalogue: Catalogue, query: string) =>
  catalogue.find(parseQuery(query), { by: 'saved', descending: true }).map((head) => head.id);

describe('a saved article', () => {
  test('is found at once by a piece of its text, its title, and the English of a body it names in Thai', async () => {
    const { articleId } = await save();
    const catalogue = await opened();
    for (const query of [
      'การส่งออกขยายตัว',
      'ตัวเลขส่งออก',
      'Chamber of Commerce',
      'org:สภาหอการค้าแห่งประเทศไทย',
      'org:MOC',
    ])
      expect(find(catalogue, query), query).toEqual([articleId]);
    expect(find(catalogue, 'เลือกตั้ง')).toEqual([]);
  });

  test('is found after a restart, in blocks as well as pending', async () => {
    const { articleId } = await save();
    await other(1, 'ข่าวอื่น\nเรื่องน้ำท่วมในจังหวัดทางใต้');
    expect(value(await tidySearchIndex(db, 1))).toBe(2);
    await other(2, 'ข่าวที่สาม\nเรื่องรถไฟ');
    const catalogue = await opened();
    expect(find(catalogue, 'หอการค้า')).toEqual([articleId]);
    expect(find(catalogue, 'รถไฟ')).toHaveLength(1);
    expect(find(catalogue, '-รถไฟ -น้ำท่วม')).toEqual([articleId]);
  });

  test('is found by its new text alone once it has been saved again, and stays one article', async () => {
    await save();
    value(await tidySearchIndex(db, 1));
    const { articleId, state } = await save({ text: STORY.replace('ร้อยละ 8', 'ร้อยละ 9') });
    expect(state).toBe('updated');
    const catalogue = await opened();
    expect(find(catalogue, '"ร้อยละ 8"')).toEqual([]);
    expect(find(catalogue, '"ร้อยละ 9"')).toEqual([articleId]);
    value(await tidySearchIndex(db, 1));
    value(await catalogue.refreshSearch(db));
    expect(find(catalogue, '"ร้อยละ 8"')).toEqual([]);
    expect(find(catalogue, 'กระทรวงพาณิชย์')).toEqual([articleId]);
  });

  test('shows where it holds what was looked for', async () => {
    const { articleId } = await save();
    const inText = await hitContext(db, articleId, soughtTexts(parseQuery('ขยายตัว')));
    expect(inText?.where).toBe('text');
    const { start, end } = inText!.marks[0]!;
    expect(inText!.text.slice(start, end)).toBe('ขยายตัว');
    const byName = await hitContext(db, articleId, soughtTexts(parseQuery('"Thai Chamber"')));
    expect(byName).toMatchObject({ where: 'name', name: 'Thai Chamber of Commerce' });
    expect(byName!.text).toContain('สภาหอการค้าแห่งประเทศไทย');
  });

  test('keeps a note at its words when the text around it has changed, and lists it when they are gone', async () => {
    const { articleId } = await save();
    const before = value(await readArticle(db, articleId));
    const chamber = before.mentions.find((row) => row.surface.startsWith('สภา'))!;
    value(await setMentionNote(db, chamber.id, 'ขอสัมภาษณ์', now++));
    await save({
      text: `ย่อหน้าใหม่มาก่อน\n${STORY.replace('จะหารือกับ', 'จะประชุมร่วมกับ').replace('ในเดือนหน้า', 'สัปดาห์นี้')}`,
    });
    const changed = value(await readArticle(db, articleId));
    expect(changed.mentions.find((row) => row.note === 'ขอสัมภาษณ์')?.id).toBe(chamber.id);
    expect(changed.versions).toHaveLength(1);
    await save({ text: STORY.split('\n').slice(0, 2).join('\n') });
    const gone = value(await readArticle(db, articleId));
    expect(gone.mentions.some((row) => row.note)).toBe(false);
    expect(gone.lost.map((row) => row.note)).toEqual(['ขอสัมภาษณ์']);
  });
});

describe('edits', () => {
  test('of many articles are undone as one, and only in their own fields', async () => {
    const ids = [(await other(1)).articleId, (await other(2)).articleId, (await other(3)).articleId];
    value(await setStarred(db, [ids[0]!], true, now++));
    const undo = value(await setStarred(db, ids, true, now++));
    expect(undo.fields.map(({ id }) => id)).toEqual(ids.slice(1));
    value(await addTags(db, ids, ['#งบ ประมาณ', ''], now++));
    value(await undoEdit(db, undo, now++));
    const rows = await db.articles.bulkGet(ids);
    expect(rows.map((row) => row!.starred)).toEqual([true, false, false]);
    expect(rows.every((row) => row!.tags[0] === 'งบ-ประมาณ')).toBe(true);
    const catalogue = await opened();
    expect(find(catalogue, 'is:starred')).toEqual([ids[0]]);
    expect(find(catalogue, 'tag:งบ-ประมาณ')).toHaveLength(3);
  });

  test('of a note and a title are searched at once', async () => {
    const { articleId } = await save();
    value(await editArticles(db, [articleId], () => ({ note: 'เทียบกับปีก่อน', title: 'หัวข้อใหม่' }), now++));
    const catalogue = await opened();
    expect(find(catalogue, 'note:เทียบ')).toEqual([articleId]);
    expect(find(catalogue, 'title:หัวข้อใหม่ is:noted')).toEqual([articleId]);
  });

  test('the bin hides, restores, and removes for good without leaving a row', async () => {
    const { articleId } = await save();
    value(await moveToBin(db, [articleId], now++));
    const catalogue = await opened();
    expect(find(catalogue, '')).toEqual([]);
    expect(catalogue.binned()).toHaveLength(1);
    expect(value(await restoreArticles(db, [articleId], now++))).toEqual({
      restored: [articleId],
      blocked: [],
    });
    expect(value(await purgeArticles(db, [articleId], now++))).toBe(0);
    value(await moveToBin(db, [articleId], now++));
    expect(value(await purgeArticles(db, [articleId], now++))).toBe(1);
    expect(await db.mentions.count()).toBe(0);
    expect(await db.heads.count()).toBe(0);
    value(await catalogue.refresh(db));
    value(await catalogue.refreshSearch(db));
    expect(catalogue.binned()).toEqual([]);
    expect(find(catalogue, 'กระทรวง')).toEqual([]);
  });
});

describe('bodies', () => {
  async function two() {
    await other(1);
    await other(2);
    const rows = await db.bodies.toArray();
    const commerce = rows.find((row) => row.thai === 'กระทรวงพาณิชย์')!;
    const chamber = rows.find((row) => row.thai.startsWith('สภา'))!;
    return { commerce, chamber };
  }

  test('have a timeline, a company, and every mention in context, sortable by either side', async () => {
    const { commerce, chamber } = await two();
    const catalogue = await opened();
    const timeline = timelineOf(catalogue, commerce.id);
    expect(timeline.periods.map(({ period, mentions }) => [period, mentions])).toEqual([
      ['2024-02-01', 3],
      ['2024-03-01', 3],
    ]);
    expect(coMentions(catalogue, commerce.id)).toEqual([{ bodyId: chamber.id, articles: 2 }]);
    expect(networkOf(catalogue, [commerce.id, chamber.id])).toHaveLength(1);
    const lines = value(await concordance(db, commerce.id, (id) => catalogue.head(id)));
    expect(lines).toHaveLength(6);
    for (const line of lines) expect(line.name).toBe('กระทรวงพาณิชย์');
    const right = sortLines(lines, 'right').map((line) => line.after);
    expect(right[0]!.trim().startsWith('(Ministry')).toBe(true);
    expect(sortLines(lines, 'left', true)).toHaveLength(6);
  });

  test('are merged with all that is theirs, found under both names, and split again as they were', async () => {
    const { commerce, chamber } = await two();
    value(await mergeBodies(db, chamber.id, commerce.id, now++));
    let catalogue = await opened();
    expect(catalogue.tallies().has(chamber.id)).toBe(false);
    expect(catalogue.bodies().map((body) => body.id)).toEqual([commerce.id]);
    await other(3);
    expect(await db.mentions.where('bodyId').equals(chamber.id).count()).toBe(0);
    value(await splitMerged(db, chamber.id, now++));
    catalogue = await opened();
    expect(catalogue.tallies().get(chamber.id)).toEqual({ mentions: 3, articles: 3 });
    const back = (await db.bodies.get(commerce.id))!;
    expect(back.names).toEqual(commerce.names);
    expect(back.english).toEqual(commerce.english);
  });

  test('a body is not merged into itself or into one that is not there', async () => {
    const { commerce } = await two();
    expect(await mergeBodies(db, commerce.id, commerce.id, now++)).toMatchObject({
      ok: false,
      error: { name: 'bad-input' },
    });
    expect(await mergeBodies(db, commerce.id, 'nobody', now++)).toMatchObject({
      ok: false,
      error: { name: 'not-found' },
    });
    expect((await db.bodies.get(commerce.id))!.mergedInto).toBeNull();
  });

  test('names are split off into a body of their own, and the split undone', async () => {
    const { commerce, chamber } = await two();
    value(await mergeBodies(db, chamber.id, commerce.id, now++));
    const normal = (text: string) => normalise(text).text;
    const undo = value(await splitBody(db, commerce.id, ['สภาหอการค้าแห่งประเทศไทย'], normal, now++));
    expect(undo.created.thai).toBe('สภาหอการค้าแห่งประเทศไทย');
    expect(await db.mentions.where('bodyId').equals(undo.created.id).count()).toBe(2);
    value(await undoSplit(db, undo, now++));
    expect(await db.bodies.get(undo.created.id)).toBeUndefined();
    expect(await db.mentions.where('bodyId').equals(commerce.id).count()).toBe(8);
  });

  test('put right by hand are searched by their new names', async () => {
    const { commerce } = await two();
    const fields = {
      thai: commerce.thai,
      english: ['Commerce Ministry of Siam'],
      acronyms: ['MOC'],
      note: '',
    };
    const before = value(await editBody(db, commerce.id, fields, now++));
    expect(before.fields.english).toEqual(['Ministry of Commerce']);
    expect(find(await opened(), 'Siam')).toHaveLength(2);
  });
});

describe('the index', () => {
  test('finds an older article by the English that a later one brought', async () => {
    const nameless = capture();
    const entities = nameless.annotation.entities.map((entity) => ({
      ...entity,
      english: [],
      glossSource: 'none' as const,
    }));
    const older = await save({
      url: 'https://news.example.org/older',
      meta: { ...META, canonicalUrl: null },
      annotation: { ...nameless.annotation, entities },
    });
    expect(find(await opened(), 'Chamber')).toEqual([]);
    await other(2);
    expect(value(await indexStaleNames(db, now++))).toBe(2);
    expect(find(await opened(), 'Chamber')).toContain(older.articleId);
    expect(value(await indexStaleNames(db, now++))).toBe(0);
  });

  test('is made anew when rows came without it, and says the same as before', async () => {
    await other(1);
    await other(2);
    const before = find(await opened(), 'สภาหอการค้า');
    await Promise.all([
      db.heads.clear(),
      db.searchPending.clear(),
      db.searchBlocks.clear(),
      db.searchSlots.clear(),
    ]);
    expect(value(await ensureIndex(db, now++))).toBe(true);
    expect(find(await opened(), 'สภาหอการค้า').sort()).toEqual(before.sort());
    expect(value(await ensureIndex(db, now++))).toBe(false);
    expect(value(await rebuildIndex(db, now++))).toBe(2);
  });

  test('an open catalogue takes up what others write', async () => {
    await other(1);
    const catalogue = await opened();
    const { articleId } = await other(2);
    expect(value(await catalogue.refresh(db))).toBe(1);
    value(await catalogue.refreshSearch(db));
    expect(find(catalogue, '"ฉบับที่ 2"')).toEqual([articleId]);
    expect(value(await catalogue.refresh(db))).toBe(0);
  });
});
