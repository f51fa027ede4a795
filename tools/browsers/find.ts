// Where the browsers are: CHROME_PATH / FIREFOX_PATH, PATH, the usual places; else installed from the system's packages
// where that is allowed (Debian, as root); else one clear sentence.
import { execFileSync, spawnSync } from 'node:child_process';
import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';

export const BROWSERS = ['chrome', 'firefox'] as const;
export type BrowserName = (typeof BROWSERS)[number];

export class BrowserMissingError extends Error {
  override name = 'BrowserMissingError';
}

const NAMES: Record<BrowserName, string[]> = {
  chrome: ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome', 'chrome'],
  firefox: ['firefox-esr', 'firefox'],
};

const USUAL_PLACES: Record<BrowserName, string[]> = {
  chrome: [
    '/Applications/Chromium.app/Contents/MacOS/Chromium',
    '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
    'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
    'C:\\Program Files (x86)\\Google\\Chrome\\Application\\chrome.exe',
  ],
  firefox: [
    '/Applications/Firefox.app/Contents/MacOS/firefox',
    'C:\\Program Files\\Mozilla Firefox\\firefox.exe',
  ],
};

const DEBIAN_PACKAGE: Record<BrowserName, string> = { chrome: 'chromium', firefox: 'firefox-esr' };

function runnable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    // Not there or not runnable: both mean "look on".
    return false;
  }
}

function lookUp(browser: BrowserName): string | null {
  const wanted = process.env[browser === 'chrome' ? 'CHROME_PATH' : 'FIREFOX_PATH'];
  if (wanted) {
    if (runnable(wanted)) return wanted;
    throw new BrowserMissingError(
      `${browser === 'chrome' ? 'CHROME_PATH' : 'FIREFOX_PATH'} names '${wanted}', which cannot be run`,
    );
  }
  for (const directory of (process.env.PATH ?? '').split(delimiter)) {
    for (const name of NAMES[browser]) {
      const path = join(directory, process.platform === 'win32' ? `${name}.exe` : name);
      if (directory && runnable(path)) return path;
    }
  }
  return USUAL_PLACES[browser].find(runnable) ?? null;
}

/** Path of the browser's program. Installs it on Debian as root. Throws BrowserMissingError with one clear sentence. */
export function findBrowser(browser: BrowserName): string {
  const found = lookUp(browser);
  if (found) return found;
  const debianRoot =
    process.platform === 'linux' &&
    process.getuid?.() === 0 &&
    spawnSync('apt-get', ['--version']).status === 0;
  if (debianRoot) {
    console.error(`wonglep: installing ${DEBIAN_PACKAGE[browser]} from the system's packages (once)…`);
    const options = {
      stdio: ['ignore', 2, 2] as ['ignore', number, number],
      env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
    };
    try {
      execFileSync('apt-get', ['update', '-qq'], options);
      execFileSync(
        'apt-get',
        [
          'install',
          '-y',
          '-qq',
          '--no-install-recommends',
          DEBIAN_PACKAGE[browser],
          'fonts-noto-core',
          'fonts-thai-tlwg',
        ],
        options,
      );
    } catch (error) {
      throw new BrowserMissingError(
        `no ${browser} found and installing ${DEBIAN_PACKAGE[browser]} failed: ${String(error)}`,
      );
    }
    const installed = lookUp(browser);
    if (installed) return installed;
  }
  throw new BrowserMissingError(
    `no ${browser} found: install it, or set ${browser === 'chrome' ? 'CHROME_PATH' : 'FIREFOX_PATH'} to its program`,
  );
}
