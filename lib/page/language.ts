/**
 * Which language mixed text is written in. Brings franc's 249 KB of trigrams: for the background, and only for pages
 * where the script does not tell (see detect.ts).
 */
import { franc } from 'franc';
import { countLetters } from '../thai/script.ts';

/** ISO 639-3, as franc answers, to BCP 47 for languages that stand beside Thai; others keep their three letters. */
const SHORT_TAGS: Record<string, string> = {
  tha: 'th',
  eng: 'en',
  mya: 'my',
  lao: 'lo',
  khm: 'km',
  vie: 'vi',
  cmn: 'zh',
  jpn: 'ja',
  kor: 'ko',
  zlm: 'ms',
  ind: 'id',
  fra: 'fr',
  deu: 'de',
  spa: 'es',
  rus: 'ru',
  arb: 'ar',
  hin: 'hi',
};
/** Thai paragraphs with this share of the letters make a page worth annotating, whatever else is on it. */
const ENOUGH_THAI = 0.3;
/** Shorter paragraphs do not vote: franc guesses on them. Letters. */
const SHORTEST = 20;

export interface LanguageDecision {
  /** BCP 47 primary language, `und` where it cannot be told. */
  language: string;
  /** The page is to be treated as Thai. */
  thai: boolean;
}

/** Each paragraph of the sample votes with its letters. */
export function decideLanguage(sample: string): LanguageDecision {
  const votes = new Map<string, number>();
  let all = 0;
  for (const paragraph of sample.split('\n')) {
    const letters = countLetters(paragraph).all;
    if (letters < SHORTEST) continue;
    const code = franc(paragraph, { minLength: SHORTEST });
    const language = SHORT_TAGS[code] ?? code;
    votes.set(language, (votes.get(language) ?? 0) + letters);
    all += letters;
  }
  if ((votes.get('th') ?? 0) >= ENOUGH_THAI * all && all > 0) return { language: 'th', thai: true };
  const [winner] = [...votes].sort((a, b) => b[1] - a[1]);
  return { language: winner?.[0] ?? 'und', thai: false };
}
