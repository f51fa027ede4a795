/**
 * English for names that no list has, composed from known parts. It is always marked as composed: it says what the name
 * means, not what the body calls itself. Where a proper part has no sure English spelling it stays in Thai, and where
 * nothing but such a part would be left the answer is null.
 */
import { type Place, placeOf, provinceOf } from './place-names.ts';
import { spellPlace } from './place-words.ts';

export interface ComposedName {
  english: string;
  type: string;
  /** Thai parts whose English is sure. */
  knownParts: readonly string[];
}

/** What the glossary says of a Thai name written exactly so. */
export interface KnownName {
  english: string;
  type: string;
  /** A kind of body, one in each province or ministry (note `generic`), not one body. */
  generic: boolean;
}
export type LookUp = (thai: string) => KnownName | null;

interface Part {
  english: string;
  known: string[];
  /** False: a Thai proper name is left in it. */
  whole: boolean;
  place?: Place;
}

interface Pattern {
  heads: readonly string[];
  type: string;
  /** `{}` stands for the proper part. */
  english: string;
  /** What the proper part must be; `name`: a place, or a name left in Thai. */
  rest: 'place' | 'name' | 'number' | 'country' | 'city';
}

const pattern = (heads: string, type: string, english: string, rest: Pattern['rest'] = 'place'): Pattern => ({
  heads: heads.split('|'),
  type,
  english,
  rest,
});

/** Longest head first, so that สถานีตำรวจภูธรตำบล is tried before สถานีตำรวจภูธร. */
const PATTERNS: readonly Pattern[] = [
  pattern('องค์การบริหารส่วนตำบล|อบต.', 'local-government', '{} Subdistrict Administrative Organization'),
  pattern('องค์การบริหารส่วนจังหวัด|อบจ.', 'local-government', '{} Provincial Administrative Organization'),
  pattern('เทศบาลนคร|ทน.', 'local-government', '{} City Municipality'),
  pattern('เทศบาลเมือง|ทม.', 'local-government', '{} Town Municipality'),
  pattern('เทศบาลตำบล|ทต.', 'local-government', '{} Subdistrict Municipality'),
  pattern('สภาองค์การบริหารส่วนจังหวัด', 'local-government', '{} Provincial Administrative Organization Council'),
  pattern('สถานีตำรวจนครบาล|สน.', 'military-police', '{} Metropolitan Police Station'),
  pattern(
    'สถานีตำรวจภูธรอำเภอ|สถานีตำรวจภูธรตำบล|สถานีตำรวจภูธร|สภ.อ.|สภ.ต.|สภ.',
    'military-police',
    '{} Police Station',
  ),
  pattern('ตำรวจภูธรจังหวัด|ภ.จว.', 'military-police', '{} Provincial Police'),
  pattern('ตำรวจภูธรภาค|บช.ภ.', 'military-police', 'Provincial Police Region {}', 'number'),
  pattern('กองบังคับการตำรวจนครบาล|บก.น.', 'military-police', 'Metropolitan Police Division {}', 'number'),
  pattern('มณฑลทหารบกที่|มทบ.', 'military-police', '{} Military Circle', 'number'),
  pattern('ศาลจังหวัด', 'court', '{} Provincial Court'),
  pattern('ศาลแขวง', 'court', '{} Municipal Court'),
  pattern('ศาลปกครอง', 'court', '{} Administrative Court'),
  pattern('ศาลเยาวชนและครอบครัวจังหวัด', 'court', '{} Juvenile and Family Court'),
  pattern('ศาลแรงงานภาค', 'court', 'Labour Court Region {}', 'number'),
  pattern('ศาลอุทธรณ์ภาค', 'court', 'Court of Appeal Region {}', 'number'),
  pattern(
    'ศาลอาญาคดีทุจริตและประพฤติมิชอบภาค',
    'court',
    'Criminal Court for Corruption and Misconduct Cases Region {}',
    'number',
  ),
  pattern('เรือนจำกลาง', 'government', '{} Central Prison'),
  pattern('เรือนจำจังหวัด', 'government', '{} Provincial Prison'),
  pattern('เรือนจำอำเภอ', 'government', '{} District Prison'),
  pattern('เรือนจำ', 'government', '{} Prison'),
  pattern('ทัณฑสถานหญิง', 'government', "{} Women's Correctional Institution"),
  pattern('ที่ว่าการอำเภอ', 'government', '{} District Office'),
  pattern('สำนักงานเขต', 'local-government', '{} District Office'),
  pattern('ด่านศุลกากร', 'government', '{} Customs House'),
  pattern('ด่านตรวจคนเข้าเมือง|ด่าน ตม.', 'military-police', '{} Immigration Checkpoint'),
  pattern('โรงพยาบาลส่งเสริมสุขภาพตำบล|รพ.สต.', 'hospital', '{} Subdistrict Health Promoting Hospital'),
  pattern('โรงพยาบาลค่าย', 'hospital', 'Fort {} Hospital', 'name'),
  pattern('โรงพยาบาลสมเด็จพระยุพราช', 'hospital', '{} Crown Prince Hospital'),
  pattern('โรงพยาบาล|รพ.', 'hospital', '{} Hospital', 'name'),
  pattern('วิทยาลัยเทคนิค', 'school', '{} Technical College', 'name'),
  pattern('วิทยาลัยอาชีวศึกษา', 'school', '{} Vocational College', 'name'),
  pattern('วิทยาลัยการอาชีพ', 'school', '{} Industrial and Community Education College', 'name'),
  pattern('วิทยาลัยเกษตรและเทคโนโลยี', 'school', '{} College of Agriculture and Technology', 'name'),
  pattern('วิทยาลัยนาฏศิลป', 'school', '{} College of Dramatic Arts', 'name'),
  pattern('วิทยาลัยพยาบาลบรมราชชนนี', 'school', 'Boromarajonani College of Nursing, {}', 'name'),
  pattern('วิทยาลัยชุมชน', 'school', '{} Community College', 'name'),
  pattern('มหาวิทยาลัยราชภัฏ', 'university', '{} Rajabhat University', 'name'),
  pattern('มหาวิทยาลัย', 'university', '{} University', 'name'),
  pattern('โรงเรียนอนุบาล', 'school', 'Anuban {} School', 'name'),
  pattern('โรงเรียนเทศบาล', 'school', '{} Municipal School', 'name'),
  pattern('โรงเรียน|รร.|ร.ร.', 'school', '{} School', 'name'),
  pattern('หอการค้าจังหวัด', 'association', '{} Chamber of Commerce'),
  pattern('สภาอุตสาหกรรมจังหวัด', 'association', 'Federation of Thai Industries, {} Chapter'),
  pattern('สมาคมกีฬาแห่งจังหวัด|สมาคมกีฬาจังหวัด', 'sports', '{} Provincial Sports Association'),
  pattern('สมาคมธุรกิจท่องเที่ยวจังหวัด', 'association', '{} Tourist Business Association'),
  pattern('สมาคมโรงแรม', 'association', '{} Hotels Association', 'place'),
  pattern('สถานเอกอัครราชทูต|สถานทูต|สอท.', 'government', 'Embassy of {}', 'country'),
  pattern(
    'สถานเอกอัครราชทูต ณ กรุง|สถานเอกอัครราชทูตไทย ณ กรุง|สอท. ณ กรุง',
    'government',
    'Royal Thai Embassy, {}',
    'city',
  ),
  pattern('สถานเอกอัครราชทูต ณ|สถานเอกอัครราชทูตไทย ณ|สอท. ณ', 'government', 'Royal Thai Embassy, {}', 'city'),
  pattern(
    'สถานกงสุลใหญ่ ณ นคร|สถานกงสุลใหญ่ ณ เมือง|สถานกงสุลใหญ่ ณ|สถานกงสุลใหญ่ไทย ณ นคร',
    'government',
    'Royal Thai Consulate-General, {}',
    'city',
  ),
  pattern('สมาคมแพทย์', 'association', 'Medical Association of {}', 'country'),
  pattern('กระทรวงการต่างประเทศ', 'government', 'Ministry of Foreign Affairs of {}', 'country'),
  pattern('กระทรวงกลาโหม', 'government', 'Ministry of Defence of {}', 'country'),
  pattern('กระทรวงพาณิชย์', 'government', 'Ministry of Commerce of {}', 'country'),
  pattern('กระทรวงสาธารณสุข', 'government', 'Ministry of Health of {}', 'country'),
  pattern('กระทรวงการคลัง', 'government', 'Ministry of Finance of {}', 'country'),
  pattern('กระทรวงคมนาคม', 'government', 'Ministry of Transport of {}', 'country'),
  pattern('กระทรวงศึกษาธิการ', 'government', 'Ministry of Education of {}', 'country'),
  pattern('กระทรวงเกษตร', 'government', 'Ministry of Agriculture of {}', 'country'),
  pattern('กระทรวงมหาดไทย', 'government', 'Ministry of the Interior of {}', 'country'),
  pattern('กองทัพบก', 'military-police', '{} Army', 'country'),
  pattern('กองทัพเรือ', 'military-police', '{} Navy', 'country'),
  pattern('กองทัพอากาศ', 'military-police', '{} Air Force', 'country'),
  pattern('กองทัพ', 'military-police', 'Armed Forces of {}', 'country'),
  pattern('ธนาคารกลาง', 'bank', 'Central Bank of {}', 'country'),
  pattern('รัฐสภา', 'parliament', 'Parliament of {}', 'country'),
  pattern('วุฒิสภา', 'parliament', 'Senate of {}', 'country'),
];

const BY_HEAD: readonly { head: string; pattern: Pattern }[] = PATTERNS.flatMap((p) =>
  p.heads.map((head) => ({ head, pattern: p })),
).sort((a, b) => b.head.length - a.head.length);

/** ที่ and the words that show what kind of place follows, which the English does not repeat. */
const PLACE_LABELS = /^(?:จังหวัด|จ\.|อำเภอ|อ\.|ตำบล|ต\.|ประจำจังหวัด|ประเทศ|แห่ง|ประจำ)\s*/;
const ORDINALS = ['th', 'st', 'nd', 'rd'];

function ordinal(number: number): string {
  const tens = number % 100;
  return `${number}${tens > 10 && tens < 14 ? 'th' : (ORDINALS[number % 10] ?? 'th')}`;
}

function placePart(thai: string): Part | null {
  const bare = thai.trim().replace(PLACE_LABELS, '').trim();
  if (bare.startsWith('เมือง') && bare.length > 5) {
    const town = provinceOf(bare.slice(5));
    if (town) return { english: `Mueang ${town.english}`, known: [bare], whole: true, place: town };
  }
  const place = placeOf(bare);
  if (place) return { english: place.english, known: [bare], whole: true, place };
  const spelled = spellPlace(bare);
  return spelled ? { english: spelled, known: [bare], whole: true } : null;
}

function restPart(rest: string, wanted: Pattern['rest'], lookUp: LookUp): Part | null {
  const bare = rest.trim();
  if (bare === '') return null;
  if (wanted === 'number') {
    const digits = bare.replace(/^ที่\s*/, '');
    return /^\d{1,3}$/.test(digits) ? { english: digits, known: [bare], whole: true } : null;
  }
  const place = placePart(bare);
  if (wanted === 'country') return place?.place?.kind === 'country' ? place : null;
  if (wanted === 'city')
    return place?.place?.kind === 'city' || place?.place?.kind === 'country' ? place : null;
  if (place && place.place?.kind !== 'country') return place;
  const known = lookUp(bare);
  if (known && !known.generic && wanted === 'name')
    return { english: known.english, known: [bare], whole: true };
  // Latin stays as it is; Thai that nobody here can spell stays Thai.
  if (wanted === 'name') return { english: bare, known: [], whole: !/[\u0e00-\u0e7f]/.test(bare) };
  return null;
}

const filled = (template: string, part: string) =>
  template.replace('{}', part.replace(/^the /, template.startsWith('{}') ? '' : 'the '));

function byPattern(thai: string, lookUp: LookUp): (Part & { type: string }) | null {
  for (const { head, pattern: p } of BY_HEAD) {
    if (!thai.startsWith(head) || thai.length === head.length) continue;
    const rest = restPart(thai.slice(head.length), p.rest, lookUp);
    if (!rest) continue;
    const english =
      p.english === '{} Military Circle'
        ? `${ordinal(Number(rest.english))} Military Circle`
        : filled(p.english, rest.english);
    return { english, known: [head, ...rest.known], whole: rest.whole, type: p.type };
  }
  return null;
}

/** สำนักงานพาณิชย์จังหวัดเชียงราย: a kind of body that the glossary knows, and whose it is. */
function byGenericHead(thai: string, lookUp: LookUp): (Part & { type: string }) | null {
  for (let cut = thai.length - 2; cut >= 4; cut--) {
    const head = lookUp(thai.slice(0, cut));
    if (!head?.generic) continue;
    const rest = thai.slice(cut);
    const numbered = /^\s*(?:ที่|เขต|ภาค)?\s*(\d{1,3})(?:\s+(.+))?$/.exec(rest);
    if (numbered) {
      const where = numbered[2] ? placePart(numbered[2].replace(/^[(]|[)]$/g, '')) : null;
      if (numbered[2] && !where) continue;
      return {
        english: `${head.english} ${numbered[1]}${where ? `, ${where.english}` : ''}`,
        known: [thai.slice(0, cut)],
        whole: true,
        type: head.type,
      };
    }
    const area = /^(.*?)\s*เขต\s*(\d{1,2})$/.exec(rest);
    const place = placePart(area ? area[1]! : rest);
    if (!place || place.place?.kind === 'country') continue;
    return {
      english: `${place.english} ${head.english}${area ? ` Area ${area[2]}` : ''}`,
      known: [thai.slice(0, cut), ...place.known],
      whole: true,
      type: head.type,
    };
  }
  return null;
}

/** …สาขาเซี่ยงไฮ้, …แห่งประเทศจีน, …จังหวัดตรัง behind a body that is known. */
function byKnownBody(thai: string, lookUp: LookUp): (Part & { type: string }) | null {
  const branch = /^(.{4,}?)\s*(สาขา|ประจำจังหวัด|จังหวัด|ภาค|แห่งประเทศ|ประจำประเทศ|แห่ง)\s*(.{2,})$/.exec(thai);
  if (branch) {
    const [, body, link, where] = branch as unknown as [string, string, string, string];
    const known = lookUp(body.trim());
    if (known && !known.generic) {
      if (link === 'ภาค' && /^\d+$/.test(where)) {
        return { english: `${known.english} Region ${where}`, known: [body], whole: true, type: known.type };
      }
      const place = placePart(where);
      if (place && link === 'สาขา')
        return {
          english: `${known.english}, ${place.english} Branch`,
          known: [body, where],
          whole: true,
          type: known.type,
        };
      if (place && /จังหวัด/.test(link) && place.place?.kind === 'province') {
        return {
          english: `${known.english}, ${place.english} Province`,
          known: [body, where],
          whole: true,
          type: known.type,
        };
      }
      if (place?.place?.kind === 'country' && /ประเทศ|แห่ง/.test(link)) {
        return {
          english: `${known.english} of ${place.english}`,
          known: [body, where],
          whole: true,
          type: known.type,
        };
      }
    }
  }
  return null;
}

const UNIVERSITY_UNITS: readonly [string, string][] = [
  ['คณะแพทยศาสตร์', 'Faculty of Medicine'],
  ['คณะนิติศาสตร์', 'Faculty of Law'],
  ['คณะรัฐศาสตร์', 'Faculty of Political Science'],
  ['คณะเศรษฐศาสตร์', 'Faculty of Economics'],
  ['คณะวิศวกรรมศาสตร์', 'Faculty of Engineering'],
  ['คณะวิทยาศาสตร์', 'Faculty of Science'],
  ['คณะเกษตรศาสตร์', 'Faculty of Agriculture'],
  ['คณะเกษตร', 'Faculty of Agriculture'],
  ['คณะประมง', 'Faculty of Fisheries'],
  ['คณะวนศาสตร์', 'Faculty of Forestry'],
  ['คณะสัตวแพทยศาสตร์', 'Faculty of Veterinary Science'],
  ['คณะทันตแพทยศาสตร์', 'Faculty of Dentistry'],
  ['คณะเภสัชศาสตร์', 'Faculty of Pharmaceutical Sciences'],
  ['คณะพยาบาลศาสตร์', 'Faculty of Nursing'],
  ['คณะสาธารณสุขศาสตร์', 'Faculty of Public Health'],
  ['คณะครุศาสตร์', 'Faculty of Education'],
  ['คณะศึกษาศาสตร์', 'Faculty of Education'],
  ['คณะนิเทศศาสตร์', 'Faculty of Communication Arts'],
  ['คณะอักษรศาสตร์', 'Faculty of Arts'],
  ['คณะศิลปศาสตร์', 'Faculty of Liberal Arts'],
  ['คณะมนุษยศาสตร์', 'Faculty of Humanities'],
  ['คณะสังคมศาสตร์', 'Faculty of Social Sciences'],
  ['คณะสถาปัตยกรรมศาสตร์', 'Faculty of Architecture'],
  ['คณะบริหารธุรกิจ', 'Faculty of Business Administration'],
  ['คณะพาณิชยศาสตร์และการบัญชี', 'Faculty of Commerce and Accountancy'],
];

function byUniversity(thai: string, lookUp: LookUp): (Part & { type: string }) | null {
  for (const [head, english] of UNIVERSITY_UNITS) {
    if (!thai.startsWith(head)) continue;
    const university = lookUp(thai.slice(head.length).trim());
    if (university?.type === 'university') {
      return {
        english: `${english}, ${university.english}`,
        known: [head, thai.slice(head.length).trim()],
        whole: true,
        type: 'university',
      };
    }
  }
  return null;
}

/** Legal forms, longest first; `{}` is the firm's own name. */
const LEGAL_FORMS: readonly [RegExp, string, string][] = [
  [
    /^บริษัทหลักทรัพย์จัดการกองทุน\s*(.+?)\s*จำกัด(?:\s*\(มหาชน\))?$/,
    '{} Asset Management Company Limited',
    'company',
  ],
  [/^บริษัทหลักทรัพย์\s*(.+?)\s*จำกัด\s*\(มหาชน\)$/, '{} Securities Public Company Limited', 'company'],
  [/^บริษัทหลักทรัพย์\s*(.+?)\s*จำกัด$/, '{} Securities Company Limited', 'company'],
  [/^ธนาคาร\s*(.+?)\s*จำกัด\s*\(มหาชน\)$/, '{} Bank Public Company Limited', 'bank'],
  [/^(?:บริษัท|บมจ\.)\s*(.+?)\s*จำกัด\s*\(มหาชน\)$/, '{} Public Company Limited', 'company'],
  [/^บมจ\.\s*(.+)$/, '{} Public Company Limited', 'company'],
  [/^(?:บริษัท|บจก\.)\s*(.+?)\s*จำกัด$/, '{} Company Limited', 'company'],
  [/^บจก\.\s*(.+)$/, '{} Company Limited', 'company'],
  [/^(?:ห้างหุ้นส่วนจำกัด|หจก\.)\s*(.+)$/, '{} Limited Partnership', 'company'],
];

function byLegalForm(thai: string, lookUp: LookUp): (Part & { type: string }) | null {
  for (const [form, english, type] of LEGAL_FORMS) {
    const own = form.exec(thai)?.[1];
    if (!own) continue;
    const known = lookUp(own) ?? lookUp(`บริษัท ${own}`);
    // A known firm's English already has a legal form, or is how it is called.
    if (known) return { english: known.english, known: [own], whole: true, type };
    const country = /^(.+?)\s*\((?:ประเทศไทย|ไทยแลนด์)\)$/.exec(own);
    if (country) {
      const inner = lookUp(country[1]!);
      return inner
        ? { english: filled(english, `${inner.english} (Thailand)`), known: [country[1]!], whole: true, type }
        : {
            english: filled(english, `${country[1]} (Thailand)`),
            known: [],
            whole: !/[\u0e00-\u0e7f]/.test(country[1]!),
            type,
          };
    }
    return { english: filled(english, own), known: [], whole: !/[\u0e00-\u0e7f]/.test(own), type };
  }
  return null;
}

/**
 * `thai`: a name in normal form. The answer holds Thai only where a firm, school or hospital is named after something
 * that has no sure spelling, and only if `keepThai` says so; otherwise null.
 */
export function composeEnglish(
  thai: string,
  lookUp: LookUp,
  options: { keepThai?: boolean } = {},
): ComposedName | null {
  const name = thai.trim();
  if (name.length < 4 || name.length > 200) return null;
  const part =
    byUniversity(name, lookUp) ??
    byGenericHead(name, lookUp) ??
    byPattern(name, lookUp) ??
    byKnownBody(name, lookUp) ??
    byLegalForm(name, lookUp);
  if (!part || (!part.whole && !options.keepThai)) return null;
  return { english: part.english, type: part.type, knownParts: part.known };
}
