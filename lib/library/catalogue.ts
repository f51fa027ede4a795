import type { Result } from '../result.ts';
import type { LibraryDatabase } from './database.ts';
import type { Clause, Condition, Query } from './query.ts';
import type { ArticleHead, BodyRow } from './rows.ts';
import { refreshSearchIndex } from './search-blocks.ts';
import { needleOf, SearchIndex } from './search-index.ts';
import { foldForSearch } from './search-text.ts';
import { storageResult } from './storage-errors.ts';

export const SORTS = ['saved', 'published', 'title', 'site', 'names'] as const;
export type Sort = (typeof SORTS)[number];
export interface Order {
  by: Sort;
  descending: boolean;
}

/** How often a body is named, and where. */
export interface BodyTally {
  mentions: number;
  articles: number;
}

/** Code points in order: no locale, so that the order is the same everywhere; in Thai it is close to the dictionary's. */
export const byCodePoint = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);

/**
 * What an open library page holds of the library: the heads of all articles and the search index. Lists, filters, searches
 * and statistics are answered from it without reading the database; `refresh` brings it up to date by what has changed.
 */
export class Catalogue {
  readonly index = new SearchIndex();
  #heads = new Map<string, ArticleHead>();
  #living: ArticleHead[] | null = null;
  #tallies: Map<string, BodyTally> | null = null;
  #bodies = new Map<string, BodyRow>();
  #bodiesRead = false;
  readonly #bodiesChanged = new Set<string>();
  #since = 0;
  #purgedAt: unknown = undefined;
  #keptBodies: ReadonlySet<string> = new Set();
  #keptArticles: ReadonlySet<string> = new Set();

  /** Reads heads that changed since the last time; gives how many. */
  async refresh(db: LibraryDatabase): Promise<Result<number>> {
    return storageResult(async () => {
      const purgedAt = (await db.meta.get('purged-at'))?.value;
      const whole = this.#since === 0 || purgedAt !== this.#purgedAt;
      this.#purgedAt = purgedAt;
      const rows = whole
        ? await db.heads.toArray()
        : await db.heads.where('revision').above(this.#since).toArray();
      if (whole) this.#heads.clear();
      for (const head of rows) {
        this.#heads.set(head.id, head);
        this.#since = Math.max(this.#since, head.revision);
        // Names change only with articles that have them, so their bodies are all that has to be read again.
        if (!whole && head.bodies) for (const id of head.bodies.split(' ')) this.#bodiesChanged.add(id);
      }
      if (rows.length || whole) {
        this.#living = null;
        this.#tallies = null;
      }
      return rows.length;
    });
  }

  refreshSearch(db: LibraryDatabase): Promise<Result<null>> {
    return refreshSearchIndex(db, this.index);
  }

  async refreshBodies(db: LibraryDatabase): Promise<Result<null>> {
    return storageResult(async () => {
      const ids = [...this.#bodiesChanged];
      this.#bodiesChanged.clear();
      const rows = this.#bodiesRead ? await db.bodies.bulkGet(ids) : await db.bodies.toArray();
      for (const row of rows) if (row) this.#bodies.set(row.id, row);
      this.#bodiesRead = true;
      return null;
    });
  }

  async refreshKept(db: LibraryDatabase): Promise<Result<null>> {
    return storageResult(async () => {
      const rows = (await db.keptNames.toArray()).filter((row) => row.deletedAt === null);
      this.#keptBodies = new Set(rows.flatMap((row) => (row.bodyId ? [row.bodyId] : [])));
      this.#keptArticles = new Set(
        rows.flatMap((row) => row.contexts.flatMap((c) => (c.articleId ? [c.articleId] : []))),
      );
      return null;
    });
  }

  get bodiesRead(): boolean {
    return this.#bodiesRead;
  }

  head(id: string): ArticleHead | undefined {
    return this.#heads.get(id);
  }

  body(id: string): BodyRow | undefined {
    return this.#bodies.get(id);
  }

  /** Bodies that stand for themselves, and are named somewhere. */
  bodies(): BodyRow[] {
    const tallies = this.tallies();
    return [...this.#bodies.values()].filter(
      (body) => body.deletedAt === null && body.mergedInto === null && tallies.has(body.id),
    );
  }

  /** Articles that are not in the bin. */
  living(): ArticleHead[] {
    this.#living ??= [...this.#heads.values()].filter((head) => head.deletedAt === null);
    return this.#living;
  }

  binned(): ArticleHead[] {
    return [...this.#heads.values()]
      .filter((head) => head.deletedAt !== null)
      .sort((a, b) => b.deletedAt! - a.deletedAt!);
  }

  /** By body id, over the living articles. */
  tallies(): Map<string, BodyTally> {
    if (this.#tallies) return this.#tallies;
    const tallies = new Map<string, BodyTally>();
    for (const head of this.living()) {
      if (!head.bodies) continue;
      head.bodies.split(' ').forEach((id, i) => {
        const tally = tallies.get(id);
        if (tally) {
          tally.mentions += head.counts[i]!;
          tally.articles++;
        } else tallies.set(id, { mentions: head.counts[i]!, articles: 1 });
      });
    }
    this.#tallies = tallies;
    return tallies;
  }

  /** Living articles that name a body, and how often. */
  articlesOf(bodyId: string): { head: ArticleHead; mentions: number }[] {
    const found: { head: ArticleHead; mentions: number }[] = [];
    for (const head of this.living()) {
      if (!head.bodies.includes(bodyId)) continue;
      const at = head.bodies.split(' ').indexOf(bodyId);
      if (at >= 0) found.push({ head, mentions: head.counts[at]! });
    }
    return found;
  }

  /** Values that articles can be filtered by, most frequent first. */
  facets(): { sites: [string, number][]; tags: [string, number][]; years: [string, number][] } {
    const sites = new Map<string, number>();
    const tags = new Map<string, number>();
    const years = new Map<string, number>();
    const count = (map: Map<string, number>, key: string) => map.set(key, (map.get(key) ?? 0) + 1);
    for (const head of this.living()) {
      count(sites, head.site);
      for (const tag of head.tags) count(tags, tag);
      if (head.publishedIso) count(years, head.publishedIso.slice(0, 4));
    }
    const sorted = (map: Map<string, number>) =>
      [...map].sort(([a, n], [b, m]) => m - n || byCodePoint(a, b));
    return {
      sites: sorted(sites),
      tags: sorted(tags),
      years: [...years].sort(([a], [b]) => byCodePoint(b, a)),
    };
  }

  /** Living articles for which the query holds, in order. `org:` needs the bodies to be read (`refreshBodies`). */
  find(query: Query, order: Order): ArticleHead[] {
    let found = this.living();
    for (const group of query.groups) {
      const tests = group.map((clause) => this.#test(clause));
      found = found.filter((head) => tests.some((test) => test(head)));
    }
    return sortHeads(found, order);
  }

  #test({ not, condition }: Clause): (head: ArticleHead) => boolean {
    const test = this.#condition(condition);
    return not ? (head) => !test(head) : test;
  }

  #condition(condition: Condition): (head: ArticleHead) => boolean {
    switch (condition.kind) {
      case 'text': {
        const field = ({ any: 'any', title: 'title', note: 'notes', name: 'names' } as const)[
          condition.field
        ];
        const ids = this.index.search(needleOf(condition.text, field, condition.exact));
        return (head) => ids.has(head.id);
      }
      case 'site': {
        const { site } = condition;
        return (head) => {
          const own = head.site.toLowerCase();
          return own === site || own.endsWith(`.${site}`) || own.startsWith(site);
        };
      }
      case 'tag': {
        const wanted = condition.tag.toLowerCase();
        return (head) => head.tags.some((tag) => tag.toLowerCase() === wanted);
      }
      case 'org': {
        const ids = this.bodiesNamed(condition.name);
        return (head) => ids.length > 0 && ids.some((id) => head.bodies.includes(id));
      }
      case 'state':
        return this.#state(condition.state);
      case 'date': {
        const { from, until, of } = condition;
        return (head) => {
          const iso = of === 'published' ? head.publishedIso : isoDay(head.createdAt);
          return iso !== null && (from === null || iso >= from) && (until === null || iso < until);
        };
      }
    }
  }

  #state(state: Extract<Condition, { kind: 'state' }>['state']): (head: ArticleHead) => boolean {
    switch (state) {
      case 'starred':
        return (head) => head.starred;
      case 'unread':
        return (head) => head.readAt === null;
      case 'read':
        return (head) => head.readAt !== null;
      case 'noted':
        return (head) => head.noted;
      case 'changed':
        return (head) => head.versionCount > 0;
      case 'tagged':
        return (head) => head.tags.length > 0;
      case 'kept':
        return (head) =>
          this.#keptArticles.has(head.id) ||
          (head.bodies !== '' && head.bodies.split(' ').some((id) => this.#keptBodies.has(id)));
    }
  }

  /** Ids of bodies one of whose names is `name`, or, if none is, of those that have it in a name. */
  bodiesNamed(name: string): string[] {
    const wanted = foldForSearch(name);
    const bare = wanted.replaceAll('.', '');
    const exact: string[] = [];
    const partial: string[] = [];
    for (const body of this.#bodies.values()) {
      let best = 0;
      for (const own of [body.thai, ...body.english, ...body.acronyms, ...body.names]) {
        const folded = foldForSearch(own);
        if (folded === wanted || (bare.length > 1 && folded.replaceAll('.', '') === bare)) best = 2;
        else if (best === 0 && folded.includes(wanted)) best = 1;
      }
      if (best === 2) exact.push(body.mergedInto ?? body.id);
      else if (best === 1) partial.push(body.mergedInto ?? body.id);
    }
    return [...new Set(exact.length ? exact : partial)];
  }
}

/** The local day of a moment, as ISO date. */
export function isoDay(ms: number): string {
  const date = new Date(ms);
  const pad = (n: number) => String(n).padStart(2, '0');
  return `${date.getFullYear()}-${pad(date.getMonth() + 1)}-${pad(date.getDate())}`;
}

/** A sorted copy; what has no value for the order comes last in either direction, equal ones newest first. */
export function sortHeads(heads: readonly ArticleHead[], { by, descending }: Order): ArticleHead[] {
  const key = {
    saved: (head: ArticleHead) => head.createdAt,
    published: (head: ArticleHead) => head.publishedIso,
    title: (head: ArticleHead) => head.title,
    site: (head: ArticleHead) => head.site,
    names: (head: ArticleHead) => head.counts.length,
  }[by];
  const sign = descending ? -1 : 1;
  return [...heads].sort((a, b) => {
    const x = key(a);
    const y = key(b);
    if (x === null || y === null) return x === y ? b.createdAt - a.createdAt : x === null ? 1 : -1;
    const order = typeof x === 'number' ? x - (y as number) : byCodePoint(x, y as string);
    return order * sign || b.createdAt - a.createdAt;
  });
}
