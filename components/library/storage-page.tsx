import { useCallback, useEffect, useState } from 'react';
import { plural, t } from '../../lib/i18n.ts';
import { rebuildIndex } from '../../lib/library/search-blocks.ts';
import { Button } from '../ui/button.tsx';
import { formatBytes, formatNumber, formatTime } from '../ui/format.ts';
import { Notice } from '../ui/notice.tsx';
import { useLibrary } from './library-context.tsx';
import { href } from './route.ts';
import { SafetyCopySection } from './safety-copy-section.tsx';
import { useAction } from './use-action.ts';
import { useBackupDue } from './use-backup-due.ts';

interface Usage {
  used: number | null;
  free: number | null;
  persisted: boolean;
}

/** What the browser says of the room the library takes; estimates, rounded by the browser itself. */
async function askUsage(): Promise<Usage> {
  // Firefox throws where it cannot reach its storage.
  const estimate: StorageEstimate = await navigator.storage.estimate().catch(() => ({}));
  const { usage = null, quota = null } = estimate;
  return {
    used: usage,
    free: usage === null || quota === null ? null : Math.max(0, quota - usage),
    persisted: await navigator.storage.persisted(),
  };
}

export default function StoragePage() {
  const { db, catalogue, version } = useLibrary();
  const act = useAction();
  const [usage, setUsage] = useState<Usage | null>(null);
  const [denied, setDenied] = useState(false);
  const { last: lastBackup, due } = useBackupDue();
  const [rebuilding, setRebuilding] = useState(false);
  const look = useCallback(() => void askUsage().then(setUsage), []);
  useEffect(() => {
    void version;
    look();
  }, [version, look]);
  // Only a page may ask for this: it is missing in service workers.
  const persist = async () => {
    setDenied(!(await navigator.storage.persist()));
    look();
  };
  const rebuild = async () => {
    setRebuilding(true);
    await act(
      () => rebuildIndex(db, Date.now()),
      (count) => ({ text: plural('library_storage_rebuilt', count) }),
    );
    setRebuilding(false);
  };
  const articles = catalogue.living().length;
  const room = (bytes: number | null) => (bytes === null ? t('library_storage_unknown') : formatBytes(bytes));
  return (
    <div className="storage-page">
      <h1>{t('library_nav_storage')}</h1>
      <dl className="facts">
        <div>
          <dt>{t('library_storage_used')}</dt>
          <dd>{usage ? room(usage.used) : '…'}</dd>
        </div>
        <div>
          <dt>{t('library_storage_free')}</dt>
          <dd>{usage ? room(usage.free) : '…'}</dd>
        </div>
        <div>
          <dt>{t('library_storage_rows')}</dt>
          <dd>
            {plural('library_articles', articles)} · {plural('body_count', catalogue.tallies().size)}
          </dd>
        </div>
      </dl>
      <section>
        <h2>{t('library_storage_keeping')}</h2>
        {usage?.persisted ? (
          <Notice tone="ok">{t('library_storage_persisted')}</Notice>
        ) : (
          <>
            <Notice tone="warn">{t('library_storage_not_persisted')}</Notice>
            <Button kind="main" onClick={() => void persist()}>
              {t('library_storage_persist')}
            </Button>
            {denied && <Notice tone="warn">{t('library_storage_persist_denied')}</Notice>}
          </>
        )}
      </section>
      <section>
        <h2>{t('library_storage_backup')}</h2>
        <Notice tone={due ? 'warn' : 'quiet'}>
          {lastBackup === null
            ? t('library_storage_backup_never')
            : t('library_storage_backup_last', formatTime(lastBackup))}
          {due && <strong>{t('library_storage_backup_due')}</strong>}
        </Notice>
        <a className="ui-button main" href={href({ page: 'exchange', query: '' })}>
          {t('library_storage_backup_now')}
        </a>
      </section>
      <SafetyCopySection />
      <section>
        <h2>{t('library_storage_index')}</h2>
        <p className="quiet">{t('library_storage_rebuild_help')}</p>
        <Button disabled={rebuilding} onClick={() => void rebuild()}>
          {t('library_storage_rebuild')}
          <span className="count">{formatNumber(articles)}</span>
        </Button>
      </section>
    </div>
  );
}
