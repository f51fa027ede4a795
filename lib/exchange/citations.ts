/** What a citation says of an article, once, for RIS, BibTeX and CSL. */
import type { ArticleRow } from '../library/rows.ts';

export interface Citation {
  id: string;
  title: string;
  authors: CitedName[];
  /** `1`…`12`, or null where the date does not say. */
  date: { year: number; month: number | null; day: number | null } | null;
  /** The newspaper or site. */
  container: string;
  url: string;
  accessed: { year: number; month: number; day: number };
  language: string;
  abstract: string;
  keywords: string[];
  note: string;
}

/** Thai names are cited whole, given name first (they are never turned round); Latin ones are parted. */
export type CitedName = { literal: string } | { family: string; given: string };

const SPLIT = /\s*(?:,|;| และ | and |\/)\s*/;

export function namesOfByline(byline: string | null): CitedName[] {
  if (!byline?.trim()) return [];
  return byline
    .trim()
    .split(SPLIT)
    .filter(Boolean)
    .map((name) => {
      const words = name.split(/\s+/);
      if (/[\u0e00-\u0e7f]/.test(name) || words.length < 2 || words.length > 3) return { literal: name };
      return { family: words.at(-1)!, given: words.slice(0, -1).join(' ') };
    });
}

export function citationOf(article: ArticleRow): Citation {
  const parts = /^(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?/.exec(article.publishedIso ?? '');
  const saved = new Date(article.createdAt);
  return {
    id: article.id,
    title: article.title,
    authors: namesOfByline(article.byline),
    date: parts
      ? {
          year: Number(parts[1]),
          month: parts[2] ? Number(parts[2]) : null,
          day: parts[3] ? Number(parts[3]) : null,
        }
      : null,
    container: article.site,
    url: article.url,
    accessed: { year: saved.getFullYear(), month: saved.getMonth() + 1, day: saved.getDate() },
    language: article.language,
    abstract: leadOf(article),
    keywords: article.tags,
    note: article.note,
  };
}

/** The first line of the body, at most 500 code units: what a reference manager shows as the abstract. */
function leadOf(article: ArticleRow): string {
  const line =
    article.text.split('\n').find((part) => part.trim() && part.trim() !== article.title.trim()) ?? '';
  return line.length > 500 ? `${line.slice(0, 499).replace(/[\ud800-\udbff]$/, '')}…` : line;
}

export const two = (n: number) => String(n).padStart(2, '0');
