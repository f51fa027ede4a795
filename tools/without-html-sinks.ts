// A Vite plugin that takes the ways of turning a text into elements out of libraries. None of them is used here: saved
// articles are shown as the nodes that DOMPurify gives back (components/library/saved-html.tsx). What is not in the build
// cannot be reached by a mistake, Trusted Types have nothing to stop, and the linter of Firefox's store has nothing to warn
// of. A library that changes these lines stops the build, so that somebody looks again.
import type { Plugin } from 'vite';

interface Cut {
  /** End of the module's path. */
  module: RegExp;
  from: string;
  to: string;
  /** How often `from` stands there. */
  times: number;
}

const CUTS: Cut[] = [
  {
    // dangerouslySetInnerHTML
    module: /react-dom-client\.production\.js$/,
    from: '(domElement.innerHTML = key)',
    to: '(domElement.textContent = key)',
    times: 2,
  },
  {
    // Only when the parser gives no document at all: then there is nothing to keep.
    module: /dompurify[/\\]dist[/\\]purify\.es\.mjs$/,
    from: 'doc.documentElement.innerHTML = IS_EMPTY_INPUT ? emptyHTML : dirtyPayload;',
    to: "doc.documentElement.textContent = '';",
    times: 1,
  },
  {
    // Readability keeps the page for its next attempt as text and parses it again: a clone is the same and safer.
    module: /readability[/\\]Readability\.js$/,
    from: 'var pageCacheHtml = page.innerHTML;',
    to: 'var pageCache = page.cloneNode(true);',
    times: 1,
  },
  {
    module: /readability[/\\]Readability\.js$/,
    from: 'page.innerHTML = pageCacheHtml;',
    to: 'page.replaceChildren(...pageCache.cloneNode(true).childNodes);',
    times: 1,
  },
  {
    // Pictures inside noscript: a saved article has none.
    module: /readability[/\\]Readability\.js$/,
    from: 'tmp.innerHTML = noscript.innerHTML;',
    to: 'tmp.append(...noscript.cloneNode(true).childNodes);',
    times: 1,
  },
  {
    // selection.html(), which the charts do not use.
    module: /d3-selection[/\\]dist[/\\]d3-selection\.mjs$/,
    from: 'this.innerHTML = ',
    to: 'this.textContent = ',
    times: 3,
  },
];

export function withoutHtmlSinks(): Plugin {
  return {
    name: 'wonglep:without-html-sinks',
    apply: 'build',
    transform(code, id) {
      const path = id.split('?')[0]!;
      const cuts = CUTS.filter(({ module }) => module.test(path));
      if (cuts.length === 0) return null;
      return { code: cuts.reduce((text, cut) => cutOut(text, cut, path), code), map: null };
    },
  };
}

function cutOut(code: string, { from, to, times }: Cut, path: string): string {
  const parts = code.split(from);
  if (parts.length - 1 !== times) {
    throw new Error(`${path}: '${from}' stands there ${parts.length - 1} times, ${times} were looked at`);
  }
  return parts.join(to);
}
