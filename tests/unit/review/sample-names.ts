// Kept names as a learner has them, for tests, scenarios and measurements. Sentences were written for this project.
import type { KeptNameRow } from '../../../lib/library/rows.ts';
import type { EntityType } from '../../../lib/recognition/types.ts';

const NAMES: [string, string, string[], EntityType, string][] = [
  [
    'คณะกรรมการการเลือกตั้ง',
    'Election Commission of Thailand',
    ['กกต.', 'ECT'],
    'government',
    'เลขาธิการ{} แถลงว่าจะประกาศผลการนับคะแนนอย่างเป็นทางการภายในสัปดาห์หน้า',
  ],
  [
    'ธนาคารแห่งประเทศไทย',
    'Bank of Thailand',
    ['ธปท.', 'BOT'],
    'bank',
    'ผู้ว่าการ{} มองว่าเศรษฐกิจครึ่งปีหลังจะฟื้นตัวช้ากว่าที่เคยประเมินไว้',
  ],
  [
    'สำนักงานคณะกรรมการกำกับหลักทรัพย์และตลาดหลักทรัพย์',
    'Securities and Exchange Commission',
    ['ก.ล.ต.', 'SEC'],
    'government',
    'ด้าน{} สั่งให้บริษัทชี้แจงงบการเงินเพิ่มเติมภายในเจ็ดวัน',
  ],
  ['กระทรวงพาณิชย์', 'Ministry of Commerce', ['พณ.'], 'government', 'โฆษก{} เผยตัวเลขส่งออกเดือนล่าสุดขยายตัวร้อยละสี่'],
  [
    'การไฟฟ้าฝ่ายผลิตแห่งประเทศไทย',
    'Electricity Generating Authority of Thailand',
    ['กฟผ.', 'EGAT'],
    'state-enterprise',
    'ที่ประชุมเห็นชอบให้{} เลื่อนการปลดโรงไฟฟ้าเก่าออกไปอีกสองปี',
  ],
  [
    'สภาอุตสาหกรรมแห่งประเทศไทย',
    'Federation of Thai Industries',
    ['ส.อ.ท.', 'FTI'],
    'association',
    'ประธาน{} ขอให้รัฐตรึงค่าไฟฟ้าถึงสิ้นปีเพื่อช่วยผู้ประกอบการรายเล็ก',
  ],
  [
    'จุฬาลงกรณ์มหาวิทยาลัย',
    'Chulalongkorn University',
    [],
    'university',
    'นักวิจัยจาก{} พบวิธีตรวจฝุ่นจิ๋วที่ถูกกว่าเดิมครึ่งหนึ่ง',
  ],
  [
    'องค์การเภสัชกรรม',
    'Government Pharmaceutical Organization',
    ['อภ.', 'GPO'],
    'state-enterprise',
    'ขณะนี้{} เตรียมสำรองยาไว้เพียงพอสำหรับทุกจังหวัดแล้ว',
  ],
];

const id = (n: number) => `01930000-0000-7000-8000-${n.toString(16).padStart(12, '0')}`;

/** `count` kept names, each different; the first eight are real bodies, the rest their numbered branches. */
export function sampleNames(count: number, keptAt: number, contextsEach = 1): KeptNameRow[] {
  return Array.from({ length: count }, (_, i) => {
    const [thai, english, acronyms, type, frame] = NAMES[i % NAMES.length]!;
    const branch = Math.floor(i / NAMES.length);
    const fullThai = branch ? `${thai}สาขาที่ ${branch}` : thai;
    const [before, after] = frame.split('{}') as [string, string];
    return {
      id: id(i),
      createdAt: keptAt + i,
      updatedAt: keptAt + i,
      deletedAt: null,
      key: fullThai.toLowerCase(),
      bodyId: null,
      thai: fullThai,
      english: branch ? `${english}, Branch ${branch}` : english,
      acronyms: branch ? acronyms.map((a) => `${a}${branch}`) : acronyms,
      type,
      glossSource: 'builtin',
      contexts: Array.from({ length: contextsEach }, (_, c) => ({
        articleId: null,
        url: `https://news.example/${i}/${c}`,
        title: 'สรุปข่าวเศรษฐกิจและการเมืองประจำวัน',
        site: 'news.example',
        publishedIso: `2025-0${1 + (c % 9)}-12`,
        sentence: `${before}${fullThai}${after}`,
        start: before.length,
        end: before.length + fullThai.length,
        metAt: keptAt + c,
      })),
      note: '',
      tags: [],
    };
  });
}
