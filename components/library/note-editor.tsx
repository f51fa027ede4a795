import { useState } from 'react';
import { t } from '../../lib/i18n.ts';
import { Button } from '../ui/button.tsx';

interface Props {
  label: string;
  value: string;
  onSave: (note: string) => void;
  onCancel?: () => void;
  autoFocus?: boolean;
}

/** A note being written. Ctrl+Enter keeps it, Escape does not. */
export function NoteEditor({ label, value, onSave, onCancel, autoFocus }: Props) {
  const [text, setText] = useState(value);
  return (
    <form
      className="note-editor"
      onSubmit={(event) => {
        event.preventDefault();
        onSave(text.trim());
      }}
    >
      <textarea
        className="ui-input"
        aria-label={label}
        placeholder={label}
        rows={3}
        value={text}
        // biome-ignore lint/a11y/noAutofocus: opened by the button in whose place it stands.
        autoFocus={autoFocus}
        onChange={(event) => setText(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) onSave(text.trim());
          if (event.key === 'Escape') {
            event.stopPropagation();
            onCancel?.();
          }
        }}
      />
      <div className="row">
        <Button small kind="main" type="submit">
          {t('common_save')}
        </Button>
        {onCancel && (
          <Button small kind="plain" onClick={onCancel}>
            {t('common_cancel')}
          </Button>
        )}
      </div>
    </form>
  );
}
