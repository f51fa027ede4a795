import { useEffect, useId, useMemo, useState } from 'react';
import { browser } from 'wxt/browser';
import { sourceText, typeText } from '../../lib/highlight/card-words.ts';
import { plural, t } from '../../lib/i18n.ts';
import { browserLibrary } from '../../lib/library/browser-library.ts';
import { savedState } from '../../lib/library/save-article.ts';
import { type PageState, send, sendToReader } from '../../lib/messages.ts';
import type { NamedError } from '../../lib/result.ts';
import { visibleText } from '../../lib/thai/visible-text.ts';
import { Button, IconButton } from '../ui/button.tsx';
import { ErrorNotice } from '../ui/notice.tsx';
import { outcomeText } from '../ui/save-outcome.ts';
import { SourceDot } from '../ui/source-line.tsx';
import { useToast } from '../ui/toast.tsx';
import { copyTable } from './copy-table.ts';
import {
  filterNames,
  groupNames,
  type NameOrder,
  namesAsTable,
  type PageName,
  pageNames,
  type TableWords,
} from './page-names.ts';

const words = (): TableWords => ({
  thai: t('panel_column_thai'),
  english: t('panel_column_english'),
  acronyms: t('panel_column_acronyms'),
  type: t('panel_column_type'),
  source: t('panel_column_source'),
  mentions: t('panel_column_mentions'),
  typeOf: typeText,
  sourceOf: sourceText,
});

/** Ids of the kept entities: as the page says, and from then on as the page's reader tells the background. */
function useKept(page: PageState, tabId: number): [ReadonlySet<string>, (id: string, kept: boolean) => void] {
  const [kept, setKept] = useState<ReadonlySet<string>>(() => new Set(page.kept));
  const change = (id: string, keep: boolean) =>
    setKept((before) => {
      const after = new Set(before);
      if (keep) after.add(id);
      else after.delete(id);
      return after;
    });
  useEffect(() => setKept(new Set(page.kept)), [page.kept]);
  useEffect(() => {
    const heard = (message: unknown, sender: { tab?: { id?: number } }) => {
      const { type, entity } = (message ?? {}) as { type?: unknown; entity?: { id?: unknown } };
      if (sender.tab?.id !== tabId || typeof entity?.id !== 'string') return undefined;
      if (type === 'keep-name') change(entity.id, true);
      if (type === 'unkeep-name') change(entity.id, false);
      return undefined;
    };
    browser.runtime.onMessage.addListener(heard);
    return () => browser.runtime.onMessage.removeListener(heard);
  }, [tabId]);
  return [kept, change];
}

/** Whether the article is in the library: a button that would save it a second time says so. */
function useSaved({ url, meta }: PageState): [boolean, (saved: boolean) => void] {
  const [saved, setSaved] = useState(false);
  const canonicalUrl = meta?.canonicalUrl ?? null;
  useEffect(() => {
    const db = browserLibrary();
    // Where the library cannot be read, saving says why.
    void savedState(db, url, canonicalUrl).then((found) => {
      db.close();
      if (found.ok) setSaved(found.value !== null);
    });
  }, [url, canonicalUrl]);
  return [saved, setSaved];
}

export function PanelNames({ page, tabId }: { page: PageState; tabId: number }) {
  const toast = useToast();
  const [filter, setFilter] = useState('');
  const [order, setOrder] = useState<NameOrder>('count');
  const [failed, setFailed] = useState<NamedError | null>(null);
  const [kept, setKept] = useKept(page, tabId);
  const [busy, setBusy] = useState(false);
  const [saved, setSaved] = useSaved(page);
  const all = useMemo(() => pageNames(page.annotation), [page.annotation]);
  const shown = useMemo(() => filterNames(all, filter), [all, filter]);
  const groups = useMemo(() => groupNames(shown, order), [shown, order]);
  const filterId = useId();
  const orderId = useId();
  const bodies = all.filter(({ entity }) => entity.type !== 'abbreviation');
  const unkept = bodies.filter(({ entity }) => !kept.has(entity.id));

  const keep = async (id: string, want: boolean) => {
    const done = await sendToReader(tabId, { type: 'keep-entity', entity: id, keep: want });
    if (done.ok) setKept(id, want);
    else setFailed(done.error);
    return done.ok;
  };
  const keepAll = async () => {
    setBusy(true);
    const done: string[] = [];
    for (const { entity } of unkept) {
      if (!(await keep(entity.id, true))) break;
      done.push(entity.id);
    }
    setBusy(false);
    if (done.length) {
      toast({
        text: plural('panel_kept_all', done.length),
        undo: () => void Promise.all(done.map((id) => keep(id, false))),
      });
    }
  };
  const save = async () => {
    setBusy(true);
    const done = await send({ type: 'save-tab', tabId });
    setBusy(false);
    if (!done.ok) return setFailed(done.error);
    setSaved(true);
    toast({ text: outcomeText(done.value) });
  };
  const copy = async () => {
    const copied = await copyTable(
      namesAsTable(
        groups.flatMap(({ names }) => names),
        words(),
      ),
    );
    toast({
      text: copied ? plural('panel_copied', shown.length) : t('card_copy_failed'),
      tone: copied ? 'quiet' : 'bad',
    });
  };

  return (
    <>
      <section className="panel-head">
        {page.meta?.title && (
          <p className="panel-story" lang="th">
            {visibleText(page.meta.title)}
          </p>
        )}
        <div className="panel-buttons">
          <Button
            small
            kind={saved ? 'soft' : 'main'}
            icon="save"
            disabled={busy}
            onClick={() => void save()}
          >
            {t(saved ? 'popup_save_again' : 'popup_save')}
          </Button>
          <Button small icon="keep" disabled={busy || unkept.length === 0} onClick={() => void keepAll()}>
            {t('panel_keep_all')}
          </Button>
          <Button small kind="plain" icon="copy" onClick={() => void copy()}>
            {t('panel_copy_table')}
          </Button>
        </div>
        {failed && <ErrorNotice error={failed} />}
        <div className="panel-find">
          <label className="unseen" htmlFor={filterId}>
            {t('panel_filter')}
          </label>
          <input
            id={filterId}
            className="ui-input"
            type="search"
            value={filter}
            placeholder={t('panel_filter')}
            onChange={(event) => setFilter(event.currentTarget.value)}
          />
          <label className="unseen" htmlFor={orderId}>
            {t('panel_order')}
          </label>
          <select
            id={orderId}
            className="ui-input"
            value={order}
            onChange={(event) => setOrder(event.currentTarget.value as NameOrder)}
          >
            <option value="count">{t('panel_order_count')}</option>
            <option value="page">{t('panel_order_page')}</option>
          </select>
        </div>
        <p className="panel-count" role="status">
          {plural('panel_count', shown.length)}
        </p>
      </section>
      {groups.map(({ type, names }) => (
        <section key={type} className="panel-group" aria-labelledby={`type-${type}`}>
          <h2 id={`type-${type}`}>
            {typeText(type)} <span className="panel-number">{names.length}</span>
          </h2>
          <ul>
            {names.map((name) => (
              <NameRow
                key={name.entity.id}
                name={name}
                kept={kept.has(name.entity.id)}
                onKeep={
                  type === 'abbreviation' ? null : () => void keep(name.entity.id, !kept.has(name.entity.id))
                }
                onShow={(mention) => void sendToReader(tabId, { type: 'show-mention', index: mention })}
              />
            ))}
          </ul>
        </section>
      ))}
      {shown.length === 0 && <p className="panel-none">{t('panel_no_match')}</p>}
    </>
  );
}

interface RowProps {
  name: PageName;
  kept: boolean;
  onKeep: (() => void) | null;
  onShow: (mention: number) => void;
}

/** Pressed again, it goes to the next mention of the same body. */
function NameRow({ name: { entity, thai: written, mentions }, kept, onKeep, onShow }: RowProps) {
  const thai = visibleText(written);
  const [at, setAt] = useState(-1);
  const show = () => {
    const next = (at + 1) % mentions.length;
    setAt(next);
    onShow(mentions[next]!);
  };
  const acronyms = entity.acronyms.filter((acronym) => acronym !== written).map(visibleText);
  return (
    <li className="panel-row">
      <button type="button" className="panel-name" onClick={show} title={t('popup_go_to', thai)}>
        <SourceDot source={entity.glossSource} />
        <span className="panel-both">
          <span className="panel-english" lang={entity.english[0] ? 'en' : undefined}>
            {entity.english[0] ? visibleText(entity.english[0]) : <i>{t('card_no_english')}</i>}
          </span>
          <span className="panel-thai" lang="th">
            {thai}
            {acronyms.length > 0 && <span className="panel-acronyms">{acronyms.slice(0, 3).join(' ')}</span>}
          </span>
        </span>
        <span className="panel-times">
          {at >= 0 && mentions.length > 1
            ? t('card_place', at + 1, mentions.length)
            : t('popup_times', mentions.length)}
        </span>
      </button>
      {onKeep ? (
        <IconButton
          small
          icon="keep"
          label={t(kept ? 'popup_unkeep' : 'popup_keep', thai)}
          aria-pressed={kept}
          onClick={onKeep}
        />
      ) : (
        <span className="panel-gap" />
      )}
    </li>
  );
}
