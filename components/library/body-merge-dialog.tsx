import { useEffect, useMemo, useState } from 'react';
import { plural, t } from '../../lib/i18n.ts';
import { namesOf } from '../../lib/library/article-index.ts';
import { mergeBodies, splitMerged } from '../../lib/library/body-edits.ts';
import type { BodyRow } from '../../lib/library/rows.ts';
import { foldForSearch } from '../../lib/library/search-text.ts';
import { Dialog } from '../ui/dialog.tsx';
import { Field } from '../ui/field.tsx';
import { BodyName, bodyLabel } from './body-name.tsx';
import { useLibrary } from './library-context.tsx';
import { go } from './route.ts';
import { useAction } from './use-action.ts';

const SHOWN = 8;

/** Chooses the body that this one is part of. */
export function BodyMergeDialog({ body, onClose }: { body: BodyRow; onClose: () => void }) {
  const { db, catalogue, version, needBodies } = useLibrary();
  const act = useAction();
  const [typed, setTyped] = useState('');
  useEffect(() => {
    needBodies();
  }, [needBodies]);
  const found = useMemo(() => {
    void version;
    const wanted = foldForSearch(typed.trim());
    const tallies = catalogue.tallies();
    return catalogue
      .bodies()
      .filter((other) => other.id !== body.id && (other.type === 'event') === (body.type === 'event'))
      .filter((other) => !wanted || foldForSearch(namesOf(other).join('\n')).includes(wanted))
      .sort((a, b) => (tallies.get(b.id)?.mentions ?? 0) - (tallies.get(a.id)?.mentions ?? 0))
      .slice(0, SHOWN);
  }, [catalogue, version, typed, body]);
  const merge = async (into: BodyRow) => {
    const merged = await act(
      () => mergeBodies(db, body.id, into.id, Date.now()),
      () => ({
        text: t('body_merged', bodyLabel(body), bodyLabel(into)),
        undo: () => splitMerged(db, body.id, Date.now()),
      }),
    );
    onClose();
    // `null` is also what a merge gives: whether it went well is seen by where the body now points.
    void merged;
    const now = await db.bodies.get(body.id);
    if (now?.mergedInto) go({ page: 'organisation', id: into.id });
  };
  return (
    <Dialog title={t('body_merge')} onClose={onClose}>
      <p className="quiet">{t('body_merge_help')}</p>
      <Field label={t('body_search')}>
        {(ids) => (
          <input
            {...ids}
            value={typed}
            placeholder={t('body_search_placeholder')}
            onChange={(event) => setTyped(event.currentTarget.value)}
          />
        )}
      </Field>
      <ul className="choices">
        {found.map((other) => (
          <li key={other.id}>
            <button
              type="button"
              aria-label={t('body_merge_with', bodyLabel(other))}
              onClick={() => void merge(other)}
            >
              <span className="words">
                <BodyName body={other} />
              </span>
              <span className="count">
                {plural('body_mentions', catalogue.tallies().get(other.id)?.mentions ?? 0)}
              </span>
            </button>
          </li>
        ))}
      </ul>
    </Dialog>
  );
}
