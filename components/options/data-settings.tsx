import { useCallback, useEffect, useState } from 'react';
import { browser } from 'wxt/browser';
import { copyFolder, removeAllCopies } from '../../lib/exchange/safety-copy.ts';
import { plural, t } from '../../lib/i18n.ts';
import { eraseLibrary } from '../../lib/library/erase.ts';
import { send } from '../../lib/messages.ts';
import type { NamedError } from '../../lib/result.ts';
import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { formatBytes, formatNumber } from '../ui/format.ts';
import { ErrorNotice, Notice } from '../ui/notice.tsx';
import { useToast } from '../ui/toast.tsx';
import type { SectionProps } from './options-page.tsx';
import { Group, Slider } from './parts.tsx';
import { useLibrary, useStored } from './use-library.ts';

const openBackup = () => void send({ type: 'open', page: 'library', hash: '/exchange' });

/** What is stored, how safe it is, and how to be rid of it. */
export function DataSettings({ settings, change }: SectionProps) {
  const days = settings.library.backupReminderDays;
  return (
    <>
      <StorageUse />
      <Group title={t('options_backup')} hint={t('options_backup_hint')}>
        <div>
          <Button icon="export" onClick={openBackup}>
            {t('options_backup_open')}
          </Button>
        </div>
        <Slider
          label={t('options_backup_reminder')}
          value={days}
          min={0}
          max={120}
          step={10}
          text={days === 0 ? t('options_backup_never') : plural('options_days', days)}
          onChange={(backupReminderDays) =>
            change((now) => ({ ...now, library: { ...now.library, backupReminderDays } }))
          }
        />
      </Group>
      <Erase />
    </>
  );
}

interface Usage {
  used: number;
  quota: number;
  persisted: boolean;
}

function StorageUse() {
  const db = useLibrary();
  const counts = useStored(
    async () => ({
      articles: await db.articles.filter((row) => row.deletedAt === null).count(),
      kept: await db.keptNames.filter((row) => row.deletedAt === null).count(),
      entries: await db.userEntries.filter((row) => row.deletedAt === null).count(),
    }),
    [db],
  );
  const [usage, setUsage] = useState<Usage | null>(null);
  const [refused, setRefused] = useState(false);
  const read = useCallback(async () => {
    // Firefox throws where it cannot reach its storage.
    const estimate: StorageEstimate = await navigator.storage.estimate().catch(() => ({}));
    const { usage: used = 0, quota = 0 } = estimate;
    setUsage({ used, quota, persisted: await navigator.storage.persisted() });
  }, []);
  useEffect(() => {
    void read();
  }, [read]);
  // Only a page may ask: workers have no persist().
  const persist = async () => {
    setRefused(!(await navigator.storage.persist()));
    await read();
  };
  return (
    <Group title={t('options_storage')}>
      {counts && !counts.ok && <ErrorNotice error={counts.error} />}
      {counts?.ok && (
        <dl className="options-figures">
          <div>
            <dt>{t('options_stored_articles')}</dt>
            <dd>{formatNumber(counts.value.articles)}</dd>
          </div>
          <div>
            <dt>{t('options_stored_kept')}</dt>
            <dd>{formatNumber(counts.value.kept)}</dd>
          </div>
          <div>
            <dt>{t('options_stored_entries')}</dt>
            <dd>{formatNumber(counts.value.entries)}</dd>
          </div>
          {usage && (
            <div>
              <dt>{t('options_stored_bytes')}</dt>
              <dd>{formatBytes(usage.used)}</dd>
            </div>
          )}
        </dl>
      )}
      {usage?.persisted && <Notice tone="ok">{t('options_persisted')}</Notice>}
      {usage && !usage.persisted && (
        <>
          <p className="options-hint">{t('options_not_persisted')}</p>
          <div>
            <Button small onClick={() => void persist()}>
              {t('options_persist')}
            </Button>
          </div>
          {refused && <Notice tone="warn">{t('options_persist_refused')}</Notice>}
        </>
      )}
    </Group>
  );
}

function Erase() {
  const db = useLibrary();
  const toast = useToast();
  const [asking, setAsking] = useState(false);
  const [sure, setSure] = useState(false);
  const [failed, setFailed] = useState<NamedError | null>(null);
  const close = () => {
    setAsking(false);
    setSure(false);
    setFailed(null);
  };
  const erase = async () => {
    const done = await eraseLibrary(db);
    if (!done.ok) return setFailed(done.error);
    const copies = await copyFolder();
    if (copies) await removeAllCopies(copies);
    await browser.storage.local.clear();
    await send({ type: 'glossary-changed' });
    close();
    toast({ text: t('options_erased') });
  };
  return (
    <Group title={t('options_erase')} hint={t('options_erase_hint')}>
      <div>
        <Button kind="danger" icon="trash" onClick={() => setAsking(true)}>
          {t('options_erase_button')}
        </Button>
      </div>
      {asking && (
        <Dialog
          title={t('options_erase_title')}
          onClose={close}
          footer={
            <>
              <Button kind="plain" onClick={close}>
                {t('common_cancel')}
              </Button>
              <Button kind="danger" disabled={!sure} onClick={() => void erase()}>
                {t('options_erase_button')}
              </Button>
            </>
          }
        >
          <p>{t('options_erase_what')}</p>
          <div>
            <Button small icon="export" onClick={openBackup}>
              {t('options_backup_first')}
            </Button>
          </div>
          <label className="options-check">
            <input
              type="checkbox"
              checked={sure}
              onChange={(event) => setSure(event.currentTarget.checked)}
            />
            <span>{t('options_erase_sure')}</span>
          </label>
          {failed && <ErrorNotice error={failed} />}
        </Dialog>
      )}
    </Group>
  );
}
