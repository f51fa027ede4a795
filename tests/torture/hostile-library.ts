// A library in which every field that a page, a file or a backup can fill holds a payload.
import { createHash } from 'node:crypto';
import type {
  ArticleRow,
  BodyRow,
  CorrectionRow,
  KeptNameRow,
  MentionRow,
  UserEntryRow,
  VersionRow,
} from '../../lib/library/rows.ts';
import type { Payload } from './payloads.ts';

export interface HostileLibrary {
  articles: ArticleRow[];
  mentions: MentionRow[];
  bodies: BodyRow[];
  keptNames: KeptNameRow[];
  versions: VersionRow[];
  userEntries: UserEntryRow[];
  corrections: CorrectionRow[];
}

const NOW = 1_732_400_000_000;
const STORY = 'กรุงเทพฯ — กระทรวงพาณิชย์แถลงว่าจะหารือกับสภาหอการค้าแห่งประเทศไทย';

/**
 * @param perArticle payloads in the saved HTML of one article; with 1 each is read by itself
 */
export function hostileLibrary(payloads: readonly Payload[], perArticle: number): HostileLibrary {
  const texts = payloads.map(({ text }) => text);
  const at = (i: number) => texts[i % texts.length]!;
  const base = (kind: string, i: number) => ({
    id: `${kind}-${String(i).padStart(5, '0')}`,
    createdAt: NOW + i,
    updatedAt: NOW + i,
    deletedAt: null,
  });
  const library: HostileLibrary = {
    articles: [],
    mentions: [],
    bodies: [],
    keptNames: [],
    versions: [],
    userEntries: [],
    corrections: [],
  };
  // Four names of each body, so that all payloads are names of somebody.
  const bodies = Math.ceil(texts.length / 4);
  for (let i = 0; i < bodies; i++) {
    library.bodies.push({
      ...base('body', i),
      key: `body:th:${i}`,
      type: i % 3 ? 'government' : 'company',
      thai: at(i * 4),
      english: [at(i * 4 + 1), at(i * 4 + 5)],
      acronyms: [at(i * 4 + 2), at(i * 4 + 6)],
      names: [at(i * 4 + 3), at(i * 4 + 7)],
      glossSource: 'article',
      mergedInto: null,
      note: at(i * 4 + 8),
    });
    library.keptNames.push({
      ...base('kept', i),
      key: `kept ${i}`,
      bodyId: `body-${String(i).padStart(5, '0')}`,
      thai: at(i * 4 + 3),
      english: at(i * 4),
      acronyms: [at(i * 4 + 1)],
      type: 'government',
      glossSource: 'user',
      contexts: [
        {
          articleId: `article-${String(i).padStart(5, '0')}`,
          url: at(i * 4),
          title: at(i * 4 + 1),
          site: at(i * 4 + 2),
          publishedIso: '2024-11-24',
          sentence: `${at(i * 4 + 2)} ${STORY}`,
          start: 0,
          end: at(i * 4 + 2).length,
          metAt: NOW,
        },
      ],
      note: at(i * 4 + 2),
      tags: [at(i * 4 + 3)],
    });
    library.userEntries.push({
      ...base('entry', i),
      key: `entry ${i}`,
      thai: at(i * 4 + 1),
      english: at(i * 4 + 2),
      otherEnglish: [at(i * 4 + 3)],
      thaiAbbr: [at(i * 4)],
      latin: [at(i * 4 + 5)],
      short: [at(i * 4 + 6)],
      otherThai: [at(i * 4 + 7)],
      type: 'company',
      parent: at(i * 4 + 8),
      website: at(i * 4 + 9),
      note: at(i * 4 + 10),
      origin: at(i * 4 + 11),
    });
    library.corrections.push({
      ...base('correction', i),
      scope: 'site',
      where: at(i * 4 + 2),
      surface: at(i * 4 + 3),
      action: 'wrong-english',
      english: at(i * 4),
    });
  }
  for (let i = 0; i * perArticle < texts.length; i++) {
    const first = i * perArticle;
    const html = texts.slice(first, first + perArticle).join('\n');
    const text = [at(first), STORY, at(first + 1), at(first + 2)].join('\n');
    const id = `article-${String(i).padStart(5, '0')}`;
    library.articles.push({
      ...base('article', i),
      url: i % 2 ? at(first) : `https://khao.example/${i}?${encodeURIComponent(at(first).toWellFormed())}`,
      site: at(first + 1),
      title: at(first),
      byline: at(first + 2),
      publishedIso: '2024-11-24T09:00:00+07:00',
      language: 'th',
      text,
      html: `<p>${STORY}</p>${html}`,
      contentHash: createHash('sha256').update(text).digest('hex'),
      meta: {
        title: at(first),
        byline: at(first + 2),
        publishedAt: null,
        site: at(first + 1),
        canonicalUrl: at(first),
        source: { text: at(first + 2), url: at(first) },
        dateline: { place: at(first), date: at(first), agency: at(first + 1), raw: at(first + 2) },
        dates: [],
      },
      tags: [at(first), at(first + 1)],
      starred: false,
      readAt: null,
      note: at(first + 3),
      versionCount: 1,
      mentionCount: 2,
      ...(i % 40 === 39 ? { deletedAt: NOW } : {}),
    });
    library.versions.push({
      ...base('version', i),
      articleId: id,
      text: `${at(first + 4)}\n${STORY}`,
      html,
      contentHash: '0',
      capturedAt: NOW,
    });
    for (const [n, surface] of ['กระทรวงพาณิชย์', 'สภาหอการค้าแห่งประเทศไทย'].entries()) {
      const start = text.indexOf(surface);
      library.mentions.push({
        ...base('mention', i * 2 + n),
        articleId: id,
        bodyId: `body-${String((i * 2 + n) % bodies).padStart(5, '0')}`,
        kind: 'name',
        surface,
        start,
        end: start + surface.length,
        selectors: {
          quote: { exact: surface, prefix: at(first + 2), suffix: at(first + 3) },
          position: { start, end: start + surface.length },
        },
        confidence: 0.9,
        evidence: at(first + 1),
        note: at(first + 2),
      });
    }
  }
  return library;
}
