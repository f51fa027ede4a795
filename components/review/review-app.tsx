import { lazy, type ReactNode, Suspense, useEffect, useState } from 'react';
import { type MessageKey, t } from '../../lib/i18n.ts';
import type { LibraryDatabase } from '../../lib/library/database.ts';
import type { ReviewSettings } from '../../lib/review/queue.ts';
import { watchSettings } from '../../lib/settings.ts';
import type { Opening } from './opening.ts';
import './review.css';
import { SessionView } from './session-view.tsx';

const StatisticsView = lazy(() => import('./statistics-view.tsx'));
const AnkiView = lazy(() => import('./anki-view.tsx'));
const CardSettings = lazy(() => import('./card-settings.tsx'));

const ROOMS: { hash: string; title: MessageKey }[] = [
  { hash: '', title: 'review_title' },
  { hash: 'stats', title: 'review_statistics' },
  { hash: 'anki', title: 'review_anki' },
  { hash: 'settings', title: 'review_settings' },
];

const roomOf = (hash: string) => ROOMS.find((room) => room.hash === hash.replace(/^#\/?/, ''))?.hash ?? '';

export function ReviewApp({ db, opening }: { db: LibraryDatabase; opening: Opening }) {
  const [room, setRoom] = useState(() => roomOf(location.hash));
  const settings = useReviewSettings(opening);
  useEffect(() => {
    const changed = () => setRoom(roomOf(location.hash));
    window.addEventListener('hashchange', changed);
    return () => window.removeEventListener('hashchange', changed);
  }, []);
  useEffect(() => {
    void askToKeep();
  }, []);
  return (
    <>
      <header className="rv-header">
        <a className="rv-brand" href="library.html">
          <b lang="th">วงเล็บ</b> Wonglep
        </a>
        <nav aria-label={t('review_title')}>
          {ROOMS.map(({ hash, title }) => (
            <a key={hash} href={`#${hash}`} aria-current={room === hash ? 'page' : undefined}>
              {t(title)}
            </a>
          ))}
        </nav>
      </header>
      <main className={`rv-main ${room || 'session'}`}>
        {room && <h1 className="unseen">{t(ROOMS.find((r) => r.hash === room)!.title)}</h1>}
        {settings && <Suspense>{roomView(room, db, settings, opening)}</Suspense>}
      </main>
    </>
  );
}

function roomView(room: string, db: LibraryDatabase, settings: ReviewSettings, opening: Opening): ReactNode {
  if (room === 'stats') return <StatisticsView db={db} settings={settings} />;
  if (room === 'anki') return <AnkiView db={db} settings={settings} />;
  if (room === 'settings') return <CardSettings db={db} settings={settings} />;
  return <SessionView db={db} settings={settings} opening={opening} />;
}

/** The review settings, the same object until one of them changes: a session is opened anew for another object. */
function useReviewSettings(opening: Opening): ReviewSettings | null {
  const [settings, setSettings] = useState<ReviewSettings | null>(null);
  useEffect(() => {
    const take = (review: ReviewSettings) =>
      setSettings((before) => (JSON.stringify(before) === JSON.stringify(review) ? before : review));
    void opening.settings.then(take);
    return watchSettings(({ review }) => take(review));
  }, [opening]);
  return settings;
}

/** Asks the browser not to throw the reviews away when space is short; it cannot be asked from the background. */
async function askToKeep(): Promise<void> {
  if (navigator.storage?.persisted && !(await navigator.storage.persisted()))
    await navigator.storage.persist();
}
