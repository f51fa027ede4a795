import { browser } from 'wxt/browser';
import type { ExtensionRequest, Handlers, PageState } from '../messages.ts';
import { sendToReader } from '../messages.ts';
import type { Detection } from '../page/types.ts';
import { fail, ok, type Result } from '../result.ts';
import { inject, isWanted, lookAt } from './injection.ts';
import type { BackgroundParts } from './page-handlers.ts';
import { beginReading, judgeMixed, pageHandlers } from './page-handlers.ts';
import { settingsNow } from './settings-held.ts';
import { changeTab, readTab, type TabPage } from './tab-memory.ts';

/** Answers to what pages of the extension ask about tabs. */
export function extensionHandlers(parts: BackgroundParts): Handlers<ExtensionRequest, unknown> {
  return {
    'tab-state': ({ tabId }) => tabState(tabId, parts),

    async 'save-tab'({ tabId }) {
      const capture = await sendToReader(tabId, { type: 'capture' });
      if (!capture.ok) return capture;
      // The address is the browser's word, not the page's.
      const url = await addressOf(tabId);
      if (!url.ok) return url;
      const asker = { tabId, frameId: 0, url: url.value || capture.value.url, isPrivate: true };
      return pageHandlers(parts)['save-article']({ type: 'save-article', capture: capture.value }, asker);
    },

    async 'annotate-tab'({ tabId }) {
      parts.annotator.warm();
      const there = await sendToReader(tabId, { type: 'start-annotating' });
      if (there.ok) return there;
      const looked = await lookAt(tabId);
      if (!looked.ok) return looked;
      const url = await addressOf(tabId);
      if (!url.ok) return url;
      await changeTab(tabId, () => ({
        url: url.value,
        detection: looked.value.detection,
        injected: true,
        names: 0,
      }));
      const injected = await inject(tabId, '/reader.js');
      return injected.ok ? ok(null) : injected;
    },

    async 'glossary-changed'() {
      parts.annotator.forgetUserGlossary();
      await everyReader({ type: 'annotate-again' });
      return ok(null);
    },
  };
}

/** Where a tab is, as the browser says. Errors: `not-found` when it was closed. */
async function addressOf(tabId: number): Promise<Result<string>> {
  try {
    return ok((await browser.tabs.get(tabId)).url ?? '');
  } catch (error) {
    return fail('not-found', String(error));
  }
}

/** Tells the reader of every tab that has one. */
export async function everyReader(request: Parameters<typeof sendToReader>[1]): Promise<void> {
  const tabs = await browser.tabs.query({});
  await Promise.all(
    tabs.map(async ({ id }) => {
      if (id !== undefined && (await readTab(id))?.injected) await sendToReader(id, request);
    }),
  );
}

async function tabState(tabId: number, parts: BackgroundParts): Promise<Result<PageState>> {
  const reader = await sendToReader(tabId, { type: 'page-state' });
  const known = await readTab(tabId);
  if (reader.ok) {
    // What the background knows of the language (franc) is more than the page's own look at it.
    const detection = known?.detection ?? reader.value.detection;
    return ok({ ...reader.value, detection });
  }
  let tab: { url?: string; status?: string };
  try {
    tab = await browser.tabs.get(tabId);
  } catch (error) {
    return fail('not-found', String(error));
  }
  const url = tab.url ?? '';
  if (tab.status !== 'complete') return ok(stateOf(url, known?.detection ?? NOTHING_SEEN, false));
  const sameAddress = known?.url.split('#')[0] === url.split('#')[0];
  if (known?.detection && sameAddress) return ok(stateOf(url, known.detection, await isFinal(known, url)));
  // The detector leaves pages without Thai in silence; whoever asks gets its view now.
  const looked = await lookAt(tabId);
  if (!looked.ok) return looked;
  const { detection, sample } = looked.value;
  const judged = sample ? { ...detection, ...(await judgeMixed(sample, parts.languageOf)) } : detection;
  // The detector's own message may have been lost with a background that was just going.
  const begun = await beginReading(tabId, url, judged, parts.annotator);
  return begun.ok ? ok(stateOf(url, judged, !begun.value && !judged.pending)) : begun;
}

/** Whether the reader is not on its way: not wanted here, or tried in vain. */
async function isFinal(page: TabPage, url: string): Promise<boolean> {
  const settings = await settingsNow();
  if (page.detection?.pending) return false;
  return page.detection === null || !isWanted(page.detection, url, settings);
}

const NOTHING_SEEN: Detection = {
  verdict: 'other-language',
  language: 'und',
  thaiShare: 0,
  score: 0,
  evidence: [],
  detectMs: 0,
};

/** The state of a page that has no reader. */
function stateOf(url: string, detection: Detection, settled: boolean): PageState {
  return {
    url,
    detection,
    mode: 'looked-at',
    settled,
    meta: null,
    text: '',
    annotation: { mentions: [], entities: [], glosses: [] },
    kept: [],
    annotateMs: 0,
    readMs: 0,
    paintMs: 0,
    errors: [],
    problem: null,
    card: null,
  };
}
