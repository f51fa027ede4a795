// The browser is killed (SIGKILL, all processes) at random moments of reviewing and of keeping names: afterwards every answer
// that the page had confirmed is there once, no card was counted twice, every kept name is there, and the library opens.
import { setTimeout as sleep } from 'node:timers/promises';
import type { Page } from 'puppeteer-core';
import type { CardRow, KeptNameRow, ReviewRow } from '../../lib/library/rows.ts';
import { BROWSERS, type BrowserName } from '../../tools/browsers/find.ts';
import type { Session } from '../../tools/browsers/launch.ts';
import { buildExtension } from '../../tools/build.ts';
import { eventually } from '../e2e/harness.ts';
import { promptOf, putRows } from '../e2e/review-desk.ts';
import { sampleNames } from '../unit/review/sample-names.ts';
import { randomFrom, rowOf, type TortureOptions, type TortureResult, type TortureRow } from './contract.ts';
import { atMost, killAll, launchOn, makeProfile, tables } from './sessions.ts';

const KILLS: Record<TortureOptions['share'], Record<BrowserName, number>> = {
  short: { chrome: 2, firefox: 0 },
  full: { chrome: 50, firefox: 15 },
};
/** The kill comes at most so long after the first card is shown, ms. */
const WINDOW = 1500;

export async function run({
  seed,
  share,
  browsers = BROWSERS,
  times,
}: TortureOptions): Promise<TortureResult> {
  const rows: TortureRow[] = [];
  for (const browser of browsers) {
    const kills = times ?? KILLS[share][browser];
    if (kills > 0) rows.push(...(await killWhileReviewing(browser, kills, seed)));
  }
  return { name: 'killed while reviewing', rows };
}

interface Promises {
  /** What a page saw committed: by review id, the card. */
  answers: Map<string, string>;
  names: Set<string>;
}

async function killWhileReviewing(name: BrowserName, wanted: number, seed: number): Promise<TortureRow[]> {
  const extension = buildExtension(name);
  const profile = makeProfile(`review-kill-${name}`);
  const random = randomFrom(seed);
  const promises: Promises = { answers: new Map(), names: new Set() };
  const problems: string[] = [];
  const names = sampleNames(400 + wanted * 2, Date.now() - 86_400_000);
  const started = Date.now();
  let kills = 0;
  let stored = 0;
  for (let round = 0; round <= wanted * 2; round++) {
    let session: Session | null = null;
    try {
      session = await launchOn(name, extension, profile.folder);
      const page = await session.openExtensionPage('review.html');
      await promptOf(page);
      if (round === 0) await fill(page, names.slice(0, 400));
      const check = await checkReviews(page, promises);
      problems.push(...check.problems.map((problem) => `after kill ${kills}: ${problem}`));
      stored = check.answers;
      if (kills === wanted) {
        await session.close();
        break;
      }
      let over = false;
      const fresh = names[400 + round];
      const keeping = fresh
        ? putRows(page, 'keptNames', [fresh]).then(() => promises.names.add(fresh.id))
        : Promise.resolve();
      const reviewing = (async () => {
        while (!over) {
          const confirmed = await answer(page, String(1 + Math.floor(random() * 4)));
          if (confirmed) promises.answers.set(confirmed.id, confirmed.card);
        }
      })();
      const work = Promise.all([reviewing, keeping]);
      await Promise.race([sleep(random() * WINDOW), work]);
      await killAll(session);
      over = true;
      kills++;
      await atMost(work, 1000);
    } catch (error) {
      problems.push(`after kill ${kills}: ${String(error)}`);
      if (session) await killAll(session);
    }
  }
  profile.remove();
  const seconds = ((Date.now() - started) / 1000).toFixed(0);
  return [
    rowOf(
      `${name}: answers and kept names after SIGKILL`,
      `${kills} kills, ${promises.answers.size} confirmed answers, ${stored} stored, ${promises.names.size} names kept; ${seconds} s`,
      [...problems, ...(kills < wanted ? [`only ${kills} of ${wanted} kills`] : [])],
    ),
  ];
}

async function fill(page: Page, names: KeptNameRow[]): Promise<void> {
  await putRows(page, 'keptNames', names);
  // Limits out of the way, so that there is always a next card.
  await page.evaluate(() =>
    (
      globalThis as unknown as { chrome: { storage: { local: { set(v: object): Promise<void> } } } }
    ).chrome.storage.local.set({
      settings: {
        version: 1,
        review: { newPerDay: 9999, reviewsPerDay: 9999, templates: ['thai-english'] },
      },
    }),
  );
  // By the page itself: Firefox's driver at times never hears that a page it reloads is there.
  await page.evaluate(() => setTimeout(() => location.reload(), 0));
  await eventually('a first card', async () => (await promptOf(page)) !== null);
}

/** Answers the card that is shown; gives the review as stored once the page has gone on, null when it has not. */
function answer(page: Page, rating: string): Promise<{ id: string; card: string } | null> {
  return page.evaluate(async (key) => {
    const press = (pressed: string) =>
      document.dispatchEvent(new KeyboardEvent('keydown', { key: pressed, bubbles: true, cancelable: true }));
    const card = () => document.querySelector<HTMLElement>('.rv-card')?.dataset.card ?? null;
    const until = async (done: () => boolean) => {
      for (let i = 0; i < 400 && !done(); i++) await new Promise((resolve) => setTimeout(resolve, 5));
    };
    const before = card();
    press(' ');
    await until(() => document.querySelector('.rv-answer') !== null);
    press(key);
    await until(() => document.querySelector('.rv-answer') === null);
    if (!before || document.querySelector('.rv-answer')) return null;
    const db = await new Promise<IDBDatabase>((resolve, reject) => {
      const open = indexedDB.open('wonglep');
      open.onsuccess = () => resolve(open.result);
      open.onerror = () => reject(open.error);
    });
    const rows = await new Promise<{ id: string; cardId: string; reviewedAt: number }[]>(
      (resolve, reject) => {
        const all = db.transaction('reviews').objectStore('reviews').index('cardId').getAll(before);
        all.onsuccess = () => resolve(all.result);
        all.onerror = () => reject(all.error);
      },
    );
    db.close();
    const last = rows.sort((a, b) => a.reviewedAt - b.reviewedAt).at(-1);
    return last ? { id: last.id, card: last.cardId } : null;
  }, rating);
}

async function checkReviews(
  page: Page,
  promises: Promises,
): Promise<{ answers: number; problems: string[] }> {
  const rows = await tables<{ reviews: ReviewRow[]; cards: CardRow[]; keptNames: KeptNameRow[] }>(page, [
    'reviews',
    'cards',
    'keptNames',
  ]);
  const problems: string[] = [];
  const ids = new Set(rows.reviews.map((row) => row.id));
  const names = new Set(rows.keptNames.map((row) => row.id));
  const cards = new Set(rows.cards.map((row) => row.id));
  for (const id of promises.answers.keys()) if (!ids.has(id)) problems.push(`answer ${id} is lost`);
  for (const id of promises.names) if (!names.has(id)) problems.push(`kept name ${id} is lost`);
  const ofCard = Map.groupBy(rows.reviews, (row) => row.cardId);
  for (const id of ofCard.keys()) if (!cards.has(id)) problems.push(`answers of ${id}, which is no card`);
  for (const card of rows.cards) {
    const count = ofCard.get(card.id)?.filter((row) => !row.undone).length ?? 0;
    if (count !== card.reps) problems.push(`${card.id} counts ${card.reps}, its log holds ${count}`);
  }
  return { answers: rows.reviews.length, problems };
}
