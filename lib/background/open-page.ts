import { browser } from 'wxt/browser';
import { extensionUrl } from '../extension-url.ts';
import type { PageRequest } from '../messages.ts';
import { fail, ok, type Result } from '../result.ts';

type Openable = Extract<PageRequest, { type: 'open' }>['page'];

/** Opens a page of the extension; one that is open already comes to the front. */
export async function openPage(
  page: Openable,
  hash: string | undefined,
  tabId: number | null,
): Promise<Result<null>> {
  try {
    if (page === 'sidepanel') return await openPanel(tabId);
    const address = extensionUrl(`/${page}.html`);
    const target = hash ? `${address}#${hash.replace(/^#/, '')}` : address;
    // A match pattern cannot name the extension's own scheme in every browser.
    const open = (await browser.tabs.query({})).find((tab) => tab.url?.startsWith(address));
    if (open?.id !== undefined) {
      await browser.tabs.update(open.id, hash ? { active: true, url: target } : { active: true });
      if (open.windowId !== undefined) await browser.windows.update(open.windowId, { focused: true });
    } else await browser.tabs.create({ url: target });
    return ok(null);
  } catch (error) {
    return fail('unexpected', String(error));
  }
}

interface PanelApi {
  sidePanel?: { open(options: { tabId: number }): Promise<void> };
  sidebarAction?: { open(): Promise<void> };
}

/** Both browsers open it only as the answer to a user's own click. */
async function openPanel(tabId: number | null): Promise<Result<null>> {
  const { sidePanel, sidebarAction } = browser as unknown as PanelApi;
  if (sidePanel && tabId !== null) await sidePanel.open({ tabId });
  else if (sidebarAction) await sidebarAction.open();
  else return fail('not-found', 'this browser has no side panel');
  return ok(null);
}
