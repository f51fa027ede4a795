import type { LibraryDatabase } from '../../lib/library/database.ts';
import type { ReviewSettings } from '../../lib/review/queue.ts';
import { AnkiExport } from './anki-export.tsx';
import { AnkiPush } from './anki-push.tsx';
import { DeckImport } from './deck-import.tsx';

/** To Anki and back. */
export default function AnkiView({ db, settings }: { db: LibraryDatabase; settings: ReviewSettings }) {
  return (
    <div className="rv-page">
      <AnkiExport db={db} settings={settings} />
      <AnkiPush db={db} settings={settings} />
      <DeckImport db={db} />
    </div>
  );
}
