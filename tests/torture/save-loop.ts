// Articles saved one after another the way a page's reader saves them, and what must be true of the library afterwards.
import { createHash } from 'node:crypto';
import type { Page } from 'puppeteer-core';
import type {
  ArticleHead,
  ArticleRow,
  BodyRow,
  MentionRow,
  SearchPendingRow,
} from '../../lib/library/rows.ts';
import type { Session } from '../../tools/browsers/launch.ts';
import type { PageServer } from '../../tools/browsers/serve.ts';
import { storyPage } from '../e2e/library-stories.ts';
import { capture } from '../unit/library/sample-capture.ts';
import { tables } from './sessions.ts';

/** What the background said of a save. */
export interface SaveAnswer {
  ok: boolean;
  value?: { articleId: string; mentions: number };
  error?: { name: string; detail: string };
}

/** What was acknowledged: by the article's address. */
export interface Promised {
  url: string;
  articleId: string;
  hash: string;
  mentions: number;
}

const NAMES = ['กระทรวงพาณิชย์', 'สภาหอการค้าแห่งประเทศไทย'];

/** Text of story `n`: `length` sentences that name two bodies, and its number in each, so that no two are alike. */
function textOf(n: number, length: number): string {
  const lines = [`ข่าวทดสอบฉบับที่ ${n}`];
  for (let i = 0; i < length; i++)
    lines.push(`${NAMES[i % 2]}ชี้แจงเรื่องที่ ${n} ครั้งที่ ${i + 1} ต่อที่ประชุมผู้ประกอบการรายย่อยในต่างจังหวัด`);
  return lines.join('\n');
}

export interface Saver {
  /** Saves story `n` of so many sentences; null when the browser was gone before it answered. */
  save(n: number, length: number): Promise<SaveAnswer | null>;
  url(n: number): string;
  promise(n: number, length: number, answer: SaveAnswer): Promised;
}

/** Opens a page of the test server and saves from inside it, as the reader does: the background takes its word for nothing else. */
export async function openSaver(session: Session, server: PageServer): Promise<Saver> {
  const address = server.put('/torture/saver.html', { body: storyPage(0) });
  const page = await session.browser.newPage();
  await page.goto(address);
  const tab = await session.tabId(address);
  const url = (n: number) => `${server.origin}/torture/story-${n}.html`;
  return {
    url,
    async save(n, length) {
      const { html: _, ...rest } = capture({ text: textOf(n, length), url: address });
      const message = {
        type: 'save-article',
        capture: {
          ...rest,
          html: `<p>${n}</p>`,
          title: `ข่าวทดสอบฉบับที่ ${n}`,
          meta: { ...rest.meta, canonicalUrl: url(n) },
        },
      };
      return session.bridge.evaluate(
        async (id, sent) => {
          // As text: Chromium leaves fields that are null out of what it hands over.

          interface Api {
            scripting: {
              executeScript(options: object): Promise<{ result: unknown }[]>;
            };
          }
          const api =
            (globalThis as { browser?: Api }).browser ?? (globalThis as unknown as { chrome: Api }).chrome;
          const [done] = await api.scripting.executeScript({
            target: { tabId: id },
            args: [sent],
            func: (request: string) => {
              const inPage = globalThis as unknown as Record<
                'browser' | 'chrome',
                { runtime: { sendMessage(m: unknown): Promise<unknown> } } | undefined
              >;
              return (inPage.browser ?? inPage.chrome)!.runtime.sendMessage(JSON.parse(request));
            },
          });
          return (done?.result ?? null) as never;
        },
        tab,
        JSON.stringify(message),
      );
    },
    promise: (n, length, answer) => ({
      url: url(n),
      articleId: answer.value!.articleId,
      hash: createHash('sha256').update(textOf(n, length)).digest('hex'),
      mentions: length,
    }),
  };
}

export interface LibraryCheck {
  articles: number;
  /** Sentences: a promise that is not kept, or an article that is not whole. */
  problems: string[];
}

/** Every promise is there whole, and whatever else is there is whole too. */
export async function checkLibrary(page: Page, promised: Iterable<Promised>): Promise<LibraryCheck> {
  const rows = await tables<{
    articles: ArticleRow[];
    mentions: MentionRow[];
    bodies: BodyRow[];
    heads: ArticleHead[];
    searchPending: SearchPendingRow[];
    searchSlots: { ids: string[] }[];
  }>(page, ['articles', 'mentions', 'bodies', 'heads', 'searchPending', 'searchSlots']);
  const problems: string[] = [];
  const byId = new Map(rows.articles.map((row) => [row.id, row]));
  const heads = new Map(rows.heads.map((row) => [row.id, row]));
  const bodies = new Set(rows.bodies.map((row) => row.id));
  const indexed = new Set([
    ...rows.searchPending.map((row) => row.id),
    ...rows.searchSlots.flatMap((row) => row.ids),
  ]);
  const mentions = Map.groupBy(rows.mentions, (row) => row.articleId);
  for (const { url, articleId, hash, mentions: count } of promised) {
    const article = byId.get(articleId);
    if (!article) problems.push(`${url} was acknowledged and is lost`);
    else if (article.url !== url) problems.push(`${url} has another address: ${article.url}`);
    else if (createHash('sha256').update(article.text).digest('hex') !== hash)
      problems.push(`${url} has another text`);
    else if (mentions.get(articleId)?.length !== count)
      problems.push(`${url} has ${mentions.get(articleId)?.length ?? 0} of ${count} mentions`);
  }
  for (const article of rows.articles) {
    const own = mentions.get(article.id) ?? [];
    const head = heads.get(article.id);
    if (own.length !== article.mentionCount)
      problems.push(`${article.url} is half there: ${own.length} of ${article.mentionCount} mentions`);
    if (createHash('sha256').update(article.text).digest('hex') !== article.contentHash)
      problems.push(`${article.url} does not fit its hash`);
    if (head?.title !== article.title) problems.push(`${article.url} has no head of its own`);
    if (!indexed.has(article.id)) problems.push(`${article.url} is not in the search index`);
    const strange = own.find(
      (row) => row.deletedAt === null && article.text.slice(row.start, row.end) !== row.surface,
    );
    if (strange) problems.push(`${article.url} has other words where ${strange.surface} was`);
  }
  for (const id of mentions.keys())
    if (!byId.has(id)) problems.push(`mentions of ${id} without their article`);
  for (const row of rows.mentions)
    if (!bodies.has(row.bodyId)) problems.push(`mention ${row.id} without its body`);
  if (heads.size !== byId.size) problems.push(`${heads.size} heads of ${byId.size} articles`);
  if (new Set(rows.articles.map((row) => row.url)).size !== byId.size)
    problems.push('two articles have one address');
  return { articles: byId.size, problems };
}
