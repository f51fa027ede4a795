/**
 * When to look at a page: once it is read, again after same-document navigation, and a few times more while a Thai
 * page still draws its article. Bounded: nothing is polled, and a page without Thai is looked at once.
 */
import { detect, type Look } from './detect.ts';

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

/** Begins watching `document`; gives the detector, which also stands in `globalThis.wonglepDetector`. */
export function watchPage(): Detector {
  const world = globalThis as DetectorWorld;
  // The background injects this file into tabs that were open before the extension: never twice.
  if (world.wonglepDetector) return world.wonglepDetector;

  const addressNow = () => location.pathname + location.search;
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
  const lookNow = (further: number[], navigated: boolean): void => {
    const found = detect(document);
    const { verdict, score } = found.detection;
    const [wait, ...rest] = further;
    waiting = !!wait && verdict !== 'thai-news' && (found.empty || (navigated && verdict === 'thai-other'));
    if (waiting) timer = setTimeout(lookNow, wait, rest, navigated);
    found.detection.pending = waiting;
    const news = `${address} ${verdict} ${score} ${waiting}`;
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
    // The fragment names a place in the same article.
    if (addressNow() === address) return;
    address = addressNow();
    clearTimeout(timer);
    lookNow(LOOK_AGAIN, true);
  };

  if (world.navigation) world.navigation.addEventListener('navigatesuccess', navigated);
  else addEventListener('popstate', navigated);
  lookNow(LOOK_AGAIN, false);

  world.wonglepDetector = { look };
  return world.wonglepDetector;
}
