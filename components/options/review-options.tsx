import { t } from '../../lib/i18n.ts';
import { send } from '../../lib/messages.ts';
import { Button } from '../ui/button.tsx';
import type { SectionProps } from './options-page.tsx';
import { Group } from './parts.tsx';

/** How the kept names are reviewed. */
export function ReviewOptions(_: SectionProps) {
  return (
    <Group title={t('options_section_review')}>
      <div>
        <Button icon="review" onClick={() => void send({ type: 'open', page: 'review' })}>
          {t('popup_open_review')}
        </Button>
      </div>
    </Group>
  );
}
