import { useEffect, useState } from 'react';
import type { IconName } from '../../lib/highlight/icons.ts';
import { plural, t } from '../../lib/i18n.ts';
import { Icon } from '../ui/icon.tsx';
import { formatNumber } from './format.ts';
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

/** Cards that are due now, asked again whenever something changed and once a minute. */
function useDue(): number {
  const { db, version } = useLibrary();
  const [due, setDue] = useState(0);
  useEffect(() => {
    let over = false;
    const ask = () =>
      db.cards
        .where('due')
        .belowOrEqual(Date.now())
        .filter((card) => card.deletedAt === null && !card.suspended)
        .count()
        .then((count) => {
          if (!over) setDue(count);
        })
        .catch(() => {
          // The number is a service; that the library cannot be read is told beside it already.
          if (!over) setDue(0);
        });
    void ask();
    const timer = setInterval(ask, 60_000);
    return () => {
      over = true;
      clearInterval(timer);
    };
  }, [db, version]);
  return due;
}

function useKeptCount(): number | null {
  const { db, version } = useLibrary();
  const [count, setCount] = useState<number | null>(null);
  useEffect(() => {
    let over = false;
    db.keptNames
      .filter((row) => row.deletedAt === null)
      .count()
      .then((kept) => {
        if (!over) setCount(kept);
      })
      .catch(() => {
        if (!over) setCount(null);
      });
    return () => {
      over = true;
    };
  }, [db, version]);
  return count;
}

export function LibraryNav({ route, onHelp }: { route: Route; onHelp: () => void }) {
  const { catalogue, stage } = useLibrary();
  const due = useDue();
  const kept = useKeptCount();
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
      <a href={item.href} aria-current={item.pages.includes(route.page) ? 'page' : undefined}>
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
        <kbd>?</kbd> {t('common_help')}
      </button>
    </nav>
  );
}
