import { type RefObject, useEffect, useRef, useState } from 'react';
import { highlightSheet } from '../../lib/highlight/highlight-style.ts';
import { Reader } from '../../lib/highlight/reader.ts';
import type { LibraryDatabase } from '../../lib/library/database.ts';
import { keepName, keptAmong, keptKey, unkeepName } from '../../lib/library/keep-name.ts';
import { reAnchor } from '../../lib/library/re-anchor.ts';
import type { SavedArticle } from '../../lib/library/read-article.ts';
import { storedAnnotation } from '../../lib/library/stored-annotation.ts';
import { type AnswerTo, type PageRequest, send } from '../../lib/messages.ts';
import type { PageText } from '../../lib/page/types.ts';
import type { Annotation } from '../../lib/recognition/types.ts';
import { ok, type Result } from '../../lib/result.ts';
import { loadSettings } from '../../lib/settings.ts';
import { normalise } from '../../lib/thai/normal-form.ts';
import { readerText } from './reader-text.ts';

const normalForm = (text: string) => normalise(text).text;
const PREFIX = 'wonglepreader';

/** What the shown text holds: where each mention stands in it, and where that is on the page. */
export interface ShownText {
  page: PageText;
  annotation: Annotation;
  /** Mention row ids in the order of `annotation.mentions`. */
  ids: string[];
  show(mentionId: string, open: boolean): void;
}

/** Puts highlights and cards on the text in `root`: the very reader of web pages, answered from the library. */
export function useReader(
  root: RefObject<HTMLElement | null>,
  db: LibraryDatabase,
  saved: SavedArticle,
  /** Another one when `root` was drawn anew. */
  drawn: unknown,
): ShownText | null {
  const [shown, setShown] = useState<ShownText | null>(null);
  const savedNow = useRef(saved);
  savedNow.current = saved;
  const key = saved.mentions.map((row) => `${row.id}${row.bodyId}`).join();
  useEffect(() => {
    const element = root.current;
    if (!element) return;
    const { article, mentions, bodies } = savedNow.current;
    const page = readerText(element);
    const anchored = reAnchor(page.text, mentions);
    const rows = new Map(mentions.map((row) => [row.id, row]));
    const annotation = storedAnnotation(
      anchored.found.map(({ id, start, end }) => ({ row: rows.get(id)!, start, end })),
      bodies,
    );
    const ids = annotation.mentions.map(
      (mention) => anchored.found.find((found) => found.start === mention.start)!.id,
    );
    // Constructed: the page's policy lets no style elements in.
    const sheet = new CSSStyleSheet();
    let reader: Reader | null = null;
    let over = false;
    const answer = async (request: PageRequest): Promise<Result<unknown>> => {
      switch (request.type) {
        case 'annotate': {
          const keys = new Map(annotation.entities.map((entity) => [keptKey(entity, normalForm), entity.id]));
          const kept = await keptAmong(db, [...keys.keys()]);
          if (!kept.ok) return kept;
          return ok({ annotation, kept: kept.value.map((k) => keys.get(k)!), known: [], annotateMs: 0 });
        }
        case 'paint-style':
          sheet.replaceSync(highlightSheet(request.prefix, settings.styles, request.dark));
          return ok(null);
        case 'page-names':
          return ok(null);
        case 'keep-name': {
          const kept = await keepName(db, {
            entity: request.entity,
            bodyId: request.entity.id,
            articleId: article.id,
            url: article.url,
            title: article.title,
            site: article.site,
            publishedIso: article.publishedIso,
            text: request.text,
            start: request.start,
            end: request.end,
            normalForm,
            metAt: Date.now(),
          });
          return kept.ok ? ok({ key: kept.value.key }) : kept;
        }
        case 'unkeep-name': {
          const gone = await unkeepName(db, keptKey(request.entity, normalForm), Date.now());
          return gone.ok ? ok(null) : gone;
        }
        default:
          return send(request);
      }
    };
    let settings: Awaited<ReturnType<typeof loadSettings>>;
    const start = async () => {
      settings = await loadSettings();
      if (over) return;
      document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
      reader = new Reader({
        document,
        config: { settings },
        ask: answer as <R extends PageRequest>(request: R) => Promise<Result<AnswerTo<R>>>,
        read: () => page,
        describe: () => ({
          meta: { ...article.meta, title: article.title, canonicalUrl: article.url, site: article.site },
          detection: {
            verdict: 'thai-news',
            language: article.language,
            thaiShare: 1,
            score: 1,
            evidence: [],
            detectMs: 0,
          },
        }),
        prefix: PREFIX,
        shadow: 'open',
        canSave: false,
        living: false,
      });
      await reader.start();
      if (over) return;
      setShown({
        page,
        annotation,
        ids,
        show: (mentionId, open) => {
          const index = ids.indexOf(mentionId);
          if (index >= 0) reader?.showMention(index, open);
        },
      });
    };
    void start();
    return () => {
      over = true;
      reader?.detach();
      document.adoptedStyleSheets = document.adoptedStyleSheets.filter((other) => other !== sheet);
      setShown(null);
    };
  }, [root, db, key, drawn]);
  return shown;
}
