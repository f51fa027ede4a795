import { describe, expect, it } from 'vitest';
import { buildGlossary } from '../../../lib/glossary/index.ts';
import { createRecogniser } from '../../../lib/recognition/recogniser.ts';
import { entityOf, entry, mentionOf, surfaces } from './small-glossary.ts';

const recogniser = createRecogniser({
  model: null,
  compose: null,
  glossary: buildGlossary([
    entry('รัฐสภา', 'Parliament', { type: 'parliament' }),
    entry('รัฐสภาแคนาดา', 'Parliament of Canada', { type: 'parliament' }),
    entry('กระทรวงกลาโหม', 'Ministry of Defence', { short: ['~กลาโหม'] }),
    entry('กระทรวงกลาโหมแคนาดา', 'Department of National Defence'),
    entry('กรมประมง', 'Department of Fisheries', { short: ['~ประมง'] }),
    entry('กระทรวงการพัฒนาสังคม', 'Ministry of Social Development', { thaiAbbr: ['พส.'] }),
    entry('โรลส์-รอยซ์', 'Rolls-Royce', { type: 'company' }),
    entry('ฮอนด้า', 'Honda', { type: 'company' }),
    entry('สมาคมกีฬายกน้ำหนักแห่งประเทศไทย', 'Thailand Amateur Weightlifting Association', {
      type: 'association',
    }),
    entry('สมาคมประชาชาติแห่งเอเชียตะวันออกเฉียงใต้', 'Association of Southeast Asian Nations', {
      latin: ['ASEAN'],
      short: ['อาเซียน'],
      type: 'international',
    }),
  ]),
});

describe('bodies that every state has', () => {
  it('takes the country right behind the name', () => {
    const annotation = recogniser.annotate('ร่างกฎหมายผ่านรัฐสภาของแคนาดาแล้ว');
    expect(entityOf(annotation, 'รัฐสภา').english[0]).toBe('Parliament of Canada');
  });

  it('takes the country that the story is about', () => {
    const annotation = recogniser.annotate('นายกฯ แคนาดาแถลงที่กรุงออตตาวา แคนาดา\nกระทรวงกลาโหม จะส่งทหารไปช่วย');
    expect(entityOf(annotation, 'กระทรวงกลาโหม').english[0]).toBe('Department of National Defence');
  });

  it('stays with the Thai body in a story about Thailand, and for a country it has no body of', () => {
    const both = recogniser.annotate('ทูตแคนาดาพบ รมต.ไทย ที่ไทย โดยกระทรวงกลาโหม เป็นเจ้าภาพ');
    expect(entityOf(both, 'กระทรวงกลาโหม').english[0]).toBe('Ministry of Defence');
    const other = recogniser.annotate('เรื่องนี้รัฐสภาของเปรู ต้องตัดสิน');
    expect(entityOf(other, 'รัฐสภา').english[0]).toBe('Parliament');
  });

  it('keeps two countries apart in one text', () => {
    const annotation = recogniser.annotate('รัฐสภาไทย ส่งคณะไปเยือน ขณะที่รัฐสภาของแคนาดา ต้อนรับ');
    const english = annotation.mentions
      .filter((m) => m.surface === 'รัฐสภา')
      .map((m) => annotation.entities.find((e) => e.id === m.entity)?.english[0]);
    expect(english).toEqual(['Parliament', 'Parliament of Canada']);
  });
});

describe('municipalities', () => {
  it('are the body where it acts, and the town where something happens in it', () => {
    const text = 'เทศบาลนครขอนแก่น แจ้งปิดถนน เทศกาลจัดขึ้นในเทศบาลนครเซี่ยงไฮ้ทางตะวันออกของจีน';
    expect(surfaces(recogniser.annotate(text))).toEqual(['เทศบาลนครขอนแก่น']);
  });
});

describe('names without a head noun of their own', () => {
  it('takes in the head noun before it', () => {
    const annotation = recogniser.annotate('เครื่องยนต์ของบริษัทโรลส์-รอยซ์ มีปัญหา');
    expect(surfaces(annotation)).toEqual(['บริษัทโรลส์-รอยซ์']);
    expect(entityOf(annotation, 'บริษัทโรลส์-รอยซ์').english[0]).toBe('Rolls-Royce');
  });

  it('explains the name with its head noun', () => {
    const { glosses } = recogniser.annotate('ตัวแทนบริษัทโรลส์-รอยซ์ (Rolls-Royce) เข้าพบ');
    expect(glosses).toEqual([{ thai: 'บริษัทโรลส์-รอยซ์', english: 'Rolls-Royce', acronym: null }]);
  });

  it('leaves a maker alone where its car is meant', () => {
    expect(surfaces(recogniser.annotate('คนร้ายขับฮอนด้ารุ่นซีวิคหลบหนี'))).toEqual([]);
    expect(surfaces(recogniser.annotate('คนร้ายขับรถปิกอัพฮอนด้า หลบหนี'))).toEqual([]);
  });
});

describe('clipped and bare names', () => {
  it('takes a bare head noun for the body named before, however far', () => {
    const filler = 'นักกีฬาซ้อมหนักทุกวัน '.repeat(40);
    const annotation = recogniser.annotate(
      `สมาคมกีฬายกน้ำหนักแห่งประเทศไทย แถลงข่าว ${filler}ก่อนหน้านี้ สมาคมได้ยื่นเรื่องไว้`,
    );
    expect(mentionOf(annotation, 'สมาคม').entity).toBe(
      mentionOf(annotation, 'สมาคมกีฬายกน้ำหนักแห่งประเทศไทย').entity,
    );
  });

  it('does not take people of a trade for the department', () => {
    expect(surfaces(recogniser.annotate('เจ้าหน้าที่ประมง ลงเรือตรวจชายฝั่ง'))).toEqual([]);
  });

  it('reads initials in a hashtag, which has no dots', () => {
    const annotation = recogniser.annotate('ติดตามข่าวได้ที่นี่ #พส #ข่าวดี');
    expect(mentionOf(annotation, 'พส').kind).toBe('acronym');
    expect(entityOf(annotation, 'พส').english[0]).toBe('Ministry of Social Development');
  });
});

describe('a parenthesis that explains something else', () => {
  it('is no gloss of a body known by other English', () => {
    const annotation = recogniser.annotate('มาตรฐานที่ยั่งยืนของอาเซียน (ASEAN Taxonomy) มีผลแล้ว');
    expect(annotation.glosses).toEqual([]);
    expect(entityOf(annotation, 'อาเซียน').english[0]).toBe('Association of Southeast Asian Nations');
  });
});
