import { t } from '../../lib/i18n.ts';
import { Button } from '../ui/button.tsx';
import { formatBytes, formatTime } from '../ui/format.ts';
import { Notice } from '../ui/notice.tsx';
import { useSettings } from '../ui/use-settings.ts';
import { useLibrary } from './library-context.tsx';
import { useAction } from './use-action.ts';
import { copyNow, dropLibrary, useSafetyCopies } from './use-safety-copies.ts';

/** The copies that the library keeps by itself: whether, when, how large. */
export function SafetyCopySection() {
  const { db } = useLibrary();
  const act = useAction();
  const { copies, look } = useSafetyCopies();
  const [settings, change] = useSettings();
  if (!copies || !settings) return null;
  const [last] = copies.own;
  const keeps = settings.library.safetyCopy;
  const write = async () => {
    await act(
      () => copyNow(db),
      (copy) => ({ text: t(copy ? 'library_copy_written' : 'library_copy_none') }),
    );
    look();
  };
  const remove = async () => {
    if (last) await dropLibrary(last.library);
    look();
  };
  return (
    <section>
      <h2>{t('library_copy_title')}</h2>
      <p className="quiet">{t('library_copy_help')}</p>
      <label className="check-line">
        <input
          type="checkbox"
          checked={keeps}
          onChange={({ currentTarget: { checked } }) =>
            change((now) => ({ ...now, library: { ...now.library, safetyCopy: checked } }))
          }
        />
        <span>{t('library_copy_keep')}</span>
      </label>
      <Notice>
        {last
          ? t('library_copy_last', formatTime(last.writtenAt), formatBytes(last.file.size))
          : t('library_copy_none')}
      </Notice>
      <div className="row">
        <Button onClick={() => void write()} data-action="copy-now">
          {t('library_copy_now')}
        </Button>
        {!keeps && last && (
          <Button kind="danger" onClick={() => void remove()}>
            {t('library_copy_delete')}
          </Button>
        )}
      </div>
    </section>
  );
}
