import type { AnnotateAnswer, FirstNames } from '../messages.ts';
import { measuredPageText } from '../page/page-text.ts';
import { read } from '../page/safe-dom.ts';
import type { TextMass } from '../page/text-mass.ts';
import type { PageText } from '../page/types.ts';
import { LONG_PAGE, movedBy, topOf, viewOf } from './first-view.ts';
import { prefixOf } from './highlight-style.ts';
import { PageModel } from './page-model.ts';
import { PagePainting } from './page-painting.ts';
import { isDarkAt } from './page-theme.ts';

/** Letters that are read before a page's first names are asked for: several screens, some 5 ms. */
const START_LETTERS = 30_000;

/** How highlights are to suit the page: its background is dark; part of its text is in frames. */
export interface PageLook {
  dark: boolean;
  frames: boolean;
}

/** The page's text, or its start when the page is long, and which part of it is asked for. */
export interface StartOfPage {
  page: PageText;
  /** Whether that is all of it. */
  whole: boolean;
  readMs: number;
  /** UTF-16 offsets into the page's text. */
  from: number;
  to: number;
}

/** What stands on the screen before there is a reader. */
export interface FirstReading extends StartOfPage {
  names: AnnotateAnswer;
  look: PageLook;
  /** What the names of its highlights begin with, and who painted them. */
  prefix: string;
  painting: PagePainting;
  paintMs: number;
  /** Takes back the sheet that the page has adopted for its names; null where their styles come otherwise. */
  undress: (() => void) | null;
  /** Ends the watch over what was read; gives whether it has changed since. */
  changed?: () => boolean;
}

/**
 * Reads the start of a page that was just measured. Null where that is of no use: no text was found, or the window shows a
 * later part of the page.
 */
export function readStart(document: Document, mass: TextMass): StartOfPage | null {
  const started = performance.now();
  const article = measuredPageText(document, mass, { letters: START_LETTERS });
  const page = article.text.trim()
    ? article
    : measuredPageText(document, mass, { letters: START_LETTERS, whole: true });
  if (!page.text.trim()) return null;
  const whole = !page.truncated && page.text.length <= LONG_PAGE;
  const part = whole ? [0, page.text.length] : partOf(document, page);
  if (!part) return null;
  const [from = 0, to = 0] = part;
  return { page, whole, readMs: performance.now() - started, from, to };
}

/** What of a long page is in the window; null where that is behind its start. */
function partOf(document: Document, page: PageText): number[] | null {
  const { innerWidth = 0, innerHeight = 0 } = document.defaultView ?? {};
  if (document.readyState !== 'complete' && isFromTop(document)) return topOf(page, innerWidth * innerHeight);
  const last = page.segments.at(-1)?.node.parentElement;
  if (page.truncated && (last?.getBoundingClientRect().top ?? 0) < innerHeight) return null;
  return viewOf(page, innerHeight);
}

/** Whether the page is read from its top: it was not scrolled before, nor is it opened at a place. */
function isFromTop(document: Document): boolean {
  const [visit] = performance.getEntriesByType('navigation') as PerformanceNavigationTiming[];
  return visit?.type === 'navigate' && !read(document, 'URL').includes('#');
}

/**
 * Paints the names that were asked for, for a light or for a dark page: that is told now, as the browser has its styles at hand
 * when it has drawn the page, and has to work them out before.
 * @param letters what the names of the page's highlights begin with
 */
export async function paintFirst(
  document: Document,
  letters: string,
  start: StartOfPage,
  { names, explain, sheets }: FirstNames,
): Promise<FirstReading> {
  const started = performance.now();
  const look = lookOf(document, start.page);
  const prefix = prefixOf(letters, look.dark);
  const painting = new PagePainting(document, prefix);
  const model = new PageModel(start.page, movedBy(names, start.from), explain);
  painting.prepare(model);
  await painting.paint(model, true);
  const undress = sheets && adopt(document, look.dark ? sheets.dark : sheets.light);
  return { ...start, names, look, prefix, painting, undress, paintMs: performance.now() - started };
}

/**
 * Has the document adopt a sheet, beside those that the page has it adopt; gives what takes it back. Scripts of the page can see it
 * there, as they can see the names in the registry and their computed style.
 */
function adopt(document: Document, css: string): () => void {
  try {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(css);
    read(document, 'adoptedStyleSheets').push(sheet);
    return () => {
      const all = read(document, 'adoptedStyleSheets');
      const at = all.indexOf(sheet);
      if (at >= 0) all.splice(at, 1);
    };
  } catch {
    // A Firefox that keeps such sheets from extensions: the names are seen when the reader has had the browser put the styles in.
    return () => {};
  }
}

export function lookOf(document: Document, page: PageText): PageLook {
  return {
    dark: isDarkAt(page.roots[0] ?? document.body ?? document.documentElement),
    frames: hasFrames(document, page),
  };
}

/** Whether part of the page's text is in frames. */
export function hasFrames(document: Document, page: PageText): boolean {
  return page.segments.some(({ node }) => node.ownerDocument !== document);
}
