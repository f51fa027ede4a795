import { t } from '../../lib/i18n.ts';
import { send } from '../../lib/messages.ts';
import CardSettings from '../review/card-settings.tsx';
import '../review/review.css';
import { Button } from '../ui/button.tsx';
import type { SectionProps } from './options-page.tsx';
import { useLibrary } from './use-library.ts';

/** How the kept names are reviewed: the settings of the review page itself. */
export function ReviewOptions({ settings }: SectionProps) {
  const db = useLibrary();
  return (
    <>
      <CardSettings db={db} settings={settings.review} />
      <div>
        <Button icon="review" onClick={() => void send({ type: 'open', page: 'review' })}>
          {t('popup_open_review')}
        </Button>
      </div>
    </>
  );
}
