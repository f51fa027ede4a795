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
  if (!settings.enabled || !URL.canParse(url)) return false;
  const rule = siteRule(settings, new URL(url).hostname);
  if (rule === 'never') return false;
  return detection.verdict === 'thai-news' || (rule === 'always' && detection.verdict === 'thai-other');
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

interface DetectorWorld {
  wonglepDetector?: { look(): { detection: Detection; sample?: string } };
}

/** Lets the detector look again, on demand: for the popup, which says why a page was or was not taken. */
export async function lookAt(tabId: number): Promise<Result<{ detection: Detection; sample?: string }>> {
  const there = await inject(tabId, '/detect.js');
  if (!there.ok) return there;
  try {
    const [frame] = await browser.scripting.executeScript({
      target: { tabId, frameIds: [0] },
      func: () => (globalThis as DetectorWorld).wonglepDetector?.look() ?? null,
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
