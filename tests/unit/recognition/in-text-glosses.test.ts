import { describe, expect, it } from 'vitest';
import { entityOf, mentionOf, smallRecogniser, surfaces } from './small-glossary.ts';

function glossesOf(text: string) {
  return smallRecogniser.annotate(text).glosses;
}

describe('names that the text explains in parentheses', () => {
  const name = 'สำนักงานพัฒนาทุ่งลาดตะวัน';
  const english = 'Sunfield Development Agency';
  const forms: [string, string, string | null, string | null][] = [
    ['English', `${name} (${english})`, english, null],
    ['initials', `${name} (SDA)`, null, 'SDA'],
    ['English: initials', `${name} (${english}: SDA)`, english, 'SDA'],
    ['English – initials', `${name} (${english} – SDA)`, english, 'SDA'],
    ['English, initials', `${name} (${english}, SDA)`, english, 'SDA'],
    ['initials: English', `${name} (SDA: ${english})`, english, 'SDA'],
    ['English (initials)', `${name} (${english} (SDA))`, english, 'SDA'],
    ['English หรือ initials', `${name} (${english} หรือ SDA)`, english, 'SDA'],
    ['Thai initials', `${name} (สพต.)`, null, 'สพต.'],
    ['dotted Thai initials', `${name} (ส.พ.ต.)`, null, 'ส.พ.ต.'],
    ['no space before', `${name}(${english})`, english, null],
    ['quotation marks', `“${name}” (${english})`, english, null],
  ];
  it.each(forms)('reads %s', (_form, pair, wantEnglish, wantAcronym) => {
    expect(glossesOf(`ผู้อำนวยการ${pair} แถลงข่าวเมื่อวานนี้`)).toEqual([
      { thai: name, english: wantEnglish, acronym: wantAcronym },
    ]);
  });

  it('reads a Thai short form of the same head noun', () => {
    expect(glossesOf('นายกสมาคมผู้ปลูกดอกคำใต้แห่งสยาม (สมาคมผู้ปลูกฯ) กล่าวเปิดงาน')).toEqual([
      { thai: 'สมาคมผู้ปลูกดอกคำใต้แห่งสยาม', english: null, acronym: 'สมาคมผู้ปลูกฯ' },
    ]);
  });

  it('reads the body out of a post abbreviated with it', () => {
    expect(glossesOf('รัฐมนตรีว่าการกระทรวงมหาดไทย (รมว.มท.) ลงพื้นที่')).toEqual([
      { thai: 'กระทรวงมหาดไทย', english: null, acronym: 'มท.' },
    ]);
  });

  it.each([
    ['อธิบดี', 'กรมทางหลวงชนบท (ทช.)', 'กรมทางหลวงชนบท'],
    ['เลขาธิการ', 'คณะกรรมการการเลือกตั้ง (กกต.)', 'คณะกรรมการการเลือกตั้ง'],
    ['การประชุมร่วมกับ', 'สถาบันวิจัยข้าวหอมเหนือ (Northern Rice Research Institute: NRRI)', 'สถาบันวิจัยข้าวหอมเหนือ'],
    ['จัดขึ้นโดย', 'ศูนย์ข้อมูลลุ่มน้ำปิง (Ping Basin Data Center)', 'ศูนย์ข้อมูลลุ่มน้ำปิง'],
    ['งาน', 'มหกรรมสินค้าชุมชนนานาชาติ (ICPX)', 'มหกรรมสินค้าชุมชนนานาชาติ'],
  ])('finds where the name begins after %s', (before, pair, thai) => {
    expect(glossesOf(`เมื่อวานนี้ ${before}${pair} ครั้งที่ 5`).map((gloss) => gloss.thai)).toEqual([thai]);
  });

  it.each([
    'บริษัท ทดสอบไทย จำกัด (มหาชน) แจ้งผลประกอบการ',
    'สถาบันทดสอบแห่งชาติ (องค์การมหาชน) จัดสอบ',
    'บริษัท ทดสอบ (ประเทศไทย) จำกัด',
    'นายสมชาย ใจดี (Somchai Jaidee) กล่าว',
    'ผู้อำนวยการฝ่ายตลาด (Marketing Director) เข้าร่วม',
    'เมื่อวันที่ (12 มีนาคม 2568) ที่ผ่านมา',
    'ระยะทาง 5 กิโลเมตร (กม.) จากตัวเมือง',
    'อ่านต่อที่เว็บไซต์ (https://example.or.th/a) วันนี้',
    'ปัญญาประดิษฐ์ (AI) กำลังเปลี่ยนโลก',
    'ลงนามบันทึกความเข้าใจ (MOU) ร่วมกัน',
    'แนวคิดเศรษฐกิจหมุนเวียน (Circular Economy) เป็นเรื่องใหม่',
  ])('takes no gloss from: %s', (text) => {
    expect(glossesOf(text)).toEqual([]);
  });

  it('marks the name, the English and the initials as one body', () => {
    const annotation = smallRecogniser.annotate(
      'สถาบันวิจัยข้าวหอมเหนือ (Northern Rice Research Institute: NRRI) แถลงข่าว',
    );
    expect(surfaces(annotation)).toEqual(['สถาบันวิจัยข้าวหอมเหนือ', 'Northern Rice Research Institute', 'NRRI']);
    expect(new Set(annotation.mentions.map((m) => m.entity)).size).toBe(1);
    const entity = entityOf(annotation, 'NRRI');
    expect(entity).toMatchObject({
      glossSource: 'article',
      english: ['Northern Rice Research Institute'],
      acronyms: ['NRRI'],
    });
    expect(mentionOf(annotation, 'NRRI').evidence[0]).toMatchObject({ source: 'gloss' });
  });

  it('knows the initials in the rest of the article, and before', () => {
    const annotation = smallRecogniser.annotate(
      'NRRI เปิดตัวข้าวพันธุ์ใหม่\nสถาบันวิจัยข้าวหอมเหนือ (Northern Rice Research Institute: NRRI) แถลงว่า NRRI พร้อมแจกพันธุ์',
    );
    expect(annotation.mentions.filter((m) => m.surface === 'NRRI')).toHaveLength(3);
    expect(annotation.entities).toHaveLength(1);
  });

  it('puts the article before the glossary where they disagree on initials', () => {
    const annotation = smallRecogniser.annotate(
      'คณะกรรมการร่วมผู้ค้าข้าวสามภาค (กกร.) ประชุมวันนี้ โดย กกร. เห็นว่าควรขยายตลาด',
    );
    expect(entityOf(annotation, 'กกร.').english).not.toContain(
      'Central Committee on Prices of Goods and Services',
    );
    expect(entityOf(annotation, 'กกร.').thai).toBe('คณะกรรมการร่วมผู้ค้าข้าวสามภาค');
  });
});
