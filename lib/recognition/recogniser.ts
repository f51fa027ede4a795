import { glossaryComposer } from '../glossary/glossary-composer.ts';
import { buildGlossary } from '../glossary/index.ts';
import type { GlossaryIndex } from '../glossary/index-types.ts';
import type { GlossaryEntry } from '../glossary/types.ts';
import { type NormalText, normalise } from '../thai/normal-form.ts';
import { addContext } from './candidate-context.ts';
import { addEvidence, addFeature, type Candidate } from './candidates.ts';
import { findRepeats } from './document-consistency.ts';
import { makeEntities } from './entities.ts';
import { meanForeignBodies } from './foreign-twins.ts';
import { type Gathered, gatherCandidates } from './gather-candidates.ts';
import { GlossaryReader } from './glossary-matches.ts';
import type { ComposeEnglish, NameSource } from './name-source.ts';
import { noteRivals, scoreAll, selectMentions } from './resolver.ts';
import {
  type CutForm,
  findAntecedent,
  findBareHeads,
  findCutForms,
  StemSet,
  tailAfter,
} from './short-forms.ts';
import { signName } from './sign-names.ts';
import { frameText, skipSpacesRight } from './text-frame.ts';
import type { Annotation, Gloss, Mention } from './types.ts';

export interface RecogniserParts {
  /** The name model, or null to do without. */
  model: NameSource | null;
  glossary: GlossaryIndex;
  /** The reader's own bodies; they come before everything else. */
  user?: readonly GlossaryEntry[];
  /** English for names in no list, composed by rule; null to do without. Default: from the glossary's parts. */
  compose?: ComposeEnglish | null;
  /** Other weights than the shipped ones; for fitting them. */
  weights?: Readonly<Record<string, number>>;
}

export interface Recogniser {
  /** Mentions and entities of a text; any string will do. Pure, deterministic, linear in the text's length. */
  annotate(text: string): Annotation;
  /** All candidates of a text with their signs, for fitting the weights (tools/eval/fit-resolver.ts). Offsets are into the normal form. */
  candidates(text: string): { normal: NormalText; candidates: readonly Candidate[] };
}

/** A mention of at least this probability makes its string known in the rest of the article. */
const CONFIDENT = 0.6;

export function createRecogniser(parts: RecogniserParts): Recogniser {
  const readers = [new GlossaryReader('builtin', parts.glossary)];
  if (parts.user && parts.user.length > 0)
    readers.unshift(new GlossaryReader('user', buildGlossary(parts.user)));

  const compose = parts.compose === undefined ? glossaryComposer(parts.glossary) : parts.compose;

  const read = (text: string): { normal: NormalText; gathered: Gathered } => {
    const normal = normalise(text);
    const gathered = gatherCandidates(frameText(normal.text), { model: parts.model, readers });
    noteRivals(gathered.pool.list);
    allowGlossed(gathered.pool.list);
    scoreAll(gathered.pool.list, parts.weights);
    keepGlossApart(gathered, readers);
    readAgain(gathered);
    allowGlossed(gathered.pool.list);
    scoreAll(gathered.pool.list, parts.weights);
    return { normal, gathered };
  };

  return {
    annotate(text) {
      const { normal, gathered } = read(text);
      const chosen = selectMentions(gathered.pool.list);
      for (const mention of chosen) {
        if (mention.keys.size === 0 || mention.kind !== 'abbreviation')
          mention.keys.add(surfaceKey(gathered, mention));
      }
      meanForeignBodies(gathered.frame, chosen, readers, (mention) => surfaceKey(gathered, mention));
      const { entities, entityOf } = makeEntities(chosen, {
        text: normal.text,
        readers,
        glosses: gathered.glosses,
        abbreviations: gathered.abbreviations,
        compose,
      });
      const mentions = chosen.map((candidate, index): Mention => {
        const start = normal.toOriginal(candidate.start);
        const end = normal.toOriginalEnd(candidate.end);
        return {
          start,
          end,
          surface: text.slice(start, end),
          kind: candidate.kind,
          entity: entities[entityOf[index]!]!.id,
          evidence: [...candidate.evidence]
            .sort((a, b) => b.weight - a.weight)
            .map((evidence) => ({
              ...evidence,
              weight: round(evidence.weight),
              ...(evidence.start !== undefined && { start: normal.toOriginal(evidence.start) }),
              ...(evidence.end !== undefined && { end: normal.toOriginalEnd(evidence.end) }),
            })),
          confidence: round(candidate.p),
        };
      });
      return { mentions, entities, glosses: articleGlosses(gathered, normal, text) };
    },
    candidates(text) {
      const { normal, gathered } = read(text);
      return { normal, candidates: gathered.pool.list };
    },
  };
}

/**
 * Initials that the text explains as one body are not another body of the glossary that has the same initials (กกร. is
 * both a joint committee of business and a price committee): the text comes first.
 */
function keepGlossApart(gathered: Gathered, readers: readonly GlossaryReader[]): void {
  const { frame, pool, glosses } = gathered;
  const notThese = new Map<string, Set<string>>();
  for (const gloss of glosses) {
    const name = pool.find(gloss.name.start, gloss.name.end);
    const surface = frame.text.slice(gloss.name.start, gloss.name.end);
    for (const part of [gloss.acronym, gloss.english, gloss.second]) {
      if (!part) continue;
      const other = pool.find(part.start, part.end);
      const string = frame.text.slice(part.start, part.end);
      for (const key of other?.keys ?? []) {
        const entry = entryOfKey(key, readers);
        if (!entry || name?.keys.has(key) || namesAgree(surface, [entry.thai, ...entry.otherThai])) continue;
        const keys = notThese.get(string) ?? new Set();
        notThese.set(string, keys.add(key));
      }
    }
  }
  if (notThese.size === 0) return;
  for (const candidate of pool.list) {
    const keys = notThese.get(frame.text.slice(candidate.start, candidate.end));
    for (const key of keys ?? []) candidate.keys.delete(key);
  }
}

function entryOfKey(key: string, readers: readonly GlossaryReader[]): GlossaryEntry | null {
  const name = key.startsWith('b:') ? 'builtin' : key.startsWith('u:') ? 'user' : null;
  return readers.find((reader) => reader.name === name)?.entry(Number(key.slice(2))) ?? null;
}

/** Whether a name as the text has it can be one of the forms: more than half of its pairs of letters are theirs. */
function namesAgree(surface: string, forms: readonly string[]): boolean {
  return forms.some(
    (form) => form.includes(surface) || surface.includes(form) || sharedPairs(surface, form) > 0.55,
  );
}

/** Dice's coefficient of the pairs of neighbouring code units. */
function sharedPairs(a: string, b: string): number {
  const pairs = new Set<string>();
  for (let i = 0; i + 1 < a.length; i++) pairs.add(a.slice(i, i + 2));
  let shared = 0;
  let total = 0;
  for (let i = 0; i + 1 < b.length; i++) {
    total++;
    if (pairs.has(b.slice(i, i + 2))) shared++;
  }
  return pairs.size + total > 0 ? (2 * shared) / (pairs.size + total) : 0;
}

/**
 * What the text itself explains needs no other support: an event or programme of the glossary counts there (guideline,
 * rule 4), and initials count among other Latin words too.
 */
function allowGlossed(candidates: readonly Candidate[]): void {
  for (const { features } of candidates) {
    if (!features.has('gloss') && !features.has('repeat.gloss')) continue;
    features.delete('glossary.event.name');
    features.delete('phrase.initials');
    features.delete('phrase.form');
  }
}

function round(value: number): number {
  return Math.round(value * 1000) / 1000;
}

function surfaceKey(gathered: Gathered, mention: Candidate): string {
  return `s:${gathered.frame.text.slice(mention.start, mention.end)}`;
}

/** Second reading: what the first one is sure of speaks for the same strings elsewhere, and for forms cut with ฯ. */
function readAgain(gathered: Gathered): void {
  const { frame, pool } = gathered;
  const first = selectMentions(pool.list).filter((candidate) => candidate.kind !== 'abbreviation');
  const confident = first.filter((candidate) => candidate.p >= CONFIDENT);
  for (const repeat of findRepeats(frame, confident)) {
    if (repeat.start === repeat.source.start && repeat.end === repeat.source.end) continue;
    if (isCovered(first, repeat.start, repeat.end, repeat.how === 'same' ? FIRM : 0)) continue;
    const kind = repeat.how === 'clipped' ? 'short' : repeat.source.kind;
    const seen = pool.find(repeat.start, repeat.end);
    if (seen?.features.has('compounded')) continue;
    const isNew = seen === undefined;
    const candidate = pool.at(repeat.start, repeat.end, kind, repeat.source.type);
    if (candidate.kind === 'name' && repeat.source.kind === 'event') candidate.kind = 'event';
    addFeature(candidate, signName(signName('repeat', repeat.how), kind), repeat.source.p);
    if (repeat.source.features.has('gloss') && repeat.how !== 'clipped') {
      addFeature(candidate, 'repeat.gloss');
      addFeature(candidate, signName('repeat.gloss', repeat.source.kind));
    }
    for (const key of repeat.source.keys) candidate.keys.add(key);
    candidate.keys.add(surfaceKey(gathered, repeat.source));
    addEvidence(candidate, {
      source: repeat.how === 'clipped' ? 'short-form' : (repeat.source.evidence[0]?.source ?? 'pattern'),
      weight: repeat.source.p * 0.9,
      detail: frame.text.slice(repeat.source.start, repeat.source.end),
      start: repeat.source.start,
      end: repeat.source.end,
    });
    if (isNew) addContext(frame, candidate);
    if (repeat.how !== 'clipped' && repeat.source.features.has('gloss') && isBounded(candidate)) {
      candidate.floor = Math.max(candidate.floor, EXPLAINED * repeat.source.p);
    }
  }
  const names = confident.filter((candidate) => candidate.kind === 'name');
  const stems = new StemSet(names.map((name) => frame.text.slice(name.start, name.end)));
  for (const form of findCutForms(frame, stems)) {
    const antecedent = findAntecedent(form, frame, names);
    const rule = form.stem.length === form.headLength ? 'cut.head' : 'cut.stem';
    const tail = antecedent ? tailAfter(form, frame, antecedent) : 0;
    if (tail > 0) {
      addShort(gathered, { ...form, end: tail }, antecedent, 'cut.tail');
      const end = pool.find(skipSpacesRight(frame, form.end), tail);
      if (end) addFeature(end, 'in.tail');
    } else addShort(gathered, form, antecedent, rule);
  }
  for (const form of findBareHeads(frame)) {
    const antecedent = findAntecedent(form, frame, names);
    // Without its ฯ a head noun points to what was named before, or to nothing; บริษัท is any firm a few lines on.
    if (!antecedent) continue;
    const gap = form.start - antecedent.end;
    const isBefore = antecedent.start < form.start;
    if (form.type !== 'company') {
      const rule = form.titled
        ? 'bare.titled'
        : !isBefore
          ? 'bare.ahead'
          : gap < BARE_NEAR
            ? 'bare.near'
            : 'bare';
      addShort(gathered, form, antecedent, rule);
    } else if (isBefore && gap < BARE_REACH) {
      addShort(gathered, form, antecedent, gap < BARE_NEAR ? 'bare.near.company' : 'bare.company');
    }
  }
}

/** A longer mention of this probability is not torn by a repeat inside it. */
const FIRM = 0.7;
/** Whether both edges are clear: no Thai letter runs on there without a cue. */
function isBounded(candidate: Candidate): boolean {
  const { features, group } = candidate;
  return (
    !features.has(signName(signName('left', group), 'bare')) &&
    !features.has(signName(signName('right', group), 'bare'))
  );
}

const BARE_REACH = 500;
const BARE_NEAR = 150;
/** Of the confidence in a gloss, how much its strings have elsewhere in the article. */
const EXPLAINED = 0.8;

function addShort(gathered: Gathered, form: CutForm, antecedent: Candidate | null, rule: string): void {
  const { frame, pool } = gathered;
  const isNew = pool.find(form.start, form.end) === undefined;
  const candidate = pool.at(form.start, form.end, 'short', form.type);
  addFeature(candidate, signName(rule, antecedent ? 'found' : 'none'));
  if (antecedent) {
    // The text's own body comes before the one that the glossary knows by that form (สภาฯ is not always parliament).
    candidate.keys.clear();
    for (const key of antecedent.keys) candidate.keys.add(key);
    candidate.keys.add(surfaceKey(gathered, antecedent));
    candidate.type = antecedent.type;
  }
  addEvidence(candidate, {
    source: 'short-form',
    weight: antecedent ? 0.8 : 0.4,
    detail: antecedent ? frame.text.slice(antecedent.start, antecedent.end) : form.stem,
    ...(antecedent && { start: antecedent.start, end: antecedent.end }),
  });
  if (isNew) addContext(frame, candidate);
}

/** Whether a longer mention of at least that probability covers the span; mentions are in order. */
function isCovered(mentions: readonly Candidate[], start: number, end: number, atLeast: number): boolean {
  let low = 0;
  let high = mentions.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (mentions[middle]!.end < end) low = middle + 1;
    else high = middle;
  }
  const mention = mentions[low];
  return (
    mention !== undefined &&
    mention.p >= atLeast &&
    mention.start <= start &&
    mention.end - mention.start > end - start
  );
}

/** The pairs in two languages that the text gives, as they stand in it, each once. */
function articleGlosses(gathered: Gathered, normal: NormalText, text: string): Gloss[] {
  const seen = new Set<string>();
  const glosses: Gloss[] = [];
  const slice = (part: { start: number; end: number } | undefined): string | null =>
    part ? text.slice(normal.toOriginal(part.start), normal.toOriginalEnd(part.end)) : null;
  for (const reading of gathered.glosses) {
    // An English name and its initials are no pair in two languages; an event is known by its initials (rule 4).
    if (reading.latinName && reading.kind !== 'event') continue;
    const gloss: Gloss = {
      thai: slice(reading.name),
      english: slice(reading.english),
      acronym: slice(reading.acronym),
    };
    const key = JSON.stringify(gloss);
    if (seen.has(key)) continue;
    seen.add(key);
    glosses.push(gloss);
  }
  return glosses;
}
