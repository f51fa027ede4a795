import { headSet } from './organisation-heads.ts';
import { Char, classAt, isLatinLetter, isThaiLetter, type TextFrame } from './text-frame.ts';
import type { EntityType } from './types.ts';

/** English names of organisations in Thai running text: `State Street Bank`, `Maker Studios`, `DNV (Thailand) Co.,Ltd.` */
export interface LatinName {
  start: number;
  end: number;
  type: EntityType;
  rule: string;
}

const PHRASE =
  /[A-Z][\w&'’.-]*(?:(?: | & |, | and | of | for | of the | on | in )(?:\((?:Thailand|Asia|Singapore|Japan|China)\) )?[A-Z][\w&'’.-]*){0,9}(?:,? ?(?:Co\.,? ?Ltd\.?|Inc\.|Ltd\.|PLC|Plc))?/g;
/** Words that make the phrase a body's name, with the type they speak for. */
const NAMING: readonly (readonly [RegExp, EntityType])[] = [
  [
    /\b(?:Co|Ltd|Inc|PLC|Plc|Corp|Corporation|Company|Group|Holdings?|Partners|Studios?|Airlines|Airways|Motors?|Advisors|Securities|Capital|Ventures|Technologies|Industries|Entertainment|Pictures|Records|Pharma|Labs?)\b/,
    'company',
  ],
  [/\b(?:Bank|Financial)\b/, 'bank'],
  [/\b(?:University|College)\b/, 'university'],
  [/\b(?:Institute|Laboratory|Academy|Research)\b/, 'research'],
  [/\b(?:Association|Federation|Society|Union|Chamber|Alliance|Council)\b/, 'association'],
  [/\b(?:Foundation|Fund|Trust)\b/, 'foundation'],
  [/\b(?:News|Times|Post|Press|Broadcasting|TV|Media|Network|Journal|Herald)\b/, 'media'],
  [
    /\b(?:Ministry|Department|Agency|Authority|Commission|Office|Bureau|Administration|Board|Secretariat|Army|Navy|Police)\b/,
    'government',
  ],
  [/\b(?:Organi[sz]ation|Forum|Committee)\b/, 'international'],
  [/\b(?:Hospital|Clinic)\b/, 'hospital'],
];
/** Posts, and phrases that any report has. */
const NOT_BODIES =
  /\b(?:Director|Manager|Officer|President|Chairman|Minister|Secretary|Head|Governance|Day|Week|Award|Awards|Cup|League)\b|^Research and Development$/;
const GENERIC =
  /\b(?:Forum|Research|Office|Press|Fund|Network|Media|Board|Post|Union|Capital|Trust|Council)$/;
/** A longer run of Latin is an English sentence or text, where this rule is not at home. */
const LONGEST = 90;

export function findLatinNames(frame: TextFrame): LatinName[] {
  const names: LatinName[] = [];
  const { text } = frame;
  if (!/[A-Z]/.test(text)) return names;
  for (const found of text.matchAll(PHRASE)) {
    let surface = found[0].replace(/[,.&'’-]+$/, (tail) =>
      /(?:Ltd|Inc|Co)$/.test(found[0].slice(0, -tail.length)) ? tail.slice(0, 1) : '',
    );
    if (surface.length > LONGEST) continue;
    const start = found.index;
    const end = start + surface.length;
    if (isLatinLetter(classAt(frame, start - 1)) || isInEnglish(frame, start, end)) continue;
    const naming = NAMING.find(([words]) => words.test(surface));
    if (!naming) {
      const cued = cuedName(frame, start, end);
      if (cued) names.push(cued);
      continue;
    }
    surface = text.slice(start, end);
    const words = surface.split(' ').length;
    if (words === 1) continue;
    if (NOT_BODIES.test(surface) || (words === 2 && GENERIC.test(surface))) continue;
    names.push({ start, end, type: naming[1], rule: words === 2 ? 'pattern.latin.two' : 'pattern.latin' });
  }
  return names;
}

/** Thai words before a Latin name of any kind that say what it is; the head nouns among them belong to the name. */
const HEADED =
  /(?:บริษัท|สำนักข่าว|ธนาคาร|หนังสือพิมพ์|นิตยสาร|สโมสร|มหาวิทยาลัย|พรรค|องค์กร|มูลนิธิ|สมาคม|สายการบิน|สถานีโทรทัศน์|สถาบัน) ?$/;
const CUED = /(?:เว็บไซต์|เว็บข่าว|เว็บ|แบรนด์|ค่าย|ค่ายเพลง|ค่ายหนัง|เพจ|แฟนเพจ|ช่อง|สตาร์ทอัพ|สตาร์ทอัป|สตูดิโอ) ?$/;

function cuedName(frame: TextFrame, start: number, end: number): LatinName | null {
  const before = frame.text.slice(Math.max(0, start - 14), start);
  const headed = HEADED.exec(before);
  if (headed) {
    const from = start - headed[0].length;
    return {
      start: from,
      end,
      type: headSet.startingAt(frame, from)?.value.type ?? 'company',
      rule: 'pattern.latin.headed',
    };
  }
  return CUED.test(before) ? { start, end, type: 'media', rule: 'pattern.latin.cued' } : null;
}

/** Whether the words beside it are English too: then the phrase is part of an English text. */
function isInEnglish(frame: TextFrame, start: number, end: number): boolean {
  const before = classAt(frame, start - 1) === Char.space && isLatinLetter(classAt(frame, start - 2));
  const after = classAt(frame, end) === Char.space && classAt(frame, end + 1) === Char.lower;
  const thaiNear =
    isThaiLetter(classAt(frame, end + 1)) ||
    isThaiLetter(classAt(frame, start - 2)) ||
    isThaiLetter(classAt(frame, start - 1));
  return (before || after) && !thaiNear;
}
