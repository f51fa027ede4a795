/**
 * W3C Web Annotation Data Model (Recommendation of 2017) as JSON-LD: one annotation for each mention, an AnnotationCollection
 * around them. Bodies: who it is (TextualBody, purpose `identifying`), the reader's note (`commenting`), tags (`tagging`).
 */
import type { ArticleRow, BodyRow, MentionRow } from '../library/rows.ts';
import type { Collection, ExportFile } from './collection.ts';

export const ANNOTATION_CONTEXT = 'http://www.w3.org/ns/anno.jsonld';

const iri = (id: string) => `urn:uuid:${id}`;
const time = (ms: number) => new Date(ms).toISOString();

export function webAnnotation(
  article: ArticleRow,
  mention: MentionRow,
  body: BodyRow | undefined,
): Record<string, unknown> {
  const english = body?.english[0];
  const named = [english, body?.thai, ...(body?.acronyms ?? [])].filter(Boolean).join(' · ');
  const bodies = [
    ...(named
      ? [
          {
            type: 'TextualBody',
            purpose: 'identifying',
            value: named,
            format: 'text/plain',
            language: english ? 'en' : 'th',
          },
        ]
      : []),
    ...(mention.note
      ? [{ type: 'TextualBody', purpose: 'commenting', value: mention.note, format: 'text/plain' }]
      : []),
    ...article.tags.map((tag) => ({
      type: 'TextualBody',
      purpose: 'tagging',
      value: tag,
      format: 'text/plain',
    })),
  ];
  return {
    id: iri(mention.id),
    type: 'Annotation',
    motivation: mention.note ? ['identifying', 'commenting'] : 'identifying',
    created: time(mention.createdAt),
    modified: time(mention.updatedAt),
    generator: { id: 'urn:wonglep:recogniser', type: 'Software', name: 'Wonglep' },
    ...(bodies.length > 0 && { body: bodies }),
    target: {
      source: article.url,
      selector: [
        { type: 'TextQuoteSelector', ...mention.selectors.quote },
        { type: 'TextPositionSelector', ...mention.selectors.position },
      ],
    },
  };
}

export function webAnnotationFile({ articles, bodies }: Collection): ExportFile {
  const items = articles.flatMap(({ article, mentions }) =>
    mentions.map((mention) => webAnnotation(article, mention, bodies.get(mention.bodyId))),
  );
  const collection = {
    '@context': ANNOTATION_CONTEXT,
    id: 'urn:wonglep:collection',
    type: 'AnnotationCollection',
    label: 'Wonglep',
    total: items.length,
    first: { id: 'urn:wonglep:collection:1', type: 'AnnotationPage', startIndex: 0, items },
  };
  return {
    name: 'wonglep-annotations.jsonld',
    type: 'application/ld+json;profile="http://www.w3.org/ns/anno.jsonld";charset=utf-8',
    text: `${JSON.stringify(collection, null, 2)}\n`,
  };
}
