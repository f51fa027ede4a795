/**
 * A copy of the article that is safe to keep and to show again: Readability for its structure, DOMPurify for its
 * safety. Works on a clone; the page is only read. Loaded when something is saved, not before.
 */
import { Readability } from '@mozilla/readability';
import createDOMPurify, { type Config, type DOMPurify, type WindowLike } from 'dompurify';
import { countLetters } from '../thai/script.ts';
import { read } from './safe-dom.ts';
import { inertPolicy } from './trusted-html.ts';
import type { PageText } from './types.ts';

/**
 * What a saved article may hold. No pictures and nothing else with an address of its own: a saved article is read
 * without a request to anywhere. Used before saving and again before showing, since a backup may come from anybody.
 */
export const SANITISE: Config = {
  ALLOWED_TAGS: [
    ...['p', 'br', 'hr', 'h2', 'h3', 'h4', 'h5', 'h6', 'blockquote', 'pre', 'code', 'figure', 'figcaption'],
    ...['ul', 'ol', 'li', 'dl', 'dt', 'dd', 'table', 'caption', 'thead', 'tbody', 'tfoot', 'tr', 'th', 'td'],
    ...[
      'a',
      'abbr',
      'b',
      'cite',
      'del',
      'dfn',
      'em',
      'i',
      'ins',
      'mark',
      'q',
      's',
      'small',
      'span',
      'strong',
    ],
    ...['sub', 'sup', 'time', 'u', 'div', 'section', 'article'],
  ],
  ALLOWED_ATTR: ['href', 'title', 'lang', 'dir', 'colspan', 'rowspan', 'datetime', 'start'],
  ALLOWED_URI_REGEXP: /^https?:\/\//i,
  ALLOW_DATA_ATTR: false,
  ALLOW_ARIA_ATTR: false,
};

/** A clean article must hold this share of the letters of the page text, else the text itself is the copy. */
const ENOUGH_LETTERS = 0.8;

export interface CleanCopy {
  /** Sanitised HTML of the body, without the headline. */
  html: string;
  /** `readability`, or `text` where the structure could not be told and paragraphs were made of the page text. */
  by: 'readability' | 'text';
}

/** DOMPurify for a window: the page's, an extension page's or jsdom's. */
export function createSanitiser(window: WindowLike): DOMPurify {
  const purify = createDOMPurify(window);
  purify.addHook('afterSanitizeAttributes', (node) => {
    if (node.localName !== 'a') return;
    node.setAttribute('rel', 'noopener noreferrer');
    node.setAttribute('target', '_blank');
  });
  return purify;
}

/** Sanitised HTML as text, to be kept. */
export function sanitise(html: string, purify: DOMPurify): string {
  // Null when nothing is left.
  const body = purify.sanitize(html, { ...parsedBy(SANITISE), RETURN_DOM: true }) as HTMLElement | null;
  if (!body) return '';
  removeEmpty(body);
  return body.innerHTML;
}

/** The same as nodes to show (null when nothing is left): they are not written out and parsed again, where markup could turn into other markup. */
export function safeNodes(html: string, purify: DOMPurify): DocumentFragment | null {
  return purify.sanitize(html, {
    ...parsedBy(SANITISE),
    RETURN_DOM_FRAGMENT: true,
  }) as DocumentFragment | null;
}

/** With `null` DOMPurify makes no policy of its own, which a page's rules could report to its server. */
function parsedBy(config: Config): Config {
  return {
    ...config,
    TRUSTED_TYPES_POLICY: inertPolicy() as unknown as NonNullable<Config['TRUSTED_TYPES_POLICY']>,
  };
}

const BOXES = 'a,p,div,span,section,figure,ul,ol,li,strong,em,b,i,h2,h3,h4,h5,h6';

/**
 * Boxes whose pictures and buttons went leave empty elements, one inside the other. Done on the nodes: cutting pieces out of
 * sanitised text can join what is left to something that was never checked.
 */
function removeEmpty(body: HTMLElement): void {
  for (const box of [...body.querySelectorAll(BOXES)].reverse())
    if (!box.firstElementChild && !box.textContent?.trim()) box.remove();
}

/** @param pageText of the same document, just read */
export function cleanCopy(document: Document, pageText: PageText, purify: DOMPurify): CleanCopy {
  const html = sanitise(readable(document, pageText), purify);
  const wanted = countLetters(pageText.text.slice(pageText.headline?.end ?? 0)).all;
  const got = countLetters(html.replace(/<[^>]*>/g, '')).all;
  if (wanted > 0 && got >= wanted * ENOUGH_LETTERS) return { html, by: 'readability' };
  return { html: sanitise(paragraphsOf(pageText), purify), by: 'text' };
}

/** Readability's content of a clone in which only the text of the article is left. */
function readable(document: Document, pageText: PageText): string {
  const clone = read(document, 'cloneNode').call(document, true) as Document;
  const kept = new Set<Node>(pageText.segments.map(({ node }) => node));
  const original = read(document, 'createTreeWalker').call(document, document, 4);
  const copied = read(clone, 'createTreeWalker').call(clone, clone, 4);
  // The clone has the same text nodes in the same order, so related links and counters can be emptied in it.
  while (original.nextNode() && copied.nextNode()) {
    if (!kept.has(original.currentNode)) (copied.currentNode as Text).data = '';
  }
  try {
    return new Readability(clone, { charThreshold: 0, keepClasses: false }).parse()?.content ?? '';
  } catch {
    // A page whose form fields are named like the DOM's own properties defeats Readability: the text is kept instead.
    return '';
  }
}

/** The page text as paragraphs, without the headline. */
function paragraphsOf({ text, headline }: PageText): string {
  const body = headline ? text.slice(0, headline.start) + text.slice(headline.end) : text;
  return body
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => `<p>${escapeHtml(line)}</p>`)
    .join('\n');
}

function escapeHtml(text: string): string {
  return text.replace(/[&<>"]/g, (char) => `&#${char.charCodeAt(0)};`);
}
