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
 * Makes the cards that kept names lack under the chosen templates; gives how many. Cards of templates that were chosen
 * earlier stay with their history, the queue leaves them out.
 */
export async function makeMissingCards(
  db: LibraryDatabase,
  templates: readonly CardTemplate[],
  now: number,
  only?: readonly string[],
): Promise<number> {
  const ids = only ?? (await db.keptNames.toCollection().primaryKeys());
  const there = await cardIds(db, ids);
  // Keys tell in a few milliseconds which names to look at. Whoever answers a card meanwhile does not wait for a look at all.
  const lacking = ids.filter((id) => templates.some((template) => !there.has(cardId(id, template))));
  if (missingCards(await namesOf(db, lacking), there, templates, now).length === 0) return 0;
  return db.transaction('rw', db.keptNames, db.cards, async () => {
    // Another page may have made them since.
    const missing = missingCards(await namesOf(db, lacking), await cardIds(db, lacking), templates, now);
    await db.cards.bulkAdd(missing);
    return missing.length;
  });
}

function missingCards(
  names: readonly KeptNameRow[],
  there: ReadonlySet<string>,
  templates: readonly CardTemplate[],
  now: number,
): CardRow[] {
  return names
    .filter((name) => name.deletedAt === null)
    .flatMap((name) => templates.filter((t) => fits(name, t)).map((t) => newCard(name, t, now)))
    .filter((card) => !there.has(card.id));
}

/** Above this many, reading all keys or rows at once is faster than asking for each. */
const FEW = 200;

async function cardIds(db: LibraryDatabase, keptIds: readonly string[]): Promise<Set<string>> {
  const cards = keptIds.length <= FEW ? db.cards.where('keptId').anyOf(keptIds) : db.cards.toCollection();
  return new Set(await cards.primaryKeys());
}

async function namesOf(db: LibraryDatabase, ids: readonly string[]): Promise<KeptNameRow[]> {
  if (ids.length <= FEW) return (await db.keptNames.bulkGet([...ids])).filter((name) => name !== undefined);
  const wanted = new Set(ids);
  return (await db.keptNames.toArray()).filter((name) => wanted.has(name.id));
}

export const isTemplate = (value: string): value is CardTemplate =>
  (CARD_TEMPLATES as readonly string[]).includes(value);
