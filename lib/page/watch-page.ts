/**
 * When to look at a page: once it is read, again after same-document navigation, and a few times more while a Thai
 * page still draws its article. Bounded: nothing is polled, and a page without Thai is looked at once.
 */
import { detect, type Look } from './detect.ts';
import { firstSign } from './first-sign.ts';
import { read } from './safe-dom.ts';

/** Waits before the further looks, ms. The last one comes 4.5 s after the page was read. */
const LOOK_AGAIN = [300, 1_200, 3_000];

interface Detector {
  /** Looks anew and tells nobody: for the background, when the user asks why. */
  look: () => Look;
}

interface ExtensionApi {
  runtime?: { id?: string; sendMessage(message: unknown): Promise<unknown> };
}

interface DetectorWorld {
  wonglepDetector?: Detector;
  browser?: ExtensionApi;
  chrome?: ExtensionApi;
  navigation?: EventTarget;
}

/** Begins watching `document`; the detector then stands in `globalThis.wonglepDetector`. */
export function watchPage(): void {
  const world = globalThis as DetectorWorld;
  // The background injects this file into tabs that were open before the extension: never twice.
  if (world.wonglepDetector) return;

  // The fragment names a place in the same article.
  const addressNow = () => read(document, 'URL').replace(/#.*/, '');
  let address = addressNow();
  let told = '';
  let waiting = false;
  let timer: ReturnType<typeof setTimeout> | undefined;

  const look = (): Look => {
    const found = detect(document);
    found.detection.pending = waiting;
    return found;
  };

  /** After navigation the old page's text may still stand there, however much it is. */
  const lookNow = ([wait, ...further]: number[], navigated: boolean): void => {
    const { thai, drawn } = firstSign(document);
    // What was once told of this document is told again when it is no longer so.
    const found = told || thai ? detect(document) : null;
    const verdict = found?.detection.verdict;
    waiting =
      !!wait &&
      (found ? verdict !== 'thai-news' && (found.empty || (navigated && verdict === 'thai-other')) : !drawn);
    if (waiting) timer = setTimeout(lookNow, wait, further, navigated);
    if (!found) return;
    found.detection.pending = waiting;
    const news = `${address} ${verdict} ${found.detection.score} ${waiting}`;
    if (news === told || (verdict === 'other-language' && !told)) return;
    told = news;
    tell(found);
  };

  const tell = ({ detection, sample }: Look): void => {
    const runtime = (world.browser ?? world.chrome)?.runtime;
    // Without an id the extension was updated or removed under this page: there is nobody to tell.
    if (!runtime?.id) return;
    const message = {
      type: 'detected',
      detection,
      sample: detection.needsLanguageCheck ? sample : undefined,
    };
    runtime.sendMessage(message).catch(() => {
      // The background was just going: it learns of this page when the tab is next looked at.
    });
  };

  const navigated = (): void => {
    if (addressNow() === address) return;
    address = addressNow();
    clearTimeout(timer);
    lookNow(LOOK_AGAIN, true);
  };

  const { navigation } = world;
  (navigation ?? globalThis).addEventListener(navigation ? 'navigatesuccess' : 'popstate', navigated);
  lookNow(LOOK_AGAIN, false);

  world.wonglepDetector = { look };
}
