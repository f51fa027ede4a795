import { highlightSheet } from '../../lib/highlight/highlight-style.ts';
import { Reader } from '../../lib/highlight/reader.ts';
import {
  type AnswerTo,
  type PageRequest,
  type PageState,
  type ReaderConfig,
  send,
} from '../../lib/messages.ts';
import type { ArticleMeta, Detection } from '../../lib/page/types.ts';
import { ok, type Result } from '../../lib/result.ts';
import { loadSettings, watchSettings } from '../../lib/settings.ts';
import { readerText } from '../library/reader-text.ts';
import { applyTheme } from '../ui/use-theme.ts';

/** What the first steps want to know of what is done in the sample article. */
export interface SampleEvents {
  settled(state: PageState): void;
  /** The card of a mention (its index) came up, or went (`null`). */
  card(mention: number | null): void;
  kept(entity: string, kept: boolean): void;
  saved(articleId: string): void;
}

/** The real reader at work on an article of the extension's own page, which no content script reaches. */
export interface SampleReader {
  reader: Reader;
  stop(): void;
}

const config = async (): Promise<ReaderConfig> => {
  const { card, inline, pageKeys, theme, styles, explain } = await loadSettings();
  return { settings: { card, inline, pageKeys, theme, styles, explain } };
};

/**
 * Starts the reader on `article`. Names are found by the background, offline as everywhere; only the highlights' style is put
 * in here, because `scripting.insertCSS` does not reach pages of the extension.
 */
export async function startSampleReader(article: HTMLElement, events: SampleEvents): Promise<SampleReader> {
  let sheet: CSSStyleSheet | null = null;
  const paint = (request: Extract<PageRequest, { type: 'paint-style' }>, styles: ReaderConfig) => {
    const next = new CSSStyleSheet();
    next.replaceSync(highlightSheet(request.prefix, styles.settings.styles, request.dark));
    document.adoptedStyleSheets = [...document.adoptedStyleSheets.filter((other) => other !== sheet), next];
    sheet = next;
  };
  let current = await config();
  // The reader suits its colours to the page's: the page has to have them first.
  applyTheme(current.settings.theme);
  async function ask<R extends PageRequest>(request: R): Promise<Result<AnswerTo<R>>> {
    const asked: PageRequest = request;
    if (asked.type === 'paint-style') {
      paint(asked, current);
      return ok(null) as Result<AnswerTo<R>>;
    }
    const answer = await send(request);
    if (answer.ok && asked.type === 'keep-name') events.kept(asked.entity.id, true);
    if (answer.ok && asked.type === 'unkeep-name') events.kept(asked.entity.id, false);
    if (answer.ok && asked.type === 'save-article') {
      const { articleId } = answer.value as AnswerTo<{ type: 'save-article' }>;
      events.saved(articleId);
    }
    return answer;
  }
  const reader = new Reader({
    document,
    config: current,
    ask: (request) => {
      if (request.type !== 'save-article') return ask(request);
      const html = article.innerHTML;
      return ask({ ...request, capture: { ...request.capture, html } });
    },
    read: () => readerText(article),
    describe: () => ({ meta: metaOf(article), detection: THAI_NEWS }),
    prefix: randomLetters(12),
    // Open, so that accessibility checks see the card too; no foreign script runs in this page.
    shadow: 'open',
    canSave: true,
    living: false,
    cardShown: (mention) => events.card(mention),
  });
  await reader.start();
  events.settled(reader.state());
  const again = () =>
    void config().then((next) => {
      current = next;
      applyTheme(next.settings.theme);
      return reader.configure(next);
    });
  const unwatch = watchSettings(again);
  const systemTheme = matchMedia('(prefers-color-scheme: dark)');
  systemTheme.addEventListener('change', again);
  return {
    reader,
    stop() {
      unwatch();
      systemTheme.removeEventListener('change', again);
      reader.detach();
      document.adoptedStyleSheets = document.adoptedStyleSheets.filter((other) => other !== sheet);
    },
  };
}

function metaOf(article: HTMLElement): ArticleMeta {
  return {
    title: article.querySelector('h2')?.textContent ?? null,
    byline: null,
    publishedAt: null,
    site: article.dataset.source ?? null,
    canonicalUrl: null,
    source: null,
    dateline: null,
    dates: [],
  };
}

/** Known beforehand: nobody needs to look at it. */
const THAI_NEWS: Detection = {
  verdict: 'thai-news',
  language: 'th',
  thaiShare: 1,
  score: 1,
  evidence: [],
  detectMs: 0,
};

function randomLetters(count: number): string {
  const bytes = crypto.getRandomValues(new Uint8Array(count));
  return Array.from(bytes, (byte) => String.fromCharCode(97 + (byte % 26))).join('');
}
