// The built extension in a real browser, Chromium or Firefox, behind one interface.
// Firefox refuses to navigate to moz-extension:// pages, but pages that the extension opens itself can be driven; the
// welcome page, which opens at installation, is therefore the bridge through which everything else is asked.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import puppeteer, { type Browser, type Page } from 'puppeteer-core';
import { unpackAnswer } from '../../lib/packed-answer.ts';
import { type BrowserName, findBrowser } from './find.ts';

export interface LaunchOptions {
  /** Folder of the built extension; without one a bare browser starts (for comparisons). */
  extension?: string;
  /** Default true. */
  headless?: boolean;
  /** A profile folder to use and keep; default: a new one, removed at the end. */
  profile?: string;
  /** UI language, e.g. `th`. Chromium only takes effect where its locale data is installed. */
  language?: string;
  dark?: boolean;
  /**
   * Chromium: loads the extension by a flag of the command line, which keeps its address and data from start to start; one
   * that its debugger loads is taken for removed when a browser starts on the profile without it, and its data deleted.
   */
  byCommandLine?: boolean;
  /** Names other than 127.0.0.1 and localhost (another site to tests) do not resolve: captured pages cannot call out. */
  offline?: boolean;
  viewport?: { width: number; height: number } | null;
  extraArguments?: string[];
  extraPreferences?: Record<string, unknown>;
}

export interface Session {
  name: BrowserName;
  browser: Browser;
  version: string;
  /** An extension page with the whole extension API; see the head of this file. */
  bridge: Page;
  /** e.g. `chrome-extension://…/` */
  extensionOrigin: string;
  /** Opens a page of the extension, e.g. `library.html#/articles`, and waits until it is loaded. */
  openExtensionPage(path: string): Promise<Page>;
  /** Sends a message from the bridge to the background. */
  send<T>(message: unknown): Promise<T>;
  /** Sends a message from the bridge to the content scripts of the tab that shows `url`. */
  sendToTab<T>(url: string, message: unknown): Promise<T>;
  /** Id of the tab that shows `url` (exact, fragment aside). */
  tabId(url: string): Promise<number>;
  close(): Promise<void>;
  /** SIGKILL, as a crash would. The profile stays when it was given. */
  kill(): Promise<void>;
}

interface ExtensionTab {
  id?: number;
  url?: string;
}
interface ExtensionApi {
  runtime: { id: string; getURL(path: string): string; sendMessage(message: unknown): Promise<unknown> };
  tabs: {
    create(options: { url: string; active?: boolean }): Promise<ExtensionTab>;
    query(filter: object): Promise<ExtensionTab[]>;
    sendMessage(tab: number, message: unknown): Promise<unknown>;
  };
}

export class LaunchError extends Error {
  override name = 'LaunchError';
}

const CHROME_ARGUMENTS = [
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--no-first-run',
  '--no-default-browser-check',
  '--disable-quic',
  '--disable-features=DialMediaRouteProvider,Translate',
  // Tabs in the background of a headless window must behave like those a reader looks at.
  '--disable-backgrounding-occluded-windows',
  '--disable-renderer-backgrounding',
];

export async function launchBare(
  name: BrowserName,
  options: LaunchOptions = {},
): Promise<{ browser: Browser; profile: string; ownProfile: boolean }> {
  const executablePath = findBrowser(name);
  const ownProfile = !options.profile;
  const profile = options.profile ?? mkdtempSync(join(tmpdir(), `wonglep-${name}-`));
  const headless = options.headless ?? true;
  const root = process.getuid?.() === 0;
  if (name === 'chrome') {
    const browser = await puppeteer.launch({
      browser: 'chrome',
      executablePath,
      headless,
      pipe: true,
      userDataDir: profile,
      enableExtensions: options.extension ? (options.byCommandLine ? true : [options.extension]) : false,
      defaultViewport: options.viewport ?? null,
      env: {
        ...process.env,
        ...(options.language
          ? { LANGUAGE: options.language, LANG: `${options.language.replace('-', '_')}.UTF-8` }
          : {}),
      },
      args: [
        ...CHROME_ARGUMENTS,
        ...(root ? ['--no-sandbox'] : []),
        ...(options.language ? [`--lang=${options.language}`] : []),
        ...(options.offline
          ? [
              '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost, EXCLUDE *.localhost',
            ]
          : []),
        ...(options.dark ? ['--force-dark-mode', '--blink-settings=preferredColorScheme=0'] : []),
        ...(options.extension && options.byCommandLine
          ? [
              `--load-extension=${options.extension}`,
              '--disable-features=DialMediaRouteProvider,Translate,DisableLoadExtensionCommandLineSwitch',
            ]
          : []),
        ...(options.extraArguments ?? []),
      ],
    });
    return { browser, profile, ownProfile };
  }
  const browser = await puppeteer.launch({
    browser: 'firefox',
    executablePath,
    headless,
    userDataDir: profile,
    defaultViewport: options.viewport ?? null,
    args: options.extraArguments ?? [],
    extraPrefsFirefox: {
      'browser.shell.checkDefaultBrowser': false,
      'datareporting.policy.dataSubmissionEnabled': false,
      'extensions.update.enabled': false,
      'app.update.enabled': false,
      'extensions.getAddons.cache.enabled': false,
      'network.captive-portal-service.enabled': false,
      'network.connectivity-service.enabled': false,
      // Off, the window stops painting when it is not in front, and nothing can be measured or photographed.
      'widget.windows.window_occlusion_tracking.enabled': false,
      // As Chromium's flags above: a timer in a tab behind another waits a second otherwise, ms.
      'dom.min_background_timeout_value_without_budget_throttling': 4,
      'dom.timeout.enable_budget_timer_throttling': false,
      ...(options.language ? { 'intl.locale.requested': options.language } : {}),
      'ui.systemUsesDarkTheme': options.dark ? 1 : 0,
      'layout.css.prefers-color-scheme.content-override': options.dark ? 0 : 1,
      ...(options.offline
        ? {
            'network.proxy.type': 1,
            'network.proxy.http': '127.0.0.1',
            'network.proxy.http_port': 59999,
            'network.proxy.ssl': '127.0.0.1',
            'network.proxy.ssl_port': 59999,
            'network.proxy.no_proxies_on': '127.0.0.1, localhost, .localhost',
            'network.proxy.allow_hijacking_localhost': false,
          }
        : {}),
      ...(options.extraPreferences ?? {}),
    },
  });
  if (options.extension) await browser.installExtension(options.extension);
  return { browser, profile, ownProfile };
}

const EXTENSION_PAGE = /^(chrome|moz)-extension:\/\//;

/** Where a page really is: Firefox reports about:blank for pages of the extension. */
async function addressOf(page: Page): Promise<string> {
  try {
    return await page.evaluate(() => location.href);
  } catch {
    // The page is loading or closing; the caller looks again.
    return '';
  }
}

async function findPage(
  browser: Browser,
  fits: (url: string) => boolean,
  timeoutMs: number,
  what: string,
): Promise<Page> {
  const end = Date.now() + timeoutMs;
  for (;;) {
    for (const page of await browser.pages()) if (fits(await addressOf(page))) return page;
    if (Date.now() > end) throw new LaunchError(`${what} did not appear within ${timeoutMs} ms`);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

async function openWelcome(browser: Browser): Promise<void> {
  const worker = await browser.waitForTarget(
    (target) => target.type() === 'service_worker' && EXTENSION_PAGE.test(target.url()),
    { timeout: 20_000 },
  );
  const page = await browser.newPage();
  await page.goto(new URL('/welcome.html', worker.url()).href);
}

/** Starts the browser with the built extension and waits for the page that the extension opens at installation. */
export async function launch(
  name: BrowserName,
  options: LaunchOptions & { extension: string },
): Promise<Session> {
  const { browser, profile, ownProfile } = await launchBare(name, options);
  const removeProfile = () => {
    // Firefox and Chromium may still write for a moment after they were told to stop.
    if (ownProfile) rmSync(profile, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 });
  };
  try {
    // The welcome page opens at installation only: at a later start on the same profile it is opened here.
    if (options.byCommandLine) await openWelcome(browser);
    const bridge = await findPage(
      browser,
      (url) => EXTENSION_PAGE.test(url),
      20_000,
      'the welcome page of the extension',
    );
    const extensionOrigin = await bridge.evaluate(() => `${location.origin}/`);
    const withApi = <T, A extends unknown[]>(
      run: (api: ExtensionApi, ...rest: A) => Promise<T>,
      ...rest: A
    ): Promise<T> =>
      bridge.evaluate(
        `(${run.toString()})(globalThis.browser ?? globalThis.chrome, ...${JSON.stringify(rest)})`,
      ) as Promise<T>;

    const session: Session = {
      name,
      browser,
      version: await browser.version(),
      bridge,
      extensionOrigin,
      async openExtensionPage(path) {
        // A mark in the query tells the new page from others of the same kind.
        const mark = `w${Math.random().toString(36).slice(2, 8)}`;
        const [file, hash] = path.split('#');
        const url = `${file}${file!.includes('?') ? '&' : '?'}${mark}${hash === undefined ? '' : `#${hash}`}`;
        await withApi(
          (api, u) => api.tabs.create({ url: api.runtime.getURL(u as string) }).then(() => null),
          `/${url}`,
        );
        const page = await findPage(browser, (u) => EXTENSION_PAGE.test(u) && u.includes(mark), 10_000, path);
        await page.waitForFunction(() => document.readyState === 'complete', { timeout: 10_000 });
        return page;
      },
      send: async (message) =>
        unpackAnswer(await withApi((api, m) => api.runtime.sendMessage(m), message)) as never,
      async tabId(url) {
        const id = await withApi(
          (api, u) =>
            api.tabs
              .query({})
              .then(
                (tabs) =>
                  tabs.find((tab) => (tab.url ?? '').split('#')[0] === (u as string).split('#')[0])?.id ??
                  null,
              ),
          url,
        );
        if (id === null) throw new LaunchError(`no tab shows ${url}`);
        return id;
      },
      async sendToTab(url, message) {
        const id = await session.tabId(url);
        return unpackAnswer(
          await withApi((api, tab, m) => api.tabs.sendMessage(tab as number, m), id, message),
        ) as never;
      },
      async close() {
        await browser.close();
        removeProfile();
      },
      async kill() {
        const child = browser.process();
        const gone = new Promise<void>((resolve) =>
          child && child.exitCode === null ? child.once('exit', () => resolve()) : resolve(),
        );
        child?.kill('SIGKILL');
        await gone;
        removeProfile();
      },
    };
    return session;
  } catch (error) {
    await browser.close();
    removeProfile();
    throw error;
  }
}
