import 'fake-indexeddb/auto';
import { describe, expect, it } from 'vitest';
import { LibraryDatabase } from '../../../lib/library/database.ts';
import { saveArticle } from '../../../lib/library/save-article.ts';
import { capture } from '../library/sample-capture.ts';

const normalText = (text: string) => ({ text, toNormal: (offset: number) => offset });
const open = (name: string, version: number) =>
  new Promise<IDBDatabase>((resolve, reject) => {
    const request = indexedDB.open(name, version);
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });

describe('a library that is open while a newer version takes it over', () => {
  it('lets go, and writes nothing from then on', async () => {
    const name = `taken-${Math.random()}`;
    const db = new LibraryDatabase(name);
    expect(await saveArticle(capture(), { db, normalText })).toMatchObject({ ok: true });
    (await open(name, 20)).close();
    const url = 'https://news.example.org/after';
    const after = await saveArticle(capture({ url }), { db, normalText });
    expect(after).toMatchObject({ ok: false, error: { name: 'storage-newer-version' } });
    // Nor when the next call opens it anew.
    db.openAgainWhenNeeded();
    expect(await saveArticle(capture({ url }), { db, normalText })).toMatchObject({ ok: false });
    db.close();
  });

  it('is saved into again after it was closed under way', async () => {
    const db = new LibraryDatabase(`closed-${Math.random()}`);
    expect(await saveArticle(capture(), { db, normalText })).toMatchObject({ ok: true });
    db.close();
    expect(await saveArticle(capture(), { db, normalText })).toMatchObject({
      ok: false,
      error: { name: 'storage-closed' },
    });
    db.openAgainWhenNeeded();
    expect(await saveArticle(capture(), { db, normalText })).toMatchObject({ ok: true });
    db.close();
  });
});
