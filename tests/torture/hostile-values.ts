// Values that parsers stumble over, and ways to spoil a value that was right.
import type { Dice } from './dice.ts';

const TEXTS = [
  '',
  ' ',
  'กกต.',
  'กระทรวงพาณิชย์แถลงร่วมกับสภาฯ',
  '\u202e\u200b\u2066กกต.\u2069',
  '\ud800',
  '\0',
  '__proto__',
  'constructor',
  '<img src=x onerror=alert(1)>',
  'javascript:alert(1)',
  '=HYPERLINK("http://x.example")',
  '{{constructor.constructor("alert(1)")()}}',
  '../../../etc/passwd',
  'chrome-extension://wonglep/options.html',
  'a){}*{',
  'ก'.repeat(3_000),
];
const NUMBERS = [0, -0, -1, 0.5, 1, 2, 2 ** 31, 2 ** 53, -(2 ** 53), 1e308, Number.NaN, Infinity, -Infinity];

/** A tree of anything that structured cloning lets through. */
export function anything(dice: Dice, depth = 0): unknown {
  switch (dice.below(depth > 3 ? 8 : 16)) {
    case 0:
      return null;
    case 1:
      return undefined;
    case 2:
      return dice.chance(0.5);
    case 3:
    case 4:
      return dice.pick(NUMBERS);
    case 5:
    case 6:
      return dice.pick(TEXTS);
    case 7:
      return BigInt(dice.below(1_000));
    case 8:
      return new Date(dice.pick(NUMBERS));
    case 9:
      return new Map([[anything(dice, depth + 1), anything(dice, depth + 1)]]);
    case 10:
      return new Uint8Array(dice.below(64));
    case 11:
      return Array.from({ length: dice.below(6) }, () => anything(dice, depth + 1));
    case 12:
      return withProto(dice, depth);
    case 13: {
      const ring: Record<string, unknown> = { text: dice.pick(TEXTS) };
      ring.self = ring;
      return ring;
    }
    default: {
      const object: Record<string, unknown> = {};
      for (let i = dice.below(5); i >= 0; i--) object[dice.pick(KEYS)] = anything(dice, depth + 1);
      return object;
    }
  }
}

const KEYS = [
  'type',
  'text',
  'url',
  'entity',
  'capture',
  'tabId',
  'hash',
  'ok',
  'constructor',
  'toString',
  'length',
];

/** An own property of that name, as JSON makes it and an assignment does not. */
function withProto(dice: Dice, depth: number): unknown {
  const object: Record<string, unknown> = {};
  for (const key of ['__proto__', 'constructor', 'prototype']) {
    Object.defineProperty(object, key, {
      value: dice.chance(0.5) ? { polluted: true } : anything(dice, depth + 1),
      enumerable: true,
      configurable: true,
      writable: true,
    });
  }
  return object;
}

type Tree = Record<string, unknown> | unknown[];
const isTree = (value: unknown): value is Tree =>
  Array.isArray(value) ||
  (typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype);

/** No text is made longer than this; UTF-16 code units. */
const LONGEST_TEXT = 300_000;

/** A copy of `value` with one to three of its parts spoilt: taken away, replaced, doubled, deepened, made huge. */
export function spoil(value: unknown, dice: Dice): unknown {
  const copy = structuredClone(value);
  if (!isTree(copy)) return anything(dice);
  for (let times = 1 + dice.below(3); times > 0; times--) spoilOnce(copy, dice);
  return copy;
}

function spoilOnce(root: Tree, dice: Dice): void {
  let tree = root as Record<string, unknown>;
  for (;;) {
    const keys = Object.keys(tree);
    if (keys.length === 0) {
      if (Array.isArray(tree)) tree.push(anything(dice));
      else tree.extra = anything(dice);
      return;
    }
    const key = dice.pick(keys);
    const below = tree[key];
    if (isTree(below) && dice.chance(0.75)) {
      tree = below as Record<string, unknown>;
      continue;
    }
    spoilAt(tree, key, dice);
    return;
  }
}

function spoilAt(tree: Record<string, unknown>, key: string, dice: Dice): void {
  const there = tree[key];
  switch (dice.below(8)) {
    case 0:
      if (Array.isArray(tree)) tree.splice(Number(key), 1);
      else delete tree[key];
      return;
    case 1:
      tree[key] = dice.pick(NUMBERS);
      return;
    case 2:
      tree[key] = dice.pick(TEXTS);
      return;
    case 3: {
      let deep: unknown = there;
      for (let i = dice.below(200); i >= 0; i--) deep = [deep];
      tree[key] = deep;
      return;
    }
    case 4:
      tree[key] =
        typeof there === 'string'
          ? there.padEnd(Math.min(there.length * (1 + dice.below(2_000)), LONGEST_TEXT), there)
          : [there, there];
      return;
    case 5:
      if (Array.isArray(tree)) tree.push(there);
      else tree[dice.pick(KEYS)] = there;
      return;
    case 6:
      tree[key] = typeof there === 'number' ? there + dice.pick([-1, 1, 0.1, 1e6]) : typeof there;
      return;
    default:
      tree[key] = anything(dice);
  }
}
