import { countrySet, provinceSet } from './places.ts';
import { Char, canBreak, classAt, isThaiLetter, skipSpacesRight, type TextFrame } from './text-frame.ts';

/** What may follow a name and still belong to it (guideline: legal form, branch, แห่งชาติ, (องค์การมหาชน) inside). */
export interface Extension {
  end: number;
  /** 'legal' and 'mark' keep the body the same; the others make it another body. */
  kind: 'legal' | 'mark' | 'branch' | 'office' | 'number' | 'country';
}

const LEGAL = [
  '(องค์การมหาชน)',
  '(องค์กรมหาชน)',
  '(มหาชน)',
  'จำกัด (มหาชน)',
  'จำกัด(มหาชน)',
  'จำกัด',
  '(ประเทศไทย) จำกัด (มหาชน)',
  '(ประเทศไทย) จำกัด(มหาชน)',
  '(ประเทศไทย) จำกัด',
  '(ไทยแลนด์) จำกัด',
  '(ประเทศไทย)',
  'ในพระบรมราชูปถัมภ์',
  'ในพระบรมราชินูปถัมภ์',
  'ในพระราชูปถัมภ์ฯ',
  'แห่งประเทศไทย',
].sort((a, b) => b.length - a.length);

/** `กองทัพภาคที่ 4`, `ศูนย์อนามัยที่ 7`, `ตชด.327`, `พื้นที่ 1 - 10`: units told apart by number. */
const NUMBER =
  /^(?:[ ]?(?:ภาคที่|ภาค|พื้นที่|เขต|ที่)[ ]?\d{1,3}(?:[ ]?-[ ]?\d{1,2})?|[ ]?\d{1,3})(?!\d|[A-Za-z]|[,.]\d|[%:/–-]|[ ]?-[ ]?\d|[ ]?(?:สถาบัน|ฝ่าย|พรรค|ประเทศ|จังหวัด|หน่วย|ด้าน|กลุ่ม|ข้อ|เรื่อง|โครงการ|สาย|ชนิด|ประการ|ตัว|คดี|ชั้น|มาตรการ|องค์กร|อำเภอ|ตำบล|หมู่|คัน|หลัง|รายการ|คน|ราย|ล้าน|บาท|วัน|ปี|แห่ง|นาย|เดือน|ครั้ง|หมื่น|แสน|พัน|กิโล|เมตร|ชั่วโมง|น\.|นัด|ประตู|แต้ม|คะแนน|มกราคม|กุมภาพันธ์|มีนาคม|เมษายน|พฤษภาคม|มิถุนายน|กรกฎาคม|สิงหาคม|กันยายน|ตุลาคม|พฤศจิกายน|ธันวาคม|[ก-ฮ]+\.[ก-ฮ]))(?:[ ]?\((?:ภาค)?[ก-๎]{2,12}\))?/;

/** The longest way on from the end of a name; null when nothing that follows belongs to it. */
export function extendRight(frame: TextFrame, end: number): Extension | null {
  const { text } = frame;
  const next = skipSpacesRight(frame, end);
  if (next - end <= 2) {
    for (const form of LEGAL) {
      if (text.startsWith(form, next) && (form !== 'จำกัด' || takesLimited(text, end))) {
        const to = next + form.length;
        return { end: text.charCodeAt(to) === 0x0e2f ? to + 1 : to, kind: 'legal' };
      }
    }
  }
  if (text.charCodeAt(end) === 0x0e2f && text.charCodeAt(end + 1) !== 0x0e25)
    return { end: end + 1, kind: 'mark' };
  if (text.startsWith('สำนักงาน', end)) {
    const province = provinceSet.startingAt(frame, end + 8);
    if (province) return { end: end + 8 + province.word.length, kind: 'office' };
  }
  if (text.startsWith('สาขา', end)) return branch(frame, end, end + 4);
  if (text.startsWith(' สาขา', end)) return branch(frame, end, end + 5);
  // The data has the office of any province: สำนักงานจัดหางานจังหวัด…
  if (text.startsWith('จังหวัด', end - 7)) {
    const province = provinceSet.startingAt(frame, end);
    if (province) return { end: end + province.word.length, kind: 'branch' };
  }
  // So it has of any branch, district office and kind of college.
  if (
    /(?:สาขา|ที่ว่าการอำเภอ|วิทยาลัย(?:เทคนิค|อาชีวศึกษา|การอาชีพ|ชุมชน|สารพัดช่าง|พลศึกษา|นาฏศิลป)|สำนักงานเขต|เทศบาล(?:นคร|เมือง|ตำบล)|องค์การบริหารส่วน(?:ตำบล|จังหวัด)|สำนักงานอัยการจังหวัด)$/.test(
      text.slice(Math.max(0, end - 30), end),
    )
  ) {
    const place = branch(frame, end, end);
    if (place) return place;
  }
  for (const word of ['จังหวัด', ' จังหวัด', 'ประจำจังหวัด']) {
    if (!text.startsWith(word, end)) continue;
    const province = provinceSet.startingAt(frame, end + word.length);
    if (province) return { end: end + word.length + province.word.length, kind: 'branch' };
  }
  const number = NUMBER.exec(text.slice(end, end + 24));
  if (number) return { end: end + number[0].length, kind: 'number' };
  const country = countrySet.startingAt(frame, end) ?? null;
  if (country && canBreak(frame, end) && canBreak(frame, end + country.word.length)) {
    return { end: end + country.word.length, kind: 'country' };
  }
  return null;
}

/** Whether the name that ends at `end` is of a kind that is registered as limited. */
function takesLimited(text: string, end: number): boolean {
  return /(?:บริษัท|ห้าง|ธนาคาร|สหกรณ์|บมจ|บจก|หจก|โรงงาน|โรงแรม|สำนักพิมพ์)[^\n]{0,70}$/.test(
    text.slice(Math.max(0, end - 80), end),
  );
}

/** `สาขา` and the Thai word after it, if one is there. */
function branch(frame: TextFrame, end: number, from: number): Extension | null {
  const place = provinceSet.startingAt(frame, from);
  if (place) return { end: from + place.word.length, kind: 'branch' };
  let at = from;
  while (at < frame.length && at - from < 24 && isThaiLetter(classAt(frame, at))) at++;
  if (at - from < 2 || at - from >= 24 || classAt(frame, at) === Char.paiyannoi) return null;
  return at > end ? { end: at, kind: 'branch' } : null;
}
