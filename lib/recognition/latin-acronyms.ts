/** What Latin initials look like, which ones are no organisation's, and how Thai spells them out (ดีเอสไอ = DSI). */

const LETTER_NAMES: readonly (readonly [string, string])[] = [
  ['ดับเบิลยู', 'W'],
  ['ดับเบิ้ลยู', 'W'],
  ['ดับบลิว', 'W'],
  ['ดับบลิว', 'W'],
  ['เอ็กซ์', 'X'],
  ['เอ็ก', 'X'],
  ['เอ็ม', 'M'],
  ['เอ็น', 'N'],
  ['แอล', 'L'],
  ['เอส', 'S'],
  ['เอฟ', 'F'],
  ['เอช', 'H'],
  ['เฮช', 'H'],
  ['อาร์', 'R'],
  ['คิว', 'Q'],
  ['วาย', 'Y'],
  ['แซด', 'Z'],
  ['แซท', 'Z'],
  ['เค', 'K'],
  ['เจ', 'J'],
  ['เอ', 'A'],
  ['บี', 'B'],
  ['ซี', 'C'],
  ['ดี', 'D'],
  ['อี', 'E'],
  ['จี', 'G'],
  ['ไอ', 'I'],
  ['โอ', 'O'],
  ['พี', 'P'],
  ['ที', 'T'],
  ['ยู', 'U'],
  ['วี', 'V'],
];

const byFirst = new Map<string, (readonly [string, string])[]>();
for (const pair of LETTER_NAMES) {
  const key = pair[0].charAt(0);
  const list = byFirst.get(key);
  if (list) list.push(pair);
  else byFirst.set(key, [pair]);
}

/**
 * Reads Latin letters spelled with their Thai names from `at` on, as many as there are. Longest names first suffices:
 * no name is a prefix of another name followed by a third, but for เอ (A), which yields to เอส, เอ็ม and the like.
 * A tone mark, vowel or ์ right after the last name means it was no letter name (ดี|้), so that one is given back.
 */
export function readLetterNames(text: string, at: number): { letters: string; end: number } {
  let letters = '';
  let end = at;
  while (letters.length < 12) {
    let found: readonly [string, string] | undefined;
    for (const pair of byFirst.get(text.charAt(end)) ?? []) {
      if (text.startsWith(pair[0], end) && !isAttached(text.charCodeAt(end + pair[0].length))) {
        found = pair;
        break;
      }
    }
    if (!found) break;
    letters += found[1];
    end += found[0].length;
  }
  return { letters, end };
}

function isAttached(code: number): boolean {
  return (code >= 0x0e30 && code <= 0x0e3a) || (code >= 0x0e45 && code <= 0x0e4e && code !== 0x0e46);
}

/**
 * Initials that name a concept, a thing, a unit or a kind of agreement, never one body (guideline: "generic concepts
 * and agreement kinds"). Compared without dots, blanks and case.
 */
const CONCEPTS = new Set(
  (
    'MOU MOA LOI FTA FTAS EPA GDP GNP GPP AI EV EVS BEV PHEV HEV IOT ESG BCG SDG SDGS YOY QOQ MOM YTD COVID COVID19 PM PM25 PM10 KPI KPIS OKR ROI ROE VAT ' +
    'NCD NCDS SME SMES MSME MSMES MICE EIA EHIA HIA IEE CSR PPP QR PCR RTPCR ATK DNA RNA SMS CEO CFO COO CTO CIO DJ MC VIP VVIP TV HD LED LCD USB PDF ' +
    'IT ICT ID IP OTP PIN ATM CCTV GPS GIS PR HR RD R&D QA QC CPI PPI PMI MPI SET50 SET100 LNG LPG NGV CNG PV CO2 CO GHG IUU PDPA ITA IDP FDI B2B B2C O2O G2G ' +
    'UN SDGS NEWNORMAL LIVE HIV AIDS ICU ER OPD IPD CT MRI EKG BMI WFH WIFI FM AM PC OS APP API URL HTML WWW UHD VDO BAU II BCR NPL NPLS LTV DSR THB USD EUR JPY CNY ' +
    'GMP GAP HACCP HALAL ISO GI OEM ODM SEZ TOR EGM AGM IPO REIT REITS ETF NFT STEM SUV GL CPR AED PPE TSIC HS CEPA RFD LTR VOA STV ED NON FAQ Q&A DIY FYI OK ' +
    'A B C D E F G H I J K L M N O P Q R S T U V W X Y Z AA AAA BBB BB KM CM MM KG MW KW GW GWH KWH VA HP CC ML PPM BTU RPM BC AD BE NO VS MVP GM FIFA19 U21 U19 U23 U17 ' +
    'PK ART MV EP CD DVD MP3 MP4 BTS2 AR VR XR 3D 2D 4D 5G 4G 3G 6G ASMR OT PT UV IQ EQ GPA GPAX TCAS ONET NT TOEIC TOEFL IELTS PISA EN THAI WELLNESS GREEN DATA SMART SOFT POWER ZOOM ' +
    'JV M&A CBAM RE100 EBITDA CAGR RON E20 E10 E85 B7 B10 B20 DC AC BOT KYC EKYC ERP CRM SAAS CLOUD BIG OPEN ONE STOP FREE SALE NEW NEWS HOT TOP BEST MOBILE ONLINE AGENDA TREND'
  ).split(' '),
);

/** Removed from the concepts: bodies that merely look like one (UN, THAI). */
CONCEPTS.delete('UN');
CONCEPTS.delete('THAI');
CONCEPTS.delete('BOT');

export function isConcept(letters: string): boolean {
  return CONCEPTS.has(letters.replace(/[.\s-]/g, '').toUpperCase());
}

/**
 * Whether a Latin word reads as initials: two to ten letters, digits, `&`, `-` or `/`, mostly capitals (WHO, MoPH, SMEs, CP-TPP).
 */
export function isLatinInitials(word: string): boolean {
  if (!/^[A-Z][A-Za-z0-9&./-]{1,11}$/.test(word)) return false;
  let upper = 0;
  let lower = 0;
  for (const char of word) {
    if (char >= 'A' && char <= 'Z') upper++;
    else if (char >= 'a' && char <= 'z') lower++;
  }
  return upper >= 2 && upper > lower;
}

const SMALL_WORDS = new Set([
  'of',
  'the',
  'and',
  'for',
  'in',
  'on',
  'to',
  'a',
  'an',
  'de',
  'with',
  'by',
  'at',
  'from',
]);

/**
 * Whether `initials` can be the short of `english` (Schwartz and Hearst 2003): its letters occur in order, the first
 * one beginning a word.
 */
export function initialsAgree(initials: string, english: string): boolean {
  const letters = initials.toLowerCase().replace(/[^a-z0-9]/g, '');
  const words = english
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .filter(Boolean);
  if (letters === '' || words.length === 0) return false;
  const firsts = words
    .filter((word) => !SMALL_WORDS.has(word))
    .map((word) => word.charAt(0))
    .join('');
  if (firsts === letters || words.map((word) => word.charAt(0)).join('') === letters) return true;
  const joined = words.join(' ');
  let at = joined.length - 1;
  for (let i = letters.length - 1; i >= 0; i--) {
    const letter = letters.charAt(i);
    while (at >= 0 && (joined.charAt(at) !== letter || (i === 0 && at > 0 && joined.charAt(at - 1) !== ' ')))
      at--;
    if (at < 0) return false;
    at--;
  }
  return true;
}
