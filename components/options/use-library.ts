import { useLiveQuery } from 'dexie-react-hooks';
import { useEffect, useMemo } from 'react';
import { browserLibrary } from '../../lib/library/browser-library.ts';
import type { LibraryDatabase } from '../../lib/library/database.ts';
import { storageResult } from '../../lib/library/storage-errors.ts';
import type { Result } from '../../lib/result.ts';

/** The library for as long as the component lives. */
export function useLibrary(): LibraryDatabase {
  const db = useMemo(() => browserLibrary(), []);
  // Closed when the page lets go of it; Dexie opens it again by itself at the next query.
  useEffect(() => () => db.close({ disableAutoOpen: false }), [db]);
  return db;
}

/** What a query gives, again whenever any page or the background changes what it read; undefined until it is there. */
export function useStored<T>(query: () => Promise<T>, deps: unknown[]): Result<T> | undefined {
  return useLiveQuery(() => storageResult(query), deps);
}
