import { describe, expect, it } from 'vitest';
import { cardContent, distinctAcronyms } from '../../../lib/highlight/card-content.ts';
import type { Annotation, Entity, Mention } from '../../../lib/recognition/types.ts';

const TEXT = 'อธิบดีกรมการค้าต่างประเทศ กระทรวงพาณิชย์ (Ministry of Commerce) แถลง\nกระทรวงพาณิชย์ย้ำว่า พณ. พร้อม';

const entity = (id: string, thai: string, english: string[], more: Partial<Entity> = {}): Entity => ({
  id,
  type: 'government',
  thai,
  english,
  acronyms: [],
  glossSource: 'builtin',
  ...more,
});
const mention = (surface: string, of: string, more: Partial<Mention> = {}, from = 0): Mention => {
  const start = TEXT.indexOf(surface, from);
  return {
    start,
    end: start + surface.length,
    surface,
    kind: 'name',
    entity: of,
    evidence: [{ source: 'glossary', weight: 1 }],
    confidence: 0.9,
    ...more,
  };
};
const glossAt = TEXT.indexOf('Ministry');
const annotation: Annotation = {
  mentions: [
    mention('กรมการค้าต่างประเทศ', 'dft'),
    mention('กระทรวงพาณิชย์', 'moc', {
      evidence: [{ source: 'gloss', weight: 1, start: glossAt, end: glossAt + 20 }],
    }),
    mention('กระทรวงพาณิชย์', 'moc', {}, TEXT.indexOf('\n')),
    mention('พณ.', 'moc', { kind: 'acronym' }),
  ],
  entities: [
    entity('dft', 'กรมการค้าต่างประเทศ', ['Department of Foreign Trade'], {
      parent: { thai: 'กระทรวงพาณิชย์', english: 'Ministry of Commerce' },
    }),
    entity('moc', 'กระทรวงพาณิชย์', ['Ministry of Commerce', 'Commerce Ministry'], {
      acronyms: ['พณ.', 'พณ', 'MOC', 'MoC'],
      glossSource: 'article',
    }),
  ],
  glosses: [],
};
const shown = (index: number, ...trail: string[]) => cardContent(annotation, TEXT, { mention: index, trail });

describe('what a card says', () => {
  it('tells the name, its English, where that is from, and its place among the mentions', () => {
    expect(shown(1)).toMatchObject({
      thai: 'กระทรวงพาณิชย์',
      english: 'Ministry of Commerce',
      otherEnglish: ['Commerce Ministry'],
      source: 'article',
      place: { at: 1, of: 3, previous: 3, next: 2 },
    });
  });

  it('points to the article’s own gloss', () => {
    const { gloss } = shown(1)!;
    expect(TEXT.slice(gloss!.start, gloss!.end)).toBe('Ministry of Commerce');
    expect(shown(2)!.gloss).toBeNull();
  });

  it('leads to the body above when the page names it', () => {
    expect(shown(0)!.parent).toEqual({ id: 'moc', thai: 'กระทรวงพาณิชย์', english: 'Ministry of Commerce' });
  });

  it('shows a name that was walked to at its own first mention', () => {
    expect(shown(0, 'moc')).toMatchObject({ english: 'Ministry of Commerce', mention: 1, depth: 1 });
  });

  it('holds the sentence with the name where it says', () => {
    const { sentence, start, end } = shown(3)!.context!;
    expect(sentence.slice(start, end)).toBe('พณ.');
  });

  it('is nothing for a mention that is not there', () => {
    expect(shown(99)).toBeNull();
  });

  it('finds names inside a name', () => {
    const long = entity('club', 'สโมสรกรมการค้าต่างประเทศ', []);
    const more = { ...annotation, entities: [...annotation.entities, long] };
    const content = cardContent(more, TEXT, { mention: 0, trail: ['club'] });
    expect(content).toMatchObject({ english: null, mention: null, place: null });
    expect(content!.inside).toEqual([{ id: 'dft', name: 'กรมการค้าต่างประเทศ' }]);
  });
});

describe('acronyms on a card', () => {
  it('are shown once though the glossary knows several spellings', () => {
    expect(distinctAcronyms(['พณ.', 'พณ', 'MOC', 'MoC', 'ป.ป.ช.', 'ปปช.'])).toEqual(['พณ.', 'MOC', 'ป.ป.ช.']);
  });
});
