import { useEffect, useState } from 'react';
import { browser } from 'wxt/browser';
import { Button, IconButton } from '../../components/ui/button.tsx';
import { EmptyState } from '../../components/ui/empty-state.tsx';
import { Switch } from '../../components/ui/field.tsx';
import { ErrorNotice, Notice } from '../../components/ui/notice.tsx';
import { errorHelp, errorText } from '../../lib/highlight/card-words.ts';
import { plural, t } from '../../lib/i18n.ts';
import { type PageState, send, sendToReader } from '../../lib/messages.ts';
import type { NamedError } from '../../lib/result.ts';
import {
  changeSettings,
  loadSettings,
  type Settings,
  siteOf,
  siteRule,
  watchSettings,
  withSiteRule,
} from '../../lib/settings.ts';
import { DueCount } from './due-count.tsx';
import { NameList } from './name-list.tsx';
import { SaveButton } from './save-button.tsx';
import { type ActivePage, useActivePage } from './use-active-page.ts';
import { Why } from './verdict.tsx';

export function Popup() {
  const page = useActivePage();
  const [settings, setSettings] = useState<Settings | null>(null);
  useEffect(() => {
    void loadSettings().then(setSettings);
    return watchSettings(setSettings);
  }, []);
  return (
    <div className="popup">
      <Header />
      <main>
        <Body page={page} settings={settings} />
      </main>
      <Footer tabId={page.tabId} />
    </div>
  );
}

function Header() {
  return (
    <header>
      <img src="/icons/wonglep.svg" alt="" width="24" height="24" />
      <h1>
        <span lang="th">วงเล็บ</span> Wonglep
      </h1>
      <IconButton
        small
        icon="settings"
        label={t('popup_open_options')}
        onClick={() => void send({ type: 'open', page: 'options' })}
      />
    </header>
  );
}

function Body({ page, settings }: { page: ActivePage; settings: Settings | null }) {
  const { state, tabId } = page;
  if (!state || !settings) return <EmptyState icon="news" title={t('popup_looking')} />;
  if (!state.ok || tabId === null) {
    const error: NamedError = state.ok ? { name: 'page-not-reachable', detail: '' } : state.error;
    return <Failure error={error} onRetry={page.refresh} />;
  }
  return <PageBody state={state.value} tabId={tabId} settings={settings} refresh={page.refresh} />;
}

function Failure({ error, onRetry }: { error: NamedError; onRetry: () => void }) {
  return (
    <EmptyState
      icon={error.name === 'page-not-reachable' ? 'globe' : 'warn'}
      tone={error.name === 'page-not-reachable' ? 'quiet' : 'bad'}
      title={errorText(error)}
    >
      <p>{errorHelp(error)}</p>
      {error.name !== 'page-not-reachable' && (
        <Button small onClick={onRetry}>
          {t('common_retry')}
        </Button>
      )}
    </EmptyState>
  );
}

function PageBody({
  state,
  tabId,
  settings,
  refresh,
}: {
  state: PageState;
  tabId: number;
  settings: Settings;
  refresh: () => void;
}) {
  const [failed, setFailed] = useState<NamedError | null>(null);
  const host = URL.canParse(state.url) ? siteOf(new URL(state.url).hostname) : '';
  const rule = siteRule(settings, host);
  const annotated = state.mode === 'annotated';
  const names = state.annotation.entities.filter((entity) => entity.type !== 'abbreviation').length;

  const annotate = async () => {
    const done = await send({ type: 'annotate-tab', tabId });
    if (!done.ok) setFailed(done.error);
    else refresh();
  };
  const setSite = async (on: boolean) => {
    await changeSettings((now) => withSiteRule(now, host, on ? null : 'never'));
    if (!on) await sendToReader(tabId, { type: 'stop-annotating' });
    else if (annotated || state.mode === 'off' || state.detection.verdict === 'thai-news') await annotate();
    refresh();
  };
  const byHand = annotated && state.detection.verdict !== 'thai-news';
  const verdict = byHand ? 'anyway' : (state.detection.verdict.replaceAll('-', '_') as 'thai_news');

  return (
    <>
      <section className="verdict" data-verdict={state.detection.verdict}>
        <p className="line">
          <strong>{t(`popup_verdict_${verdict}`)}</strong>
          {annotated && state.settled && <span className="total">{plural('popup_names', names)}</span>}
        </p>
        {!state.settled && <p className="quiet">{t('popup_looking')}</p>}
        <Why detection={state.detection} />
        {host && (
          <Switch
            label={t('popup_site_switch', host)}
            checked={rule !== 'never' && settings.enabled}
            disabled={!settings.enabled}
            onChange={(on) => void setSite(on)}
          />
        )}
        {!settings.enabled && (
          <Notice tone="warn">
            {t('popup_everywhere_off')}
            <div>
              <Button
                small
                kind="plain"
                onClick={() => void changeSettings((now) => ({ ...now, enabled: true })).then(annotate)}
              >
                {t('popup_turn_on')}
              </Button>
            </div>
          </Notice>
        )}
        {!annotated && state.settled && (
          <div>
            <Button icon="search" onClick={() => void annotate()}>
              {t('popup_annotate_anyway')}
            </Button>
          </div>
        )}
        {failed && <ErrorNotice error={failed} />}
        {state.problem && <ErrorNotice error={state.problem} />}
        {annotated && state.settled && !state.problem && <SaveButton state={state} tabId={tabId} />}
      </section>
      {annotated && state.settled && state.annotation.mentions.length > 0 && (
        <NameList key={state.url} state={state} tabId={tabId} />
      )}
      {annotated && state.settled && !state.problem && state.annotation.mentions.length === 0 && (
        <p className="quiet none">{t('popup_no_names')}</p>
      )}
    </>
  );
}

interface PanelApi {
  sidePanel?: { open(options: { tabId: number }): Promise<void> };
  sidebarAction?: { open(): Promise<void> };
}

function Footer({ tabId }: { tabId: number | null }) {
  const open = (page: 'library' | 'review') => {
    void send({ type: 'open', page }).then(() => window.close());
  };
  // Opened from here and not by the background: both browsers want it to be the click's own doing.
  const openPanel = () => {
    const { sidePanel, sidebarAction } = browser as unknown as PanelApi;
    const opened = sidePanel && tabId !== null ? sidePanel.open({ tabId }) : sidebarAction?.open();
    void opened?.then(() => window.close());
  };
  return (
    <footer>
      <Button small kind="plain" icon="library" onClick={() => open('library')}>
        {t('popup_open_library')}
      </Button>
      <Button small kind="plain" icon="review" onClick={() => open('review')}>
        {t('popup_open_review')}
        <DueCount />
      </Button>
      <Button small kind="plain" icon="panel" onClick={openPanel}>
        {t('popup_open_panel')}
      </Button>
    </footer>
  );
}
