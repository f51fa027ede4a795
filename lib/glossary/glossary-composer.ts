import { type ComposedName, composeEnglish, type KnownName, type LookUp } from './compose.ts';
import type { GlossaryIndex } from './index-types.ts';

/** A composer that takes its known parts from a compiled glossary. Full names only: a short form is too little to build on. */
export function glossaryComposer(glossary: GlossaryIndex): (thai: string) => ComposedName | null {
  const lookUp: LookUp = (thai) => {
    const form = glossary.find(thai);
    if (form < 0) return null;
    for (const sense of glossary.form(form).senses) {
      if (sense.kind !== 'body' || sense.guarded) continue;
      const entry = glossary.entry(sense.entry);
      if (sense.role === 'short' && entry.type !== 'university') continue;
      return {
        english: entry.english,
        type: entry.type,
        generic: entry.generic ?? false,
      } satisfies KnownName;
    }
    return null;
  };
  return (thai) => composeEnglish(thai, lookUp);
}
