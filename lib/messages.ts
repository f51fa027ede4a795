/**
 * The whole protocol between contexts. Every request is parsed by its schema where it arrives, every answer is a
 * `Result`. Three directions:
 * - `PageRequest`: a script in a page asks the background. Nothing in it is trusted beyond its shape and the sender's tab.
 * - `ExtensionRequest`: a page of the extension asks the background; it may also ask what pages may.
 * - `ReaderRequest`: the background or a page of the extension asks the reader in a tab.
 */
import * as v from 'valibot';
import { browser } from 'wxt/browser';
import type { ArticleCapture } from './library/rows.ts';
import type { SaveOutcome } from './library/save-article.ts';
import { unpackAnswer } from './packed-answer.ts';
import type { ArticleMeta, Detection } from './page/types.ts';
import { type Annotation, ENTITY_TYPES, GLOSS_SOURCES, MENTION_KINDS } from './recognition/types.ts';
import { ERROR_NAMES, fail, type NamedError, type Result } from './result.ts';
import type { Settings } from './settings.ts';

/** Longest text that is annotated or saved, UTF-16 code units. */
export const MAX_PAGE_TEXT = 2_000_000;
/** Longest clean copy that is kept, UTF-16 code units. */
export const MAX_HTML = 8_000_000;

const text = (max: number) => v.pipe(v.string(), v.maxLength(max));
const name = text(2_000);
const url = text(100_000);
/** What a page says of itself may be of any length: too much of it is cut off, as it should not keep the page from being read. */
const said = v.pipe(
  text(MAX_HTML),
  v.transform((whole) => whole.slice(0, 2_000)),
);
const offset = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(MAX_PAGE_TEXT));
const share = v.pipe(v.number(), v.minValue(0), v.maxValue(1));
const finite = v.pipe(v.number(), v.finite());
const id = text(200);
/** Tab ids are 32 bits wide in both browsers. */
const tabId = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(0x7fffffff));

/** Random letters: begins the names of a page's highlights. */
const registryPrefix = v.pipe(v.string(), v.regex(/^[a-z]{8,24}$/));

const DetectionSchema = v.object({
  verdict: v.picklist(['thai-news', 'thai-other', 'other-language']),
  language: text(35),
  thaiShare: share,
  score: finite,
  evidence: v.pipe(
    v.array(v.object({ name: text(100), weight: finite, detail: v.optional(text(500)) })),
    v.maxLength(100),
  ),
  detectMs: v.pipe(finite, v.minValue(0)),
  pending: v.optional(v.boolean()),
});

const MetaSchema = v.object({
  title: v.nullable(said),
  byline: v.nullable(said),
  publishedAt: v.nullable(text(40)),
  site: v.nullable(said),
  canonicalUrl: v.nullable(url),
  source: v.nullable(v.object({ text: said, url: v.nullable(url) })),
  dateline: v.nullable(
    v.object({ place: v.nullable(said), date: v.nullable(said), agency: v.nullable(said), raw: said }),
  ),
  dates: v.pipe(
    v.array(
      v.object({
        iso: text(40),
        source: v.picklist(['json-ld', 'meta', 'time-element', 'visible-text', 'url']),
        raw: said,
      }),
    ),
    v.maxLength(200),
  ),
});

const EntitySchema = v.object({
  id,
  type: v.picklist(ENTITY_TYPES),
  thai: v.optional(name),
  english: v.pipe(v.array(name), v.maxLength(50)),
  acronyms: v.pipe(v.array(name), v.maxLength(50)),
  glossSource: v.picklist(GLOSS_SOURCES),
  note: v.optional(name),
  website: v.optional(name),
  parent: v.optional(v.object({ thai: name, english: name })),
});

const MentionSchema = v.object({
  start: offset,
  end: offset,
  surface: name,
  kind: v.picklist(MENTION_KINDS),
  entity: id,
  evidence: v.pipe(
    v.array(
      v.object({
        source: v.picklist([
          'gloss',
          'user',
          'glossary',
          'model',
          'short-form',
          'abbreviation',
          'acronym-rule',
          'pattern',
        ]),
        weight: finite,
        detail: v.optional(name),
        start: v.optional(offset),
        end: v.optional(offset),
      }),
    ),
    v.maxLength(50),
  ),
  confidence: share,
});

const AnnotationSchema = v.object({
  mentions: v.pipe(v.array(MentionSchema), v.maxLength(200_000)),
  entities: v.pipe(v.array(EntitySchema), v.maxLength(100_000)),
  glosses: v.pipe(
    v.array(v.object({ thai: v.nullable(name), english: v.nullable(name), acronym: v.nullable(name) })),
    v.maxLength(100_000),
  ),
});

const CaptureSchema = v.object({
  url,
  title: said,
  language: text(35),
  text: text(MAX_PAGE_TEXT),
  html: text(MAX_HTML),
  meta: MetaSchema,
  detection: v.nullable(DetectionSchema),
  annotation: AnnotationSchema,
  kept: v.pipe(v.array(id), v.maxLength(10_000)),
});

const EntrySchema = v.object({
  thai: v.pipe(name, v.trim(), v.minLength(1)),
  english: v.pipe(name, v.trim(), v.minLength(1)),
  otherEnglish: v.pipe(v.array(name), v.maxLength(50)),
  thaiAbbr: v.pipe(v.array(name), v.maxLength(50)),
  latin: v.pipe(v.array(name), v.maxLength(50)),
  short: v.pipe(v.array(name), v.maxLength(50)),
  otherThai: v.pipe(v.array(name), v.maxLength(50)),
  type: v.picklist(ENTITY_TYPES),
  note: v.optional(name),
});

export const SCOPES = ['page', 'site', 'everywhere'] as const;
export const OPENABLE = ['library', 'options', 'review', 'welcome', 'sidepanel'] as const;
export const COMMANDS = [
  'next-name',
  'previous-name',
  'toggle-card',
  'pin-card',
  'keep-name',
  'save-article',
  'toggle-highlighting',
] as const;
export type Command = (typeof COMMANDS)[number];

/** What a script in a page may ask of the background. */
export const PageRequestSchema = v.variant('type', [
  /** There may be Thai on the page: it is to be looked at. */
  v.object({
    type: v.literal('thai-sign'),
    /** Whether the first look stands in the page already. */
    there: v.boolean(),
    /** Whether the page is parsed: what was registered for its site would stand in it by now. */
    parsed: v.boolean(),
    /** Letters that the names of the page's highlights are going to begin with. */
    prefix: registryPrefix,
  }),
  /** The first look's answer for a page that is Thai or mixed; `sample` lets the background decide the language of mixed text. */
  v.object({
    type: v.literal('detected'),
    detection: DetectionSchema,
    sample: v.optional(v.nullable(text(20_000))),
    /** Of a news page, what its first names are told from and painted with; see `paint-style`. */
    first: v.optional(
      v.object({
        text: text(MAX_PAGE_TEXT),
        /** It is all of the page's. */
        whole: v.boolean(),
        prefix: registryPrefix,
        frames: v.boolean(),
      }),
    ),
  }),
  v.object({ type: v.literal('reader-start') }),
  v.object({ type: v.literal('annotate'), text: text(MAX_PAGE_TEXT) }),
  /** Puts the styles of the page's highlights in; `prefix` begins their random names. */
  v.object({
    type: v.literal('paint-style'),
    prefix: registryPrefix,
    dark: v.boolean(),
    /** The text is partly in frames of the same origin. */
    frames: v.boolean(),
  }),
  /** What the badge and the side panel show. */
  v.object({ type: v.literal('page-names'), names: offset, revision: v.pipe(v.number(), v.integer()) }),
  v.object({
    type: v.literal('keep-name'),
    entity: EntitySchema,
    /** The text around the name; `start`/`end` point into it. */
    text: text(2_000),
    start: offset,
    end: offset,
    title: said,
    site: said,
    publishedIso: v.nullable(text(40)),
    canonicalUrl: v.nullable(url),
  }),
  v.object({ type: v.literal('unkeep-name'), entity: EntitySchema }),
  v.object({ type: v.literal('save-article'), capture: CaptureSchema }),
  v.object({ type: v.literal('saved-state'), canonicalUrl: v.nullable(url) }),
  v.object({
    type: v.literal('correct'),
    surface: v.pipe(name, v.minLength(1)),
    action: v.picklist(['not-an-organisation', 'wrong-english']),
    english: v.nullable(name),
    scope: v.picklist(SCOPES),
    canonicalUrl: v.nullable(url),
  }),
  v.object({ type: v.literal('undo-correction'), id }),
  v.object({ type: v.literal('edit-gloss'), entry: EntrySchema }),
  v.object({ type: v.literal('open'), page: v.picklist(OPENABLE), hash: v.optional(text(500)) }),
]);
export type PageRequest = v.InferOutput<typeof PageRequestSchema>;

/** What only a page of the extension may ask of the background. */
export const ExtensionRequestSchema = v.variant('type', [
  v.object({ type: v.literal('tab-state'), tabId }),
  v.object({ type: v.literal('save-tab'), tabId }),
  /** "Annotate anyway": puts the reader into a page that was not taken for Thai news. */
  v.object({ type: v.literal('annotate-tab'), tabId }),
  /** The reader's own glossary or corrections were changed by a page of the extension: read them anew. */
  v.object({ type: v.literal('glossary-changed') }),
]);
export type ExtensionRequest = v.InferOutput<typeof ExtensionRequestSchema>;

/** What the reader in a tab may be asked. */
export const ReaderRequestSchema = v.variant('type', [
  v.object({ type: v.literal('page-state') }),
  v.object({ type: v.literal('capture') }),
  v.object({ type: v.literal('start-annotating') }),
  v.object({ type: v.literal('stop-annotating') }),
  /** The glossary or a correction changed. */
  v.object({ type: v.literal('annotate-again') }),
  v.object({ type: v.literal('settings-changed') }),
  v.object({ type: v.literal('command'), command: v.picklist(COMMANDS) }),
  /** Scrolls to a mention (index in PageState.annotation.mentions) and lights it up; `open` shows its card. */
  v.object({ type: v.literal('show-mention'), index: offset, open: v.optional(v.boolean()) }),
  v.object({ type: v.literal('keep-entity'), entity: id, keep: v.boolean() }),
]);
export type ReaderRequest = v.InferOutput<typeof ReaderRequestSchema>;

export type Rect = { x: number; y: number; width: number; height: number };

/** The reader's settings, chosen by the background, so that a page carries no settings parser. */
export interface ReaderConfig {
  settings: Pick<Settings, 'card' | 'inline' | 'pageKeys' | 'theme' | 'styles' | 'explain'>;
}

export interface AnnotateAnswer {
  annotation: Annotation;
  /** Ids of entities whose names are kept. */
  kept: string[];
  /** Ids of entities that the reader knows by heart: painted quieter. */
  known: string[];
  /** Time in the recogniser, ms. */
  annotateMs: number;
}

/** What the first names of a page are painted from. */
export interface FirstNames {
  names: AnnotateAnswer;
  explain: Settings['explain'];
  /** Style sheets of the names, for a light and for a dark page, where the browser is slow to put its own in; else null. */
  sheets: { light: string; dark: string } | null;
}

const rect = v.object({ x: finite, y: finite, width: finite, height: finite });

/** A reader runs beside a page that may be hostile: what it answers is parsed like what it asks. */
const PageStateSchema = v.object({
  url,
  detection: DetectionSchema,
  mode: v.picklist(['annotated', 'looked-at', 'off']),
  settled: v.boolean(),
  meta: v.nullable(MetaSchema),
  text: text(MAX_PAGE_TEXT),
  annotation: AnnotationSchema,
  kept: v.pipe(v.array(id), v.maxLength(100_000)),
  annotateMs: finite,
  readMs: finite,
  paintMs: finite,
  errors: v.pipe(v.array(said), v.maxLength(1_000)),
  problem: v.nullable(v.object({ name: v.picklist(ERROR_NAMES), detail: said })),
  card: v.nullable(
    v.object({
      state: id,
      mention: v.pipe(v.number(), v.integer()),
      card: rect,
      target: v.pipe(v.array(rect), v.maxLength(1_000)),
      text: said,
      paintedAfterMs: v.nullable(finite),
    }),
  ),
});
/** Of the other requests only success or failure is looked at. */
const READER_ANSWERS: Record<string, v.GenericSchema> = {
  'page-state': PageStateSchema,
  capture: CaptureSchema,
};

const AnswerSchema = v.variant('ok', [
  v.object({ ok: v.literal(true), value: v.unknown() }),
  v.object({
    ok: v.literal(false),
    error: v.object({ name: v.picklist(ERROR_NAMES), detail: said }),
  }),
]);

/** What is known of the page in a tab: for the popup, the side panel and tools. */
export interface PageState {
  url: string;
  detection: Detection;
  /** `looked-at`: the page has no reader; `off`: it has one, and the highlights are switched off. */
  mode: 'annotated' | 'looked-at' | 'off';
  /** Nothing more to detect, to annotate or to paint. */
  settled: boolean;
  meta: ArticleMeta | null;
  /** Page text that the offsets point into; empty while there is none. */
  text: string;
  annotation: Annotation;
  kept: string[];
  annotateMs: number;
  /** Reading the page's text and painting the highlights, ms. */
  readMs: number;
  paintMs: number;
  /** What went wrong in the reader, oldest first. */
  errors: string[];
  /** Why there is nothing to show, e.g. `page-empty`, `page-too-large`, `annotate-failed`. */
  problem: NamedError | null;
  card: CardReport | null;
}

/** The card as it stands, for tests: viewport px. */
export interface CardReport {
  state: string;
  mention: number;
  card: Rect;
  target: Rect[];
  text: string;
  /** ms from the end of the intent delay to the frame that shows the card. */
  paintedAfterMs: number | null;
}

export interface SavedPage {
  articleId: string;
  savedAt: number;
}

interface Answers {
  'thai-sign': { inject: boolean };
  /** `first`: the names that were asked for along with it, where the page is to be read and nothing failed. */
  detected: { inject: boolean; first: FirstNames | null };
  'reader-start': ReaderConfig;
  annotate: AnnotateAnswer;
  'paint-style': null;
  'page-names': null;
  'keep-name': { key: string };
  'unkeep-name': null;
  'save-article': SaveOutcome;
  'saved-state': SavedPage | null;
  correct: { id: string };
  'undo-correction': null;
  'edit-gloss': { id: string };
  open: null;
  'tab-state': PageState;
  'save-tab': SaveOutcome;
  'annotate-tab': null;
  'glossary-changed': null;
}
interface ReaderAnswers {
  'page-state': PageState;
  capture: ArticleCapture;
  'start-annotating': null;
  'stop-annotating': null;
  'annotate-again': null;
  'settings-changed': null;
  command: null;
  'show-mention': null;
  'keep-entity': null;
}

export type Request = PageRequest | ExtensionRequest;
export type AnswerTo<R extends { type: string }> = R['type'] extends keyof Answers
  ? Answers[R['type']]
  : R['type'] extends keyof ReaderAnswers
    ? ReaderAnswers[R['type']]
    : never;

/** Handlers of one direction, one for each request; a forgotten one does not compile. */
export type Handlers<R extends { type: string }, Context> = {
  [T in R['type']]: (
    request: Extract<R, { type: T }>,
    context: Context,
  ) => Promise<Result<AnswerTo<Extract<R, { type: T }>>>>;
};

/** A request as it arrived, parsed; `bad-message` says what is wrong with it without repeating it. */
export function parseMessage<S extends v.GenericSchema<unknown, { type: string }>>(
  schema: S,
  message: unknown,
): Result<v.InferOutput<S>> {
  const parsed = v.safeParse(schema, message, { abortEarly: true });
  if (parsed.success) return { ok: true, value: parsed.output };
  const issue = parsed.issues[0];
  return fail(
    'bad-message',
    `${v.getDotPath(issue) ?? 'message'}: expected ${issue.expected ?? 'another value'}`,
  );
}

export interface Sender {
  id?: string;
  url?: string;
  origin?: string;
  frameId?: number;
  tab?: { id?: number; url?: string; incognito?: boolean };
}

/** Who sent a message: a page of this extension, a script of it in a web page, or somebody else. */
export function senderKind(
  sender: Sender,
  own: { id: string; origin: string },
): 'extension' | 'page' | 'stranger' {
  if (sender.id !== own.id) return 'stranger';
  if (sender.url?.startsWith(own.origin)) return 'extension';
  return sender.tab?.id === undefined ? 'stranger' : 'page';
}

/** Asks the background. Never rejects: an extension that was updated under way is `extension-updated`. */
export async function send<R extends Request>(request: R): Promise<Result<AnswerTo<R>>> {
  try {
    return answerOf(unpackAnswer(await browser.runtime.sendMessage(request)));
  } catch (error) {
    return sendingFailed(error);
  }
}

/** An answer of a reader, parsed; `bad-message` where it is not what was asked for. */
export function parseReaderAnswer<R extends ReaderRequest>(
  type: R['type'],
  answer: unknown,
): Result<AnswerTo<R>> {
  const parsed = v.safeParse(AnswerSchema, answer, { abortEarly: true });
  if (!parsed.success) return fail('bad-message', `${type}: no answer of a reader`);
  if (!parsed.output.ok) return parsed.output;
  const value = v.safeParse(READER_ANSWERS[type] ?? v.null(), parsed.output.value, { abortEarly: true });
  if (value.success) return { ok: true, value: value.output as AnswerTo<R> };
  const issue = value.issues[0];
  return fail(
    'bad-message',
    `${type}: ${v.getDotPath(issue) ?? 'answer'}: expected ${issue.expected ?? 'another value'}`,
  );
}

/** Asks the reader in a tab's main frame; `page-not-reachable` when there is none. */
export async function sendToReader<R extends ReaderRequest>(
  tab: number,
  request: R,
): Promise<Result<AnswerTo<R>>> {
  try {
    const answer: unknown = await browser.tabs.sendMessage(tab, request, { frameId: 0 });
    return parseReaderAnswer<R>(request.type, unpackAnswer(answer));
  } catch (error) {
    return fail('page-not-reachable', String(error));
  }
}

function answerOf<T>(answer: unknown): Result<T> {
  if (typeof answer === 'object' && answer !== null && 'ok' in answer) return answer as Result<T>;
  return fail('unexpected', 'no answer');
}

function sendingFailed(error: unknown): { ok: false; error: NamedError } {
  const detail = String(error);
  // Chrome throws this from the first call after an update; Firefox has no runtime.id any more.
  const gone = /context invalidated|Extension context/i.test(detail) || !browser.runtime?.id;
  return fail(gone ? 'extension-updated' : 'unexpected', detail);
}
