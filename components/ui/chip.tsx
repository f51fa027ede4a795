import type { ReactNode } from 'react';

/** A short fact about a name: an acronym, a type, a tag. */
export function Chip({
  kind = 'type',
  lang,
  children,
}: {
  kind?: 'type' | 'acronym' | 'tag' | 'ok' | 'warn';
  lang?: string;
  children: ReactNode;
}) {
  return (
    <span className={`ui-chip ${kind}`} lang={lang}>
      {children}
    </span>
  );
}
