import { t } from '../../lib/i18n.ts';
import { Dialog } from '../ui/dialog.tsx';

export function HelpDialog({ onClose }: { onClose: () => void }) {
  const keys: [string[], string][] = [
    [['Space'], t('review_help_space')],
    [['1', '2', '3', '4'], t('review_help_rate')],
    [['U', 'Ctrl+Z'], t('review_undo')],
    [['E'], t('review_edit')],
    [['S'], t('review_suspend')],
    [['B'], t('review_bury')],
    [['L'], t('review_listen')],
    [['?'], t('review_help')],
  ];
  return (
    <Dialog title={t('review_help')} onClose={onClose}>
      <dl className="rv-keys">
        {keys.map(([names, does]) => (
          <div key={does}>
            <dt>
              {names.map((key) => (
                <kbd key={key}>{key}</kbd>
              ))}
            </dt>
            <dd>{does}</dd>
          </div>
        ))}
      </dl>
      <p className="rv-quiet">{t('review_help_touch')}</p>
    </Dialog>
  );
}
