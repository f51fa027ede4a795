import { useEffect, useMemo, useRef, useState } from 'react';

import { errorText } from '../../lib/highlight/card-words.ts';
import { Speech } from '../../lib/highlight/speech.ts';
import { plural, t } from '../../lib/i18n.ts';
import type { LibraryDatabase } from '../../lib/library/database.ts';
import { questionOf } from '../../lib/review/card-faces.ts';
import { showDueBadge } from '../../lib/review/due-badge.ts';
import { editName } from '../../lib/review/edit-name.ts';
import type { Queue, ReviewSettings } from '../../lib/review/queue.ts';
import type { Rating } from '../../lib/review/scheduler.ts';
import { normalise } from '../../lib/thai/normal-form.ts';
import { Button, IconButton } from '../ui/button.tsx';
import { ErrorNotice } from '../ui/notice.tsx';
import { useToast } from '../ui/toast.tsx';
import { AnswerSide } from './answer-side.tsx';
import { DoneView } from './done-view.tsx';
import { EditNameForm } from './edit-name-form.tsx';
import { HelpDialog } from './help-dialog.tsx';
import type { Opening } from './opening.ts';
import { QuestionSide } from './question-side.tsx';
import { RatingBar } from './rating-bar.tsx';
import { belongsToControl, sessionAction } from './session-keys.ts';
import { useSession } from './use-session.ts';
import { useSwipe } from './use-swipe.ts';

export function SessionView({
  db,
  settings,
  opening,
}: {
  db: LibraryDatabase;
  settings: ReviewSettings;
  opening: Opening;
}) {
  const toast = useToast();
  const session = useSession(db, settings, opening, (error) =>
    toast({ text: errorText(error), tone: 'bad' }),
  );
  const { state } = session;
  const [help, setHelp] = useState(false);
  const speech = useMemo(() => new Speech(window), []);
  const desk = useRef<HTMLDivElement>(null);
  const shown = state.at === 'card' ? state.shown : null;
  const revealed = state.at === 'card' && state.revealed;
  const editing = state.at === 'card' && state.editing;
  const question = shown ? questionOf(shown.name, shown.card.template) : null;

  const listen = () => shown && speech.say('thai', shown.name.thai, null);
  const rate = async (rating: Rating) => {
    const stored = await session.rate(rating);
    if (stored?.leech) toast({ text: t('review_leech'), undo: () => void session.undo() });
  };
  const undo = async () => {
    if (await session.undo()) toast({ text: t('review_undone') });
  };
  const setAside = async (what: 'suspend' | 'bury') => {
    const card = await session[what]();
    if (card)
      toast({
        text: t(what === 'suspend' ? 'review_suspended' : 'review_buried'),
        undo: () => void session.takeBack(what, card),
      });
  };

  const onKey = useRef<(event: KeyboardEvent) => void>(() => undefined);
  onKey.current = (event) => {
    if (event.defaultPrevented || event.isComposing || help || belongsToControl(event)) return;
    const action = sessionAction(event);
    if (!action) return;
    event.preventDefault();
    // A key held down must not answer a row of cards.
    if (event.repeat) return;
    if (action.do === 'help') setHelp(true);
    else if (action.do === 'undo') void undo();
    else if (!shown || editing) return;
    else if (action.do === 'listen') listen();
    else if (action.do === 'edit') session.edit(true);
    else if (action.do === 'suspend' || action.do === 'bury') void setAside(action.do);
    else if (action.do === 'rate') void rate(action.rating);
    else if (revealed) void rate(3);
    else session.reveal();
  };
  useEffect(() => {
    const listener = (event: KeyboardEvent) => onKey.current(event);
    document.addEventListener('keydown', listener);
    return () => document.removeEventListener('keydown', listener);
  }, []);

  const drawn = useRef(false);
  useEffect(() => {
    if (drawn.current || !shown) return;
    drawn.current = true;
    performance.mark('first-card');
  }, [shown]);

  // Whoever listens or goes by keyboard stands on the card, not on a button that has gone.
  const step = `${shown?.reviewId ?? state.at}${revealed}${editing}`;
  const firstStep = useRef(step);
  useEffect(() => {
    if (step !== firstStep.current && !editing) desk.current?.focus({ preventScroll: true });
    if (shown?.card.template === 'listening' && !revealed) speech.say('thai', shown.name.thai, null);
  }, [step, editing, shown, revealed, speech]);

  const { swipe, handlers } = useSwipe({
    enabled: revealed && !editing,
    onTap: () => !revealed && session.reveal(),
    onSwipe: (side) => void rate(side === 'right' ? 3 : 1),
  });

  const left = state.at === 'card' || state.at === 'done' ? state.queue.remaining : null;
  useEffect(() => {
    if (left !== null) void showDueBadge(settings.showDueBadge ? left : 0);
  }, [left, settings.showDueBadge]);

  if (state.at === 'loading') return <div className="rv-desk" aria-busy="true" />;
  if (state.at === 'failed')
    return (
      <div className="rv-desk">
        <ErrorNotice error={state.error}>
          <Button onClick={() => location.reload()}>{t('common_retry')}</Button>
        </ErrorNotice>
      </div>
    );
  return (
    <div className="rv-desk">
      <Progress queue={state.queue} />
      {state.at === 'done' || !shown || !question ? (
        <DoneView db={db} settings={settings} queue={state.queue} onUndo={() => void undo()} />
      ) : (
        <>
          <div
            ref={desk}
            className={`rv-card ${revealed ? 'revealed' : ''} ${swipe.side ?? ''}`}
            style={
              swipe.dx
                ? { translate: `${swipe.dx}px`, rotate: `${swipe.dx / 60}deg`, transition: 'none' }
                : undefined
            }
            tabIndex={-1}
            aria-live="polite"
            data-card={shown.card.id}
            {...handlers}
          >
            {swipe.side && (
              <span className={`rv-swipe ${swipe.side}`}>
                {t(swipe.side === 'right' ? 'review_good' : 'review_again')}
              </span>
            )}
            {editing ? (
              <EditNameForm
                name={shown.name}
                onCancel={() => session.edit(false)}
                onSave={async (edit) => {
                  const saved = await editName(
                    db,
                    shown.name.id,
                    edit,
                    (text) => normalise(text).text,
                    Date.now(),
                  );
                  if (saved.ok) session.edited(saved.value);
                  return saved;
                }}
              />
            ) : (
              <>
                <QuestionSide
                  question={question}
                  card={shown.card}
                  revealed={revealed}
                  onListen={speech.canSay('thai') ? listen : null}
                />
                {revealed && <AnswerSide name={shown.name} question={question} />}
              </>
            )}
          </div>
          {!editing && (
            <div className="rv-actions">
              {revealed ? (
                <RatingBar preview={shown.preview} from={Date.now()} onRate={(rating) => void rate(rating)} />
              ) : (
                <Button kind="main" className="rv-show" aria-keyshortcuts="Space" onClick={session.reveal}>
                  {t('review_show')}{' '}
                  <span className="rv-kbd" aria-hidden="true">
                    {t('review_key_space')}
                  </span>
                </Button>
              )}
              <div className="rv-tools">
                <IconButton
                  icon="undo"
                  label={`${t('review_undo')} (U)`}
                  onClick={() => void undo()}
                  disabled={state.queue.answered === 0}
                />
                <IconButton
                  icon="edit"
                  label={`${t('review_edit')} (E)`}
                  onClick={() => session.edit(true)}
                />
                <Button kind="plain" small onClick={() => void setAside('bury')}>
                  {t('review_bury')}
                </Button>
                <Button kind="plain" small onClick={() => void setAside('suspend')}>
                  {t('review_suspend')}
                </Button>
                <span className="rv-space" />
                <Button kind="plain" small onClick={() => setHelp(true)}>
                  {t('review_help')}{' '}
                  <span className="rv-kbd" aria-hidden="true">
                    ?
                  </span>
                </Button>
              </div>
            </div>
          )}
        </>
      )}
      {help && <HelpDialog onClose={() => setHelp(false)} />}
    </div>
  );
}

function Progress({ queue: { answered, remaining, counts } }: { queue: Queue }) {
  const total = answered + remaining;
  return (
    <div className="rv-progress">
      <div
        className="rv-bar"
        role="progressbar"
        aria-label={t('review_progress')}
        aria-valuemin={0}
        aria-valuemax={total}
        aria-valuenow={answered}
        aria-valuetext={plural('review_left', remaining)}
      >
        <i style={{ width: `${total ? (100 * answered) / total : 100}%` }} />
      </div>
      <p className="rv-counts">
        <span className="new">{plural('review_count_new', counts.fresh)}</span>
        <span className="learning">{plural('review_count_learning', counts.learning)}</span>
        <span className="due">{plural('review_count_due', counts.review)}</span>
      </p>
    </div>
  );
}
