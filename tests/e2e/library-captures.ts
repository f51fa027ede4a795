import type { Page } from 'puppeteer-core';

/** An article to be saved as a page would hand it over; `edition` goes into its text. */
export function storyCapture(n: number, edition = 0): object {
  const title = `กระทรวงพาณิชย์เผยแผนงานฉบับที่ ${n}`;
  const text = [
    title,
    `กรุงเทพฯ — กระทรวงพาณิชย์แถลงว่าการส่งออกรอบที่ ${edition} ขยายตัวต่อเนื่อง และจะหารือกับสภาหอการค้าแห่งประเทศไทย`,
    `สภาหอการค้าแห่งประเทศไทยเห็นว่าเรื่องที่ ${n} ควรเร่งดำเนินการก่อนสิ้นปี`,
  ].join('\n');
  const entities = [
    {
      id: 'e1',
      type: 'government',
      thai: 'กระทรวงพาณิชย์',
      english: ['Ministry of Commerce'],
      acronyms: [],
      glossSource: 'builtin',
    },
    {
      id: 'e2',
      type: 'association',
      thai: 'สภาหอการค้าแห่งประเทศไทย',
      english: ['Thai Chamber of Commerce'],
      acronyms: [],
      glossSource: 'builtin',
    },
  ];
  const mentions = entities
    .flatMap(({ id, thai }) =>
      [...text.matchAll(new RegExp(thai, 'g'))].map((match) => ({
        start: match.index,
        end: match.index + thai.length,
        surface: thai,
        kind: 'name',
        entity: id,
        evidence: [{ source: 'glossary', weight: 1 }],
        confidence: 0.95,
      })),
    )
    .sort((a, b) => a.start - b.start);
  return {
    url: `https://news.example.org/library/${n}`,
    title,
    language: 'th',
    text,
    html: text
      .split('\n')
      .slice(1)
      .map((line) => `<p>${line}</p>`)
      .join(''),
    meta: {
      title,
      byline: null,
      publishedAt: `2024-0${1 + (n % 9)}-10`,
      site: 'news.example.org',
      canonicalUrl: null,
      source: null,
      dateline: null,
      dates: [],
    },
    detection: null,
    annotation: { mentions, entities, glosses: [] },
    kept: [],
  };
}

export interface SaveAnswer {
  ok: boolean;
  value?: { articleId: string };
  error?: unknown;
  /** From the message to its answer, ms. */
  ms: number;
}

/**
 * Saves through the background from a page of the extension. The background takes an article's address from the browser, not
 * from the message, so the page puts `story` into its own.
 */
export function saveFrom(page: Page, story: string, capture: object): Promise<SaveAnswer> {
  return page.evaluate(
    async (name, article) => {
      history.replaceState(null, '', `?story=${name}${location.hash}`);
      const { browser, chrome } = globalThis as unknown as Record<
        'browser' | 'chrome',
        { runtime: { sendMessage(message: unknown): Promise<SaveAnswer> } }
      >;
      const start = performance.now();
      const answer = await (browser ?? chrome).runtime.sendMessage({
        type: 'save-article',
        capture: article,
      });
      return { ...answer, ms: performance.now() - start };
    },
    story,
    capture,
  );
}
