import { ICONS, type IconName, PAGE_ICONS } from '../../lib/highlight/icons.ts';

const ALL: Record<IconName, string> = { ...ICONS, ...PAGE_ICONS };

/** A stroked icon of the text's colour; without a label it is decoration. */
export function Icon({ name, label }: { name: IconName; label?: string }) {
  return (
    <svg
      className="ui-icon"
      viewBox="0 0 16 16"
      role={label ? 'img' : undefined}
      aria-label={label}
      aria-hidden={label ? undefined : true}
    >
      <path d={ALL[name]} />
    </svg>
  );
}
