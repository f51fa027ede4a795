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
  /** First form that ends at the node, or -1. */
  terminal: Int32Array;
}

/**
 * `offsets[i]` is where form i begins in `bytes` (one more at the end), forms sorted by their folded bytes and at
 * least two bytes long; `prefixes[i]` is how many folded bytes form i shares with form i-1.
 */
export function buildTrie(
  bytes: Uint8Array,
  offsets: Uint32Array,
  prefixes: Uint16Array,
  formCount: number,
): Trie {
  const capacity = 2 * formCount + 2;
  const depth = new Uint16Array(capacity);
  const form = new Uint32Array(capacity);
  const parent = new Int32Array(capacity);
  const firstChild = new Int32Array(capacity);
  const nextSibling = new Int32Array(capacity);
  const lastChild = new Int32Array(capacity);
  const previousSibling = new Int32Array(capacity);
  const terminal = new Int32Array(capacity).fill(-1);
  // Node 0 stands for "none"; node 1 is the root.
  const root = 1;
  let count = 2;
  /** The rightmost path is followed through `parent`; `top` is its deepest node. */
  let top = root;

  for (let i = 0; i < formCount; i++) {
    const length = offsets[i + 1]! - offsets[i]!;
    const shared = prefixes[i]!;
    if (i > 0 && shared === length && offsets[i]! - offsets[i - 1]! === length) continue;
    let below = 0;
    while (depth[top]! > shared) {
      below = top;
      top = parent[top]!;
    }
    if (depth[top]! < shared) {
      // `below` goes on past the shared prefix: a node is put between.
      const middle = count++;
      depth[middle] = shared;
      form[middle] = i;
      parent[middle] = top;
      const before = previousSibling[below]!;
      if (before) nextSibling[before] = middle;
      else firstChild[top] = middle;
      previousSibling[middle] = before;
      lastChild[top] = middle;
      firstChild[middle] = below;
      lastChild[middle] = below;
      parent[below] = middle;
      previousSibling[below] = 0;
      top = middle;
    }
    const leaf = count++;
    depth[leaf] = length;
    form[leaf] = i;
    parent[leaf] = top;
    terminal[leaf] = i;
    const last = lastChild[top]!;
    if (last) nextSibling[last] = leaf;
    else firstChild[top] = leaf;
    previousSibling[leaf] = last;
    lastChild[top] = leaf;
    top = leaf;
  }

  const stringStart = new Uint32Array(count);
  const labelStart = new Uint32Array(count);
  const labelEnd = new Uint32Array(count);
  const firstByte = new Uint8Array(count);
  for (let node = 2; node < count; node++) {
    const base = offsets[form[node]!]!;
    stringStart[node] = base;
    labelStart[node] = base + depth[parent[node]!]!;
    labelEnd[node] = base + depth[node]!;
    firstByte[node] = FOLD_BYTE[bytes[labelStart[node]!]!]!;
  }

  const pairs = new Int32Array(0x10000);
  for (let node = firstChild[root]!; node; node = nextSibling[node]!) {
    const first = firstByte[node]! << 8;
    if (depth[node]! >= 2) {
      pairs[first | FOLD_BYTE[bytes[labelStart[node]! + 1]!]!] = node;
    } else {
      for (let child = firstChild[node]!; child; child = nextSibling[child]!) {
        pairs[first | firstByte[child]!] = child;
      }
    }
  }
  return {
    pairs,
    stringStart,
    labelStart,
    labelEnd,
    firstByte,
    firstChild: firstChild.subarray(0, count),
    nextSibling: nextSibling.subarray(0, count),
    terminal: terminal.subarray(0, count),
  };
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
    if (trie.terminal[node]! >= 0) found(node, place);
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
