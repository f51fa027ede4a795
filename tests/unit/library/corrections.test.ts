import 'fake-indexeddb/auto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  addCorrection,
  applyCorrections,
  correctionsFor,
  removeCorrection,
} from '../../../lib/library/corrections.ts';
import { LibraryDatabase } from '../../../lib/library/database.ts';
import { capture } from './sample-capture.ts';

let db: LibraryDatabase;
beforeEach(() => {
  db = new LibraryDatabase(`corrections-${Math.random()}`);
});
afterEach(() => db.delete());

const same = (text: string) => text;
const PAGE = 'https://news.example.org/economy/export-october';

describe('corrections', () => {
  it('hold where they were said to, and are replaced by a later one', async () => {
    const wrong = { surface: 'กระทรวงพาณิชย์', action: 'wrong-english' as const };
    await addCorrection(db, { ...wrong, scope: 'page', where: PAGE, english: 'Commerce Ministry' }, 1);
    await addCorrection(db, { ...wrong, scope: 'page', where: PAGE, english: 'Ministry of Trade' }, 2);
    await addCorrection(db, { ...wrong, scope: 'site', where: 'other.example', english: 'X' }, 3);
    const found = await correctionsFor(db, PAGE, 'news.example.org');
    expect(found.ok && found.value.map((row) => row.english)).toEqual(['Ministry of Trade']);
  });

  it('can be taken back', async () => {
    const made = await addCorrection(
      db,
      { surface: 'กกต.', action: 'not-an-organisation', scope: 'everywhere', where: '', english: null },
      1,
    );
    if (made.ok) await removeCorrection(db, made.value.id, 2);
    expect(await correctionsFor(db, PAGE, 'news.example.org')).toEqual({ ok: true, value: [] });
  });

  it('take every mention of a name away, and the body when no mention is left', () => {
    const { annotation } = capture();
    const corrected = applyCorrections(
      annotation,
      [{ surface: 'กระทรวงพาณิชย์', action: 'not-an-organisation', english: null }],
      same,
    );
    expect(corrected.mentions.map((m) => m.surface)).toEqual(['สภาหอการค้าแห่งประเทศไทย']);
    expect(corrected.entities.map((e) => e.id)).toEqual(['e2']);
    expect(annotation.mentions).toHaveLength(4);
  });

  it('show the right English as the reader’s own, or none at all', () => {
    const { annotation } = capture();
    const correct = (english: string | null) =>
      applyCorrections(annotation, [{ surface: 'กระทรวงพาณิชย์', action: 'wrong-english', english }], same)
        .entities[0];
    expect(correct('Commerce Ministry')).toMatchObject({
      english: ['Commerce Ministry'],
      glossSource: 'user',
    });
    expect(correct(null)).toMatchObject({ english: [], glossSource: 'none' });
  });
});
