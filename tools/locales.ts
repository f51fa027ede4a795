// Adds one text in all languages, or checks that the three files hold the same keys and placeholders, sorted.
//   node tools/locales.ts add KEY "English" "ไทย" "中文"
//   node tools/locales.ts check
import { readFileSync, writeFileSync } from 'node:fs';

const LOCALES = ['en', 'th', 'zh_CN'] as const;
type Messages = Record<string, { message: string; description?: string }>;

const file = (locale: string) => new URL(`../public/_locales/${locale}/messages.json`, import.meta.url);
const read = (locale: string) => JSON.parse(readFileSync(file(locale), 'utf8')) as Messages;

function write(locale: string, messages: Messages): void {
  const sorted = Object.fromEntries(Object.entries(messages).sort(([a], [b]) => (a < b ? -1 : 1)));
  writeFileSync(file(locale), `${JSON.stringify(sorted, null, 2)}\n`);
}

const placeholders = (text: string) => [...new Set(text.match(/\$\d/g) ?? [])].sort().join(' ');

/** Differences between the three files, one sentence each; empty when they agree. */
export function localeProblems(): string[] {
  const problems: string[] = [];
  const english = read('en');
  for (const locale of LOCALES) {
    const messages = read(locale);
    const keys = Object.keys(messages);
    if (keys.join() !== [...keys].sort().join()) problems.push(`${locale}: keys are not sorted`);
    for (const key of Object.keys(english)) {
      const text = messages[key]?.message;
      if (!text?.trim()) problems.push(`${locale}: ${key} is missing`);
      else if (placeholders(text) !== placeholders(english[key]!.message)) {
        problems.push(`${locale}: ${key} has other placeholders than the English text`);
      }
    }
    for (const key of keys) if (!english[key]) problems.push(`${locale}: ${key} is not in the English file`);
  }
  return problems;
}

if (import.meta.main) {
  const [action, key, ...texts] = process.argv.slice(2);
  if (action === 'add' && key && texts.length === LOCALES.length) {
    LOCALES.forEach((locale, i) => {
      write(locale, { ...read(locale), [key]: { message: texts[i]! } });
    });
  } else if (action === 'check') {
    const problems = localeProblems();
    for (const problem of problems) console.error(problem);
    process.exitCode = problems.length ? 1 : 0;
  } else {
    console.error('usage: locales.ts add KEY ENGLISH THAI CHINESE | locales.ts check');
    process.exitCode = 2;
  }
}
