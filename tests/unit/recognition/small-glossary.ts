import { buildGlossary, type GlossaryIndex } from '../../../lib/glossary/index.ts';
import type { GlossaryEntry } from '../../../lib/glossary/types.ts';
import { createRecogniser, type Recogniser } from '../../../lib/recognition/recogniser.ts';
import type { Annotation, Entity, Mention } from '../../../lib/recognition/types.ts';

/** An entry with nothing but what a test needs. */
export function entry(thai: string, english: string, more: Partial<GlossaryEntry> = {}): GlossaryEntry {
  return {
    thai,
    english,
    otherEnglish: [],
    thaiAbbr: [],
    latin: [],
    short: [],
    otherThai: [],
    type: 'government',
    ...more,
  };
}

/** A few real bodies, enough for texts of a few sentences. */
export const SMALL_GLOSSARY: GlossaryIndex = buildGlossary(
  [
    entry('กระทรวงมหาดไทย', 'Ministry of Interior', { thaiAbbr: ['มท.'], short: ['~มหาดไทย'] }),
    entry('กระทรวงการคลัง', 'Ministry of Finance', { short: ['~คลัง'] }),
    entry('กรมทางหลวง', 'Department of Highways', { thaiAbbr: ['ทล.'] }),
    entry('กรมทางหลวงชนบท', 'Department of Rural Roads', { thaiAbbr: ['ทช.'] }),
    entry('คณะกรรมการการเลือกตั้ง', 'Election Commission of Thailand', { thaiAbbr: ['กกต.'], latin: ['ECT'] }),
    entry('กรมสอบสวนคดีพิเศษ', 'Department of Special Investigation', { latin: ['DSI'], short: ['ดีเอสไอ'] }),
    entry('รัฐสภา', 'National Assembly', { short: ['สภาฯ'], type: 'parliament' }),
    entry('ธนาคารแห่งประเทศไทย', 'Bank of Thailand', { thaiAbbr: ['ธปท.'], short: ['แบงก์ชาติ'], type: 'bank' }),
    entry('สำนักงาน ก.พ.', 'Office of the Civil Service Commission', { thaiAbbr: ['~ก.พ.'] }),
    entry('คณะกรรมการกลางว่าด้วยราคาสินค้าและบริการ', 'Central Committee on Prices of Goods and Services', {
      thaiAbbr: ['กกร.'],
    }),
    entry('สหภาพยุโรป', 'European Union', { latin: ['EU'], short: ['อียู'], type: 'international' }),
  ],
  [
    { forms: ['ก.พ.'], thai: 'กุมภาพันธ์', english: 'February', category: 'month', before: ['#'], after: ['#'] },
    { forms: ['น.'], thai: 'นาฬิกา', english: "o'clock", category: 'time', before: [], after: [] },
    { forms: ['จ.'], thai: 'จังหวัด', english: 'province', category: 'place', before: [], after: [] },
    {
      forms: ['รมว.'],
      thai: 'รัฐมนตรีว่าการกระทรวง',
      english: 'Minister',
      category: 'post',
      before: [],
      after: [],
    },
    { forms: ['กก.'], thai: 'กรรมการ', english: 'director', category: 'post', before: [], after: [] },
    { forms: ['กก.'], thai: 'กิโลกรัม', english: 'kilogram', category: 'unit', before: ['#'], after: [] },
  ],
);

export const smallRecogniser: Recogniser = createRecogniser({
  model: null,
  glossary: SMALL_GLOSSARY,
  compose: null,
});

export function surfaces(annotation: Annotation): string[] {
  return annotation.mentions.map((mention) => mention.surface);
}

export function mentionOf(annotation: Annotation, surface: string): Mention {
  const mention = annotation.mentions.find((m) => m.surface === surface);
  if (!mention) throw new Error(`no mention '${surface}' among: ${surfaces(annotation).join(' | ')}`);
  return mention;
}

export function entityOf(annotation: Annotation, surface: string): Entity {
  const { entity: id } = mentionOf(annotation, surface);
  const entity = annotation.entities.find((e) => e.id === id);
  if (!entity) throw new Error(`mention '${surface}' has no entity`);
  return entity;
}
