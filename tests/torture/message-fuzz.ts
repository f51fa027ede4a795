// Random and spoilt messages against the real router of the background (lib/background/answer.ts and its handlers) over a
// real library in a fake IndexedDB: nothing throws, every answer is a `Result`, what is refused has done nothing, and what
// was written is what a backup would take.
import { readFileSync } from 'node:fs';
import { IDBFactory, IDBKeyRange } from 'fake-indexeddb';
import * as v from 'valibot';
import { compiledGlossary } from '../../tools/glossary-files.ts';
import { MODEL_FILE } from '../../tools/recogniser-parts.ts';
import { capture, META } from '../unit/library/sample-capture.ts';
import type { TortureOptions, TortureResult } from './contract.ts';
import { Dice } from './dice.ts';
import { fakeBrowser, isEffect, OWN_ID, OWN_ORIGIN } from './fake-browser.ts';
import { anything, spoil } from './hostile-values.ts';

const SENTENCE = 'กระทรวงพาณิชย์ (Ministry of Commerce) แถลงว่าการส่งออกขยายตัว';
const ENTITY = capture().annotation.entities[0]!;
const DETECTION = {
  verdict: 'thai-news',
  language: 'th',
  thaiShare: 0.97,
  score: 4.2,
  evidence: [{ name: 'json-ld', weight: 2, detail: 'NewsArticle' }],
  detectMs: 1.5,
};

/** One good message of each kind: spoilt, they are better than noise at finding what a parser forgot. */
const GOOD: { type: string }[] = [
  { type: 'thai-sign', there: false, parsed: false, prefix: 'abcdefghijkl' },
  {
    type: 'detected',
    detection: DETECTION,
    sample: SENTENCE,
    first: { text: SENTENCE, whole: true, prefix: 'abcdefghijkl', frames: false },
  },
  { type: 'reader-start' },
  { type: 'annotate', text: SENTENCE },
  { type: 'paint-style', prefix: 'abcdefghijkl', dark: false, frames: false },
  { type: 'page-names', names: 4, revision: 1 },
  {
    type: 'keep-name',
    entity: ENTITY,
    text: SENTENCE,
    start: 0,
    end: 14,
    title: META.title,
    site: META.site,
    publishedIso: META.publishedAt,
    canonicalUrl: META.canonicalUrl,
  },
  { type: 'unkeep-name', entity: ENTITY },
  { type: 'save-article', capture: capture({ kept: ['e1'], detection: DETECTION as never }) },
  { type: 'saved-state', canonicalUrl: META.canonicalUrl },
  {
    type: 'correct',
    surface: 'กกต.',
    action: 'wrong-english',
    english: 'Election Commission',
    scope: 'site',
    canonicalUrl: null,
  },
  { type: 'undo-correction', id: '0190c0de-0000-7000-8000-000000000000' },
  {
    type: 'edit-gloss',
    entry: {
      thai: 'สำนักข่าวตัวอย่าง',
      english: 'Sample News Agency',
      otherEnglish: [],
      thaiAbbr: ['สตย.'],
      latin: ['SNA'],
      short: [],
      otherThai: [],
      type: 'media',
    },
  },
  { type: 'open', page: 'library', hash: '/exchange' },
  { type: 'tab-state', tabId: 7 },
  { type: 'save-tab', tabId: 7 },
  { type: 'annotate-tab', tabId: 7 },
  { type: 'glossary-changed' },
] as never;
const FOR_EXTENSION = new Set(['tab-state', 'save-tab', 'annotate-tab', 'glossary-changed']);

const PAGE_STATE = {
  url: 'https://news.example.org/economy/export-october',
  detection: DETECTION,
  mode: 'annotated',
  settled: true,
  meta: META,
  text: capture().text,
  annotation: capture().annotation,
  kept: [],
  annotateMs: 1,
  readMs: 1,
  paintMs: 1,
  errors: [],
  problem: null,
  card: null,
};

const SENDERS = [
  { kind: 'extension', sender: { id: OWN_ID, url: `${OWN_ORIGIN}library.html`, tab: { id: 3 } } },
  {
    kind: 'page',
    sender: {
      id: OWN_ID,
      url: 'https://news.example.org/economy/export-october?fbclid=x',
      frameId: 0,
      tab: { id: 7 },
    },
  },
  {
    kind: 'page',
    sender: { id: OWN_ID, url: `https://a.example/?${OWN_ORIGIN}`, frameId: 4, tab: { id: 7 } },
  },
  { kind: 'page', sender: { id: OWN_ID, url: 'about:blank', frameId: 0, tab: { id: 9_999 } } },
  { kind: 'page', sender: { id: OWN_ID, frameId: 0, tab: { id: 7 } } },
  {
    kind: 'stranger',
    sender: { id: 'another-extension', url: 'chrome-extension://another/page.html', tab: { id: 7 } },
  },
  { kind: 'stranger', sender: { id: OWN_ID, url: 'https://a.example/' } },
  { kind: 'stranger', sender: { url: `${OWN_ORIGIN}library.html`, tab: { id: 3 } } },
  { kind: 'stranger', sender: {} },
] as const;

const OURS = SENDERS.filter(({ kind }) => kind !== 'stranger');

/** Messages to one library; then it is looked through, and the next begins empty. */
const BLOCK = 5_000;

export async function run({ seed, share, times }: TortureOptions): Promise<TortureResult> {
  const fake = fakeBrowser();
  // After the fake is in place: these take the browser when they are first imported.
  const { answer } = await import('../../lib/background/answer.ts');
  const { Annotator } = await import('../../lib/background/annotator.ts');
  const { pageHandlers } = await import('../../lib/background/page-handlers.ts');
  const { extensionHandlers } = await import('../../lib/background/extension-handlers.ts');
  const { LibraryDatabase } = await import('../../lib/library/database.ts');
  const { BACKUP_TABLES, ROW_SCHEMAS } = await import('../../lib/exchange/backup-format.ts');
  const { ERROR_NAMES } = await import('../../lib/result.ts');
  const { PageRequestSchema, ExtensionRequestSchema, parseMessage } = await import('../../lib/messages.ts');
  const AnswerSchema = v.variant('ok', [
    v.object({ ok: v.literal(true), value: v.unknown() }),
    v.strictObject({
      ok: v.literal(false),
      error: v.strictObject({ name: v.picklist(ERROR_NAMES), detail: v.string() }),
    }),
  ]);

  const dice = new Dice(seed);
  const count = times ?? (share === 'full' ? 100_000 : 3_000);
  const faults: string[] = [];
  const fault = (what: string) => {
    if (faults.length < 20) faults.push(what);
  };
  const seen = { refused: 0, done: 0, failed: 0, unexpected: 0, strangers: 0, rows: 0, slowest: 0 };
  const rejected = (error: unknown) => fault(`unhandled rejection: ${String(error)}`);
  process.on('unhandledRejection', rejected);

  fake.readerAnswer = () => {
    const good = { ok: true, value: dice.chance(0.5) ? PAGE_STATE : capture() };
    return dice.chance(0.3) ? good : dice.chance(0.7) ? spoil(good, dice) : anything(dice);
  };
  fake.scriptResult = () =>
    dice.chance(0.5)
      ? '<p>ข่าว</p>'
      : dice.chance(0.5)
        ? spoil({ detection: DETECTION }, dice)
        : anything(dice);
  const files: Record<string, Uint8Array> = {
    '/models/names.bin': readFileSync(MODEL_FILE),
    '/glossary.bin': compiledGlossary(),
  };
  const from = performance.now();
  try {
    for (let sent = 0; sent < count; ) {
      const db = new LibraryDatabase('wonglep', { indexedDB: new IDBFactory(), IDBKeyRange });
      let writes = 0;
      for (const table of db.tables) {
        table.hook('creating', () => {
          writes++;
        });
        table.hook('updating', () => {
          writes++;
        });
        table.hook('deleting', () => {
          writes++;
        });
      }
      const parts = {
        db,
        annotator: new Annotator(async (path) => files[path]!, db),
        languageOf: async () => ({ language: 'th', thai: true, evidence: [] }) as never,
      };
      const handlers = { ...pageHandlers(parts), ...extensionHandlers(parts) };
      for (const end = Math.min(count, sent + BLOCK); sent < end; sent++) {
        const message = nextMessage(dice);
        const { kind, sender } = dice.pick(dice.chance(0.85) ? OURS : SENDERS);
        fake.calls.length = 0;
        const before = writes;
        const began = performance.now();
        let given: unknown;
        try {
          given = await answer(handlers, message, sender as never);
        } catch (error) {
          fault(`message ${sent}: the router threw ${String(error)}`);
          continue;
        }
        seen.slowest = Math.max(seen.slowest, performance.now() - began);
        const parsed = v.safeParse(AnswerSchema, given);
        if (!parsed.success) {
          fault(`message ${sent}: the answer is no Result`);
          continue;
        }
        const result = parsed.output;
        const effects = fake.calls.filter(isEffect);
        const right =
          kind !== 'stranger' &&
          (parseMessage(PageRequestSchema, message).ok ||
            (kind === 'extension' && parseMessage(ExtensionRequestSchema, message).ok));
        if (kind === 'stranger') seen.strangers++;
        if (!right) {
          if (result.ok || result.error.name !== 'bad-message') fault(`message ${sent}: not refused`);
          if (writes !== before || effects.length > 0 || fake.calls.length > 0)
            fault(`message ${sent}: refused, but ${writes - before} writes and ${fake.calls.join()}`);
          seen.refused++;
        } else if (result.ok) seen.done++;
        else {
          seen.failed++;
          if (result.error.name === 'unexpected') {
            seen.unexpected++;
            fault(`message ${sent}: unexpected: ${result.error.detail.slice(0, 200)}`);
          }
          if (writes !== before)
            fault(`message ${sent}: ${result.error.name}, but ${writes - before} writes`);
        }
        for (const what of fake.misuse.splice(0)) fault(`message ${sent}: reached ${what}`);
        const type = (message as { type?: unknown } | null)?.type;
        if (kind === 'page' && typeof type === 'string' && FOR_EXTENSION.has(type) && result.ok)
          fault(`message ${sent}: a page was let do ${type}`);
      }
      for (const table of BACKUP_TABLES) {
        for (const row of await db[table].toArray()) {
          seen.rows++;
          const sound = v.safeParse(ROW_SCHEMAS[table], row);
          if (!sound.success) fault(`a row of ${table} is not sound: ${sound.issues[0].message}`);
        }
      }
      db.close();
    }
    // A rejection is reported one turn later.
    await new Promise((resolve) => setTimeout(resolve, 20));
  } finally {
    process.off('unhandledRejection', rejected);
  }
  if ('polluted' in {}) fault('Object.prototype was written to');
  const seconds = (performance.now() - from) / 1000;
  const row = (what: string, figure: string, ok = true) => ({ what, figure, ok });
  return {
    name: 'messages',
    rows: [
      row('random and spoilt messages answered', `${count} in ${seconds.toFixed(0)} s`),
      row('refused, without a call or a write', String(seen.refused), seen.refused > count / 4),
      row('of them from other extensions or nobody', String(seen.strangers), seen.strangers > count / 20),
      row('right after all, and done', String(seen.done), seen.done > 0),
      row('right, and failed by name without a write', String(seen.failed)),
      row('slowest answer', `${seen.slowest.toFixed(0)} ms`),
      row('rows written, all sound', String(seen.rows), seen.rows > 0),
      row(
        'crashes, rejections, answers that are no result, writes of the refused',
        String(faults.length),
        faults.length === 0,
      ),
      ...faults.map((what) => row(what, '1', false)),
    ],
  };
}

function nextMessage(dice: Dice): unknown {
  const roll = dice.next();
  if (roll < 0.1) return anything(dice);
  const good = dice.pick(GOOD);
  if (roll < 0.2) return good;
  if (roll < 0.3) return { ...(anything(dice) as object), type: good.type };
  return spoil(good, dice);
}
