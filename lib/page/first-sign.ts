/**
 * What a page is asked first: is there any Thai at all?
 *
 * One question to the browser in XPath, answered with one string: nothing is wrapped for the script. Reading a paragraph or
 * `lang` through its element makes the browser set up the interfaces of HTML elements in the script's own world: most of what a
 * detector costs on a page in another language, in time and in heap (docs/performance.md).
 */
import { read } from './safe-dom.ts';

export interface FirstSign {
  /** There is a run of Thai, or the page says that it is Thai. */
  thai: boolean;
  /** There is text, of whatever language: a page without may still draw itself. */
  drawn: boolean;
}

/** 1 where any of its texts has 60 characters, else 0; its language; all of its text. */
const QUESTION =
  'concat(number(boolean(//body//*[not(self::script|self::style|self::noscript)]/text()[string-length(normalize-space())>59])),/*/@lang," ",/*)';
/** Looked for first: on nearly all pages there is none, and that is told ten times as fast. */
const ANY_THAI = /[ก-๎]/;
/** Thai does without spaces: links to Thai editions (ไทย, ภาษาไทย) are shorter runs. */
const THAI_RUN = /(?:[ก-๎] ?){12}/;

/** Whether the page says by its first tag that it is Thai: known before anything else of it is. */
export function saysThai(document: Document): boolean {
  return /^th\b/i.test(ask(document, 'string(/*/@lang)'));
}

export function firstSign(document: Document): FirstSign {
  const answer = ask(document, QUESTION);
  return {
    thai: /^.th\b/i.test(answer) || (ANY_THAI.test(answer) && THAI_RUN.test(answer)),
    drawn: answer[0] === '1',
  };
}

function ask(document: Document, question: string): string {
  return read(document, 'evaluate').call(document, question, document, null, 2, null).stringValue;
}
