import type { EntityType } from './types.ts';
import { WordSet } from './word-set.ts';

/**
 * The nouns that Thai names of organisations begin with: กระทรวง, สำนักงาน, บริษัท … They give the left edge of a
 * name (Thai writes no space there), its type, and the English word that a translation of the name is bound to hold.
 */
export interface Head {
  type: EntityType;
  /** How sure a name is once its right edge is sure: 'strong' heads begin names only; 'weak' ones are everyday words too. */
  strength: 'strong' | 'weak';
  /** English words, lower case, one of which a full English name of such a body holds. */
  english: readonly string[];
  /** What the name of an event or a programme begins with; such names count only when the text glosses them. */
  event?: boolean;
}

function head(
  type: EntityType,
  strength: Head['strength'],
  english: string,
  words: string,
  event = false,
): [string, Head][] {
  const value: Head = {
    type,
    strength,
    english: english.split(' ').filter(Boolean),
    ...(event && { event }),
  };
  return words.split(' ').map((word) => [word, value]);
}

export const HEADS: readonly (readonly [string, Head])[] = [
  ...head('government', 'strong', 'ministry department office', 'กระทรวง ทบวง'),
  ...head('government', 'strong', 'department office bureau', 'กรม'),
  ...head(
    'government',
    'strong',
    'office agency bureau authority secretariat administration commission service board institute fund council',
    'สำนักงาน สนง.',
  ),
  ...head('government', 'strong', 'office bureau secretariat agency department center', 'สำนัก'),
  ...head(
    'government',
    'strong',
    'commission committee board council',
    'คณะกรรมการ คณะกรรมาธิการ คณะอนุกรรมการ กรรมาธิการ คณะกรรมาธิการวิสามัญ บอร์ด',
  ),
  ...head('government', 'weak', 'working group task force', 'คณะทำงาน คณะผู้แทน คณะมนตรี คณะองคมนตรี'),
  ...head('government', 'strong', 'cabinet council', 'คณะรัฐมนตรี คณะรักษาความสงบ'),
  ...head('university', 'weak', 'faculty school', 'คณะ'),
  ...head('university', 'strong', 'university', 'มหาวิทยาลัย ม.'),
  ...head('university', 'strong', 'college', 'วิทยาลัย มหาวิทยาลัยราชภัฏ มหาวิทยาลัยเทคโนโลยีราชมงคล มทร.'),
  ...head('school', 'strong', 'school', 'โรงเรียน ร.ร. รร. ศูนย์พัฒนาเด็กเล็ก'),
  ...head('hospital', 'strong', 'hospital', 'โรงพยาบาล รพ. รพ.สต. โรงพยาบาลส่งเสริมสุขภาพตำบล คลินิก'),
  ...head('research', 'strong', 'institute institution academy', 'สถาบัน'),
  ...head('government', 'strong', 'embassy', 'สถานเอกอัครราชทูต สถานทูต สถานอัครราชทูต สอท.'),
  ...head('government', 'strong', 'consulate', 'สถานกงสุลใหญ่ สถานกงสุล กงสุลใหญ่'),
  ...head(
    'military-police',
    'strong',
    'police station',
    'สถานีตำรวจ สถานีตำรวจนครบาล สถานีตำรวจภูธร สถานีตำรวจทางหลวง สถานีตำรวจน้ำ สภ. สน. สภ.อ. สภ.ต. สภอ.',
  ),
  ...head(
    'military-police',
    'strong',
    'police',
    'ตำรวจภูธรภาค ตำรวจภูธรจังหวัด ภ.จว. บก. บช. กองบังคับการ กองบัญชาการ กองกำกับการ กก. กองปราบปราม กองปราบ',
  ),
  ...head(
    'military-police',
    'strong',
    'army navy air force command military royal armed forces',
    'กองทัพ กองกำลัง กองพล กองพัน กองพลทหารราบ กรมทหาร กรมทหารราบ กรมทหารพราน มณฑลทหารบก มทบ. หน่วยเฉพาะกิจ ฐานทัพ กองเรือ กองบิน กองเรือยุทธการ หน่วยบัญชาการ กอ.รมน.',
  ),
  ...head(
    'media',
    'strong',
    'television station radio tv channel broadcasting',
    'สถานีโทรทัศน์ สถานีวิทยุ สถานีวิทยุโทรทัศน์ สถานีข่าว โทรทัศน์',
  ),
  ...head('media', 'strong', 'news agency press', 'สำนักข่าว หนังสือพิมพ์ นสพ. นิตยสาร วารสาร'),
  ...head(
    'parliament',
    'strong',
    'senate parliament house congress assembly',
    'รัฐสภา วุฒิสภา สภาผู้แทนราษฎร สภานิติบัญญัติ สภาคองเกรส',
  ),
  ...head(
    'association',
    'strong',
    'council federation assembly chamber board',
    'สภา สมัชชา สภาหอการค้า สภาอุตสาหกรรม',
  ),
  ...head('association', 'strong', 'association society', 'สมาคม ส.'),
  ...head(
    'association',
    'strong',
    'federation confederation union league',
    'สหพันธ์ สมาพันธ์ สหภาพ สันนิบาต สหภาพแรงงาน สหพันธรัฐ',
  ),
  ...head('association', 'strong', 'cooperative', 'สหกรณ์ ชุมนุมสหกรณ์'),
  ...head(
    'association',
    'strong',
    'club society group network',
    'ชมรม เครือข่าย ขบวนการ วิสาหกิจชุมชน พันธมิตร หน่วยกู้ภัย กู้ภัย กู้ชีพ หน่วยกู้ชีพ',
  ),
  ...head('association', 'strong', 'chamber', 'หอการค้า'),
  ...head('association', 'weak', 'group', 'กลุ่ม แนวร่วม'),
  ...head('foundation', 'strong', 'foundation', 'มูลนิธิ'),
  ...head('party', 'strong', 'party', 'พรรค'),
  ...head(
    'company',
    'strong',
    'company co limited corporation inc group ltd plc firm',
    'บริษัท บมจ. บจก. บจ. บลจ. บล. บริษัทหลักทรัพย์ บริษัทหลักทรัพย์จัดการกองทุน ห้างหุ้นส่วน ห้างหุ้นส่วนจำกัด ห้างหุ้นส่วนสามัญ หจก. ห้างสรรพสินค้า ห้าง เครือ อู่ อู่ต่อเรือ สายการบิน ค่าย',
  ),
  ...head(
    'company',
    'weak',
    'factory mill plant',
    'โรงงาน โรงไฟฟ้า โรงแรม ร้าน ร้านอาหาร ตลาด สนามบิน ท่าอากาศยาน สนามกอล์ฟ',
  ),
  ...head('company', 'strong', 'corporation', 'บรรษัท'),
  ...head('bank', 'strong', 'bank', 'ธนาคาร ธ. แบงก์'),
  ...head(
    'state-enterprise',
    'strong',
    'authority electricity railway waterworks port',
    'การไฟฟ้า การประปา การรถไฟ การรถไฟฟ้า การทางพิเศษ การท่าเรือ การเคหะ การกีฬาแห่ง การท่องเที่ยวแห่ง การนิคมอุตสาหกรรม การยางแห่ง การบินไทย การยาสูบ การสื่อสารแห่ง การปิโตรเลียม',
  ),
  ...head('international', 'strong', 'organization organisation administration', 'องค์การ องค์กร องค์กรการ'),
  ...head(
    'local-government',
    'strong',
    'administrative organization',
    'องค์การบริหารส่วนจังหวัด องค์การบริหารส่วนตำบล อบจ. อบต.',
  ),
  ...head(
    'local-government',
    'strong',
    'municipality',
    'เทศบาล เทศบาลนคร เทศบาลเมือง เทศบาลตำบล ทน. ทต. ทม. เมืองพัทยา',
  ),
  ...head('local-government', 'weak', 'office district', 'ที่ว่าการอำเภอ สำนักงานเขต ศาลากลางจังหวัด'),
  ...head(
    'court',
    'strong',
    'court',
    'ศาล ศาลจังหวัด ศาลปกครอง ศาลอาญา ศาลแพ่ง ศาลฎีกา ศาลอุทธรณ์ ศาลรัฐธรรมนูญ ศาลแขวง ศาลทหาร ศาลเยาวชน',
  ),
  ...head('government', 'strong', 'center centre', 'ศูนย์'),
  ...head('government', 'strong', 'division bureau', 'กอง ฝ่าย กองอำนวยการ กองบริหาร'),
  ...head('programme', 'strong', 'fund', 'กองทุน กองทุนรวม'),
  ...head('company', 'strong', 'exchange market', 'ตลาดหลักทรัพย์ ตลาดหุ้น'),
  ...head('sports', 'strong', 'club fc united', 'สโมสร สโมสรฟุตบอล ทีม'),
  ...head(
    'government',
    'strong',
    'park museum library prison archives zoo',
    'อุทยานแห่งชาติ อุทยาน พิพิธภัณฑ์ พิพิธภัณฑสถาน หอสมุด หอจดหมายเหตุ สวนสัตว์ ทัณฑสถาน เรือนจำ เรือนจำกลาง เรือนจำพิเศษ นิคมอุตสาหกรรม ด่านศุลกากร ด่าน',
  ),
  ...head('government', 'weak', 'unit agency', 'หน่วยงาน หน่วย ราชวิทยาลัย ราชบัณฑิตยสภา สถานพินิจ'),
  ...head('media', 'weak', 'channel', 'ช่อง เพจ รายการ'),
  ...head('research', 'weak', 'poll', 'โพล'),
  ...head('company', 'weak', 'service', 'บริการ'),
  // Events and programmes: only with a gloss beside them.
  ...head(
    'event',
    'strong',
    'summit conference meeting forum assembly convention',
    'การประชุมสุดยอด การประชุม เวที การสัมมนา การประชุมเชิงปฏิบัติการ สมัชชาใหญ่',
    true,
  ),
  ...head(
    'event',
    'strong',
    'expo fair exhibition festival show week day month games',
    'มหกรรม เทศกาล นิทรรศการ การแสดงสินค้า สัปดาห์ วัน เดือน การแข่งขัน',
    true,
  ),
  ...head(
    'programme',
    'strong',
    'project programme program scheme initiative',
    'โครงการ แผนงาน ข้อริเริ่ม ความริเริ่ม หลักสูตร',
    true,
  ),
  ...head(
    'programme',
    'strong',
    'agreement treaty convention framework protocol cooperation partnership pact accord economic',
    'ความตกลง ข้อตกลง กรอบความร่วมมือ กรอบความตกลง กรอบการเจรจา อนุสัญญา สนธิสัญญา พิธีสาร ความร่วมมือ กรอบ ยุทธศาสตร์ความร่วมมือ',
    true,
  ),
  ...head(
    'programme',
    'strong',
    'corridor zone area',
    'เขตพัฒนาพิเศษ เขตเศรษฐกิจพิเศษ เขตเศรษฐกิจ ระเบียงเศรษฐกิจ เขตการค้าเสรี เขตส่งเสริม เขตนวัตกรรม',
    true,
  ),
  ...head('event', 'strong', 'observation mission', 'การสังเกตการณ์ ภารกิจ', true),
];

/** Heads that are whole names too. */
export const WHOLE_HEADS: ReadonlySet<string> = new Set(
  'รัฐสภา วุฒิสภา สภาผู้แทนราษฎร คณะรัฐมนตรี ศาลรัฐธรรมนูญ ศาลฎีกา ศาลอุทธรณ์ ศาลปกครอง ศาลอาญา ศาลแพ่ง สภาคองเกรส กองปราบปราม กองปราบ การบินไทย เมืองพัทยา การยาสูบ ตลาดหุ้น กอ.รมน.'.split(
    ' ',
  ),
);

export const headSet: WordSet<Head> = new WordSet(HEADS);
