/**
 * Is this page Thai, and is it a news article? A few kilobytes, no language model, one look.
 *
 * Asked where there is a sign of Thai (first-sign.ts). The text is measured once and evidence for and against an article is added up; every piece keeps its name and weight,
 * so that the popup can say why. Metadata alone decides nothing: forum threads and section indexes carry
 * `og:type=article`, home pages carry JSON-LD `Article`, and good articles carry nothing at all.
 */
import { countLetters } from '../thai/script.ts';
import { attributeOf, query, queryAll, read } from './safe-dom.ts';
import { type Block, linkDensity, measureText, type TextMass } from './text-mass.ts';
import type { Detection, DetectionEvidence } from './types.ts';

/** Sum of weights from which a Thai page is taken for a news article. */
const ENOUGH = 3.75;
/** Between these shares of Thai letters the script does not tell the language. */
const MIXED_FROM = 0.12;
const MIXED_TO = 0.5;

export interface Look {
  detection: Detection;
  /** Start of the text, for telling its language; at most 2,000 code units. */
  sample: string;
  /** Hardly any running text yet, of any language: the page may still draw itself. */
  empty: boolean;
  /** What the text was told from: whoever reads the page next need not measure it again. */
  mass: TextMass | null;
}

export function detect(document: Document): Look {
  const started = performance.now();
  const evidence: DetectionEvidence[] = [];
  const body = read(document, 'body');
  const root = read(document, 'documentElement');
  const lang = body && /^[a-z]{2,3}\b/i.exec(attributeOf(root, 'lang') ?? '')?.[0].toLowerCase();
  const detection: Detection = {
    verdict: 'other-language',
    language: !lang || lang === 'th' ? 'und' : lang,
    thaiShare: 0,
    score: 0,
    evidence,
    detectMs: 0,
  };
  const found: Look = { detection, sample: '', empty: false, mass: null };

  const title = read(document, 'title');
  if (body) {
    const mass = measureText(body, 30_000, 1e5);
    const prose = countLetters(mass.prose);
    // A page that has drawn nothing yet has a title.
    const { thai, all } = prose.all > 150 ? prose : mass.all > 20 ? mass : countLetters(title);
    const share = thai / (all || 1);
    detection.thaiShare = share;
    if (share > MIXED_FROM) {
      detection.language = 'th';
      if (share < MIXED_TO) detection.needsLanguageCheck = true;
      weigh(document, title, mass, (name, weight, detail) => {
        detection.score += weight;
        evidence.push({ name, weight, detail: detail?.slice(0, 99) });
      });
      detection.verdict = detection.score < ENOUGH ? 'thai-other' : 'thai-news';
    }
    found.sample = (mass.prose || title).slice(0, 2_000);
    found.empty = prose.all < 250;
    found.mass = mass;
  }
  detection.detectMs = performance.now() - started;
  return found;
}

type Sign = [pattern: RegExp, name: string, weight: number];

/**
 * Signs in what the page says of itself: `host/path ! classes of body ! schema.org types ! og:type ! generator !`.
 * WordPress says in the classes what kind of page it made. A function, as few pages come so far.
 */
const signs = (): Sign[] => [
  [/^[^/]+\/((index|home|default|main)(\.\w+)?|th|thai)?\/? !/, 'home-page', -8],
  [/^[^/]+\/[a-z_]{2,24}\/? !/, 'section-path', -1.5],
  [/^\S*(\/(tags?|authors?|search|archives?)[/?]|[?&]s=)/, 'listing-path', -3],
  // News sites number their stories.
  [/^\S*\/\D+\/\S*\d{4}/, 'news-path', 0.5],
  [
    /^\S*(pantip|board\.|\/(topics?|threads?|forums?|\w*boards?|viewtopic|showthread)[./? -])|[ /](forum|bbpress|phpbb|topic|DiscussionForumPosting|QAPage) /,
    'forum',
    -6,
  ],
  [
    /^\S*[/.](products?|shop|store|cart|jobs?|recipes?|chapter|novel|about|contact|privacy|terms)[./? -]/,
    'other-path',
    -4,
  ],
  [/^\S*wiki|mediawiki/i, 'wiki', -9],
  [/ single(-post)? /, 'single-post', 1],
  [/ (home|blog|archive|category|search|author) /, 'archive', -6],
  [/[ /](\w*NewsArticle|LiveBlogPosting) /, 'type', 3],
  // A page that names NewsArticle may name Article too.
  [/^(?!.*(NewsA|LiveB)).*[ /](Article|BlogPosting|Report) /, 'type', 2.5],
  [
    /[ /](single-product|Product|Recipe|Restaurant|ProfilePage|SearchResultsPage|JobPosting|CollectionPage|og:(product|profile)\S*) /,
    'type',
    -5,
  ],
  [/ og:article/i, 'og:type', 1.5],
];
/** Day and month in words. */
const DAY = /[\d๐-๙]\s*([ก-๎]{1,3}\.\s?[คยพ]\.|[ก-๎]{3,8}(คม|ยน|พันธ์))/;
const DATELINE = /^.{0,400}?\d\s*[ก-๎]{1,3}\.\s?[คยพ]\.\s*(\d+\s*)?(\([^)]{2,30}\)\s*)?[-–—]/s;
/** Words of reporting. */
const VOICE = /(กล่าว|เผย|ระบุ|รายงาน|ยืนยัน|ชี้แจง)ว่า|แถลง|ผู้สื่อข่าว|เป็นประธาน|เมื่อ(วันที่|เวลา)/g;
const REPLY = /เห็นที่|ตอบกลับ/;
const SHOP = /ตะกร้า|รถเข็น|สั่งซื้อ|ซื้อเลย/;

function weigh(
  document: Document,
  title: string,
  mass: TextMass,
  add: (name: string, weight: number, detail?: string) => void,
): void {
  const { best, prose, notes, headlineLinks } = mass;
  const self = describeItself(document);
  for (const [pattern, name, weight] of signs()) {
    const found = pattern.exec(self);
    if (found) add(name, weight, found.at(-1));
  }

  const size = best?.prose ?? 0;
  add('text-mass', size < 120 ? -4 : size < 250 ? 0.5 : size < 500 ? 1.5 : size < 1_200 ? 2 : 2.5, `${size}`);
  if (best && isIndex(best, headlineLinks)) add('section-index', -6, `${headlineLinks}`);
  const headline = headlineOf(mass, title);
  if (headline) add('headline', 1, headline);
  const voice = new Set(prose.match(VOICE)).size;
  // Recipes, reviews and novels have headlines, dates and much text, but nobody reports in them.
  if (voice) add('voice', Math.min(voice, 3) * 0.75, `${voice}`);
  else add('no-voice', -1);
  if (DATELINE.test(prose)) add('dateline', 1.5);
  const date = [...notes, prose.slice(0, 300)].find((note) => DAY.test(note));
  if (
    date ||
    query(document, '[itemprop=datePublished],[property="article:published_time"],time[datetime]')
  ) {
    add('date', 1, date?.trim());
  }
  if (query(document, '[name=author],[rel=author],[itemprop=author],[class*=byline]')) add('byline', 0.5);
  if (/กระทู้/.test(title) || notes.filter((note) => REPLY.test(note)).length > 3) add('forum', -5);
  const buttons = queryAll(document, 'button,[class*=cart]');
  if (buttons.some((button) => SHOP.test(button.textContent!.slice(0, 60)))) add('shop', -6);
}

/** Many teasers, and no more than a paragraph for each of them. */
function isIndex(best: Block, headlineLinks: number): boolean {
  const { teasers, paragraphs, levels } = best;
  return (
    (teasers > 3 && teasers >= paragraphs) ||
    linkDensity(best) > 0.4 ||
    (headlineLinks > 14 && levels[0]! + levels[1]! + levels[2]! < 250)
  );
}

/** A short block that says what the page's title says. */
function headlineOf({ blocks }: TextMass, title: string): string | undefined {
  const squeeze = (text: string) => text.replace(/[\s"'“”‘’]+/g, '');
  const whole = squeeze(title);
  for (const { text, own, ownLinked } of blocks.values()) {
    if (own + ownLinked < 15 || text.length > 250) continue;
    const plain = squeeze(text);
    if (whole.includes(plain.slice(0, 40)) || plain.startsWith(whole.slice(0, 40))) return plain;
  }
}

/** See `signs`. The address is the one that the page gives itself: a copy of it may be served from anywhere. */
function describeItself(document: Document): string {
  const content = (name: string) => {
    const meta = query(document, `meta[property="${name}"],meta[name="${name}"]`);
    return (meta && attributeOf(meta, 'content')) || '';
  };
  const base = read(document, 'URL');
  const link = query(document, 'link[rel=canonical]') as HTMLLinkElement | null;
  const href = link?.href || content('og:url');
  const { hostname, pathname, search } = new URL(URL.canParse(href) ? href : base);
  // Only the types matter here, and pages' JSON is often broken; metadata.ts parses it properly.
  let types = '';
  for (const script of queryAll(document, '[type="application/ld+json"]')) {
    for (const found of script.textContent!.matchAll(/"@type"\s*:\s*\[?\s*"(\w+)/g)) types += ` ${found[1]} `;
  }
  for (const item of queryAll(document, '[itemtype]')) types += `${attributeOf(item, 'itemtype')} `;
  // A list of many articles is an index, but a live blog has many posts.
  if (!/LiveB/.test(types) && types.split(/Article |BlogPosting /).length > 6) types = '';
  return `${(hostname + pathname + search).toLowerCase()} ! ${attributeOf(read(document, 'body'), 'class')} ! ${types} ! og:${content('og:type')} ! ${content('generator')} !`;
}
