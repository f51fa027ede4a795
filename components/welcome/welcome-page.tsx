import { useEffect, useRef, useState } from 'react';
import { t } from '../../lib/i18n.ts';
import { keptKey } from '../../lib/library/keep-name.ts';
import { type PageState, send } from '../../lib/messages.ts';
import type { NamedError } from '../../lib/result.ts';
import { normalise } from '../../lib/thai/normal-form.ts';
import { Button } from '../ui/button.tsx';
import { Icon } from '../ui/icon.tsx';
import { ErrorNotice } from '../ui/notice.tsx';
import { OneCard } from './one-card.tsx';
import { type SampleReader, startSampleReader } from './sample-reader.ts';
import { SAMPLE_STORY } from './sample-story.ts';

const normalForm = (text: string) => normalise(text).text;

const STEPS = ['meet', 'save', 'review'] as const;
type Step = (typeof STEPS)[number];

/** What has been done in the sample article so far. */
interface Done {
  /** Entity whose card was looked at last. */
  met: string | null;
  /** Entities kept, the last one last. */
  kept: readonly string[];
  articleId: string | null;
  reviewed: boolean;
}

const NOTHING: Done = { met: null, kept: [], articleId: null, reviewed: false };

const isDone = (done: Done): Record<Step, boolean> => ({
  meet: done.met !== null,
  save: done.articleId !== null,
  review: done.reviewed,
});

/** The first minute: an article that works, and three things to do in it. */
export function WelcomePage() {
  const article = useRef<HTMLElement>(null);
  const sample = useRef<SampleReader | null>(null);
  const page = useRef<PageState | null>(null);
  const [done, setDone] = useState<Done>(NOTHING);
  const [failed, setFailed] = useState<NamedError | null>(null);
  const [busy, setBusy] = useState(false);

  useEffect(() => {
    const element = article.current;
    if (!element) return;
    let over = false;
    void startSampleReader(element, {
      settled: (state) => {
        page.current = state;
        setFailed(state.problem);
      },
      card: (mention) => {
        const entity = mention === null ? undefined : page.current?.annotation.mentions[mention]?.entity;
        if (entity) setDone((now) => ({ ...now, met: entity }));
      },
      kept: (entity, kept) =>
        setDone((now) => {
          const others = now.kept.filter((other) => other !== entity);
          return { ...now, kept: kept ? [...others, entity] : others };
        }),
      saved: (articleId) => setDone((now) => ({ ...now, articleId })),
    }).then((started) => {
      if (over) started.stop();
      else sample.current = started;
    });
    return () => {
      over = true;
      sample.current?.stop();
      sample.current = null;
    };
  }, []);

  const save = async () => {
    const reader = sample.current?.reader;
    if (!reader) return;
    setBusy(true);
    setFailed(null);
    // The name that was met is kept with the article, so that there is one to review.
    const toKeep = done.kept.length === 0 ? (done.met ?? firstBody(page.current)) : null;
    const kept = toKeep ? await reader.keepEntity(toKeep, true) : null;
    const saved = kept?.ok === false ? kept : await reader.save();
    setBusy(false);
    if (!saved.ok) setFailed(saved.error);
  };

  const steps = isDone(done);
  const count = STEPS.filter((step) => steps[step]).length;
  const next = STEPS.find((step) => !steps[step]) ?? null;
  const keptEntity = page.current?.annotation.entities.find((entity) => entity.id === done.kept.at(-1));

  return (
    <div className="welcome">
      <header>
        <img src="/icons/wonglep.svg" alt="" width="44" height="44" />
        <div>
          <h1>
            <span lang="th">วงเล็บ</span> Wonglep
          </h1>
          <p>{t('welcome_lead')}</p>
        </div>
      </header>
      <main>
        <article ref={article} lang="th" data-source={SAMPLE_STORY.source} aria-label={t('welcome_sample')}>
          <p className="welcome-source">{SAMPLE_STORY.source}</p>
          <h2 className="welcome-headline">{SAMPLE_STORY.headline}</h2>
          {SAMPLE_STORY.paragraphs.map((paragraph) => (
            <p key={paragraph} className="welcome-line">
              {paragraph}
            </p>
          ))}
        </article>
        <p className="welcome-note" lang="th">
          {SAMPLE_STORY.note}
        </p>
        <section className="welcome-steps" aria-labelledby="welcome-steps">
          <div className="welcome-steps-head">
            <h2 id="welcome-steps">{t('welcome_steps')}</h2>
            <progress max={STEPS.length} value={count} aria-labelledby="welcome-steps" />
            <span role="status">{t('welcome_progress', count, STEPS.length)}</span>
          </div>
          <ol>
            {STEPS.map((step, index) => (
              <li
                key={step}
                data-done={steps[step] || undefined}
                aria-current={step === next ? 'step' : undefined}
              >
                <span className="welcome-number" aria-hidden="true">
                  {steps[step] ? <Icon name="check" /> : index + 1}
                </span>
                <div>
                  <h3>
                    {t(`welcome_step_${step}`)}
                    {steps[step] && <span className="unseen"> {t('welcome_done')}</span>}
                  </h3>
                  <p className="welcome-how">
                    {t(steps[step] ? `welcome_step_${step}_done` : `welcome_step_${step}_how`)}
                  </p>
                  {step === 'meet' && !steps.meet && (
                    <Button
                      small
                      kind={next === 'meet' ? 'main' : 'soft'}
                      onClick={() => void sample.current?.reader.command('next-name')}
                    >
                      {t('welcome_show_me')}
                    </Button>
                  )}
                  {step === 'save' && !steps.save && (
                    <Button
                      small
                      kind={next === 'save' ? 'main' : 'soft'}
                      icon="save"
                      disabled={busy}
                      onClick={() => void save()}
                    >
                      {t('popup_save')}
                    </Button>
                  )}
                  {step === 'save' && done.articleId && (
                    <Button
                      small
                      kind="plain"
                      icon="external"
                      onClick={() =>
                        void send({ type: 'open', page: 'library', hash: `/articles/${done.articleId}` })
                      }
                    >
                      {t('popup_open_saved')}
                    </Button>
                  )}
                  {step === 'review' && keptEntity && steps.save && (
                    <OneCard
                      keptKey={keptKey(keptEntity, normalForm)}
                      onAnswered={() => setDone((now) => ({ ...now, reviewed: true }))}
                    />
                  )}
                </div>
              </li>
            ))}
          </ol>
          {failed && <ErrorNotice error={failed} />}
        </section>
        {count === STEPS.length && <Finished />}
      </main>
      <footer>
        <p>{t('welcome_private')}</p>
        <p>{t('welcome_keys')}</p>
      </footer>
    </div>
  );
}

/** The first body of the article: kept if the reader saves before having looked at any. */
function firstBody(page: PageState | null): string | null {
  return page?.annotation.entities.find((entity) => entity.type !== 'abbreviation')?.id ?? null;
}

function Finished() {
  return (
    <section className="welcome-finished" aria-labelledby="welcome-finished">
      <h2 id="welcome-finished">{t('welcome_finished')}</h2>
      <p className="welcome-finished-how">{t('welcome_finished_how')}</p>
      <div>
        <Button kind="main" icon="library" onClick={() => void send({ type: 'open', page: 'library' })}>
          {t('popup_open_library')}
        </Button>
        <Button icon="settings" onClick={() => void send({ type: 'open', page: 'options' })}>
          {t('popup_open_options')}
        </Button>
      </div>
    </section>
  );
}
