import { describe, expect, it } from 'vitest';
import { findInitials } from '../../../lib/recognition/acronyms.ts';
import {
  initialsAgree,
  isConcept,
  isLatinInitials,
  readLetterNames,
} from '../../../lib/recognition/latin-acronyms.ts';
import { soundAgreement } from '../../../lib/recognition/sound-agreement.ts';
import { frameText } from '../../../lib/recognition/text-frame.ts';
import { initialsFit, isThaiInitials } from '../../../lib/recognition/thai-initials.ts';

describe('Latin letters by their Thai names', () => {
  it.each([
    ['ดีเอสไอ', 'DSI'],
    ['ยูเอ็น', 'UN'],
    ['เอฟบีไอ', 'FBI'],
    ['ดับเบิลยูทีโอ', 'WTO'],
    ['เอพี', 'AP'],
  ])('reads %s as %s', (thai, letters) => {
    expect(readLetterNames(thai, 0)).toEqual({ letters, end: thai.length });
  });

  it('gives back a letter that a vowel or tone mark turns into another word', () => {
    expect(readLetterNames('ดีเอที่', 0)).toEqual({ letters: 'DA', end: 4 });
  });
});

describe('the form of initials', () => {
  it.each(['WHO', 'MoPH', 'CPTPP', 'AMCHAM', 'CP-TPP'])('takes %s', (word) =>
    expect(isLatinInitials(word)).toBe(true),
  );
  it.each(['Word', 'iPhone', 'X', 'who', 'TikTok'])('does not take %s', (word) =>
    expect(isLatinInitials(word)).toBe(false),
  );
  it.each(['ก.ล.ต.', 'กกต.', 'สธ', 'ศอ.บต.', 'ส.ป.ก.'])('takes %s', (word) =>
    expect(isThaiInitials(word)).toBe(true),
  );
  it.each(['กรุงเทพ', 'ก', 'กกต. ครับ', 'มาตรา'])('does not take %s', (word) =>
    expect(isThaiInitials(word)).toBe(false),
  );
  it.each(['AI', 'GDP', 'MOU', 'COVID-19'])('knows that %s names no body', (word) =>
    expect(isConcept(word)).toBe(true),
  );
});

describe('agreement', () => {
  it('of initials with an English name', () => {
    expect(initialsAgree('ADB', 'Asian Development Bank')).toBe(true);
    expect(initialsAgree('MoPH', 'Ministry of Public Health')).toBe(true);
    expect(initialsAgree('CEIS', 'China Economic Information Service')).toBe(true);
    expect(initialsAgree('XYZ', 'Asian Development Bank')).toBe(false);
  });

  it('of Thai initials with a Thai name, better when the first letters agree', () => {
    const frame = frameText('สำนักงานคณะกรรมการกำกับหลักทรัพย์และตลาดหลักทรัพย์');
    const body = 'สำนักงานคณะกรรมการ'.length;
    expect(initialsFit(frame, 'กลต', 0, body, frame.length)).toBeGreaterThan(0.8);
    expect(initialsFit(frame, 'ฮฮฮ', 0, body, frame.length)).toBe(0);
  });

  it('of sound between Thai and Latin spelling', () => {
    expect(soundAgreement('รอยเตอร์ส', 'Reuters')).toBeGreaterThan(0.7);
    expect(soundAgreement('รอยเตอร์ส', 'Bloomberg')).toBeLessThan(0.5);
  });
});

describe('initials in running text', () => {
  const found = (text: string) =>
    findInitials(frameText(text), new Map()).map((hit) => text.slice(hit.start, hit.end));
  it('finds Thai, Latin and spelled-out ones', () => {
    expect(found('ทั้ง กอนช. และ METI กับเคเอ็นพีพี เห็นพ้อง')).toEqual(['กอนช.', 'METI', 'เคเอ็นพีพี']);
  });
  it('passes over abbreviations that are explained', () => {
    const text = 'พล.ต.อ.สมชาย ใจดี';
    expect(findInitials(frameText(text), new Map([[0, 7]]))).toEqual([]);
  });
  it('leaves codes, addresses and concepts alone', () => {
    expect(found('รุ่น PEA298 ราคา GDP ที่ info@WHO และ www.WHO.int')).toEqual([]);
  });
});
