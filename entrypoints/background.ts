import { browser } from 'wxt/browser';
import { defineBackground } from 'wxt/utils/define-background';
import { Annotator } from '../lib/background/annotator.ts';
import { answer } from '../lib/background/answer.ts';
import { copyAfterSave } from '../lib/background/copy-after-save.ts';
import { lookEarlyNowhere } from '../lib/background/early-look.ts';
import { everyReader, extensionHandlers } from '../lib/background/extension-handlers.ts';
import { type MenuId, makeMenus } from '../lib/background/menus.ts';
import { openPage } from '../lib/background/open-page.ts';
import { pageHandlers } from '../lib/background/page-handlers.ts';
import { forgetStyle } from '../lib/background/page-style.ts';
import { forgetSettings, settingsNow } from '../lib/background/settings-held.ts';
import { forgetTab } from '../lib/background/tab-memory.ts';
import { meetThaiPages, watchChosen } from '../lib/background/thai-rule.ts';
import { extensionUrl } from '../lib/extension-url.ts';
import { browserLibrary, openAfterError } from '../lib/library/browser-library.ts';
import {
  COMMANDS,
  type Command,
  type ExtensionRequest,
  type PageRequest,
  sendToReader,
} from '../lib/messages.ts';
import { packAnswer } from '../lib/packed-answer.ts';
import type { LanguageDecision } from '../lib/page/language.ts';
import { showDueBadge } from '../lib/review/due-badge.ts';
import { dueCount } from '../lib/review/due-count.ts';
import { SETTINGS_KEY } from '../lib/settings.ts';

// Both browsers stop the background at any time and start it again for an event: every listener is set in the first turn.
export default defineBackground(() => {
  // A save is told only when it is on the disk, not when it is on its way there: a power cut would undo it.
  const db = browserLibrary({ chromeTransactionDurability: 'strict', careful: true });
  const annotator = new Annotator(readFile, db);
  const parts = { db, annotator, languageOf };
  const handlers = { ...pageHandlers(parts), ...extensionHandlers(parts) };

  // Both last from session to session; what got lost is made anew, after what the background was started for.
  setTimeout(() => {
    void meetThaiPages();
    void settingsNow().then(watchChosen);
  }, AFTER_START_MS);

  // The number of due cards, for pages that have no number of their own.
  void settingsNow().then(async ({ review }) => {
    if (!review.showDueBadge) return;
    const due = await dueCount(db, Date.now(), review);
    if (due.ok) await showDueBadge(due.value);
  });

  browser.runtime.onMessage.addListener((message: unknown, sender, respond) => {
    void answer(handlers, message, sender).then((result) => {
      // A full disk closes the library under us; when there is room again, saving must work again.
      if (!result.ok && result.error.name.startsWith('storage-')) openAfterError(db);
      respond(packAnswer(typeOf(message), result, extensionUrl('/')));
      if (result.ok && SAVES.includes(typeOf(message))) void copyAfterSave(db, Date.now());
    });
    return true;
  });

  browser.runtime.onInstalled.addListener(({ reason }) => {
    void makeMenus();
    void meetThaiPages(true);
    if (reason === 'install') void openPage('welcome', undefined, null);
  });

  browser.contextMenus.onClicked.addListener(({ menuItemId }, tab) => {
    const id = menuItemId as MenuId;
    if (id === 'library') void openPage('library', undefined, null);
    else if (tab?.id !== undefined) void fromMenu(id, tab.id);
  });

  browser.commands.onCommand.addListener((name, tab) => {
    void onCommand(name, tab?.id);
  });

  browser.tabs.onRemoved.addListener((tabId) => {
    void forgetTab(tabId);
    forgetStyle(tabId);
  });

  browser.storage.onChanged.addListener((changes, area) => {
    if (area !== 'local' || !(SETTINGS_KEY in changes)) return;
    forgetSettings();
    void lookEarlyNowhere();
    void settingsNow().then(watchChosen);
    void everyReader({ type: 'settings-changed' });
  });

  async function fromMenu(id: Exclude<MenuId, 'library'>, tabId: number): Promise<void> {
    const annotated = await handlers['annotate-tab']({ type: 'annotate-tab', tabId }, null);
    if (id === 'save' && annotated.ok)
      await sendToReader(tabId, { type: 'command', command: 'save-article' });
  }

  async function onCommand(name: string, tabId: number | undefined): Promise<void> {
    if (!isCommand(name)) return;
    const id = tabId ?? (await browser.tabs.query({ active: true, lastFocusedWindow: true }))[0]?.id;
    if (id !== undefined) await sendToReader(id, { type: 'command', command: name });
  }
});

/** A background that was started for a page answers it first, ms. */
const AFTER_START_MS = 1_000;

const SAVES: readonly unknown[] = ['save-article', 'save-tab'] satisfies (
  | PageRequest
  | ExtensionRequest
)['type'][];

const typeOf = (message: unknown): unknown => (message as { type?: unknown } | null)?.type;

const isCommand = (name: string): name is Command => (COMMANDS as readonly string[]).includes(name);

async function readFile(path: string): Promise<Uint8Array> {
  const response = await fetch(extensionUrl(path));
  if (!response.ok) throw new Error(`${path}: ${response.status}`);
  return new Uint8Array(await response.arrayBuffer());
}

async function languageOf(sample: string): Promise<LanguageDecision> {
  const { decideLanguage } = await import('../lib/page/language.ts');
  return decideLanguage(sample);
}
