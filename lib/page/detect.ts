/**
 * Is this page Thai, and is it a news article? Runs on every page: a few kilobytes, no language model, one look.
 *
 * First a bounded sample of text answers for pages without Thai, which then cost nothing more. On Thai pages the
 * text is measured once and evidence for and against an article is added up; every piece keeps its name and weight,
 * so that the popup can say why. Metadata alone decides nothing: forum threads and section indexes carry
 * `og:type=article`, home pages carry JSON-LD `Article`, and good articles carry nothing at all.
 */
import { countLetters } from '../thai/script.ts';
import { attributeOf, query, queryAll, read } from './safe-dom.ts';
import { type Block, linkDensity, measureText, type TextMass } from './text-mass.ts';
import type { Detection, DetectionEvidence } from './types.ts';

/** Sum of weights from which a Thai page is taken for a news article. */
const ENOUGH = 4;
/** Between these shares of Thai letters the script does not tell the language. */
const MIXED_FROM = 0.12;
const MIXED_TO = 0.5;

export interface Look {
  detection: Detection;
  /** Start of the body's text, where the background has to tell the language; at most 2,000 code units. */
  sample?: string;
  /** Hardly any text yet, of any language: the page may still draw itself. */
  empty: boolean;
}

export function detect(document: Document): Look {
  const started = performance.now();
  const evidence: DetectionEvidence[] = [];
  const body = read(document, 'body');
  const root = read(document, 'documentElement');
  const lang = /^[a-z]{2,3}\b/.exec((root && attributeOf(root, 'lang')?.toLowerCase()) || '')?.[0];
  const detection: Detection = {
    verdict: 'other-language',
    language: !lang || lang === 'th' ? 'und' : lang,
    thaiShare: 0,
    score: 0,
    evidence,
    detectMs: 0,
  };
  const found: Look = { detection, empty: false };

  const title = read(document, 'title');
  const letters = body ? lettersBeforeThai(document, body) : 0;
  found.empty = letters < 100;
  if (body && (lang === 'th' || countLetters(title).thai > 3 || letters === THAI)) {
    const mass = measureText(body, 30_000);
    const prose = countLetters(mass.prose);
    const { thai, all } = prose.all > 150 ? prose : { thai: mass.thai, all: mass.letters };
    const share = thai / (all || 1);
    detection.thaiShare = share;
    if (share > MIXED_FROM) {
      detection.language = 'th';
      if (share < MIXED_TO) {
        detection.needsLanguageCheck = true;
        found.sample = mass.prose.slice(0, 2_000);
      }
      weigh(document, title, mass, (name, weight, detail) => {
        detection.score += weight;
        evidence.push({ name, weight, detail });
      });
      detection.verdict = detection.score < ENOUGH ? 'thai-other' : 'thai-news';
    }
  }
  detection.detectMs = performance.now() - started;
  return found;
}

const THAI = Number.POSITIVE_INFINITY;

/**
 * Looks at a spread of paragraphs and at the first text nodes: `THAI` at the first clear sign of it, else the number
 * of letters seen.
 */
function lettersBeforeThai(document: Document, body: HTMLElement): number {
  let letters = 0;
  const seesThai = (text: string) => {
    const count = countLetters(text, 400);
    letters += count.all;
    return count.thai > 3;
  };
  const paragraphs = queryAll(document, 'p');
  for (let i = 0; i < paragraphs.length; i += 1 + (paragraphs.length >> 5)) {
    if (seesThai(paragraphs[i]!.textContent ?? '')) return THAI;
  }
  const walker = read(document, 'createTreeWalker').call(document, body, 4);
  for (let left = 400; left > 0 && walker.nextNode(); left--) {
    const { data, parentNode } = walker.currentNode as Text;
    if (!/SCRIPT|STYLE/.test(parentNode!.nodeName) && seesThai(data)) return THAI;
  }
  return letters;
}

type Weigh = (name: string, weight: number, detail?: string) => void;
type Sign = [pattern: RegExp, name: string, weight: number];

/** Types of schema.org, in JSON-LD or microdata; a page that names NewsArticle may name Article too. */
const TYPES: Sign[] = [
  [/ (\w*NewsArticle|LiveBlogPosting) /, 'type', 3],
  [/^(?!.*(News|LiveB)).* (Article|BlogPosting|Report) /, 'type', 2.5],
  [/ (DiscussionForumPosting|QAPage) /, 'type', -7],
  [/ (Product|ProfilePage|SearchResultsPage|JobPosting|CollectionPage|Recipe) /, 'type', -5],
];
/** Host and path of the page. */
const ADDRESSES: Sign[] = [
  [/^[^/]+\/((index|home|default|main)(\.\w+)?|th|thai)?\/?$/, 'home-page', -8],
  [/^[^/]+\/[a-z_]{2,24}\/?$/, 'section-path', -1.5],
  [/\/(tags?|authors?|search|archives?)\/|\?s=/, 'listing-path', -3],
  [
    /pantip|(^|\.)(web)?board|\/(topics?|threads?|forums?|(web)?boards?|viewtopic|showthread)([./?-]|$)/,
    'forum',
    -6,
  ],
  [/\/(products?|shop|store|cart)\//, 'shop', -4],
  [/wiki/, 'wiki', -9],
];
/** Classes of `<body>`, where WordPress says what kind of page it made. */
const CLASSES: Sign[] = [
  [/ single(-post)? /, 'single-post', 1],
  [/ (home|blog|archive|category|search|author) /, 'archive', -6],
  [/ (single-product|woocommerce\S*) /, 'shop', -6],
  [/ (forum|bbpress|phpbb|topic) /, 'forum', -6],
];
/** Day and month in words. */
const DAY = /[\d๐-๙]{1,2}\s*([ก-ฮ]{1,2}\.\s?[ก-ฮ]{1,2}\.|[ก-ฮ][ก-๎]{2,8}(คม|ยน|พันธ์))/;
const DATELINE = /^.{0,400}?\d\s*[ก-ฮ]{1,2}\.\s?[ก-ฮ]\.\s*(\d+\s*)?(\([^)]{2,30}\)\s*)?[-–—]/s;
/** Words of reporting. */
const VOICE = /(กล่าว|เปิดเผย|ระบุ|รายงาน|ยืนยัน)ว่า|แถลง|ผู้สื่อข่าว|ให้สัมภาษณ์|ที่ผ่านมา|เมื่อ(วันที่|เวลา)/g;
const SHOP = /(หยิบ|เพิ่ม|ใส่|ลง|ใน)(ตะกร้า|รถเข็น)|สั่งซื้อ|ซื้อเลย|add to cart/i;

function weigh(document: Document, title: string, mass: TextMass, add: Weigh): void {
  const { best, prose, notes, headlineLinks } = mass;
  const match = (signs: Sign[], text: string) => {
    for (const [pattern, name, weight] of signs) {
      const found = pattern.exec(text);
      if (found) add(name, weight, found.at(-1));
    }
  };

  // Only the types matter here, and pages' JSON is often broken; metadata.ts parses it properly.
  let types = ' ';
  for (const script of queryAll(document, '[type="application/ld+json"]')) {
    for (const [, type] of (script.textContent ?? '').matchAll(/"@type"\s*:\s*\[?\s*"(\w+)/g))
      types += `${type} `;
  }
  for (const item of queryAll(document, '[itemtype]'))
    types += `${attributeOf(item, 'itemtype')!.split('/').pop()} `;
  // A list of many articles is an index, but a live blog has many posts.
  if (!/ LiveB/.test(types) && types.split(/Article |BlogPosting /).length > 6)
    types = types.replace(/\w+(cle|ing) /g, '');
  match(TYPES, types);

  const og = contentOf(document, 'og:type');
  if (/article/i.test(og)) add('og:type', 1.5, og);
  else if (/product|profile|book/.test(og)) add('og:type', -4, og);
  const generator = contentOf(document, 'generator');
  if (/mediawiki/i.test(generator)) add('wiki', -9, generator);
  match(ADDRESSES, addressOf(document));
  match(CLASSES, ` ${attributeOf(read(document, 'body'), 'class')} `);

  const size = best?.prose ?? 0;
  add('text-mass', size < 120 ? -4 : size < 250 ? 0 : size < 500 ? 1.5 : size < 1_200 ? 2.5 : 3, `${size}`);
  if (best && isIndex(best, headlineLinks)) add('section-index', -6, `${headlineLinks}`);
  const headline = headlineOf(document, title);
  if (headline) add('headline', 1, headline);
  const voice = new Set(prose.match(VOICE)).size;
  if (voice) add('voice', voice > 1 ? 1.5 : 0.75);
  if (DATELINE.test(prose)) add('dateline', 1.5);
  const date = notes.find((note) => DAY.test(note));
  if (
    date ||
    query(document, '[itemprop=datePublished],[property="article:published_time"],time[datetime]')
  ) {
    add('date', 1, date?.trim().slice(0, 60));
  }
  if (query(document, '[name=author],[rel=author],[itemprop=author],[class*=byline]')) add('byline', 0.5);
  const replies = notes.filter((note) => /ความคิดเห็น(ที่)?\s*[\d๐-๙]|ตอบกลับ/.test(note)).length;
  if (/กระทู้|เว็บบอร์ด/.test(title) || replies > 3) add('forum', -5);
  for (const button of queryAll(document, 'button,[class*=cart]').slice(0, 60)) {
    const text = button.textContent ?? '';
    if (text.length < 60 && SHOP.test(text)) {
      add('shop', -6, text.trim());
      break;
    }
  }
}

/** Many teasers, and little text of its own for each of them. */
function isIndex(best: Block, headlineLinks: number): boolean {
  const { teasers, prose, levels } = best;
  return (
    (teasers > 3 && prose / teasers < 300) ||
    linkDensity(best) > 0.4 ||
    (headlineLinks > 14 && levels[0]! + levels[1]! + levels[2]! < 250)
  );
}

/** A heading whose text is in the page's title, or the other way round. */
function headlineOf(document: Document, title: string): string | undefined {
  const squeeze = (text: string | null) => text!.replace(/[\s"'“”‘’]+/g, '');
  const whole = squeeze(title);
  return queryAll(document, 'h1,h2')
    .map((heading) => squeeze(heading.textContent).slice(0, 40))
    .find((text) => text.length > 14 && (whole.includes(text) || text.startsWith(whole.slice(0, 40))));
}

function contentOf(document: Document, name: string): string {
  const meta = query(document, `meta[property="${name}"],meta[name="${name}"]`);
  return (meta && attributeOf(meta, 'content')) || '';
}

/** Host, path and query of the address that the page gives itself, since a copy of it may be served from anywhere. */
function addressOf(document: Document): string {
  const base = read(document, 'URL');
  const link = query(document, 'link[rel=canonical]') as HTMLLinkElement | null;
  const href = link?.href || contentOf(document, 'og:url') || base;
  const { hostname, pathname, search } = new URL(URL.canParse(href, base) ? href : base, base);
  return (
    hostname +
    pathname +
    (/[?&](p|s|id|\w*news\w*|nid|page_id|aid)=/.test(search) ? search : '')
  ).toLowerCase();
}
