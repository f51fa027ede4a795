import 'fake-indexeddb/auto';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { WordsAtHand } from '../../../lib/background/words-at-hand.ts';
import { addCorrection, removeCorrection } from '../../../lib/library/corrections.ts';
import { LibraryDatabase } from '../../../lib/library/database.ts';
import { keepName, unkeepName } from '../../../lib/library/keep-name.ts';

const PAGE = 'https://news.example.org/politics/budget-2570';
const HOST = 'news.example.org';
const TEXT = 'กระทรวงการคลังเสนอร่างงบประมาณต่อที่ประชุม';

let db: LibraryDatabase;
let words: WordsAtHand;
beforeEach(() => {
  db = new LibraryDatabase(`words-${Math.random()}`);
  words = new WordsAtHand(db);
});
afterEach(async () => {
  vi.restoreAllMocks();
  await db.delete();
});

async function keep(library: LibraryDatabase, english: string): Promise<string> {
  const kept = await keepName(library, {
    entity: {
      id: 'e1',
      type: 'government',
      thai: 'กระทรวงการคลัง',
      english: [english],
      acronyms: [],
      glossSource: 'builtin',
    },
    bodyId: null,
    articleId: null,
    url: PAGE,
    title: 'งบประมาณ',
    site: HOST,
    publishedIso: null,
    text: TEXT,
    start: 0,
    end: 14,
    normalForm: (text) => text,
    metAt: 1,
  });
  if (!kept.ok) throw new Error(kept.error.name);
  return kept.value.key;
}

const correct = (surface: string, where = '') =>
  addCorrection(
    db,
    {
      surface,
      where,
      scope: where === '' ? 'everywhere' : where === HOST ? 'site' : 'page',
      action: 'not-an-organisation',
      english: null,
    },
    1,
  );

async function corrected(url = PAGE): Promise<string[]> {
  const found = await words.correctionsAt(url, HOST);
  if (!found.ok) throw new Error(found.error.name);
  return found.value.map(({ surface }) => surface).sort();
}

describe('what the reader has said of names', () => {
  it('is read once for many pages', async () => {
    // The first call of all makes the library, which is a write.
    await db.open();
    const reading = vi.spyOn(db.keptNames, 'limit');
    words.warm();
    for (let page = 0; page < 5; page++) {
      expect(await words.kept()).toEqual(new Set());
      expect(await corrected(`${PAGE}-${page}`)).toEqual([]);
    }
    expect(reading).toHaveBeenCalledTimes(1);
  });

  it('holds where it was said to', async () => {
    await correct('สภาฯ');
    await correct('กกต.', HOST);
    await correct('กทม.', PAGE);
    await correct('รฟท.', 'https://other.example.org/');
    expect(await corrected()).toEqual(['กกต.', 'กทม.', 'สภาฯ']);
    expect(await corrected('https://news.example.org/sports')).toEqual(['กกต.', 'สภาฯ']);
  });

  it('is known as soon as it was written', async () => {
    expect(await words.kept()).toEqual(new Set());
    const key = await keep(db, 'Ministry of Finance');
    expect(await words.kept()).toEqual(new Set([key]));
    await unkeepName(db, key, 2);
    expect(await words.kept()).toEqual(new Set());
    const made = await correct('สภาฯ');
    expect(await corrected()).toEqual(['สภาฯ']);
    if (made.ok) await removeCorrection(db, made.value.id, 2);
    expect(await corrected()).toEqual([]);
  });

  it('is known when another part of the extension has written it', async () => {
    expect(await words.kept()).toEqual(new Set());
    const other = new LibraryDatabase(db.name);
    const key = await keep(other, 'Ministry of Finance');
    expect(await words.kept()).toEqual(new Set([key]));
    other.close();
  });

  it('is gone when the library is', async () => {
    await keep(db, 'Ministry of Finance');
    expect((await words.kept())?.size).toBe(1);
    await new LibraryDatabase(db.name).delete();
    expect(await words.kept()).toEqual(new Set());
  });

  it('is looked up for each page where there is too much of it to hold', async () => {
    await db.corrections.bulkAdd(
      Array.from({ length: 301 }, (_, n) => ({
        id: `c${n}`,
        createdAt: 1,
        updatedAt: 1,
        deletedAt: null,
        scope: 'page' as const,
        where: n === 7 ? PAGE : `${PAGE}-${n}`,
        surface: `ชื่อที่ ${n}`,
        action: 'not-an-organisation' as const,
        english: null,
      })),
    );
    expect(await corrected()).toEqual(['ชื่อที่ 7']);
    expect(await words.kept()).toEqual(new Set());
  });

  it('is asked for again after the library could not be read', async () => {
    await keep(db, 'Ministry of Finance');
    vi.spyOn(db.keptNames, 'limit').mockImplementationOnce(() => {
      throw new DOMException('the disk is busy', 'UnknownError');
    });
    expect(await words.kept()).toEqual(new Set());
    expect((await words.kept())?.size).toBe(1);
  });
});
