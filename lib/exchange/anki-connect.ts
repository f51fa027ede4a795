/**
 * Sends notes to a running Anki through the AnkiConnect add-on (HTTP and JSON on this machine, API version 6). Nothing is
 * sent before the reader asks for it. Errors are values that say what to do.
 */
import * as v from 'valibot';
import { CARD_TEMPLATES } from '../library/rows.ts';
import {
  ANKI_FIELDS,
  ANKI_TEMPLATE_NAMES,
  answerFormat,
  DECK_NAME,
  NOTE_TYPE_NAME,
  noteTypeCss,
  questionFormat,
} from './anki-note-type.ts';
import type { AnkiNote } from './anki-notes.ts';

export const ANKI_CONNECT_URL = 'http://127.0.0.1:8765';
/** What the browser is asked to allow; match patterns have no ports. */
export const ANKI_CONNECT_ORIGIN = 'http://127.0.0.1/*';
const API_VERSION = 6;

export type AnkiConnectError =
  /** Nobody answers: Anki is closed, or the add-on is missing. */
  | { name: 'not-running'; detail: string }
  /** Anki's user was asked and said no, or an API key is set. */
  | { name: 'refused'; detail: string }
  /** AnkiConnect answers, but its `webCorsOriginList` does not hold this extension; `origin` belongs there. */
  | { name: 'cors'; origin: string; detail: string }
  | { name: 'version'; found: number; needed: number; detail: string }
  /** Anki has a note type of our name with other fields. */
  | { name: 'note-type'; missing: string[]; detail: string }
  | { name: 'failed'; detail: string };

export type ConnectResult<T> = { ok: true; value: T } | { ok: false; error: AnkiConnectError };

export interface PushOutcome {
  added: number;
  updated: number;
  /** Notes that Anki did not take, with its reason. */
  left: { name: string; reason: string }[];
}

const AnswerSchema = v.object({ result: v.unknown(), error: v.nullable(v.string()) });

export interface ConnectParts {
  fetch: typeof fetch;
  /** Origin of this extension, e.g. `chrome-extension://…`. */
  origin: string;
  url?: string;
}

class Failure extends Error {
  override name = 'AnkiConnectFailure';
  readonly error: AnkiConnectError;
  constructor(error: AnkiConnectError) {
    super(error.detail);
    this.error = error;
  }
}

/** Adds or updates the notes; one note is one of ours by the tag `wonglep-<GUID>`. */
export async function pushToAnki(
  notes: readonly AnkiNote[],
  parts: ConnectParts,
): Promise<ConnectResult<PushOutcome>> {
  try {
    await connect(parts);
    await makeNoteType(parts);
    await call(parts, 'createDeck', { deck: DECK_NAME });
    const outcome: PushOutcome = { added: 0, updated: 0, left: [] };
    for (let i = 0; i < notes.length; i += 50) await pushSome(notes.slice(i, i + 50), parts, outcome);
    return { ok: true, value: outcome };
  } catch (error) {
    if (error instanceof Failure) return { ok: false, error: error.error };
    throw error;
  }
}

export const guidTag = (note: Pick<AnkiNote, 'guid'>) => `wonglep-${note.guid}`;

async function pushSome(
  notes: readonly AnkiNote[],
  parts: ConnectParts,
  outcome: PushOutcome,
): Promise<void> {
  const found = v.parse(
    v.array(v.array(v.number())),
    await multi(
      parts,
      notes.map((note) => ({ action: 'findNotes', params: { query: `tag:${guidTag(note)}` } })),
    ),
  );
  const fresh = notes.filter((_, i) => !found[i]?.length);
  const updates = notes.flatMap((note, i) =>
    found[i]?.length
      ? [{ action: 'updateNoteFields', params: { note: { id: found[i][0], fields: note.fields } } }]
      : [],
  );
  if (updates.length) {
    await multi(parts, updates);
    outcome.updated += updates.length;
  }
  const bodies = fresh.map((note) => ({
    deckName: DECK_NAME,
    modelName: NOTE_TYPE_NAME,
    fields: note.fields,
    tags: [...note.tags, guidTag(note)],
    options: {
      allowDuplicate: false,
      duplicateScope: 'deck',
      duplicateScopeOptions: { deckName: DECK_NAME },
    },
  }));
  // Asked one by one: `addNotes` of some versions fails whole when one note is refused.
  const added = await multiAnswers(
    parts,
    bodies.map((note) => ({ action: 'addNote', params: { note } })),
  );
  added.forEach((answer, i) => {
    if (answer.error === null && answer.result !== null) outcome.added++;
    else outcome.left.push({ name: fresh[i]!.fields.Name, reason: answer.error ?? 'Anki gave no reason' });
  });
}

/** Finds out whether Anki is there and lets us in. */
async function connect(parts: ConnectParts): Promise<void> {
  const url = parts.url ?? ANKI_CONNECT_URL;
  try {
    await parts.fetch(url, { method: 'GET', mode: 'no-cors' });
  } catch (error) {
    // Also a server that is there answers a no-cors request, so this is silence.
    throw new Failure({ name: 'not-running', detail: String(error) });
  }
  const permission = v.safeParse(
    v.object({
      permission: v.string(),
      version: v.optional(v.number()),
      requireApikey: v.optional(v.boolean()),
    }),
    await call(parts, 'requestPermission', {}),
  );
  if (permission.success && permission.output.permission !== 'granted')
    throw new Failure({ name: 'refused', detail: 'requestPermission: denied' });
  if (permission.success && permission.output.requireApikey)
    throw new Failure({ name: 'refused', detail: 'an apiKey is set in AnkiConnect' });
  const version = v.parse(v.number(), await call(parts, 'version', {}));
  if (version < API_VERSION)
    throw new Failure({ name: 'version', found: version, needed: API_VERSION, detail: `version ${version}` });
}

async function makeNoteType(parts: ConnectParts): Promise<void> {
  const names = v.parse(v.array(v.string()), await call(parts, 'modelNames', {}));
  if (names.includes(NOTE_TYPE_NAME)) {
    const fields = v.parse(
      v.array(v.string()),
      await call(parts, 'modelFieldNames', { modelName: NOTE_TYPE_NAME }),
    );
    const missing = ANKI_FIELDS.filter((field) => !fields.includes(field));
    if (missing.length || fields[0] !== ANKI_FIELDS[0])
      throw new Failure({ name: 'note-type', missing, detail: `fields in Anki: ${fields.join(', ')}` });
    return;
  }
  await call(parts, 'createModel', {
    modelName: NOTE_TYPE_NAME,
    inOrderFields: ANKI_FIELDS,
    css: noteTypeCss(),
    isCloze: false,
    cardTemplates: CARD_TEMPLATES.map((template) => ({
      Name: ANKI_TEMPLATE_NAMES[template],
      Front: questionFormat(template),
      Back: answerFormat(),
    })),
  });
}

interface Action {
  action: string;
  params: unknown;
}

async function multiAnswers(parts: ConnectParts, actions: Action[]) {
  if (actions.length === 0) return [];
  const answers = v.parse(
    v.array(v.union([AnswerSchema, v.unknown()])),
    await call(parts, 'multi', { actions: actions.map((a) => ({ ...a, version: API_VERSION })) }),
  );
  return answers.map((answer) => {
    const parsed = v.safeParse(AnswerSchema, answer);
    return parsed.success ? parsed.output : { result: answer, error: null };
  });
}

async function multi(parts: ConnectParts, actions: Action[]): Promise<unknown[]> {
  const answers = await multiAnswers(parts, actions);
  const wrong = answers.find((answer) => answer.error !== null);
  if (wrong) throw new Failure({ name: 'failed', detail: wrong.error ?? '' });
  return answers.map((answer) => answer.result);
}

async function call(parts: ConnectParts, action: string, params: unknown): Promise<unknown> {
  let response: Response;
  try {
    response = await parts.fetch(parts.url ?? ANKI_CONNECT_URL, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ action, version: API_VERSION, params }),
    });
  } catch (error) {
    // It answered a moment ago, so it is the browser that keeps the answer from us.
    throw new Failure({ name: 'cors', origin: parts.origin, detail: String(error) });
  }
  if (response.status === 403)
    throw new Failure({ name: 'cors', origin: parts.origin, detail: `${action}: 403` });
  const body: unknown = await response.json().catch((error: unknown) => {
    throw new Failure({ name: 'failed', detail: `${action}: ${String(error)}` });
  });
  const answer = v.safeParse(AnswerSchema, body);
  if (!answer.success) throw new Failure({ name: 'failed', detail: `${action}: an answer of another form` });
  const { result, error } = answer.output;
  if (error === null) return result;
  if (/api ?key/i.test(error)) throw new Failure({ name: 'refused', detail: error });
  if (/unsupported action/i.test(error))
    throw new Failure({ name: 'version', found: 0, needed: API_VERSION, detail: `${action}: ${error}` });
  throw new Failure({ name: 'failed', detail: `${action}: ${error}` });
}
