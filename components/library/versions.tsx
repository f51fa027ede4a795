import { useMemo, useState } from 'react';
import { t } from '../../lib/i18n.ts';
import type { SavedArticle } from '../../lib/library/read-article.ts';
import { diffTexts } from '../../lib/library/text-diff.ts';
import { formatTime } from '../ui/format.ts';

/** What changed from one saved version of an article to another, paragraph by paragraph. */
export function Versions({ saved }: { saved: SavedArticle }) {
  const versions = useMemo(
    () => [
      ...saved.versions.map((row) => ({ id: row.id, at: row.capturedAt, text: row.text })),
      { id: saved.article.id, at: saved.article.updatedAt, text: saved.article.text },
    ],
    [saved],
  );
  const [pair, setPair] = useState({ from: Math.max(0, versions.length - 2), to: versions.length - 1 });
  const from = versions[Math.min(pair.from, versions.length - 1)]!;
  const to = versions[Math.min(pair.to, versions.length - 1)]!;
  const paragraphs = useMemo(() => diffTexts(from.text, to.text), [from.text, to.text]);
  const changed = paragraphs.some((p) => p.state !== 'same');
  const choice = (name: 'from' | 'to', label: string) => (
    <label className="version-pick">
      <span>{label}</span>
      <select
        className="ui-select"
        value={pair[name]}
        onChange={(event) => setPair({ ...pair, [name]: Number(event.currentTarget.value) })}
      >
        {versions.map((version, i) => (
          <option key={version.id} value={i}>
            {formatTime(version.at)}
            {i === versions.length - 1 ? ` · ${t('library_version_newest')}` : ''}
          </option>
        ))}
      </select>
    </label>
  );
  return (
    <section className="versions" aria-label={t('library_view_versions')}>
      <div className="version-choice">
        {choice('from', t('library_version_from'))}
        {choice('to', t('library_version_to'))}
      </div>
      {!changed && <p className="quiet">{t('library_version_same')}</p>}
      <div className="diff" lang="th">
        {paragraphs.map((paragraph, i) => (
          <p key={i} className={paragraph.state}>
            {paragraph.parts.map((part, j) =>
              part.state === 'added' ? (
                <ins key={j}>{part.text}</ins>
              ) : part.state === 'removed' ? (
                <del key={j}>{part.text}</del>
              ) : (
                <span key={j}>{part.text}</span>
              ),
            )}
          </p>
        ))}
      </div>
    </section>
  );
}
