import { type MessageKey, t } from '../../lib/i18n.ts';
import type { CardRow, CardTemplate } from '../../lib/library/rows.ts';
import type { Question } from '../../lib/review/card-faces.ts';
import { visibleText } from '../../lib/thai/visible-text.ts';
import { IconButton } from '../ui/button.tsx';
import { Sentence } from './answer-side.tsx';

export const TEMPLATE_NAMES: Record<CardTemplate, MessageKey> = {
  'thai-english': 'review_template_thai_english',
  'english-thai': 'review_template_english_thai',
  'acronym-name': 'review_template_acronym_name',
  cloze: 'review_template_cloze',
  listening: 'review_template_listening',
};

/** What is asked. */
export function QuestionSide({
  question,
  card,
  revealed,
  onListen,
}: {
  question: Question;
  card: CardRow;
  revealed: boolean;
  /** null: the system has no Thai voice. */
  onListen: (() => void) | null;
}) {
  const heard = question.template === 'listening';
  return (
    <div className="rv-question">
      <p className="rv-kind">
        {t(TEMPLATE_NAMES[card.template])}
        {card.state === 0 && <span className="rv-new">{t('review_new')}</span>}
      </p>
      {heard && !revealed && onListen ? (
        <button type="button" className="rv-hear" onClick={onListen}>
          {t('review_listen')}
        </button>
      ) : (
        <div className="rv-prompt-row">
          <h1 className={`rv-prompt ${question.gap ? 'small' : ''}`} lang={question.lang}>
            {visibleText(question.prompt)}
          </h1>
          {onListen && question.lang === 'th' && (
            <IconButton icon="listen" label={`${t('review_listen')} (L)`} onClick={onListen} small />
          )}
        </div>
      )}
      {question.gap && <Sentence parts={question.gap} gap={!revealed} />}
      {question.sentence && <Sentence parts={question.sentence} />}
    </div>
  );
}
