import type { Abbreviation } from '../glossary/index-types.ts';
import type { GlossaryEntry } from '../glossary/types.ts';
import type { Candidate } from './candidates.ts';
import type { GlossaryReader } from './glossary-matches.ts';
import type { GlossReading } from './in-text-glosses.ts';
import { isLatinInitials } from './latin-acronyms.ts';
import type { ComposeEnglish } from './name-source.ts';
import { ENTITY_TYPES, type Entity, type EntityType } from './types.ts';

/** What entities are made from. */
export interface EntityMaterial {
  text: string;
  readers: readonly GlossaryReader[];
  glosses: readonly GlossReading[];
  abbreviations: ReadonlyMap<string, Abbreviation>;
  compose: ComposeEnglish | null;
}

/**
 * Groups mentions into bodies: mentions that share a key, through however many others, are of one entity. Returns the
 * entities in order of first mention and, for each mention, the number of its entity.
 */
export function makeEntities(
  mentions: readonly Candidate[],
  material: EntityMaterial,
): { entities: Entity[]; entityOf: number[] } {
  const groups = new KeyGroups();
  for (const mention of mentions) groups.join([...mention.keys]);
  const order = new Map<string, number>();
  const members: Candidate[][] = [];
  const entityOf = mentions.map((mention) => {
    const root = groups.root([...mention.keys][0] ?? '');
    let index = order.get(root);
    if (index === undefined) {
      index = members.length;
      order.set(root, index);
      members.push([]);
    }
    members[index]!.push(mention);
    return index;
  });
  const keysOf: string[][] = members.map(() => []);
  for (const key of groups.keys()) {
    const index = order.get(groups.root(key));
    if (index !== undefined) keysOf[index]!.push(key);
  }
  const entities = members.map((group, index) =>
    makeEntity(`e${index + 1}`, group, keysOf[index]!, material),
  );
  return { entities, entityOf };
}

/** Union of keys (disjoint sets with path halving). */
class KeyGroups {
  readonly #parent = new Map<string, string>();

  root(key: string): string {
    let at = key;
    for (;;) {
      const up = this.#parent.get(at);
      if (up === undefined) {
        this.#parent.set(at, at);
        return at;
      }
      if (up === at) return at;
      const above = this.#parent.get(up) ?? up;
      this.#parent.set(at, above);
      at = above;
    }
  }

  join(keys: readonly string[]): void {
    const first = keys[0];
    if (first === undefined) return;
    const root = this.root(first);
    for (const key of keys) this.#parent.set(this.root(key), root);
  }

  keys(): Iterable<string> {
    return [...this.#parent.keys()];
  }
}

function makeEntity(
  id: string,
  group: readonly Candidate[],
  keys: readonly string[],
  material: EntityMaterial,
): Entity {
  const abbreviationKey = keys.find((key) => key.startsWith('a:'));
  const abbreviation = abbreviationKey ? material.abbreviations.get(abbreviationKey) : undefined;
  if (abbreviation) {
    return {
      id,
      type: 'abbreviation',
      thai: abbreviation.thai,
      english: englishVariants(abbreviation.english),
      acronyms: [...abbreviation.forms],
      glossSource: 'builtin',
      ...(abbreviation.note && { note: abbreviation.note }),
    };
  }
  const surfaces = group.map((mention) => material.text.slice(mention.start, mention.end));
  const readings = keys
    .filter((key) => key.startsWith('x:'))
    .map((key) => material.glosses[Number(key.slice(2))])
    .filter((gloss) => gloss !== undefined);
  const user = entryOf(keys, 'u:', material, surfaces);
  const builtin = entryOf(keys, 'b:', material, surfaces);
  const articleEnglish = unique(
    readings.flatMap((gloss) => [
      gloss.english ? material.text.slice(gloss.english.start, gloss.english.end) : '',
      gloss.latinName ? material.text.slice(gloss.name.start, gloss.name.end) : '',
    ]),
  );
  const english = unique([
    ...(user ? [user.english, ...user.otherEnglish] : []),
    ...articleEnglish,
    ...(builtin ? [builtin.english, ...builtin.otherEnglish] : []),
  ]);
  const entry = user ?? builtin;
  const thai = entry ? shownThai(entry.thai) : fullestThai(group, surfaces);
  const acronyms = unique(
    [
      ...readings.flatMap((gloss) =>
        [gloss.acronym, gloss.second].map((part) => (part ? material.text.slice(part.start, part.end) : '')),
      ),
      ...(user ? [...user.thaiAbbr, ...user.latin] : []),
      ...(builtin ? [...builtin.thaiAbbr, ...builtin.latin] : []),
      ...group
        .filter((mention) => mention.kind === 'acronym')
        .map((mention) => material.text.slice(mention.start, mention.end)),
    ].map(unguarded),
  );
  const type = entry?.type ?? commonType(group);
  const base: Entity = {
    id,
    type,
    ...(thai && { thai }),
    english,
    acronyms,
    glossSource: user ? 'user' : articleEnglish.length > 0 ? 'article' : builtin ? 'builtin' : 'none',
  };
  if (entry?.note) base.note = entry.note;
  if (entry?.website) base.website = entry.website;
  const parent = entry?.parent && parentOf(entry.parent, material.readers);
  if (parent) base.parent = parent;
  if (english.length > 0) return base;
  const latin = surfaces.find(
    (surface) => /^[A-Za-z]/.test(surface) && !isLatinInitials(surface) && /[a-z]/.test(surface),
  );
  if (latin) return { ...base, english: [latin], glossSource: 'article' };
  const composed = thai && material.compose ? material.compose(thai) : null;
  if (composed) {
    const composedType = ENTITY_TYPES.find((t) => t === composed.type);
    return {
      ...base,
      ...(base.type === 'other' && composedType && { type: composedType }),
      english: [composed.english],
      glossSource: 'composed',
    };
  }
  return base;
}

/** Without what tells two entries of one name apart in the data: `กรุงเทพมหานคร (องค์กรปกครองส่วนท้องถิ่น)`. */
function shownThai(thai: string): string {
  return thai.replace(/ \(องค์กรปกครองส่วนท้องถิ่น\)$/, '');
}

function unguarded(form: string): string {
  return form.startsWith('~') ? form.slice(1) : form;
}

/** The variants of an abbreviation's English: `Minister / Minister of`. */
function englishVariants(english: string): string[] {
  return unique(english.split(/\s*[|;]\s*/));
}

function unique(values: readonly string[]): string[] {
  return [...new Set(values.filter((value) => value !== ''))];
}

/** The entry most of the keys agree on; the one whose Thai name stands in the text wins a tie. */
function entryOf(
  keys: readonly string[],
  prefix: 'u:' | 'b:',
  material: EntityMaterial,
  surfaces: readonly string[],
): GlossaryEntry | null {
  const reader = material.readers.find((r) => r.name === (prefix === 'u:' ? 'user' : 'builtin'));
  if (!reader) return null;
  const ids = keys.filter((key) => key.startsWith(prefix)).map((key) => Number(key.slice(2)));
  if (ids.length === 0) return null;
  const entries = ids.sort((a, b) => a - b).map((entry) => reader.entry(entry));
  return entries.find((entry) => surfaces.includes(entry.thai)) ?? entries[0] ?? null;
}

function fullestThai(group: readonly Candidate[], surfaces: readonly string[]): string | undefined {
  let best: string | undefined;
  for (const [index, mention] of group.entries()) {
    const surface = surfaces[index]!;
    if (!/[ก-๎]/.test(surface)) continue;
    const isName = mention.kind === 'name' || mention.kind === 'event';
    if (best === undefined || (isName && surface.length > best.length)) best = surface;
  }
  return best;
}

function commonType(group: readonly Candidate[]): EntityType {
  return group.find((mention) => mention.type !== 'other')?.type ?? 'other';
}

function parentOf(
  thai: string,
  readers: readonly GlossaryReader[],
): { thai: string; english: string } | null {
  for (const reader of readers) {
    const form = reader.index.find(thai);
    if (form < 0) continue;
    const sense = reader.index.form(form).senses.find((s) => s.kind === 'body' && s.role === 'thai');
    if (sense?.kind === 'body') {
      const entry = reader.entry(sense.entry);
      return { thai: shownThai(entry.thai), english: entry.english };
    }
  }
  return null;
}
