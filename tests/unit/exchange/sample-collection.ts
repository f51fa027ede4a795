import { IDBFactory, IDBKeyRange } from 'fake-indexeddb';
import { type Collection, readCollection } from '../../../lib/exchange/collection.ts';
import { LibraryDatabase } from '../../../lib/library/database.ts';
import { saveArticle } from '../../../lib/library/save-article.ts';
import { normalise } from '../../../lib/thai/normal-form.ts';
import { capture, META } from '../library/sample-capture.ts';

export function emptyLibrary(): LibraryDatabase {
  return new LibraryDatabase('wonglep', { indexedDB: new IDBFactory(), IDBKeyRange });
}

/** Titles and notes that try every format's markup: quotes, commas, braces, tags, formulas, newlines, bidi controls. */
export const AWKWARD =
  '=HYPERLINK("http://x.example"), "คำพูด"; {วงเล็บ} 100% & <b>ตัวหนา</b> $5 #แท็ก_หนึ่ง ^ ~ \\';

export async function filledLibrary(): Promise<LibraryDatabase> {
  const db = emptyLibrary();
  const parts = { db, normalText: normalise, now: () => 1_732_400_000_000 };
  const first = await saveArticle(capture({ kept: ['e1', 'e2'] }), parts);
  const second = await saveArticle(
    capture({
      url: 'https://other.example.net/a?id=2&x=1',
      title: AWKWARD,
      meta: {
        ...META,
        canonicalUrl: null,
        title: AWKWARD,
        byline: 'Jane Doe, สมชาย ใจดี',
        site: 'other.example.net',
        publishedAt: '2023-02',
      },
    }),
    parts,
  );
  if (!first.ok || !second.ok) throw new Error('the sample was not saved');
  await db.articles.update(second.value.articleId, {
    tags: ['งบประมาณ 2567', 'a,b'],
    note: 'บรรทัดหนึ่ง\n"บรรทัดสอง"\t=1+1',
    starred: true,
  });
  const mention = (await db.mentions.where('articleId').equals(second.value.articleId).first())!;
  await db.mentions.update(mention.id, { note: `${AWKWARD}\nจบ` });
  return db;
}

export async function sampleCollection(): Promise<Collection> {
  return readCollection(await filledLibrary(), null);
}
