import { addEvidence, addFeature, type Candidate, type CandidatePool } from './candidates.ts';
import { leftCues, titleCues } from './edge-cues.ts';
import { headSet } from './organisation-heads.ts';
import { extendRight } from './right-extensions.ts';
import { signName } from './sign-names.ts';
import {
  canBreak,
  classAt,
  isOpenLeft,
  isOpenRight,
  isThaiLetter,
  skipBlank,
  type TextFrame,
} from './text-frame.ts';
import { WordSet } from './word-set.ts';

/** Names that go on beyond what the glossary or the model has: legal form, branch, province, country, ฯ. */
export function addExtensions(frame: TextFrame, pool: CandidatePool): void {
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

function takesNumber(frame: TextFrame, base: Candidate): boolean {
  for (const name of base.features.keys()) {
    if (name.startsWith('guarded.') || name === 'concept' || name === 'glossary.concept') return false;
  }
  return isOpenLeft(frame, base.start) || leftCues.endingAt(frame, base.start) !== null;
}

const HOLDER_REACH = 36;

/**
 * A longer name that a known one ends: `สำนักเลขาธิการ[รัฐสภา]`, `สมาคมภริยาข้าราชการ[สำนักงานปลัดกระทรวงกลาโหม]`. The nearest head
 * noun before the known name, on the same run of Thai letters, with a boundary before it.
 */
export function addHolders(frame: TextFrame, pool: CandidatePool): void {
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

const COMPOUND_HEADS = WordSet.of(
  'กระทรวง กรม พรรค สำนักงาน สถาบัน บริษัท ธนาคาร องค์กร องค์การ มูลนิธิ สมาคม สำนัก ศูนย์ สายการบิน สำนักข่าว สถานีโทรทัศน์ เครือ ห้าง ห้างสรรพสินค้า สโมสร สโมสรฟุตบอล วิป กรมทหาร สภา สหภาพ'.split(
    ' ',
  ),
);
/** Head nouns that are written apart from long names, too. */
const APART: ReadonlySet<string> = new Set(['พรรค', 'บริษัท', 'ธนาคาร', 'สายการบิน', 'สำนักข่าว', 'เครือ']);
const BRIEF_FORM = 6;
const BARE_INITIALS = /^[ก-ฮ]+$/;

/** A head noun with initials or a clipped name after it: `กระทรวง พม.`, `พรรค NLD`, `กรม สบส.` */
export function addCompounds(frame: TextFrame, pool: CandidatePool): void {
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
export function notePartsOfLatin(
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
export function bareNameHead(frame: TextFrame, span: { start: number; end: number }): number {
  const head = NAME_HEADS.endingAt(frame, skipBlank(frame, span.start));
  if (!head || headSet.startingAt(frame, span.start)) return -1;
  const start = skipBlank(frame, span.start) - head.word.length;
  return canBreak(frame, start) ? start : -1;
}

/** The head noun belongs to the name (guideline, spans): `[บริษัท …]`, though the glossary has the name alone. */
export function addHeadedNames(frame: TextFrame, pool: CandidatePool): void {
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
