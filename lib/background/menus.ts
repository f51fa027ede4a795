import { browser } from 'wxt/browser';
import { t } from '../i18n.ts';

const MENUS = [
  { id: 'annotate', title: 'menu_annotate', contexts: ['page', 'action'] },
  { id: 'save', title: 'menu_save', contexts: ['page', 'action'] },
  { id: 'library', title: 'menu_library', contexts: ['action'] },
] as const;
export type MenuId = (typeof MENUS)[number]['id'];

/** Menus outlive the background, so they are made once, at installation or update. */
export async function makeMenus(): Promise<void> {
  await browser.contextMenus.removeAll();
  for (const { id, title, contexts } of MENUS) {
    browser.contextMenus.create({
      id,
      title: t(title),
      contexts: [...contexts],
      documentUrlPatterns: ['http://*/*', 'https://*/*'],
    });
  }
}
