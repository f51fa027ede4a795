import { canonicalUrl } from '../library/canonical-url.ts';
import { addCorrection, removeCorrection } from '../library/corrections.ts';
import type { LibraryDatabase } from '../library/database.ts';
import { keepName, keptKey, unkeepName } from '../library/keep-name.ts';
import { saveArticle, savedState } from '../library/save-article.ts';
import { storageResult } from '../library/storage-errors.ts';
import { putUserEntry } from '../library/user-entries.ts';
import { type Handlers, MAX_HTML, type PageRequest } from '../messages.ts';
import type { LanguageDecision } from '../page/language.ts';
import type { Detection } from '../page/types.ts';
import { fail, ok, type Result } from '../result.ts';
import { makeMissingCards } from '../review/make-cards.ts';
import { siteOf } from '../settings.ts';
import { normalise } from '../thai/normal-form.ts';
import { type Annotator, normalForm } from './annotator.ts';
import { showCount } from './badge.ts';
import { comesEarlyAt, lookEarlyAt } from './early-look.ts';
import { inject, isWanted, isWatched } from './injection.ts';
import { openPage } from './open-page.ts';
import { putStyle, putStyleEarly, sheetsOfFirst, styleOfFirst } from './page-style.ts';
import { settingsNow } from './settings-held.ts';
import { changeTab } from './tab-memory.ts';
import { proveRule } from './thai-rule.ts';

/** Who asks: the tab and address that the browser vouches for, not what the message says. */
export interface Asker {
  tabId: number | null;
  frameId: number;
  url: string;
  /** In a window that leaves nothing behind. */
  isPrivate: boolean;
}

export interface BackgroundParts {
  db: LibraryDatabase;
  annotator: Annotator;
  /** The language of a mixed text, by franc; loaded only then. */
  languageOf(sample: string): Promise<LanguageDecision>;
}

/** The frame that shows a page's first names is to be drawn before the rest of the reader comes. */
const READER_AFTER_MS = 50;

const isHtml = (value: unknown): value is string => typeof value === 'string' && value.length <= MAX_HTML;
const hostOf = (url: string) => (URL.canParse(url) ? siteOf(new URL(url).hostname) : '');

/** Answers to what scripts in pages ask. */
export function pageHandlers({ db, annotator, languageOf }: BackgroundParts): Handlers<PageRequest, Asker> {
  return {
    async 'thai-sign'({ there, parsed, prefix }, { tabId, frameId, url }) {
      if (tabId === null || frameId !== 0) return fail('bad-input', 'only a main frame is detected');
      const settings = await settingsNow();
      if (!isWatched(url, settings)) return ok({ inject: false });
      putStyleEarly({ tabId, frameId }, prefix, settings.styles);
      // Whatever comes of it, the recogniser is likely to be wanted soon.
      annotator.warm();
      // It stands behind the watch in the page, which asks while the watch runs; should it not have come, it asks again.
      const comes = there || (!parsed && (await comesEarlyAt(url)));
      const put = comes ? ok(null) : await inject(tabId, '/first-look.js');
      return put.ok ? ok({ inject: true }) : put;
    },

    async detected({ detection, sample, first }, { tabId, frameId, url, isPrivate }) {
      if (tabId === null || frameId !== 0) return fail('bad-input', 'only a main frame is detected');
      const judged = sample ? { ...detection, ...(await judgeMixed(sample, languageOf)) } : detection;
      const settings = await settingsNow();
      if (!first || !isWanted(judged, url, settings)) {
        const begun = await beginReading(tabId, url, judged, annotator);
        return begun.ok ? ok({ inject: begun.value, first: null }) : begun;
      }
      const sheets = await sheetsOfFirst(first, settings.styles);
      // The style first: this thread has no time for another call while it looks for names. Nobody waits for it: without it names
      // are not seen.
      if (!sheets) void styleOfFirst({ tabId, frameId }, first, settings.styles);
      const names = await annotator.annotate(first.text, { url: canonicalUrl(url, null), host: hostOf(url) });
      // The names are to be on the screen before the rest of the reader comes. Whatever fails here is met again, and told,
      // by the reader.
      setTimeout(() => {
        void beginReading(tabId, url, judged, annotator);
        if (!isPrivate) void lookEarlyAt(url);
        void proveRule(tabId);
      }, READER_AFTER_MS);
      const shown = names.ok ? { names: names.value, explain: settings.explain, sheets } : null;
      return ok({ inject: true, first: shown });
    },

    async 'reader-start'() {
      const { card, inline, pageKeys, theme, styles, explain } = await settingsNow();
      return ok({ settings: { card, inline, pageKeys, theme, styles, explain } });
    },

    annotate: ({ text }, { url }) =>
      annotator.annotate(text, { url: canonicalUrl(url, null), host: hostOf(url) }),

    async 'paint-style'({ prefix, dark, frames }, { tabId, frameId }) {
      if (tabId === null) return fail('bad-input', 'only a page in a tab is painted');
      return putStyle({ tabId, frameId }, { prefix, dark, frames }, (await settingsNow()).styles);
    },

    async 'page-names'({ names }, { tabId, url }) {
      if (tabId === null) return ok(null);
      await changeTab(tabId, (before) => ({
        detection: before?.detection ?? null,
        injected: true,
        ...before,
        url,
        names,
      }));
      const { badge } = await settingsNow();
      await showCount(tabId, badge ? names : 0);
      return ok(null);
    },

    async 'keep-name'({ entity, text, start, end, title, site, publishedIso, canonicalUrl: named }, { url }) {
      if (end <= start || end > text.length) return fail('bad-input', 'the name is not inside its sentence');
      const normal = normalise(text);
      const kept = await keepName(db, {
        entity,
        bodyId: null,
        articleId: null,
        url: canonicalUrl(url, named),
        title,
        site: site || hostOf(url),
        publishedIso,
        text: normal.text,
        start: normal.toNormal(start),
        end: normal.toNormal(end),
        normalForm,
        metAt: Date.now(),
      });
      if (!kept.ok) return kept;
      // The name is kept by now; cards that cannot be made at once are made when a session opens.
      const { review } = await settingsNow();
      await storageResult(() => makeMissingCards(db, review.templates, Date.now(), [kept.value.id]));
      return ok({ key: kept.value.key });
    },

    async 'unkeep-name'({ entity }) {
      const gone = await unkeepName(db, keptKey(entity, normalForm), Date.now());
      return gone.ok ? ok(null) : gone;
    },

    async 'save-article'({ capture }, { tabId, url }) {
      // The address is the browser's word; the clean copy is made in the page only now, as most pages are never saved.
      const html = tabId === null ? ok(capture.html) : await inject(tabId, '/clean-copy.js');
      return saveArticle(
        { ...capture, url, html: html.ok && isHtml(html.value) ? html.value : capture.html },
        { db, normalText: normalise },
      );
    },

    async 'saved-state'({ canonicalUrl: named }, { url }) {
      const saved = await savedState(db, url, named);
      if (!saved.ok || !saved.value) return saved.ok ? ok(null) : saved;
      return ok({ articleId: saved.value.articleId, savedAt: saved.value.savedAt });
    },

    async correct({ surface, action, english, scope }, { url }) {
      const where = scope === 'page' ? canonicalUrl(url, null) : scope === 'site' ? hostOf(url) : '';
      const made = await addCorrection(db, { surface, action, english, scope, where }, Date.now());
      return made.ok ? ok({ id: made.value.id }) : made;
    },

    'undo-correction': ({ id }) => removeCorrection(db, id, Date.now()),

    async 'edit-gloss'({ entry }) {
      const written = await putUserEntry(db, entry, { normalForm, now: Date.now() });
      if (!written.ok) return written;
      annotator.forgetUserGlossary();
      return ok({ id: written.value.id });
    },

    open: ({ page, hash }, { tabId }) => openPage(page, hash, tabId),
  };
}

/** Remembers what a page was taken for and, if it is to be read, puts the reader in. Gives whether it is. */
export async function beginReading(
  tabId: number,
  url: string,
  detection: Detection,
  annotator: Annotator,
): Promise<Result<boolean>> {
  const wanted = isWanted(detection, url, await settingsNow());
  if (wanted) annotator.warm();
  const injecting: Promise<Result<unknown>>[] = [];
  await changeTab(tabId, (before) => {
    const same = before?.url === url ? before : null;
    // The reader goes in while the tab's page is written down: names come sooner. It goes in whatever was noted before: a page
    // that was loaded again has the same address and no reader, and where there is one the second leaves at once.
    if (wanted) injecting.push(inject(tabId, '/reader.js'));
    return { url, detection, names: same?.names ?? 0, injected: wanted || (same?.injected ?? false) };
  });
  if (!wanted) return ok(false);
  const [injected = ok(true)] = await Promise.all(injecting);
  return injected.ok ? ok(true) : injected;
}

/** What franc says of a text whose letters do not tell: Thai news with much Latin in it, or another language. */
export async function judgeMixed(
  sample: string,
  languageOf: BackgroundParts['languageOf'],
): Promise<{ language: string; verdict?: 'other-language' }> {
  const { language, thai } = await languageOf(sample);
  return thai ? { language: 'th' } : { language, verdict: 'other-language' };
}
