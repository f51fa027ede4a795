import type { FormRole, GlossaryForm, GlossaryIndex, Sense } from '../glossary/index-types.ts';
import type { GlossaryEntry } from '../glossary/types.ts';
import { isLatinInitials } from './latin-acronyms.ts';
import type { EntityType } from './types.ts';

/** Which glossary an entry is from: the reader's own or the built-in one. */
export type GlossaryName = 'user' | 'builtin';

/** A form of a glossary at a place in the text, with the meaning that the context gives it. */
export type GlossaryHit = BodyHit | AbbreviationHit;

export interface BodyHit {
  sense: 'body';
  start: number;
  end: number;
  glossary: GlossaryName;
  entry: number;
  role: FormRole;
  /** Also an ordinary word or a place: counts only with a cue or beside the full name. */
  guarded: boolean;
  /** One of the form's own cues stands beside it. */
  cued: boolean;
  /** The body's full name stands in the same text. */
  antecedent: boolean;
  /** How many bodies or abbreviations the form can mean. */
  senses: number;
}

export interface AbbreviationHit {
  sense: 'abbreviation';
  start: number;
  end: number;
  glossary: GlossaryName;
  abbreviation: number;
  guarded: boolean;
  cued: boolean;
  senses: number;
}

interface RawHit {
  start: number;
  end: number;
  form: number;
}

/** Looks up entries and forms once each: the index decodes at every call. */
export class GlossaryReader {
  readonly name: GlossaryName;
  readonly index: GlossaryIndex;
  readonly #forms = new Map<number, GlossaryForm>();
  readonly #entries = new Map<number, GlossaryEntry>();

  constructor(name: GlossaryName, index: GlossaryIndex) {
    this.name = name;
    this.index = index;
  }

  form(id: number): GlossaryForm {
    let form = this.#forms.get(id);
    if (!form) {
      form = this.index.form(id);
      this.#forms.set(id, form);
    }
    return form;
  }

  /** An entry, decoded once. */
  entry(id: number): GlossaryEntry {
    let entry = this.#entries.get(id);
    if (!entry) {
      entry = this.index.entry(id);
      this.#entries.set(id, entry);
    }
    return entry;
  }

  /** The full Thai of a meaning. */
  thai(sense: Sense): string {
    return sense.kind === 'body'
      ? this.entry(sense.entry).thai
      : this.index.abbreviation(sense.abbreviation).thai;
  }

  /** Whether the body has Latin initials. */
  hasInitials(entry: number): boolean {
    return this.entry(entry).latin.some((form) => isLatinInitials(form.replace('~', '')));
  }

  type(entry: number): EntityType {
    return this.entry(entry).type;
  }
}

function isFull(role: FormRole): boolean {
  return role === 'thai' || role === 'other-thai' || role === 'english' || role === 'other-english';
}

/** Whether `form`, with or without its dots, is a form of the entry. */
export function entryHasForm(reader: GlossaryReader, entry: number, form: string): boolean {
  const bare = form.replace(/[.\s]/g, '');
  for (const spelling of new Set([form, bare, `${bare}.`, `${[...bare].join('.')}.`])) {
    const id = reader.index.find(spelling);
    if (id >= 0 && reader.form(id).senses.some((sense) => sense.kind === 'body' && sense.entry === entry))
      return true;
  }
  return false;
}

/** `กอง… กรม…`: two bodies in apposition that the data has as one form; each is a mention of its own. */
function isApposition(surface: string, reader: GlossaryReader): boolean {
  const space = surface.lastIndexOf(' ');
  if (space <= 0) return false;
  const id = reader.index.find(surface.slice(space + 1));
  if (id < 0) return false;
  return reader
    .form(id)
    .senses.some(
      (sense) =>
        sense.kind === 'body' && !sense.guarded && (sense.role === 'thai' || sense.role === 'other-thai'),
    );
}

/**
 * All forms of one glossary in the text, each with the meaning that fits its surroundings. A form inside a longer
 * form of a body is left out (`กรมทางหลวง` in `กรมทางหลวงชนบท`).
 */
export function findGlossaryHits(
  text: string,
  reader: GlossaryReader,
): {
  hits: GlossaryHit[];
  /** Full names inside longer forms: they are no mentions of their own, but a gloss may be theirs. */
  inner: BodyHit[];
} {
  const left: RawHit[] = [];
  const raw = outermost(
    collect(text, reader).filter((hit) => !isApposition(text.slice(hit.start, hit.end), reader)),
    reader,
    left,
  );
  const present = new Set<number>();
  for (const hit of raw) {
    const senses = reader.form(hit.form).senses;
    const first = senses[0];
    if (first?.kind === 'body' && !first.guarded && isFull(first.role)) present.add(first.entry);
  }
  const hits: GlossaryHit[] = [];
  const anywhere = new Map<string, boolean>();
  for (const hit of raw) {
    const chosen = choose(text, hit, reader.form(hit.form).senses, present, reader, anywhere);
    if (chosen) hits.push({ ...chosen, start: hit.start, end: hit.end, glossary: reader.name });
  }
  const inner: BodyHit[] = [];
  for (const hit of left) {
    const sense = reader.form(hit.form).senses[0];
    if (sense?.kind !== 'body' || sense.guarded || !isFull(sense.role)) continue;
    const { entry, role } = sense;
    const { start, end } = hit;
    inner.push({
      sense: 'body',
      start,
      end,
      glossary: reader.name,
      entry,
      role,
      guarded: false,
      cued: false,
      antecedent: true,
      senses: 1,
    });
  }
  return { hits, inner };
}

function collect(text: string, reader: GlossaryReader): RawHit[] {
  const hits: RawHit[] = [];
  reader.index.matches(text, (start, end, form) => {
    hits.push({ start, end, form });
  });
  return hits;
}

/** Hits in order of start, without those inside a longer body's form; `inner` gets what was left out. */
function outermost(hits: RawHit[], reader: GlossaryReader, inner: RawHit[]): RawHit[] {
  hits.sort((a, b) => a.start - b.start || b.end - a.end);
  const kept: RawHit[] = [];
  let coverEnd = -1;
  for (const hit of hits) {
    if (hit.end <= coverEnd) {
      inner.push(hit);
      continue;
    }
    kept.push(hit);
    const length = hit.end - hit.start;
    if (reader.form(hit.form).senses.some((sense) => covers(sense, length)))
      coverEnd = Math.max(coverEnd, hit.end);
  }
  return kept;
}

/** Whether a form met in this sense leaves nothing to find inside: `ต.` and `ค.` are no words of their own in `ต.ค.`. */
function covers(sense: Sense, length: number): boolean {
  if (sense.guarded) return false;
  return sense.kind === 'abbreviation' || sense.role === 'thai-abbr' || length >= 6;
}

/** Whether `thai` stands right before `at`, spaces aside: `กิโลกรัม (กก.)`. */
function standsBefore(text: string, at: number, thai: string): boolean {
  let end = at;
  while (end > 0 && text.charCodeAt(end - 1) === 0x20) end--;
  return end >= thai.length && text.startsWith(thai, end - thai.length);
}

type Chosen =
  | Omit<BodyHit, 'start' | 'end' | 'glossary'>
  | Omit<AbbreviationHit, 'start' | 'end' | 'glossary'>;

function choose(
  text: string,
  hit: RawHit,
  senses: readonly Sense[],
  present: ReadonlySet<number>,
  reader: GlossaryReader,
  anywhere: Map<string, boolean>,
): Chosen | null {
  if (senses.length > 1 && text.charCodeAt(hit.start - 1) === 0x28) {
    const explained = senses.find((sense) => standsBefore(text, hit.start - 1, reader.thai(sense)));
    if (explained) return describe(explained, true, present, senses.length);
  }
  const cued = senses.find((sense) => cuesFit(text, hit, sense));
  if (cued) return describe(cued, true, present, senses.length);
  const known = senses.find((sense) => sense.kind === 'body' && present.has(sense.entry));
  if (known) return describe(known, false, present, senses.length);
  if (senses.length > 1) {
    const told = senses.filter((sense) => toldByText(text, sense, anywhere));
    if (told.length === 1) return describe(told[0]!, true, present, senses.length);
  }
  const plain = senses.find((sense) => !sense.guarded);
  if (plain) return describe(plain, false, present, senses.length);
  const first = senses[0];
  return first ? describe(first, false, present, senses.length) : null;
}

function describe(sense: Sense, cued: boolean, present: ReadonlySet<number>, senses: number): Chosen {
  if (sense.kind === 'body') {
    const { entry, role, guarded } = sense;
    return { sense: 'body', entry, role, guarded, cued, antecedent: present.has(entry), senses };
  }
  return { sense: 'abbreviation', abbreviation: sense.abbreviation, guarded: sense.guarded, cued, senses };
}

/** A cue that may stand anywhere in the text (`*กองทัพอากาศ` makes ร.อ. an airman); each is looked for once a text. */
const ANYWHERE = '*';

function toldByText(text: string, sense: Sense, anywhere: Map<string, boolean>): boolean {
  return sense.cues.before.some((cue) => {
    if (!cue.startsWith(ANYWHERE)) return false;
    let found = anywhere.get(cue);
    if (found === undefined) {
      found = text.includes(cue.slice(1));
      anywhere.set(cue, found);
    }
    return found;
  });
}

function cuesFit(text: string, hit: RawHit, sense: Sense): boolean {
  const { before, after } = sense.cues;
  if (before.length > 0) {
    let at = hit.start;
    while (at > 0 && text.charCodeAt(at - 1) === 0x20) at--;
    for (const cue of before) if (endsWithCue(text, at, cue)) return true;
  }
  if (after.length > 0) {
    let at = hit.end;
    while (at < text.length && text.charCodeAt(at) === 0x20) at++;
    for (const cue of after) if (startsWithCue(text, at, cue)) return true;
  }
  return false;
}

function cueCharFits(code: number, cue: number): boolean {
  if (cue !== 0x23) return code === cue;
  return (code >= 0x30 && code <= 0x39) || (code >= 0x0e50 && code <= 0x0e59);
}

function startsWithCue(text: string, at: number, cue: string): boolean {
  if (at + cue.length > text.length) return false;
  for (let i = 0; i < cue.length; i++) {
    if (!cueCharFits(text.charCodeAt(at + i), cue.charCodeAt(i))) return false;
  }
  return true;
}

function endsWithCue(text: string, end: number, cue: string): boolean {
  return end >= cue.length && startsWithCue(text, end - cue.length, cue);
}
