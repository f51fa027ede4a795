// Everything a glossary table can get wrong that a machine can see. `npm test` runs it through
// tests/unit/glossary/data.test.ts; by itself: node tools/lint-glossary.ts [FILE…]
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readRows } from '../lib/glossary/table.ts';
import { normalise } from '../lib/thai/normal-form.ts';
import {
  ABBREVIATIONS_FILE,
  AMBIGUOUS_FILE,
  bodyFiles,
  DATA,
  type GlossaryFiles,
  readGlossaryFiles,
} from './glossary-files.ts';

export interface LintProblem {
  file: string;
  line: number;
  message: string;
}

/** Longer names do not stand in running text, and are cut by mistake more often than meant. */
const LONGEST_FORM = 200;
const SMALL_WORDS = new Set(
  (
    'a an and as at by for from in into of on or over per the to under via with against among between through upon ' +
    'de del des di do dos du da la las le les el y et e pour van von der den und für al af i ng vs x'
  ).split(' '),
);

const HAS_THAI = /[\u0e00-\u0e7f]/;
const HOST = /^(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+[a-z]{2,}$/;

function bare(form: string): string {
  return form.startsWith('~') ? form.slice(1) : form;
}

/** Names that their owners write with small letters. */
const OWN_SPELLING = /\b(?:ttb(?: analytics)?|dtac|vivo|foodpanda|SK hynix|Healthcare products)\b/g;

/** Words of an English name that break title case: small letters at the start of a word that is no small word. */
export function titleCaseFaults(english: string): string[] {
  const words = english
    .replace(OWN_SPELLING, 'X')
    .split(/[\s/]+|(?<=\()|[–—]/)
    .filter(Boolean);
  return words.filter((word, i) => {
    const letters = word.replace(/^[("'“‘]+/, '');
    if (!/^[a-z]/.test(letters)) return false;
    // iLaw, e-Government.
    if (/[A-Z0-9.]/.test(letters.slice(1))) return false;
    return i === 0 || !SMALL_WORDS.has(letters.replace(/[),.;:]+$/, ''));
  });
}

/** Faults that stand in the raw cells and that reading would mend in silence. */
function rawProblems(file: string): LintProblem[] {
  const problems: LintProblem[] = [];
  const text = readFileSync(join(DATA, file), 'utf8');
  const say = (line: number, message: string) => problems.push({ file, line, message });
  if (text.includes('\r')) say(1, 'lines must end in LF');
  if (!text.endsWith('\n')) say(text.split('\n').length, 'the last line must end in LF');
  for (const row of readRows(text, '\t')) {
    for (const cell of row.cells) {
      for (const part of cell.split('|')) {
        const shown = part.length > 40 ? `${part.slice(0, 40)}…` : part;
        if (part !== part.trim()) say(row.line, `'${shown}' has a space at its edge`);
        if (/\s{2}/.test(part)) say(row.line, `'${shown}' has two spaces`);
        if (normalise(part).text !== part) say(row.line, `'${shown}' is not in Thai normal form`);
        if (/[\u0e00-\u0e7f]/.test(part) && /^[ัิีึืฺุู็-๎ะาำ]/.test(part))
          say(row.line, `'${shown}' begins with a mark`);
      }
      if (cell.includes('||') || cell.startsWith('|') || cell.endsWith('|'))
        say(row.line, 'an empty part between |');
    }
  }
  return problems;
}

function entryProblems(files: GlossaryFiles): LintProblem[] {
  const problems: LintProblem[] = [];
  const where = new Map<string, string>();
  const names = new Set(files.entries.map((entry) => entry.thai));
  for (const { file, line, entry } of files.rows) {
    const say = (message: string) => problems.push({ file, line, message: `${entry.thai}: ${message}` });
    const first = where.get(entry.thai);
    if (first) say(`also in ${first}`);
    else where.set(entry.thai, `${file}:${line}`);

    if (entry.parent && !names.has(entry.parent)) say(`parent '${entry.parent}' has no entry`);
    if (entry.parent === entry.thai) say('is its own parent');
    if (entry.website && !HOST.test(entry.website)) say(`website '${entry.website}' is not a bare host`);
    const successor = entry.note?.match(/^now: ([^;]+)/)?.[1]?.trim();
    if (successor && !names.has(successor)) say(`successor '${successor}' has no entry`);
    if (entry.note?.includes('now:') && !successor) say(`'now:' must begin the note`);

    for (const english of [entry.english, ...entry.otherEnglish]) {
      if (HAS_THAI.test(english)) say(`English '${english}' has Thai letters`);
    }
    const faults = titleCaseFaults(entry.english);
    if (faults.length > 0) say(`English '${entry.english}' is not in title case (${faults.join(', ')})`);
    for (const latin of entry.latin) if (HAS_THAI.test(latin)) say(`'${latin}' among the Latin acronyms`);
    for (const thai of [...entry.thaiAbbr, ...entry.otherThai]) {
      if (!HAS_THAI.test(thai)) say(`'${thai}' among the Thai forms has no Thai letter`);
    }

    const own = new Map<string, string>();
    const lists: [string, readonly string[]][] = [
      ['thai', [entry.thai]],
      ['english', [entry.english]],
      ['other_english', entry.otherEnglish],
      ['thai_abbr', entry.thaiAbbr],
      ['latin', entry.latin],
      ['short', entry.short],
      ['other_thai', entry.otherThai],
    ];
    for (const [column, forms] of lists) {
      for (const form of forms) {
        const text = bare(form);
        const before = own.get(text);
        // A brand in Latin letters may be both what the body is called and what stands for it.
        const brand = column === 'latin' && (before === 'english' || before === 'other_english');
        if (before !== undefined && !brand) say(`'${text}' stands in ${before} and in ${column}`);
        own.set(text, column);
        if (text.length < 2 && column !== 'latin') say(`'${text}' is too short to be found in a text`);
        if (text.length > LONGEST_FORM) say(`'${text.slice(0, 30)}…' is too long`);
      }
    }
  }
  return problems;
}

interface Meaning {
  target: string;
  file: string;
  line: number;
  /** Told apart by `~`, by cues, by a rank, or by being a body of the past. */
  told: boolean;
  /** The body's own Thai or English name: what is called so comes before what is also called so. */
  own: boolean;
}

function ambiguityProblems(files: GlossaryFiles): LintProblem[] {
  const problems: LintProblem[] = [];
  const ranked = new Set(files.ambiguities.map((row) => `${row.form}\t${row.thai}`));
  const meanings = new Map<string, Meaning[]>();
  const add = (form: string, place: Omit<Meaning, 'own'>, own: boolean) => {
    const text = bare(form);
    const list = meanings.get(text) ?? [];
    if (list.some((meaning) => meaning.target === place.target)) return;
    const told = place.told || form.startsWith('~') || ranked.has(`${text}\t${place.target}`);
    list.push({ ...place, told, own });
    meanings.set(text, list);
  };
  for (const { file, line, entry } of files.rows) {
    const place = { target: entry.thai, file, line, told: entry.note?.startsWith('now:') ?? false };
    for (const form of [entry.thai, entry.english]) add(form, place, true);
    const others = [entry.otherEnglish, entry.thaiAbbr, entry.latin, entry.short, entry.otherThai].flat();
    for (const form of others) add(form, place, false);
  }
  for (const [i, row] of files.abbreviations.entries()) {
    const told = row.before.length + row.after.length > 0;
    const place = { target: row.thai, file: ABBREVIATIONS_FILE, line: files.abbreviationLines[i]!, told };
    for (const form of row.forms) add(form, place, false);
  }
  for (const [form, list] of meanings) {
    const untold = list.filter((meaning) => !meaning.told);
    if (untold.length < 2 || untold.filter((meaning) => meaning.own).length === 1) continue;
    const [first, ...others] = untold;
    problems.push({
      file: first!.file,
      line: first!.line,
      message:
        `'${form}' means '${first!.target}' and ` +
        `${others.map((other) => `'${other.target}' (${other.file}:${other.line})`).join(', ')}: ` +
        `rank them in ${AMBIGUOUS_FILE}, or guard one with ~`,
    });
  }

  const seen = new Set<string>();
  for (const [i, row] of files.ambiguities.entries()) {
    const line = files.ambiguityLines[i]!;
    const say = (message: string) => problems.push({ file: AMBIGUOUS_FILE, line, message });
    const known = meanings.get(row.form)?.some((meaning) => meaning.target === row.thai);
    if (!known) say(`nothing called '${row.thai}' has the form '${row.form}'`);
    if (seen.has(`${row.form}\t${row.rank}`)) say(`rank ${row.rank} of '${row.form}' is given twice`);
    seen.add(`${row.form}\t${row.rank}`);
    if ((meanings.get(row.form)?.length ?? 0) < 2 && row.before.length + row.after.length === 0) {
      say(`'${row.form}' has one meaning only`);
    }
  }
  return problems;
}

function abbreviationProblems(files: GlossaryFiles): LintProblem[] {
  const problems: LintProblem[] = [];
  const seen = new Map<string, number>();
  for (const [i, row] of files.abbreviations.entries()) {
    const line = files.abbreviationLines[i]!;
    const say = (message: string) => problems.push({ file: ABBREVIATIONS_FILE, line, message });
    for (const form of row.forms) {
      const key = `${bare(form)}\t${row.thai}`;
      const before = seen.get(key);
      if (before !== undefined) say(`'${form}' (${row.thai}) also in line ${before}`);
      seen.set(key, line);
      if (bare(form).length < 2) say(`'${form}' is too short to be found in a text`);
      if (form.startsWith('~') && row.before.length + row.after.length === 0)
        say(`'${form}' is guarded but has no cue`);
    }
    if (HAS_THAI.test(row.english)) say(`English '${row.english}' has Thai letters`);
    if (!HAS_THAI.test(row.thai)) say(`expansion '${row.thai}' is not Thai`);
  }
  return problems;
}

/** All problems of the tables, by file and line. */
export function lintGlossary(files: GlossaryFiles = readGlossaryFiles()): LintProblem[] {
  const all = [
    ...files.problems.map(({ file, line, message }) => ({ file, line, message })),
    ...[...bodyFiles(), ABBREVIATIONS_FILE, AMBIGUOUS_FILE].flatMap(rawProblems),
    ...entryProblems(files),
    ...abbreviationProblems(files),
    ...ambiguityProblems(files),
  ];
  return all.sort((a, b) => (a.file < b.file ? -1 : a.file > b.file ? 1 : a.line - b.line));
}

if (import.meta.main) {
  const wanted = new Set(process.argv.slice(2));
  const problems = lintGlossary().filter((problem) => wanted.size === 0 || wanted.has(problem.file));
  for (const { file, line, message } of problems)
    console.log(`lib/glossary/data/${file}:${line}: ${message}`);
  console.log(`${problems.length} problems`);
  process.exitCode = problems.length > 0 ? 1 : 0;
}
