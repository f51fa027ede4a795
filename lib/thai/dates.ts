/**
 * Dates in Thai text, in either calendar: `10 พ.ย. 2565`, `8-9 พ.ย.2022`, `วันที่ ๑๐ พฤศจิกายน พ.ศ. ๒๕๖๕`,
 * `10/11/65`. Pure; the Buddhist Era is 543 years ahead of the Christian one and has begun on 1 January since 1941
 * (older dates are not adjusted).
 */

export interface ThaiDate {
  /** UTF-16 offsets into the text, end exclusive. */
  start: number;
  end: number;
  raw: string;
  /** Year of the Christian Era; null where the text gives none. */
  year: number | null;
  /** 1…12. */
  month: number;
  day: number;
  /** Last day of `8-9 พ.ย.`, in the same month. */
  lastDay: number | null;
  /** `HH:MM` in Thailand, where the text gives a time right after. */
  time: string | null;
  /** `YYYY-MM-DD`, or with a time `YYYY-MM-DDTHH:MM:00+07:00`; null without a year. */
  iso: string | null;
}

const MONTHS = [
  ['มกราคม', 'ม.ค.', 'มกรา', 'January', 'Jan'],
  ['กุมภาพันธ์', 'ก.พ.', 'กุมภา', 'February', 'Feb'],
  ['มีนาคม', 'มี.ค.', 'มีนา', 'March', 'Mar'],
  ['เมษายน', 'เม.ย.', 'เมษา', 'April', 'Apr'],
  ['พฤษภาคม', 'พ.ค.', 'พฤษภา', 'May', 'May'],
  ['มิถุนายน', 'มิ.ย.', 'มิถุนา', 'June', 'Jun'],
  ['กรกฎาคม', 'ก.ค.', 'กรกฎา', 'July', 'Jul'],
  ['สิงหาคม', 'ส.ค.', 'สิงหา', 'August', 'Aug'],
  ['กันยายน', 'ก.ย.', 'กันยา', 'September', 'Sept?'],
  ['ตุลาคม', 'ต.ค.', 'ตุลา', 'October', 'Oct'],
  ['พฤศจิกายน', 'พ.ย.', 'พฤศจิกา', 'November', 'Nov'],
  ['ธันวาคม', 'ธ.ค.', 'ธันวา', 'December', 'Dec'],
] as const;

/** `พ.ย.`, `พ. ย.`, `พย.`, `พ.ย` — but not the beginning of a word such as พยาน. */
function abbreviation(short: string): string {
  const [first, second] = short.split('.');
  return `${first}\\.? ?${second}(?:\\.|(?![ก-๎]))`;
}

const MONTH_PATTERNS = MONTHS.map(
  ([full, short, clipped, english, shortEnglish]) =>
    `(?:${full}|${abbreviation(short)}|${clipped}(?![ก-๎])|(?:${english}|${shortEnglish})\\b\\.?)`,
);
const MONTH = MONTH_PATTERNS.map((pattern) => `(${pattern})`).join('|');
const ERA = '(?:,? *(?:พ\\.? ?ศ\\.? ?|ค\\.? ?ศ\\.? ?|พุทธศักราช +|คริสต์ศักราช +|ปี +|B\\.?E\\.? ?|A\\.?D\\.? ?))';
const YEAR = `(?:${ERA}(\\d{4}|\\d{2})|[ ,]*([12]\\d{3})(?!\\d|[.,]\\d)|,? *['’‘](\\d{2})(?!\\d)|[ ,]+(\\d{2})(?![\\d%.:,/]|\\s*[-–:]?\\s*(?:น\\.|นาที|บาท|คน|ราย|ปี|วัน)))`;
const TIME =
  '(?:[ ,|]*(?:[-–—|•·] *)?(?:เวลา(?:ประมาณ)? *)?([01]?\\d|2[0-3])[.:]([0-5]\\d)(?:[.:][0-5]\\d)?(?: *น(?:\\.|าฬิกา)| (?:PM|AM)\\b|(?=\\s|$)))';
const IN_WORDS = new RegExp(
  `(?<![\\d.,/:])(\\d{1,2})(?: *(?:[-–—]|ถึง|และ) *(?:วันที่ *)?(\\d{1,2}))? *(?:เดือน *)?(?:${MONTH})${YEAR}?${TIME}?`,
  'giu',
);
const IN_DIGITS = new RegExp(
  `(?<![\\d.,/-])(?:(\\d{4})([-/.])(\\d{1,2})\\2(\\d{1,2})|(\\d{1,2})([-/.])(\\d{1,2})\\6(\\d{4}|\\d{2}))(?![\\d/]|[-.,]\\d)${TIME}?`,
  'gu',
);

/** Thai digits as Arabic ones and no-break spaces as spaces, one code unit for one, so that offsets hold. */
function plain(text: string): string {
  return text
    .replace(/[๐-๙]/g, (digit) => String(digit.charCodeAt(0) - 0xe50))
    .replace(/[\t\u00a0\u2009\u202f]/g, ' ');
}

/**
 * Year of the Christian Era. Four digits tell their calendar. Two digits are Buddhist from 40 on (2540 = 1997, when
 * Thai news came to the web) and Christian below, since no reader meets news of 2500–2539 dated so.
 */
export function christianYear(digits: string): number | null {
  const year = Number(digits);
  if (digits.length === 2) return year >= 40 ? 2500 + year - 543 : 2000 + year;
  if (year >= 2300 && year <= 2700) return year - 543;
  return year >= 1700 && year <= 2200 ? year : null;
}

const LENGTHS = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31] as const;

/** Whether the day exists, leap years told apart where the year is known. */
function exists(year: number | null, month: number, day: number): boolean {
  if (month < 1 || month > 12 || day < 1 || day > LENGTHS[month - 1]!) return false;
  if (month === 2 && day === 29 && year !== null) {
    return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
  }
  return true;
}

const two = (n: number) => String(n).padStart(2, '0');

/** ISO 8601 of a calendar day, with Thai time if given. */
export function isoDate(year: number, month: number, day: number, time: string | null = null): string {
  const date = `${String(year).padStart(4, '0')}-${two(month)}-${two(day)}`;
  return time ? `${date}T${time}:00+07:00` : date;
}

/** All dates in `text` in the order in which they stand; dates that no calendar has are left out. */
export function parseThaiDates(text: string): ThaiDate[] {
  const source = plain(text);
  const found: ThaiDate[] = [];
  const add = (
    match: RegExpExecArray,
    year: number | null,
    month: number,
    day: number,
    lastDay: number | null,
    hour: string | undefined,
    minute: string | undefined,
  ) => {
    if (!exists(year, month, day) || (lastDay !== null && !exists(year, month, lastDay))) return;
    const end = match.index + match[0].trimEnd().length;
    const time = hour !== undefined && minute !== undefined ? `${two(Number(hour))}:${minute}` : null;
    found.push({
      start: match.index,
      end,
      raw: text.slice(match.index, end),
      year,
      month,
      day,
      lastDay,
      time,
      iso: year === null ? null : isoDate(year, month, day, time),
    });
  };

  for (const match of source.matchAll(IN_WORDS)) {
    const month = MONTHS.findIndex((_, index) => match[3 + index] !== undefined) + 1;
    const digits = match[15] ?? match[16] ?? match[17] ?? match[18];
    const year = digits === undefined ? null : christianYear(digits);
    add(
      match,
      year,
      month,
      Number(match[1]),
      match[2] === undefined ? null : Number(match[2]),
      match[19],
      match[20],
    );
  }
  for (const match of source.matchAll(IN_DIGITS)) {
    if (match[1] !== undefined) {
      add(match, christianYear(match[1]), Number(match[3]), Number(match[4]), null, match[9], match[10]);
      continue;
    }
    const year = christianYear(match[8]!);
    // Two-digit years in digits are told from decimals and scores by the slash.
    if (year === null || (match[8]!.length === 2 && match[6] !== '/')) continue;
    const [first, second] = [Number(match[5]), Number(match[7])];
    // Day before month, as Thai writes; the other way round only where nothing else is possible.
    if (second <= 12) add(match, year, second, first, null, match[9], match[10]);
    else if (first <= 12) add(match, year, first, second, null, match[9], match[10]);
  }
  found.sort((a, b) => a.start - b.start);
  for (const [i, date] of found.entries()) {
    const next = found[i + 1];
    // `30 ต.ค.-2 พ.ย. 2565`: the first day is of the second one's year, or of the one before.
    if (date.year !== null || !next || next.year === null) continue;
    if (!/^ *(?:[-–—]|ถึง(?:วันที่)?) *$/.test(source.slice(date.end, next.start))) continue;
    date.year = date.month > next.month ? next.year - 1 : next.year;
    date.iso = isoDate(date.year, date.month, date.day, date.time);
  }
  return found;
}

/**
 * The day of a date without a year, in the year that puts it nearest to `near`: a dateline of `30 ธ.ค.` in a story
 * published on 2 January belongs to the year before.
 * @param near `YYYY-MM-DD…`
 */
export function withYearNear(
  date: Pick<ThaiDate, 'year' | 'month' | 'day' | 'time'>,
  near: string,
): string | null {
  if (date.year !== null) return isoDate(date.year, date.month, date.day, date.time);
  const reference = Date.parse(`${near.slice(0, 10)}T00:00:00Z`);
  if (Number.isNaN(reference)) return null;
  const year = Number(near.slice(0, 4));
  let best: string | null = null;
  let bestDistance = Number.POSITIVE_INFINITY;
  for (const candidate of [year, year - 1, year + 1]) {
    if (!exists(candidate, date.month, date.day)) continue;
    const distance = Math.abs(Date.UTC(candidate, date.month - 1, date.day) - reference);
    if (distance < bestDistance) {
      best = isoDate(candidate, date.month, date.day, date.time);
      bestDistance = distance;
    }
  }
  return best;
}
