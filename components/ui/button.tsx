import type { ButtonHTMLAttributes, Ref } from 'react';
import type { IconName } from '../../lib/highlight/icons.ts';
import { Icon } from './icon.tsx';

interface Props extends ButtonHTMLAttributes<HTMLButtonElement> {
  /** `main`: the one thing to do here; `soft`: usual; `plain`: among text; `danger`: takes something away. */
  kind?: 'main' | 'soft' | 'plain' | 'danger';
  icon?: IconName;
  small?: boolean;
  ref?: Ref<HTMLButtonElement>;
}

export function Button({ kind = 'soft', icon, small, className = '', children, ...rest }: Props) {
  return (
    <button type="button" {...rest} className={`ui-button ${kind} ${small ? 'small' : ''} ${className}`}>
      {icon && <Icon name={icon} />}
      {children}
    </button>
  );
}

interface IconButtonProps extends Omit<Props, 'kind' | 'icon' | 'children'> {
  icon: IconName;
  /** Read aloud and shown when pointed at. */
  label: string;
}

export function IconButton({ icon, label, className = '', small, ...rest }: IconButtonProps) {
  return (
    <button
      type="button"
      {...rest}
      aria-label={label}
      title={label}
      className={`ui-icon-button ${small ? 'small' : ''} ${className}`}
    >
      <Icon name={icon} />
    </button>
  );
}
