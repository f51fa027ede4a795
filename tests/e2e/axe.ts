// axe-core on a page as it stands, in the page's own world.
import { readFileSync } from 'node:fs';
import type { Page } from 'puppeteer-core';

const source = readFileSync(new URL('../../node_modules/axe-core/axe.min.js', import.meta.url), 'utf8');

interface AxeNode {
  target: unknown;
  html: string;
  failureSummary?: string;
}
interface AxeRun {
  violations: { id: string; help: string; nodes: AxeNode[] }[];
  passes: unknown[];
}

/** WCAG 2.0 to 2.2, A and AA, and axe's best practices. Gives one line for each rule and element that fails. */
export async function violations(page: Page): Promise<string[]> {
  const there = await page.evaluate(() => 'axe' in globalThis);
  if (!there) await page.evaluate(source);
  const run = (await page.evaluate(async () => {
    const { axe } = globalThis as unknown as {
      axe: { run(context: Document, options: object): Promise<unknown> };
    };
    // What is still fading has not the colours it will be read in. A change of theme starts transitions only when styles are
    // computed, and a transition of an inherited colour starts others below it.
    for (let round = 0; round < 5; round++) {
      getComputedStyle(document.body).color;
      const running = document.getAnimations().filter(({ playState }) => playState === 'running');
      if (running.length === 0 && round > 0) break;
      for (const animation of running) {
        if (animation.effect?.getComputedTiming().endTime === Number.POSITIVE_INFINITY) animation.cancel();
        else animation.finish();
      }
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
    return axe.run(document, { resultTypes: ['violations', 'passes'] });
  })) as AxeRun;
  if (run.passes.length < 5) return [`axe saw next to nothing: ${run.passes.length} rules passed`];
  return run.violations.flatMap(({ id, help, nodes }) =>
    nodes.map(
      ({ target, html, failureSummary }) =>
        `${id}: ${help}; ${JSON.stringify(target)} ${html.slice(0, 160)} ${(failureSummary ?? '').replace(/\s+/g, ' ').slice(0, 240)}`,
    ),
  );
}
