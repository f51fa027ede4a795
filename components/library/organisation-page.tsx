import { useCallback, useEffect, useMemo, useState } from 'react';
import { errorHelp, errorText, typeText } from '../../lib/highlight/card-words.ts';
import { plural, t } from '../../lib/i18n.ts';
import { splitMerged, undoSplit } from '../../lib/library/body-edits.ts';
import { coMentions, timelineOf } from '../../lib/library/body-statistics.ts';
import { quoteValue } from '../../lib/library/query.ts';
import type { BodyRow } from '../../lib/library/rows.ts';
import { storageResult } from '../../lib/library/storage-errors.ts';
import type { NamedError } from '../../lib/result.ts';
import { visibleText } from '../../lib/thai/visible-text.ts';
import { Button, IconButton } from '../ui/button.tsx';
import { Chip } from '../ui/chip.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import { formatDay, formatMonth, formatNumber, formatYear } from '../ui/format.ts';
import { SourceLine } from '../ui/source-line.tsx';
import { BodyEditDialog } from './body-edit-dialog.tsx';
import { BodyMergeDialog } from './body-merge-dialog.tsx';
import { bodyLabel, shownAcronyms, thaiLabel } from './body-name.tsx';
import { BodySplitDialog } from './body-split-dialog.tsx';
import { ChartFigure } from './chart-figure.tsx';
import { ConcordanceTable, type Lines, useLines } from './concordance-table.tsx';
import { useLibrary } from './library-context.tsx';
import { NetworkFigure } from './network-figure.tsx';
import { go, href } from './route.ts';
import { useAction } from './use-action.ts';

const CHART_HEIGHT = 190;
/** Bodies in the network around this one, and in the list of co-mentions. */
const NEIGHBOURS = 22;

type Loaded =
  | { state: 'loading' }
  | { state: 'failed'; error: NamedError }
  | {
      state: 'here';
      body: BodyRow;
      merged: BodyRow[];
      neighbours: BodyRow[];
      /** Articles that name the body and a neighbour, by the neighbour's id. */
      together: Map<string, number>;
    };

/** The body and those around it: read by their keys, so that a page does not wait for twenty thousand names. */
function useBody(id: string): Loaded {
  const { db, catalogue, version, stage } = useLibrary();
  const [loaded, setLoaded] = useState<Loaded>({ state: 'loading' });
  const listed = stage === 'listed' || stage === 'ready';
  useEffect(() => {
    void version;
    if (!listed) return;
    let over = false;
    const read = async () => {
      const result = await storageResult(async () => {
        // Abbreviations (months, ranks) stand beside everything and say nothing; some more are read to fill the place.
        const near = coMentions(catalogue, id).slice(0, NEIGHBOURS * 2);
        const [body, merged, rows] = await db.transaction('r', db.bodies, () =>
          Promise.all([
            db.bodies.get(id),
            db.bodies.where('mergedInto').equals(id).toArray(),
            db.bodies.bulkGet(near.map((one) => one.bodyId)),
          ]),
        );
        const neighbours = rows.filter((row): row is BodyRow => !!row && row.type !== 'abbreviation');
        const together = new Map(near.map((one) => [one.bodyId, one.articles]));
        return { body, merged, neighbours: neighbours.slice(0, NEIGHBOURS), together };
      });
      if (over) return;
      if (!result.ok) setLoaded({ state: 'failed', error: result.error });
      else if (!result.value.body)
        setLoaded({ state: 'failed', error: { name: 'not-found', detail: `no body ${id}` } });
      else setLoaded({ state: 'here', ...result.value, body: result.value.body });
    };
    void read();
    return () => {
      over = true;
    };
  }, [db, catalogue, version, listed, id]);
  return loaded;
}

export default function OrganisationPage({ id }: { id: string }) {
  const loaded = useBody(id);
  const lines = useLines(id);
  if (loaded.state === 'loading') return <div className="waiting" aria-busy="true" />;
  if (loaded.state === 'failed') {
    return (
      <EmptyState icon="globe" title={errorText(loaded.error)} tone="bad">
        <p>{errorHelp(loaded.error)}</p>
        <Button onClick={() => go({ page: 'organisations', query: '' })}>{t('library_back_to_list')}</Button>
      </EmptyState>
    );
  }
  return <BodyView {...loaded} lines={lines} />;
}

type Asked = 'merge' | 'split' | 'edit' | null;

function BodyView({
  body,
  merged,
  neighbours,
  together,
  lines,
}: Extract<Loaded, { state: 'here' }> & { lines: Lines }) {
  const { db, catalogue, version } = useLibrary();
  const act = useAction();
  const [asked, setAsked] = useState<Asked>(null);
  // What stands below the fold is worked out when what is above it has been painted.
  const [below, setBelow] = useState(false);
  const here = lines.lines.length > 0 || lines.whole;
  useEffect(() => {
    if (!here) return;
    // Not by frames: a tab that is not looked at has none, and would never be whole.
    const timer = setTimeout(() => setBelow(true), 60);
    return () => clearTimeout(timer);
  }, [here]);
  const name = bodyLabel(body);
  const timeline = useMemo(() => {
    void version;
    return timelineOf(catalogue, body.id);
  }, [catalogue, version, body.id]);
  const tally = catalogue.tallies().get(body.id) ?? { mentions: 0, articles: 0 };
  const draw = useCallback(
    async (width: number) => {
      const { drawTimeline } = await import('./draw-charts.ts');
      return drawTimeline(timeline, width, CHART_HEIGHT, t('body_over_time'));
    },
    [timeline],
  );
  const network = useMemo(() => [body, ...neighbours], [body, neighbours]);
  const unmerge = (from: BodyRow) =>
    void act(
      () => splitMerged(db, from.id, Date.now()),
      () => ({ text: t('body_unmerged', bodyLabel(from)) }),
    );
  // As they stand in the file; as they are shown, in the reader's calendar.
  const periodIso = (period: string) => period.slice(0, timeline.unit === 'year' ? 4 : 7);
  const periodName = (period: string) =>
    timeline.unit === 'year' ? formatYear(Number(period.slice(0, 4))) : formatMonth(period);
  const query = `org:${quoteValue(body.thai || body.english[0] || body.acronyms[0] || '')}`;
  return (
    <div className="body-page" data-body={body.id}>
      <header className="body-head">
        <IconButton icon="back" label={t('library_back_to_list')} onClick={() => history.back()} />
        <div>
          <h1 lang={body.english[0] ? 'en' : 'th'}>{name}</h1>
          {body.english[0] && (
            <p className="thai" lang="th">
              {thaiLabel(body)}
            </p>
          )}
          <p className="chips">
            {shownAcronyms(body).map((acronym) => (
              <Chip key={acronym} kind="acronym" lang="th">
                {visibleText(acronym)}
              </Chip>
            ))}
            <Chip>{typeText(body.type)}</Chip>
            <SourceLine source={body.glossSource} />
          </p>
        </div>
        <div className="body-actions">
          <Button small icon="edit" onClick={() => setAsked('edit')}>
            {t('body_edit')}
          </Button>
          <Button small icon="merge" onClick={() => setAsked('merge')}>
            {t('body_merge')}
          </Button>
          <Button small kind="plain" disabled={body.names.length < 2} onClick={() => setAsked('split')}>
            {t('body_split')}
          </Button>
        </div>
      </header>
      <dl className="facts">
        <div>
          <dt>{plural('body_mentions', tally.mentions)}</dt>
          <dd>
            <a href={href({ page: 'articles', query })}>{plural('body_in_articles', tally.articles)}</a>
          </dd>
        </div>
        {timeline.first && (
          <div>
            <dt>{t('body_first_seen')}</dt>
            <dd>{formatDay(timeline.first)}</dd>
          </div>
        )}
        {timeline.last && (
          <div>
            <dt>{t('body_last_seen')}</dt>
            <dd>{formatDay(timeline.last)}</dd>
          </div>
        )}
        <div className="names">
          <dt>{t('body_names')}</dt>
          <dd lang="th">
            {visibleText([...new Set([body.thai, ...body.names])].filter(Boolean).join(' · '))}
          </dd>
        </div>
        {body.english.length > 1 && (
          <div className="names">
            <dt>{t('body_other_english')}</dt>
            <dd lang="en">{visibleText(body.english.slice(1).join(' · '))}</dd>
          </div>
        )}
        {merged.length > 0 && (
          <div className="names">
            <dt>{t('body_merged_here')}</dt>
            <dd>
              {merged.map((from) => (
                <Button key={from.id} kind="plain" small onClick={() => unmerge(from)}>
                  {t('body_unmerge', bodyLabel(from))}
                </Button>
              ))}
            </dd>
          </div>
        )}
        {body.note && (
          <div className="names">
            <dt>{t('body_field_note')}</dt>
            <dd>{body.note}</dd>
          </div>
        )}
      </dl>
      <ConcordanceTable {...lines} name={`${name}-concordance`} />
      {below && timeline.periods.length > 0 && (
        <ChartFigure
          title={t('body_over_time')}
          help={timeline.undated > 0 ? plural('body_undated', timeline.undated) : null}
          name={`${name}-mentions`}
          height={CHART_HEIGHT}
          draw={draw}
          table={{
            head: [
              t(timeline.unit === 'year' ? 'body_year' : 'body_month'),
              t('body_mentions_heading'),
              t('body_articles_heading'),
            ],
            rows: timeline.periods.map((p) => [periodIso(p.period), p.mentions, p.articles]),
          }}
        >
          {timeline.periods.map((p) => (
            <tr key={p.period}>
              <td>{periodName(p.period)}</td>
              <td>{formatNumber(p.mentions)}</td>
              <td>{formatNumber(p.articles)}</td>
            </tr>
          ))}
        </ChartFigure>
      )}
      <section className="together" aria-labelledby="together-title">
        <h2 id="together-title">{t('body_together')}</h2>
        {neighbours.length === 0 && <p className="quiet">{t('body_together_none')}</p>}
        <ul>
          {neighbours.slice(0, 12).map((other) => (
            <li key={other.id}>
              <a href={href({ page: 'organisation', id: other.id })}>{bodyLabel(other)}</a>
              <span className="count">{together.get(other.id)}</span>
            </li>
          ))}
        </ul>
      </section>
      {below && neighbours.length > 0 && (
        <NetworkFigure bodies={network} centre={body.id} name={`${name}-network`} />
      )}
      {asked === 'merge' && <BodyMergeDialog body={body} onClose={() => setAsked(null)} />}
      {asked === 'split' && (
        <BodySplitDialog
          body={body}
          onClose={() => setAsked(null)}
          onSplit={(undo) =>
            void act(
              async () => ({ ok: true, value: undo }),
              () => ({
                text: t('body_split_done', bodyLabel(undo.created)),
                undo: () => undoSplit(db, undo, Date.now()),
              }),
            )
          }
        />
      )}
      {asked === 'edit' && <BodyEditDialog body={body} onClose={() => setAsked(null)} />}
    </div>
  );
}
