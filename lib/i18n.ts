import { browser } from 'wxt/browser';
import type messages from '../public/_locales/en/messages.json';

export type MessageKey = keyof typeof messages;
type PluralStem<K> = K extends `${infer S}_other` ? S : never;
export type PluralKey = PluralStem<MessageKey>;

/** WXT types `getMessage` by generated keys, and we type ours by the English texts themselves. */
const i18n = browser.i18n as unknown as { getMessage(key: string, substitutions: string[]): string };

export const LANGUAGES = ['en', 'th', 'zh-CN'] as const;
export type Language = (typeof LANGUAGES)[number];

/** The UI text of `key` in the browser's language; `$1`…`$9` in it are replaced by `substitutions`. */
export function t(key: MessageKey, ...substitutions: (string | number)[]): string {
  return i18n.getMessage(key, substitutions.map(String)) || key;
}

/** Like `t`, choosing `<key>_one` or `<key>_other` by the language's plural rule; `$1` is the number. */
export function plural(key: PluralKey, count: number, ...substitutions: (string | number)[]): string {
  const rule = new Intl.PluralRules(uiLanguage()).select(count);
  const form = `${key}_${rule === 'one' ? 'one' : 'other'}` as MessageKey;
  return t(form, new Intl.NumberFormat(uiLanguage()).format(count), ...substitutions);
}

/** BCP 47 tag of the language the UI texts are in. */
export function uiLanguage(): Language {
  const tag = t('ui_language_tag');
  return (LANGUAGES as readonly string[]).includes(tag) ? (tag as Language) : 'en';
}
