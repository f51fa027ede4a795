import { liveQuery } from 'dexie';
import { createContext, type ReactNode, useContext, useEffect, useMemo, useRef, useState } from 'react';
import { indexStaleNames } from '../../lib/library/article-index.ts';
import { browserLibrary } from '../../lib/library/browser-library.ts';
import { Catalogue } from '../../lib/library/catalogue.ts';
import type { LibraryDatabase } from '../../lib/library/database.ts';
import type { ArticleHead } from '../../lib/library/rows.ts';
import { ensureIndex, tidySearchIndex } from '../../lib/library/search-blocks.ts';
import { storageError } from '../../lib/library/storage-errors.ts';
import type { NamedError } from '../../lib/result.ts';

export interface Library {
  db: LibraryDatabase;
  catalogue: Catalogue;
  /** Counts up whenever the catalogue has changed: what is computed from it depends on this. */
  version: number;
  /** `first`: only the newest articles are here; `listed`: all, search not yet; `ready`: everything. */
  stage: 'opening' | 'first' | 'listed' | 'ready';
  first: ArticleHead[];
  error: NamedError | null;
  /** Bodies have been read; asks for it when they have not. */
  needBodies(): boolean;
}

const LibraryContext = createContext<Library | null>(null);

export function useLibrary(): Library {
  const library = useContext(LibraryContext);
  if (!library) throw new Error('outside of LibraryProvider');
  return library;
}

/** Changes within so many ms are read together: a bulk edit or an import writes hundreds of times. */
const GATHER = 120;

/** After the next frame has been painted; a page that is not looked at paints none, and does not wait for one. */
function painted(): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, 100);
    requestAnimationFrame(() =>
      setTimeout(() => {
        clearTimeout(timer);
        resolve();
      }),
    );
  });
}

/** Rows shown before everything else is read. */
const FIRST_ROWS = 40;

export interface LibraryOpening {
  db: LibraryDatabase;
  newest: Promise<ArticleHead[]>;
}

/** Begins to read the newest articles; called before React is there, so that both happen at once. */
export function openLibrary(): LibraryOpening {
  const db = browserLibrary();
  const newest = db.heads
    .orderBy('createdAt')
    .reverse()
    .filter((head) => head.deletedAt === null)
    .limit(FIRST_ROWS)
    .toArray();
  // Told by the page that waits for it.
  newest.catch(() => undefined);
  return { db, newest };
}

/** Keeps the page's catalogue up to date with what any other page or tab writes. */
export function LibraryProvider({ opening, children }: { opening: LibraryOpening; children: ReactNode }) {
  const { db } = opening;
  const [catalogue] = useState(() => new Catalogue());
  const [state, setState] = useState<Pick<Library, 'version' | 'stage' | 'first' | 'error'>>({
    version: 0,
    stage: 'opening',
    first: [],
    error: null,
  });
  const bodiesAsked = useRef(false);
  const readBodies = useRef<() => void>(() => undefined);

  useEffect(() => {
    let over = false;
    const set = (change: Partial<typeof state>) => {
      if (!over) setState((now) => ({ ...now, ...change, version: now.version + 1 }));
    };
    const failed = (error: NamedError) => set({ error });
    /** Changes that come while one refresh runs are taken up by one more, not by one each. */
    let running: Promise<void> | null = null;
    let again = false;
    let stageNow: Library['stage'] = 'opening';
    const refresh = async () => {
      const heads = await catalogue.refresh(db);
      if (!heads.ok) return failed(heads.error);
      const kept = await catalogue.refreshKept(db);
      if (!kept.ok) return failed(kept.error);
      if (bodiesAsked.current) {
        const bodies = await catalogue.refreshBodies(db);
        if (!bodies.ok) return failed(bodies.error);
      }
      setState((now) => ({
        ...now,
        error: null,
        stage: now.stage === 'ready' ? 'ready' : 'listed',
        version: now.version + 1,
      }));
      const search = await catalogue.refreshSearch(db);
      if (!search.ok) return failed(search.error);
      stageNow = 'ready';
      set({ stage: 'ready', error: null });
    };
    const schedule = () => {
      if (running) {
        again = true;
        return;
      }
      const pause = stageNow === 'ready' ? GATHER : 0;
      running = new Promise((resolve) => setTimeout(resolve, pause)).then(refresh).finally(() => {
        running = null;
        if (again && !over) {
          again = false;
          schedule();
        }
      });
    };
    readBodies.current = () => {
      if (bodiesAsked.current) return;
      bodiesAsked.current = true;
      schedule();
    };

    const start = async () => set({ first: await opening.newest, stage: 'first' });
    let subscription: { unsubscribe(): void } | null = null;
    start()
      .then(async () => {
        await painted();
        if (over) return;
        const fits = await ensureIndex(db, Date.now());
        if (!fits.ok) return failed(fits.error);
        const stale = await indexStaleNames(db, Date.now());
        if (!stale.ok) failed(stale.error);
        const tidied = await tidySearchIndex(db);
        if (!tidied.ok) failed(tidied.error);
        if (over) return;
        subscription = liveQuery(() =>
          Promise.all([
            db.heads.orderBy('revision').last(),
            db.heads.count(),
            db.keptNames.orderBy('createdAt').primaryKeys(),
            db.keptNames.filter((row) => row.deletedAt !== null).count(),
            db.searchSlots.count(),
          ]),
        ).subscribe({ next: schedule, error: (error) => failed(storageError(error)) });
      })
      .catch((error: unknown) => failed(storageError(error)));
    return () => {
      over = true;
      subscription?.unsubscribe();
    };
  }, [opening, db, catalogue]);

  const library = useMemo<Library>(
    () => ({
      db,
      catalogue,
      ...state,
      needBodies: () => {
        readBodies.current();
        return catalogue.bodiesRead;
      },
    }),
    [db, catalogue, state],
  );
  return <LibraryContext value={library}>{children}</LibraryContext>;
}
