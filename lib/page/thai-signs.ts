/**
 * Where the browser itself looks for Thai, without a script in the page: hosts whose pages get the watch whatever they say,
 * and signs that Chromium matches while it styles a page (docs/decisions/0014-no-script-without-a-sign.md).
 */

/**
 * Match patterns of Thailand's own domain and of Thai news that lives elsewhere. They need no sign: a page there may say that
 * it is in English and hold Thai all the same.
 */
export const THAI_SITES: readonly string[] = [
  '.th',
  'amarintv.com',
  'bangkokbiznews.com',
  'brandinside.asia',
  'ch7.com',
  'ejan.co',
  'hfocus.org',
  'isranews.org',
  'kapook.com',
  'komchadluek.net',
  'mcot.net',
  'mgronline.com',
  'naewna.com',
  'nationtv.tv',
  'one31.net',
  'posttoday.com',
  'pptvhd36.com',
  'prachachat.net',
  'prachatai.com',
  'sanook.com',
  'tcijthai.com',
  'thaipost.net',
  'thaipublica.org',
  'thansettakij.com',
  'the101.world',
  'thematter.co',
  'thestandard.co',
  'tnnthailand.com',
  'voathai.com',
  'workpointtoday.com',
].map((host) => `*://*.${host.replace(/^\./, '')}/*`);

/** The commonest Thai letters: a text of some length without any of them is no Thai. */
const LETTERS = ['า', 'น', 'ร'];
/** Attributes of things on the page that hold words. */
const WORDED = ['title', 'alt', 'aria-label', 'placeholder'];

/** Not in text that says that it is Thai: there it is known, and has hundreds of them. */
const holds = (attribute: string, ...more: string[]) => {
  const parts = [...more, ...LETTERS.map((letter) => `[${attribute}*="${letter}"]`)];
  return `[${attribute}]:not(:lang(th)):is(${parts.join(',')})`;
};

/** What stands around text; the empty frames that many pages hold, and that say no language, have none of it. */
const TEXT = ['p', 'h1', 'h2', 'table', 'br', 'article'];
/**
 * Languages in which pages say that they are, the commonest first: in a page in English one question to each paragraph is all.
 * Thai is one of them, as pages that say so are told by their first tag.
 */
const SAID =
  'en th zh es ja de fr ru pt it ko vi tr fa pl nl id ar cs uk hu el ro sv da fi no nb nn he sk bg hr sr lt sl et lv ca hi bn ta te ml mr gu kn pa ur ms tl fil km lo my mn ka hy az kk uz be sq mk is ga eu gl af sw am ne si'.split(
    ' ',
  );
/** Only the first of its kind in its place: each element that matches costs the browser some 20 µs. */
const SAYS_NOTHING = `${SAID.map((language) => `:not(:lang(${language}))`).join('')}:first-of-type`;

/**
 * Compound selectors; what matches any of them may be Thai: a page or a part of it that says so, text in no said language
 * (`:lang` knows what page, part and server say), and links, pictures and labels with Thai letters, as many Thai sites have a
 * template that says `en`.
 * Each begins with a tag or an attribute, by which the browser sorts it: an element without is not asked.
 */
export const THAI_SIGNS: readonly string[] = [
  'html[lang|="th" i]',
  '[lang|="th" i]:is(body,main,article,section,div,p)',
  ...TEXT.map((tag) => tag + SAYS_NOTHING),
  ...WORDED.map((attribute) => holds(attribute)),
  // Thai in UTF-8, as addresses write it: the consonants and half of the vowels.
  holds('href', '[href*="%E0%B8" i]'),
];
