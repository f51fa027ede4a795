import type { Annotation, Entity, EntityType } from '../../lib/recognition/types.ts';

/** A body of the page, as the panel lists it. */
export interface PageName {
  entity: Entity;
  /** The name as it stands in the list: the fullest Thai form known, else as it is written on the page. */
  thai: string;
  /** Indexes of its mentions in `annotation.mentions`, in reading order. */
  mentions: number[];
}

export interface NameGroup {
  type: EntityType;
  names: PageName[];
}

/** How names stand within the panel: the most mentioned first, or as the page brings them. */
export type NameOrder = 'count' | 'page';

/** The page's bodies, each once, as the page brings them. */
export function pageNames(annotation: Annotation): PageName[] {
  const mentions = new Map<string, number[]>();
  annotation.mentions.forEach((mention, index) => {
    const known = mentions.get(mention.entity);
    if (known) known.push(index);
    else mentions.set(mention.entity, [index]);
  });
  return annotation.entities.flatMap((entity) => {
    const own = mentions.get(entity.id);
    if (!own) return [];
    return [{ entity, thai: entity.thai ?? annotation.mentions[own[0]!]!.surface, mentions: own }];
  });
}

/** Names that hold every word of `filter`, in Thai, English or as an acronym; case does not count. */
export function filterNames(names: readonly PageName[], filter: string): PageName[] {
  const words = filter.toLowerCase().split(/\s+/).filter(Boolean);
  if (!words.length) return [...names];
  return names.filter(({ entity, thai }) => {
    const text = [thai, ...entity.english, ...entity.acronyms].join('\n').toLowerCase();
    return words.every((word) => text.includes(word));
  });
}

/** By kind of body, the kind with most mentions first; abbreviations, which are no bodies, come last. */
export function groupNames(names: readonly PageName[], order: NameOrder): NameGroup[] {
  const groups = new Map<EntityType, PageName[]>();
  for (const name of names) {
    const group = groups.get(name.entity.type);
    if (group) group.push(name);
    else groups.set(name.entity.type, [name]);
  }
  const total = (list: readonly PageName[]) => list.reduce((sum, name) => sum + name.mentions.length, 0);
  const sorted = [...groups].map(([type, list]) => ({
    type,
    names: order === 'count' ? list.toSorted((a, b) => b.mentions.length - a.mentions.length) : list,
  }));
  const last = (type: EntityType) => (type === 'abbreviation' ? 1 : 0);
  return sorted.toSorted(
    (a, b) => last(a.type) - last(b.type) || (order === 'count' ? total(b.names) - total(a.names) : 0),
  );
}

/** Words of the table's head, in the language of the UI. */
export interface TableWords {
  thai: string;
  english: string;
  acronyms: string;
  type: string;
  source: string;
  mentions: string;
  typeOf(type: EntityType): string;
  sourceOf(source: Entity['glossSource']): string;
}

function tableRows(names: readonly PageName[], words: TableWords): string[][] {
  const head = [words.thai, words.english, words.acronyms, words.type, words.source, words.mentions];
  const rows = names.map(({ entity, thai, mentions }) => [
    thai,
    entity.english[0] ?? '',
    entity.acronyms.join(', '),
    words.typeOf(entity.type),
    words.sourceOf(entity.glossSource),
    String(mentions.length),
  ]);
  return [head, ...rows];
}

const escapeHtml = (text: string) => text.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`);

/** The list for the clipboard: tab-separated for sheets and editors, HTML for documents and mail. */
export function namesAsTable(names: readonly PageName[], words: TableWords): { text: string; html: string } {
  const rows = tableRows(names, words);
  const line = (cells: string[]) => cells.map((cell) => cell.replace(/[\t\r\n]+/g, ' ')).join('\t');
  const cells = (row: string[], tag: 'th' | 'td') =>
    row.map((cell) => `<${tag}>${escapeHtml(cell)}</${tag}>`).join('');
  const [head, ...body] = rows as [string[], ...string[][]];
  return {
    text: rows.map(line).join('\n'),
    html: `<table><thead><tr>${cells(head, 'th')}</tr></thead><tbody>${body
      .map((row) => `<tr>${cells(row, 'td')}</tr>`)
      .join('')}</tbody></table>`,
  };
}
