import { useCallback, useMemo, useState } from 'react';
import { readCollection } from '../../lib/exchange/collection.ts';
import { t } from '../../lib/i18n.ts';
import { parseQuery } from '../../lib/library/query.ts';
import { useLibrary } from '../library/library-context.tsx';
import { replaceRoute, useRoute } from '../library/route.ts';
import { SearchBox } from '../library/search-box.tsx';
import { BackupSection } from './backup-section.tsx';
import { ExportSection } from './export-section.tsx';
import { ImportSection } from './import-section.tsx';
import './exchange.css';

/** Taking the library elsewhere and bringing things in. */
export default function ExchangePage() {
  const route = useRoute();
  const query = route.page === 'exchange' ? route.query : '';
  const { db, catalogue, version, stage } = useLibrary();
  const [draft, setDraft] = useState(query);
  const ids = useMemo(() => {
    void version;
    if (!draft.trim() || stage !== 'ready') return null;
    return catalogue.find(parseQuery(draft), { by: 'saved', descending: true }).map((head) => head.id);
  }, [catalogue, version, stage, draft]);
  const count = ids ? ids.length : catalogue.living().length;
  const collect = useCallback(() => readCollection(db, ids), [db, ids]);
  const setQuery = useCallback((next: string) => {
    setDraft(next);
    replaceRoute({ page: 'exchange', query: next });
  }, []);
  return (
    <div className="exchange-page">
      <h1>{t('library_nav_exchange')}</h1>
      <ExportSection count={count} collect={collect}>
        <SearchBox
          value={draft}
          onChange={setQuery}
          label={t('export_which')}
          placeholder={t('export_which')}
        />
      </ExportSection>
      <BackupSection />
      <ImportSection />
    </div>
  );
}
