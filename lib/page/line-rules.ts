/**
 * Which lines and blocks inside an article are not the article: related links, counters, labels, credits kept.
 *
 * Every page compiles anew what it meets here, before its first name: classes of Unicode and letters in either case took
 * milliseconds of it. Words are looked up in sets, patterns see small letters.
 */
import { isLetterAt } from '../thai/script.ts';
import { attributeOf, hasAttributes } from './safe-dom.ts';
import { type Block, linkDensity } from './text-mass.ts';

/** Words of a class or id that is no part of the running text; so is what begins with `advert`. */
const JUNK_WORDS = new Set(
  'relate related relates recommend recommends recommended recommendation recommendations share sharing social breadcrumb breadcrumbs crumb crumbs ad ads promo promoted promotion sponsor sponsored newsletter subscribe player vjs jwplayer tag tags tagcloud pagination pager popup modal sidebar outbrain taboola mgbox readmore viewcount counter toolbar'.split(
    ' ',
  ),
);
const UNSEEN_CLASSES = new Set(
  'sr-only visually-hidden visuallyhidden visually-hidden-text visuallyhidden-text screen-reader-text d-none is-hidden hidden'.split(
    ' ',
  ),
);
/** Tailwind's `hidden md:block` shows on wide screens. */
const SHOWN_AGAIN = /:(?:block|flex|grid|inline|contents|table)/;

const RELATED =
  /^(?:อ่าน(?:ข่าว|เพิ่ม|ต่อ|ประกอบ|บทความ|ก่อนหน้า|ย้อนหลัง|ฉบับเต็ม|เรื่อง|แล้ว|รายละเอียดเพิ่ม)|(?:ข่าว|บทความ|เรื่อง|เนื้อหา|แท็ก|ประเด็น|คลิป|ลิงก์|โพสต์)(?:ที่)?เกี่ยวข้อง|ข่าว(?:แนะนำ|อื่น|ล่าสุด|เด่น|ยอดนิยม|น่าสนใจ|ฮิต)|เรื่อง(?:แนะนำ|น่าสนใจ|เด่น)|บทความ(?:แนะนำ|ล่าสุด)|ดูเพิ่มเติม|ดูทั้งหมด|คลิก|ติดตาม(?:ข่าว|เรา|อ่าน|ได้|ชม|พวกเรา|เพจ|ช่อง)|คุณอาจ(?:สนใจ|ชอบ)|เนื้อหาที่ได้รับการ|แท็ก(?!ซี)|เกาะติด|กด(?:ติดตาม|ไลก์|แชร์|ซับ)|ไม่พลาด(?:ข่าว|ทุก)|สมัครรับ|แอดไลน์|เพิ่มเพื่อน|แชร์(?:ข่าว|บทความ|เรื่อง|หน้า)|ป้ายกำกับ|tags?\b|related|read (?:more|also|next)|see also|you may)/;
/** More than the longest of these has, UTF-16 code units. */
const LONGEST_RELATED = 60;
const LABELS = new Set(
  'advertisement advertisements advertisment advertisments advertorial โฆษณา sponsored promoted ad ads share tweet facebook twitter line x email print พิมพ์ แชร์ ส่งต่อ คัดลอกลิงก์ copy comment comments ความคิดเห็น view views ครั้ง play pause mute เล่น หยุด ปิด close ก่อนหน้า ถัดไป prev previous next save บันทึก ฟังข่าว ฟังเสียง a+ a- ก+ ก-'.split(
    ' ',
  ),
).add('copy link');
const LOADING = /^(?:loading|กำลังโหลด)\W*$/;
/** Digits alone, perhaps shortened or with the word for views or shares. */
const COUNTER =
  /^[\s\d๐-๙.,:/|·•()+-]*(?:(?:k|m|พัน|หมื่น|แสน|ล้าน)?\s*(?:views?|shares?|likes?|ครั้ง|แชร์|อ่าน|เข้าชม|วิว|นาที|mins? read)?)?\s*$/;
const FRONT_MATTER =
  /^\s*(?:โดย|ผู้เขียน|เผยแพร่|อัปเดต|อัพเดท|แก้ไขล่าสุด|ปรับปรุง|วันที่|วัน(?:จันทร์|อังคาร|พุธ|พฤหัส|ศุกร์|เสาร์|อาทิตย์)|หมวด|by\b|updated|published)|\d{1,2}[:.]\d{2}\s*น\.\s*$|^\s*\d{1,2}\s+\S+\s+\d{2,4}\s*$/;
const CREDIT =
  /^[\s(*]*(?:ที่มา|แหล่งที่มา|เรียบเรียง|แปลและเรียบเรียง|ขอบคุณ(?:ข้อมูล|ภาพ|ที่มา|เนื้อหา)|อ้างอิง|ข้อมูลจาก|ภาพ(?:จาก|ประกอบ)?\s*[:：]|[Ss](?:ource|OURCE)\s*[:：])/;

/** A line of the page as it was read, before it is known to be worth keeping. */
export interface LineFacts {
  text: string;
  letters: number;
  /** Letters of these that are inside links. */
  linked: number;
  heading: boolean;
  /** In a table's cell or a definition list, where short lines and numbers are content. */
  cell: boolean;
}

/** A line that leads away from the article, or counts, or labels a control. */
export function isJunkLine({ text, letters, linked, heading, cell }: LineFacts): boolean {
  if (letters === 0 && !/\p{N}/u.test(text)) return true;
  const short = !cell && text.length < 100 ? text.trim().toLowerCase() : '';
  if (short && (LABELS.has(short) || COUNTER.test(short) || LOADING.test(short))) return true;
  if (isCredit(text)) return false;
  if ((letters < 80 || linked > letters * 0.3) && leadsAway(text)) return true;
  if (cell) return false;
  // Prose is not one link from end to end: that is a teaser. A short linked name is content.
  return letters >= (heading ? 15 : 25) && linked > letters * 0.85;
}

/** Whether its first letters are those of a link to other pages. */
function leadsAway(text: string): boolean {
  let at = 0;
  while (at < text.length && !isLetterAt(text, at)) at++;
  return RELATED.test(text.slice(at, at + LONGEST_RELATED).toLowerCase());
}

/** Byline, date and the like above the first paragraph. */
export function isFrontMatter({ text, letters, linked }: Omit<LineFacts, 'heading' | 'cell'>): boolean {
  return letters < 60 && (FRONT_MATTER.test(text.toLowerCase()) || linked > letters * 0.5);
}

/** `ที่มา: …`, `เรียบเรียงโดย …`: where the text says it comes from. */
export function isCredit(text: string): boolean {
  return CREDIT.test(text);
}

/** A part of the body that is not running text. `bodyLetters`: letters of the body outside links. */
export function isJunkBlock(block: Block, bodyLetters: number): boolean {
  if (block.furniture) return true;
  const large = block.unlinked > bodyLetters * 0.35;
  if (!large && namesJunk(block.element)) return true;
  // A list of links. A table's cells and short linked names stay.
  return block.linked >= 40 && linkDensity(block) > 0.7 && !/^t[a-z]+$/.test(block.tag);
}

function namesJunk(element: Element): boolean {
  if (!hasAttributes(element)) return false;
  const names = `${attributeOf(element, 'class')} ${attributeOf(element, 'id')}`.toLowerCase();
  return names.split(/[\s_-]+/).some((word) => JUNK_WORDS.has(word) || word.startsWith('advert'));
}

/** Text for screen readers alone, or not shown for now, by the class names that frameworks use for it. */
export function isUnseenByClass(element: Element): boolean {
  const classes = (hasAttributes(element) && attributeOf(element, 'class')) || '';
  return classes.split(/\s+/).some((name) => UNSEEN_CLASSES.has(name)) && !SHOWN_AGAIN.test(classes);
}
