/**
 * DOM in, text with offsets to nodes out: headline and article body as they stand on the page.
 *
 * The page is only read, and only its tree: no computed style, no layout, so that the text is the same in every
 * browser and in jsdom and costs no reflow. Whitespace collapses as `white-space: normal` would; every other code
 * unit of the text is one of a text node's, in the same order. Two passes over the tree, linear in its size.
 */
import { findBody, findHeadline, squeeze } from './article-body.ts';
import { isCredit, isFrontMatter, isJunkBlock, isJunkLine, isUnseenByClass } from './line-rules.ts';
import { createLineWriter, type GatheredLine } from './line-writer.ts';
import { attributeOf, eachRenderedChild, read, tagOf } from './safe-dom.ts';
import { type Block, INLINE, isHidden, measureText, type TextMass, UNREAD } from './text-mass.ts';
import type { PageText } from './types.ts';

/** UTF-16 code units of text at most, far beyond any article. What follows is left out and `truncated` is set. */
export const MAX_TEXT = 2_000_000;
/** Nodes measured at most. */
const MAX_NODES = 400_000;
/** Between headline and body a line needs this many letters to be a lead and not a label. */
const LEAD = 60;
/** A line with this many letters is running text, not a headline: what looks like a byline after it is none. */
const PROSE = 90;

export interface ExtractOptions {
  /** Take all text of the page but its navigation: for pages that are no article, when the user wants them anyway. */
  whole?: boolean;
  /** Letters after which no more is read; `truncated` says whether there was more. */
  letters?: number;
}

/** Where in the page the walk stands. */
type Zone = 'before' | 'between' | 'body' | 'after' | 'whole';

/** What the walk is inside of. */
interface Inside {
  headline: boolean;
  heading: boolean;
  linked: boolean;
  cell: boolean;
  caption: boolean;
  pre: boolean;
}

const OUTSIDE: Inside = {
  headline: false,
  heading: false,
  linked: false,
  cell: false,
  caption: false,
  pre: false,
};

export function extractPageText(document: Document, options: ExtractOptions = {}): PageText {
  const page = read(document, 'body');
  return page ? writeText(document, page, measureText(page, MAX_NODES, options.letters), options) : nothing();
}

/** The same, of a page that was measured before and has not changed since. */
export function measuredPageText(document: Document, mass: TextMass, options: ExtractOptions = {}): PageText {
  const page = read(document, 'body');
  return page ? writeText(document, page, mass, options) : nothing();
}

/**
 * The same with a rest between the two passes, so that neither is a long task on a page of a million characters.
 * @param rest resolves when the page may be worked on again, e.g. `scheduler.yield`
 */
export async function extractPageTextInSteps(
  document: Document,
  rest: () => Promise<void>,
  options: ExtractOptions = {},
): Promise<PageText> {
  const page = read(document, 'body');
  if (!page) return nothing();
  const mass = measureText(page, MAX_NODES);
  await rest();
  return writeText(document, page, mass, options);
}

function nothing(): PageText {
  return { text: '', segments: [], headline: null, roots: [], truncated: false };
}

function writeText(document: Document, page: HTMLElement, mass: TextMass, options: ExtractOptions): PageText {
  const body = options.whole ? null : findBody(mass);
  const headline = body && findHeadline(document, mass, body);
  const headlineText = squeeze(headline?.element.textContent);
  const path = ancestors(body, headline);
  const writer = createLineWriter(options.letters ?? MAX_TEXT);
  const roots: Element[] = [];
  let zone: Zone = body ? 'before' : 'whole';
  let proseSeen = false;
  let headlineAt: PageText['headline'] = null;

  function keeps(line: GatheredLine, inside: Inside): boolean {
    if (inside.headline || zone === 'whole') return true;
    if (zone === 'before') return false;
    if (zone === 'after') return isCredit(line.text) && line.letters < 200;
    if (isJunkLine({ ...line, heading: inside.heading, cell: inside.cell })) return false;
    if (zone === 'between') {
      const lead = line.letters >= LEAD || (inside.caption && line.letters > 0);
      return lead && line.linked < line.letters * 0.3 && squeeze(line.text) !== headlineText;
    }
    if (!proseSeen && !inside.heading && isFrontMatter(line)) return false;
    if (line.letters >= PROSE) proseSeen = true;
    return true;
  }

  function visit(node: Node, inside: Inside): void {
    if (writer.full) return;
    if (node.nodeType === 3) writer.add(node as Text, inside.linked, inside.pre);
    if (node.nodeType !== 1) return;
    const element = node as Element;
    const tag = tagOf(element);
    if (tag === 'br' || tag === 'hr') writer.endLine((line) => keeps(line, inside));
    else if (!UNREAD.has(tag) && !isHidden(element) && !isUnseenByClass(element)) {
      if (INLINE.has(tag)) visitInline(element, tag, inside);
      else visitBlock(element, tag, inside);
    }
  }

  function visitInline(element: Element, tag: string, inside: Inside): void {
    if (attributeOf(element, 'role') === 'button') return;
    const within = tag === 'a' && !inside.linked ? { ...inside, linked: true } : inside;
    eachRenderedChild(element, tag, (child) => visit(child, within));
  }

  function visitBlock(element: Element, tag: string, inside: Inside): void {
    const block = mass.blocks.get(element);
    if (block && !path.has(block) && skips(block)) return;
    writer.endLine((line) => keeps(line, inside));
    if (block === body && body) {
      zone = 'body';
      roots.push(element);
    } else if (block === headline && headline && zone !== 'body') roots.push(element);
    else if (element.shadowRoot || tag === 'iframe') roots.push(element);

    const within: Inside = {
      headline: inside.headline || (block !== undefined && block === headline),
      heading: inside.heading || /^h[1-6]$/.test(tag),
      linked: inside.linked,
      cell: inside.cell || /^(?:td|th|dt|dd)$/.test(tag),
      caption: inside.caption || tag === 'figcaption' || /caption/i.test(attributeOf(element, 'class') ?? ''),
      pre: inside.pre || tag === 'pre',
    };
    const start = writer.length;
    eachRenderedChild(element, tag, (child) => visit(child, within));
    writer.endLine((line) => keeps(line, within));
    if (block && block === headline && writer.length > start) {
      headlineAt = { start: start && start + 1, end: writer.length };
    }

    if (block === headline && zone === 'before') zone = 'between';
    if (block === body && body) zone = 'after';
    // Credits below a body stand close to it; farther down are other texts' credits.
    else if (zone === 'after' && block === body?.parent?.parent) zone = 'before';
  }

  function skips(block: Block): boolean {
    if (zone === 'before') return true;
    if (zone === 'whole') return /^(?:nav|footer|menu)$/.test(block.tag);
    return isJunkBlock(block, body?.unlinked ?? 0);
  }

  visitBlock(page, 'body', OUTSIDE);
  const { text, segments, truncated } = writer.finish();
  return {
    text,
    segments,
    headline: headlineAt ?? (body && firstLineAsHeadline(text)),
    roots: roots.length > 0 ? roots : [page],
    truncated: truncated || mass.truncated,
  };
}

/** A body without a heading may begin with its headline, in bold or not: a short line above a long one. */
function firstLineAsHeadline(text: string): PageText['headline'] {
  const end = text.indexOf('\n');
  if (end < 20 || end > 200) return null;
  const next = text.indexOf('\n', end + 1);
  const following = (next < 0 ? text.length : next) - end - 1;
  return following > end * 1.5 ? { start: 0, end } : null;
}

/** The blocks themselves and all blocks around them. */
function ancestors(...blocks: (Block | null)[]): Set<Block> {
  const found = new Set<Block>();
  for (const block of blocks) for (let b = block; b && !found.has(b); b = b.parent) found.add(b);
  return found;
}
