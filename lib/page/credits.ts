/** What a news text says about itself: its dateline and its source. Pure; text in, spans of it out. */
import { parseThaiDates, type ThaiDate, withYearNear } from '../thai/dates.ts';
import type { ArticleMeta } from './types.ts';

export type Dateline = NonNullable<ArticleMeta['dateline']> & { day: ThaiDate | null };

/** Lines from the beginning in which a dateline may stand: headline, lead and captions come before it. */
const DATELINE_LINES = 12;

/**
 * `ปักกิ่ง, 10 พ.ย. (ซินหัว) —`: place, day and agency before the first dash, two of the three at least.
 * @param text page text, lines separated by `\n`
 */
export function findDateline(text: string): Dateline | null {
  for (const line of text.split('\n', DATELINE_LINES)) {
    const match = /^(.{4,90}?)(?:\s*[—–―]|\s+-+\s|(?<=\))\s*-)/u.exec(line);
    if (!match) continue;
    const head = match[1]!.trim();
    const agency = /\(([^()]{2,40})\)\s*$/.exec(head)?.[1]?.trim() ?? null;
    const rest = agency === null ? head : head.slice(0, head.lastIndexOf('(')).trim();
    const day = parseThaiDates(rest).at(-1) ?? null;
    // Nothing stands between the day and the agency or the dash.
    if (day && rest.slice(day.end).trim().length > 3) continue;
    const place = (day ? rest.slice(0, day.start) : rest).replace(/[\s,/:–—-]+$|^[\s(]+|วันที่\s*$/g, '').trim();
    const named = /^[\p{L}\p{M} .ฯ]{2,40}$/u.test(place);
    if ((day && (agency || named)) || (agency && named && place.length <= 25)) {
      return { place: named ? place : null, date: day?.iso ?? null, agency, raw: match[0].trim(), day };
    }
  }
  return null;
}

/** The dateline's day as ISO, its year taken from the other dates of the page: the nearest one to `near`. */
export function datelineIso(dateline: Dateline, near: string | null, text: string): string | null {
  if (!dateline.day) return null;
  if (dateline.day.iso) return dateline.day.iso;
  const reference = near ?? parseThaiDates(text).find(({ iso }) => iso !== null)?.iso ?? null;
  return reference && withYearNear(dateline.day, reference);
}

const SOURCE =
  /(?:แหล่ง)?ที่มา(?:ของ)?(?:ข้อมูล|ข่าว|และภาพ)*\s*[:：]|(?:แปลและ|แปล\/)?เรียบเรียง(?:โดย|จาก|\s*[:：])|(?:ขอ)?ขอบคุณ(?:ข้อมูล|ที่มา|เนื้อหา|ข่าว)[^\n:：]{0,24}(?:จาก|[:：])|อ้างอิง(?:จาก)?\s*[:：]|ข้อมูลจาก\s*[:：]|\bsource\s*[:：]/giu;
const ADDRESS = /https?:\/\/[^\s)\]}>"'’”ก-๎]+/;

export interface SourceSpan {
  /** As the text says it, without the parentheses around it. */
  text: string;
  url: string | null;
  /** UTF-16 offsets of the text in the page text. */
  start: number;
  end: number;
}

/** The last credit in the text: sources stand at its end, photo credits may come earlier. */
export function findSource(text: string): SourceSpan | null {
  let best: SourceSpan | null = null;
  for (const match of text.matchAll(SOURCE)) {
    const newline = text.indexOf('\n', match.index);
    let end = newline < 0 ? text.length : newline;
    let start = match.index;
    // A credit may be a line of its own or the end of a paragraph; the middle of a long one is prose.
    if (end - start > 300) continue;
    if (text[start - 1] === '(' && text.slice(start, end).trimEnd().endsWith(')')) {
      end = start + text.slice(start, end).trimEnd().length - 1;
    }
    // `ที่มา:` with the name on the next line.
    if (end - start <= match[0].length + 1 && newline >= 0) {
      const next = text.indexOf('\n', newline + 1);
      const following = text.slice(newline + 1, next < 0 ? text.length : next);
      if (following.length <= 200) end = newline + 1 + following.length;
    }
    while (start < end && /\s/.test(text[start]!)) start++;
    const credit = text.slice(start, end).trimEnd();
    best = {
      text: credit.replace(/\s+/g, ' '),
      url: ADDRESS.exec(credit)?.[0].replace(/[.,;]+$/, '') ?? null,
      start,
      end: start + credit.length,
    };
  }
  return best;
}
