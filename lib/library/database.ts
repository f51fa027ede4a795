import { Dexie, type DexieOptions, type Table } from 'dexie';
import type {
  ArticleHead,
  ArticleRow,
  BodyRow,
  CardRow,
  CorrectionRow,
  KeptNameRow,
  MentionRow,
  MetaRow,
  ReviewRow,
  SearchBlockRow,
  SearchPendingRow,
  SearchSlotsRow,
  UserEntryRow,
  VersionRow,
} from './rows.ts';
import { NewerSchemaError } from './storage-errors.ts';

export const DATABASE_NAME = 'wonglep';
export const SCHEMA_VERSION = 1;

/**
 * Indexes of every schema version that ever landed; a landed line is never changed, the next version adds one.
 * `articles.url` and `keptNames.key` are unique among living rows only, which IndexedDB cannot say: the transaction that
 * writes them looks first (readwrite transactions over one store run one after another, so nothing comes between).
 */
export const SCHEMAS: Record<number, Record<TableName, string>> = {
  1: {
    articles: 'id, url, site, publishedIso, createdAt, updatedAt, deletedAt, *tags',
    mentions: 'id, articleId, bodyId, deletedAt',
    bodies: 'id, key, type, mergedInto, deletedAt',
    keptNames: 'id, key, bodyId, createdAt, deletedAt, *tags',
    versions: 'id, articleId, [articleId+capturedAt]',
    cards: 'id, keptId, due',
    reviews: 'id, cardId, reviewedAt',
    userEntries: 'id, key, createdAt, deletedAt',
    corrections: 'id, where, surface',
    meta: 'key',
    heads: 'id, createdAt, revision',
    searchPending: 'id',
    searchBlocks: 'no',
    searchSlots: 'no',
  },
};

export type TableName =
  | 'articles'
  | 'mentions'
  | 'bodies'
  | 'keptNames'
  | 'versions'
  | 'cards'
  | 'reviews'
  | 'userEntries'
  | 'corrections'
  | 'meta'
  | DerivedTable;

/** Made from the other tables and made anew from them at any time (article-index.ts): in no backup. */
export const DERIVED_TABLES = ['heads', 'searchPending', 'searchBlocks', 'searchSlots'] as const;
export type DerivedTable = (typeof DERIVED_TABLES)[number];

/** The library. Opened by its first use, in extension contexts only. */
export class LibraryDatabase extends Dexie {
  declare articles: Table<ArticleRow, string>;
  declare mentions: Table<MentionRow, string>;
  declare bodies: Table<BodyRow, string>;
  declare keptNames: Table<KeptNameRow, string>;
  declare versions: Table<VersionRow, string>;
  declare cards: Table<CardRow, string>;
  declare reviews: Table<ReviewRow, string>;
  declare userEntries: Table<UserEntryRow, string>;
  declare corrections: Table<CorrectionRow, string>;
  declare meta: Table<MetaRow, string>;
  declare heads: Table<ArticleHead, string>;
  declare searchPending: Table<SearchPendingRow, string>;
  declare searchBlocks: Table<SearchBlockRow, number>;
  declare searchSlots: Table<SearchSlotsRow, number>;

  #gaveUp = false;

  /** `options` hand in another IndexedDB (tests). */
  constructor(name: string = DATABASE_NAME, options: DexieOptions = {}) {
    super(name, { cache: 'disabled', ...options });
    for (const [version, stores] of Object.entries(SCHEMAS)) this.version(Number(version)).stores(stores);
    // Dexie 4 opens a database of a newer schema silently; a row we do not understand must not be written over. Sticky: each
    // time it is opened, as a newer version may have taken the library over since.
    this.on(
      'ready',
      () => {
        // Dexie counts in tens; the ones are its own, for parts that it added to a library of the same schema.
        const installed = Math.floor(this.backendDB().version / 10);
        if (installed > SCHEMA_VERSION) throw new NewerSchemaError(installed, SCHEMA_VERSION);
      },
      true,
    );
  }

  /**
   * Opens, or gives up after OPENING_LIMIT: where somebody holds the library and somebody else waits to delete it, the browser
   * would let us wait for ever, and whoever saves would never be told.
   */
  override open() {
    // The connection that was given up came late after all: Dexie would take it for one that is just being opened.
    if (this.#gaveUp && this.isOpen()) super.close({ disableAutoOpen: false });
    this.#gaveUp = false;
    const opening = super.open();
    const late = setTimeout(() => {
      // A connection there is also while a migration runs, which may take its time.
      if (this.isOpen()) return;
      this.#gaveUp = true;
      this.close();
    }, OPENING_LIMIT);
    const done = () => clearTimeout(late);
    opening.then(done, done);
    return opening;
  }

  /** After a storage error: the next call opens the library anew instead of meeting the same error for good. */
  openAgainWhenNeeded(): void {
    this.close({ disableAutoOpen: false });
  }
}

/** ms */
const OPENING_LIMIT = 10_000;
