/**
 * The query language, such as people guess it: `กกต. site:matichon.co.th after:2024-01 tag:budget "exact words" -ไม่เอา`.
 * Clauses side by side must all hold; `OR` between two clauses lets either do; `-` before a clause turns it round. Nothing a
 * person can type is a syntax error: what looks like a filter and cannot be one is a named problem at its place, and the rest
 * of the query still works.
 */
import { normalise } from '../thai/normal-form.ts';

export const TEXT_FIELDS = ['any', 'title', 'note', 'name'] as const;
export type TextField = (typeof TEXT_FIELDS)[number];
export const STATES = ['starred', 'unread', 'read', 'noted', 'changed', 'kept', 'tagged'] as const;
export type ArticleState = (typeof STATES)[number];

export type Condition =
  /** `exact`: from quotation marks; an English word is then matched to its end too. */
  | { kind: 'text'; field: TextField; text: string; exact: boolean }
  | { kind: 'site'; site: string }
  | { kind: 'tag'; tag: string }
  | { kind: 'org'; name: string }
  | { kind: 'state'; state: ArticleState }
  /** From the beginning of `from` to before `until`, ISO dates; null: open. `saved` means the day of saving. */
  | { kind: 'date'; of: 'published' | 'saved'; from: string | null; until: string | null };

export interface Clause {
  not: boolean;
  condition: Condition;
}

/** All of `groups` must hold; of a group at least one clause. */
export interface Query {
  groups: Clause[][];
  problems: QueryProblem[];
}

/** What could not be understood, at its place in the query (UTF-16 code units); texts `search_problem_<code>`. */
export interface QueryProblem {
  code: 'date' | 'state' | 'empty' | 'quote' | 'dangling-or' | 'too-long';
  start: number;
  end: number;
  value: string;
}

/** Clauses of a query and characters of a value: far beyond what anybody types, and a bound on the work. */
export const MAX_CLAUSES = 40;
export const MAX_VALUE = 200;

const KEYS = {
  site: 'site',
  host: 'site',
  tag: 'tag',
  '#': 'tag',
  org: 'org',
  body: 'org',
  organisation: 'org',
  organization: 'org',
  is: 'state',
  has: 'state',
  title: 'title',
  note: 'note',
  name: 'name',
  after: 'after',
  since: 'after',
  before: 'before',
  until: 'before',
  date: 'date',
  on: 'date',
  saved: 'saved',
} as const;
type Key = (typeof KEYS)[keyof typeof KEYS];

const STATE_WORDS: Record<string, ArticleState> = {
  starred: 'starred',
  star: 'starred',
  unread: 'unread',
  new: 'unread',
  read: 'read',
  noted: 'noted',
  note: 'noted',
  notes: 'noted',
  changed: 'changed',
  versions: 'changed',
  kept: 'kept',
  tagged: 'tagged',
  tag: 'tagged',
  tags: 'tagged',
};

interface Token {
  start: number;
  end: number;
  not: boolean;
  key: Key | null;
  value: string;
  quoted: boolean;
  closed: boolean;
}

const isSpace = (char: string) => /[\s\u200b\u3000]/.test(char);

/** Quotation marks as keyboards and word processors write them. */
const QUOTES = '"“”„';

function tokenize(input: string): Token[] {
  const tokens: Token[] = [];
  let at = 0;
  while (at < input.length) {
    if (isSpace(input[at]!)) {
      at++;
      continue;
    }
    const start = at;
    let not = false;
    if ((input[at] === '-' || input[at] === '!') && at + 1 < input.length && !isSpace(input[at + 1]!)) {
      not = true;
      at++;
    }
    let key: Key | null = null;
    const named = /^([A-Za-z]{2,12}):/.exec(input.slice(at, at + 14));
    const word = named?.[1]?.toLowerCase();
    if (word !== undefined && Object.hasOwn(KEYS, word)) {
      key = KEYS[word as keyof typeof KEYS];
      at += named![0].length;
    } else if (input[at] === '#' && at + 1 < input.length && !isSpace(input[at + 1]!)) {
      key = 'tag';
      at++;
    }
    let value = '';
    let quoted = false;
    let closed = true;
    if (at < input.length && QUOTES.includes(input[at]!)) {
      quoted = true;
      let close = at + 1;
      while (close < input.length && !QUOTES.includes(input[close]!)) close++;
      closed = close < input.length;
      value = input.slice(at + 1, close);
      at = Math.min(input.length, close + 1);
    } else {
      const from = at;
      while (at < input.length && !isSpace(input[at]!)) at++;
      value = input.slice(from, at);
    }
    tokens.push({ start, end: at, not, key, value, quoted, closed });
  }
  return tokens;
}

export function parseQuery(input: string): Query {
  const groups: Clause[][] = [];
  const problems: QueryProblem[] = [];
  let join = false;
  let orAt: Token | null = null;
  let clauses = 0;
  for (const token of tokenize(input)) {
    const problem = (code: QueryProblem['code']) =>
      problems.push({ code, start: token.start, end: token.end, value: token.value });
    if (!token.key && !token.quoted && !token.not && (token.value === 'OR' || token.value === '|')) {
      if (join || groups.length === 0) problem('dangling-or');
      else {
        join = true;
        orAt = token;
      }
      continue;
    }
    if (!token.closed) problem('quote');
    if (token.value.length > MAX_VALUE || clauses >= MAX_CLAUSES) {
      problem('too-long');
      continue;
    }
    const condition = conditionOf(token);
    if (typeof condition === 'string') {
      problem(condition);
      continue;
    }
    clauses++;
    const clause = { not: token.not, condition };
    if (join) groups.at(-1)!.push(clause);
    else groups.push([clause]);
    join = false;
  }
  if (join && orAt)
    problems.push({ code: 'dangling-or', start: orAt.start, end: orAt.end, value: orAt.value });
  return { groups, problems };
}

function conditionOf(token: Token): Condition | QueryProblem['code'] {
  const { key, quoted } = token;
  const value = normalise(token.value).text.replace(/\s+/g, ' ').trim();
  if (!value) return 'empty';
  const text = (field: TextField): Condition | 'empty' => {
    // The dot that ends an abbreviation is written or not, in the article as in the query.
    const bare = quoted ? value : value.replace(/[.,;]+$/, '');
    return bare ? { kind: 'text', field, text: bare, exact: quoted } : 'empty';
  };
  switch (key) {
    case null:
      return text('any');
    case 'title':
    case 'note':
    case 'name':
      return text(key);
    case 'site':
      return {
        kind: 'site',
        site: value
          .toLowerCase()
          .replace(/^https?:\/\//, '')
          .replace(/^www\./, '')
          .replace(/\/.*$/, ''),
      };
    case 'tag': {
      const tag = value.replace(/^#+/, '');
      return tag ? { kind: 'tag', tag } : 'empty';
    }
    case 'org':
      return { kind: 'org', name: value };
    case 'state': {
      const state = STATE_WORDS[value.toLowerCase()];
      return state ? { kind: 'state', state } : 'state';
    }
    case 'after': {
      const span = dateSpan(value);
      return span ? { kind: 'date', of: 'published', from: span.from, until: null } : 'date';
    }
    case 'before': {
      const span = dateSpan(value);
      return span ? { kind: 'date', of: 'published', from: null, until: span.from } : 'date';
    }
    case 'date':
    case 'saved': {
      const [first, last] = value.split('..', 2);
      const span = first ? dateSpan(first) : null;
      const end = last === undefined ? span : dateSpan(last);
      if (!span || !end || end.until < span.from) return 'date';
      return {
        kind: 'date',
        of: key === 'date' ? 'published' : 'saved',
        from: span.from,
        until: end.until,
      };
    }
  }
}

const pad = (n: number, width: number) => String(n).padStart(width, '0');

/** The first day of a year, month or day, and the first day after it. Buddhist years (from 2400 on) and Thai digits are read. */
export function dateSpan(text: string): { from: string; until: string } | null {
  const plain = text.replace(/[๐-๙]/g, (digit) => String(digit.charCodeAt(0) - 0x0e50));
  const match = /^(\d{4})(?:[-/](\d{1,2})(?:[-/](\d{1,2}))?)?$/.exec(plain);
  if (!match) return null;
  const year = Number(match[1]) >= 2400 ? Number(match[1]) - 543 : Number(match[1]);
  const month = match[2] === undefined ? null : Number(match[2]);
  const day = match[3] === undefined ? null : Number(match[3]);
  const from = new Date(Date.UTC(year, (month ?? 1) - 1, day ?? 1));
  // A day or month that the calendar lacks would roll over into the next.
  if ((month !== null && from.getUTCMonth() !== month - 1) || (day !== null && from.getUTCDate() !== day))
    return null;
  const until = new Date(from);
  if (day !== null) until.setUTCDate(until.getUTCDate() + 1);
  else if (month !== null) until.setUTCMonth(until.getUTCMonth() + 1);
  else until.setUTCFullYear(until.getUTCFullYear() + 1);
  const iso = (date: Date) =>
    `${pad(date.getUTCFullYear(), 4)}-${pad(date.getUTCMonth() + 1, 2)}-${pad(date.getUTCDate(), 2)}`;
  return { from: iso(from), until: iso(until) };
}

/** A value as the parser reads it back. */
export const quoteValue = (value: string) => (/[\s"“”„]/.test(value) || value === '' ? `"${value}"` : value);

/** The query with a filter added, or taken out if it is there: what a click on a filter does to the search box. */
export function toggleFilter(input: string, filter: string): string {
  const wanted = filter.toLowerCase();
  const tokens = tokenize(input);
  const there = tokens.find((token) => input.slice(token.start, token.end).toLowerCase() === wanted);
  if (there) return `${input.slice(0, there.start)} ${input.slice(there.end)}`.replace(/\s+/g, ' ').trim();
  return `${input.trim()} ${filter}`.trim();
}

export function hasFilter(input: string, filter: string): boolean {
  const wanted = filter.toLowerCase();
  return tokenize(input).some((token) => input.slice(token.start, token.end).toLowerCase() === wanted);
}

/** The texts that are looked for, to be shown in what was found; those turned round left out. */
export function soughtTexts(query: Query): Extract<Condition, { kind: 'text' }>[] {
  return query.groups.flatMap((group) =>
    group.flatMap(({ not, condition }) => (!not && condition.kind === 'text' ? [condition] : [])),
  );
}
