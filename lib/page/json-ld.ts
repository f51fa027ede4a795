/** JSON-LD as pages have it: in CDATA, with raw line breaks, as arrays, as `@graph`, with authors that are only ids. */
import { queryAll } from './safe-dom.ts';

export type LinkedNode = Record<string, unknown>;

const ARTICLE = /(?:Article|Posting|Report)$/;
/** A script larger than this is not a page's metadata. UTF-16 code units. */
const LONGEST = 2_000_000;

/** Every node of every script, nested ones too, in order. Broken scripts are left out. */
export function readJsonLd(document: Document): LinkedNode[] {
  const nodes: LinkedNode[] = [];
  for (const script of queryAll(document, 'script[type="application/ld+json"]')) {
    const text = script.textContent ?? '';
    if (text.length <= LONGEST) collect(parse(text), nodes, 0);
  }
  return nodes;
}

function parse(text: string): unknown {
  const json = text.replace(/^\s*(?:\/\/)?\s*<!\[CDATA\[|(?:\/\/)?\s*\]\]>\s*;?\s*$/g, '').trim();
  try {
    return JSON.parse(json);
  } catch {
    // Raw control characters inside strings are the usual fault; what is broken otherwise says nothing.
    try {
      return JSON.parse(json.replace(/[\u0000-\u001f]+/g, ' ').replace(/,\s*([}\]])/g, '$1'));
    } catch {
      // Not JSON at all: the page has its other metadata and its text.
      return null;
    }
  }
}

function collect(value: unknown, nodes: LinkedNode[], depth: number): void {
  if (depth > 12 || nodes.length > 5_000 || typeof value !== 'object' || value === null) return;
  if (Array.isArray(value)) for (const item of value) collect(item, nodes, depth + 1);
  else {
    nodes.push(value as LinkedNode);
    for (const item of Object.values(value)) collect(item, nodes, depth + 1);
  }
}

export function hasType(node: LinkedNode, pattern: RegExp): boolean {
  const type = node['@type'];
  return (Array.isArray(type) ? type : [type]).some((one) => typeof one === 'string' && pattern.test(one));
}

/** The node of the article itself: the first with a date, else the first. */
export function articleNode(nodes: LinkedNode[]): LinkedNode | null {
  const articles = nodes.filter((node) => hasType(node, ARTICLE));
  return (
    articles.find((node) => 'datePublished' in node) ??
    articles[0] ??
    nodes.find((node) => hasType(node, /^WebPage$/) && 'datePublished' in node) ??
    null
  );
}

/** A node for a value that may be the node, its id, or an array of these (the first counts). */
export function resolve(value: unknown, nodes: LinkedNode[]): LinkedNode | null {
  const one: unknown = Array.isArray(value) ? value[0] : value;
  if (typeof one !== 'object' || one === null) return null;
  const node = one as LinkedNode;
  if (typeof node.name === 'string' || typeof node['@id'] !== 'string') return node;
  return nodes.find((other) => other['@id'] === node['@id'] && typeof other.name === 'string') ?? node;
}

/** A string for a value that may be a string or an array of them. */
export function stringOf(value: unknown): string | null {
  const one: unknown = Array.isArray(value) ? value[0] : value;
  return typeof one === 'string' && one.trim() !== '' ? one.trim() : null;
}
