import type { LibraryDatabase } from '../library/database.ts';
import { CARD_TEMPLATES, type CardRow, type CardTemplate, type KeptNameRow } from '../library/rows.ts';
import { clozeContext } from './card-faces.ts';
import { newMemory } from './scheduler.ts';

/**
 * A card's id follows from its name and template, so that two tabs, or two machines whose libraries are merged later, make
 * the same card once and not twice.
 */
export const cardId = (keptId: string, template: CardTemplate): string => `${keptId}:${template}`;

/** Whether a name has what a template asks and answers. */
export function fits(name: KeptNameRow, template: CardTemplate): boolean {
  switch (template) {
    case 'thai-english':
    case 'english-thai':
      return name.thai !== '' && name.english !== '';
    case 'acronym-name':
      return (
        name.acronyms.some((a) => a !== name.thai && a !== name.english) && (name.thai || name.english) !== ''
      );
    case 'cloze':
      return clozeContext(name) !== null && name.english !== '';
    case 'listening':
      return name.thai !== '';
  }
}

export function newCard(name: KeptNameRow, template: CardTemplate, now: number): CardRow {
  return {
    id: cardId(name.id, template),
    createdAt: now,
    updatedAt: now,
    deletedAt: null,
    keptId: name.id,
    template,
    ...newMemory(now),
    suspended: false,
    buriedUntilDay: null,
  };
}

/**
 * Makes the cards that kept names lack under the chosen templates; gives how many. One transaction. Cards of templates that
 * were chosen earlier stay with their history, the queue leaves them out.
 */
export async function makeMissingCards(
  db: LibraryDatabase,
  templates: readonly CardTemplate[],
  now: number,
  only?: readonly string[],
): Promise<number> {
  return db.transaction('rw', db.keptNames, db.cards, async () => {
    const names = only
      ? (await db.keptNames.bulkGet([...only])).filter((n) => n !== undefined)
      : await db.keptNames.toArray();
    const wanted = names
      .filter((name) => name.deletedAt === null)
      .flatMap((name) => templates.filter((t) => fits(name, t)).map((t) => newCard(name, t, now)));
    const there = new Set(
      await db.cards
        .where('id')
        .anyOf(wanted.map((c) => c.id))
        .primaryKeys(),
    );
    const missing = wanted.filter((card) => !there.has(card.id));
    if (missing.length) await db.cards.bulkAdd(missing);
    return missing.length;
  });
}

export const isTemplate = (value: string): value is CardTemplate =>
  (CARD_TEMPLATES as readonly string[]).includes(value);
