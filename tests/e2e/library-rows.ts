import type { Page } from 'puppeteer-core';

/** What must hold of the library's rows whatever was done to them; one sentence for each that does not. */
export async function libraryProblems(page: Page): Promise<string[]> {
  return page.evaluate(async () => {
    type Row = Record<string, unknown> & { id: string };
    const db = await new Promise<IDBDatabase>((resolve, reject) => {
      const open = indexedDB.open('wonglep');
      open.onsuccess = () => resolve(open.result);
      open.onerror = () => reject(open.error);
    });
    const stores = ['articles', 'mentions', 'bodies', 'heads', 'searchPending', 'searchSlots', 'versions'];
    const transaction = db.transaction(stores);
    const read = (store: string) =>
      new Promise<Row[]>((resolve, reject) => {
        const request = transaction.objectStore(store).getAll();
        request.onsuccess = () => resolve(request.result as Row[]);
        request.onerror = () => reject(request.error);
      });
    const [articles, mentions, bodies, heads, pending, slots, versions] = (await Promise.all(
      stores.map(read),
    )) as [Row[], Row[], Row[], Row[], Row[], (Row & { ids: string[] })[], Row[]];
    db.close();
    const problems: string[] = [];
    const articleIds = new Set(articles.map((row) => row.id));
    const bodyIds = new Set(bodies.map((row) => row.id));
    for (const row of mentions) {
      if (!articleIds.has(row.articleId as string)) problems.push(`mention ${row.id} has no article`);
      if (!bodyIds.has(row.bodyId as string)) problems.push(`mention ${row.id} has no body`);
    }
    for (const row of versions)
      if (!articleIds.has(row.articleId as string)) problems.push(`version ${row.id} has no article`);
    const living = articles.filter((row) => row.deletedAt === null).map((row) => row.url);
    if (new Set(living).size !== living.length) problems.push('two living articles have one address');
    const headOf = new Map(heads.map((row) => [row.id, row]));
    if (heads.length !== articles.length)
      problems.push(`${heads.length} heads of ${articles.length} articles`);
    for (const row of articles) {
      const head = headOf.get(row.id);
      for (const field of ['title', 'starred', 'readAt', 'deletedAt'])
        if (head?.[field] !== row[field]) problems.push(`${field} of ${row.id} is another in its head`);
      const own = mentions.filter(
        (m) => m.articleId === row.id && m.deletedAt === null && m.kind !== 'abbreviation',
      );
      const counted = ((head?.counts as number[]) ?? []).reduce((sum, n) => sum + n, 0);
      if (own.length !== counted)
        problems.push(`${row.id} has ${own.length} mentions, its head says ${counted}`);
    }
    const indexed = new Set([
      ...pending.map((row) => row.id),
      ...slots.flatMap((row) => row.ids.filter(Boolean)),
    ]);
    for (const id of articleIds) if (!indexed.has(id)) problems.push(`${id} is not in the search index`);
    const inSlots = slots.flatMap((row) => row.ids.filter(Boolean));
    if (new Set(inSlots).size !== inSlots.length)
      problems.push('an article stands twice in the search index');
    return problems.slice(0, 20);
  });
}

export interface ArticleFacts {
  id: string;
  url: string;
  text: string;
  tags: string[];
  deletedAt: number | null;
}

export function articleRows(page: Page): Promise<ArticleFacts[]> {
  return page.evaluate(
    () =>
      new Promise<ArticleFacts[]>((resolve, reject) => {
        const open = indexedDB.open('wonglep');
        open.onerror = () => reject(open.error);
        open.onsuccess = () => {
          const request = open.result.transaction('articles').objectStore('articles').getAll();
          request.onerror = () => reject(request.error);
          request.onsuccess = () => {
            open.result.close();
            resolve(request.result as ArticleFacts[]);
          };
        };
      }),
  );
}
