import { browser } from 'wxt/browser';

/** The toolbar icon's number: the bodies named on the page; nothing on other pages. */
export async function showCount(tabId: number, names: number): Promise<void> {
  const text = names > 999 ? '999+' : names > 0 ? String(names) : '';
  try {
    await browser.action.setBadgeText({ tabId, text });
    if (!text) return;
    await browser.action.setBadgeBackgroundColor({ tabId, color: '#2b59c3' });
    await browser.action.setBadgeTextColor({ tabId, color: '#ffffff' });
  } catch {
    // The tab was closed meanwhile: there is nothing left to show it on.
  }
}
