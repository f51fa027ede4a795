import type { ReactNode } from 'react';
import { errorHelp, errorText } from '../../lib/highlight/card-words.ts';
import type { NamedError } from '../../lib/result.ts';

/** A line about what was done or what is the matter, where it happened. */
export function Notice({
  tone = 'quiet',
  children,
}: {
  tone?: 'quiet' | 'ok' | 'warn' | 'bad';
  children: ReactNode;
}) {
  return (
    <div className={`ui-notice ${tone}`} role={tone === 'bad' ? 'alert' : 'status'}>
      {children}
    </div>
  );
}

/** A named error with what to do about it. */
export function ErrorNotice({ error, children }: { error: NamedError; children?: ReactNode }) {
  return (
    <Notice tone="bad">
      <strong>{errorText(error)}</strong>
      <span>{errorHelp(error)}</span>
      {children}
    </Notice>
  );
}
