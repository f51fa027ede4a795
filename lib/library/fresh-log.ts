const SCRATCH = 'wonglep-fresh-log';

/** ms; whoever opens the library goes on without a fresh log when it takes longer than this. */
const PATIENCE = 2000;

/**
 * Makes Chromium begin a new log file for the databases of this extension.
 *
 * Chromium keeps them in one LevelDB, which goes on writing into the log of the session before. When the browser was killed in
 * the middle of a record, the next record is written behind the torn one, and at the start after that the two do not fit
 * their checksum: Chromium takes the whole library for damaged and makes it anew, empty (google/leveldb#1287, open in
 * November 2026; seen here in 1 of 100 kills while saving). A deleted object store makes LevelDB compact, and compacting begins
 * a new log and removes the old one with its torn end; a database of one row, made and deleted, costs about 7 ms.
 *
 * It has to come before the first write of a browser session. Never rejects: without it the library is as safe as it was.
 */
export async function beginFreshLog(factory: IDBFactory): Promise<boolean> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<boolean>((resolve) => {
    timer = setTimeout(() => resolve(false), PATIENCE);
  });
  const begun = makeAndDelete(factory).then(
    () => true,
    // The disk is full or storage is refused: the library's own opening meets the same, and tells.
    () => false,
  );
  const done = await Promise.race([begun, late]);
  clearTimeout(timer);
  return done;
}

function makeAndDelete(factory: IDBFactory): Promise<void> {
  return new Promise((resolve, reject) => {
    const opening = factory.open(SCRATCH);
    opening.onupgradeneeded = () => opening.result.createObjectStore('scratch').put(1, 1);
    opening.onerror = () => reject(opening.error);
    opening.onsuccess = () => {
      opening.result.close();
      const deleting = factory.deleteDatabase(SCRATCH);
      deleting.onerror = () => reject(deleting.error);
      deleting.onsuccess = () => resolve();
    };
  });
}
