import { useState } from 'react';
import { browser } from 'wxt/browser';
import { plural, t } from '../../lib/i18n.ts';
import { webAddress } from '../../lib/library/canonical-url.ts';
import { type ReAnchored, reAnchor } from '../../lib/library/re-anchor.ts';
import type { SavedArticle } from '../../lib/library/read-article.ts';
import { type PageState, send, sendToReader } from '../../lib/messages.ts';
import type { NamedError } from '../../lib/result.ts';
import { Button } from '../ui/button.tsx';
import { ErrorNotice } from '../ui/notice.tsx';

type Found =
  | { state: 'not-asked' }
  | { state: 'looking' }
  | { state: 'failed'; error: NamedError }
  | { state: 'compared'; tab: number; page: PageState; anchored: ReAnchored };

/** How long the live page may take to load and be read, ms. */
const PATIENCE = 30_000;

/** Opens the live page in a tab and waits until its text has been read. */
async function openLive(url: string): Promise<{ tab: number; page: PageState } | NamedError> {
  const address = webAddress(url);
  const tab = address && (await browser.tabs.create({ url: address, active: false })).id;
  if (!tab) return { name: 'page-not-reachable', detail: url };
  const end = Date.now() + PATIENCE;
  let error: NamedError = { name: 'page-not-reachable', detail: url };
  while (Date.now() < end) {
    const { status } = await browser.tabs.get(tab);
    const answer = status === 'complete' ? await send({ type: 'tab-state', tabId: tab }) : null;
    if (answer?.ok && answer.value.settled && answer.value.text) return { tab, page: answer.value };
    if (answer && !answer.ok) error = answer.error;
    await new Promise((resolve) => setTimeout(resolve, 300));
  }
  return error;
}

/** The saved mentions and notes, found again on the page as it is now; what is lost is listed. */
export function LivePage({ saved }: { saved: SavedArticle }) {
  const [found, setFound] = useState<Found>({ state: 'not-asked' });
  const { article, mentions } = saved;
  const compare = async () => {
    setFound({ state: 'looking' });
    const live = await openLive(article.url);
    if (!('tab' in live)) return setFound({ state: 'failed', error: live });
    setFound({ state: 'compared', ...live, anchored: reAnchor(live.page.text, mentions) });
  };
  const show = async (tab: number, page: PageState, start: number) => {
    await browser.tabs.update(tab, { active: true });
    const index = page.annotation.mentions.findIndex((m) => m.start <= start && m.end > start);
    if (index >= 0) await sendToReader(tab, { type: 'show-mention', index, open: true });
  };
  const rows = new Map(mentions.map((row) => [row.id, row]));
  return (
    <section className="live" aria-label={t('library_view_live')}>
      <p>{t('library_live_help')}</p>
      <p>
        <Button
          kind="main"
          icon="external"
          disabled={found.state === 'looking'}
          onClick={() => void compare()}
        >
          {found.state === 'looking' ? t('library_live_looking') : t('library_live_open')}
        </Button>{' '}
        <a href={webAddress(article.url)} target="_blank" rel="noreferrer noopener">
          {t('library_live_only_open')}
        </a>
      </p>
      {found.state === 'failed' && <ErrorNotice error={found.error} />}
      {found.state === 'compared' && (
        <>
          <h2>{plural('library_live_found', found.anchored.found.length, mentions.length)}</h2>
          <ul className="found">
            {found.anchored.found.map(({ id, start, how }) => {
              const row = rows.get(id)!;
              return (
                <li key={id}>
                  <button
                    type="button"
                    className="quote"
                    lang="th"
                    onClick={() => void show(found.tab, found.page, start)}
                  >
                    {row.surface}
                  </button>
                  <span className="ui-chip">{t(`library_how_${how}`)}</span>
                  {row.note && <p>{row.note}</p>}
                </li>
              );
            })}
          </ul>
          {found.anchored.lost.length > 0 && (
            <>
              <h2>{plural('library_live_lost', found.anchored.lost.length)}</h2>
              <ul className="found">
                {found.anchored.lost.map((id) => {
                  const row = rows.get(id)!;
                  return (
                    <li key={id} lang="th">
                      …{row.selectors.quote.prefix}
                      <b>{row.surface}</b>
                      {row.selectors.quote.suffix}…{row.note && <p>{row.note}</p>}
                    </li>
                  );
                })}
              </ul>
            </>
          )}
        </>
      )}
    </section>
  );
}
