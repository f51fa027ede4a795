import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { localeProblems } from '../../../tools/locales.ts';
import { literalTexts } from './literal-texts.ts';

const root = fileURLToPath(new URL('../../..', import.meta.url));
const LOCALES = ['en', 'th', 'zh_CN'] as const;
type Messages = Record<string, { message: string }>;

const read = (locale: string): Messages =>
  JSON.parse(readFileSync(join(root, 'public/_locales', locale, 'messages.json'), 'utf8')) as Messages;

/** Code of pages and of what they are made of, with its path from the root. */
function sources(folder: string): { path: string; text: string }[] {
  return readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.tsx?$/.test(entry.name))
    .map((entry) => {
      const path = join(entry.parentPath, entry.name);
      return { path: path.slice(root.length), text: readFileSync(path, 'utf8') };
    });
}

describe('the texts of the three languages', () => {
  test('are complete, with the same placeholders, and sorted', () => {
    expect(localeProblems()).toEqual([]);
  });

  test('have both plural forms wherever they have one', () => {
    const keys = new Set(Object.keys(read('en')));
    const lonely = [...keys].filter(
      (key) => key.endsWith('_one') && !keys.has(key.replace(/_one$/, '_other')),
    );
    const asked = ['entrypoints', 'components', 'lib']
      .flatMap(sources)
      .flatMap(({ text }) => [...text.matchAll(/\bplural\('(\w+)'/g)].map(([, key]) => key!));
    lonely.push(...asked.filter((key) => !keys.has(`${key}_one`) || !keys.has(`${key}_other`)));
    expect(asked.length).toBeGreaterThan(5);
    expect(lonely).toEqual([]);
  });

  test('are in their own script: a Thai text has Thai letters, a Chinese one Chinese', () => {
    const english = read('en');
    // Names of things, formats, keys and signs are the same everywhere: no word in them begins with a small letter.
    const isName = (text: string) => !/(?<![\w.])(?!pandoc|space)[a-z]{3}/.test(text);
    const foreign = (locale: string, script: RegExp) =>
      Object.entries(read(locale))
        .filter(([key, { message }]) => !script.test(message) && !isName(english[key]!.message))
        .filter(([key, { message }]) => message === english[key]!.message && key !== 'ui_language_tag')
        .map(([key]) => key);
    expect(foreign('th', /[\u0e01-\u0e2e]/)).toEqual([]);
    expect(foreign('zh_CN', /\p{Script=Han}/u)).toEqual([]);
  });

  test('name every key that code asks for by its full name', () => {
    const keys = new Set(Object.keys(read('en')));
    const missing = ['entrypoints', 'components', 'lib']
      .flatMap(sources)
      .flatMap(({ path, text }) =>
        [...text.matchAll(/\bt\('(\w+)'/g)].map(([, key]) => ({ path, key: key! })),
      )
      .filter(({ key }) => !keys.has(key));
    expect(missing).toEqual([]);
  });

  test('declare no placeholder that Chrome would not fill', () => {
    for (const locale of LOCALES) {
      const bad = Object.entries(read(locale)).filter(([, { message }]) => /\$(?![1-9$])/.test(message));
      expect(bad.map(([key]) => `${locale}: ${key}`)).toEqual([]);
    }
  });
});

describe('code of the pages', () => {
  test('holds no text of the UI of its own', () => {
    const found = ['entrypoints', 'components']
      .flatMap(sources)
      .filter(({ path }) => path.endsWith('.tsx'))
      .flatMap(({ path, text }) => literalTexts(path, text));
    expect(found).toEqual([]);
  });

  test('is seen through: the scanner finds a text between tags, in an attribute and in a branch', () => {
    const code = `const A = () => (
      <p title="Save it" aria-label={'Close'}>Hello {name} <b>there</b>{ok ? 'yes indeed' : null}</p>
    );`;
    expect(literalTexts('a.tsx', code).sort()).toEqual([
      "a.tsx:2: 'yes indeed'",
      'a.tsx:2: Hello',
      "a.tsx:2: aria-label={'Close'}",
      'a.tsx:2: there',
      'a.tsx:2: title="Save it"',
    ]);
  });

  test('may show names, signs and sample text of another language', () => {
    const code = `const A = () => <p lang="th">วงเล็บ Wonglep {x > 1 && <i>×</i>} · {'{thai}'}</p>;`;
    expect(literalTexts('a.tsx', code)).toEqual([]);
  });
});
