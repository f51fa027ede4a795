import type { Page } from 'puppeteer-core';
import { settledState } from '../../tools/browsers/visit.ts';
import type { Stage } from './harness.ts';

/** What stands in story `n` and changes with its edition. */
export const editionText = (edition: number) => `การส่งออกรอบที่ ${edition} ขยายตัวต่อเนื่อง`;

/** A small news page with two bodies in it, four mentions altogether. */
export function storyPage(n: number, edition = 0): string {
  const title = `กระทรวงพาณิชย์เผยแผนงานฉบับที่ ${n}`;
  const published = `2024-0${1 + (n % 9)}-10`;
  return `<!doctype html><html lang="th"><head><meta charset="utf-8"><title>${title}</title>
<script type="application/ld+json">{"@context":"https://schema.org","@type":"NewsArticle","headline":"${title}","datePublished":"${published}"}</script>
</head><body><article><h1>${title}</h1>
<p>กรุงเทพฯ — กระทรวงพาณิชย์แถลงว่า<span id="edition">${editionText(edition)}</span> และจะหารือกับสภาหอการค้าแห่งประเทศไทยเรื่องต้นทุนการขนส่งที่ผู้ประกอบการรายย่อยต้องแบกรับมาตลอดสามปี</p>
<p>สภาหอการค้าแห่งประเทศไทยเห็นว่าเรื่องที่ ${n} ควรเร่งดำเนินการก่อนสิ้นปี เพราะกระทบราคาสินค้าในต่างจังหวัดโดยตรง ขณะที่ชาวบ้านในพื้นที่ขอให้เปิดเผยข้อมูลให้มากกว่านี้</p>
<p>ที่ประชุมยังเห็นพ้องให้ตั้งคณะทำงานติดตามผลทุกเดือน และจะรายงานความคืบหน้าต่อสาธารณะในไตรมาสหน้า</p>
</article></body></html>`;
}

export interface SavedStory {
  page: Page;
  tabId: number;
  articleId: string;
}

interface SaveAnswer {
  ok: boolean;
  value?: { articleId: string };
  error?: unknown;
}

/** Saves the page in a tab, as the popup does. */
export async function saveTab(stage: Stage, tabId: number): Promise<string> {
  const answer = await stage.session.send<SaveAnswer>({ type: 'save-tab', tabId });
  if (!answer.ok || !answer.value) throw new Error(`not saved: ${JSON.stringify(answer.error)}`);
  return answer.value.articleId;
}

/** Visits story `n` and saves it. */
export async function saveStory(stage: Stage, n: number, edition = 0): Promise<SavedStory> {
  const page = await stage.visit(
    stage.server.put(`/library/story-${n}.html`, { body: storyPage(n, edition) }),
  );
  await settledState(stage.session, page.url(), 20_000);
  const tabId = await stage.session.tabId(page.url());
  return { page, tabId, articleId: await saveTab(stage, tabId) };
}
