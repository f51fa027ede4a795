/**
 * When an article was published, out of witnesses that disagree.
 *
 * Thai sites often print the local clock with the zone `+00:00` in one place and convert it rightly in another
 * (WordPress themes do it in `<time>`). The date that readers see is the witness of the clock: a machine-readable date
 * that names the same instant is confirmed; one that shows the same clock in a wrong zone is not.
 */
import { christianYear, isoDate, parseThaiDates } from '../thai/dates.ts';
import { articleNode, type LinkedNode, stringOf } from './json-ld.ts';
import { attributeOf, queryAll } from './safe-dom.ts';
import type { DateEvidence } from './types.ts';

/** Earliest year of a page on the web. */
const FIRST_YEAR = 1995;
const DAY_MS = 86_400_000;
const THAI_OFFSET_MS = 7 * 3_600_000;

const META =
  'meta[property="article:published_time"],meta[property="og:article:published_time"],meta[itemprop="datePublished"],meta[name="pubdate"],meta[name="publishdate"],meta[name="publish-date"],meta[name="date"],meta[name="dc.date"],meta[name="DC.date.issued"],meta[name="parsely-pub-date"],meta[name="publish_date"],meta[property="og:published_time"]';

export interface DateContext {
  nodes: LinkedNode[];
  /** Short texts around the headline, where bylines and dates stand. */
  notes: string[];
  /** `<time>` elements of the article, not those of teasers. */
  times: Element[];
  url: string | null;
  /** ms since the epoch; dates after tomorrow are nobody's. */
  now: number;
}

/** All dates seen for the publication, best first; the first is the answer. */
export function publicationDates(document: Document, context: DateContext): DateEvidence[] {
  const seen: DateEvidence[] = [];
  const add = (source: DateEvidence['source'], raw: string | null) => {
    const iso = raw === null ? null : machineDate(raw);
    if (iso && plausible(iso, context.now)) seen.push({ iso, source, raw: raw ?? '' });
  };
  add('json-ld', stringOf(articleNode(context.nodes)?.datePublished));
  for (const meta of queryAll(document, META).slice(0, 10)) add('meta', attributeOf(meta, 'content'));
  for (const time of context.times) {
    const before = seen.length;
    add('time-element', attributeOf(time, 'datetime'));
    if (seen.length === before) addVisible(time.textContent ?? '');
  }

  function addVisible(text: string): void {
    const date = parseThaiDates(text.slice(0, 300)).find(({ iso }) => iso && plausible(iso, context.now));
    if (date?.iso) seen.push({ iso: date.iso, source: 'visible-text', raw: date.raw });
  }
  for (const note of context.notes) addVisible(note);
  const inPath = /\/((?:19|20)\d{2})\/(\d{1,2})\/(\d{1,2})(?:\/|$)/.exec(context.url ?? '');
  if (inPath) add('url', `${inPath[1]}-${inPath[2]!.padStart(2, '0')}-${inPath[3]!.padStart(2, '0')}`);
  return rank(seen);
}

/**
 * ISO 8601 in Thailand's zone for a date written for machines; a date without a time stays one. Buddhist years are
 * turned; a time without a zone is Thai time.
 */
export function machineDate(raw: string): string | null {
  const match =
    /^\s*(\d{4})-?(\d{2})-?(\d{2})(?:[T ]+(\d{2}):?(\d{2})(?::?(\d{2})(?:\.\d+)?)?\s*(Z|UTC|GMT|[+-]\d{2}:?\d{2})?)?/i.exec(
      raw,
    );
  if (!match) {
    const date = parseThaiDates(raw)[0];
    return date?.iso ?? null;
  }
  const year = christianYear(match[1]!);
  const month = Number(match[2]);
  const day = Number(match[3]);
  if (year === null || month < 1 || month > 12 || day < 1 || day > 31) return null;
  if (match[4] === undefined) return isoDate(year, month, day);
  const zone =
    match[7] === undefined
      ? '+07:00'
      : /^[zug]/i.test(match[7])
        ? 'Z'
        : match[7].replace(/^(...)(\d\d)$/, '$1:$2');
  const instant = Date.parse(
    `${isoDate(year, month, day)}T${match[4]}:${match[5]}:${match[6] ?? '00'}${zone}`,
  );
  return Number.isNaN(instant) ? null : inThailand(instant);
}

function inThailand(instant: number): string {
  return new Date(instant + THAI_OFFSET_MS).toISOString().replace(/\.\d+Z$/, '+07:00');
}

function plausible(iso: string, now: number): boolean {
  const instant = Date.parse(iso);
  return Number(iso.slice(0, 4)) >= FIRST_YEAR && instant < now + 2 * DAY_MS;
}

function rank(seen: DateEvidence[]): DateEvidence[] {
  const order = { 'json-ld': 0, meta: 1, 'time-element': 2, 'visible-text': 3, url: 4 } as const;
  const witness = seen.find(({ source, iso }) => source === 'visible-text' && iso.includes('T'));
  const badness = ({ iso, source }: DateEvidence): number => {
    if (!witness || source === 'visible-text' || !iso.includes('T')) return order[source];
    const off = Math.abs(Date.parse(iso) - Date.parse(witness.iso));
    // Seven hours to the minute: the right clock with the wrong zone.
    if (Math.abs(off - THAI_OFFSET_MS) < 2 * 60_000) return order[source] + 10;
    return order[source];
  };
  return seen
    .map((date, index) => ({ date, index, bad: badness(date) }))
    .sort((a, b) => a.bad - b.bad || a.index - b.index)
    .map(({ date }) => date);
}
