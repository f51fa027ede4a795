import { useCallback, useEffect, useRef, useState } from 'react';
import { browser } from 'wxt/browser';
import { type PageState, send } from '../../lib/messages.ts';
import { fail, type Result } from '../../lib/result.ts';

/** While the page is still being read it is asked again after so long, ms; a settled page is not asked again. */
const ASK_AGAIN = 150;

export interface ActivePage {
  tabId: number | null;
  state: Result<PageState> | null;
  /** Asks again; until it settles. */
  refresh: () => void;
}

/** The tab the popup was opened over. `?tab=` names another one (a test cannot open the real popup over a tab). */
async function activeTab(): Promise<number | null> {
  const named = Number(new URLSearchParams(location.search).get('tab'));
  if (named) return named;
  const [tab] = await browser.tabs.query({ active: true, currentWindow: true });
  return tab?.id ?? null;
}

export function useActivePage(): ActivePage {
  const [tabId, setTabId] = useState<number | null>(null);
  const [state, setState] = useState<Result<PageState> | null>(null);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);

  const ask = useCallback(async () => {
    clearTimeout(timer.current);
    const id = await activeTab();
    setTabId(id);
    const answer =
      id === null ? fail('page-not-reachable', 'no tab') : await send({ type: 'tab-state', tabId: id });
    setState(answer);
    if (answer.ok && !answer.value.settled) timer.current = setTimeout(ask, ASK_AGAIN);
  }, []);

  useEffect(() => {
    void ask();
    return () => clearTimeout(timer.current);
  }, [ask]);

  return { tabId, state, refresh: () => void ask() };
}
