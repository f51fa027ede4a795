/**
 * Answers that hold a page's names travel as one text where the browser would copy them object by object, in two processes: for a
 * page of 1,000,000 characters that took Firefox 1.7 s, as a text 0.3 (docs/performance.md). In Chromium any message is a text on
 * its way. Not in messages.ts: the first look unpacks too, and is not to carry the schemas.
 */

const HOLD_NAMES: ReadonlySet<unknown> = new Set([
  'annotate',
  'detected',
  'tab-state',
  'page-state',
  'capture',
]);

/**
 * What goes out in answer to a request of that type.
 * @param answer of JSON values alone
 * @param address of anything in the extension, as the browser has it
 */
export function packAnswer(type: unknown, answer: unknown, address: string): unknown {
  return address.startsWith('moz-extension:') && HOLD_NAMES.has(type) ? JSON.stringify(answer) : answer;
}

/** What came in, packed or not; a text that nobody packed stays one, and is no answer. */
export function unpackAnswer(answer: unknown): unknown {
  if (typeof answer !== 'string') return answer;
  try {
    return JSON.parse(answer);
  } catch {
    return answer;
  }
}
