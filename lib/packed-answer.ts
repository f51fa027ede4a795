/**
 * Answers with many objects in them travel as one text where the browser would copy them object by object: on the page of 1,000,000
 * characters that took Firefox 1.7 s, as a text 0.3 (docs/performance.md).
 */
const PACKED: ReadonlySet<unknown> = new Set(['annotate', 'detected']);

/** What goes out in answer to a message of that type; `answer` is made of JSON values alone. */
export function packAnswer(type: unknown, answer: unknown): unknown {
  return PACKED.has(type) ? JSON.stringify(answer) : answer;
}

/** What came in, packed or not. Throws a `SyntaxError` on a text that nobody packed. */
export function unpackAnswer(answer: unknown): unknown {
  return typeof answer === 'string' ? JSON.parse(answer) : answer;
}
