import type { Abbreviation } from '../glossary/index-types.ts';
import { findInitials } from './acronyms.ts';
import { addEvidence, addFeature, type Candidate, CandidatePool } from './candidates.ts';
import { actCues, leftCues, placeCues, postCues, productCues, rightStops, titleCues } from './edge-cues.ts';
import {
  type BodyHit,
  entryHasForm,
  findGlossaryHits,
  type GlossaryHit,
  type GlossaryReader,
} from './glossary-matches.ts';
import { type GlossReading, readInTextGlosses } from './in-text-glosses.ts';
import { type KnownSpan, KnownSpans } from './known-spans.ts';
import { isConcept, isLatinInitials, readLetterNames } from './latin-acronyms.ts';
import { findLatinNames } from './latin-names.ts';
import { findPatternHits } from './name-patterns.ts';
import type { NameSource } from './name-source.ts';
import { headSet, WHOLE_HEADS } from './organisation-heads.ts';
import { pairParentheses } from './parentheses.ts';
import { countrySet } from './places.ts';
import { extendRight } from './right-extensions.ts';
import { signName } from './sign-names.ts';
import {
  Char,
  canBreak,
  classAt,
  isLatinLetter,
  isOpenLeft,
  isOpenRight,
  isThaiLetter,
  skipSpacesRight,
  type TextFrame,
} from './text-frame.ts';
import { isThaiInitials } from './thai-initials.ts';
import type { EntityType, MentionKind } from './types.ts';
import { WordSet } from './word-set.ts';

/** All that the sources say of one text, before anything is decided. */
export interface Gathered {
  frame: TextFrame;
  pool: CandidatePool;
  glosses: GlossReading[];
  /** Keys of the entities that an abbreviation candidate means: `a:<glossary>:<number>`. */
  abbreviations: Map<string, Abbreviation>;
}

export interface Sources {
  model: NameSource | null;
  readers: readonly GlossaryReader[];
}

export function gatherCandidates(frame: TextFrame, sources: Sources): Gathered {
  const { readers } = sources;
  const pool = new CandidatePool();
  const abbreviations = new Map<string, Abbreviation>();
  const found = readers.map((reader) => findGlossaryHits(frame.text, reader));
  const hits = found.flatMap(({ hits }) => hits.map((hit) => trimHit(frame, hit, readers)));
  const modelSpans = sources.model?.find(frame.text) ?? [];
  const spans: KnownSpan[] = [];
  for (const hit of hits) {
    if (hit.sense === 'abbreviation') addAbbreviation(frame, pool, hit, readers, abbreviations);
    else {
      const type = typeOf(hit, readers);
      addBody(frame, pool, hit, type);
      const span = knownSpan(hit, type, readers);
      spans.push(span);
      const headStart = bareNameHead(frame, hit);
      if (headStart >= 0) spans.push({ ...span, start: headStart });
    }
  }
  for (const hit of found.flatMap(({ inner }) => inner))
    spans.push(knownSpan(hit, typeOf(hit, readers), readers));
  for (const span of modelSpans) {
    if (span.type !== 'organization') continue;
    const end = withoutCountry(frame, span.start, span.end);
    spans.push({ start: span.start, end, weight: span.confidence, source: 'model' });
    addModelName(frame, pool, { ...span, end });
  }
  const known = new KnownSpans(spans);
  addExtensions(frame, pool);
  addCompounds(frame, pool);
  addHeadedNames(frame, pool);
  addHolders(frame, pool);
  for (const hit of findPatternHits(frame)) {
    const candidate = pool.at(hit.start, hit.end, 'name', hit.type);
    addFeature(candidate, hit.rule);
    addEvidence(candidate, { source: 'pattern', weight: 0.5, detail: hit.rule.slice('pattern.'.length) });
  }
  const longLatin: { start: number; end: number }[] = [];
  for (const hit of findLatinNames(frame)) {
    const candidate = pool.at(hit.start, hit.end, 'name', hit.type);
    addFeature(candidate, hit.rule);
    addEvidence(candidate, { source: 'pattern', weight: 0.5, detail: 'Latin name' });
    if (hit.rule === 'pattern.latin') longLatin.push(hit);
  }
  notePartsOfLatin(pool.list, longLatin);
  const taken = new Map<number, number>();
  for (const { kind, start, end } of pool.list)
    if (kind === 'abbreviation') taken.set(start, Math.max(end, taken.get(start) ?? 0));
  for (const hit of findInitials(frame, taken)) {
    const candidate = pool.at(hit.start, hit.end, 'acronym', 'other');
    addFeature(candidate, hit.rule);
    addEvidence(candidate, { source: 'acronym-rule', weight: 0.4, detail: hit.letters });
    if (hit.rule === 'initials.thai.tag') addDottedKey(candidate, hit.letters, readers);
  }
  const glosses = readInTextGlosses(frame, pairParentheses(frame), known);
  for (const [index, gloss] of glosses.entries()) addGloss(frame, pool, gloss, `x:${index}`);
  const model = modelSpans.map((span) => {
    const isOrganisation = span.type === 'organization';
    const end = isOrganisation ? withoutCountry(frame, span.start, span.end) : span.end;
    return { ...span, end, isOrganisation };
  });
  for (const candidate of pool.list) {
    if (candidate.kind !== 'abbreviation') addContext(frame, candidate);
  }
  // Without a model its silence says nothing: names found by their head nouns alone are trusted more.
  if (sources.model) noteModel(pool.list, model);
  else
    for (const candidate of pool.list) if (candidate.group === 'pattern') addFeature(candidate, 'no.model');
  return { frame, pool, glosses, abbreviations };
}

/** Whose initials a hashtag has, if they are known with a dot: `#พม` is `พม.` */
function addDottedKey(candidate: Candidate, letters: string, readers: readonly GlossaryReader[]): void {
  for (const reader of readers) {
    for (const form of [`${letters}.`, `${[...letters].join('.')}.`, letters]) {
      const id = reader.index.find(form);
      const sense = id < 0 ? undefined : reader.form(id).senses[0];
      if (sense?.kind !== 'body') continue;
      candidate.keys.add(`${reader.name === 'user' ? 'u' : 'b'}:${sense.entry}`);
      candidate.type = reader.type(sense.entry);
      addFeature(candidate, 'tag.known');
      return;
    }
  }
}

function typeOf(hit: BodyHit, readers: readonly GlossaryReader[]): EntityType {
  return readers.find((reader) => reader.name === hit.glossary)?.type(hit.entry) ?? 'other';
}

/** The part of a form that the guideline marks: without the country after ของ, without งาน before an event. */
function trimHit(frame: TextFrame, hit: GlossaryHit, readers: readonly GlossaryReader[]): GlossaryHit {
  if (hit.sense !== 'body') return hit;
  const end = withoutCountry(frame, hit.start, hit.end);
  const isEvent = typeOf(hit, readers) === 'event';
  const start =
    isEvent && frame.text.startsWith('งาน', hit.start) && hit.end - hit.start > 8 ? hit.start + 3 : hit.start;
  return start === hit.start && end === hit.end ? hit : { ...hit, start, end };
}

function knownSpan(hit: BodyHit, type: EntityType, readers: readonly GlossaryReader[]): KnownSpan {
  const reader = readers.find((r) => r.name === hit.glossary);
  return {
    start: hit.start,
    end: hit.end,
    weight: 0.9,
    source: hit.glossary === 'user' ? 'user' : 'glossary',
    type,
    entry: hit.entry,
    role: hit.role,
    guarded: hit.guarded,
    ...(reader && {
      hasForm: (form: string) => entryHasForm(reader, hit.entry, form),
      initials: reader.hasInitials(hit.entry),
    }),
  };
}

/** What kind of mention a form of a body is, by its role and its script. */
function kindOf(surface: string, role: BodyHit['role'], type: EntityType): MentionKind {
  if (role === 'thai-abbr') return 'acronym';
  if (role === 'latin') return isLatinInitials(surface) || !/[a-z]/.test(surface) ? 'acronym' : 'name';
  if (role === 'short') {
    const spelled = readLetterNames(surface, 0);
    if (spelled.end === surface.length && spelled.letters.length >= 2) return 'acronym';
    return isThaiInitials(surface) ? 'acronym' : 'short';
  }
  if ((role === 'other-english' || role === 'other-thai') && isLatinInitials(surface)) return 'acronym';
  return type === 'event' || type === 'programme' ? 'event' : 'name';
}

function addBody(frame: TextFrame, pool: CandidatePool, hit: BodyHit, type: EntityType): void {
  const surface = frame.text.slice(hit.start, hit.end);
  const candidate = pool.at(hit.start, hit.end, kindOf(surface, hit.role, type), type, true);
  candidate.keys.add(`${hit.glossary === 'user' ? 'u' : 'b'}:${hit.entry}`);
  const alone = headSet.startingAt(frame, hit.start);
  const isHead = alone !== null && alone.word === surface && !WHOLE_HEADS.has(surface);
  addFeature(candidate, isHead ? 'glossary.head' : glossaryFeature(frame, hit, surface));
  if (hit.guarded && hit.role === 'short') noteActing(frame, candidate, hit);
  if (isParliamentWord(frame, hit, surface)) addFeature(candidate, 'chamber');
  if (hit.glossary === 'user') addFeature(candidate, 'user');
  if (type === 'event' || type === 'programme')
    addFeature(candidate, `glossary.event.${candidate.kind === 'event' ? 'name' : candidate.kind}`);
  addEvidence(candidate, {
    source: hit.glossary === 'user' ? 'user' : 'glossary',
    weight: hit.guarded ? 0.5 : 0.9,
    detail: hit.role,
  });
}

/** Words that begin like one of the acts and are none. */
const NO_ACT =
  /^(?:ของ|ได้แก่|ได้ที่|ได้ทาง|รอบ|รอง|ตั้งแต่|แก้ว|จัดการ|รับผิดชอบ|จับต้อง|จังหวัด|นำเข้า|นำร่อง|ขององ|พบบ่อย|ร่วมสมัย|ออนไลน์|ออกจาก|ตรวจคน)/;

/** Signs that a word which is also a clipped name is one: it begins a headline or a sentence, and it acts. */
function noteActing(frame: TextFrame, candidate: Candidate, hit: BodyHit): void {
  const opens = hit.start === 0 || classAt(frame, hit.start - 1) === Char.newline;
  const next = skipSpacesRight(frame, hit.end);
  if (next - hit.end > 2 || !actCues.startingAt(frame, next)) return;
  if (NO_ACT.test(frame.text.slice(next, next + 10))) return;
  if (opens) addFeature(candidate, 'acts.headline');
  else if (isOpenLeft(frame, hit.start) || frame.text.startsWith('ทาง', hit.start - 3))
    addFeature(candidate, hit.antecedent ? 'acts.known' : 'acts');
}

const AFTER_CHAMBER =
  /^(?:ได้|จะ|ให้|ใน|และ|เพื่อ|ไม่|ก็|ที่(?!ปรึกษา)|มี(?!ผล)|ต้อง|ควร|เมื่อ|ว่า|โดย|มาก|แล้ว|นั้น|นี้|หรือ|ซึ่ง|อีก)/;

/** `สภา` as the chamber: members sit in it, bills go to it (but ยุบสภา is a set phrase, guideline). */
function isParliamentWord(frame: TextFrame, hit: BodyHit, surface: string): boolean {
  if (surface !== 'สภา') return false;
  const before = frame.text.slice(Math.max(0, hit.start - 12), hit.start);
  if (!/(?:ใน|เข้า|สู่|ต่อ|ประชุม|ที่ประชุม|ประธาน|องค์ประชุม|กลาง|นอก|หน้า|เปิด|ล่ม|พึ่ง) ?$/.test(before)) return false;
  const after = classAt(frame, hit.end);
  return (
    after !== Char.paiyannoi &&
    (!isThaiLetter(after) || AFTER_CHAMBER.test(frame.text.slice(hit.end, hit.end + 8)))
  );
}

function glossaryFeature(frame: TextFrame, hit: BodyHit, surface: string): string {
  if (hit.guarded) {
    const titled = postCues.endingAt(frame, skipBlank(frame, hit.start)) !== null;
    const family = hit.role === 'thai-abbr' ? 'abbr' : hit.role === 'latin' ? 'latin' : 'short';
    return signName(
      signName('guarded', family),
      hit.cued ? 'cued' : titled ? 'title' : hit.antecedent ? 'antecedent' : 'none',
    );
  }
  switch (hit.role) {
    case 'thai':
    case 'other-thai':
      return 'glossary.full';
    case 'english':
    case 'other-english':
      return isConcept(surface) ? 'glossary.concept' : 'glossary.english';
    case 'latin':
      return isConcept(surface)
        ? 'glossary.concept'
        : surface.length <= 2
          ? 'glossary.latin.two'
          : 'glossary.latin';
    case 'thai-abbr':
      return surface.includes('.')
        ? surface.length <= 3
          ? 'glossary.abbr.two'
          : 'glossary.abbr'
        : 'glossary.abbr.bare';
    case 'short':
      return surface.length <= 5 ? 'glossary.short.brief' : 'glossary.short';
  }
}

function skipBlank(frame: TextFrame, at: number): number {
  return classAt(frame, at - 1) === Char.space ? at - 1 : at;
}

const COMPOUND_HEADS = WordSet.of(
  'กระทรวง กรม พรรค สำนักงาน สถาบัน บริษัท ธนาคาร องค์กร องค์การ มูลนิธิ สมาคม สำนัก ศูนย์ สายการบิน สำนักข่าว สถานีโทรทัศน์ เครือ ห้าง ห้างสรรพสินค้า สโมสร สโมสรฟุตบอล วิป กรมทหาร สภา สหภาพ'.split(
    ' ',
  ),
);
/** Head nouns that are written apart from long names, too. */
const APART: ReadonlySet<string> = new Set(['พรรค', 'บริษัท', 'ธนาคาร', 'สายการบิน', 'สำนักข่าว', 'เครือ']);
const BRIEF_FORM = 6;
const BARE_INITIALS = /^[ก-ฮ]+$/;
const COUNTRY_WORDS = WordSet.of('ไทย ประเทศไทย รัฐอิสราเอล ประเทศญี่ปุ่น ประเทศจีน'.split(' '));
const DOTTED = /\.$/;

function addAbbreviation(
  frame: TextFrame,
  pool: CandidatePool,
  hit: GlossaryHit & { sense: 'abbreviation' },
  readers: readonly GlossaryReader[],
  abbreviations: Map<string, Abbreviation>,
): void {
  if (hit.guarded && !hit.cued) return;
  const surface = frame.text.slice(hit.start, hit.end);
  // One- and two-letter forms (จ. อ. น.) end many a word by chance: something that is no Thai letter, or a cue, stands before.
  const brief = surface.replace(/[.ฯ]/g, '').length <= 3;
  const before = classAt(frame, hit.start - 1);
  const opensHere =
    !isThaiLetter(before) ||
    leftCues.endingAt(frame, hit.start) !== null ||
    titleCues.endingAt(frame, hit.start) !== null;
  if (brief && !opensHere && !surface.endsWith('ฯ')) return;
  if (
    !DOTTED.test(surface) &&
    !surface.endsWith('ฯ') &&
    /^[ก-ฮ]+$/.test(surface) &&
    (!opensHere || !isOpenRight(frame, hit.end))
  )
    return;
  const candidate = pool.at(hit.start, hit.end, 'abbreviation', 'abbreviation');
  const key = `a:${hit.glossary}:${hit.abbreviation}`;
  if (!abbreviations.has(key)) {
    const reader = readers.find((r) => r.name === hit.glossary);
    if (reader) abbreviations.set(key, reader.index.abbreviation(hit.abbreviation));
  }
  candidate.keys.add(key);
  candidate.p = Math.max(candidate.p, hit.cued ? 0.97 : hit.senses > 1 ? 0.85 : 0.93);
  addEvidence(candidate, {
    source: 'abbreviation',
    weight: hit.cued ? 0.95 : 0.85,
    detail: hit.cued ? 'context' : 'usual meaning',
  });
}

function addModelName(
  frame: TextFrame,
  pool: CandidatePool,
  span: { start: number; end: number; confidence: number },
): void {
  const surface = frame.text.slice(span.start, span.end);
  const head = headSet.startingAt(frame, span.start);
  const spelled = readLetterNames(surface, 0);
  const isInitials =
    isThaiInitials(surface) ||
    isLatinInitials(surface) ||
    (spelled.end === surface.length && spelled.letters.length > 1);
  const kind: MentionKind = isInitials ? 'acronym' : surface.endsWith('ฯ') ? 'short' : 'name';
  const candidate = pool.at(
    span.start,
    span.end,
    kind,
    head?.value.event ? 'other' : (head?.value.type ?? 'other'),
  );
  if (isConcept(surface)) addFeature(candidate, 'concept');
  addEvidence(candidate, { source: 'model', weight: span.confidence });
}

/** `กระทรวงเศรษฐกิจของญี่ปุ่น`: a trailing ของ and country stays outside the name (guideline, spans). */
function withoutCountry(frame: TextFrame, start: number, end: number): number {
  const country = countrySet.endingAt(frame, end) ?? COUNTRY_WORDS.endingAt(frame, end);
  if (!country) return end;
  const at = end - country.word.length;
  return frame.text.startsWith('ของ', at - 3) && at - 3 > start + 3 ? at - 3 : end;
}

/** Names that go on beyond what the glossary or the model has: legal form, branch, province, country, ฯ. */
function addExtensions(frame: TextFrame, pool: CandidatePool): void {
  for (const base of [...pool.list]) {
    if (base.kind === 'abbreviation' || base.kind === 'event') continue;
    const extension = extendRight(frame, base.end);
    // Numbers stand after many a word; only after a name with a clear beginning do they tell units apart.
    if (extension?.kind === 'number' && !takesNumber(frame, base)) continue;
    if (extension?.kind === 'branch' && base.kind === 'short') continue;
    if (!extension || (base.kind === 'acronym' && extension.kind !== 'number' && extension.kind !== 'office'))
      continue;
    const longer = pool.at(base.start, extension.end, base.kind, base.type);
    const source = base.features.has('glossary.full')
      ? 'full'
      : base.features.has('glossary.short') || base.features.has('glossary.abbr')
        ? 'form'
        : base.evidence.some((e) => e.source === 'model')
          ? 'model'
          : 'other';
    addFeature(longer, signName(signName('extended', extension.kind), source));
    addFeature(base, signName(signName('extendable', extension.kind), source));
    for (const evidence of base.evidence) addEvidence(longer, evidence);
    if (extension.kind === 'legal' || extension.kind === 'mark')
      for (const key of base.keys) longer.keys.add(key);
  }
}

/** A head noun with what tells a kind, not a body: any insurer, any private school, any American firm. */
const COMMON_BODIES =
  /^(?:บริษัท\s?(?:ประกัน|ทัวร์|สัญชาติ|อเมริกัน|เอกชน|ยักษ์|ชั้นนำ|แม่|ลูก|ในเครือ|ต่าง|ข้ามชาติ|ผู้|จด|คู่|นำเที่ยว|รับเหมา|ร่วมทุน|ขนาด|พลังงาน|เทคโนโลยี(?:ชั้น|ยักษ์)|(?:จีน|ญี่ปุ่น|ไทย|มหาชน|ขนส่ง|ท่องเที่ยว)$)|โรงเรียน(?:เอกชน|รัฐ|ประถม|มัธยม|ใน|สังกัด|นานาชาติ$|กวดวิชา)|โรงพยาบาล(?:เอกชน|รัฐ|สนาม$|ใน|ศูนย์$|ทั่วไป|ประจำ|ชุมชน$)|กองเรือ(?:พาณิชย์|อเมริกัน|ประมง)|กระทรวง(?:ที่|ต่าง ?ๆ|อื่น|ดังกล่าว)|ธนาคาร(?:พาณิชย์|ของรัฐ|ต่าง|รัฐ|เอกชน)|สถาบัน(?:การเงิน|การศึกษา|ครอบครัว|กษัตริย์|ต่าง)|มหาวิทยาลัย(?:ต่าง|ของรัฐ|เอกชน|ชั้น)|ศูนย์(?:กลาง|การค้า$|พักพิง|อพยพ|ฉีด)|องค์กร(?:ต่าง|เอกชน|ภาค|ปกครอง|สื่อ|ระหว่าง|ธุรกิจ)|สหกรณ์(?:การเกษตร$|ต่าง)|พรรค(?:ร่วม|ฝ่าย|การเมือง)|ศาล(?:ชั้นต้น|เจ้า|พระภูมิ)|สมาคม(?:ต่าง|การค้า$)|สายการบิน(?:ต่าง|ต้นทุน|แห่งชาติ$|ราคา)|หน่วยงาน|โรงงาน(?:อุตสาหกรรม|ใน|ต่าง)|ห้างสรรพสินค้า(?:ชั้น|ต่าง|ใน|$)|สำนักข่าว(?:ต่าง|ท้อง)|สหภาพ(?:โซเวียต|พม่า|เมียนมา)|กลุ่ม(?:ประเทศ|เกษตรกร|ผู้|คน|เป้า|จังหวัด|อุตสาหกรรม$|ธุรกิจ|แรงงาน|เด็ก|นัก))/;

function takesNumber(frame: TextFrame, base: Candidate): boolean {
  for (const name of base.features.keys()) {
    if (name.startsWith('guarded.') || name === 'concept' || name === 'glossary.concept') return false;
  }
  return isOpenLeft(frame, base.start) || leftCues.endingAt(frame, base.start) !== null;
}

/** Of the confidence in a reading of a gloss, how much each of its parts has at least. */
const GLOSS_TRUST = 0.75;
const HOLDER_REACH = 36;

/**
 * A longer name that a known one ends: `สำนักเลขาธิการ[รัฐสภา]`, `สมาคมภริยาข้าราชการ[สำนักงานปลัดกระทรวงกลาโหม]`. The nearest head
 * noun before the known name, on the same run of Thai letters, with a boundary before it.
 */
function addHolders(frame: TextFrame, pool: CandidatePool): void {
  for (const base of [...pool.list]) {
    if (!base.features.has('glossary.full') || !isThaiLetter(classAt(frame, base.start))) continue;
    for (let at = base.start - 2; at >= base.start - HOLDER_REACH && isThaiLetter(classAt(frame, at)); at--) {
      const head = headSet.startingAt(frame, at);
      if (!head || head.value.event || head.value.strength === 'weak' || !canBreak(frame, at)) continue;
      if (at + head.word.length > base.start) continue;
      const isOpen = isOpenLeft(frame, at);
      if (!isOpen && !titleCues.endingAt(frame, at) && !leftCues.endingAt(frame, at)) continue;
      const between = frame.text.slice(at + head.word.length, base.start);
      if (/และ|หรือ|กับ|ร่วม|จาก|โดย|ที่/.test(between)) break;
      const holder = pool.at(at, base.end, 'name', head.value.type);
      const isOffice = head.word === 'สำนักงาน' && frame.text.startsWith('คณะกรรมการ', base.start);
      addFeature(
        holder,
        between === ''
          ? isOffice
            ? 'holder.office'
            : 'holder.head'
          : between.endsWith('ของ')
            ? 'holder.of'
            : 'holder',
      );
      if (leftCues.endingAt(frame, base.start) === null) addFeature(base, 'held');
      addEvidence(holder, { source: 'pattern', weight: 0.5, detail: 'holder' });
      break;
    }
  }
}

/** A head noun with initials or a clipped name after it: `กระทรวง พม.`, `พรรค NLD`, `กรม สบส.` */
function addCompounds(frame: TextFrame, pool: CandidatePool): void {
  for (const base of [...pool.list]) {
    if (base.kind !== 'acronym' && base.kind !== 'short') continue;
    // Undotted initials with a letter behind them are the beginning of a word: องค์การ|ตร|วจ.
    if (
      base.kind === 'acronym' &&
      !isOpenRight(frame, base.end) &&
      BARE_INITIALS.test(frame.text.slice(base.start, base.end))
    )
      continue;
    const gap = skipBlank(frame, base.start);
    const head = COMPOUND_HEADS.endingAt(frame, gap);
    if (!head) continue;
    const start = gap - head.word.length;
    if (!canBreak(frame, start)) continue;
    // Over a blank only initials and brief forms go with their head noun; a longer name after it is one of its own.
    if (
      gap < base.start &&
      base.kind === 'short' &&
      base.end - base.start > BRIEF_FORM &&
      !APART.has(head.word)
    )
      continue;
    const type = headSet.startingAt(frame, start)?.value.type ?? base.type;
    const compound = pool.at(start, base.end, base.kind, type);
    for (const key of base.keys) compound.keys.add(key);
    for (const evidence of base.evidence) addEvidence(compound, evidence);
    const isKnown = [...base.features.keys()].some(
      (name) => name.startsWith('glossary.') || name.startsWith('guarded.'),
    );
    addFeature(compound, isKnown ? 'compound.known' : 'compound.form');
    // The name with its head noun is the longer one; the initials alone are no mention beside it.
    base.features.clear();
    addFeature(base, 'compounded');
  }
}

/** A known English name within a longer one is not the body meant: `[State Street] Global Advisors`. Both lists in order of start. */
function notePartsOfLatin(
  candidates: readonly Candidate[],
  names: readonly { start: number; end: number }[],
): void {
  if (names.length === 0) return;
  const sorted = candidates
    .filter((candidate) => candidate.kind !== 'abbreviation')
    .sort((a, b) => a.start - b.start);
  let from = 0;
  for (const candidate of sorted) {
    while (from < names.length && names[from]!.end <= candidate.start) from++;
    const name = names[from];
    if (!name) return;
    if (name.start > candidate.start || name.end < candidate.end) continue;
    if (name.end - name.start > candidate.end - candidate.start) addFeature(candidate, 'latin.partial');
  }
}

/** Head nouns that news puts before a name that has none of its own: `บริษัท` before a foreign maker, `สโมสร` before a club. */
const NAME_HEADS = WordSet.of(
  'บริษัท กลุ่มบริษัท ธนาคาร สายการบิน สำนักข่าว เครือ กลุ่ม ค่าย ห้าง ห้างสรรพสินค้า อู่ต่อเรือ สโมสร สโมสรฟุตบอล นิตยสาร หนังสือพิมพ์ องค์กร องค์การ ขบวนการ พรรค สถาบัน มหาวิทยาลัย'.split(
    ' ',
  ),
);

/** Where the head noun before a name without one begins; -1 if there is none. */
function bareNameHead(frame: TextFrame, span: { start: number; end: number }): number {
  const head = NAME_HEADS.endingAt(frame, skipBlank(frame, span.start));
  if (!head || headSet.startingAt(frame, span.start)) return -1;
  const start = skipBlank(frame, span.start) - head.word.length;
  return canBreak(frame, start) ? start : -1;
}

/** The head noun belongs to the name (guideline, spans): `[บริษัท …]`, though the glossary has the name alone. */
function addHeadedNames(frame: TextFrame, pool: CandidatePool): void {
  for (const base of [...pool.list]) {
    if (
      base.kind !== 'name' ||
      !(base.features.has('glossary.full') || base.features.has('glossary.english'))
    )
      continue;
    const start = bareNameHead(frame, base);
    if (start < 0) continue;
    const headed = pool.at(start, base.end, 'name', base.type);
    for (const key of base.keys) headed.keys.add(key);
    for (const evidence of base.evidence) addEvidence(headed, evidence);
    addFeature(headed, 'compound.full');
    addFeature(base, 'headed');
  }
}

function addGloss(frame: TextFrame, pool: CandidatePool, gloss: GlossReading, key: string): void {
  const detail = frame.text.slice(gloss.name.start, gloss.paren.end);
  const note = (candidate: Candidate, feature: string): void => {
    candidate.keys.add(key);
    addFeature(candidate, feature);
    addFeature(candidate, 'gloss');
    candidate.floor = Math.max(candidate.floor, GLOSS_TRUST * gloss.confidence);
    addEvidence(candidate, {
      source: 'gloss',
      weight: gloss.confidence,
      detail,
      start: gloss.paren.start,
      end: gloss.paren.end,
    });
  };
  const name = pool.at(gloss.name.start, gloss.name.end, gloss.kind, gloss.type);
  if (name.kind === 'name' && name.type === 'other') name.type = gloss.type;
  note(name, gloss.latinName ? 'gloss.latin-name' : 'gloss.name');
  addFeature(name, 'gloss.confidence', gloss.confidence);
  if (gloss.english) {
    note(pool.at(gloss.english.start, gloss.english.end, gloss.kind, gloss.type), 'gloss.english');
  }
  for (const part of [gloss.acronym, gloss.second]) {
    if (!part) continue;
    const surface = frame.text.slice(part.start, part.end);
    const spelled = readLetterNames(surface, 0);
    const isShort =
      gloss.acronymForm === 'short' &&
      !(spelled.end === surface.length) &&
      (surface.endsWith('ฯ') || headSet.startingAt(frame, part.start) !== null);
    note(pool.at(part.start, part.end, isShort ? 'short' : 'acronym', gloss.type), 'gloss.acronym');
  }
}

/** Group of a candidate for its edge signs: short strings need clearer edges than long names do. */
function groupOf(candidate: Candidate): string {
  for (const name of candidate.features.keys()) {
    if (name.startsWith('glossary.full')) return 'full';
    if (name.startsWith('glossary.') || name.startsWith('guarded.')) return 'form';
  }
  if (candidate.evidence.some((e) => e.source === 'model')) return 'model';
  for (const name of candidate.features.keys()) {
    if (name.startsWith('initials.')) return 'initials';
    if (name.startsWith('repeat.') || name.startsWith('cut.')) return 'short';
    if (name.startsWith('bare.')) return 'bare';
  }
  return 'pattern';
}

/** Signs of what stands on both sides. */
export function addContext(frame: TextFrame, candidate: Candidate): void {
  const group = groupOf(candidate);
  candidate.group = group;
  const { start, end } = candidate;
  const left = isOpenLeft(frame, start)
    ? 'open'
    : titleCues.endingAt(frame, start)
      ? 'title'
      : leftCues.endingAt(frame, start)
        ? 'cue'
        : 'bare';
  if (placeCues.endingAt(frame, skipBlank(frame, start))) candidate.features.set(signName('place', group), 1);
  if (
    (candidate.kind === 'name' || candidate.kind === 'short') &&
    COMMON_BODIES.test(frame.text.slice(start, Math.min(end, start + 40)))
  ) {
    candidate.features.set('common', 1);
  }
  if (
    candidate.type === 'local-government' &&
    /(?:ใน|ณ|บริเวณ)\s?$/.test(frame.text.slice(Math.max(0, start - 8), start))
  )
    candidate.features.set('place.local', 1);
  if (candidate.kind === 'name') {
    const head = headSet.startingAt(frame, start);
    if (head && start + head.word.length >= end) {
      if (!WHOLE_HEADS.has(head.word)) candidate.features.set('head.alone', 1);
    } else if (head) candidate.features.set(signName(signName('head', head.value.strength), group), 1);
  }
  if (productCues.endingAt(frame, skipBlank(frame, start))) candidate.features.set('product', 1);
  noteThings(frame, candidate);
  const last = classAt(frame, end - 1);
  const right =
    isOpenRight(frame, end) || last === Char.dot || last === Char.paiyannoi
      ? 'open'
      : rightStops.startingAt(frame, end)
        ? 'stop'
        : 'bare';
  // A strong head noun is a beginning by itself: `การเทกโอเวอร์[บริษัท…]` needs no cue before it.
  const headed = group === 'model' && candidate.features.has('head.strong.model') ? 'headed' : group;
  candidate.features.set(signName(signName('left', headed), left), 1);
  candidate.features.set(signName(signName('right', group), right), 1);
  const lastClass = classAt(frame, end - 1);
  if (isLatinLetter(lastClass) || isLatinLetter(classAt(frame, start))) {
    const before = classAt(frame, start - 1) === Char.space && isLatinLetter(classAt(frame, start - 2));
    const after = classAt(frame, end) === Char.space && isLatinLetter(classAt(frame, end + 1));
    const hyphen =
      /^[-–&][A-Za-z]/.test(frame.text.slice(end, end + 2)) ||
      /[A-Za-z][-&]$/.test(frame.text.slice(Math.max(0, start - 2), start));
    if (hyphen && candidate.kind === 'acronym') candidate.features.set('hyphenated', 1);
    if (before || after || hyphen) candidate.features.set(signName('phrase', group), 1);
    else if (group === 'full') candidate.features.set('latin.alone', 1);
  }
  if (end - start <= 4) candidate.features.set(signName('brief', group), 1);
  if (end - start > 45) candidate.features.set('long', 1);
  const url =
    /[/@]/.test(frame.text.charAt(start - 1)) || /^(?:\.[a-z]|@)/.test(frame.text.slice(end, end + 2));
  if (url) candidate.features.set('url', 1);
}

/** After a maker's name: one of its things, a ground or a cup that bears its name. */
const THINGS =
  /^\s?(?:รุ่น|คัน|สี[ก-ฮ]|ทะเบียน|แบบแค็บ|เซ็นเตอร์|เซนเตอร์|อารีน่า|อารีนา|สเตเดี้ยม|สเตเดียม|ฟิลด์|ปาร์ค|พาร์ค|คัพ|ลีก|แชมเปี้ยน|แชมเปียน|มาสเตอร์ส|โอเพ่น)/;
/** Bodies that are as often meant as the place they stand on: airports, parks, hotels, stores. */
const SITES = /^(?:สนามบิน|ท่าอากาศยาน|อุทยาน|วนอุทยาน|เขตรักษาพันธุ์|เขตห้ามล่า|โรงแรม|รร\.|พิพิธภัณฑ์|สวนสัตว์|สถานี)/;
const SITE_BEFORE =
  /(?:ที่|ใน|ในเขต|เขต|บริเวณ|จาก|ใช้|ปิด|เปิด|ณ|ถึง|สู่|ไปยัง|รอบ|ใกล้|หน้า|เข้า|ออกจาก|ผ่าน|แหล่งใหญ่ที่) ?$/;

/** `พื้นที่ 1 - 10`: a name that ends in a number does not end within a range. */
const RANGE_GOES_ON = /^ ?[-–] ?\d/;

/** Committees with a task in their name, as standing ones have; those of an occasion (จัดงาน, ตัดสิน, สอบสวน) have others. */
const STANDING_COMMITTEE =
  /^คณะ(?:กรรมการ|กรรมาธิการ|อนุกรรมการ)(?:นโยบาย|ส่งเสริม|พัฒนา|กำกับ|ขับเคลื่อน|ป้องกัน|ปราบปราม|ปฏิรูป|สิทธิ|การ|กลาง|แห่งชาติ|ร่วม|อาหาร|ยา|ยุทธศาสตร์|คุ้มครอง|ประสานงาน|วิสามัญ|ว่าด้วย|บริหารกองทุน|กองทุน|ควบคุม|สภา|ข้าราชการ|มาตรฐาน|คดี|ค่าจ้าง|เศรษฐกิจ)/;
/** What a committee does: its name ends before it, whatever function words the name holds. */
const DECIDES = /^(?:ได้|จะ|มีมติ|เห็นชอบ|เสนอ|กล่าว|อนุมัติ|พิจารณา|ประชุม|ประกาศ|กำหนด|ซึ่ง)/;
const RESCUE = /^(?:หน่วย)?(?:กู้ภัย|กู้ชีพ)[ก-ฮเแโไใ]/;

function noteThings(frame: TextFrame, candidate: Candidate): void {
  const { start, end, type, kind } = candidate;
  if (kind === 'event') return;
  if (candidate.group === 'pattern' && kind === 'name') {
    const surface = frame.text.slice(start, Math.min(end, start + 34));
    const whole = candidate.features.has('pattern.head.run') || DECIDES.test(frame.text.slice(end, end + 12));
    if (whole && end - start > 18 && STANDING_COMMITTEE.test(surface)) candidate.features.set('committee', 1);
    else if (RESCUE.test(surface) && end - start > 10) candidate.features.set('rescue', 1);
  }
  if ((type === 'company' || type === 'state-enterprise') && THINGS.test(frame.text.slice(end, end + 14)))
    candidate.features.set('thing.after', 1);
  if (classAt(frame, end - 1) === Char.digit && RANGE_GOES_ON.test(frame.text.slice(end, end + 5)))
    candidate.features.set('range.cut', 1);
  if (!SITES.test(frame.text.slice(start, start + 14))) return;
  const placed = SITE_BEFORE.test(frame.text.slice(Math.max(0, start - 14), start));
  candidate.features.set(placed ? 'site.placed' : 'site', 1);
}

/** What the model says of each candidate: the same span, another one across it, or nothing there. */
function noteModel(
  candidates: readonly Candidate[],
  spans: readonly { start: number; end: number; confidence: number; isOrganisation: boolean }[],
): void {
  const sorted = [...candidates].sort((a, b) => a.start - b.start);
  let from = 0;
  for (const candidate of sorted) {
    if (candidate.kind === 'abbreviation') continue;
    while (from < spans.length && spans[from]!.end <= candidate.start) from++;
    const { group } = candidate;
    let seen = false;
    for (let i = from; i < spans.length && spans[i]!.start < candidate.end; i++) {
      const span = spans[i]!;
      if (span.end <= candidate.start) continue;
      seen = true;
      if (!span.isOrganisation) {
        addFeature(candidate, signName('model.other', group), span.confidence);
      } else if (span.start === candidate.start && span.end === candidate.end) {
        addFeature(candidate, 'model.same');
        addFeature(candidate, 'model.confidence', span.confidence);
        addFeature(candidate, signName('model.same', group));
      } else if (span.start <= candidate.start && span.end >= candidate.end) {
        addFeature(candidate, signName('model.longer', group), span.confidence);
      } else if (span.start >= candidate.start && span.end <= candidate.end) {
        addFeature(candidate, signName('model.shorter', group), span.confidence);
      } else addFeature(candidate, signName('model.crosses', group), span.confidence);
    }
    if (!seen) addFeature(candidate, signName('model.silent', group));
  }
}
