import { useMemo, useState } from 'react';
import { t } from '../../lib/i18n.ts';
import { hasFilter, quoteValue, toggleFilter } from '../../lib/library/query.ts';
import { Button } from '../ui/button.tsx';
import { formatNumber, formatYear } from '../ui/format.ts';
import { useLibrary } from './library-context.tsx';

const STATES = [
  ['is:unread', 'library_filter_unread'],
  ['is:starred', 'library_filter_starred'],
  ['is:noted', 'library_filter_noted'],
  ['is:kept', 'library_filter_kept'],
  ['is:changed', 'library_filter_changed'],
] as const;
const SHOWN = 8;

interface Props {
  query: string;
  onChange: (query: string) => void;
}

/** The filters of the query language, to be clicked; the search box always says the same. */
export function FilterPanel({ query, onChange }: Props) {
  const { catalogue, version } = useLibrary();
  const facets = useMemo(() => catalogue.facets(), [catalogue, version]);
  const option = (filter: string, label: string, count: number | null) => (
    <li key={filter}>
      <label>
        <input
          type="checkbox"
          checked={hasFilter(query, filter)}
          onChange={() => onChange(toggleFilter(query, filter))}
        />
        <span className="label">{label}</span>
        {count !== null && <span className="count">{formatNumber(count)}</span>}
      </label>
    </li>
  );
  return (
    <aside className="filters" aria-label={t('library_filters')}>
      <section>
        <h2>{t('library_filter_state')}</h2>
        <ul>{STATES.map(([filter, label]) => option(filter, t(label), null))}</ul>
      </section>
      <Facet
        title={t('library_filter_tags')}
        empty={t('library_filter_no_tags')}
        values={facets.tags}
        render={([tag, count]) => option(`tag:${quoteValue(tag)}`, `#${tag}`, count)}
      />
      <Facet
        title={t('library_filter_sites')}
        values={facets.sites}
        render={([site, count]) => option(`site:${quoteValue(site)}`, site, count)}
      />
      <Facet
        title={t('library_filter_years')}
        values={facets.years}
        render={([year, count]) => {
          // What is asked for is what is shown: the query reads years of the Buddhist Era too.
          const shown = formatYear(Number(year));
          return option(`date:${shown}`, shown, count);
        }}
      />
    </aside>
  );
}

interface FacetProps {
  title: string;
  empty?: string;
  values: [string, number][];
  render: (value: [string, number]) => React.ReactNode;
}

function Facet({ title, empty, values, render }: FacetProps) {
  const [all, setAll] = useState(false);
  if (!values.length && !empty) return null;
  return (
    <section>
      <h2>{title}</h2>
      {values.length === 0 && <p className="quiet">{empty}</p>}
      <ul>{(all ? values.slice(0, 200) : values.slice(0, SHOWN)).map(render)}</ul>
      {values.length > SHOWN && (
        <Button kind="plain" small aria-expanded={all} onClick={() => setAll(!all)}>
          {all ? t('library_fewer') : t('library_more', formatNumber(values.length - SHOWN))}
        </Button>
      )}
    </section>
  );
}
