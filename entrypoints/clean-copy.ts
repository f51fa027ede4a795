import { defineUnlistedScript } from 'wxt/utils/define-unlisted-script';
import { cleanCopy, createSanitiser } from '../lib/page/clean-copy.ts';
import { extractPageText } from '../lib/page/page-text.ts';

/** Injected when an article is saved, and only then; its result is the clean HTML of the article. */
export default defineUnlistedScript(
  () => cleanCopy(document, extractPageText(document), createSanitiser(window)).html,
);
