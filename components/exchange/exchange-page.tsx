import { t } from '../../lib/i18n.ts';
import { EmptyState } from '../ui/empty-state.tsx';

export default function ExchangePage() {
  return <EmptyState icon="export" title={t('library_nav_exchange')} />;
}
