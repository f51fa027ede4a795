import { type CodePage, fromBytes } from './code-page.ts';
import { FORM_EXACT, FORM_HAS_LATIN, FORM_SAME_KEY_FOLLOWS } from './encode.ts';
import { standsInText } from './form-edges.ts';
import { buildTrie, followTrie, type Trie } from './trie.ts';

/** Finds the forms of a compiled glossary in a text; the contract is `GlossaryIndex`'s. */
export class FormMatcher {
  private readonly page: CodePage;
  private readonly bytes: Uint8Array;
  private readonly offsets: Uint32Array;
  private readonly formFlags: Uint8Array;
  private readonly trie: Trie;

  /** `offsets` is filled with where each form begins in `bytes`. */
  constructor(
    page: CodePage,
    bytes: Uint8Array,
    lengths: Uint16Array,
    prefixes: Uint16Array,
    formFlags: Uint8Array,
    offsets: Uint32Array,
  ) {
    this.page = page;
    this.bytes = bytes;
    this.offsets = offsets;
    this.formFlags = formFlags;
    this.trie = buildTrie(bytes, lengths, prefixes, offsets);
  }

  private textOf(form: number): string {
    return fromBytes(this.bytes, this.offsets[form]!, this.offsets[form + 1]!, this.page);
  }

  matches(text: string, each: (start: number, end: number, form: number) => void): void {
    const { trie, bytes, formFlags } = this;
    const { folded } = this.page;
    const { pairs, stringStart, terminal } = trie;
    const last = text.length - 1;
    let start = 0;
    const found = (node: number, end: number): void => {
      const form = terminal[node]! - 1;
      if (!standsInText(text, start, end)) return;
      if (formFlags[form] === 0) each(start, end, form);
      else {
        const right = this.formAsWritten(form, text, start, end);
        if (right >= 0) each(start, end, right);
      }
    };
    let next = last >= 0 ? folded[text.charCodeAt(0)]! : 0;
    for (let i = 0; i < last; i++) {
      const code = next;
      next = folded[text.charCodeAt(i + 1)]!;
      const node = pairs[(code << 8) | next]!;
      if (node === 0) continue;
      start = i;
      followTrie(trie, bytes, folded, text, node, stringStart[node]! + 2, i + 2, found);
    }
  }

  longestAt(text: string, offset: number): { end: number; form: number } | undefined {
    if (offset < 0 || offset + 1 >= text.length) return undefined;
    const { folded } = this.page;
    const node =
      this.trie.pairs[(folded[text.charCodeAt(offset)]! << 8) | folded[text.charCodeAt(offset + 1)]!]!;
    if (node === 0) return undefined;
    let longest: { end: number; form: number } | undefined;
    const labelAt = this.trie.stringStart[node]! + 2;
    followTrie(this.trie, this.bytes, folded, text, node, labelAt, offset + 2, (hit, end) => {
      if (longest && end < longest.end) return;
      if (!standsInText(text, offset, end)) return;
      const form = this.formAsWritten(this.trie.terminal[hit]! - 1, text, offset, end);
      // Two forms that differ in an optional space only both stand here: the one written so is meant.
      const better = longest?.end !== end || this.textOf(form) === text.slice(offset, end);
      if (form >= 0 && better) longest = { end, form };
    });
    return longest;
  }

  /** Of the forms that share a key: the one written so, else a name that differs in capitals only, else -1. */
  private formAsWritten(first: number, text: string, start: number, end: number): number {
    if (this.formFlags[first] === 0) return first;
    let name = -1;
    for (let form = first; ; form++) {
      const flags = this.formFlags[form]!;
      if ((flags & FORM_HAS_LATIN) === 0) return form;
      if (this.isWrittenSo(form, text, start, end)) return form;
      if (name < 0 && (flags & FORM_EXACT) === 0 && this.beginsAlike(form, text, start)) name = form;
      if ((flags & FORM_SAME_KEY_FOLLOWS) === 0) return name;
    }
  }

  private beginsAlike(form: number, text: string, start: number): boolean {
    const byte = this.bytes[this.offsets[form]!]!;
    return this.page.units[byte] === text.charCodeAt(start);
  }

  private isWrittenSo(form: number, text: string, start: number, end: number): boolean {
    let at = this.offsets[form]!;
    const stop = this.offsets[form + 1]!;
    let place = start;
    while (at < stop && place < end) {
      const unit = this.page.units[this.bytes[at]!]!;
      if (unit === text.charCodeAt(place)) place++;
      else if (unit !== 0x20) return false;
      at++;
      // Optional spaces: more of them, or none, are as good.
      while (unit === 0x20 && text.charCodeAt(place) === 0x20) place++;
    }
    return at === stop && place === end;
  }

  find(form: string): number {
    if (form.length < 2) return -1;
    const { folded } = this.page;
    const node = this.trie.pairs[(folded[form.charCodeAt(0)]! << 8) | folded[form.charCodeAt(1)]!]!;
    if (node === 0) return -1;
    let id = -1;
    const labelAt = this.trie.stringStart[node]! + 2;
    followTrie(this.trie, this.bytes, folded, form, node, labelAt, 2, (hit, end) => {
      if (end !== form.length) return;
      for (let same = this.trie.terminal[hit]! - 1; ; same++) {
        if (this.textOf(same) === form) id = same;
        if ((this.formFlags[same]! & FORM_SAME_KEY_FOLLOWS) === 0) break;
      }
    });
    return id;
  }
}
