// node tests/torture/review-kill.ts chrome|firefox [TIMES] [SEED]
// Kills the browser process (SIGKILL) at random moments of reviewing and of keeping names, and looks afterwards whether every
// answer that the page had confirmed is there once, no card was counted twice, and the library opens.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { CardRow, KeptNameRow, ReviewRow } from '../../lib/library/rows.ts';
import { launch } from '../../tools/browsers/launch.ts';
import { buildExtension } from '../../tools/build.ts';
import { eventually } from '../e2e/harness.ts';
import { promptOf, putRows, rowsOf } from '../e2e/review-desk.ts';
import { sampleNames } from '../unit/review/sample-names.ts';

const [browserName = 'chrome', times = '50', seed = '1'] = process.argv.slice(2);
if (browserName !== 'chrome' && browserName !== 'firefox') {
  console.error('usage: review-kill.ts chrome|firefox [TIMES] [SEED]');
  process.exit(2);
}
let dice = Number(seed);
const random = () => {
  dice = (dice * 1_103_515_245 + 12_345) & 0x7fffffff;
  return dice / 0x7fffffff;
};

const extension = buildExtension(browserName);
const profile = mkdtempSync(join(tmpdir(), 'wonglep-kill-'));
/** What a page saw committed: by review id, the card and its count. */
const confirmed = new Map<string, string>();
const kept = new Set<string>();
const faults: string[] = [];
let killed = 0;

for (let round = 0; round < Number(times); round++) {
  const session = await launch(browserName, { extension, profile, offline: true });
  const page = await session.openExtensionPage('review.html');
  try {
    await promptOf(page);
    const names = sampleNames(600, Date.now() - 86_400_000);
    if (round === 0) {
      await putRows(page, 'keptNames', names.slice(0, 400));
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
      await page.reload();
      await eventually('a first card', async () => (await promptOf(page)) !== null);
    }
    checkRows(
      await rowsOf<ReviewRow>(page, 'reviews'),
      await rowsOf<CardRow>(page, 'cards'),
      await rowsOf<KeptNameRow>(page, 'keptNames'),
      round,
    );
    // A watcher in the page: an answer is confirmed when the page has gone on to another card. Names are kept meanwhile.
    const seen = (id: string, card: string) => confirmed.set(id, card);
    const deadline = Date.now() + 300 + random() * 1500;
    const fresh = names[400 + round];
    const keeping = fresh
      ? putRows(page, 'keptNames', [fresh]).then(
          () => kept.add(fresh.id),
          () => undefined,
        )
      : Promise.resolve();
    const reviewing = (async () => {
      while (Date.now() < deadline + 5000) {
        const result = await page.evaluate(
          async (rating) => {
            const press = (key: string) =>
              document.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }));
            const card = () => document.querySelector<HTMLElement>('.rv-card')?.dataset.card ?? null;
            const until = async (done: () => boolean) => {
              for (let i = 0; i < 400 && !done(); i++) await new Promise((resolve) => setTimeout(resolve, 5));
            };
            const before = card();
            press(' ');
            await until(() => document.querySelector('.rv-answer') !== null);
            press(rating);
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
          },
          String(1 + Math.floor(random() * 4)),
        );
        if (result) seen(result.id, result.card);
      }
    })().catch(() => undefined);
    await new Promise((resolve) => setTimeout(resolve, Math.max(0, deadline - Date.now())));
    await session.kill();
    killed++;
    await Promise.race([
      Promise.all([reviewing, keeping]),
      new Promise((resolve) => setTimeout(resolve, 2000)),
    ]);
  } catch (error) {
    faults.push(`round ${round}: ${String(error)}`);
    await session.kill();
  }
}

const last = await launch(browserName, { extension, profile, offline: true });
const page = await last.openExtensionPage('review.html');
await promptOf(page);
const reviews = await rowsOf<ReviewRow>(page, 'reviews');
checkRows(
  reviews,
  await rowsOf<CardRow>(page, 'cards'),
  await rowsOf<KeptNameRow>(page, 'keptNames'),
  Number(times),
);
await last.close();
rmSync(profile, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 });

console.log(
  JSON.stringify(
    {
      browser: browserName,
      killed,
      answersConfirmed: confirmed.size,
      answersStored: reviews.length,
      namesKept: kept.size,
      faults,
    },
    null,
    1,
  ),
);
process.exit(faults.length === 0 && killed === Number(times) ? 0 : 1);

function checkRows(reviewRows: ReviewRow[], cards: CardRow[], names: KeptNameRow[], round: number): void {
  const ids = new Set(reviewRows.map((row) => row.id));
  for (const id of confirmed.keys()) if (!ids.has(id)) faults.push(`round ${round}: answer ${id} is lost`);
  const nameIds = new Set(names.map((row) => row.id));
  for (const id of kept) if (!nameIds.has(id)) faults.push(`round ${round}: kept name ${id} is lost`);
  const ofCard = Map.groupBy(reviewRows, (row) => row.cardId);
  for (const card of cards) {
    const count = ofCard.get(card.id)?.filter((row) => !row.undone).length ?? 0;
    if (count !== card.reps)
      faults.push(`round ${round}: ${card.id} counts ${card.reps}, its log holds ${count}`);
  }
}
