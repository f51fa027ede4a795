/**
 * Names and titles come from pages, files and other people's backups. Characters that cannot be seen can make one name look
 * like another: direction overrides turn letters round (Unicode TR36, 2.5 "Bidirectional Text Spoofing"), zero-width ones hide
 * in a name that then is not the one it looks like.
 */

/**
 * Controls other than tab and line feed, soft hyphen, joiners and spaces without width, direction marks, embeddings, overrides
 * and isolates, fillers that are drawn as nothing, interlinear marks, tags, halves of a pair.
 */
const UNSEEN =
  /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\u3164\ufe00-\ufe0e\ufeff\uffa0\ufff0-\ufffb\u{e0000}-\u{e0fff}\ud800-\udfff]/gu;

/** More marks than these on one letter climb over the lines above; Thai needs two. */
const PILED = /(\p{M}{4})\p{M}+/gu;

/** The text as it is seen: without what has no width and no meaning in a name, or turns its letters round. */
export function visibleText(text: string): string {
  return text.replace(UNSEEN, '').replace(PILED, '$1');
}
