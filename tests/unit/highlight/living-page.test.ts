import { JSDOM } from 'jsdom';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { LivingPage } from '../../../lib/highlight/living-page.ts';
import type { PageText } from '../../../lib/page/types.ts';

/** A page that draws its article anew every `every` ms for `duration` ms; each reading of it takes `reading` ms. */
async function live({ every, duration, reading }: { every: number; duration: number; reading: number }) {
  const { window } = new JSDOM('<body><article><p>กรมชลประทานแจ้งเตือน</p></article></body>', {
    url: 'https://news.example/1',
  });
  vi.stubGlobal('MutationObserver', window.MutationObserver);
  const { document } = window;
  const article = document.querySelector('article')!;
  const page: PageText = { text: '', segments: [], roots: [article], truncated: false, headline: null };
  const stop = new window.AbortController();
  let drawnAt: number | null = null;
  const delays: number[] = [];
  const own = document.createElement('own-host');
  const watched = new LivingPage(document, page, {
    own,
    signal: stop.signal,
    changed: () => {
      if (drawnAt !== null) delays.push(performance.now() - drawnAt);
      drawnAt = null;
      return reading;
    },
  });
  expect(watched).toBeDefined();
  for (let at = 0; at < duration; at += every) {
    article.replaceChildren(document.createElement('p'));
    drawnAt ??= performance.now();
    await vi.advanceTimersByTimeAsync(every);
  }
  return { delays, document, own, stop };
}

describe('a page that is drawn anew again and again', () => {
  beforeEach(() => void vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance', 'Date'] }));
  afterEach(() => {
    vi.useRealTimers();
    vi.unstubAllGlobals();
  });

  it('is read after each drawing, soon, where reading is cheap enough', async () => {
    const { delays, stop } = await live({ every: 200, duration: 20_000, reading: 4 });
    stop.abort();
    expect(delays).toHaveLength(100);
    expect(Math.max(...delays)).toBeLessThan(60);
  });

  it('is read at once for a while even where reading costs more, from what a page at rest has saved', async () => {
    const { delays, stop } = await live({ every: 200, duration: 3_000, reading: 6 });
    stop.abort();
    expect(delays).toHaveLength(15);
    expect(Math.max(...delays)).toBeLessThan(60);
  });

  it('is read for a fortieth of the time at most, where it is not', async () => {
    const reading = 30;
    const { delays, stop } = await live({ every: 100, duration: 60_000, reading });
    stop.abort();
    expect(delays.length * reading).toBeLessThanOrEqual(60_000 * 0.025 + 2 * reading);
    expect(delays.length).toBeGreaterThan(40);
  });

  it('is not read because of our own host, nor after the end', async () => {
    const { delays, document, own, stop } = await live({ every: 200, duration: 400, reading: 1 });
    const before = delays.length;
    document.querySelector('article')!.append(own);
    await vi.advanceTimersByTimeAsync(1_000);
    expect(delays).toHaveLength(before);
    stop.abort();
    document.querySelector('article')!.replaceChildren();
    await vi.advanceTimersByTimeAsync(1_000);
    expect(delays).toHaveLength(before);
  });
});
