import type { Result } from '../result.ts';
import { byCodePoint } from './catalogue.ts';
import type { LibraryDatabase } from './database.ts';
import type { ArticleHead } from './rows.ts';
import { storageResult } from './storage-errors.ts';

/** One mention of a body with what stands around it (key word in context). */
export interface ConcordanceLine {
  mentionId: string;
  articleId: string;
  before: string;
  name: string;
  after: string;
  note: string;
  title: string;
  site: string;
  publishedIso: string | null;
}

export const LINE_ORDERS = ['date', 'left', 'right', 'name'] as const;
export type LineOrder = (typeof LINE_ORDERS)[number];

/**
 * Mentions of a body in living articles. The surroundings are those of the stored quotation, so no article is read; `limit`
 * bounds the first answer for a body that is named thousands of times.
 */
export async function concordance(
  db: LibraryDatabase,
  bodyId: string,
  headOf: (articleId: string) => ArticleHead | undefined,
  limit?: number,
): Promise<Result<ConcordanceLine[]>> {
  return storageResult(async () => {
    const mentions = db.mentions.where('bodyId').equals(bodyId);
    const rows = await (limit === undefined ? mentions : mentions.limit(limit)).toArray();
    const lines: ConcordanceLine[] = [];
    for (const row of rows) {
      const head = headOf(row.articleId);
      if (row.deletedAt !== null || !head || head.deletedAt !== null) continue;
      lines.push({
        mentionId: row.id,
        articleId: row.articleId,
        // The quotation's edges may have cut a letter from its marks.
        before: row.selectors.quote.prefix
          .replace(/^[\p{M}\u0e33\u0e45\uDC00-\uDFFF]+/u, '')
          .replace(/\s+/g, ' '),
        name: row.surface,
        after: row.selectors.quote.suffix.replace(/\s+/g, ' '),
        note: row.note,
        title: head.title,
        site: head.site,
        publishedIso: head.publishedIso,
      });
    }
    return lines;
  });
}

/** What stands first from the name outwards: signs and spaces do not count, Thai marks stay with their letters. */
const outward = (text: string) => text.replace(/^[\s"'“”‘’()[\]…,.;:—–-]+/, '');
const backward = (text: string) =>
  outward((text.match(/[\s\S][\u0e31\u0e34-\u0e3a\u0e47-\u0e4e]*/gu) ?? []).reverse().join(''));

/** A sorted copy, by code points; `left` compares the words before the name from the name outwards, `right` those after. */
export function sortLines(
  lines: readonly ConcordanceLine[],
  order: LineOrder,
  descending = false,
): ConcordanceLine[] {
  const keyed = lines.map((line) => ({ line, key: keyOf(line, order) }));
  const sign = descending ? -1 : 1;
  keyed.sort((a, b) => sign * byCodePoint(a.key, b.key) || byCodePoint(a.line.mentionId, b.line.mentionId));
  return keyed.map(({ line }) => line);
}

function keyOf(line: ConcordanceLine, order: LineOrder): string {
  switch (order) {
    case 'left':
      return backward(line.before);
    case 'right':
      return outward(line.after);
    case 'name':
      return line.name;
    case 'date':
      return line.publishedIso ?? '';
  }
}
