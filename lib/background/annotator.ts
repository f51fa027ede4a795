import { decodeGlossary } from '../glossary/index.ts';
import { applyCorrections } from '../library/corrections.ts';
import type { LibraryDatabase } from '../library/database.ts';
import { keptAmong, keptKey } from '../library/keep-name.ts';
import { userGlossary } from '../library/user-entries.ts';
import type { AnnotateAnswer } from '../messages.ts';
import { decodeNameModel } from '../recognition/name-model/name-model.ts';
import { createRecogniser, type Recogniser } from '../recognition/recogniser.ts';
import { fail, ok, type Result } from '../result.ts';
import { knownAmong } from '../review/known-names.ts';
import { countMeetings } from '../review/reading-reviews.ts';
import { normalise } from '../thai/normal-form.ts';
import { settingsNow } from './settings-held.ts';
import { WordsAtHand } from './words-at-hand.ts';

export const normalForm = (text: string) => normalise(text).text;

/** What a story has: names in full and short, a gloss, an abbreviation, a date. */
const SAMPLE =
  'นายกรัฐมนตรีเปิดเผยว่า กระทรวงพาณิชย์ร่วมกับการรถไฟแห่งประเทศไทย (รฟท.) และสำนักงานสถิติแห่งชาติ (National Statistical Office: NSO) จัดประชุมเมื่อวันที่ 14 มี.ค. 2567 ที่มหาวิทยาลัยขอนแก่น จ.ขอนแก่น ด้าน รฟท. ชี้แจงว่ากรมชลประทานและ กฟผ. จะรายงานผลต่อ ครม.';

/** Reads a file of the extension. */
export type ReadFile = (path: string) => Promise<Uint8Array>;

/**
 * The one recogniser of the extension. Loaded when it is first asked, kept while the background lives, made anew when the
 * reader's own glossary changes. A broken library costs the reader's own words, not the annotation.
 */
export class Annotator {
  readonly #read: ReadFile;
  readonly #db: LibraryDatabase;
  readonly #words: WordsAtHand;
  #parts: Promise<{
    model: ReturnType<typeof decodeNameModel>;
    glossary: ReturnType<typeof decodeGlossary>;
  }> | null = null;
  #recogniser: Promise<Recogniser> | null = null;

  constructor(read: ReadFile, db: LibraryDatabase) {
    this.#read = read;
    this.#db = db;
    this.#words = new WordsAtHand(db);
  }

  /** Begins to load without being asked for anything: when a Thai page was detected, before its reader asks. */
  warm(): void {
    this.#words.warm();
    this.#load().catch(() => {
      // Whoever asks next gets the error, by name.
      this.#parts = null;
      this.#recogniser = null;
    });
  }

  /** The reader's own glossary has changed. */
  forgetUserGlossary(): void {
    this.#recogniser = null;
  }

  #load(): Promise<Recogniser> {
    this.#parts ??= Promise.all([this.#read('/models/names.bin'), this.#read('/glossary.bin')]).then(
      ([model, glossary]) => ({ model: decodeNameModel(model), glossary: decodeGlossary(glossary) }),
    );
    const parts = this.#parts;
    this.#recogniser ??= parts.then(async (loaded) => {
      const user = await userGlossary(this.#db);
      const recogniser = createRecogniser({ ...loaded, user: user.ok ? user.value : [] });
      // The browser compiles functions when they first run: while the page is still being read, not when its names are waited for.
      recogniser.annotate(SAMPLE);
      return recogniser;
    });
    return this.#recogniser;
  }

  /**
   * Names in a text as the recogniser finds them, with the corrections that hold at `url` on `host`. Errors:
   * `annotate-failed`.
   */
  async annotate(text: string, page: { url: string; host: string } | null): Promise<Result<AnnotateAnswer>> {
    try {
      // Asked before the recogniser begins: should the database have to be asked, it answers while it works.
      const asked = page ? this.#words.correctionsAt(page.url, page.host) : null;
      const keeping = this.#words.kept();
      const recogniser = await this.#load();
      const from = performance.now();
      const found = recogniser.annotate(text);
      const annotateMs = performance.now() - from;
      const corrections = await asked;
      const annotation =
        corrections?.ok && corrections.value.length
          ? applyCorrections(found, corrections.value, normalForm)
          : found;
      const keys = new Map(annotation.entities.map((entity) => [entity.id, keptKey(entity, normalForm)]));
      const here = [...new Set(keys.values())];
      const isKept = (await keeping) ?? (await this.#keptAmong(here));
      const isKnown = new Set(await this.#known(here.filter((key) => isKept.has(key))));
      return ok({
        annotation,
        kept: [...keys].filter(([, key]) => isKept.has(key)).map(([id]) => id),
        known: [...keys].filter(([, key]) => isKnown.has(key)).map(([id]) => id),
        annotateMs,
      });
    } catch (error) {
      this.#parts = null;
      this.#recogniser = null;
      return fail(
        'annotate-failed',
        error instanceof Error ? `${error.name}: ${error.message}` : String(error),
      );
    }
  }

  async #keptAmong(keys: string[]): Promise<Set<string>> {
    const kept = await keptAmong(this.#db, keys);
    return new Set(kept.ok ? kept.value : []);
  }

  /** Names known by heart among the kept ones; due ones count as reviewed by being met, if the reader wants that. */
  async #known(kept: string[]): Promise<string[]> {
    if (kept.length === 0) return [];
    const { review } = await settingsNow();
    if (review.countWildMeetings) await countMeetings(this.#db, kept, review, Date.now());
    if (!review.quietKnown) return [];
    const known = await knownAmong(this.#db, kept);
    return known.ok ? known.value : [];
  }
}
