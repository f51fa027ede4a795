import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { composeEnglish, type LookUp } from '../../../lib/glossary/compose.ts';
import { placeOf } from '../../../lib/glossary/place-names.ts';
import { spellPlace } from '../../../lib/glossary/place-words.ts';

const known: Record<string, { english: string; type: string; generic: boolean }> = {
  สำนักงานพาณิชย์จังหวัด: { english: 'Provincial Commercial Office', type: 'government', generic: true },
  สำนักงานเขตพื้นที่การศึกษาประถมศึกษา: {
    english: 'Primary Educational Service Area Office',
    type: 'government',
    generic: true,
  },
  เขตสุขภาพ: { english: 'Health Region', type: 'government', generic: true },
  สำนักข่าวซินหัว: { english: 'Xinhua News Agency', type: 'media', generic: false },
  มหาวิทยาลัยเชียงใหม่: { english: 'Chiang Mai University', type: 'university', generic: false },
  โตโยต้า: { english: 'Toyota', type: 'company', generic: false },
};
const lookUp: LookUp = (thai) => known[thai] ?? null;
const english = (thai: string) => composeEnglish(thai, lookUp)?.english ?? null;

describe('composed English', () => {
  it.each([
    ['องค์การบริหารส่วนตำบลแม่สอด', 'Mae Sot Subdistrict Administrative Organization'],
    ['อบต.บางเสาธง', 'Bang Sao Thong Subdistrict Administrative Organization'],
    ['เทศบาลนครหาดใหญ่', 'Hat Yai City Municipality'],
    ['เทศบาลเมืองศรีราชา', 'Si Racha Town Municipality'],
    ['สภ.ปากช่อง', 'Pak Chong Police Station'],
    ['สภ.เมืองนครราชสีมา', 'Mueang Nakhon Ratchasima Police Station'],
    ['สน.ลุมพินี', 'Lumphini Metropolitan Police Station'],
    ['ศาลจังหวัดเชียงราย', 'Chiang Rai Provincial Court'],
    ['ตำรวจภูธรภาค 5', 'Provincial Police Region 5'],
    ['มณฑลทหารบกที่ 21', '21st Military Circle'],
    ['มณฑลทหารบกที่ 12', '12th Military Circle'],
    ['โรงพยาบาลแม่สาย', 'Mae Sai Hospital'],
    ['วิทยาลัยเทคนิคน่าน', 'Nan Technical College'],
    ['สำนักงานพาณิชย์จังหวัดตรัง', 'Trang Provincial Commercial Office'],
    ['สำนักงานเขตพื้นที่การศึกษาประถมศึกษาลำปาง เขต 2', 'Lampang Primary Educational Service Area Office Area 2'],
    ['เขตสุขภาพที่ 9', 'Health Region 9'],
    ['สำนักข่าวซินหัวสาขาเซี่ยงไฮ้', 'Xinhua News Agency, Shanghai Branch'],
    ['คณะแพทยศาสตร์ มหาวิทยาลัยเชียงใหม่', 'Faculty of Medicine, Chiang Mai University'],
    ['สถานเอกอัครราชทูต ณ กรุงโตเกียว', 'Royal Thai Embassy, Tokyo'],
    ['สถานเอกอัครราชทูตฟิลิปปินส์ประจำประเทศไทย', null],
    ['กระทรวงการต่างประเทศญี่ปุ่น', 'Ministry of Foreign Affairs of Japan'],
    ['กระทรวงกลาโหมสหรัฐฯ', 'Ministry of Defence of the United States'],
    ['หอการค้าจังหวัดระนอง', 'Ranong Chamber of Commerce'],
    ['บริษัท ABC Motors จำกัด (มหาชน)', 'ABC Motors Public Company Limited'],
  ])('%s: %s', (thai, expected) => {
    expect(english(thai)).toBe(expected);
  });

  it('says nothing of a firm or school whose own name nobody here can spell', () => {
    expect(english('บริษัท รุ่งทรัพย์มณีกุล จำกัด')).toBeNull();
    expect(english('โรงเรียนพิทยาคมวัชรานุกูล')).toBeNull();
  });

  it('keeps the Thai of such a name only when asked, and the known parts around it', () => {
    expect(composeEnglish('บริษัท รุ่งทรัพย์มณีกุล จำกัด', lookUp, { keepThai: true })).toMatchObject({
      english: 'รุ่งทรัพย์มณีกุล Company Limited',
      type: 'company',
    });
  });

  it('says nothing of words that are no name', () => {
    for (const text of ['', 'กกต.', 'ประเทศไทย', 'โรงเรียน', 'ก'.repeat(300)])
      expect(english(text)).toBeNull();
  });
});

describe('spelling of places', () => {
  const rows = readFileSync(
    new URL('../../fixtures/glossary/official-spellings.tsv', import.meta.url),
    'utf8',
  )
    .trim()
    .split('\n')
    .slice(1)
    .map((line) => line.split('\t') as [string, string, string]);
  const spelled = rows.map(([thai, official]) => ({
    thai,
    official,
    answer: placeOf(thai)?.english ?? spellPlace(thai),
  }));

  it('is measured on 300 official spellings: what is spelled is right in at least 95 of 100 names', () => {
    expect(rows.length).toBeGreaterThanOrEqual(300);
    const answered = spelled.filter((row) => row.answer);
    const wrong = answered.filter((row) => row.answer !== row.official);
    expect(answered.length).toBeGreaterThan(90);
    expect(
      wrong.length / answered.length,
      wrong.map((w) => `${w.thai} ${w.official} ${w.answer}`).join('; '),
    ).toBeLessThan(0.05);
  });

  it('leaves family names in Thai: their owners spell them', () => {
    const family = rows.flatMap(([thai, , kind]) => (kind === 'family' ? [spellPlace(thai)] : []));
    expect(family.filter(Boolean)).toEqual([]);
  });

  it('never cuts inside a syllable', () => {
    expect(spellPlace('นาำบ้าน')).toBeNull();
    expect(spellPlace('บางกะเจ้า')).toBeNull();
  });
});
