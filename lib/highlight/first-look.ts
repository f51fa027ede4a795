/**
 * The first look at a page with a sign of Thai: is it news? If so its text goes to the background with the answer, and the
 * names that come back are painted at once. Everything else, the card above all, comes later (reader.ts): a page waits for
 * one trip and for no script that it does not need yet.
 */
import type { AnswerTo, PageRequest } from '../messages.ts';
import { unpackAnswer } from '../packed-answer.ts';
import { detect, type Look } from '../page/detect.ts';
import { firstSign, saysThai } from '../page/first-sign.ts';
import { read } from '../page/safe-dom.ts';
import { isPrerendered, type LookNow, type WatchWorld } from '../page/watch-page.ts';
import { randomLetters } from '../random-letters.ts';
import type { Result } from '../result.ts';
import { type FirstReading, hasFrames, paintFirst, readStart } from './first-reading.ts';

type Detected = Extract<PageRequest, { type: 'detected' }>;

/** What was begun for a reader that is on its way. */
export interface Beginning {
  /** Null where it came to nothing: the reader begins anew. */
  reading: Promise<FirstReading | null>;
  /** Ends the watch over what was read; gives whether it has changed since. */
  changed(): boolean;
}

/** In the scripts' own world, which the page cannot see. */
export interface LookWorld extends WatchWorld {
  wonglepLook?: {
    look: LookNow;
    /** Looks anew and tells nobody: for the background, when the user asks why. */
    report(): Pick<Look, 'detection' | 'sample'>;
  };
  wonglepBeginning?: Beginning;
  wonglepReader?: unknown;
}

export function beginLooking(): void {
  const world = globalThis as LookWorld;
  // Injected by whoever asks first, and perhaps again.
  if (world.wonglepLook) return;
  let told = '';
  let waiting = false;
  let timer: ReturnType<typeof setTimeout> | undefined;
  /** Whether the page has changed since it was looked at early; null where it was not. */
  let changedSinceEarly: (() => boolean) | null = null;

  /** After navigation the old page's text may still stand there, however much it is. */
  const look: LookNow = ([wait, ...further], navigated) => {
    clearTimeout(timer);
    const settled = changedSinceEarly && !changedSinceEarly();
    changedSinceEarly = null;
    if (settled && !navigated) return;
    const { thai, drawn } = firstSign(document);
    // What was once told of this document is told again when it is no longer so.
    const found = told || thai ? detect(document) : null;
    const verdict = found?.detection.verdict;
    waiting =
      !!wait &&
      (found ? verdict !== 'thai-news' && (found.empty || (navigated && verdict === 'thai-other')) : !drawn);
    if (waiting) timer = setTimeout(look, wait, further, navigated);
    if (!found) return;
    found.detection.pending = waiting;
    // The fragment names a place in the same article.
    const address = read(document, 'URL').replace(/#.*/, '');
    const news = `${address} ${verdict} ${found.detection.score} ${waiting}`;
    if (news === told || (verdict === 'other-language' && !told)) return;
    told = news;
    void tell(world, found);
  };

  /**
   * The page is parsed, but its deferred scripts have not run: news that can be read now is read now. What is no news yet is
   * looked at when they have run, and so is what they have changed.
   */
  const early = (): void => {
    const found = saysThai(document) || firstSign(document).thai ? detect(document) : null;
    if (found?.detection.verdict !== 'thai-news') return;
    told = `${read(document, 'URL').replace(/#.*/, '')} thai-news ${found.detection.score} false`;
    void tell(world, found);
    // The text is on its way; nothing of the page has run since it was read.
    changedSinceEarly = changesOf(null);
  };

  world.wonglepLook = {
    look,
    report: () => {
      const { detection, sample } = detect(document);
      detection.pending = waiting;
      return { detection, sample };
    },
  };
  const due = world.wonglepWatch?.due;
  if (due) look(...due);
  // A page that nobody has opened yet is looked at when the watch says so.
  else if (document.readyState === 'loading' && !isPrerendered(document))
    globalThis.addEventListener('readystatechange', early, { once: true, capture: true });
}

/** Tells the background what was found; of a news page its first text too, whose names are painted when they are there. */
async function tell(world: LookWorld, { detection, sample, mass }: Look): Promise<void> {
  const runtime = (world.browser ?? world.chrome)?.runtime;
  // Without an id the extension was updated or removed under this page: there is nobody to tell.
  if (!runtime?.id) return;
  // A page with a reader is read by it.
  const begins = detection.verdict === 'thai-news' && !world.wonglepReader && !world.wonglepBeginning;
  // A long page has taken its share of this task by being measured.
  if (begins && mass?.truncated) await new Promise((resolve) => setTimeout(resolve, 0));
  const start = begins && mass ? readStart(document, mass) : null;
  const prefix = world.wonglepWatch?.prefix || randomLetters(12);
  const message: Detected = {
    type: 'detected',
    detection,
    sample: detection.needsLanguageCheck ? sample : undefined,
    first: start
      ? {
          text: start.page.text.slice(start.from, start.to),
          whole: start.whole,
          prefix,
          frames: hasFrames(document, start.page),
        }
      : undefined,
  };
  const answer = runtime.sendMessage(message).catch(() => {
    // The background was just going: it learns of this page when the tab is next looked at.
    return null;
  });
  if (!start) return;
  const reading = answer
    .then((packed) => {
      const told = unpackAnswer(packed) as Result<AnswerTo<Detected>> | null;
      const first = told?.ok ? told.value.first : null;
      return first && paintFirst(document, prefix, start, first);
    })
    // The reader paints anew, and tells what goes wrong then.
    .catch(() => null);
  const changed = changesOf(start.page.roots);
  world.wonglepBeginning = { reading, changed };
  if (await reading) return;
  // A page that is not to be read, by the reader's settings, may be later: then it is read anew.
  world.wonglepBeginning = undefined;
  changed();
}

/**
 * Notes from now on whether the page changes, within `roots` where they are given. What is returned says so, once, and ends it.
 */
function changesOf(roots: readonly Element[] | null): () => boolean {
  let changed = false;
  const note = (records: MutationRecord[]) => {
    changed ||=
      records.length > 0 &&
      (!roots ||
        roots.some((root) => !root.isConnected || records.some(({ target }) => root.contains(target))));
    if (changed) observer.disconnect();
  };
  const observer = new MutationObserver(note);
  observer.observe(document, { childList: true, characterData: true, subtree: true });
  return () => {
    note(observer.takeRecords());
    observer.disconnect();
    return changed;
  };
}
