import { useState } from 'react';
import { errorHelp, errorText } from '../../lib/highlight/card-words.ts';
import { t } from '../../lib/i18n.ts';
import { type PageState, send } from '../../lib/messages.ts';
import type { NamedError, Result } from '../../lib/result.ts';
import { Button, IconButton } from '../ui/button.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import { ErrorNotice } from '../ui/notice.tsx';
import { PanelNames } from './panel-names.tsx';
import { useFollowedPage } from './use-followed-page.ts';

/** The page's glossary beside the page. */
export function SidePanel() {
  const { tabId, state, refresh } = useFollowedPage();
  return (
    <div className="panel">
      <header className="panel-top">
        <img src="/icons/wonglep.svg" alt="" width="22" height="22" />
        <h1>{t('panel_title')}</h1>
        <IconButton
          small
          icon="library"
          label={t('popup_open_library')}
          onClick={() => void send({ type: 'open', page: 'library' })}
        />
        <IconButton
          small
          icon="settings"
          label={t('popup_open_options')}
          onClick={() => void send({ type: 'open', page: 'options' })}
        />
      </header>
      <main>
        <Body tabId={tabId} state={state} refresh={refresh} />
      </main>
    </div>
  );
}

interface BodyProps {
  tabId: number | null;
  state: Result<PageState> | null;
  refresh: () => void;
}

function Body({ tabId, state, refresh }: BodyProps) {
  if (!state) return <EmptyState icon="news" title={t('popup_looking')} />;
  if (!state.ok || tabId === null) {
    const error: NamedError = state.ok ? { name: 'page-not-reachable', detail: '' } : state.error;
    const closed = error.name === 'page-not-reachable' || error.name === 'not-found';
    return (
      <EmptyState
        icon={closed ? 'globe' : 'warn'}
        tone={closed ? 'quiet' : 'bad'}
        title={closed ? t('panel_nothing_here') : errorText(error)}
      >
        <p>{closed ? t('panel_nothing_here_help') : errorHelp(error)}</p>
        {!closed && (
          <Button small onClick={refresh}>
            {t('common_retry')}
          </Button>
        )}
      </EmptyState>
    );
  }
  const page = state.value;
  if (page.mode !== 'annotated') return <NotAnnotated page={page} tabId={tabId} refresh={refresh} />;
  if (page.problem) {
    return (
      <div className="panel-pad">
        <ErrorNotice error={page.problem} />
      </div>
    );
  }
  if (!page.settled && page.annotation.mentions.length === 0) {
    return <EmptyState icon="news" title={t('popup_looking')} />;
  }
  if (page.annotation.mentions.length === 0) {
    return <EmptyState icon="search" title={t('popup_no_names')} />;
  }
  return <PanelNames key={`${tabId} ${page.url}`} page={page} tabId={tabId} />;
}

/** A page without highlights: what it was taken for, and the way to have its names all the same. */
function NotAnnotated({ page, tabId, refresh }: { page: PageState; tabId: number; refresh: () => void }) {
  const [failed, setFailed] = useState<NamedError | null>(null);
  if (!page.settled) return <EmptyState icon="news" title={t('popup_looking')} />;
  const annotate = async () => {
    const done = await send({ type: 'annotate-tab', tabId });
    if (!done.ok) setFailed(done.error);
    else refresh();
  };
  const verdict = page.detection.verdict.replaceAll('-', '_') as 'thai_news';
  return (
    <EmptyState icon="news" title={t(page.mode === 'off' ? 'panel_off' : `popup_verdict_${verdict}`)}>
      <p>{t('panel_not_annotated_help')}</p>
      <Button icon="search" onClick={() => void annotate()}>
        {t(page.mode === 'off' ? 'popup_turn_on' : 'popup_annotate_anyway')}
      </Button>
      {failed && <ErrorNotice error={failed} />}
    </EmptyState>
  );
}
