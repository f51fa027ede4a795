import 'fake-indexeddb/auto';
import { Dexie } from 'dexie';
import { describe, expect, it } from 'vitest';
import { LibraryDatabase, SCHEMA_VERSION } from '../../../lib/library/database.ts';
import { saveArticle } from '../../../lib/library/save-article.ts';
import { storageError, storageResult } from '../../../lib/library/storage-errors.ts';
import { capture } from './sample-capture.ts';

const named = (name: string, message = '', more: object = {}) =>
  Object.assign(new Error(message), { name }, more);

describe('the names of storage errors', () => {
  it.each([
    ['storage-full', named('QuotaExceededError')],
    ['storage-full', named('AbortError', 'aborted', { inner: named('QuotaExceededError') })],
    ['storage-full', named('BulkError', '3 of 9 failed', { failures: [named('QuotaExceededError')] })],
    ['storage-blocked', named('OpenFailedError', '', { inner: named('SecurityError') })],
    ['storage-blocked', named('MissingAPIError', 'IndexedDB API missing')],
    ['storage-blocked', named('InvalidStateError', 'did not allow mutations')],
    [
      'storage-unusable',
      named('OpenFailedError', 'UnknownError', {
        inner: named('UnknownError', 'Internal error opening backing store for indexedDB.open.'),
      }),
    ],
    [
      'storage-unusable',
      named('DatabaseClosedError', 'UnknownError', {
        inner: named('UnknownError', 'The operation failed for reasons unrelated to the database itself'),
      }),
    ],
    ['storage-unusable', named('UnknownError', 'Internal error opening backing store for indexedDB.open.')],
    ['storage-full', named('OpenFailedError', '', { inner: named('QuotaExceededError') })],
    ['storage-aborted', named('UnknownError', 'The transaction came to nothing')],
    ['storage-closed', named('DatabaseClosedError')],
    ['storage-aborted', named('AbortError')],
    ['unexpected', new TypeError('x is undefined')],
    ['unexpected', 'a string was thrown'],
  ])('%s', (name, error) => {
    expect(storageError(error).name).toBe(name);
  });

  it('ends with causes that go in a circle', () => {
    const error = named('OddError');
    Object.assign(error, { cause: error });
    expect(storageError(error).name).toBe('unexpected');
  });

  it.each([
    ['Chromium', 'Internal error opening backing store for indexedDB.open.'],
    [
      'Firefox',
      'The operation failed for reasons unrelated to the database itself and not covered by any other',
    ],
  ])(
    'tells a library that %s cannot open from one that was closed, at the first call and the next',
    async (_, message) => {
      const unusable = new IDBFactory();
      unusable.open = () => {
        const asked = {
          error: named('UnknownError', message),
          onerror: (_: object) => undefined,
        };
        setTimeout(() =>
          asked.onerror({ target: asked, preventDefault: () => undefined, stopPropagation: () => undefined }),
        );
        return asked as unknown as IDBOpenDBRequest;
      };
      const db = new LibraryDatabase('unusable', { indexedDB: unusable });
      for (let i = 0; i < 2; i++) {
        const result = await storageResult(() => db.articles.count());
        expect(result).toMatchObject({ ok: false, error: { name: 'storage-unusable' } });
      }
    },
  );

  it('gives a failure back as a value', async () => {
    const result = await storageResult(() => Promise.reject(named('QuotaExceededError')));
    expect(result).toMatchObject({ ok: false, error: { name: 'storage-full' } });
  });
});

describe('a library written by a newer version', () => {
  it('is neither read nor written', async () => {
    const name = `newer-${Math.random()}`;
    const newer = new Dexie(name);
    newer.version(SCHEMA_VERSION + 1).stores({ articles: 'id, url', meta: 'key' });
    await newer.table('articles').add({ id: '1', url: 'https://news.example.org/later' });
    newer.close();
    const db = new LibraryDatabase(name);
    const parts = { db, normalText: (text: string) => ({ text, toNormal: (offset: number) => offset }) };
    const result = await saveArticle(capture(), parts);
    expect(result).toMatchObject({ ok: false, error: { name: 'storage-newer-version' } });
    db.close();
    const again = new Dexie(name);
    again.version(SCHEMA_VERSION + 1).stores({ articles: 'id, url', meta: 'key' });
    expect(await again.table('articles').count()).toBe(1);
    again.close();
  });

  it('is named when the database was closed under way', async () => {
    const db = new LibraryDatabase(`closed-${Math.random()}`, { autoOpen: false });
    const result = await storageResult(() => db.articles.count());
    expect(result).toMatchObject({ ok: false, error: { name: 'storage-closed' } });
  });
});
