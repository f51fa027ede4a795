import { useEffect, useRef, useState } from 'react';
import { t, uiLanguage } from '../../lib/i18n.ts';
import { browserLibrary } from '../../lib/library/browser-library.ts';
import type { LibraryDatabase } from '../../lib/library/database.ts';
import type { CardRow, KeptNameRow } from '../../lib/library/rows.ts';
import { storageResult } from '../../lib/library/storage-errors.ts';
import { fail, type NamedError, ok, type Result } from '../../lib/result.ts';
import { ReviewSession } from '../../lib/review/session.ts';
import { loadSettings } from '../../lib/settings.ts';
import { Button } from '../ui/button.tsx';
import { ErrorNotice } from '../ui/notice.tsx';

interface Dealt {
  session: ReviewSession;
  card: CardRow;
  name: KeptNameRow;
}

/** A real card of a real session, made for a name that was just kept. */
async function deal(db: LibraryDatabase, key: string): Promise<Result<Dealt>> {
  const { review } = await loadSettings();
  const session = new ReviewSession(db, review);
  const now = Date.now();
  const loaded = await session.load(now);
  if (!loaded.ok) return loaded;
  const made = await session.addNewCards(now);
  if (!made.ok) return made;
  const found = await storageResult(async () => {
    const name = await db.keptNames
      .where('key')
      .equals(key)
      .filter((row) => row.deletedAt === null)
      .first();
    const cards = name ? await db.cards.where('keptId').equals(name.id).toArray() : [];
    const card = cards.find(({ template }) => template === 'thai-english') ?? cards[0];
    return name && card ? { name, card } : null;
  });
  if (!found.ok) return found;
  return found.value ? ok({ session, ...found.value }) : fail('not-found', 'no card of the kept name');
}

const AGAIN = 1;
const GOOD = 3;

/** When the card comes back, in words: `in 10 minutes`. */
function nextText(due: number, now: number): string {
  const format = new Intl.RelativeTimeFormat(uiLanguage(), { numeric: 'auto' });
  const minutes = Math.max(1, Math.round((due - now) / 60_000));
  if (minutes < 60) return format.format(minutes, 'minute');
  const hours = Math.round(minutes / 60);
  return hours < 24 ? format.format(hours, 'hour') : format.format(Math.round(hours / 24), 'day');
}

/** One flashcard: the Thai name and its sentence, then the English, then an answer that is stored. */
export function OneCard({ keptKey, onAnswered }: { keptKey: string; onAnswered: () => void }) {
  const [dealt, setDealt] = useState<Dealt | null>(null);
  const [turned, setTurned] = useState(false);
  const [next, setNext] = useState<string | null>(null);
  const [failed, setFailed] = useState<NamedError | null>(null);
  const answer = useRef<HTMLButtonElement>(null);
  const shownAt = useRef(0);

  useEffect(() => {
    const db = browserLibrary();
    let over = false;
    void deal(db, keptKey).then((result) => {
      if (over) return;
      shownAt.current = Date.now();
      if (result.ok) setDealt(result.value);
      else setFailed(result.error);
    });
    return () => {
      over = true;
      db.close({ disableAutoOpen: false });
    };
  }, [keptKey]);

  // Turned by keyboard, the focus would be left on a button that is gone.
  useEffect(() => {
    if (turned) answer.current?.focus();
  }, [turned]);

  if (failed) return <ErrorNotice error={failed} />;
  if (!dealt) return null;
  const { session, card, name } = dealt;

  const rate = async (rating: typeof AGAIN | typeof GOOD) => {
    const now = Date.now();
    const stored = await session.answer(card, rating, now, now - shownAt.current);
    if (!stored.ok) return setFailed(stored.error);
    setNext(nextText(stored.value.card.due, now));
    onAnswered();
  };

  return (
    <div className="welcome-card">
      <p className="welcome-card-thai" lang="th">
        {name.thai || name.acronyms[0]}
      </p>
      {turned ? (
        <p className="welcome-card-english" lang="en">
          {name.english || t('card_no_english')}
        </p>
      ) : (
        <Button small onClick={() => setTurned(true)}>
          {t('welcome_turn')}
        </Button>
      )}
      {turned && next === null && (
        <div className="welcome-card-answers">
          <Button small onClick={() => void rate(AGAIN)}>
            {t('welcome_not_yet')}
          </Button>
          <Button small kind="main" ref={answer} onClick={() => void rate(GOOD)}>
            {t('welcome_knew')}
          </Button>
        </div>
      )}
      {next !== null && <p role="status">{t('welcome_next', next)}</p>}
    </div>
  );
}
