import type { LibraryDatabase } from '../../lib/library/database.ts';
import type { ReviewSettings } from '../../lib/review/queue.ts';

export default function AnkiView(_: { db: LibraryDatabase; settings: ReviewSettings }) {
  return <div className="rv-page" />;
}
