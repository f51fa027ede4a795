/**
 * Where the running text of a page lies, told from letters alone.
 *
 * Readability weighs commas, which Thai does not write; here a paragraph is a block with enough letters outside
 * links, and the body is the element whose near descendants hold most of them. No layout is read: the answer is the
 * same in every browser and in jsdom. One pass, linear in the nodes. Part of the detector: every byte counts.
 */
import { countLetters } from '../thai/script.ts';
import { attributeOf, eachRenderedChild, hasAttributes, tagOf } from './safe-dom.ts';

export interface Block {
  element: Element;
  tag: string;
  parent: Block | null;
  /** Letters of the block's own inline text, outside links, and inside links. */
  own: number;
  ownLinked: number;
  /** Text of the block's own inline content, short ones and starts only. */
  text: string;
  /** Letters of paragraphs by how deep below this block they stand: this one, children, grandchildren, … */
  levels: number[];
  /** Letters of all paragraphs below, this one included. */
  prose: number;
  paragraphs: number;
  /** Letters below, outside links and inside. */
  unlinked: number;
  linked: number;
  /** Headings below whose text is a link: teasers of other pages. */
  teasers: number;
  /** Part of the page's furniture: navigation, footer, comments. */
  furniture: boolean;
  /** Weight as the body of an article. */
  score: number;
}

export interface TextMass {
  blocks: Map<Element, Block>;
  /** The block that is most like an article's body. */
  best: Block | null;
  /** Letters, Thai ones and all. */
  thai: number;
  all: number;
  /** Links with a headline's worth of letters. */
  headlineLinks: number;
  /** Start of the paragraphs' text, in order; about 6,000 code units. */
  prose: string;
  /** Texts of short blocks with a digit in them, in order: where dates, counters and bylines are. */
  notes: string[];
  /** There was more than was to be visited. */
  truncated: boolean;
}

/** Elements that do not end the line they stand in. */
export const INLINE = new Set(
  'a b i q s u abbr bdi bdo big cite code data del dfn em font ins kbd label mark ruby rb rbc rt rtc samp slot small span strike strong sub sup time tt var wbr'.split(
    ' ',
  ),
);
/** Elements that hold no text to read. */
export const UNREAD = new Set(
  'script style noscript template svg math canvas audio video object embed select textarea button input dialog rt rp head'.split(
    ' ',
  ),
);
/** In `tag @role class id `, small letters. Classes that only say that comments are open are on articles too. */
const FURNITURE =
  /^(nav|footer|aside|menu) |@(navigation|contentinfo|complementary|search|\w*dialog|menu)| (comments?(-(list|area|section))?|commentlist|related\S*|\S*(disqus|cookie|consent|pdpa|gdpr|newsletter)\S*) /;
/** Letters that make a block a paragraph; a Thai headline has 40 to 80 of them and is mostly linked elsewhere. */
const PARAGRAPH = 40;
const LEVEL_WEIGHTS = [1, 1, 0.8, 0.6];
/** Parsers stop nesting at 512, scripts do not; behind this there is no article, only a full stack. */
const DEEPEST = 900;

export function isHidden(element: Element): boolean {
  return (
    hasAttributes(element) &&
    (attributeOf(element, 'hidden') !== null ||
      /display\s*:\s*none|visibility\s*:\s*hidden/i.test(attributeOf(element, 'style') ?? ''))
  );
}

/** Share of letters inside links among the letters below a block, 0…1. */
export function linkDensity({ linked, unlinked }: Block): number {
  return linked / (linked + unlinked || 1);
}

/**
 * Measures the text below `root`.
 * @param limit nodes to visit at most; what lies behind is not measured and `truncated` says so.
 * @param enough letters after which the rest is not measured either
 */
export function measureText(root: Element, limit: number, enough = Number.POSITIVE_INFINITY): TextMass {
  const mass: TextMass = {
    blocks: new Map(),
    best: null,
    thai: 0,
    all: 0,
    headlineLinks: 0,
    prose: '',
    notes: [],
    truncated: false,
  };
  let nodes = 0;
  let depth = 0;

  function visitInline(element: Element, tag: string, block: Block, linked: boolean): void {
    if (++depth > DEEPEST) mass.truncated = true;
    else {
      eachRenderedChild(element, tag, (node) => {
        if (++nodes > limit || mass.all > enough) mass.truncated = true;
        else if (node.nodeType === 3) addText((node as Text).data, block, linked);
        else if (node.nodeType === 1) visitElement(node as Element, block, linked);
      });
    }
    depth--;
  }

  function addText(data: string, block: Block, linked: boolean): void {
    const count = countLetters(data, 4_000);
    mass.all += count.all;
    mass.thai += count.thai;
    block[linked ? 'ownLinked' : 'own'] += count.all;
    if (block.text.length < 400) block.text += data;
  }

  function visitElement(element: Element, block: Block, linked: boolean): void {
    const tag = tagOf(element);
    if (UNREAD.has(tag) || isHidden(element)) return;
    if (!INLINE.has(tag)) visitBlock(element, tag, block, linked);
    else {
      const before = block.ownLinked;
      visitInline(element, tag, block, linked || tag === 'a');
      if (tag === 'a' && block.ownLinked - before >= 25) mass.headlineLinks++;
    }
  }

  function visitBlock(element: Element, tag: string, parent: Block | null, linked: boolean): void {
    let role = `${tag} `;
    if (hasAttributes(element))
      role += `@${attributeOf(element, 'role')} ${attributeOf(element, 'class')} ${attributeOf(element, 'id')} `;
    const block: Block = {
      element,
      tag,
      parent,
      own: 0,
      ownLinked: 0,
      text: '',
      levels: [0, 0, 0, 0],
      prose: 0,
      paragraphs: 0,
      unlinked: 0,
      linked: 0,
      teasers: 0,
      furniture: !!parent && (parent.furniture || FURNITURE.test(role.toLowerCase())),
      score: 0,
    };
    mass.blocks.set(element, block);
    visitInline(element, tag, block, linked);
    const { own, ownLinked, levels } = block;
    block.unlinked += own;
    block.linked += ownLinked;
    if (own >= PARAGRAPH && own > ownLinked && !block.furniture) {
      levels[0] = own;
      block.prose += own;
      block.paragraphs++;
      if (mass.prose.length < 6_000) mass.prose += `${block.text.trim()}\n`;
    }
    if (own + ownLinked < 80 && /[\d๐-๙]/.test(block.text)) mass.notes.push(block.text);
    if (/^h\d/.test(tag) && block.linked > block.unlinked) block.teasers++;
    if (linked && ownLinked >= 25) mass.headlineLinks++;

    for (let level = 0; level < 4; level++) {
      block.score += levels[level]! * LEVEL_WEIGHTS[level]!;
      if (parent && level) parent.levels[level]! += levels[level - 1]!;
    }
    block.score *= 1 - linkDensity(block);
    if (block.score > (mass.best?.score ?? 0)) mass.best = block;
    for (const sum of ['prose', 'paragraphs', 'unlinked', 'linked', 'teasers'] as const)
      if (parent) parent[sum] += block[sum];
  }

  visitBlock(root, tagOf(root), null, false);
  return mass;
}
