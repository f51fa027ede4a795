// The licences of what is in the build, read from the packages that really went into it: `licences.txt` in each browser's
// build. A package without a licence text, or with one that was not looked at, stops the build.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Plugin } from 'vite';

/** Licences that allow what a store does: copying, in a work under MIT. */
const ALLOWED = [
  'MIT',
  'ISC',
  'BSD-2-Clause',
  'BSD-3-Clause',
  'Apache-2.0',
  '(MPL-2.0 OR Apache-2.0)',
  '0BSD',
];

interface Package {
  name: string;
  version: string;
  licence: string;
  text: string;
}

const packages = new Map<string, Package>();

function packageOf(file: string): Package | null {
  for (let folder = dirname(file); folder !== dirname(folder); folder = dirname(folder)) {
    const description = join(folder, 'package.json');
    if (!existsSync(description)) continue;
    const { name, version, license } = JSON.parse(readFileSync(description, 'utf8')) as Record<
      string,
      string
    >;
    // Some packages hold folders with a package.json that only says which kind of module they are.
    if (!name || !version) continue;
    const known = packages.get(name);
    if (known) return known;
    if (!license || !ALLOWED.includes(license))
      throw new Error(`${name}: licence '${license}' was not looked at`);
    const texts = readdirSync(folder)
      .filter((entry) => /^(licen[cs]e|copying)/i.test(entry))
      .sort();
    const text = texts[0] ? readFileSync(join(folder, texts[0]), 'utf8').trim() : '';
    return { name, version, licence: license, text };
  }
  return null;
}

/** Notes the packages of the modules that end up in a bundle. */
export function noteLicences(): Plugin {
  return {
    name: 'wonglep:licences',
    apply: 'build',
    generateBundle(_options, bundle) {
      for (const file of Object.values(bundle)) {
        const modules = file.type === 'chunk' ? Object.keys(file.modules) : file.originalFileNames;
        for (const module of modules) {
          const path = module.replace(/^\0/, '').split('?')[0]!;
          if (!path.includes('/node_modules/')) continue;
          const found = packageOf(path);
          if (found) packages.set(found.name, found);
        }
      }
    },
  };
}

/** The text of `licences.txt`: packages by name, each with its licence. */
export function licencesText(): string {
  const all = [...packages.values()].sort((a, b) => (a.name < b.name ? -1 : 1));
  return [
    'Wonglep is published under the MIT licence. It contains the packages below, each under its own licence.',
    'The name model: see models/ATTRIBUTION.txt.',
    ...all.map(
      ({ name, version, licence, text }) =>
        `${'='.repeat(80)}\n${name} ${version} (${licence})\n\n${text || `Licence: ${licence}, as its package.json says.`}`,
    ),
    '',
  ].join('\n\n');
}
