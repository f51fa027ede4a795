// When a page's first frame was done, and when its highlights were: counted in the page's own world, frame by frame.
import type { Page } from 'puppeteer-core';

export interface PaintTimes {
  /** ms from the navigation to the end of the first frame after the document was parsed. */
  firstFrame: number;
  /** ms from the navigation to the end of the first frame with highlights; null where there were none. */
  highlights: number | null;
  /** Long tasks (over 50 ms) as the browser tells them, ms from the navigation and ms long, Chromium only. */
  longTasks: { start: number; ms: number }[];
  /** Sum of layout shift, Chromium only. */
  layoutShift: number;
}

/** Puts the counter into every document that `page` loads from now on. */
export async function countFrames(page: Page): Promise<void> {
  await page.evaluateOnNewDocument(() => {
    const times = {
      firstFrame: 0,
      highlights: null as number | null,
      longTasks: [] as { start: number; ms: number }[],
      layoutShift: 0,
    };
    Object.defineProperty(globalThis, '__paintTimes', { value: times });
    const types = PerformanceObserver.supportedEntryTypes;
    if (types.includes('longtask'))
      new PerformanceObserver((list) => {
        for (const entry of list.getEntries())
          times.longTasks.push({ start: entry.startTime, ms: entry.duration });
      }).observe({ type: 'longtask', buffered: true });
    if (types.includes('layout-shift'))
      new PerformanceObserver((list) => {
        for (const entry of list.getEntries())
          times.layoutShift += (entry as unknown as { value: number }).value;
      }).observe({ type: 'layout-shift', buffered: true });
    const channel = new MessageChannel();
    /** What the frame at hand is the first of; it may be the first of both. */
    let waiting: ('firstFrame' | 'highlights')[] = [];
    channel.port1.onmessage = () => {
      const now = performance.now();
      for (const first of waiting) times[first] = now;
      waiting = [];
    };
    // Names in the registry are seen only when their style is there too.
    const drawn = () => {
      for (const name of CSS.highlights.keys()) {
        const { textDecorationLine, backgroundColor } = getComputedStyle(
          document.documentElement,
          `::highlight(${name})`,
        );
        if (textDecorationLine === 'underline' || !/^(transparent|rgba\(0, 0, 0, 0\))$/.test(backgroundColor))
          return true;
      }
      return false;
    };
    // A message sent in an animation frame is read when the frame's style, layout and paint are done.
    const look = () => {
      if (!times.firstFrame && document.readyState !== 'loading') waiting.push('firstFrame');
      if (times.highlights === null && drawn()) waiting.push('highlights');
      if (waiting.length) channel.port2.postMessage(0);
      if (times.highlights === null && performance.now() < 20_000) requestAnimationFrame(look);
    };
    requestAnimationFrame(look);
  });
}

export async function paintTimes(page: Page): Promise<PaintTimes> {
  return page.evaluate(() => (globalThis as unknown as { __paintTimes: PaintTimes }).__paintTimes);
}
