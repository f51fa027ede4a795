// node tests/torture/import-one.ts READER FILE: reads one file as the extension would and prints, as JSON, what became of it,
// how long it took and how much memory the process had at most beyond what it had before.
import { openAsBlob, readFileSync } from 'node:fs';
import { IDBFactory, IDBKeyRange } from 'fake-indexeddb';
import { readDeck } from '../../lib/exchange/anki-import.ts';
import { previewRestore, restoreBackup } from '../../lib/exchange/backup.ts';
import { BACKUP_TABLES, BackupError } from '../../lib/exchange/backup-format.ts';
import { GlossaryFileError, readGlossaryFile } from '../../lib/exchange/glossary-file.ts';
import { textLines } from '../../lib/exchange/import-articles.ts';
import { parseTextLine } from '../../lib/exchange/text-spans.ts';
import { LibraryDatabase } from '../../lib/library/database.ts';
import type { Reader } from './bombs.ts';

const readers: Record<Reader, (file: string) => Promise<string>> = {
  async backup(file) {
    const db = new LibraryDatabase('wonglep', { indexedDB: new IDBFactory(), IDBKeyRange });
    const blob = await openAsBlob(file);
    const options = { rule: 'newest' as const, now: 1, rebuild: async () => undefined };
    for (const read of [() => previewRestore(db, blob), () => restoreBackup(db, blob, options)]) {
      try {
        await read();
      } catch (error) {
        if (!(error instanceof BackupError)) throw error;
        for (const table of BACKUP_TABLES)
          if ((await db[table].count()) > 0) return `${error.reason}, but rows were written`;
        return error.reason;
      }
    }
    return 'taken';
  },
  async glossary(file) {
    try {
      return readGlossaryFile(file, readFileSync(file)).entries.length > 0 ? 'taken' : 'empty';
    } catch (error) {
      if (error instanceof GlossaryFileError) return error.reason;
      throw error;
    }
  },
  async deck(file) {
    const { default: initSqlJs } = await import('sql.js');
    const read = await readDeck(readFileSync(file), () => initSqlJs());
    return read.ok ? 'taken' : read.error;
  },
  async texts(file) {
    const lines = textLines(readFileSync(file, 'utf8'));
    if (!lines.ok) return lines.error.name;
    const taken = lines.value.filter((line) => parseTextLine(line).ok).length;
    return `${taken} of ${lines.value.length}`;
  },
};

async function main(): Promise<void> {
  const [reader, file] = process.argv.slice(2) as [Reader, string];
  const before = process.memoryUsage.rss();
  const from = performance.now();
  let became: string;
  try {
    became = await readers[reader](file);
  } catch (error) {
    became = `threw ${String(error).slice(0, 200)}`;
  }
  if ('polluted' in {}) became = 'Object.prototype was written to';
  console.log(
    JSON.stringify({
      became,
      ms: Math.round(performance.now() - from),
      // maxRSS is in kilobytes.
      peakMb: Math.round((process.resourceUsage().maxRSS * 1024 - before) / 1e6),
    }),
  );
}

// `npm run torture` looks into every module of this folder.
if (process.argv[1] === import.meta.filename) await main();
