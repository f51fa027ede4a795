import { type MessageKey, t } from '../i18n.ts';
import type { EntityType, Evidence, GlossSource, MentionKind } from '../recognition/types.ts';
import type { NamedError } from '../result.ts';

/** Names of the data's own words in the language of the UI. */
const key = (prefix: string, name: string) => `${prefix}_${name.replaceAll('-', '_')}` as MessageKey;

export const typeText = (type: EntityType) => t(key('type', type));
export const kindText = (kind: MentionKind) => t(key('kind', kind));
export const sourceText = (source: GlossSource) => t(key('source', source));
export const errorText = (error: NamedError) => t(key('error', error.name));
export const errorHelp = (error: NamedError) => t(`${key('error', error.name)}_help` as MessageKey);

/** Why a mention is believed to be one; with its detail where that is a name or a phrase and not a rule's own mark. */
export function evidenceText(evidence: Evidence): string {
  const text = t(key('card_evidence', evidence.source));
  const { detail } = evidence;
  return detail && !/^[a-z0-9.:_-]+$/.test(detail) ? `${text}: ${detail}` : text;
}
