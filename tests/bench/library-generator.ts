// A library of any size out of a seed: for measurements, stress and pictures. Its texts are made of sentences written for it.
import { selectorsOf } from '../../lib/library/mention-selectors.ts';
import type { ArticleRow, BodyRow, KeptNameRow, MentionRow } from '../../lib/library/rows.ts';
import type { EntityType } from '../../lib/recognition/types.ts';

export interface LibrarySize {
  articles: number;
  mentions: number;
  names: number;
  seed: number;
}

export const LARGE: LibrarySize = { articles: 10_000, mentions: 250_000, names: 20_000, seed: 7 };

/** Numbers of 0…1 that are the same in every engine (mulberry32, Tommy Ettinger, public domain). */
export function randomSource(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

const HEADS: [thai: string, english: string, type: EntityType][] = [
  ['กระทรวง', 'Ministry of', 'government'],
  ['กรม', 'Department of', 'government'],
  ['สำนักงานคณะกรรมการ', 'Office of the Commission on', 'government'],
  ['คณะกรรมการ', 'Commission on', 'government'],
  ['องค์การบริหารส่วนตำบล', 'Subdistrict Administration of', 'local-government'],
  ['สถาบันวิจัย', 'Research Institute of', 'research'],
  ['สมาคม', 'Association of', 'association'],
  ['มูลนิธิ', 'Foundation for', 'foundation'],
  ['ธนาคาร', 'Bank of', 'bank'],
  ['มหาวิทยาลัย', 'University of', 'university'],
  ['โรงพยาบาล', 'Hospital of', 'hospital'],
  ['สภา', 'Council of', 'association'],
  ['ศูนย์ส่งเสริม', 'Centre for the Promotion of', 'government'],
  ['การท่าเรือ', 'Port Authority of', 'state-enterprise'],
];
const TOPICS: [string, string][] = [
  ['การค้าตัวอย่าง', 'Sample Trade'],
  ['พลังงานทดแทน', 'Renewable Energy'],
  ['เกษตรพื้นบ้าน', 'Local Farming'],
  ['ขนส่งทางราง', 'Rail Transport'],
  ['น้ำและป่าไม้', 'Water and Forests'],
  ['สุขภาพชุมชน', 'Community Health'],
  ['การศึกษาทางไกล', 'Distance Learning'],
  ['ท่องเที่ยวเมืองรอง', 'Secondary-City Tourism'],
  ['ประมงชายฝั่ง', 'Coastal Fisheries'],
  ['นวัตกรรมดิจิทัล', 'Digital Innovation'],
  ['แรงงานข้ามแดน', 'Cross-Border Labour'],
  ['อาหารปลอดภัย', 'Safe Food'],
  ['สิ่งทอไทย', 'Thai Textiles'],
  ['ภาพยนตร์สั้น', 'Short Films'],
  ['ยานยนต์ไฟฟ้า', 'Electric Vehicles'],
  ['คุ้มครองผู้ใช้ไฟ', 'Electricity Consumers'],
];
const PLACES: [string, string][] = [
  ['บางทราย', 'Bang Sai'],
  ['หนองแก้ว', 'Nong Kaeo'],
  ['ท่าเรือเหนือ', 'Tha Ruea Nuea'],
  ['ดอนงาม', 'Don Ngam'],
  ['เขาน้อย', 'Khao Noi'],
  ['วังทอง', 'Wang Thong'],
  ['ปากน้ำใหม่', 'Pak Nam Mai'],
  ['คลองลาน', 'Khlong Lan'],
  ['ห้วยใส', 'Huai Sai'],
  ['บึงกว้าง', 'Bueng Kwang'],
];
const CONSONANTS = 'กขคงจชซญดตถทธนบปผพฟภมยรลวศสหอ';

/** Sentences with room for a name. */
const SENTENCES = [
  '{}แถลงผลการดำเนินงานในไตรมาสที่ผ่านมา พร้อมยืนยันว่างบประมาณปีหน้าจะลดลงเพียงเล็กน้อย',
  'ผู้แทนของ{}กล่าวหลังการประชุมว่า ทุกฝ่ายเห็นพ้องกันเรื่องกรอบเวลา แต่ยังต้องหารือเรื่องค่าใช้จ่าย',
  'ชาวบ้านในพื้นที่รวมตัวยื่นหนังสือถึง{} ขอให้เร่งแก้ปัญหาถนนชำรุดก่อนถึงฤดูฝน',
  'ทั้งนี้ {}จะเปิดรับฟังความคิดเห็นจากประชาชนเป็นเวลา 30 วัน ผ่านทางเว็บไซต์และสำนักงานในจังหวัด',
  'รายงานของ{}ระบุว่าราคาสินค้าเกษตรปรับตัวขึ้นร้อยละ 4 เมื่อเทียบกับช่วงเดียวกันของปีก่อน',
  'ก่อนหน้านี้ {}ลงนามบันทึกความร่วมมือกับหน่วยงานท้องถิ่น เพื่อพัฒนาระบบเตือนภัยน้ำท่วม',
  'นักวิชาการตั้งข้อสังเกตว่า{}ควรเปิดเผยข้อมูลให้มากกว่านี้ เพื่อให้ตรวจสอบได้',
  'ด้าน{}ชี้แจงว่าโครงการดังกล่าวผ่านการประเมินผลกระทบสิ่งแวดล้อมแล้วตั้งแต่ปี 2566',
  'งานนี้จัดขึ้นโดย{} มีผู้เข้าร่วมกว่า 1,200 คนจากทั่วประเทศ',
  'เจ้าหน้าที่ของ{}ลงพื้นที่ตรวจสอบเมื่อวานนี้ และคาดว่าจะสรุปผลได้ภายในสัปดาห์หน้า',
];
const PLAIN = [
  'บรรยากาศเป็นไปอย่างคึกคัก มีการแสดงดนตรีพื้นบ้านและจำหน่ายสินค้าของชุมชนตลอดทั้งวัน',
  'สภาพอากาศในช่วงสามวันข้างหน้ายังมีฝนกระจายเป็นแห่ง ๆ ขอให้เกษตรกรระวังผลผลิตเสียหาย',
  'อย่างไรก็ตาม ยังไม่มีการยืนยันอย่างเป็นทางการถึงวันเริ่มก่อสร้าง',
  'ผู้เชี่ยวชาญมองว่าแนวโน้มดังกล่าวจะดำเนินต่อไปอีกอย่างน้อยสองปี',
  'ที่ประชุมยังหารือถึงแนวทางลดต้นทุนการขนส่ง ซึ่งเป็นภาระสำคัญของผู้ประกอบการรายย่อย',
  'ราคาน้ำมันในตลาดโลกที่ผันผวนทำให้ต้นทุนเพิ่มขึ้นต่อเนื่องเป็นเดือนที่สาม',
];
const TITLES = [
  '{}เผยแผนงานปีหน้า เน้นลดขั้นตอนและเปิดเผยข้อมูล',
  'จับตา{}ประชุมใหญ่ ลุ้นมติเรื่องงบประมาณ',
  '{}จับมือท้องถิ่นเดินหน้าโครงการนำร่อง',
  'ชาวบ้านขอ{}เร่งแก้ปัญหาก่อนหน้าฝน',
  'เปิดรายงาน{} ชี้เศรษฐกิจชุมชนฟื้นตัว',
];
const SITES = [
  'khao.example.org',
  'sarn.example.com',
  'rai-wan.example.net',
  'muang.example.org',
  'thongthin.example.com',
];
const TAGS = ['budget', 'energy', 'local', 'อ่านต่อ', 'thesis', 'transport'];

const id = (kind: string, n: number) =>
  `0193${kind}-${(n >>> 16).toString(16).padStart(4, '0')}-7${(n & 0xfff).toString(16).padStart(3, '0')}-8${((n >>> 12) & 0xfff).toString(16).padStart(3, '0')}-${n.toString(16).padStart(12, '0')}`;

const START = Date.UTC(2022, 0, 1);
const DAY = 86_400_000;

/** Bodies with names that are all different; every tenth is known by its acronym alone. */
export function generateBodies(size: LibrarySize): BodyRow[] {
  const random = randomSource(size.seed);
  const bodies: BodyRow[] = [];
  const seen = new Set<string>();
  for (let n = 0; bodies.length < size.names; n++) {
    const [headThai, headEnglish, type] = HEADS[Math.floor(random() * HEADS.length)]!;
    const [topicThai, topicEnglish] = TOPICS[Math.floor(random() * TOPICS.length)]!;
    const [placeThai, placeEnglish] = PLACES[Math.floor(random() * PLACES.length)]!;
    const number = n < HEADS.length * 40 ? '' : `ที่ ${1 + Math.floor(random() * 400)}`;
    const thai = `${headThai}${topicThai}${placeThai}${number}`;
    if (seen.has(thai)) continue;
    seen.add(thai);
    const letters = Array.from({ length: 3 }, () => CONSONANTS[Math.floor(random() * CONSONANTS.length)]);
    const acronym = `${letters.join('')}.`;
    const english = `${headEnglish} ${topicEnglish}, ${placeEnglish}${number.replace('ที่', ' No.')}`;
    const known = random();
    bodies.push({
      id: id('b0d1', bodies.length),
      createdAt: START,
      updatedAt: START,
      deletedAt: null,
      key: `body:th:${thai}`,
      type,
      thai,
      english: known < 0.85 ? [english] : [],
      acronyms: known < 0.4 ? [acronym] : [],
      names: known < 0.4 ? [thai, acronym] : [thai],
      glossSource: known < 0.5 ? 'builtin' : known < 0.7 ? 'article' : known < 0.85 ? 'composed' : 'none',
      mergedInto: null,
      note: '',
    });
  }
  return bodies;
}

export interface GeneratedArticle {
  article: ArticleRow;
  mentions: MentionRow[];
}

/** The `n`th article and its mentions, the same for the same size and number. */
export function generateArticle(size: LibrarySize, bodies: readonly BodyRow[], n: number): GeneratedArticle {
  const random = randomSource(size.seed * 1_000_003 + n);
  const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)]!;
  const perArticle = Math.round(size.mentions / size.articles);
  // News names a few bodies all the time and most of them hardly ever: the n-th about in proportion to 1/n.
  const drawBody = () => bodies[Math.min(bodies.length - 1, Math.floor(bodies.length ** random() - 1))]!;
  const cast = Array.from({ length: Math.max(2, Math.round(perArticle * 0.6)) }, drawBody);
  const places: { start: number; body: BodyRow; surface: string }[] = [];
  let text = '';
  const write = (pattern: string, body: BodyRow | null) => {
    const [before, after] = pattern.split('{}');
    text += before;
    if (body && after !== undefined) {
      const surface = body.acronyms[0] && random() < 0.5 ? body.acronyms[0] : body.thai;
      places.push({ start: text.length, body, surface });
      text += surface + after;
    }
  };
  write(pick(TITLES), cast[0]!);
  const title = text;
  for (let i = 1; i < perArticle; i++) {
    text += i === 1 || random() < 0.3 ? '\n' : ' ';
    write(pick(SENTENCES), pick(cast));
    if (random() < 0.45) text += ` ${pick(PLAIN)}`;
  }
  const day = Math.floor(random() * 1400);
  const createdAt = START + day * DAY + Math.floor(random() * DAY) + n;
  const articleId = id('a271', n);
  const site = pick(SITES);
  const url = `https://${site}/news/${n}`;
  const publishedIso = random() < 0.97 ? new Date(START + day * DAY).toISOString().slice(0, 10) : null;
  const article: ArticleRow = {
    id: articleId,
    createdAt,
    updatedAt: createdAt,
    deletedAt: null,
    url,
    site,
    title,
    byline: random() < 0.5 ? 'ปรียา นักเขียน' : null,
    publishedIso,
    language: 'th',
    text,
    html: text
      .split('\n')
      .slice(1)
      .map((line) => `<p>${line}</p>`)
      .join(''),
    contentHash: n.toString(16).padStart(64, '0'),
    meta: {
      title,
      byline: null,
      publishedAt: publishedIso,
      site,
      canonicalUrl: url,
      source: null,
      dateline: null,
      dates: [],
    },
    tags: TAGS.filter(() => random() < 0.08),
    starred: random() < 0.06,
    readAt: random() < 0.6 ? createdAt + DAY : null,
    note: random() < 0.03 ? 'ตรวจสอบตัวเลขกับรายงานประจำปี' : '',
    versionCount: 0,
    mentionCount: places.length,
  };
  const mentions = places.map(({ start, body, surface }, i): MentionRow => {
    const selectors = selectorsOf(text, start, start + surface.length);
    return {
      id: id('3e17', n * 256 + i),
      createdAt,
      updatedAt: createdAt,
      deletedAt: null,
      articleId,
      bodyId: body.id,
      kind: surface === body.acronyms[0] ? 'acronym' : 'name',
      surface,
      start,
      end: start + surface.length,
      selectors,
      confidence: 0.9,
      evidence: 'glossary: ตัวอย่าง',
      note: random() < 0.004 ? 'เทียบกับฉบับภาษาอังกฤษ' : '',
    };
  });
  return { article, mentions };
}

/** A few kept names, out of the bodies named most. */
export function generateKept(bodies: readonly BodyRow[], count: number): KeptNameRow[] {
  return bodies
    .filter((body) => body.english.length > 0)
    .slice(0, count)
    .map((body, n) => ({
      id: id('4e97', n),
      createdAt: START + n * DAY,
      updatedAt: START + n * DAY,
      deletedAt: null,
      key: body.thai,
      bodyId: body.id,
      thai: body.thai,
      english: body.english[0]!,
      acronyms: body.acronyms,
      type: body.type,
      glossSource: body.glossSource,
      contexts: [
        {
          articleId: null,
          url: 'https://khao.example.org/news/1',
          title: 'แผนงานปีหน้า',
          site: 'khao.example.org',
          publishedIso: '2024-03-01',
          sentence: `รายงานของ${body.thai}ระบุว่าราคาสินค้าเกษตรปรับตัวขึ้น`,
          start: 9,
          end: 9 + body.thai.length,
          metAt: START + n * DAY,
        },
      ],
      note: '',
      tags: [],
    }));
}
