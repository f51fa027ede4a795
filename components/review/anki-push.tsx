import { useState } from 'react';
import { browser } from 'wxt/browser';
import {
  ANKI_CONNECT_ORIGIN,
  type AnkiConnectError,
  type PushOutcome,
  pushToAnki,
} from '../../lib/exchange/anki-connect.ts';
import { ankiNotes } from '../../lib/exchange/anki-notes.ts';
import { plural, t } from '../../lib/i18n.ts';
import type { LibraryDatabase } from '../../lib/library/database.ts';
import { storageResult } from '../../lib/library/storage-errors.ts';
import type { NamedError } from '../../lib/result.ts';
import type { ReviewSettings } from '../../lib/review/queue.ts';
import { Button } from '../ui/button.tsx';
import { ErrorNotice, Notice } from '../ui/notice.tsx';

type PushState =
  | { at: 'idle' }
  | { at: 'busy' }
  | { at: 'done'; outcome: PushOutcome }
  | { at: 'failed'; error: AnkiConnectError }
  | { at: 'storage'; error: NamedError };

/** Sends the names to a running Anki, only when this is pressed. */
export function AnkiPush({ db, settings }: { db: LibraryDatabase; settings: ReviewSettings }) {
  const [state, setState] = useState<PushState>({ at: 'idle' });
  const run = async () => {
    // Asked in the click itself: browsers show the question only then. Granted already, it resolves at once.
    const allowed = await browser.permissions.request({ origins: [ANKI_CONNECT_ORIGIN] });
    if (!allowed)
      return setState({ at: 'failed', error: { name: 'refused', detail: 'permission for 127.0.0.1' } });
    setState({ at: 'busy' });
    const stored = await storageResult(async () => {
      const [names, cards] = await Promise.all([db.keptNames.toArray(), db.cards.toArray()]);
      return ankiNotes(names, cards, settings.templates);
    });
    if (!stored.ok) return setState({ at: 'storage', error: stored.error });
    const pushed = await pushToAnki(stored.value, { fetch: fetch.bind(globalThis), origin: location.origin });
    setState(pushed.ok ? { at: 'done', outcome: pushed.value } : { at: 'failed', error: pushed.error });
  };
  return (
    <section className="rv-panel" aria-labelledby="rv-push">
      <h2 id="rv-push">{t('review_push')}</h2>
      <p className="rv-quiet">{t('review_push_help')}</p>
      <div>
        <Button disabled={state.at === 'busy'} onClick={() => void run()}>
          {t('review_push_now')}
        </Button>
      </div>
      {state.at === 'done' && (
        <Notice tone={state.outcome.left.length ? 'warn' : 'ok'}>
          <span>{t('review_pushed', state.outcome.added, state.outcome.updated)}</span>
          {state.outcome.left.length > 0 && (
            <span>{plural('review_push_left', state.outcome.left.length)}</span>
          )}
          {state.outcome.left.slice(0, 5).map((note) => (
            <span key={note.name} lang="th">
              {note.name}: {note.reason}
            </span>
          ))}
        </Notice>
      )}
      {state.at === 'failed' && <ConnectProblem error={state.error} />}
      {state.at === 'storage' && <ErrorNotice error={state.error} />}
    </section>
  );
}

function ConnectProblem({ error }: { error: AnkiConnectError }) {
  switch (error.name) {
    case 'not-running':
      return <Problem title={t('review_anki_not_running')} help={t('review_anki_not_running_help')} />;
    case 'refused':
      return <Problem title={t('review_anki_refused')} help={t('review_anki_refused_help')} />;
    case 'cors':
      return (
        <Problem title={t('review_anki_cors')} help={t('review_anki_cors_help')}>
          <code className="rv-code">{`"webCorsOriginList": ["http://localhost", "${error.origin}"]`}</code>
        </Problem>
      );
    case 'version':
      return (
        <Problem
          title={t('review_anki_version')}
          help={t('review_anki_version_help', error.needed, error.found || '?')}
        />
      );
    case 'note-type':
      return (
        <Problem
          title={t('review_anki_note_type')}
          help={t('review_anki_note_type_help', error.missing.join(', '))}
        />
      );
    case 'failed':
      return <Problem title={t('review_anki_failed')} help={error.detail} />;
  }
}

function Problem({ title, help, children }: { title: string; help: string; children?: React.ReactNode }) {
  return (
    <Notice tone="bad">
      <strong>{title}</strong>
      <span>{help}</span>
      {children}
    </Notice>
  );
}
