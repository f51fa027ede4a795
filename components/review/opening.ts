import type { LibraryDatabase } from '../../lib/library/database.ts';
import type { Result } from '../../lib/result.ts';
import type { ReviewSettings } from '../../lib/review/queue.ts';
import { ReviewSession } from '../../lib/review/session.ts';
import { loadSettings } from '../../lib/settings.ts';

interface Early {
  session: ReviewSession;
  loaded: Promise<Result<null>>;
}

/** The page may be opened in another room, and the session be entered much later, ms. */
const FRESH = 5000;

/**
 * The first session of the page, begun before React has drawn anything: the settings, today's cards and the first name are
 * read while the page is built.
 */
export class Opening {
  readonly settings: Promise<ReviewSettings>;
  #first: (Early & { settings: ReviewSettings; begunAt: number }) | null = null;

  constructor(db: LibraryDatabase) {
    this.settings = this.#open(db);
  }

  async #open(db: LibraryDatabase): Promise<ReviewSettings> {
    const { review: settings } = await loadSettings();
    const session = new ReviewSession(db, settings);
    const begunAt = Date.now();
    this.#first = { session, loaded: session.load(begunAt), settings, begunAt };
    return settings;
  }

  /** The session that was begun, once; null when it was taken, is old by now, or was begun with other settings. */
  take(settings: ReviewSettings): Early | null {
    const first = this.#first;
    this.#first = null;
    return first?.settings === settings && Date.now() - first.begunAt < FRESH ? first : null;
  }
}
