import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { defineConfig } from 'wxt';
import { THAI_SITES } from './lib/page/thai-signs.ts';
import { bareScript } from './tools/bare-script.ts';
import { fewChunks } from './tools/few-chunks.ts';
import { licencesText, noteLicences } from './tools/licences.ts';
import { withoutHtmlSinks } from './tools/without-html-sinks.ts';

const ICONS = Object.fromEntries([16, 32, 48, 96, 128].map((size) => [size, `icons/wonglep-${size}.png`]));

/** Chrome takes four suggested keys at most; the others are set by the user, or pressed in the page (lib/highlight/page-keys.ts). */
function commands(browser: string) {
  const all = {
    'next-name': 'Alt+Period',
    'previous-name': 'Alt+Comma',
    'toggle-card': 'Alt+Shift+W',
    'save-article': 'Alt+Shift+S',
    'pin-card': 'Alt+Shift+P',
    'keep-name': 'Alt+Shift+K',
    'toggle-highlighting': 'Alt+Shift+H',
  };
  return Object.fromEntries(
    Object.entries(all).map(([name, key], i) => [
      name,
      {
        description: `__MSG_command_${name.replaceAll('-', '_')}__`,
        ...(i < 4 || browser === 'firefox' ? { suggested_key: { default: key } } : {}),
      },
    ]),
  );
}

/** What the extension's own pages may do: docs/security.md explains each line. */
const EXTENSION_PAGES = [
  "default-src 'none'",
  // WebAssembly is SQLite, which reads and writes Anki packages (sql.js); it is a file of the extension.
  "script-src 'self' 'wasm-unsafe-eval'",
  // The hash is the one style element that Observable Plot puts into a chart.
  "style-src 'self' 'sha256-jSYQUrW7J0b3jPqhZP9C2Xh1PyJKHKXd4s0fpGGKrww='",
  "img-src 'self'",
  // Pages from a list of addresses, and AnkiConnect on this machine: both only when their button is pressed. `blob:` is
  // what the page itself has made.
  "connect-src 'self' blob: http: https:",
  "base-uri 'none'",
  "form-action 'none'",
  "require-trusted-types-for 'script'",
  'trusted-types wonglep',
];

// One MV3 manifest for both browsers: docs/decisions/0004-mv3-in-both-browsers.md.
export default defineConfig({
  modules: ['@wxt-dev/module-react'],
  manifestVersion: 3,
  // Every import is written out, so that a file reads the same in Node, in a test and in the bundle.
  imports: false,
  vite: () => ({
    plugins: [
      bareScript('entrypoints/by-rule.ts'),
      bareScript('entrypoints/detect.ts'),
      bareScript('entrypoints/first-look.ts'),
      fewChunks(),
      withoutHtmlSinks(),
      noteLicences(),
    ],
  }),
  hooks: {
    'build:done': ({ config }) => writeFileSync(join(config.outDir, 'licences.txt'), licencesText()),
  },
  manifest: ({ browser }) => ({
    name: '__MSG_extension_name__',
    description: '__MSG_extension_description__',
    default_locale: 'en',
    icons: ICONS,
    action: { default_title: '__MSG_extension_short_name__', default_icon: ICONS },
    commands: commands(browser),
    permissions: [
      'storage',
      'unlimitedStorage',
      'scripting',
      'activeTab',
      'contextMenus',
      ...(browser === 'firefox' ? [] : ['declarativeContent', 'sidePanel']),
    ],
    host_permissions: ['http://*/*', 'https://*/*'],
    // Chrome lets every other extension send messages unless it is told whom to let; Firefox is not asked for it and no
    // listener is there in either.
    externally_connectable: browser === 'firefox' ? undefined : { ids: [] },
    minimum_chrome_version: browser === 'firefox' ? undefined : '120',
    browser_specific_settings:
      browser === 'firefox'
        ? {
            gecko: {
              id: 'wonglep@wonglep.example',
              // From here on Firefox knows `data_collection_permissions` on all its platforms.
              strict_min_version: '142.0',
              data_collection_permissions: { required: ['none'] },
            },
          }
        : undefined,
    // By hand, as WXT's wrapper for content scripts is larger than the detector itself.
    content_scripts: [
      {
        // Elsewhere Chromium puts it in where it finds a sign of Thai: lib/background/thai-rule.ts.
        matches: browser === 'firefox' ? ['http://*/*', 'https://*/*'] : [...THAI_SITES],
        js: ['detect.js'],
        run_at: 'document_start',
      },
    ],
    content_security_policy: { extension_pages: EXTENSION_PAGES.join('; ') },
  }),
});
