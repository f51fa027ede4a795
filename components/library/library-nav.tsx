import { useEffect, useState } from 'react';
import type { IconName } from '../../lib/highlight/icons.ts';
import { plural, t } from '../../lib/i18n.ts';
import type { LibraryDatabase } from '../../lib/library/database.ts';
import { loadSettings } from '../../lib/settings.ts';
import { formatNumber } from '../ui/format.ts';
import { Icon } from '../ui/icon.tsx';
import { useLibrary } from './library-context.tsx';
import { href, type Route } from './route.ts';
import { useBackupDue } from './use-backup-due.ts';

interface Item {
  label: string;
  icon: IconName;
  href: string;
  pages: Route['page'][];
  count?: string;
}

/** A number that a service of the library tells, asked again after every change; null until it is there. */
function useNumber(ask: (db: LibraryDatabase) => Promise<number>, everyMs: number | null): number | null {
  const { db, version, stage } = useLibrary();
  // The first rows are not kept waiting for numbers beside them.
  const listed = stage === 'listed' || stage === 'ready';
  const [number, setNumber] = useState<number | null>(null);
  useEffect(() => {
    void version;
    if (!listed) return;
    let over = false;
    const look = () =>
      ask(db)
        .then((found) => {
          if (!over) setNumber(found);
        })
        .catch(() => {
          // That the library cannot be read is told above every page already.
          if (!over) setNumber(null);
        });
    void look();
    const timer = everyMs === null ? undefined : setInterval(look, everyMs);
    return () => {
      over = true;
      clearInterval(timer);
    };
  }, [db, version, listed, ask, everyMs]);
  return number;
}

/** What a session of reviewing would hold now: the same number as the popup's and the session's own. */
async function askDue(db: LibraryDatabase): Promise<number> {
  const [{ dueCount }, settings] = await Promise.all([
    import('../../lib/review/due-count.ts'),
    loadSettings(),
  ]);
  const due = await dueCount(db, Date.now(), settings.review);
  return due.ok ? due.value : 0;
}

const askKept = async (db: LibraryDatabase) =>
  (await db.keptNames.count()) - (await db.keptNames.where('deletedAt').above(0).count());

export function LibraryNav({ route, onHelp }: { route: Route; onHelp: () => void }) {
  const { catalogue, stage } = useLibrary();
  const due = useNumber(askDue, 60_000);
  const kept = useNumber(askKept, null);
  const backup = useBackupDue();
  const listed = stage === 'listed' || stage === 'ready';
  const binned = listed ? catalogue.binned().length : 0;
  const items: Item[] = [
    {
      label: t('library_nav_articles'),
      icon: 'news',
      href: href({ page: 'articles', query: '' }),
      pages: ['articles', 'article'],
      count: listed ? formatNumber(catalogue.living().length) : '',
    },
    {
      label: t('library_nav_organisations'),
      icon: 'globe',
      href: href({ page: 'organisations', query: '' }),
      pages: ['organisations', 'organisation'],
      count: listed ? formatNumber(catalogue.tallies().size) : '',
    },
    {
      label: t('library_nav_kept'),
      icon: 'keep',
      href: href({ page: 'kept' }),
      pages: ['kept'],
      count: kept === null ? '' : formatNumber(kept),
    },
    {
      label: t('library_nav_review'),
      icon: 'review',
      href: 'review.html',
      pages: [],
      count: due ? plural('library_nav_due', due) : '',
    },
    {
      label: t('library_nav_exchange'),
      icon: 'export',
      href: href({ page: 'exchange', query: '' }),
      pages: ['exchange'],
    },
  ];
  const lower: Item[] = [
    {
      label: t('library_nav_bin'),
      icon: 'trash',
      href: href({ page: 'bin' }),
      pages: ['bin'],
      count: binned ? formatNumber(binned) : '',
    },
    {
      label: t('library_nav_storage'),
      icon: 'save',
      href: href({ page: 'storage' }),
      pages: ['storage'],
      count: listed && backup.due ? t('library_nav_backup') : '',
    },
    { label: t('library_nav_settings'), icon: 'settings', href: 'options.html', pages: [] },
  ];
  const link = (item: Item) => (
    <li key={item.href}>
      <a
        href={item.href}
        title={item.label}
        aria-current={item.pages.includes(route.page) ? 'page' : undefined}
      >
        <Icon name={item.icon} />
        <span className="label">{item.label}</span>
        {item.count ? <span className="count">{item.count}</span> : null}
      </a>
    </li>
  );
  return (
    <nav className="library-nav" aria-label={t('library_nav_label')}>
      <a className="brand" href={href({ page: 'articles', query: '' })}>
        <span lang="th">วงเล็บ</span> Wonglep
      </a>
      <ul>{items.map(link)}</ul>
      <ul className="lower">{lower.map(link)}</ul>
      <button type="button" className="help-button" onClick={onHelp}>
        <kbd>?</kbd> <span className="label">{t('common_help')}</span>
      </button>
    </nav>
  );
}
