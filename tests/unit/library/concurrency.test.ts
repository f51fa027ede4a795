import 'fake-indexeddb/auto';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  addTags,
  moveToBin,
  purgeArticles,
  restoreArticles,
  setStarred,
} from '../../../lib/library/article-edits.ts';
import { mergeBodies, splitMerged } from '../../../lib/library/body-edits.ts';
import { Catalogue } from '../../../lib/library/catalogue.ts';
import { LibraryDatabase } from '../../../lib/library/database.ts';
import { parseQuery } from '../../../lib/library/query.ts';
import { saveArticle } from '../../../lib/library/save-article.ts';
import { tidySearchIndex } from '../../../lib/library/search-blocks.ts';
import { normalise } from '../../../lib/thai/normal-form.ts';
import { capture, META, STORY } from './sample-capture.ts';

/** What one of several open pages does next. */
type Step =
  | { do: 'save'; story: number; edition: number }
  | { do: 'star' | 'tag' | 'bin' | 'restore' | 'purge'; story: number }
  | { do: 'merge' | 'split' | 'tidy' };

const step: fc.Arbitrary<Step> = fc.oneof(
  fc.record({ do: fc.constant('save' as const), story: fc.nat(3), edition: fc.nat(4) }),
  fc.record({ do: fc.constantFrom('star', 'tag', 'bin', 'restore', 'purge'), story: fc.nat(3) }),
  fc.record({ do: fc.constantFrom('merge', 'split', 'tidy') }),
);

let clock = 1_700_000_000_000;
const url = (story: number) => `https://news.example.org/together/${story}`;

async function take(db: LibraryDatabase, one: Step, page: number): Promise<void> {
  const now = clock++;
  if (one.do === 'save') {
    const text = `${STORY}\nฉบับที่ ${one.edition}`;
    const meta = { ...META, canonicalUrl: null };
    const saved = await saveArticle(capture({ url: url(one.story), text, meta }), {
      db,
      normalText: normalise,
      now: () => now,
    });
    expect(saved.ok).toBe(true);
    return;
  }
  if (one.do === 'tidy') {
    expect((await tidySearchIndex(db, 1)).ok).toBe(true);
    return;
  }
  if (one.do === 'merge' || one.do === 'split') {
    const bodies = await db.bodies.toArray();
    const [into, from] = [
      bodies.find((b) => b.thai.startsWith('กระทรวง')),
      bodies.find((b) => b.thai.startsWith('สภา')),
    ];
    if (into && from)
      await (one.do === 'merge' ? mergeBodies(db, from.id, into.id, now) : splitMerged(db, from.id, now));
    return;
  }
  if (!('story' in one)) return;
  const ids = (await db.articles.where('url').equals(url(one.story)).toArray()).map((row) => row.id);
  const result = await {
    star: () => setStarred(db, ids, page % 2 === 0, now),
    tag: () => addTags(db, ids, [`page-${page}`], now),
    bin: () => moveToBin(db, ids, now),
    restore: () => restoreArticles(db, ids, now),
    purge: () => purgeArticles(db, ids, now),
  }[one.do]();
  expect(result.ok).toBe(true);
}

/** What must hold whatever was done. */
async function check(db: LibraryDatabase): Promise<void> {
  const [articles, mentions, bodies, heads, versions, pending, slots] = await Promise.all([
    db.articles.toArray(),
    db.mentions.toArray(),
    db.bodies.toArray(),
    db.heads.toArray(),
    db.versions.toArray(),
    db.searchPending.toArray(),
    db.searchSlots.toArray(),
  ]);
  const ids = new Set(articles.map((row) => row.id));
  for (const row of [...mentions, ...versions]) expect(ids.has(row.articleId)).toBe(true);
  const bodyIds = new Set(bodies.filter((row) => row.mergedInto === null).map((row) => row.id));
  for (const row of mentions) expect(bodyIds.has(row.bodyId)).toBe(true);
  const living = articles.filter((row) => row.deletedAt === null);
  expect(new Set(living.map((row) => row.url)).size).toBe(living.length);
  expect(heads.map((row) => row.id).sort()).toEqual([...ids].sort());
  for (const head of heads) {
    const article = articles.find((row) => row.id === head.id)!;
    const { title, starred, tags, deletedAt, readAt } = article;
    expect({
      title: head.title,
      starred: head.starred,
      tags: head.tags,
      deletedAt: head.deletedAt,
      readAt: head.readAt,
    }).toEqual({
      title,
      starred,
      tags,
      deletedAt,
      readAt,
    });
    const own = mentions.filter(
      (row) => row.articleId === head.id && row.deletedAt === null && row.kind !== 'abbreviation',
    );
    expect(head.counts.reduce((sum, n) => sum + n, 0)).toBe(own.length);
  }
  const inBlocks = slots.flatMap((row) => row.ids.filter(Boolean));
  expect(new Set(inBlocks).size).toBe(inBlocks.length);
  const indexed = new Set([...inBlocks, ...pending.filter((row) => row.text !== null).map((row) => row.id)]);
  for (const id of ids) expect(indexed.has(id)).toBe(true);
  const catalogue = new Catalogue();
  await catalogue.refresh(db);
  await catalogue.refreshSearch(db);
  for (const article of living) {
    const edition = /ฉบับที่ \d/.exec(article.text)![0];
    const found = catalogue.find(parseQuery(`"${edition}"`), { by: 'saved', descending: true });
    expect(found.map((head) => head.id)).toContain(article.id);
  }
}

test('three pages that save, edit, delete, merge and tidy at once lose nothing and leave nothing over', async () => {
  let run = 0;
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.array(step, { maxLength: 8 }), { minLength: 3, maxLength: 3 }),
      async (scripts) => {
        const name = `together-${run++}`;
        const pages = scripts.map(() => new LibraryDatabase(name));
        await Promise.all(
          scripts.map(async (script, page) => {
            for (const one of script) await take(pages[page]!, one, page);
          }),
        );
        await check(pages[0]!);
        for (const page of pages) page.close();
        await pages[0]!.delete();
      },
    ),
    { numRuns: 40 },
  );
}, 60_000);

test('two pages that tag one article at once both keep their tag', async () => {
  const pages = [new LibraryDatabase('tags'), new LibraryDatabase('tags')] as const;
  const saved = await saveArticle(capture(), { db: pages[0], normalText: normalise, now: () => clock++ });
  if (!saved.ok) throw new Error(saved.error.detail);
  const ids = [saved.value.articleId];
  await Promise.all(pages.map((db, n) => addTags(db, ids, [`tag-${n}`], clock++)));
  const row = await pages[0].articles.get(ids[0]!);
  expect(row!.tags.sort()).toEqual(['tag-0', 'tag-1']);
  for (const page of pages) page.close();
});
