/**
 * What every page is asked first: is there any sign of Thai at all?
 *
 * One question to the browser in XPath, answered with one string: nothing is wrapped for the script. Reading a paragraph or `lang` through its element makes
 * the browser set up the interfaces of HTML elements in the script's own world: most of what a detector costs on a page in
 * another language, in time and in heap (docs/performance.md).
 */
import { read } from './safe-dom.ts';

export interface FirstSign {
  /** There is a run of Thai, or the page says that it is Thai. */
  thai: boolean;
  /** There is text, of whatever language: a page without may still draw itself. */
  drawn: boolean;
}

/** Its language; whether any of its texts has 60 characters; all of its text. */
const QUESTION =
  'concat(/*/@lang," ",boolean(//body//*[not(self::script|self::style|self::noscript)]/text()[string-length(normalize-space())>59])," ",/*)';

/** Whether the page says by its first tag that it is Thai: known before anything else of it is. */
export function saysThai(document: Document): boolean {
  return /^th\b/i.test(ask(document, 'string(/*/@lang)'));
}

export function firstSign(document: Document): FirstSign {
  const answer = ask(document, QUESTION);
  return {
    // Thai does without spaces: links to Thai editions (ไทย, ภาษาไทย) are shorter runs.
    thai: /^[Tt][Hh]\b|(?:[ก-๎] ?){12}/.test(answer),
    drawn: /^\S* t/.test(answer),
  };
}

function ask(document: Document, question: string): string {
  return read(document, 'evaluate').call(document, question, document, null, 2, null).stringValue;
}
