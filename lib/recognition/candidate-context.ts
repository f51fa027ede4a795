import { addFeature, type Candidate } from './candidates.ts';
import { leftEdge, placeCues, productCues, rightStops, standsBehindPlaceWord } from './edge-cues.ts';
import { headSet, WHOLE_HEADS } from './organisation-heads.ts';
import { signName } from './sign-names.ts';
import { Char, classAt, isLatinLetter, isOpenRight, skipBlank, type TextFrame } from './text-frame.ts';

/** A head noun with what tells a kind, not a body: any insurer, any private school, any American firm. */
const COMMON_BODIES =
  /^(?:บริษัท\s?(?:ประกัน|ทัวร์|สัญชาติ|อเมริกัน|เอกชน|ยักษ์|ชั้นนำ|แม่|ลูก|ในเครือ|ต่าง|ข้ามชาติ|ผู้|จด|คู่|นำเที่ยว|รับเหมา|ร่วมทุน|ขนาด|พลังงาน|เทคโนโลยี(?:ชั้น|ยักษ์)|(?:จีน|ญี่ปุ่น|ไทย|มหาชน|ขนส่ง|ท่องเที่ยว)$)|โรงเรียน(?:เอกชน|รัฐ|ประถม|มัธยม|ใน|สังกัด|นานาชาติ$|กวดวิชา)|โรงพยาบาล(?:เอกชน|รัฐ|สนาม$|ใน|ศูนย์$|ทั่วไป|ประจำ|ชุมชน$)|กองเรือ(?:พาณิชย์|อเมริกัน|ประมง)|กระทรวง(?:ที่|ต่าง ?ๆ|อื่น|ดังกล่าว)|ธนาคาร(?:พาณิชย์|ของรัฐ|ต่าง|รัฐ|เอกชน)|สถาบัน(?:การเงิน|การศึกษา|ครอบครัว|กษัตริย์|ต่าง)|มหาวิทยาลัย(?:ต่าง|ของรัฐ|เอกชน|ชั้น)|ศูนย์(?:กลาง|การค้า$|พักพิง|อพยพ|ฉีด)|องค์กร(?:ต่าง|เอกชน|ภาค|ปกครอง|สื่อ|ระหว่าง|ธุรกิจ)|สหกรณ์(?:การเกษตร$|ต่าง)|พรรค(?:ร่วม|ฝ่าย|การเมือง)|ศาล(?:ชั้นต้น|เจ้า|พระภูมิ)|สมาคม(?:ต่าง|การค้า$)|สายการบิน(?:ต่าง|ต้นทุน|แห่งชาติ$|ราคา)|หน่วยงาน|โรงงาน(?:อุตสาหกรรม|ใน|ต่าง)|ห้างสรรพสินค้า(?:ชั้น|ต่าง|ใน|$)|สำนักข่าว(?:ต่าง|ท้อง)|สหภาพ(?:โซเวียต|พม่า|เมียนมา)|กลุ่ม(?:ประเทศ|เกษตรกร|ผู้|คน|เป้า|จังหวัด|อุตสาหกรรม$|ธุรกิจ|แรงงาน|เด็ก|นัก))/;

/** Group of a candidate for its edge signs: short strings need clearer edges than long names do. */
function groupOf(candidate: Candidate): string {
  for (const name of candidate.features.keys()) {
    if (name.startsWith('glossary.full')) return 'full';
    if (name.startsWith('glossary.') || name.startsWith('guarded.')) return 'form';
  }
  if (candidate.evidence.some((e) => e.source === 'model')) return 'model';
  for (const name of candidate.features.keys()) {
    if (name.startsWith('initials.')) return 'initials';
    if (name.startsWith('repeat.') || name.startsWith('cut.')) return 'short';
    if (name.startsWith('bare.')) return 'bare';
  }
  return 'pattern';
}

/** Signs of what stands on both sides. */
export function addContext(frame: TextFrame, candidate: Candidate): void {
  const group = groupOf(candidate);
  candidate.group = group;
  const { start, end } = candidate;
  const left = leftEdge(frame, start);
  if (placeCues.endingAt(frame, skipBlank(frame, start))) candidate.features.set(signName('place', group), 1);
  if (
    (candidate.kind === 'name' || candidate.kind === 'short') &&
    COMMON_BODIES.test(frame.text.slice(start, Math.min(end, start + 40)))
  ) {
    candidate.features.set('common', 1);
  }
  if (candidate.type === 'local-government' && standsBehindPlaceWord(frame, start))
    candidate.features.set('place.local', 1);
  if (candidate.kind === 'name') {
    const head = headSet.startingAt(frame, start);
    if (head && start + head.word.length >= end) {
      if (!WHOLE_HEADS.has(head.word)) candidate.features.set('head.alone', 1);
    } else if (head) candidate.features.set(signName(signName('head', head.value.strength), group), 1);
  }
  if (productCues.endingAt(frame, skipBlank(frame, start))) candidate.features.set('product', 1);
  noteThings(frame, candidate);
  const last = classAt(frame, end - 1);
  const right =
    isOpenRight(frame, end) || last === Char.dot || last === Char.paiyannoi
      ? 'open'
      : rightStops.startingAt(frame, end)
        ? 'stop'
        : 'bare';
  // A strong head noun is a beginning by itself: `การเทกโอเวอร์[บริษัท…]` needs no cue before it.
  const headed = group === 'model' && candidate.features.has('head.strong.model') ? 'headed' : group;
  candidate.features.set(signName(signName('left', headed), left), 1);
  candidate.features.set(signName(signName('right', group), right), 1);
  const lastClass = classAt(frame, end - 1);
  if (isLatinLetter(lastClass) || isLatinLetter(classAt(frame, start))) {
    const before = classAt(frame, start - 1) === Char.space && isLatinLetter(classAt(frame, start - 2));
    const after = classAt(frame, end) === Char.space && isLatinLetter(classAt(frame, end + 1));
    const hyphen =
      /^[-–&][A-Za-z]/.test(frame.text.slice(end, end + 2)) ||
      /[A-Za-z][-&]$/.test(frame.text.slice(Math.max(0, start - 2), start));
    if (hyphen && candidate.kind === 'acronym') candidate.features.set('hyphenated', 1);
    if (before || after || hyphen) candidate.features.set(signName('phrase', group), 1);
    else if (group === 'full') candidate.features.set('latin.alone', 1);
  }
  if (end - start <= 4) candidate.features.set(signName('brief', group), 1);
  if (end - start > 45) candidate.features.set('long', 1);
  const url =
    /[/@]/.test(frame.text.charAt(start - 1)) || /^(?:\.[a-z]|@)/.test(frame.text.slice(end, end + 2));
  if (url) candidate.features.set('url', 1);
}

/** After a maker's name: one of its things, a ground or a cup that bears its name. */
const THINGS =
  /^\s?(?:รุ่น|คัน|สี[ก-ฮ]|ทะเบียน|แบบแค็บ|เซ็นเตอร์|เซนเตอร์|อารีน่า|อารีนา|สเตเดี้ยม|สเตเดียม|ฟิลด์|ปาร์ค|พาร์ค|คัพ|ลีก|แชมเปี้ยน|แชมเปียน|มาสเตอร์ส|โอเพ่น)/;
/** Bodies that are as often meant as the place they stand on: airports, parks, hotels, stores. */
const SITES = /^(?:สนามบิน|ท่าอากาศยาน|อุทยาน|วนอุทยาน|เขตรักษาพันธุ์|เขตห้ามล่า|โรงแรม|รร\.|พิพิธภัณฑ์|สวนสัตว์|สถานี)/;
const SITE_BEFORE =
  /(?:ที่|ใน|ในเขต|เขต|บริเวณ|จาก|ใช้|ปิด|เปิด|ณ|ถึง|สู่|ไปยัง|รอบ|ใกล้|หน้า|เข้า|ออกจาก|ผ่าน|แหล่งใหญ่ที่) ?$/;

/** `พื้นที่ 1 - 10`: a name that ends in a number does not end within a range. */
const RANGE_GOES_ON = /^ ?[-–] ?\d/;

/** Committees with a task in their name, as standing ones have; those of an occasion (จัดงาน, ตัดสิน, สอบสวน) have others. */
const STANDING_COMMITTEE =
  /^คณะ(?:กรรมการ|กรรมาธิการ|อนุกรรมการ)(?:นโยบาย|ส่งเสริม|พัฒนา|กำกับ|ขับเคลื่อน|ป้องกัน|ปราบปราม|ปฏิรูป|สิทธิ|การ|กลาง|แห่งชาติ|ร่วม|อาหาร|ยา|ยุทธศาสตร์|คุ้มครอง|ประสานงาน|วิสามัญ|ว่าด้วย|บริหารกองทุน|กองทุน|ควบคุม|สภา|ข้าราชการ|มาตรฐาน|คดี|ค่าจ้าง|เศรษฐกิจ)/;
/** What a committee does: its name ends before it, whatever function words the name holds. */
const DECIDES = /^(?:ได้|จะ|มีมติ|เห็นชอบ|เสนอ|กล่าว|อนุมัติ|พิจารณา|ประชุม|ประกาศ|กำหนด|ซึ่ง)/;
const RESCUE = /^(?:หน่วย)?(?:กู้ภัย|กู้ชีพ)[ก-ฮเแโไใ]/;

function noteThings(frame: TextFrame, candidate: Candidate): void {
  const { start, end, type, kind } = candidate;
  if (kind === 'event') return;
  if (candidate.group === 'pattern' && kind === 'name') {
    const surface = frame.text.slice(start, Math.min(end, start + 34));
    const whole = candidate.features.has('pattern.head.run') || DECIDES.test(frame.text.slice(end, end + 12));
    if (whole && end - start > 18 && STANDING_COMMITTEE.test(surface)) candidate.features.set('committee', 1);
    else if (RESCUE.test(surface) && end - start > 10) candidate.features.set('rescue', 1);
  }
  if ((type === 'company' || type === 'state-enterprise') && THINGS.test(frame.text.slice(end, end + 14)))
    candidate.features.set('thing.after', 1);
  if (classAt(frame, end - 1) === Char.digit && RANGE_GOES_ON.test(frame.text.slice(end, end + 5)))
    candidate.features.set('range.cut', 1);
  if (!SITES.test(frame.text.slice(start, start + 14))) return;
  const placed = SITE_BEFORE.test(frame.text.slice(Math.max(0, start - 14), start));
  candidate.features.set(placed ? 'site.placed' : 'site', 1);
}

/** What the model says of each candidate: the same span, another one across it, or nothing there. */
export function noteModel(
  candidates: readonly Candidate[],
  spans: readonly { start: number; end: number; confidence: number; isOrganisation: boolean }[],
): void {
  const sorted = [...candidates].sort((a, b) => a.start - b.start);
  let from = 0;
  for (const candidate of sorted) {
    if (candidate.kind === 'abbreviation') continue;
    while (from < spans.length && spans[from]!.end <= candidate.start) from++;
    const { group } = candidate;
    let seen = false;
    for (let i = from; i < spans.length && spans[i]!.start < candidate.end; i++) {
      const span = spans[i]!;
      if (span.end <= candidate.start) continue;
      seen = true;
      if (!span.isOrganisation) {
        addFeature(candidate, signName('model.other', group), span.confidence);
      } else if (span.start === candidate.start && span.end === candidate.end) {
        addFeature(candidate, 'model.same');
        addFeature(candidate, 'model.confidence', span.confidence);
        addFeature(candidate, signName('model.same', group));
      } else if (span.start <= candidate.start && span.end >= candidate.end) {
        addFeature(candidate, signName('model.longer', group), span.confidence);
      } else if (span.start >= candidate.start && span.end <= candidate.end) {
        addFeature(candidate, signName('model.shorter', group), span.confidence);
      } else addFeature(candidate, signName('model.crosses', group), span.confidence);
    }
    if (!seen) addFeature(candidate, signName('model.silent', group));
  }
}
