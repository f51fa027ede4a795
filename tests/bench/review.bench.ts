// node tests/bench/review.bench.ts chrome|firefox
// A simulated year (3,000 cards, 60,000 reviews) in a real browser: opening of a session, and from an answer to the next card.
import type { CardRow, ReviewRow } from '../../lib/library/rows.ts';
import { launch } from '../../tools/browsers/launch.ts';
import { buildExtension } from '../../tools/build.ts';
import { promptOf, putRows, rowsOf } from '../e2e/review-desk.ts';
import { studiedYear } from '../unit/review/studied-year.ts';

const name = process.argv[2] === 'firefox' ? 'firefox' : 'chrome';
const OPENINGS = 20;
const ANSWERS = 100;
const session = await launch(name, { extension: buildExtension(name), offline: true });
const quantile = (values: number[], q: number) =>
  Math.round(
    [...values].sort((a, b) => a - b)[Math.min(values.length - 1, Math.floor(q * values.length))]! * 10,
  ) / 10;
try {
  const year = studiedYear(3000, 60_000, Date.now());
  const first = await session.openExtensionPage('review.html');
  await promptOf(first);
  await putRows(first, 'keptNames', year.names);
  await putRows(first, 'cards', year.cards);
  for (let i = 0; i < year.reviews.length; i += 10_000)
    await putRows(first, 'reviews', year.reviews.slice(i, i + 10_000));
  await first.close();
  const opened: number[] = [];
  for (let i = 0; i < OPENINGS; i++) {
    const page = await session.openExtensionPage('review.html');
    await promptOf(page);
    // The page marks the moment its first card is drawn (components/review/session-view.tsx).
    opened.push(await page.evaluate(() => performance.getEntriesByName('first-card')[0]!.startTime));
    await page.close();
  }
  const page = await session.openExtensionPage('review.html');
  await promptOf(page);
  const answered: number[] = [];
  for (let i = 0; i < ANSWERS; i++) {
    answered.push(
      await page.evaluate(async () => {
        const press = (key: string) =>
          document.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }));
        const change = (done: () => boolean) =>
          new Promise<void>((resolve) => {
            if (done()) return resolve();
            const watch = new MutationObserver(() => {
              if (!done()) return;
              watch.disconnect();
              resolve();
            });
            watch.observe(document.body, { childList: true, subtree: true, attributes: true });
          });
        press(' ');
        await change(() => document.querySelector('.rv-answer') !== null);
        const from = performance.now();
        press('3');
        await change(() => document.querySelector('.rv-answer') === null);
        return performance.now() - from;
      }),
    );
  }
  const reviews = await rowsOf<ReviewRow>(page, 'reviews');
  const cards = await rowsOf<CardRow>(page, 'cards');
  const counted = Map.groupBy(reviews, (row) => row.cardId);
  const intact = cards.every((card) => (counted.get(card.id)?.length ?? 0) === card.reps);
  console.log(
    JSON.stringify({
      browser: session.version,
      openMs: { median: quantile(opened, 0.5), p95: quantile(opened, 0.95), max: quantile(opened, 1) },
      answerMs: { median: quantile(answered, 0.5), p95: quantile(answered, 0.95) },
      reviews: reviews.length,
      logIntact: intact && reviews.length === 60_000 + ANSWERS,
    }),
  );
} finally {
  await session.close();
}
