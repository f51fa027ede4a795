/**
 * Yomitan's dictionary format: a zip with `index.json` and `term_bank_1.json`, `term_bank_2.json`, …
 * (https://github.com/yomidevs/yomitan/blob/master/docs/making-yomitan-dictionaries.md; schemas
 * dictionary-index-schema.json and dictionary-term-bank-v3-schema.json there). Versions 1 and 3 are read, 3 is written.
 */
import { strFromU8, strToU8, zipSync } from 'fflate';
import * as v from 'valibot';
import type { GlossaryEntry } from '../glossary/types.ts';
import { ENTITY_TYPES, type EntityType } from '../recognition/types.ts';
import { normalise } from '../thai/normal-form.ts';
import { GlossaryFileError, MAX_BANK, MAX_CELL, MAX_ENTRIES, MAX_UNPACKED } from './glossary-limits.ts';
import { UnzipError, unzipBounded } from './unzip-bounded.ts';

const IndexSchema = v.object({
  title: v.string(),
  revision: v.optional(v.unknown()),
  format: v.optional(v.number()),
  version: v.optional(v.number()),
});

const TERM_BANK = /(?:^|\/)term_bank_(\d+)\.json$/;

/** [term, reading, definition tags, rules, score, definitions, sequence, term tags]; version 1 ends in its definitions. */
const TermSchema = v.pipe(v.array(v.unknown()), v.minLength(6));

export interface YomitanDictionary {
  title: string;
  entries: GlossaryEntry[];
  skipped: { line: number; message: string }[];
}

/**
 * Thai terms of a dictionary as glossary entries: the first definition is the English, others are other English; tags that
 * are types of ours give the type, `abbr`-like score or media are passed over. Terms without a Thai letter are skipped, as
 * no Thai page names them. Throws GlossaryFileError.
 */
export function readYomitanDictionary(bytes: Uint8Array): YomitanDictionary {
  const files = unpack(bytes);
  const indexName = [...files.keys()].find((name) => /(?:^|\/)index\.json$/.test(name));
  if (!indexName) throw new GlossaryFileError('no-dictionary', 'the zip holds no index.json');
  const index = v.safeParse(IndexSchema, json(files.get(indexName)!, indexName));
  if (!index.success) throw new GlossaryFileError('bad-dictionary', `index.json: ${index.issues[0].message}`);
  const version = index.output.format ?? index.output.version ?? 1;
  if (version !== 1 && version !== 3) {
    throw new GlossaryFileError('bad-dictionary', `format ${version} is not known; 1 and 3 are`);
  }
  const banks = [...files.keys()]
    .flatMap((name) => {
      const number = TERM_BANK.exec(name)?.[1];
      return number === undefined ? [] : [{ name, number: Number(number) }];
    })
    .sort((a, b) => a.number - b.number);
  if (!banks.length) throw new GlossaryFileError('no-dictionary', 'the zip holds no term bank');

  const entries = new Map<string, GlossaryEntry>();
  const skipped: YomitanDictionary['skipped'] = [];
  let line = 0;
  for (const { name } of banks) {
    const bank = v.safeParse(v.array(v.unknown()), json(files.get(name)!, name));
    if (!bank.success) throw new GlossaryFileError('bad-dictionary', `${name} is not a list`);
    for (const term of bank.output) {
      // Passing over bad lines has an end too.
      if (++line > 10 * MAX_ENTRIES)
        throw new GlossaryFileError('too-large', `over ${10 * MAX_ENTRIES} terms`);
      const entry = entryOfTerm(term, version);
      if (typeof entry === 'string') {
        skipped.push({ line, message: entry });
        continue;
      }
      const known = entries.get(entry.thai);
      if (known) addDefinitions(known, entry);
      else entries.set(entry.thai, entry);
      if (entries.size > MAX_ENTRIES) throw new GlossaryFileError('too-large', `over ${MAX_ENTRIES} terms`);
    }
  }
  return { title: clean(index.output.title), entries: [...entries.values()], skipped };
}

function unpack(bytes: Uint8Array): Map<string, Uint8Array> {
  try {
    return unzipBounded(bytes, (name) => /(?:^|\/)(?:index|term_bank_\d+)\.json$/.test(name), MAX_UNPACKED);
  } catch (error) {
    if (!(error instanceof UnzipError)) throw error;
    throw new GlossaryFileError(error.reason === 'too-large' ? 'too-large' : 'not-a-zip', error.message);
  }
}

function json(bytes: Uint8Array, name: string): unknown {
  if (bytes.length > MAX_BANK) throw new GlossaryFileError('too-large', `${name}: over ${MAX_BANK} bytes`);
  try {
    return JSON.parse(strFromU8(bytes));
  } catch (error) {
    throw new GlossaryFileError('bad-dictionary', `${name}: ${String(error)}`);
  }
}

const clean = (text: string) => normalise(text).text.replace(/\s+/g, ' ').trim();
const THAI = /[\u0e01-\u0e2e]/;
const TYPES = new Set<string>(ENTITY_TYPES.filter((type) => type !== 'abbreviation'));

/** The entry, or why there is none. */
function entryOfTerm(term: unknown, version: 1 | 3): GlossaryEntry | string {
  const parsed = v.safeParse(TermSchema, term);
  if (!parsed.success || typeof parsed.output[0] !== 'string') return 'not a term';
  const cells = parsed.output;
  const thai = clean(parsed.output[0]);
  if (!THAI.test(thai)) return `'${thai.slice(0, 60)}' is not Thai`;
  const raw: unknown[] = version === 1 ? cells.slice(5) : Array.isArray(cells[5]) ? cells[5] : [];
  const definitions = [
    ...new Set(
      raw
        .flatMap((definition) => definitionText(definition).split('\n'))
        .map(clean)
        .filter(Boolean),
    ),
  ];
  const [english, ...others] = definitions;
  if (english === undefined) return `'${thai.slice(0, 60)}' has no definition in words`;
  if (thai.length > MAX_CELL || english.length > MAX_CELL) {
    return `'${thai.slice(0, 60)}' is longer than ${MAX_CELL} characters`;
  }
  const tags = [cells[2], cells[7]].flatMap((tag) => (typeof tag === 'string' ? tag.split(/\s+/) : []));
  const type = (tags.find((tag) => TYPES.has(tag)) ?? 'other') as EntityType;
  return {
    thai,
    english,
    otherEnglish: others.filter((text) => text.length <= MAX_CELL).slice(0, 50),
    thaiAbbr: [],
    latin: [],
    short: [],
    otherThai: [],
    type,
  };
}

/** Block elements part definitions; images and deinflections say nothing in words. */
const BLOCKS = new Set(['br', 'div', 'li', 'ul', 'ol', 'p', 'tr', 'table', 'details', 'summary']);

/** The words of a definition: a string, `{type: 'text'}` or structured content, whose depth is not trusted. */
export function definitionText(definition: unknown, depth = 0): string {
  if (typeof definition === 'string') return definition;
  if (typeof definition !== 'object' || definition === null || depth > 64) return '';
  if (Array.isArray(definition)) {
    // A deinflection is [uninflected term, [rules]].
    if (depth === 0) return '';
    return definition.map((part) => definitionText(part, depth + 1)).join('');
  }
  const { type, text, content, tag } = definition as Record<string, unknown>;
  if (type === 'image' || tag === 'img' || tag === 'rt' || tag === 'rp') return '';
  if (type === 'text') return typeof text === 'string' ? text : '';
  const inner = definitionText(content, depth + 1);
  return typeof tag === 'string' && BLOCKS.has(tag) ? `\n${inner}\n` : inner;
}

function addDefinitions(known: GlossaryEntry, more: GlossaryEntry): void {
  for (const english of [more.english, ...more.otherEnglish]) {
    if (
      english !== known.english &&
      !known.otherEnglish.includes(english) &&
      known.otherEnglish.length < 50
    ) {
      known.otherEnglish.push(english);
    }
  }
}

/** Terms in one bank, as Yomitan's own exports of this size have them. */
const BANK_SIZE = 10_000;

/**
 * The glossary as a dictionary that Yomitan reads: every Thai form is a term of its own, so that an abbreviation is found
 * too. `revision` tells one export from the next.
 */
export function writeYomitanDictionary(
  entries: readonly GlossaryEntry[],
  options: { title: string; revision: string },
): Uint8Array {
  const terms = entries.flatMap((entry, sequence) => {
    const forms = [
      entry.thai,
      ...entry.otherThai,
      ...entry.thaiAbbr,
      ...entry.short.map((form) => form.replace(/^~/, '')),
    ];
    return [...new Set(forms)].map((form) => [
      form,
      '',
      entry.type,
      '',
      form === entry.thai ? 0 : -1,
      [entry.english, ...entry.otherEnglish],
      sequence,
      '',
    ]);
  });
  const files: Record<string, Uint8Array> = {
    'index.json': strToU8(
      JSON.stringify({ title: options.title, revision: options.revision, format: 3, sequenced: true }),
    ),
  };
  for (let bank = 0; bank * BANK_SIZE < Math.max(1, terms.length); bank++) {
    const part = terms.slice(bank * BANK_SIZE, (bank + 1) * BANK_SIZE);
    files[`term_bank_${bank + 1}.json`] = strToU8(JSON.stringify(part));
  }
  return zipSync(files, { level: 6, mtime: new Date(1980, 0, 1) });
}
