import type { AnnotateAnswer, AnswerTo, PageRequest } from '../messages.ts';
import type { PageText } from '../page/types.ts';
import type { Result } from '../result.ts';
import { LONG_PAGE, viewOf } from './first-view.ts';
import { isDarkAt } from './page-theme.ts';

/** Letters that are read before a page's first names are asked for: several screens, some 5 ms. */
export const START_LETTERS = 30_000;

/** How highlights are to suit the page: its background is dark; part of its text is in frames. */
export interface PageLook {
  dark: boolean;
  frames: boolean;
}

/** What was read and asked before there was a reader: its making and the settings' way take no time from the names. */
export interface FirstReading {
  /** The page's text, or its start when the page is long. */
  page: PageText;
  /** Whether that is all of it. */
  whole: boolean;
  readMs: number;
  look: PageLook;
  styled: Promise<Result<null>>;
  /** Names in the page's text from `from` on. */
  from: number;
  names: Promise<Result<AnnotateAnswer>>;
}

type Ask = <R extends PageRequest>(request: R) => Promise<Result<AnswerTo<R>>>;

/**
 * Reads the start of a page and asks for its style and names. Null where that is of no use: no text was found, or the
 * window shows a later part of the page.
 */
export function beginReading(
  document: Document,
  prefix: string,
  readStart: () => PageText,
  ask: Ask,
): FirstReading | null {
  const started = performance.now();
  const page = readStart();
  if (!page.text.trim()) return null;
  const whole = !page.truncated && page.text.length <= LONG_PAGE;
  const height = document.defaultView?.innerHeight ?? 0;
  const last = page.segments.at(-1)?.node.parentElement;
  if (page.truncated && (last?.getBoundingClientRect().top ?? 0) < height) return null;
  const [from, to] = whole ? [0, page.text.length] : viewOf(page, height);
  const readMs = performance.now() - started;
  const look = lookOf(document, page);
  // The style first: the background has no time for another message while it looks for names.
  const styled = ask({ type: 'paint-style', prefix, ...look });
  const names = ask({ type: 'annotate', text: page.text.slice(from, to) });
  return { page, whole, readMs, look, styled, from, names };
}

export function lookOf(document: Document, page: PageText): PageLook {
  return {
    dark: isDarkAt(page.roots[0] ?? document.body ?? document.documentElement),
    frames: page.segments.some(({ node }) => node.ownerDocument !== document),
  };
}
