import { lazy, Suspense, useEffect, useState } from 'react';
import { errorHelp, errorText } from '../../lib/highlight/card-words.ts';
import { t } from '../../lib/i18n.ts';
import type { NamedError } from '../../lib/result.ts';
import { Button } from '../ui/button.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import { ErrorNotice } from '../ui/notice.tsx';
import { ArticlesPage } from './articles-page.tsx';
import { HelpDialog } from './help-dialog.tsx';
import { type LibraryOpening, LibraryProvider, useLibrary } from './library-context.tsx';
import { LibraryNav } from './library-nav.tsx';
import { LostLibraries } from './lost-library.tsx';
import { type Route, useRoute } from './route.ts';
import { useDailyCopy } from './use-safety-copies.ts';
import './library.css';

const ArticlePage = lazy(() => import('./article-page.tsx'));
const BinPage = lazy(() => import('./bin-page.tsx'));
const KeptNamesPage = lazy(() => import('./kept-names-page.tsx'));
const OrganisationPage = lazy(() => import('./organisation-page.tsx'));
const OrganisationsPage = lazy(() => import('./organisations-page.tsx'));
const StoragePage = lazy(() => import('./storage-page.tsx'));
const ExchangePage = lazy(() => import('../exchange/exchange-page.tsx'));

export function LibraryPage({ opening }: { opening: LibraryOpening }) {
  return (
    <LibraryProvider opening={opening}>
      <LibraryFrame />
    </LibraryProvider>
  );
}

/** Keys mean themselves in fields, and belong to the browser with a modifier. */
export function isTyping(event: KeyboardEvent): boolean {
  const target = event.composedPath()[0];
  if (event.ctrlKey || event.metaKey || event.altKey) return true;
  return (
    target instanceof HTMLElement &&
    (target.isContentEditable || target.matches('input:not([type="checkbox"]), textarea, select'))
  );
}

function LibraryFrame() {
  const route = useRoute();
  const { error, stage } = useLibrary();
  useDailyCopy();
  const [help, setHelp] = useState(false);
  useEffect(() => {
    const pressed = (event: KeyboardEvent) => {
      if (event.key !== '?' || isTyping(event)) return;
      event.preventDefault();
      setHelp(true);
    };
    addEventListener('keydown', pressed);
    return () => removeEventListener('keydown', pressed);
  }, []);
  return (
    <div className="library" data-stage={stage}>
      {/* A button, as the fragment is the library's route: a link to it would leave the page that is shown. */}
      <button type="button" className="skip-link" onClick={() => document.getElementById('main')?.focus()}>
        {t('library_skip')}
      </button>
      <LibraryNav route={route} onHelp={() => setHelp(true)} />
      <main id="main" tabIndex={-1}>
        <LostLibraries />
        {error && stage === 'opening' ? (
          <Unopened error={error} />
        ) : (
          <>
            {error && (
              <div className="library-error">
                <ErrorNotice error={error} />
              </div>
            )}
            <Suspense fallback={<div className="waiting" aria-busy="true" />}>
              <Page route={route} />
            </Suspense>
          </>
        )}
      </main>
      {help && <HelpDialog onClose={() => setHelp(false)} />}
    </div>
  );
}

/** In place of every page of a library that could not be opened: empty lists would say that nothing was ever saved. */
function Unopened({ error }: { error: NamedError }) {
  return (
    <>
      <h1 className="unseen">{t('library_page_title')}</h1>
      <EmptyState icon="warn" tone="bad" title={errorText(error)}>
        <p>{errorHelp(error)}</p>
        <Button kind="main" onClick={() => location.reload()}>
          {t('common_retry')}
        </Button>
      </EmptyState>
    </>
  );
}

function Page({ route }: { route: Route }) {
  switch (route.page) {
    case 'articles':
      return <ArticlesPage query={route.query} />;
    case 'article':
      return <ArticlePage key={route.id} id={route.id} mention={route.mention} />;
    case 'organisations':
      return <OrganisationsPage query={route.query} />;
    case 'organisation':
      return <OrganisationPage key={route.id} id={route.id} />;
    case 'kept':
      return <KeptNamesPage />;
    case 'bin':
      return <BinPage />;
    case 'storage':
      return <StoragePage />;
    case 'exchange':
      return <ExchangePage />;
  }
}
