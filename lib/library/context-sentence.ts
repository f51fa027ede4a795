/**
 * The sentence around a name, for cards and kept names. Thai does not end its sentences; news sets a space between clauses
 * and a line between paragraphs. So: the paragraph if it is short, else whole clauses around the name.
 */
export interface ContextSentence {
  sentence: string;
  /** The name inside `sentence`, UTF-16 code units. */
  start: number;
  end: number;
}

/** `reach`: at most so many code units before and after the name (a clause is never cut unless it is longer itself). */
export function contextSentence(text: string, start: number, end: number, reach = 110): ContextSentence {
  const paragraphStart = text.lastIndexOf('\n', start - 1) + 1;
  const newline = text.indexOf('\n', end);
  const paragraphEnd = newline < 0 ? text.length : newline;
  let from = paragraphStart;
  if (start - from > reach) {
    const space = text.indexOf(' ', start - reach);
    from = space >= 0 && space < start ? space + 1 : safeCut(text, start - reach);
  }
  let to = paragraphEnd;
  if (to - end > reach) {
    const space = text.lastIndexOf(' ', end + reach);
    to = space > end ? space : safeCut(text, end + reach);
  }
  const raw = text.slice(from, to);
  const lead = raw.length - raw.trimStart().length;
  const before = from > paragraphStart ? '…' : '';
  const after = to < paragraphEnd ? '…' : '';
  const shift = before.length - from - lead;
  return { sentence: `${before}${raw.trim()}${after}`, start: start + shift, end: end + shift };
}

/** The next place at or after `offset` that splits neither a surrogate pair nor a base from its marks. */
function safeCut(text: string, offset: number): number {
  let at = offset;
  while (at < text.length && /[\p{M}\uDC00-\uDFFF]/u.test(text[at]!)) at++;
  return at;
}
