import type { ReactNode } from 'react';
import type { IconName } from '../../lib/highlight/icons.ts';
import { Icon } from './icon.tsx';

/** Nothing here, why, and what to do. */
export function EmptyState({
  icon,
  title,
  children,
  tone = 'quiet',
}: {
  icon: IconName;
  title: string;
  children?: ReactNode;
  tone?: 'quiet' | 'bad';
}) {
  return (
    <div className={`ui-empty ${tone}`} role={tone === 'bad' ? 'alert' : undefined}>
      <span className="ui-empty-icon">
        <Icon name={icon} />
      </span>
      <h2>{title}</h2>
      {children && <div className="ui-empty-text">{children}</div>}
    </div>
  );
}
