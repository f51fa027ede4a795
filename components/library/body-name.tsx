import { t } from '../../lib/i18n.ts';
import type { BodyRow } from '../../lib/library/rows.ts';
import { visibleText } from '../../lib/thai/visible-text.ts';
import { SourceDot } from '../ui/source-line.tsx';

type Named = Pick<BodyRow, 'thai' | 'english' | 'acronyms' | 'names' | 'glossSource'>;

/** The one name that says most: the English if there is one. */
export const bodyLabel = (body: Named) =>
  visibleText(body.english[0] ?? (body.thai || body.acronyms[0] || body.names[0] || ''));

export const thaiLabel = (body: Named) =>
  visibleText(body.thai || (body.english[0] ? (body.names[0] ?? '') : ''));

/** Without those that only lack the full stops of another: `ปภ` beside `ปภ.` says nothing more. */
export function shownAcronyms({ acronyms }: Pick<BodyRow, 'acronyms'>): string[] {
  const dotted = new Set(acronyms.filter((a) => a.includes('.')).map((a) => a.replaceAll('.', '')));
  return acronyms.filter((acronym) => !dotted.has(acronym));
}

/** English over Thai, as on the card, with where the English comes from. */
export function BodyName({ body }: { body: Named }) {
  const thai = thaiLabel(body);
  return (
    <>
      <span className="body-english" lang={body.english[0] ? 'en' : 'th'}>
        {bodyLabel(body)}
      </span>
      <span className="body-thai">
        <SourceDot source={body.glossSource} />
        {body.english[0] ? <span lang="th">{thai}</span> : t('body_no_english')}
        {body.acronyms.length > 0 && (
          <span className="acronyms">{visibleText(shownAcronyms(body).slice(0, 3).join(' · '))}</span>
        )}
      </span>
    </>
  );
}
