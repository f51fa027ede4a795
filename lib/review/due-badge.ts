import { browser } from 'wxt/browser';

/** The toolbar icon's number where a tab has none of its own: cards due; 0 takes it away. */
export async function showDueBadge(due: number): Promise<void> {
  await browser.action.setBadgeText({ text: due > 999 ? '999+' : due > 0 ? String(due) : '' });
  if (due > 0) await browser.action.setBadgeBackgroundColor({ color: '#566075' });
}
