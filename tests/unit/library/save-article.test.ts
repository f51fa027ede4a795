import 'fake-indexeddb/auto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { LibraryDatabase } from '../../../lib/library/database.ts';
import { unkeepName } from '../../../lib/library/keep-name.ts';
import { type SaveParts, saveArticle, savedState } from '../../../lib/library/save-article.ts';
import { capture, mentionsIn, STORY } from './sample-capture.ts';

let db: LibraryDatabase;
let parts: SaveParts;
let clock: number;

/** A normal form that shortens the text, so that a test sees whether offsets were moved with it. */
const normalText: SaveParts['normalText'] = (text) => ({
  text: text.replaceAll('\u200b', ''),
  toNormal: (offset) => text.slice(0, offset).replaceAll('\u200b', '').length,
});

beforeEach(() => {
  clock = Date.UTC(2024, 10, 25);
  db = new LibraryDatabase(`test-${Math.random()}`);
  parts = { db, normalText, now: () => clock++ };
});
afterEach(() => db.delete());

async function save(changes: Parameters<typeof capture>[0] = {}) {
  const result = await saveArticle(capture(changes), parts);
  if (!result.ok) throw new Error(`${result.error.name}: ${result.error.detail}`);
  return result.value;
}

describe('saving an article', () => {
  it('writes the article, its mentions with selectors, and its bodies', async () => {
    const outcome = await save();
    expect(outcome).toMatchObject({ state: 'saved', mentions: 4, bodies: 2, restored: false });
    const [article] = await db.articles.toArray();
    expect(article).toMatchObject({
      id: outcome.articleId,
      url: 'https://news.example.org/economy/export-october',
      site: 'ข่าวตัวอย่าง',
      publishedIso: '2024-11-24T09:00:00+07:00',
      text: STORY,
      mentionCount: 4,
    });
    expect(article!.contentHash).toMatch(/^[0-9a-f]{64}$/);
    const mentions = await db.mentions.where('articleId').equals(article!.id).sortBy('start');
    for (const mention of mentions) {
      const { quote, position } = mention.selectors;
      expect(article!.text.slice(position.start, position.end)).toBe(quote.exact);
      expect(article!.text).toContain(quote.prefix + quote.exact + quote.suffix);
    }
    const commerce = await db.bodies.where('key').equals('body:th:กระทรวงพาณิชย์').first();
    expect(mentions.filter((m) => m.bodyId === commerce!.id)).toHaveLength(3);
  });

  it('updates and does not double when the same page is saved again', async () => {
    const first = await save();
    await db.articles.update(first.articleId, { tags: ['ส่งออก'], note: 'ใช้ในบทที่ 2', starred: true });
    const before = await db.mentions.toArray();
    const second = await save();
    expect(second).toMatchObject({ articleId: first.articleId, state: 'unchanged' });
    expect(await db.articles.count()).toBe(1);
    expect(await db.versions.count()).toBe(0);
    expect((await db.mentions.toArray()).map((m) => m.id).sort()).toEqual(before.map((m) => m.id).sort());
    expect(await db.articles.get(first.articleId)).toMatchObject({
      tags: ['ส่งออก'],
      note: 'ใช้ในบทที่ 2',
      starred: true,
    });
  });

  it('pushes the old text to the versions when the page has changed, and keeps notes on names found again', async () => {
    const { articleId } = await save();
    const [, second] = await db.mentions.orderBy('id').toArray();
    await db.mentions.update(second!.id, { note: 'ตรวจสอบตัวเลข' });
    const longer = `ด่วน ${STORY}\nล่าสุด สภาหอการค้าแห่งประเทศไทยยืนยันแล้ว`;
    expect(await save({ text: longer })).toMatchObject({ articleId, state: 'updated', mentions: 5 });
    const [version] = await db.versions.toArray();
    expect(version).toMatchObject({ articleId, text: STORY });
    expect((await db.articles.get(articleId))!.versionCount).toBe(1);
    const noted = (await db.mentions.get(second!.id))!;
    expect(noted).toMatchObject({ note: 'ตรวจสอบตัวเลข', deletedAt: null, start: second!.start + 5 });
  });

  it('moves offsets into the normal form of the text', async () => {
    const text = STORY.replaceAll('กระทรวง', '\u200bกระทรวง\u200b');
    const shown = mentionsIn(STORY).map((mention) => ({
      ...mention,
      start: indexIn(text, mention.start),
      end: indexIn(text, mention.end),
    }));
    const base = capture();
    await save({ text, annotation: { ...base.annotation, mentions: shown } });
    const [article] = await db.articles.toArray();
    expect(article!.text).toBe(STORY);
    const spans = (await db.mentions.toArray()).map((m) => STORY.slice(m.start, m.end)).sort();
    expect(spans).toEqual(
      mentionsIn(STORY)
        .map((m) => m.surface)
        .sort(),
    );
  });

  it('leaves a mention out that the reader took out, and a body in the bin that the reader deleted', async () => {
    await save();
    const [mention] = await db.mentions.toArray();
    const [body] = await db.bodies.toArray();
    await db.mentions.update(mention!.id, { deletedAt: clock });
    await db.bodies.update(body!.id, { deletedAt: clock });
    await save();
    expect((await db.mentions.get(mention!.id))!.deletedAt).not.toBeNull();
    expect((await db.bodies.get(body!.id))!.deletedAt).not.toBeNull();
    expect(await db.bodies.count()).toBe(2);
  });

  it('brings an article back from the bin with its notes', async () => {
    const { articleId } = await save();
    await db.articles.update(articleId, { deletedAt: clock, note: 'อย่าลืม' });
    expect(await save()).toMatchObject({ articleId, restored: true });
    expect(await db.articles.get(articleId)).toMatchObject({ deletedAt: null, note: 'อย่าลืม' });
  });

  it('points mentions of a merged body to the body it was merged into', async () => {
    await save();
    const [commerce, chamber] = await db.bodies.orderBy('key').toArray();
    await db.bodies.update(commerce!.id, { mergedInto: chamber!.id });
    await save({ url: 'https://news.example.org/other', meta: { ...capture().meta, canonicalUrl: null } });
    const other = (await db.articles.toArray()).find((a) => a.url.endsWith('/other'))!;
    const ids = new Set(
      (await db.mentions.where('articleId').equals(other.id).toArray()).map((m) => m.bodyId),
    );
    expect([...ids]).toEqual([chamber!.id]);
  });

  it('keeps names with the sentence they were met in, once a sentence', async () => {
    await save({ kept: ['e2'] });
    await save({ kept: ['e2'] });
    const kept = await db.keptNames.toArray();
    expect(kept).toHaveLength(1);
    expect(kept[0]).toMatchObject({ key: 'สภาหอการค้าแห่งประเทศไทย', english: 'Thai Chamber of Commerce' });
    expect(kept[0]!.contexts).toHaveLength(1);
    const { sentence, start, end } = kept[0]!.contexts[0]!;
    expect(sentence.slice(start, end)).toBe('สภาหอการค้าแห่งประเทศไทย');
    expect(sentence).toContain('อธิบดีกรมการค้าต่างประเทศ');
  });

  it('brings a name back that was let go and is kept again', async () => {
    await save({ kept: ['e2'] });
    await unkeepName(db, 'สภาหอการค้าแห่งประเทศไทย', clock);
    await save({ kept: ['e2'] });
    const kept = await db.keptNames.toArray();
    expect(kept).toHaveLength(1);
    expect(kept[0]!.deletedAt).toBeNull();
  });

  it('writes nothing at all when one write fails', async () => {
    db.keptNames.hook('creating', () => {
      throw new DOMException('disk full', 'QuotaExceededError');
    });
    const result = await saveArticle(capture({ kept: ['e1'] }), parts);
    expect(result).toMatchObject({ ok: false, error: { name: 'storage-full' } });
    for (const table of db.tables) expect(await table.count(), table.name).toBe(0);
  });

  it('never has two living articles of one address, even when saved twice at once', async () => {
    await Promise.all([save(), save(), save()]);
    expect(await db.articles.count()).toBe(1);
    expect(await db.mentions.count()).toBe(4);
    expect(await db.bodies.count()).toBe(2);
  });

  it.each([
    ['an empty page', { text: '  \n ' }, 'page-empty'],
    ['a page beyond the limit', { text: 'ก'.repeat(2_000_001) }, 'page-too-large'],
  ])('refuses %s by name', async (_, changes, name) => {
    expect(await saveArticle(capture(changes), parts)).toMatchObject({ ok: false, error: { name } });
  });

  it('refuses mentions that point outside the text', async () => {
    const base = capture();
    const [mention] = base.annotation.mentions;
    const annotation = { ...base.annotation, mentions: [{ ...mention!, end: STORY.length + 1 }] };
    const result = await saveArticle(capture({ annotation }), parts);
    expect(result).toMatchObject({ ok: false, error: { name: 'bad-input' } });
    expect(await db.articles.count()).toBe(0);
  });

  it('knows a page again by its canonical address', async () => {
    const { articleId } = await save();
    const amp = 'https://m.news.example.org/economy/export-october?amp=1';
    const state = await savedState(db, amp, 'https://news.example.org/economy/export-october');
    expect(state).toMatchObject({ ok: true, value: { articleId } });
    expect(await savedState(db, 'https://news.example.org/', null)).toEqual({ ok: true, value: null });
  });
});

/** Where the `offset`-th visible code unit of the text without zero-width spaces stands in the text with them. */
function indexIn(text: string, offset: number): number {
  let seen = 0;
  for (let i = 0; i < text.length; i++) {
    if (text[i] === '\u200b') continue;
    if (seen === offset) return i;
    seen++;
  }
  return text.length;
}
