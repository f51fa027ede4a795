import type { Abbreviation } from '../glossary/index-types.ts';
import { addEvidence, addFeature, type Candidate, type CandidatePool } from './candidates.ts';
import { actCues, leftCues, postCues, titleCues } from './edge-cues.ts';
import { type BodyHit, entryHasForm, type GlossaryHit, type GlossaryReader } from './glossary-matches.ts';
import type { KnownSpan } from './known-spans.ts';
import { isConcept, isLatinInitials, readLetterNames } from './latin-acronyms.ts';
import { headSet, WHOLE_HEADS } from './organisation-heads.ts';
import { countrySet } from './places.ts';
import { signName } from './sign-names.ts';
import {
  Char,
  classAt,
  isOpenLeft,
  isOpenRight,
  isThaiLetter,
  skipBlank,
  skipSpacesRight,
  type TextFrame,
} from './text-frame.ts';
import { isThaiInitials } from './thai-initials.ts';
import type { EntityType, MentionKind } from './types.ts';
import { WordSet } from './word-set.ts';

export function typeOf(hit: BodyHit, readers: readonly GlossaryReader[]): EntityType {
  return readers.find((reader) => reader.name === hit.glossary)?.type(hit.entry) ?? 'other';
}

/** The part of a form that the guideline marks: without the country after ของ, without งาน before an event. */
export function trimHit(frame: TextFrame, hit: GlossaryHit, readers: readonly GlossaryReader[]): GlossaryHit {
  if (hit.sense !== 'body') return hit;
  const end = withoutCountry(frame, hit.start, hit.end);
  const isEvent = typeOf(hit, readers) === 'event';
  const start =
    isEvent && frame.text.startsWith('งาน', hit.start) && hit.end - hit.start > 8 ? hit.start + 3 : hit.start;
  return start === hit.start && end === hit.end ? hit : { ...hit, start, end };
}

export function knownSpan(hit: BodyHit, type: EntityType, readers: readonly GlossaryReader[]): KnownSpan {
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

export function addBody(frame: TextFrame, pool: CandidatePool, hit: BodyHit, type: EntityType): void {
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

const COUNTRY_WORDS = WordSet.of('ไทย ประเทศไทย รัฐอิสราเอล ประเทศญี่ปุ่น ประเทศจีน'.split(' '));
const DOTTED = /\.$/;

export function addAbbreviation(
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

/** `กระทรวงเศรษฐกิจของญี่ปุ่น`: a trailing ของ and country stays outside the name (guideline, spans). */
export function withoutCountry(frame: TextFrame, start: number, end: number): number {
  const country = countrySet.endingAt(frame, end) ?? COUNTRY_WORDS.endingAt(frame, end);
  if (!country) return end;
  const at = end - country.word.length;
  return frame.text.startsWith('ของ', at - 3) && at - 3 > start + 3 ? at - 3 : end;
}
