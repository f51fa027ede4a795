import type { Abbreviation } from '../glossary/index-types.ts';
import { findInitials } from './acronyms.ts';
import { addContext, noteModel } from './candidate-context.ts';
import { addEvidence, addFeature, type Candidate, CandidatePool } from './candidates.ts';
import {
  addCompounds,
  addExtensions,
  addHeadedNames,
  addHolders,
  bareNameHead,
  notePartsOfLatin,
} from './derived-candidates.ts';
import {
  addAbbreviation,
  addBody,
  knownSpan,
  trimHit,
  typeOf,
  withoutCountry,
} from './glossary-candidates.ts';
import { findGlossaryHits, type GlossaryReader } from './glossary-matches.ts';
import { type GlossReading, readInTextGlosses } from './in-text-glosses.ts';
import { type KnownSpan, KnownSpans } from './known-spans.ts';
import { isConcept, isLatinInitials, readLetterNames } from './latin-acronyms.ts';
import { findLatinNames } from './latin-names.ts';
import { findPatternHits } from './name-patterns.ts';
import type { NameSource } from './name-source.ts';
import { headSet } from './organisation-heads.ts';
import { pairParentheses } from './parentheses.ts';
import type { TextFrame } from './text-frame.ts';
import { isThaiInitials } from './thai-initials.ts';
import type { MentionKind } from './types.ts';

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

/** Of the confidence in a reading of a gloss, how much each of its parts has at least. */
const GLOSS_TRUST = 0.75;

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
  if (name.kind === 'name') {
    // A pattern or the model may have named the span first, and does not know an event by its English.
    name.kind = gloss.kind;
    if (name.type === 'other') name.type = gloss.type;
  }
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
