/** One Markdown file an article, with YAML front matter, as Obsidian reads it. */
import { webAddress } from '../library/canonical-url.ts';
import type { BodyRow, MentionRow } from '../library/rows.ts';
import {
  type ArticleInCollection,
  type Collection,
  dayOf,
  type ExportFile,
  fileNameOf,
} from './collection.ts';

/** A YAML 1.2 double-quoted scalar; JSON strings are such scalars. */
const scalar = (value: string) => JSON.stringify(value);

/** Obsidian tags hold no spaces and no punctuation but `-_/`. */
const tagName = (tag: string) =>
  tag
    .trim()
    .replace(/[^\p{L}\p{M}\p{N}/_-]+/gu, '-')
    .replace(/^-+|-+$/g, '') || 'tag';

/** Text that stays text: nothing in it becomes a heading, a link, HTML, code, an embed or a comment. */
export function plainMarkdown(text: string): string {
  return text
    .replace(/^(?: {4,}|[ ]*\t\s*)/gm, ' ')
    .replace(/[\\`*_{}[\]<>|~$&]/g, '\\$&')
    .replace(/%%/g, '\\%\\%')
    .replace(/^(\s*)([#+-]|\d+[.)])(?=\s)/gm, '$1\\$2')
    .replace(/^(\s*)(={2,}|-{2,})/gm, '$1\\$2');
}

function frontMatter({ article }: ArticleInCollection, bodies: BodyRow[]): string {
  const list = (name: string, values: string[]) =>
    values.length > 0 ? [`${name}:`, ...values.map((value) => `  - ${scalar(value)}`)] : [];
  return [
    '---',
    `title: ${scalar(article.title)}`,
    `url: ${scalar(article.url)}`,
    `site: ${scalar(article.site)}`,
    ...(article.byline ? [`author: ${scalar(article.byline)}`] : []),
    ...(article.publishedIso ? [`published: ${scalar(article.publishedIso)}`] : []),
    `saved: ${scalar(new Date(article.createdAt).toISOString())}`,
    `language: ${scalar(article.language)}`,
    ...list('tags', [...new Set(article.tags.map(tagName))]),
    ...list(
      'organisations',
      bodies.map((body) => body.english[0] || body.thai).filter((name): name is string => Boolean(name)),
    ),
    `wonglep: ${scalar(article.id)}`,
    '---',
  ].join('\n');
}

export function markdownOf(part: ArticleInCollection, all: Collection['bodies']): string {
  const { article, mentions } = part;
  // Only the web's: an address in angle brackets is a link, whatever its scheme.
  const address = webAddress(article.url);
  const bodies = [
    ...new Map(
      mentions.flatMap((m) => (all.get(m.bodyId) ? [[m.bodyId, all.get(m.bodyId)!] as const] : [])),
    ).values(),
  ];
  const shown = bodies.filter((body) => body.type !== 'abbreviation');
  const paragraphs = article.text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line && line !== article.title.trim())
    .map(plainMarkdown);
  const names = shown.map((body) => {
    const said = [body.english[0], ...body.acronyms].filter(
      (name): name is string => Boolean(name) && name !== body.thai,
    );
    return `- ${plainMarkdown(body.thai || said[0] || '')}${said.length > 0 ? ` (${said.map(plainMarkdown).join('; ')})` : ''}`;
  });
  const notes = mentions
    .filter((m: MentionRow) => m.note)
    .map((m) => `- “${plainMarkdown(m.surface)}”: ${plainMarkdown(m.note)}`);
  return [
    frontMatter(part, shown),
    '',
    `# ${plainMarkdown(article.title)}`,
    '',
    [
      plainMarkdown([article.site, dayOf(article.publishedIso)].filter(Boolean).join(', ')),
      ...(address ? [`<${address.replace(/[<>\s]/g, encodeURIComponent)}>`] : []),
    ].join(' · '),
    '',
    paragraphs.join('\n\n'),
    ...(article.note ? ['', '## Note', '', plainMarkdown(article.note)] : []),
    ...(notes.length > 0 ? ['', '## Notes on names', '', ...notes] : []),
    ...(names.length > 0 ? ['', '## Names', '', ...names] : []),
    '',
  ].join('\n');
}

/** One file an article; names are told apart where two titles are alike. */
export function markdownFiles(collection: Collection): ExportFile[] {
  const taken = new Map<string, number>();
  return collection.articles.map((part) => {
    const name = fileNameOf(part.article.title, 'md');
    const times = (taken.get(name.toLowerCase()) ?? 0) + 1;
    taken.set(name.toLowerCase(), times);
    return {
      name: times === 1 ? name : name.replace(/\.md$/, ` (${times}).md`),
      type: 'text/markdown;charset=utf-8',
      text: markdownOf(part, collection.bodies),
    };
  });
}
