import type { Catalogue } from './catalogue.ts';

export interface PeriodCount {
  /** First day of the month or year, ISO. */
  period: string;
  mentions: number;
  articles: number;
}

export interface Timeline {
  unit: 'month' | 'year';
  /** Without gaps, oldest first. */
  periods: PeriodCount[];
  /** Articles that name the body and have no date. */
  undated: number;
  first: string | null;
  last: string | null;
}

/** More months than this are told by years. */
const MAX_MONTHS = 72;

/** How often a body was named in each month (or year) from its first to its last dated article. */
export function timelineOf(catalogue: Catalogue, bodyId: string): Timeline {
  const months = new Map<string, { mentions: number; articles: number }>();
  let undated = 0;
  let first: string | null = null;
  let last: string | null = null;
  for (const { head, mentions } of catalogue.articlesOf(bodyId)) {
    const day = head.publishedIso?.slice(0, 10);
    if (!day || !/^\d{4}-\d{2}/.test(day)) {
      undated++;
      continue;
    }
    if (first === null || day < first) first = day;
    if (last === null || day > last) last = day;
    const month = day.slice(0, 7);
    const count = months.get(month) ?? { mentions: 0, articles: 0 };
    months.set(month, { mentions: count.mentions + mentions, articles: count.articles + 1 });
  }
  if (!first || !last) return { unit: 'month', periods: [], undated, first, last };
  const ordinal = (month: string) => Number(month.slice(0, 4)) * 12 + Number(month.slice(5, 7)) - 1;
  const from = ordinal(first);
  const to = ordinal(last);
  const unit = to - from + 1 > MAX_MONTHS ? 'year' : 'month';
  const periods: PeriodCount[] = [];
  for (let at = from; at <= to; at++) {
    const year = String(Math.floor(at / 12)).padStart(4, '0');
    const month = `${year}-${String((at % 12) + 1).padStart(2, '0')}`;
    const count = months.get(month) ?? { mentions: 0, articles: 0 };
    const period = unit === 'month' ? `${month}-01` : `${year}-01-01`;
    const open = periods.at(-1);
    if (open?.period === period) {
      open.mentions += count.mentions;
      open.articles += count.articles;
    } else periods.push({ period, ...count });
  }
  return { unit, periods, undated, first, last };
}

export interface CoMention {
  bodyId: string;
  /** Articles that name both. */
  articles: number;
}

/** Bodies named in the same articles, most often first. Abbreviations are left out by the caller, who knows the bodies. */
export function coMentions(catalogue: Catalogue, bodyId: string): CoMention[] {
  const counts = new Map<string, number>();
  for (const { head } of catalogue.articlesOf(bodyId)) {
    for (const id of head.bodies.split(' ')) {
      if (id !== bodyId) counts.set(id, (counts.get(id) ?? 0) + 1);
    }
  }
  return [...counts]
    .map(([id, articles]) => ({ bodyId: id, articles }))
    .sort((a, b) => b.articles - a.articles || (a.bodyId < b.bodyId ? -1 : 1));
}

export interface NetworkLink {
  source: string;
  target: string;
  articles: number;
}

/** How often each two of `bodyIds` are named in the same article; pairs that never are left out. */
export function networkOf(catalogue: Catalogue, bodyIds: readonly string[]): NetworkLink[] {
  const wanted = new Set(bodyIds);
  const counts = new Map<string, number>();
  for (const head of catalogue.living()) {
    if (!head.bodies) continue;
    const here = head.bodies
      .split(' ')
      .filter((id) => wanted.has(id))
      .sort();
    for (let i = 0; i < here.length; i++) {
      for (let j = i + 1; j < here.length; j++) {
        const key = `${here[i]} ${here[j]}`;
        counts.set(key, (counts.get(key) ?? 0) + 1);
      }
    }
  }
  return [...counts]
    .map(([key, articles]) => {
      const [source, target] = key.split(' ');
      return { source: source!, target: target!, articles };
    })
    .sort((a, b) => b.articles - a.articles);
}
