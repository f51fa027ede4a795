import { useState } from 'react';
import { IconButton } from '../../components/ui/button.tsx';
import { SourceDot } from '../../components/ui/source-line.tsx';
import { plural, t } from '../../lib/i18n.ts';
import { type PageState, sendToReader } from '../../lib/messages.ts';
import type { Entity } from '../../lib/recognition/types.ts';
import { visibleText } from '../../lib/thai/visible-text.ts';

interface Listed {
  entity: Entity;
  /** Index of its first mention. */
  first: number;
  times: number;
}

type Group = 'bodies' | 'events' | 'abbreviations';
const GROUPS: Group[] = ['bodies', 'events', 'abbreviations'];

function groupOf(entity: Entity): Group {
  if (entity.type === 'abbreviation') return 'abbreviations';
  return entity.type === 'event' || entity.type === 'programme' ? 'events' : 'bodies';
}

/** The page's names by group, in order of first mention. */
export function listNames({ annotation }: Pick<PageState, 'annotation'>): Record<Group, Listed[]> {
  const byEntity = new Map<string, { first: number; times: number }>();
  annotation.mentions.forEach((mention, index) => {
    const seen = byEntity.get(mention.entity);
    if (seen) seen.times++;
    else byEntity.set(mention.entity, { first: index, times: 1 });
  });
  const groups: Record<Group, Listed[]> = { bodies: [], events: [], abbreviations: [] };
  for (const entity of annotation.entities) {
    const seen = byEntity.get(entity.id);
    if (seen) groups[groupOf(entity)].push({ entity, ...seen });
  }
  return groups;
}

export function NameList({ state, tabId }: { state: PageState; tabId: number }) {
  const groups = listNames(state);
  const [kept, setKept] = useState(() => new Set(state.kept));
  const keep = async (entity: string) => {
    const want = !kept.has(entity);
    const done = await sendToReader(tabId, { type: 'keep-entity', entity, keep: want });
    if (!done.ok) return;
    const next = new Set(kept);
    if (want) next.add(entity);
    else next.delete(entity);
    setKept(next);
  };
  return (
    <div className="names">
      {GROUPS.filter((group) => groups[group].length > 0).map((group) => (
        <details key={group} open={group !== 'abbreviations'}>
          <summary>
            <h2>{t(`popup_group_${group}`)}</h2>
            <span className="count">{groups[group].length}</span>
          </summary>
          <ul>
            {groups[group].map((listed) => (
              <NameRow
                key={listed.entity.id}
                {...listed}
                surface={state.annotation.mentions[listed.first]?.surface ?? ''}
                kept={kept.has(listed.entity.id)}
                onKeep={group === 'abbreviations' ? null : () => void keep(listed.entity.id)}
                onGo={() => {
                  void sendToReader(tabId, { type: 'show-mention', index: listed.first, open: true });
                  window.close();
                }}
              />
            ))}
          </ul>
        </details>
      ))}
    </div>
  );
}

function NameRow({
  entity,
  times,
  surface,
  kept,
  onKeep,
  onGo,
}: Listed & { surface: string; kept: boolean; onKeep: (() => void) | null; onGo: () => void }) {
  const thai = visibleText(entity.thai ?? surface);
  return (
    <li>
      <button type="button" className="name" onClick={onGo} title={t('popup_go_to', thai)}>
        <SourceDot source={entity.glossSource} />
        <span className="both">
          <span className="en" lang="en">
            {entity.english[0] ? visibleText(entity.english[0]) : <i>{t('card_no_english')}</i>}
          </span>
          <span className="th" lang="th">
            {thai}
            {entity.acronyms[0] && entity.acronyms[0] !== thai ? ` · ${visibleText(entity.acronyms[0])}` : ''}
          </span>
        </span>
        {times > 1 && (
          <span className="times" title={plural('card_mentions', times)}>
            {t('popup_times', times)}
          </span>
        )}
      </button>
      {onKeep && (
        <IconButton
          small
          icon="keep"
          label={t(kept ? 'popup_unkeep' : 'popup_keep', thai)}
          aria-pressed={kept}
          onClick={onKeep}
        />
      )}
    </li>
  );
}
