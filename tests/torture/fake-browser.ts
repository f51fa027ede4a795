// The part of the extension API that the background uses, without a browser. It has to be put in place before anything
// that imports `wxt/browser`, which takes the global at its first import.

/** What was done to the browser or asked of it, as `area.method`. */
export interface FakeBrowser {
  calls: string[];
  /** Calls with arguments that a browser would not take, or that nobody may make it take. */
  misuse: string[];
  /** What the reader in a tab answers. */
  readerAnswer: () => unknown;
  /** What an injected script gives back. */
  scriptResult: () => unknown;
}

export const OWN_ID = 'wonglep';
export const OWN_ORIGIN = 'chrome-extension://wonglep/';

/** Calls that change something a user could see or find again. */
export const isEffect = (call: string): boolean => !/\.(get|query|getURL)$/.test(call);

export function fakeBrowser(): FakeBrowser {
  const fake: FakeBrowser = {
    calls: [],
    misuse: [],
    readerAnswer: () => undefined,
    scriptResult: () => undefined,
  };
  const area = (name: string) => {
    const kept = new Map<string, unknown>();
    return {
      async get(key: string) {
        fake.calls.push(`storage.${name}.get`);
        return kept.has(key) ? { [key]: structuredClone(kept.get(key)) } : {};
      },
      async set(values: Record<string, unknown>) {
        fake.calls.push(`storage.${name}.set`);
        for (const [key, value] of Object.entries(values)) kept.set(key, structuredClone(value));
      },
      async remove(key: string) {
        fake.calls.push(`storage.${name}.remove`);
        kept.delete(key);
      },
    };
  };
  const done = (call: string, value?: () => unknown) => async () => {
    fake.calls.push(call);
    return value?.();
  };
  /** As a browser does with arguments of another kind; the handlers are to have none such. */
  const check = (sound: boolean, what: string) => {
    if (sound) return;
    fake.misuse.push(what);
    throw new TypeError(`Error in invocation of ${what}`);
  };
  const isTab = (id: unknown) => Number.isSafeInteger(id) && (id as number) >= 0;
  const tab = {
    id: 7,
    windowId: 1,
    url: 'https://news.example.org/economy/export-october',
    status: 'complete',
  };
  const api = {
    runtime: {
      id: OWN_ID,
      getURL: (path: string) => OWN_ORIGIN + path.replace(/^\//, ''),
      getManifest: () => ({ content_scripts: [{ matches: ['*://*.th/*'] }] }),
    },
    storage: { local: area('local'), session: area('session') },
    tabs: {
      query: done('tabs.query', () => [tab]),
      async get(id: number) {
        fake.calls.push('tabs.get');
        check(isTab(id), 'tabs.get');
        if (id > 1_000) throw new Error(`No tab with id: ${id}`);
        return { ...tab, id };
      },
      async create({ url }: { url: unknown }) {
        fake.calls.push('tabs.create');
        check(typeof url === 'string' && url.startsWith(OWN_ORIGIN), `tabs.create of ${String(url)}`);
        return { ...tab, id: 8 };
      },
      update: done('tabs.update', () => tab),
      async sendMessage(id: unknown) {
        fake.calls.push('tabs.sendMessage');
        check(isTab(id), 'tabs.sendMessage');
        return fake.readerAnswer();
      },
    },
    windows: { update: done('windows.update') },
    scripting: {
      async executeScript({ target }: { target: { tabId: unknown } }) {
        fake.calls.push('scripting.executeScript');
        check(isTab(target.tabId), 'scripting.executeScript');
        return [{ result: fake.scriptResult() }];
      },
      async insertCSS({ css }: { css: unknown }) {
        fake.calls.push('scripting.insertCSS');
        // Rules of highlights and nothing else, whatever was asked for.
        const rules = String(css).replaceAll(
          /(?:@media[^{]*\{)?\s*::highlight\([a-z]+-\w+\)\s*\{[^{}]*\}\s*\}?/g,
          '',
        );
        check(rules.trim() === '', `scripting.insertCSS of ${rules.slice(0, 80)}`);
      },
    },
    action: {
      setBadgeText: done('action.setBadgeText'),
      setBadgeBackgroundColor: done('action.setBadgeBackgroundColor'),
      setBadgeTextColor: done('action.setBadgeTextColor'),
    },
    sidePanel: { open: done('sidePanel.open') },
  };
  Object.assign(globalThis, { chrome: api, browser: api });
  return fake;
}
