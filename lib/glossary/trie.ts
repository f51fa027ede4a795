import { FOLD_BYTE, OPTIONAL_SPACE, REQUIRED_SPACE } from './code-page.ts';

/**
 * A radix trie over the sorted forms, built from the lengths of the prefixes that neighbours share: one pass
 * that never reads a character. Its edges are slices of the strings themselves, so it adds no bytes to the file.
 * Measured beside a DAWG and a double array in docs/glossary.md.
 */
export interface Trie {
  /** Node that a form's first two bytes lead to (its label covers both), by first << 8 | second; 0 for none. */
  pairs: Int32Array;
  /** Where the string begins that a node's label was cut from. */
  stringStart: Uint32Array;
  labelStart: Uint32Array;
  labelEnd: Uint32Array;
  firstByte: Uint8Array;
  firstChild: Int32Array;
  nextSibling: Int32Array;
  /** One more than the first form that ends at the node; 0 for none. */
  terminal: Int32Array;
}

/**
 * Form i is the `lengths[i]` bytes after form i-1; forms are sorted by their folded bytes and at least two bytes
 * long; `prefixes[i]` is how many folded bytes form i shares with form i-1. `offsets` is filled with where each
 * form begins, one more at the end.
 */
export function buildTrie(
  bytes: Uint8Array,
  lengths: Uint16Array,
  prefixes: Uint16Array,
  offsets: Uint32Array,
): Trie {
  const formCount = prefixes.length;
  const capacity = 2 * formCount + 2;
  const stringStart = new Uint32Array(capacity);
  const labelStart = new Uint32Array(capacity);
  const labelEnd = new Uint32Array(capacity);
  const firstByte = new Uint8Array(capacity);
  const firstChild = new Int32Array(capacity);
  const nextSibling = new Int32Array(capacity);
  const terminal = new Int32Array(capacity);
  // Node 0 stands for "none"; node 1 is the root.
  const root = 1;
  let count = 2;
  /** The path to the last form: nodes, the depth at which each ends, and the last child of each. */
  const deepest = Math.min(0x10000, formCount) + 2;
  const path = new Int32Array(deepest);
  const depths = new Int32Array(deepest);
  const lastChild = new Int32Array(deepest);
  path[0] = root;
  let top = 0;
  let start = 0;

  for (let i = 0; i < formCount; i++) {
    const length = lengths[i]!;
    const shared = prefixes[i]!;
    offsets[i] = start;
    if (i > 0 && shared === length && lengths[i - 1] === length) {
      start += length;
      continue;
    }
    while (depths[top]! > shared) top--;
    if (depths[top]! < shared) {
      // The last child goes on past the shared prefix: it ends there now, and what it was becomes its child.
      const middle = lastChild[top]!;
      const rest = count++;
      const base = stringStart[middle]!;
      stringStart[rest] = base;
      labelStart[rest] = base + shared;
      labelEnd[rest] = labelEnd[middle]!;
      firstByte[rest] = FOLD_BYTE[bytes[base + shared]!]!;
      firstChild[rest] = firstChild[middle]!;
      terminal[rest] = terminal[middle]!;
      labelEnd[middle] = base + shared;
      firstChild[middle] = rest;
      terminal[middle] = 0;
      top++;
      path[top] = middle;
      depths[top] = shared;
      lastChild[top] = rest;
    }
    const leaf = count++;
    stringStart[leaf] = start;
    labelStart[leaf] = start + shared;
    labelEnd[leaf] = start + length;
    firstByte[leaf] = FOLD_BYTE[bytes[start + shared]!]!;
    terminal[leaf] = i + 1;
    const last = lastChild[top]!;
    if (last) nextSibling[last] = leaf;
    else firstChild[path[top]!] = leaf;
    lastChild[top] = leaf;
    top++;
    path[top] = leaf;
    depths[top] = length;
    lastChild[top] = 0;
    start += length;
  }
  offsets[formCount] = start;

  const pairs = new Int32Array(0x10000);
  for (let node = firstChild[root]!; node; node = nextSibling[node]!) {
    const first = firstByte[node]! << 8;
    if (labelEnd[node]! - labelStart[node]! >= 2) {
      pairs[first | FOLD_BYTE[bytes[labelStart[node]! + 1]!]!] = node;
    } else {
      for (let child = firstChild[node]!; child; child = nextSibling[child]!) {
        pairs[first | firstByte[child]!] = child;
      }
    }
  }
  return { pairs, stringStart, labelStart, labelEnd, firstByte, firstChild, nextSibling, terminal };
}

/**
 * Follows the trie from a node whose label has been matched up to `labelAt`, the text up to `textAt`. `found` is
 * called with each node that ends a form and the place behind it.
 */
export function followTrie(
  trie: Trie,
  bytes: Uint8Array,
  folded: Uint8Array,
  text: string,
  from: number,
  labelAt: number,
  textAt: number,
  found: (node: number, end: number) => void,
): void {
  let node = from;
  let at = labelAt;
  let place = textAt;
  const length = text.length;
  for (;;) {
    const end = trie.labelEnd[node]!;
    while (at < end) {
      const byte = FOLD_BYTE[bytes[at]!]!;
      const code = place < length ? folded[text.charCodeAt(place)]! : 0;
      if (byte === code) place++;
      else if (byte === OPTIONAL_SPACE) place = passSpaces(text, place);
      else return;
      at++;
    }
    if (trie.terminal[node] !== 0) found(node, place);
    let child = trie.firstChild[node]!;
    if (child === 0) return;
    if (trie.firstByte[child] === OPTIONAL_SPACE) {
      followTrie(trie, bytes, folded, text, child, trie.labelStart[child]!, place, found);
      child = trie.nextSibling[child]!;
    }
    if (place >= length) return;
    const code = folded[text.charCodeAt(place)]!;
    while (child !== 0 && trie.firstByte[child]! < code) child = trie.nextSibling[child]!;
    if (child === 0 || trie.firstByte[child] !== code) return;
    node = child;
    at = trie.labelStart[child]! + 1;
    place++;
  }
}

/** Up to two spaces: that is how many a text has by mistake or by justified setting. */
function passSpaces(text: string, place: number): number {
  let at = place;
  while (at < text.length && at < place + 2 && text.charCodeAt(at) === REQUIRED_SPACE) at++;
  return at;
}
