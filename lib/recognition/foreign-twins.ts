import type { Candidate } from './candidates.ts';
import type { GlossaryReader } from './glossary-matches.ts';
import { countrySet } from './places.ts';
import { canBreak, skipSpacesRight, type TextFrame } from './text-frame.ts';

/**
 * Bodies that every state has: `รัฐสภา` in a story from Washington is Congress, and Thai news seldom says so at every
 * mention. The name alone is the Thai body's; with a country right behind it, or in a story about one country and not
 * about Thailand, it is that country's, if the glossary has it (`รัฐสภา` + `สหรัฐอเมริกา`).
 */

/** As the names of foreign bodies in the glossary end. */
const CANONICAL: Readonly<Record<string, string>> = {
  สหรัฐ: 'สหรัฐอเมริกา',
  สหรัฐฯ: 'สหรัฐอเมริกา',
  อเมริกา: 'สหรัฐอเมริกา',
  สหราชอาณาจักร: 'อังกฤษ',
  เยอรมัน: 'เยอรมนี',
  พม่า: 'เมียนมา',
  เมียนมาร์: 'เมียนมา',
  ซาอุดิอาระเบีย: 'ซาอุดีอาระเบีย',
  ตุรเคีย: 'ตุรกี',
};
const STATE_TYPES: ReadonlySet<string> = new Set(['government', 'parliament', 'military-police', 'court']);
/** How often a country is named at least before a story is about it, and how much more often than Thailand. */
const LEAST = 2;
const LEAD = 2;

/** Gives each mention the foreign body that it means. Linear in the text; a text without such bodies costs nothing. */
export function meanForeignBodies(
  frame: TextFrame,
  mentions: readonly Candidate[],
  readers: readonly GlossaryReader[],
  surfaceKey: (mention: Candidate) => string,
): void {
  const builtin = readers.find((reader) => reader.name === 'builtin');
  if (!builtin) return;
  let story: string | null | undefined;
  const latest = new Map<string, string>();
  for (const mention of mentions) {
    if (mention.kind === 'abbreviation' || mention.features.has('gloss')) continue;
    for (const key of [...mention.keys]) {
      if (!key.startsWith('b:')) continue;
      const entry = Number(key.slice(2));
      if (!STATE_TYPES.has(builtin.type(entry))) continue;
      const { thai } = builtin.entry(entry);
      const beside = countryAfter(frame, mention.end);
      if (story === undefined) story = countryOfStory(frame);
      if (beside !== null) latest.set(key, beside);
      const country = beside ?? latest.get(key) ?? story;
      if (!country || country === THAILAND) continue;
      const twin = twinOf(builtin, thai, country);
      if (twin < 0) continue;
      mention.keys.delete(key);
      mention.keys.delete(surfaceKey(mention));
      mention.keys.add(`b:${twin}`);
      mention.keys.add(`${surfaceKey(mention)}@${country}`);
    }
  }
}

const THAILAND = 'ไทย';

/** The country that stands right behind a name: `รัฐสภาอังกฤษ`, `กระทรวงกลาโหมของสหรัฐฯ`. */
function countryAfter(frame: TextFrame, end: number): string | null {
  let at = skipSpacesRight(frame, end);
  if (at - end > 1) return null;
  if (frame.text.startsWith('ของ', at)) at = skipSpacesRight(frame, at + 3);
  else if (at > end) return null;
  if (frame.text.startsWith('ประเทศ', at)) at += 6;
  if (frame.text.startsWith(THAILAND, at)) return THAILAND;
  const country = countrySet.startingAt(frame, at);
  return country && canBreak(frame, at + country.word.length) ? canonical(country.word) : null;
}

/** The one country a story is about, when it is not Thailand. */
function countryOfStory(frame: TextFrame): string | null {
  const counts = new Map<string, number>();
  let thai = 0;
  for (let at = 0; at < frame.length; at++) {
    if (frame.text.startsWith(THAILAND, at)) {
      thai++;
      continue;
    }
    const country = countrySet.startingAt(frame, at);
    if (!country || !canBreak(frame, at) || !canBreak(frame, at + country.word.length)) continue;
    const name = canonical(country.word);
    counts.set(name, (counts.get(name) ?? 0) + 1);
    at += country.word.length - 1;
  }
  let best: string | null = null;
  let most = 0;
  let second = 0;
  for (const [name, count] of counts) {
    if (count > most) {
      second = most;
      most = count;
      best = name;
    } else second = Math.max(second, count);
  }
  return most >= LEAST && most >= LEAD * thai && most > second ? best : null;
}

function canonical(country: string): string {
  return CANONICAL[country] ?? country;
}

/** The number of the same body of that country; -1 if the glossary has none. */
function twinOf(reader: GlossaryReader, thai: string, country: string): number {
  const form = reader.index.find(thai + country);
  if (form < 0) return -1;
  const sense = reader.form(form).senses[0];
  return sense?.kind === 'body' ? sense.entry : -1;
}
