import { describe, expect, it } from 'vitest';
import { createRecogniser } from '../../../lib/recognition/recogniser.ts';
import { entityOf, entry, mentionOf, SMALL_GLOSSARY, smallRecogniser, surfaces } from './small-glossary.ts';

describe('names of the glossary', () => {
  it('takes the longest name', () => {
    const annotation = smallRecogniser.annotate('กรมทางหลวงชนบทประชุมร่วมกับกรมทางหลวง');
    expect(surfaces(annotation)).toEqual(['กรมทางหลวงชนบท', 'กรมทางหลวง']);
  });

  it('labels a body inside a title, and not the title', () => {
    expect(surfaces(smallRecogniser.annotate('นายสมชาย ใจดี อธิบดีกรมทางหลวง กล่าว'))).toEqual(['กรมทางหลวง']);
  });

  it('reads a clipped ministry after a post, and leaves the ordinary word alone', () => {
    const annotation = smallRecogniser.annotate('รมว.มหาดไทย สั่งการแล้ว ขณะที่คลังสินค้าเต็ม');
    expect(mentionOf(annotation, 'มหาดไทย').kind).toBe('short');
    expect(entityOf(annotation, 'มหาดไทย').english[0]).toBe('Ministry of Interior');
    expect(surfaces(annotation)).not.toContain('คลัง');
  });

  it('knows Latin initials spelled out in Thai', () => {
    const annotation = smallRecogniser.annotate('ด้านดีเอสไอ ระบุว่าคดีคืบหน้า');
    expect(mentionOf(annotation, 'ดีเอสไอ').kind).toBe('acronym');
    expect(entityOf(annotation, 'ดีเอสไอ').english[0]).toBe('Department of Special Investigation');
  });

  it('does not find a short form in the middle of Latin words', () => {
    expect(surfaces(smallRecogniser.annotate('ชมภาพยนตร์เรื่อง The EU Story ได้แล้ว'))).not.toContain('EU');
  });

  it('keeps decomposed ํา and zero-width spaces inside the span, and offsets into the text as given', () => {
    const text = 'ผู้บริหารส\u0e4dานักงาน\u200bก.พ. และกรม\u200bทางหลวง ชี้แจง';
    const annotation = smallRecogniser.annotate(text);
    expect(surfaces(annotation)).toContain('กรม\u200bทางหลวง');
    for (const m of annotation.mentions) expect(text.slice(m.start, m.end)).toBe(m.surface);
  });
});

describe('short forms', () => {
  it('resolves สภาฯ to the council that the text names, not to parliament', () => {
    const annotation = smallRecogniser.annotate(
      'ประธานสภาส่งเสริมหัตถกรรมล้านนา (Lanna Craft Council) เปิดงาน\nสภาฯ จะจัดงานอีกในปีหน้า',
    );
    expect(mentionOf(annotation, 'สภาฯ').entity).toBe(mentionOf(annotation, 'สภาส่งเสริมหัตถกรรมล้านนา').entity);
    expect(entityOf(annotation, 'สภาฯ').english[0]).toBe('Lanna Craft Council');
  });

  it('resolves บริษัทฯ to the company named before', () => {
    const annotation = smallRecogniser.annotate('บริษัท ทดสอบการช่าง จำกัด รับงานก่อสร้าง โดยบริษัทฯ จะเริ่มในเดือนหน้า');
    expect(mentionOf(annotation, 'บริษัทฯ').entity).toBe(mentionOf(annotation, 'บริษัท ทดสอบการช่าง จำกัด').entity);
  });

  it('leaves a bare head noun alone when nothing was named', () => {
    expect(surfaces(smallRecogniser.annotate('ทางบริษัทจะชี้แจงต่อไป และกรมจะติดตาม'))).toEqual([]);
  });

  it('knows the same initials with and without dots', () => {
    const annotation = smallRecogniser.annotate('สำนักงานบุกเบิกตลาดฮาลาล (สบตฮ.) และ ส.บ.ต.ฮ. คือหน่วยงานเดียวกัน');
    expect(mentionOf(annotation, 'ส.บ.ต.ฮ.').entity).toBe(mentionOf(annotation, 'สบตฮ.').entity);
  });
});

describe('abbreviations', () => {
  it('takes ก.พ. for February beside figures and for the commission elsewhere', () => {
    const month = smallRecogniser.annotate('เมื่อวันที่ 10 ก.พ. 2568');
    expect(entityOf(month, 'ก.พ.').english).toEqual(['February']);
    const body = smallRecogniser.annotate('สำนักงาน ก.พ. เปิดสอบ');
    expect(entityOf(body, 'สำนักงาน ก.พ.').english[0]).toBe('Office of the Civil Service Commission');
  });

  it('takes the meaning that stands right before the parenthesis', () => {
    const annotation = smallRecogniser.annotate('ราคาต่อกิโลกรัม (กก.) ปรับขึ้น');
    expect(entityOf(annotation, 'กก.').thai).toBe('กิโลกรัม');
  });

  it('finds no one-letter abbreviation at the end of a word', () => {
    expect(surfaces(smallRecogniser.annotate('ขอบคุณครับอาจ. แล้วพบกัน'))).not.toContain('จ.');
  });
});

describe('where the English comes from', () => {
  const text =
    'สำนักงานพัฒนาทุ่งลาดตะวัน (Sunfield Development Agency) แถลงร่วมกับกรมทางหลวง และสำนักงานสวนไม้หอมแห่งชาติ';
  it('prefers the reader over the article over the built-in glossary', () => {
    const builtin = smallRecogniser.annotate(text);
    expect(entityOf(builtin, 'กรมทางหลวง')).toMatchObject({ glossSource: 'builtin' });
    expect(entityOf(builtin, 'สำนักงานพัฒนาทุ่งลาดตะวัน')).toMatchObject({ glossSource: 'article' });
    const user = createRecogniser({
      model: null,
      glossary: SMALL_GLOSSARY,
      compose: null,
      user: [entry('สำนักงานพัฒนาทุ่งลาดตะวัน', 'My Sunfield'), entry('กรมทางหลวง', 'My Highways')],
    }).annotate(text);
    expect(entityOf(user, 'กรมทางหลวง')).toMatchObject({
      glossSource: 'user',
      english: ['My Highways', 'Department of Highways'],
    });
    expect(entityOf(user, 'สำนักงานพัฒนาทุ่งลาดตะวัน')).toMatchObject({ glossSource: 'user' });
    expect(entityOf(user, 'สำนักงานพัฒนาทุ่งลาดตะวัน').english[0]).toBe('My Sunfield');
  });

  it('composes only what nothing else knows, and says so', () => {
    const composed = createRecogniser({
      model: null,
      glossary: SMALL_GLOSSARY,
      compose: (thai) =>
        thai === 'โรงพยาบาลทุ่งลาด'
          ? { english: 'Thung Lat Hospital', type: 'hospital', knownParts: ['โรงพยาบาล'] }
          : null,
    }).annotate('นำส่งโรงพยาบาลทุ่งลาด เมื่อคืนนี้');
    expect(entityOf(composed, 'โรงพยาบาลทุ่งลาด')).toMatchObject({
      glossSource: 'composed',
      english: ['Thung Lat Hospital'],
    });
  });

  it('shows no English rather than a guess', () => {
    expect(entityOf(smallRecogniser.annotate('นำส่งโรงพยาบาลทุ่งลาด เมื่อคืนนี้'), 'โรงพยาบาลทุ่งลาด')).toMatchObject({
      glossSource: 'none',
      english: [],
    });
  });
});
