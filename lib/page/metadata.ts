/** What a page says about its article: title, byline, site, address, date, source. Every date keeps its evidence. */
import { metaContent, precedes } from './article-body.ts';
import { type Dateline, datelineIso, findDateline, findSource, type SourceSpan } from './credits.ts';
import { articleNode, type LinkedNode, readJsonLd, resolve, stringOf } from './json-ld.ts';
import { publicationDates } from './published-date.ts';
import { attributeOf, query, queryAll, read } from './safe-dom.ts';
import type { ArticleMeta, DateEvidence, PageText, SourceCredit } from './types.ts';

/** Code units of a note in which a date or a byline is looked for. */
const NOTE = 160;

/** @param now ms since the epoch: dates after tomorrow are not taken */
export function extractMeta(document: Document, pageText: PageText, now: number = Date.now()): ArticleMeta {
  const nodes = readJsonLd(document);
  const article = articleNode(nodes);
  const canonicalUrl = canonicalOf(document);
  const site = siteOf(document, nodes, article, canonicalUrl);
  const notes = notesAround(document, pageText);
  const dates = publicationDates(document, {
    nodes,
    notes,
    times: articleTimes(document, pageText),
    url: canonicalUrl,
    now,
  });
  const dateline = findDateline(pageText.text);
  const datelined = dateline && datelineIso(dateline, dates[0]?.iso ?? null, pageText.text);
  if (dateline && datelined) {
    const evidence: DateEvidence = { iso: datelined, source: 'visible-text', raw: dateline.raw };
    // A dateline says the day of writing: it stands in where nothing says when the page was published.
    if (!dates.some(({ source }) => source !== 'url')) dates.unshift(evidence);
    else dates.push(evidence);
  }
  return {
    title: titleOf(document, article, pageText, site),
    byline: bylineOf(document, nodes, article, siteNames(site, document, canonicalUrl), notes),
    publishedAt: dates[0]?.iso ?? null,
    site,
    canonicalUrl,
    source: sourceOf(pageText),
    dateline: dateline && plainDateline(dateline, datelined),
    dates: dates.slice(0, 40),
  };
}

function plainDateline({ place, agency, raw }: Dateline, date: string | null): ArticleMeta['dateline'] {
  return { place, date, agency, raw };
}

function titleOf(
  document: Document,
  article: LinkedNode | null,
  { text, headline }: PageText,
  site: string | null,
): string | null {
  const shown = headline && text.slice(headline.start, headline.end).replace(/\s+/g, ' ').trim();
  const title =
    shown ||
    stringOf(article?.headline) ||
    metaContent(document, 'og:title')?.trim() ||
    withoutSite(read(document, 'title'), site) ||
    null;
  return title ? title.slice(0, 500) : null;
}

/** `หัวข่าว - ข่าวสด` without the site's name behind the last separator. */
function withoutSite(title: string, site: string | null): string {
  const plain = title.replace(/\s+/g, ' ').trim();
  const match = /^(.{10,}?)\s*[|\-–—:·»]\s*([^|\-–—·»]{2,40})$/u.exec(plain);
  if (!match) return plain;
  return site === null || match[2]!.includes(site) || site.includes(match[2]!.trim())
    ? match[1]!.trim()
    : plain;
}

function siteOf(
  document: Document,
  nodes: LinkedNode[],
  article: LinkedNode | null,
  canonicalUrl: string | null,
): string | null {
  const named = metaContent(document, 'og:site_name')?.trim() || null;
  const publisher = stringOf(resolve(article?.publisher, nodes)?.name);
  const host = canonicalUrl ? new URL(canonicalUrl).hostname.replace(/^www\./, '') : null;
  // Some sites give their host name for a name.
  const real = named && !/^[\w-]+(?:\.[\w-]+)+(?:\/\S*)?$/.test(named) ? named : null;
  return (real ?? publisher ?? named ?? metaContent(document, 'application-name')?.trim()) || host;
}

function canonicalOf(document: Document): string | null {
  const own = read(document, 'URL');
  const link = query(document, 'link[rel~="canonical"]');
  for (const href of [link && attributeOf(link, 'href'), metaContent(document, 'og:url'), own]) {
    if (!href?.trim() || !URL.canParse(href, own)) continue;
    const url = new URL(href, own);
    if (!/^https?:$/.test(url.protocol)) continue;
    // A canonical address of another kind of page (the site's root) is a template's mistake.
    if (url.pathname === '/' && url.search === '' && href !== own && new URL(own).pathname !== '/') continue;
    url.hash = '';
    return url.href;
  }
  return null;
}

function bylineOf(
  document: Document,
  nodes: LinkedNode[],
  article: LinkedNode | null,
  site: string[],
  notes: string[],
): string | null {
  const candidates: (string | null | undefined)[] = [];
  const authors = Array.isArray(article?.author) ? (article.author as unknown[]) : [article?.author];
  const names = authors
    .map((author) => (typeof author === 'string' ? author : stringOf(resolve(author, nodes)?.name)))
    .map((name) => cleanByline(name, site))
    .filter((name) => name !== null);
  candidates.push([...new Set(names)].join(', '));
  candidates.push(metaContent(document, 'author'), metaContent(document, 'article:author'));
  const marked = query(
    document,
    '[itemprop="author"] [itemprop="name"],[itemprop="author"],a[rel~="author"],[class~="byline"],[class~="author-name"],[class~="author"] a',
  );
  candidates.push((marked && attributeOf(marked, 'content')) ?? marked?.textContent);
  for (const note of notes) {
    candidates.push(
      /(?:^|\s)(?:โดย|เรื่องโดย|ผู้เขียน|เขียนโดย|รายงานโดย|ผู้สื่อข่าว)\s*[:：]?\s+?([^\d|\n]{3,60})/u.exec(note)?.[1],
    );
  }
  for (const candidate of candidates) {
    const name = cleanByline(candidate, site);
    if (name) return name;
  }
  return null;
}

/** A person or desk; not an address, not an id, not the site itself. */
function cleanByline(value: string | null | undefined, site: string[]): string | null {
  const name = value
    ?.replace(/\s+/g, ' ')
    .replace(/^\s*(?:โดย|by|ผู้เขียน)\s*[:：]?\s*/i, '')
    // What parts it from the date behind it.
    .replace(/[\s·•|/,–—-]+$/, '')
    .trim();
  if (
    !name ||
    name.length > 120 ||
    /^https?:|^[#/]|#/.test(name) ||
    /^(?:admin|author|webmaster)$/i.test(name)
  )
    return null;
  return site.includes(plainName(name)) ? null : name;
}

function plainName(name: string): string {
  return name.toLowerCase().replace(/[\s.]+|^www\.|ออนไลน์$|online$/g, '');
}

/** What a site calls itself, its host among it: as an author that is nobody. */
function siteNames(site: string | null, document: Document, canonicalUrl: string | null): string[] {
  const labels = canonicalUrl
    ? new URL(canonicalUrl).hostname.split('.').filter((label) => label.length > 3)
    : [];
  const named = metaContent(document, 'og:site_name');
  return [site, named, ...labels].filter((name) => name !== null).map(plainName);
}

/**
 * Short texts around the headline, up to the body: where date and byline stand. From the headline's box outwards,
 * since nearer ones are surer; captions and other text of the article are none of them.
 */
function notesAround(document: Document, { roots, segments, headline }: PageText): string[] {
  const title = headline && segments.find(({ start }) => start >= headline.start)?.node.parentElement;
  const bodyStart = segments.find(({ start }) => start > (headline?.end ?? -1))?.node.parentElement;
  const kept = new Set<Node>(segments.map(({ node }) => node));
  const notes = new Set<string>();
  const seen = new Set<Node>();
  let box: Element | null | undefined = title ?? roots[0];
  for (let up = 0; box && up < 6 && notes.size < 40; up++, box = box.parentElement) {
    if (!title && up > 2) break;
    // Far out, above the headline, is the site's own head with the day of today.
    const belowOnly = title && !box.shadowRoot && (up > 2 || box === read(document, 'body'));
    const walker = read(document, 'createTreeWalker').call(document, box.shadowRoot ?? box, 4);
    for (let left = 600; left > 0 && walker.nextNode(); left--) {
      const node = walker.currentNode as Text;
      const parent = node.parentElement;
      if (!parent || seen.has(node)) continue;
      if (belowOnly && !precedes(title, parent)) continue;
      seen.add(node);
      if (bodyStart && isBeyond(parent, bodyStart)) break;
      if (kept.has(node) || node.data.trim().length < 3) continue;
      if (parent.closest('script,style,noscript,nav,ul,ol,aside,footer,figcaption,[class*="caption"]'))
        continue;
      const line = lineOf(parent);
      notes.add(line.length <= NOTE ? line : node.data.replace(/\s+/g, ' ').trim().slice(0, NOTE));
    }
  }
  return [...notes];
}

/** Whether the article's text has begun before `element`, in the same tree. */
function isBeyond(element: Element, bodyStart: Element): boolean {
  if (element === bodyStart || bodyStart.contains(element)) return false;
  return element.getRootNode() === bodyStart.getRootNode() && precedes(bodyStart, element);
}

/** The text of a small element, or of the box around it while that stays small: `วันที่ 8 …` and `20:05 น.` are often apart. */
function lineOf(element: Element): string {
  let text = element.textContent ?? '';
  for (let box = element.parentElement; box; box = box.parentElement) {
    const wider = box.textContent ?? '';
    if (wider.length > NOTE) break;
    text = wider;
  }
  return text.replace(/\s+/g, ' ').trim();
}

/** `<time>` elements that are the article's own: near the headline or in the body, not in lists of other articles. */
function articleTimes(document: Document, { roots }: PageText): Element[] {
  const last = roots.at(-1);
  return queryAll(document, 'time')
    .filter((time) => !time.closest('nav,aside,footer,li,[class*="relate"],[class*="comment"]'))
    .filter((time) => !last || last.contains(time) || precedes(time, last))
    .slice(0, 3);
}

/** The credit, and its link where the text has none but stands in or before one. */
function sourceOf(pageText: PageText): SourceCredit | null {
  const found = findSource(pageText.text);
  if (!found) return null;
  return { text: found.text.slice(0, 500), url: found.url ?? linkWithin(pageText, found) };
}

function linkWithin({ segments }: PageText, { start, end }: SourceSpan): string | null {
  for (const segment of segments) {
    if (segment.end <= start || segment.start >= end) continue;
    const link = segment.node.parentElement?.closest('a[href]');
    const href = link && attributeOf(link, 'href');
    const base = segment.node.ownerDocument.URL;
    if (href && URL.canParse(href, base)) {
      const url = new URL(href, base);
      if (/^https?:$/.test(url.protocol)) return url.href;
    }
  }
  return null;
}
