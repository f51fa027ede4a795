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

export function firstSign(document: Document): FirstSign {
  const { stringValue } = read(document, 'evaluate').call(document, QUESTION, document, null, 2, null);
  return {
    // Thai does without spaces: links to Thai editions (ไทย, ภาษาไทย) are shorter runs.
    thai: /^[Tt][Hh]\b|(?:[ก-๎] ?){12}/.test(stringValue),
    drawn: /^\S* t/.test(stringValue),
  };
}
