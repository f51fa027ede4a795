import type { ArticleCapture } from '../../../lib/library/rows.ts';
import type { ArticleMeta } from '../../../lib/page/types.ts';
import type { Entity, Mention } from '../../../lib/recognition/types.ts';

export const STORY = [
  'กระทรวงพาณิชย์เผยตัวเลขส่งออกเดือนตุลาคม',
  'กรุงเทพฯ, 24 พ.ย. — กระทรวงพาณิชย์ (Ministry of Commerce) แถลงว่าการส่งออกขยายตัวร้อยละ 8',
  'อธิบดีกรมการค้าต่างประเทศกล่าวว่า กระทรวงพาณิชย์จะหารือกับสภาหอการค้าแห่งประเทศไทยในเดือนหน้า',
].join('\n');

export const META: ArticleMeta = {
  title: 'กระทรวงพาณิชย์เผยตัวเลขส่งออกเดือนตุลาคม',
  byline: 'ปรียา นักเขียน',
  publishedAt: '2024-11-24T09:00:00+07:00',
  site: 'ข่าวตัวอย่าง',
  canonicalUrl: 'https://news.example.org/economy/export-october',
  source: null,
  dateline: null,
  dates: [],
};

const COMMERCE: Entity = {
  id: 'e1',
  type: 'government',
  thai: 'กระทรวงพาณิชย์',
  english: ['Ministry of Commerce'],
  acronyms: ['MOC'],
  glossSource: 'article',
};
const CHAMBER: Entity = {
  id: 'e2',
  type: 'association',
  thai: 'สภาหอการค้าแห่งประเทศไทย',
  english: ['Thai Chamber of Commerce'],
  acronyms: [],
  glossSource: 'builtin',
};

/** Every occurrence of the two bodies in `text` as mentions. */
export function mentionsIn(text: string): Mention[] {
  const mentions: Mention[] = [];
  for (const entity of [COMMERCE, CHAMBER]) {
    for (let at = text.indexOf(entity.thai!); at >= 0; at = text.indexOf(entity.thai!, at + 1)) {
      mentions.push({
        start: at,
        end: at + entity.thai!.length,
        surface: entity.thai!,
        kind: 'name',
        entity: entity.id,
        evidence: [{ source: 'glossary', weight: 0.9 }],
        confidence: 0.95,
      });
    }
  }
  return mentions.sort((a, b) => a.start - b.start);
}

export function capture(changes: Partial<ArticleCapture> = {}): ArticleCapture {
  const text = changes.text ?? STORY;
  return {
    url: 'https://news.example.org/economy/export-october?utm_source=line#top',
    title: META.title!,
    language: 'th',
    html: '<p>…</p>',
    meta: META,
    detection: null,
    annotation: { mentions: mentionsIn(text), entities: [COMMERCE, CHAMBER], glosses: [] },
    kept: [],
    ...changes,
    text,
  };
}
