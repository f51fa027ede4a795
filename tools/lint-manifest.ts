// What the stores look at in a built extension: the manifest, its texts and pictures, that every line of code is in the
// package; and what addons-linter, which Firefox's store runs, says of the build for Firefox. Prints one sentence a fault.
//   node tools/lint-manifest.ts [chrome|firefox]
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { BROWSERS, type BrowserName } from './browsers/find.ts';
import { buildExtension } from './build.ts';
import { filesBelow } from './zip.ts';

interface Manifest {
  manifest_version: number;
  name: string;
  description: string;
  version: string;
  default_locale: string;
  icons: Record<string, string>;
  permissions: string[];
  optional_permissions?: string[];
  host_permissions: string[];
  minimum_chrome_version?: string;
  browser_specific_settings?: {
    gecko?: {
      id?: string;
      strict_min_version?: string;
      data_collection_permissions?: { required?: string[] };
    };
  };
  content_security_policy?: { extension_pages?: string };
  content_scripts?: { all_frames?: boolean; world?: string }[];
  web_accessible_resources?: unknown[];
  externally_connectable?: { ids?: string[]; matches?: string[] };
  update_url?: string;
}

/** README.md says why each is asked for. More than these is a decision, not a change. */
const PERMISSIONS: Record<BrowserName, string[]> = {
  chrome: [
    'activeTab',
    'contextMenus',
    'declarativeContent',
    'scripting',
    'sidePanel',
    'storage',
    'unlimitedStorage',
  ],
  firefox: ['activeTab', 'contextMenus', 'scripting', 'storage', 'unlimitedStorage'],
};
const HOSTS = ['http://*/*', 'https://*/*'];

/** What each directive of the extension's pages must say, at most. */
const POLICY: Record<string, string[]> = {
  'default-src': ["'none'"],
  'script-src': ["'self'", "'wasm-unsafe-eval'"],
  'style-src': ["'self'", "'sha256-jSYQUrW7J0b3jPqhZP9C2Xh1PyJKHKXd4s0fpGGKrww='"],
  'img-src': ["'self'"],
  'connect-src': ["'self'", 'blob:', 'http:', 'https:'],
  'base-uri': ["'none'"],
  'form-action': ["'none'"],
  'require-trusted-types-for': ["'script'"],
  'trusted-types': ['wonglep'],
};

/** Chrome Web Store: name at most 75, description at most 132 characters, in every language. */
const LONGEST = { name: 75, short_name: 12, description: 132 };

/** Code that is made of text, or fetched, when it runs. */
const REMOTE_CODE: [what: string, pattern: RegExp][] = [
  ['eval', /(?<![\w.$])eval\s*\(/],
  ['new Function', /(?<![\w.$])new\s+Function\s*\(|(?<![\w.$])Function\s*\(\s*["'`]/],
  ['a timer that takes a text', /set(?:Timeout|Interval)\s*\(\s*["'`]/],
  ['importScripts', /importScripts\s*\(/],
  ['a script from elsewhere', /<script[^>]+src\s*=\s*["']?(?:https?:)?\/\//i],
  ['an import from elsewhere', /import\s*\(\s*["'`]https?:|from\s*["']https?:/],
  ['a source map', /sourceMappingURL=(?!data:)/],
];

export function manifestFaults(folder: string, browser: BrowserName): string[] {
  const read = (path: string) => readFileSync(join(folder, path), 'utf8');
  const manifest = JSON.parse(read('manifest.json')) as Manifest;
  const faults: string[] = [];
  const must = (holds: boolean, fault: string) => {
    if (!holds) faults.push(fault);
  };

  must(manifest.manifest_version === 3, 'it is no Manifest V3');
  must(/^\d+\.\d+\.\d+$/.test(manifest.version), `version ${manifest.version} is not semantic`);
  const wanted = PERMISSIONS[browser].join();
  must(
    [...manifest.permissions].sort().join() === wanted,
    `permissions are ${manifest.permissions.join()}, not ${wanted}`,
  );
  must(manifest.host_permissions.join() === HOSTS.join(), `hosts are ${manifest.host_permissions.join()}`);
  must(!manifest.optional_permissions?.length, 'optional permissions that nobody explained');
  must(
    !manifest.web_accessible_resources?.length,
    'pages can load files of the extension, and so recognise it',
  );
  must(!manifest.update_url, 'it updates from elsewhere than its store');
  must(
    (manifest.content_scripts ?? []).every((script) => !script.all_frames && script.world !== 'MAIN'),
    'a content script runs in every frame or in the world of the page',
  );
  if (browser === 'chrome') {
    must(
      Number(manifest.minimum_chrome_version) >= 120,
      'the minimum version of Chrome is missing or too low',
    );
    const { ids = ['*'], matches = [] } = manifest.externally_connectable ?? {};
    must(ids.length === 0 && matches.length === 0, 'other extensions may send messages');
  } else {
    const gecko = manifest.browser_specific_settings?.gecko;
    must(Boolean(gecko?.id), 'Firefox: no id');
    must(
      Number.parseInt(gecko?.strict_min_version ?? '', 10) >= 140,
      'Firefox: no highlights before version 140',
    );
    must(
      gecko?.data_collection_permissions?.required?.join() === 'none',
      'Firefox: it does not say that it collects nothing',
    );
  }
  faults.push(...policyFaults(manifest.content_security_policy?.extension_pages ?? ''));
  faults.push(...pictureFaults(folder, manifest), ...textFaults(folder, manifest));
  for (const path of filesBelow(folder)) {
    if (!/\.(js|mjs|html|css)$/.test(path)) continue;
    const text = read(path);
    for (const [what, pattern] of REMOTE_CODE) if (pattern.test(text)) faults.push(`${path} holds ${what}`);
    if (path.endsWith('.html') && /<script(?![^>]*\ssrc=)[^>]*>|\son\w+\s*=/i.test(text))
      faults.push(`${path} holds an inline script`);
  }
  must(existsSync(join(folder, 'licences.txt')), 'the licences of what is in it are missing');
  return faults;
}

export function policyFaults(policy: string): string[] {
  const faults: string[] = [];
  const directives = new Map(
    policy.split(';').map((part) => {
      const [name = '', ...values] = part.trim().split(/\s+/);
      return [name, values];
    }),
  );
  for (const [name, allowed] of Object.entries(POLICY)) {
    const values = directives.get(name);
    if (!values) faults.push(`the policy says nothing of ${name}`);
    for (const value of values ?? [])
      if (!allowed.includes(value)) faults.push(`the policy's ${name} allows ${value}`);
  }
  for (const name of directives.keys())
    if (!(name in POLICY)) faults.push(`the policy's ${name} was not looked at`);
  return faults;
}

/** PNG: width and height stand big-endian at bytes 16 and 20. */
function pictureFaults(folder: string, { icons }: Manifest): string[] {
  const faults: string[] = [];
  for (const size of [16, 48, 128]) if (!icons[size]) faults.push(`no icon of ${size} px`);
  for (const [size, path] of Object.entries(icons)) {
    if (!existsSync(join(folder, path))) {
      faults.push(`${path} is missing`);
      continue;
    }
    const png = readFileSync(join(folder, path));
    if (png.readUInt32BE(16) !== Number(size) || png.readUInt32BE(20) !== Number(size))
      faults.push(`${path} is not ${size} px wide and high`);
  }
  return faults;
}

function textFaults(folder: string, manifest: Manifest): string[] {
  const faults: string[] = [];
  const locales = filesBelow(join(folder, '_locales')).map((path) => path.split('/')[0]!);
  for (const locale of ['en', 'th', 'zh_CN'])
    if (!locales.includes(locale)) faults.push(`no texts in ${locale}`);
  if (!locales.includes(manifest.default_locale)) faults.push('the default language has no texts');
  const keys = [...JSON.stringify(manifest).matchAll(/__MSG_(\w+)__/g)].map((match) => match[1]!);
  for (const locale of new Set(locales)) {
    const texts = JSON.parse(
      readFileSync(join(folder, '_locales', locale, 'messages.json'), 'utf8'),
    ) as Record<string, { message: string }>;
    for (const key of new Set(keys)) if (!texts[key]?.message) faults.push(`${locale}: no text for ${key}`);
    for (const [field, most] of Object.entries(LONGEST)) {
      const length = [...(texts[`extension_${field}`]?.message ?? '')].length;
      if (length > most) faults.push(`${locale}: the ${field} has ${length} characters, ${most} are allowed`);
    }
  }
  return faults;
}

const ADDONS_LINTER = fileURLToPath(
  new URL('../node_modules/addons-linter/bin/addons-linter', import.meta.url),
);

interface LinterMessage {
  code: string;
  message: string;
  file?: string;
  line?: number;
}

/** Errors and warnings of addons-linter. */
export function storeLinterFaults(folder: string): string[] {
  const { stdout, stderr } = spawnSync(process.execPath, [ADDONS_LINTER, '--output', 'json', folder], {
    encoding: 'utf8',
    maxBuffer: 100_000_000,
  });
  if (!stdout.trim()) return [`addons-linter said nothing: ${stderr.slice(0, 300)}`];
  const { errors, warnings } = JSON.parse(stdout) as Record<'errors' | 'warnings', LinterMessage[]>;
  return [...errors, ...warnings].map(
    ({ code, message, file, line }) => `${file ?? 'manifest'}:${line ?? 1} ${code}: ${message}`,
  );
}

if (import.meta.main) {
  const wanted = process.argv.slice(2);
  const bad = wanted.find((name) => !(BROWSERS as readonly string[]).includes(name));
  if (bad) {
    console.error(`lint-manifest: unknown browser '${bad}'; say chrome or firefox`);
    process.exit(2);
  }
  let found = 0;
  for (const browser of BROWSERS) {
    if (wanted.length > 0 && !wanted.includes(browser)) continue;
    const folder = buildExtension(browser);
    const faults = manifestFaults(folder, browser);
    if (browser === 'firefox') faults.push(...storeLinterFaults(folder));
    for (const fault of faults) console.error(`${browser}: ${fault}`);
    console.log(`${browser}: ${faults.length} faults`);
    found += faults.length;
  }
  process.exit(found > 0 ? 1 : 0);
}
