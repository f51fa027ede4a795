import type { PageText, TextSegment } from '../../lib/page/types.ts';

const BLOCKS =
  'p,h1,h2,h3,h4,h5,h6,li,blockquote,pre,figure,figcaption,div,section,article,table,tr,td,th,dl,dt,dd,ul,ol,hr,br';

/**
 * The text of what the reader view shows, with the way to its nodes: blocks apart by `\n`, white space as one space.
 * lib/page reads pages it knows nothing about; this is our own markup, in which everything counts.
 */
export function readerText(root: HTMLElement): PageText {
  const segments: TextSegment[] = [];
  let text = '';
  let pending = '';
  const walk = (node: Node) => {
    if (node.nodeType === Node.TEXT_NODE) {
      const { data } = node as Text;
      for (const match of data.matchAll(/[\s\u200b]+|[^\s\u200b]+/g)) {
        const space = /^[\s\u200b]/.test(match[0]);
        if (space) {
          if (text && !pending) pending = ' ';
          continue;
        }
        text += pending;
        pending = '';
        segments.push({
          start: text.length,
          end: text.length + match[0].length,
          node: node as Text,
          offset: match.index,
        });
        text += match[0];
      }
      return;
    }
    const block = node instanceof Element && node.matches(BLOCKS);
    if (block && text) pending = '\n';
    for (const child of node.childNodes) walk(child);
    if (block && text) pending = '\n';
  };
  walk(root);
  return { text, segments: joined(text, segments), headline: null, roots: [root], truncated: false };
}

/** Neighbouring words of one node are one segment with the single space between them. */
function joined(text: string, segments: readonly TextSegment[]): TextSegment[] {
  const result: TextSegment[] = [];
  for (const segment of segments) {
    const last = result.at(-1);
    const gap = last ? segment.start - last.end : 0;
    if (
      last?.node === segment.node &&
      segment.offset - (last.offset + last.end - last.start) === gap &&
      (gap === 0 || text[last.end] === last.node.data[last.offset + last.end - last.start])
    ) {
      last.end = segment.end;
    } else result.push({ ...segment });
  }
  return result;
}
