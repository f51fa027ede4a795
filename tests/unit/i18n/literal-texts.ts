// Finds texts of the UI that are written in code instead of public/_locales.
import { parseSync } from 'vite';

interface Node {
  type: string;
  start: number;
  end: number;
  [key: string]: unknown;
}

const isNode = (value: unknown): value is Node =>
  typeof value === 'object' && value !== null && typeof (value as Node).type === 'string';

/** Attributes that are read by people. */
const READ_ALOUD = new Set([
  'aria-label',
  'title',
  'placeholder',
  'alt',
  'aria-description',
  'label',
  'aria-valuetext',
]);

/** The product's name, keys of a keyboard, symbols of units: the same in every language. */
const NAMES = /\b(?:Wonglep|Alt|Ctrl|Shift|Esc|ms|news\.example\.co\.th)\b/g;
/** Two Latin letters in a row make a word; Thai in code is sample text, of which there is no translation. */
const WORD = /\p{Script=Latin}{2}/u;
/** Template fields and addresses are not words. */
const FIELDS = /\{\w+\}|https?:\S+/g;

const isText = (text: string) => WORD.test(text.replace(NAMES, '').replace(FIELDS, ''));

/** Literal UI texts of a TSX file, as `path:line: text`: between tags, in branches between tags, in attributes for people. */
export function literalTexts(path: string, code: string): string[] {
  const { program, errors } = parseSync(path, code);
  if (errors.length) throw new Error(`${path}: ${errors[0]!.message}`);
  const found: string[] = [];
  const report = ({ start }: Node, text: string) => {
    const at = start + Math.max(0, code.slice(start).search(/\S/));
    found.push(`${path}:${code.slice(0, at).split('\n').length}: ${text.trim()}`);
  };

  /** Whether text in an element is of another language than the UI: `lang="th"` and `lang="en"` are samples, code is code. */
  const isSample = (element: Node) => {
    const { attributes = [], name: tag } = (element.openingElement ?? {}) as {
      attributes?: Node[];
      name?: { name?: string };
    };
    if (tag?.name === 'code') return true;
    return attributes.some((attribute) => {
      const { name } = (attribute.name ?? {}) as { name?: string };
      const value = attribute.value as { value?: unknown } | null;
      return name === 'lang' && typeof value?.value === 'string';
    });
  };

  /** A string that ends up as text: itself, or a branch of a condition. */
  const shown = (node: unknown): void => {
    if (!isNode(node)) return;
    if (node.type === 'Literal') {
      if (typeof node.value === 'string' && isText(node.value))
        report(node, code.slice(node.start, node.end));
    } else if (node.type === 'TemplateLiteral') {
      const parts = (node.quasis as { value: { raw: string } }[]).map(({ value }) => value.raw).join(' ');
      if (isText(parts)) report(node, code.slice(node.start, node.end));
    } else if (node.type === 'ConditionalExpression') {
      shown(node.consequent);
      shown(node.alternate);
    } else if (node.type === 'LogicalExpression') shown(node.right);
  };

  const visit = (value: unknown, sample: boolean): void => {
    if (Array.isArray(value)) {
      for (const part of value) visit(part, sample);
      return;
    }
    if (!isNode(value)) return;
    if (value.type === 'JSXText' && !sample && isText(value.value as string)) {
      report(value, value.value as string);
    }
    if (value.type === 'JSXAttribute') {
      const { name } = value.name as { name: string };
      const given = value.value as Node | null;
      if (READ_ALOUD.has(name) && given) {
        const inner = given.type === 'JSXExpressionContainer' ? (given.expression as Node) : given;
        const before = found.length;
        shown(inner);
        if (found.length > before) {
          found.length = before;
          report(value, code.slice(value.start, value.end));
        }
      }
    }
    const within = sample || (value.type === 'JSXElement' && isSample(value));
    if (value.type === 'JSXElement' || value.type === 'JSXFragment') {
      for (const child of value.children as Node[]) {
        if (child.type === 'JSXExpressionContainer' && !within) shown(child.expression);
      }
    }
    for (const key of Object.keys(value)) visit(value[key], within);
  };
  visit(program, false);
  return found;
}
