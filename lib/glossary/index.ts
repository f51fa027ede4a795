import { ENTITY_TYPES } from '../recognition/types.ts';
import type { AbbreviationRow, Ambiguity } from './abbreviation-table.ts';
import { type CodePage, fromBytes, makeCodePage } from './code-page.ts';
import { ENTRY_LISTS, encodeGlossary, GENERIC_MARK, GUARD } from './encode.ts';
import { FormMatcher } from './form-matcher.ts';
import {
  ABBREVIATION_CATEGORIES,
  type Abbreviation,
  FORM_ROLES,
  type FormRole,
  GlossaryError,
  type GlossaryForm,
  type GlossaryIndex,
  type Sense,
  type SenseCues,
} from './index-types.ts';
import { readSections, SECTION, VarintReader } from './sections.ts';
import type { GlossaryEntry } from './types.ts';

export type { AbbreviationRow, Ambiguity } from './abbreviation-table.ts';
export * from './index-types.ts';

/** Role of each string of an entry in the order in which the file keeps them: thai, english, then the lists. */
const LIST_ROLES: readonly FormRole[] = ['other-thai', 'thai-abbr', 'latin', 'short', 'other-english'];
const NO_CUES: SenseCues = { before: [], after: [] };

function uint16(section: Uint8Array): Uint16Array {
  return new Uint16Array(section.buffer, section.byteOffset, section.length >> 1);
}

interface RankedCues {
  rank: number;
  cues: SenseCues;
}

interface StoredAbbreviation {
  forms: { form: number; guarded: boolean }[];
  thai: number;
  english: number;
  category: number;
  cues: SenseCues;
  note: number;
}

class CompiledGlossary implements GlossaryIndex {
  readonly entryCount: number;
  readonly formCount: number;
  private readonly page: CodePage;
  private readonly bytes: Uint8Array;
  private readonly offsets: Uint32Array;
  private readonly matcher: FormMatcher;
  private readonly sections: readonly Uint8Array[];
  private readonly refsLow: Uint16Array;
  private readonly refsHigh: Uint8Array;
  private allOffsets = false;
  private refStarts: Uint32Array | undefined;
  private abbreviations: StoredAbbreviation[] | undefined;
  private extras: Uint32Array | undefined;
  private ranks: Map<string, RankedCues> | undefined;
  private refsOfForm: { starts: Uint32Array; refs: Uint32Array; entryOf: Uint32Array } | undefined;
  private abbreviationsOfForm: Map<number, number[]> | undefined;

  constructor(sections: readonly Uint8Array[]) {
    this.sections = sections;
    const slots = uint16(sections[SECTION.slots]!);
    this.page = makeCodePage(String.fromCharCode(...slots));
    this.bytes = sections[SECTION.stringBytes]!;
    const lengths = uint16(sections[SECTION.stringLengths]!);
    const prefixes = uint16(sections[SECTION.commonPrefixes]!);
    this.formCount = prefixes.length;
    const formFlags = sections[SECTION.formFlags]!;
    this.offsets = new Uint32Array(lengths.length + 1);
    this.refsLow = uint16(sections[SECTION.formRefs]!);
    this.refsHigh = sections[SECTION.formRefsHigh]!;
    this.entryCount = sections[SECTION.entryTypes]!.length;
    const fits =
      lengths.length >= this.formCount &&
      formFlags.length === this.formCount &&
      sections[SECTION.entryCounts]!.length === this.entryCount * ENTRY_LISTS.length &&
      this.refsLow.length === this.refsHigh.length;
    if (!fits) throw new GlossaryError('glossary: the sections do not fit each other');
    this.matcher = new FormMatcher(this.page, this.bytes, lengths, prefixes, formFlags, this.offsets);
  }

  get abbreviationCount(): number {
    return this.storedAbbreviations().length;
  }

  private string(id: number): string {
    if (id >= this.formCount && !this.allOffsets) this.fillOffsets();
    return fromBytes(this.bytes, this.offsets[id]!, this.offsets[id + 1]!, this.page);
  }

  /** Offsets of the strings that are no forms: nothing needs them before a card is shown. */
  private fillOffsets(): void {
    const lengths = uint16(this.sections[SECTION.stringLengths]!);
    for (let i = this.formCount; i < lengths.length; i++)
      this.offsets[i + 1] = this.offsets[i]! + lengths[i]!;
    this.allOffsets = true;
  }

  /** Where each entry's strings begin among the refs. */
  private entryRefs(): Uint32Array {
    if (!this.refStarts) {
      const counts = this.sections[SECTION.entryCounts]!;
      this.refStarts = new Uint32Array(this.entryCount + 1);
      let ref = 0;
      for (let entry = 0, at = 0; entry < this.entryCount; entry++) {
        this.refStarts[entry] = ref;
        ref += 2;
        for (let list = 0; list < ENTRY_LISTS.length; list++) ref += counts[at++]!;
      }
      this.refStarts[this.entryCount] = ref;
    }
    return this.refStarts;
  }

  private ref(at: number): number {
    return this.refsLow[at]! | (this.refsHigh[at]! << 16);
  }

  matches(text: string, each: (start: number, end: number, form: number) => void): void {
    this.matcher.matches(text, each);
  }

  longestAt(text: string, offset: number): { end: number; form: number } | undefined {
    return this.matcher.longestAt(text, offset);
  }

  find(form: string): number {
    return this.matcher.find(form);
  }

  form(id: number): GlossaryForm {
    if (!(id >= 0 && id < this.formCount)) throw new RangeError(`glossary: no form ${id}`);
    return { id, text: this.string(id), senses: this.sensesOf(id) };
  }

  entry(id: number): GlossaryEntry {
    if (!(id >= 0 && id < this.entryCount)) throw new RangeError(`glossary: no entry ${id}`);
    const guards = this.sections[SECTION.formGuards]!;
    let at = this.entryRefs()[id]!;
    const form = (): string => {
      const text = this.string(this.ref(at));
      return guards[at++] ? GUARD + text : text;
    };
    const counts = this.sections[SECTION.entryCounts]!;
    const list = (number: number): string[] =>
      Array.from({ length: counts[id * ENTRY_LISTS.length + number]! }, form);
    const thai = form();
    const english = form();
    const otherThai = list(0);
    const thaiAbbr = list(1);
    const latin = list(2);
    const short = list(3);
    const otherEnglish = list(4);
    const entry: GlossaryEntry = {
      thai,
      english,
      otherEnglish,
      thaiAbbr,
      latin,
      short,
      otherThai,
      type: ENTITY_TYPES[this.sections[SECTION.entryTypes]![id]!] ?? 'other',
    };
    const extras = this.storedExtras();
    const [parentEntry = 0, parentName = 0, website = 0, note = 0] = extras.subarray(id * 4, id * 4 + 4);
    if (parentEntry) entry.parent = this.string(this.ref(this.entryRefs()[parentEntry - 1]!));
    else if (parentName) entry.parent = this.string(parentName - 1);
    if (website) entry.website = this.string(website - 1);
    const remark = note ? this.string(note - 1) : '';
    if (remark.startsWith(GENERIC_MARK)) entry.generic = true;
    const shown = entry.generic ? remark.slice(GENERIC_MARK.length) : remark;
    if (shown) entry.note = shown;
    return entry;
  }

  abbreviation(id: number): Abbreviation {
    const stored = this.storedAbbreviations()[id];
    if (!stored) throw new RangeError(`glossary: no abbreviation ${id}`);
    return {
      forms: stored.forms.map(({ form, guarded }) => (guarded ? GUARD : '') + this.string(form)),
      thai: this.string(stored.thai),
      english: this.string(stored.english),
      category: ABBREVIATION_CATEGORIES[stored.category] ?? 'other',
      ...(stored.note ? { note: this.string(stored.note - 1) } : {}),
    };
  }

  private sensesOf(form: number): Sense[] {
    this.refsOfForm ??= this.invertRefs();
    const { starts, refs, entryOf } = this.refsOfForm;
    const ranked: { sense: Sense; rank: number }[] = [];
    const guards = this.sections[SECTION.formGuards]!;
    const ranks = this.storedRanks();
    for (let i = starts[form]!; i < starts[form + 1]!; i++) {
      const at = refs[i]!;
      const entry = entryOf[at]!;
      const role = this.roleOf(entry, at);
      const guarded = guards[at] === 1;
      const told = ranks.get(`${form} ${entry * 2}`);
      const sense: Sense = { kind: 'body', entry, role, guarded, cues: told?.cues ?? NO_CUES };
      const usual = (guarded ? 200 : 100) + FORM_ROLES.indexOf(role);
      ranked.push({ sense, rank: told?.rank ?? (this.isPast(entry) ? 300 + usual : usual) });
    }
    for (const abbreviation of this.abbreviationIdsOf(form)) {
      const stored = this.storedAbbreviations()[abbreviation]!;
      const guarded = stored.forms.some((own) => own.form === form && own.guarded);
      const told = ranks.get(`${form} ${abbreviation * 2 + 1}`);
      const cues: SenseCues = told
        ? {
            before: [...stored.cues.before, ...told.cues.before],
            after: [...stored.cues.after, ...told.cues.after],
          }
        : stored.cues;
      ranked.push({
        sense: { kind: 'abbreviation', abbreviation, guarded, cues },
        rank: told?.rank ?? (guarded ? 290 : 190),
      });
    }
    return ranked.sort((a, b) => a.rank - b.rank).map(({ sense }) => sense);
  }

  /** Whether the body has been succeeded by another, as its note says: it then means itself only by its own names. */
  private isPast(entry: number): boolean {
    const note = this.storedExtras()[entry * 4 + 3]!;
    return (
      note > 0 &&
      this.string(note - 1)
        .trimStart()
        .startsWith('now:')
    );
  }

  private roleOf(entry: number, at: number): FormRole {
    let rest = at - this.entryRefs()[entry]!;
    if (rest === 0) return 'thai';
    if (rest === 1) return 'english';
    rest -= 2;
    const counts = this.sections[SECTION.entryCounts]!;
    for (const [number, role] of LIST_ROLES.entries()) {
      const count = counts[entry * ENTRY_LISTS.length + number]!;
      if (rest < count) return role;
      rest -= count;
    }
    throw new GlossaryError(`glossary: entry ${entry} has no string ${at}`);
  }

  /** For each form the places among the refs that name it, by counting sort. */
  private invertRefs() {
    const total = this.refsLow.length;
    const starts = new Uint32Array(this.formCount + 2);
    for (let at = 0; at < total; at++) if (this.ref(at) < this.formCount) starts[this.ref(at) + 2]!++;
    for (let i = 2; i < starts.length; i++) starts[i]! += starts[i - 1]!;
    const refs = new Uint32Array(total);
    for (let at = 0; at < total; at++) {
      const place = this.ref(at) + 1;
      if (place > this.formCount) continue;
      refs[starts[place]!] = at;
      starts[place]!++;
    }
    const entryOf = new Uint32Array(total);
    const entryRefs = this.entryRefs();
    for (let entry = 0; entry < this.entryCount; entry++) {
      entryOf.fill(entry, entryRefs[entry], entryRefs[entry + 1]);
    }
    return { starts, refs, entryOf };
  }

  private abbreviationIdsOf(form: number): readonly number[] {
    if (!this.abbreviationsOfForm) {
      this.abbreviationsOfForm = new Map();
      for (const [id, stored] of this.storedAbbreviations().entries()) {
        for (const own of stored.forms) {
          const ids = this.abbreviationsOfForm.get(own.form);
          if (ids) ids.push(id);
          else this.abbreviationsOfForm.set(own.form, [id]);
        }
      }
    }
    return this.abbreviationsOfForm.get(form) ?? [];
  }

  private readCues(reader: VarintReader): SenseCues {
    const before = reader.list().map((id) => this.string(id));
    return { before, after: reader.list().map((id) => this.string(id)) };
  }

  private storedAbbreviations(): readonly StoredAbbreviation[] {
    if (!this.abbreviations) {
      const reader = new VarintReader(this.sections[SECTION.abbreviations]!);
      this.abbreviations = [];
      while (!reader.done) {
        this.abbreviations.push({
          forms: reader.list().map((ref) => ({ form: ref >> 1, guarded: (ref & 1) === 1 })),
          thai: reader.next(),
          english: reader.next(),
          category: reader.next(),
          cues: this.readCues(reader),
          note: reader.next(),
        });
      }
    }
    return this.abbreviations;
  }

  /** Four numbers an entry: parent, parent's name, website, note; each one more than its id, 0 for none. */
  private storedExtras(): Uint32Array {
    if (!this.extras) {
      const reader = new VarintReader(this.sections[SECTION.entryExtras]!);
      this.extras = Uint32Array.from({ length: this.entryCount * 4 }, () => reader.next());
    }
    return this.extras;
  }

  private storedRanks(): Map<string, RankedCues> {
    if (!this.ranks) {
      const reader = new VarintReader(this.sections[SECTION.ambiguities]!);
      this.ranks = new Map();
      while (!reader.done) {
        const key = `${reader.next()} ${reader.next()}`;
        const rank = reader.next();
        this.ranks.set(key, { rank, cues: this.readCues(reader) });
      }
    }
    return this.ranks;
  }
}

/**
 * The glossary of `bytes` as `encodeGlossary` wrote them; the bytes are kept, not copied.
 * @throws GlossaryError when they are not a whole, undamaged glossary of this format.
 */
export function decodeGlossary(bytes: Uint8Array): GlossaryIndex {
  return new CompiledGlossary(readSections(bytes));
}

/**
 * A glossary in memory, from the reader's own entries or for a test; the same interface as the compiled one.
 * @throws GlossaryError when two entries share a Thai name.
 */
export function buildGlossary(
  entries: readonly GlossaryEntry[],
  abbreviations: readonly AbbreviationRow[] = [],
  ambiguities: readonly Ambiguity[] = [],
): GlossaryIndex {
  return decodeGlossary(encodeGlossary({ entries, abbreviations, ambiguities }));
}
