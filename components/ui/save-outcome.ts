import { plural, t } from '../../lib/i18n.ts';
import type { SaveOutcome } from '../../lib/library/save-article.ts';

/** What became of an article that was saved. */
export function outcomeText({ state, bodies }: SaveOutcome): string {
  if (state === 'saved') return plural('popup_state_saved', bodies);
  return state === 'updated' ? t('popup_state_updated') : t('popup_state_unchanged');
}
