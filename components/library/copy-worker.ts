// Writes the copy of the day beside the page: 10,000 articles take it some 14 s of one processor.
import { copyFolder, copyWhenDue } from '../../lib/exchange/safety-copy.ts';
import { LibraryDatabase } from '../../lib/library/database.ts';

async function copy(): Promise<boolean> {
  const folder = await copyFolder();
  if (!folder) return false;
  // The page has this browser's library open already, and with it a fresh log.
  const db = new LibraryDatabase();
  try {
    return (await copyWhenDue(db, folder, Date.now())) !== null;
  } finally {
    db.close();
  }
}

copy()
  // A full disk: nothing that was kept is less safe than before, and the next save tells of it.
  .catch(() => false)
  .then((written) => postMessage(written));
