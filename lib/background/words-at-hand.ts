import { Dexie } from 'dexie';
import { correctionsAmong, correctionsFor } from '../library/corrections.ts';
import type { LibraryDatabase } from '../library/database.ts';
import type { CorrectionRow } from '../library/rows.ts';
import { storageResult } from '../library/storage-errors.ts';
import { ok, type Result } from '../result.ts';

/** So many rows of a table are held; where there are more, what a page needs is looked up for it. */
const AT_HAND = 300;

interface Held {
  /** Null where there are too many of them. */
  corrections: readonly CorrectionRow[] | null;
  kept: ReadonlySet<string> | null;
}

/**
 * What the reader has said of names, in memory while the background lives: a page's first names wait for it, and a
 * database is slowest just then, when the browser is busy with the page. Any write to the library makes it read anew: one of
 * this context before the writer hears that it was written, one of another as soon as the channel between them has brought it.
 */
export class WordsAtHand {
  readonly #db: LibraryDatabase;
  #held: Promise<Result<Held>> | null = null;

  constructor(db: LibraryDatabase) {
    this.#db = db;
    const forget = () => {
      this.#held = null;
    };
    // Told by the transaction itself, and by Dexie's channel between contexts.
    Dexie.on('storagemutated', forget);
    // Another context deletes the library or brings a newer one.
    db.on('versionchange', forget);
    db.on('close', forget);
  }

  /** Begins to read, for whoever asks soon. */
  warm(): void {
    void this.#read();
  }

  /** Corrections that hold at `url` on `host`. Errors: those of storage. */
  async correctionsAt(url: string, host: string): Promise<Result<readonly CorrectionRow[]>> {
    const held = await this.#read();
    if (!held.ok) return held;
    const { corrections } = held.value;
    return corrections ? ok(correctionsAmong(corrections, url, host)) : correctionsFor(this.#db, url, host);
  }

  /** Keys of all kept names; none where they cannot be read, null where there are too many to hold. */
  async kept(): Promise<ReadonlySet<string> | null> {
    const held = await this.#read();
    return held.ok ? held.value.kept : new Set();
  }

  #read(): Promise<Result<Held>> {
    if (this.#held) return this.#held;
    const reading = this.#readAll();
    this.#held = reading;
    void reading.then((held) => {
      // What failed is tried again by whoever asks next.
      if (!held.ok && this.#held === reading) this.#held = null;
    });
    return reading;
  }

  #readAll(): Promise<Result<Held>> {
    return storageResult(async () => {
      const [corrections, names] = await Promise.all([
        this.#db.corrections.limit(AT_HAND + 1).toArray(),
        this.#db.keptNames.limit(AT_HAND + 1).toArray(),
      ]);
      return {
        corrections: corrections.length > AT_HAND ? null : corrections,
        kept:
          names.length > AT_HAND
            ? null
            : new Set(names.filter((row) => row.deletedAt === null).map((row) => row.key)),
      };
    });
  }
}
