import { useState } from 'react';
import { plural, t } from '../../lib/i18n.ts';
import { Button, IconButton } from '../ui/button.tsx';

interface Props {
  count: number;
  all: number;
  onAll: () => void;
  onNone: () => void;
  onStar: () => void;
  onRead: () => void;
  onTag: (tags: string[]) => void;
  onBin: () => void;
}

/** What can be done with the selected articles. */
export function BulkBar({ count, all, onAll, onNone, onStar, onRead, onTag, onBin }: Props) {
  const [tagging, setTagging] = useState(false);
  return (
    <div className="bulk-bar" role="toolbar" aria-label={t('library_bulk')}>
      <IconButton icon="close" small label={t('library_select_none')} onClick={onNone} />
      <span className="bulk-count" role="status">
        {plural('library_selected', count)}
      </span>
      {count < all && (
        <Button kind="plain" small onClick={onAll}>
          {t('library_select_all', all)}
        </Button>
      )}
      <span className="space" />
      {tagging ? (
        <form
          onSubmit={(event) => {
            event.preventDefault();
            const tags = String(new FormData(event.currentTarget).get('tags') ?? '').split(/[\s,]+/);
            onTag(tags.filter(Boolean));
            setTagging(false);
          }}
        >
          <input
            className="ui-input"
            name="tags"
            // biome-ignore lint/a11y/noAutofocus: the field was asked for by the button in whose place it stands.
            autoFocus
            aria-label={t('library_add_tags')}
            placeholder={t('library_add_tags')}
            onKeyDown={(event) => event.key === 'Escape' && setTagging(false)}
          />
        </form>
      ) : (
        <Button small icon="tag" onClick={() => setTagging(true)}>
          {t('library_tag')}
        </Button>
      )}
      <Button small icon="star" onClick={onStar}>
        {t('library_star')}
      </Button>
      <Button small icon="check" onClick={onRead}>
        {t('library_mark_read')}
      </Button>
      <Button small kind="danger" icon="trash" onClick={onBin}>
        {t('library_to_bin')}
      </Button>
    </div>
  );
}
