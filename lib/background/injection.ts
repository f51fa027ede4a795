import { browser } from 'wxt/browser';
import { PageRequestSchema, parseMessage } from '../messages.ts';
import type { Detection } from '../page/types.ts';
import { fail, ok, type Result } from '../result.ts';
import { type Settings, siteRule } from '../settings.ts';

/** Whether a page gets its reader without being asked for. */
export function isWanted(
  detection: Detection,
  url: string,
  settings: Pick<Settings, 'enabled' | 'sites'>,
): boolean {
  const rule = ruleAt(url, settings);
  return (
    rule !== 'never' &&
    (detection.verdict === 'thai-news' || (rule === 'always' && detection.verdict === 'thai-other'))
  );
}

/** Whether a page may be looked at without being asked for: not where the reader has switched it off. */
export function isWatched(url: string, settings: Pick<Settings, 'enabled' | 'sites'>): boolean {
  return ruleAt(url, settings) !== 'never';
}

function ruleAt(url: string, settings: Pick<Settings, 'enabled' | 'sites'>): ReturnType<typeof siteRule> {
  return settings.enabled && URL.canParse(url) ? siteRule(settings, new URL(url).hostname) : 'never';
}

/** Puts a script of the extension into a tab's main frame. `page-not-reachable` where the browser forbids it. */
export async function inject(tabId: number, file: string): Promise<Result<unknown>> {
  try {
    const [frame] = await browser.scripting.executeScript({
      target: { tabId, frameIds: [0] },
      files: [file as '/reader.js'],
      injectImmediately: true,
    });
    return ok(frame?.result);
  } catch (error) {
    return fail('page-not-reachable', String(error));
  }
}

interface LookedWorld {
  wonglepLook?: { report(): { detection: Detection; sample: string } };
}

/** Looks again, on demand: for the popup, which says why a page was or was not taken. */
export async function lookAt(tabId: number): Promise<Result<{ detection: Detection; sample?: string }>> {
  for (const file of ['/detect.js', '/first-look.js']) {
    const there = await inject(tabId, file);
    if (!there.ok) return there;
  }
  try {
    const [frame] = await browser.scripting.executeScript({
      target: { tabId, frameIds: [0] },
      func: () => (globalThis as LookedWorld).wonglepLook?.report() ?? null,
    });
    if (!frame?.result) return fail('page-not-reachable', 'the detector did not answer');
    // The same as the detector would have sent, and no more believed.
    const parsed = parseMessage(PageRequestSchema, { ...frame.result, type: 'detected' });
    if (!parsed.ok || parsed.value.type !== 'detected')
      return fail('page-not-reachable', 'the detector is not ours');
    const { detection, sample } = parsed.value;
    return ok(sample ? { detection, sample } : { detection });
  } catch (error) {
    return fail('page-not-reachable', String(error));
  }
}
