/** Which element holds the article's body, and which its headline. Works on the measure of text-mass.ts. */
import { attributeOf, hasAttributes, query, read } from './safe-dom.ts';
import { type Block, linkDensity, type TextMass } from './text-mass.ts';

const BODY_CLASS =
  /(?:^|[\s_-])(?:article-?(?:body|content|detail)|entry-content|post-content|story-?body|news-?(?:detail|content|body)|content-?detail)/;
const HEADLINE_WORDS = new Set(['headline', 'title', 'topic', 'subject']);
/** Less than this many letters of paragraphs is not a body. */
const SMALLEST_BODY = 80;
/** An ancestor must add this share of the body's prose to be the body in its place. */
const WORTH_CLIMBING = 0.12;

/** The element that holds the body, or null where the page has no running text. */
export function findBody(mass: TextMass): Block | null {
  let best: Block | null = null;
  let bestScore = 0;
  for (const block of mass.blocks.values()) {
    if (block.score * 1.3 <= bestScore) continue;
    const score = block.score * (isMarkedBody(block.element) ? 1.3 : 1);
    if (score > bestScore) {
      best = block;
      bestScore = score;
    }
  }
  if (!best || best.prose < SMALLEST_BODY) return null;
  return climb(best);
}

function isMarkedBody(element: Element): boolean {
  return (
    attributeOf(element, 'itemprop') === 'articleBody' ||
    BODY_CLASS.test(`${attributeOf(element, 'class')} ${attributeOf(element, 'id')}`.toLowerCase())
  );
}

/** Goes up to the ancestor that gathers the parts of a body cut up by advertisements, columns or page builders. */
function climb(found: Block): Block {
  let body = found;
  for (let above = body.parent; above?.parent; above = above.parent) {
    const added = above.prose - body.prose;
    if (added < body.prose * WORTH_CLIMBING) continue;
    const linked = above.linked - body.linked;
    const unlinked = above.unlinked - body.unlinked;
    if (linked > 0.3 * (linked + unlinked) || above.teasers - body.teasers > 3) break;
    body = above;
  }
  return body;
}

/**
 * Letters and digits only, for comparing headlines that differ in spaces, quotes and dashes. What is left out is named: what is
 * kept (letters, marks and numbers of Unicode) takes the browser a millisecond to compile, in every page.
 */
export function squeeze(text: string | null | undefined): string {
  return (text ?? '').replace(NO_LETTERS, '');
}

/** ASCII and Latin-1 punctuation, ฿ ๏ ๚ ๛, general punctuation to symbols, CJK punctuation, emoji, full-width signs. */
const NO_LETTERS =
  /[\0-/:-@[-`{-\u00a9\u00ab-\u00b1\u00b4\u00b6-\u00b8\u00bb\u00bf\u00d7\u00f7\u0e3f\u0e4f\u0e5a\u0e5b\u2000-\u206f\u20a0-\u20cf\u2190-\u2bff\u3000-\u3004\u3008-\u3020\u3030\ud800-\udfff\ufe00-\ufe6f\ufeff-\uff0f\uff1a-\uff20]+/g;

/**
 * The element of the headline: the heading that the page's title repeats, else the last `h1` before the body. A
 * site's logo is often the first `h1` of its pages and is neither.
 */
export function findHeadline(document: Document, mass: TextMass, body: Block | null): Block | null {
  const titles = [
    read(document, 'title'),
    metaContent(document, 'og:title'),
    metaContent(document, 'twitter:title'),
  ]
    .map(squeeze)
    .filter((title) => title.length >= 8);
  let best: Block | null = null;
  let bestScore = 0;
  for (const block of mass.blocks.values()) {
    if (!isHeadingLike(block)) continue;
    const text = squeeze(block.element.textContent);
    if (text.length < 6 || text.length > 400) continue;
    const score = headlineScore(block, text, titles, body);
    if (score > bestScore) {
      best = block;
      bestScore = score;
    }
  }
  return best;
}

function isHeadingLike(block: Block): boolean {
  if (/^h[1-3]$/.test(block.tag)) return true;
  if (block.own === 0 || block.own > 300 || !hasAttributes(block.element)) return false;
  return (
    attributeOf(block.element, 'itemprop') === 'headline' ||
    (attributeOf(block.element, 'class') ?? '')
      .toLowerCase()
      .split(/[\s_-]+/)
      .some((word) => HEADLINE_WORDS.has(word))
  );
}

function headlineScore(block: Block, text: string, titles: string[], body: Block | null): number {
  const start = text.slice(0, 40);
  const repeated = titles.some(
    (title) => title.includes(start) || (title.length >= 12 && text.includes(title.slice(0, 40))),
  );
  const marked = attributeOf(block.element, 'itemprop') === 'headline';
  const level = block.tag === 'h1' ? 1 : block.tag === 'h2' ? 0.5 : 0;
  const before = body ? precedes(block.element, body.element) : false;
  const inside = body ? body.element.contains(block.element) : false;
  if (block.furniture && !repeated) return 0;
  // A linked heading is the logo or a teaser; a page's own headline rarely links to itself.
  const linked = linkDensity(block) > 0.5 ? -1 : 0;
  if (repeated && text.length >= 12)
    return 4 + level + (marked ? 1 : 0) + (before || inside ? 0.5 : 0) + linked;
  if (marked) return 3 + level;
  if (block.tag !== 'h1' || linked || text.length < 12) return 0;
  return before || inside ? 2 : 0.5;
}

/** Whether `a` stands before `b` in one tree. */
export function precedes(a: Element, b: Element): boolean {
  return (read(a as Node, 'compareDocumentPosition').call(a, b) & 4) !== 0;
}

export function metaContent(document: Document, name: string): string | null {
  const meta = query(document, `meta[property="${name}"],meta[name="${name}"],meta[itemprop="${name}"]`);
  return meta ? attributeOf(meta, 'content') : null;
}
