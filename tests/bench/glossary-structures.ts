/**
 * The two structures that the glossary's index was chosen against, as small as they can be built over the same
 * sorted keys: a minimal acyclic automaton (DAWG, Daciuk et al. 2000) with perfect hashing, and a double-array
 * trie (Aoe 1989). They exist for the benchmark only.
 */

export interface Structure {
  /** As it would stand in the file. */
  bytes: Uint8Array;
  decode(bytes: Uint8Array): Matcher;
}

/** Counts the keys that begin anywhere in `codes`. */
export type Matcher = (codes: Uint8Array) => number;

interface State {
  final: boolean;
  edges: [label: number, target: State][];
  id: number;
}

/** Minimal automaton of sorted keys, built by registering finished states. */
function minimalAutomaton(keys: readonly Uint8Array[]): State {
  const root: State = { final: false, edges: [], id: -1 };
  const register = new Map<string, State>();
  let nextId = 0;
  const finish = (state: State): void => {
    const last = state.edges[state.edges.length - 1];
    if (!last) return;
    const child = last[1];
    finish(child);
    const key = `${child.final}|${child.edges.map(([label, target]) => `${label}:${target.id}`).join(',')}`;
    const known = register.get(key);
    if (known) last[1] = known;
    else {
      child.id = nextId++;
      register.set(key, child);
    }
  };
  for (const key of keys) {
    let state = root;
    let at = 0;
    for (; at < key.length; at++) {
      const last = state.edges[state.edges.length - 1];
      if (!last || last[0] !== key[at]) break;
      state = last[1];
    }
    finish(state);
    for (; at < key.length; at++) {
      const child: State = { final: false, edges: [], id: -1 };
      state.edges.push([key[at]!, child]);
      state = child;
    }
    state.final = true;
  }
  finish(root);
  return root;
}

/** Edges state by state: label, target (24 bits), last-edge and final flags, and how many keys each state leads to. */
export function dawg(keys: readonly Uint8Array[]): Structure {
  const root = minimalAutomaton(keys);
  const firstEdge = new Map<State, number>();
  const order: State[] = [];
  let edgeCount = 1;
  const place = (state: State): void => {
    if (firstEdge.has(state)) return;
    firstEdge.set(state, state.edges.length > 0 ? edgeCount : 0);
    order.push(state);
    edgeCount += state.edges.length;
    for (const [, target] of state.edges) place(target);
  };
  place(root);
  const counts = new Map<State, number>();
  const count = (state: State): number => {
    const known = counts.get(state);
    if (known !== undefined) return known;
    const total = state.edges.reduce((sum, [, target]) => sum + count(target), state.final ? 1 : 0);
    counts.set(state, total);
    return total;
  };
  const labels = new Uint8Array(edgeCount);
  const flags = new Uint8Array(edgeCount);
  const targets = new Uint32Array(edgeCount);
  const leads = new Uint16Array(edgeCount);
  for (const state of order) {
    const first = firstEdge.get(state)!;
    for (const [i, [label, target]] of state.edges.entries()) {
      labels[first + i] = label;
      flags[first + i] = (i === state.edges.length - 1 ? 1 : 0) | (target.final ? 2 : 0);
      targets[first + i] = firstEdge.get(target)!;
      leads[first + i] = count(target);
    }
  }
  const bytes = new Uint8Array(4 + edgeCount * 7);
  new DataView(bytes.buffer).setUint32(0, edgeCount, true);
  // Byte planes compress far better than interleaved numbers.
  let at = 4;
  for (const plane of [
    labels,
    flags,
    Uint8Array.from(targets, (target) => target & 0xff),
    Uint8Array.from(targets, (target) => (target >> 8) & 0xff),
    Uint8Array.from(targets, (target) => target >> 16),
    Uint8Array.from(leads, (lead) => lead & 0xff),
    Uint8Array.from(leads, (lead) => lead >> 8),
  ]) {
    bytes.set(plane, at);
    at += edgeCount;
  }
  return { bytes, decode: decodeDawg };
}

function decodeDawg(bytes: Uint8Array): Matcher {
  const edgeCount = new DataView(bytes.buffer, bytes.byteOffset).getUint32(0, true);
  const plane = (number: number) => bytes.subarray(4 + number * edgeCount, 4 + (number + 1) * edgeCount);
  const labels = plane(0);
  const flags = plane(1);
  const [low, middle, high] = [plane(2), plane(3), plane(4)];
  const targets = new Uint32Array(edgeCount);
  for (let i = 0; i < edgeCount; i++) targets[i] = low[i]! | (middle[i]! << 8) | (high[i]! << 16);
  const roots = new Int32Array(256).fill(-1);
  for (let edge = 1; edge < edgeCount; edge++) {
    roots[labels[edge]!] = edge;
    if (flags[edge]! & 1) break;
  }
  return (codes) => {
    let found = 0;
    for (let start = 0; start < codes.length; start++) {
      let edge = roots[codes[start]!]!;
      let at = start;
      while (edge >= 0) {
        if (flags[edge]! & 2) found++;
        let next = targets[edge]!;
        if (next === 0 || ++at >= codes.length) break;
        const code = codes[at]!;
        while (labels[next] !== code) {
          if (flags[next]! & 1) {
            next = -1;
            break;
          }
          next++;
        }
        edge = next;
      }
    }
    return found;
  };
}

/** BASE and CHECK, first fit; a key's end is an edge labelled 0. */
export function doubleArray(keys: readonly Uint8Array[]): Structure {
  let base = new Int32Array(1 << 16);
  let check = new Int32Array(1 << 16).fill(-1);
  const grow = (size: number): void => {
    if (size <= base.length) return;
    const length = Math.max(size, base.length * 2);
    const moreBase = new Int32Array(length);
    moreBase.set(base);
    base = moreBase;
    const moreCheck = new Int32Array(length).fill(-1);
    moreCheck.set(check);
    check = moreCheck;
  };
  check[0] = 0;
  let firstFree = 1;
  let used = 1;
  const stack: { node: number; from: number; to: number; depth: number }[] = [
    { node: 0, from: 0, to: keys.length, depth: 0 },
  ];
  while (stack.length > 0) {
    const { node, from, to, depth } = stack.pop()!;
    const children: { label: number; from: number; to: number }[] = [];
    for (let i = from; i < to; i++) {
      const label = depth < keys[i]!.length ? keys[i]![depth]! : 0;
      const last = children[children.length - 1];
      if (last?.label === label) last.to = i + 1;
      else children.push({ label, from: i, to: i + 1 });
    }
    while (check[firstFree] !== -1) {
      grow(firstFree + 300);
      firstFree++;
    }
    let offset = Math.max(1, firstFree - children[0]!.label);
    for (;;) {
      grow(offset + 300);
      if (children.every(({ label }) => check[offset + label] === -1)) break;
      offset++;
    }
    base[node] = offset;
    for (const child of children) {
      check[offset + child.label] = node;
      used = Math.max(used, offset + child.label + 1);
    }
    for (const child of children) {
      if (child.label === 0) base[offset] = -child.from - 1;
      else stack.push({ node: offset + child.label, from: child.from, to: child.to, depth: depth + 1 });
    }
  }
  const words = new Int32Array(used * 2);
  words.set(base.subarray(0, used));
  words.set(check.subarray(0, used), used);
  return { bytes: new Uint8Array(words.buffer), decode: decodeDoubleArray };
}

function decodeDoubleArray(bytes: Uint8Array): Matcher {
  const words = new Int32Array(bytes.buffer, bytes.byteOffset, bytes.length / 4);
  const base = words.subarray(0, words.length / 2);
  const check = words.subarray(words.length / 2);
  return (codes) => {
    let found = 0;
    for (let start = 0; start < codes.length; start++) {
      let node = 0;
      for (let at = start; at < codes.length; at++) {
        const next = base[node]! + codes[at]!;
        if (check[next] !== node) break;
        node = next;
        if (check[base[node]!] === node && base[base[node]!]! < 0) found++;
      }
    }
    return found;
  };
}
