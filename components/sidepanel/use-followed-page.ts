import { useCallback, useEffect, useRef, useState } from 'react';
import { browser } from 'wxt/browser';
import { type PageState, send } from '../../lib/messages.ts';
import { fail, type Result } from '../../lib/result.ts';

export interface FollowedPage {
  tabId: number | null;
  state: Result<PageState> | null;
  refresh: () => void;
}

/**
 * The page of the tab in front of this panel, asked for again when the tab changes, navigates or finishes loading, and when
 * its reader tells the background what it found (the panel hears that message too). Nothing is polled. `?tab=` in the
 * address ties the panel to one tab: a test cannot open the real panel.
 */
export function useFollowedPage(): FollowedPage {
  const [tabId, setTabId] = useState<number | null>(null);
  const [state, setState] = useState<Result<PageState> | null>(null);
  const turn = useRef(0);
  const followed = useRef<number | null>(null);

  const ask = useCallback(async (tab: number | null) => {
    const mine = ++turn.current;
    followed.current = tab;
    setTabId(tab);
    const answer =
      tab === null ? fail('page-not-reachable', 'no tab') : await send({ type: 'tab-state', tabId: tab });
    // A later question has been asked meanwhile: its answer counts.
    if (mine === turn.current) setState(answer);
  }, []);

  useEffect(() => {
    const tied = Number(new URLSearchParams(location.search).get('tab')) || null;
    const inFront = async () => {
      const [tab] = await browser.tabs.query({ active: true, currentWindow: true });
      await ask(tab?.id ?? null);
    };
    const activated = async ({ windowId }: { windowId: number }) => {
      if (tied !== null) return;
      const own = await browser.windows.getCurrent();
      if (own.id === windowId) await inFront();
    };
    const updated = (tab: number, change: { status?: string; url?: string }) => {
      if (tab === followed.current && (change.status || change.url)) void ask(tab);
    };
    const heard = (message: unknown, sender: { tab?: { id?: number } }) => {
      const tab = sender.tab?.id;
      const { type } = (message ?? {}) as { type?: unknown };
      if (tab !== undefined && tab === followed.current && type === 'page-names') void ask(tab);
      // Not answered here: the background does.
      return undefined;
    };
    const listen = (info: { tabId: number; windowId: number }) => void activated(info);
    browser.tabs.onActivated.addListener(listen);
    browser.tabs.onUpdated.addListener(updated);
    browser.runtime.onMessage.addListener(heard);
    void (tied === null ? inFront() : ask(tied));
    return () => {
      browser.tabs.onActivated.removeListener(listen);
      browser.tabs.onUpdated.removeListener(updated);
      browser.runtime.onMessage.removeListener(heard);
    };
  }, [ask]);

  return { tabId, state, refresh: () => void ask(followed.current) };
}
