import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { beginLooking, type LookWorld } from '../../../lib/highlight/first-look.ts';
import { watchPage } from '../../../lib/page/watch-page.ts';
import { openFixture } from '../../fixtures/pages/load.ts';

/** What a content script has around it, with everything it adds counted. */
async function standOn(file: string, { scripts = false, signsUnheard = 0 } = {}) {
  const { window } = await openFixture({ file, scripts });
  const navigation = new EventTarget();
  const listeners: string[] = [];
  const counted = (target: EventTarget, name: string) =>
    vi.spyOn(target, 'addEventListener').mockImplementation(function (this: EventTarget, type, ...rest) {
      listeners.push(`${name} ${type}`);
      return EventTarget.prototype.addEventListener.call(target, type, ...rest);
    });
  counted(navigation, 'navigation');
  /** What the first look told; signs are counted apart. */
  const sent: { type: string; detection: { verdict: string }; sample?: string; first?: { text: string } }[] =
    [];
  const signs: { there: boolean; parsed: boolean; prefix: string }[] = [];
  vi.stubGlobal('document', window.document);
  vi.stubGlobal('MutationObserver', window.MutationObserver);
  vi.stubGlobal('navigation', navigation);
  vi.stubGlobal('addEventListener', (type: string) => listeners.push(`window ${type}`));
  vi.stubGlobal('browser', {
    runtime: {
      id: 'wonglep',
      sendMessage: (message: { type: string }) => {
        if (message.type === 'thai-sign') {
          signs.push(message as never);
          // The background puts the first look in.
          if (signs.length > signsUnheard) beginLooking();
        } else sent.push(message as never);
        return Promise.resolve({ ok: true, value: { inject: false, first: null } });
      },
    },
  });
  for (const name of ['wonglepWatch', 'wonglepLook', 'wonglepBeginning', 'wonglepReader'])
    vi.stubGlobal(name, undefined);
  return { window, navigation, listeners, sent, signs };
}

/** What the background asks. */
const world = () => globalThis as unknown as LookWorld;

describe('watching a page', () => {
  beforeEach(() => void vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] }));
  afterEach(() => {
    vi.useRealTimers();
    vi.unstubAllGlobals();
  });

  it('says nothing about a foreign page and leaves one listener and no timer', async () => {
    const { listeners, sent, signs } = await standOn('english.html');
    watchPage();
    expect(sent).toEqual([]);
    expect(signs).toEqual([]);
    expect(listeners).toEqual(['navigation navigatesuccess']);
    expect(vi.getTimerCount()).toBe(0);
  });

  it('tells of Thai news once and then waits for navigation alone', async () => {
    const { listeners, sent } = await standOn('json-ld-news.html');
    watchPage();
    vi.advanceTimersByTime(60_000);
    expect(sent).toMatchObject([{ type: 'detected', detection: { verdict: 'thai-news' } }]);
    expect(sent[0]).not.toHaveProperty('sample', expect.anything());
    expect(listeners).toHaveLength(1);
    expect(vi.getTimerCount()).toBe(0);
  });

  it('sends a sample along for mixed text only', async () => {
    const { sent } = await standOn('bilingual.html');
    watchPage();
    expect(sent[0]?.sample).toContain('กรมศุลกากร');
  });

  it('looks a few times more while a Thai page has no article yet, and then no more', async () => {
    const { window, sent } = await standOn('no-text.html');
    watchPage();
    expect(sent.at(-1)?.detection.verdict).toBe('thai-other');
    const article = (await openFixture({ file: 'strict-csp.html' })).window.document.querySelector(
      'article',
    )!;
    window.document.body.append(window.document.importNode(article, true));
    window.document.title = 'ศาลรัฐธรรมนูญรับคำร้องตีความอำนาจท้องถิ่น นัดไต่สวนเดือนหน้า';
    vi.advanceTimersByTime(5_000);
    expect(sent.at(-1)?.detection.verdict).toBe('thai-news');
    vi.advanceTimersByTime(60_000);
    expect(vi.getTimerCount()).toBe(0);
  });

  it('looks again after same-document navigation to another address, not to a place in the page', async () => {
    const { navigation, sent, window } = await standOn('json-ld-news.html');
    watchPage();
    window.history.pushState(null, '', '#comments');
    navigation.dispatchEvent(new Event('navigatesuccess'));
    expect(sent).toHaveLength(1);
    window.history.pushState(null, '', '?news=2');
    window.document.body.replaceChildren();
    navigation.dispatchEvent(new Event('navigatesuccess'));
    expect(sent.at(-1)?.detection.verdict).toBe('thai-other');
  });

  it('is not begun twice when the script is injected again', async () => {
    const { listeners } = await standOn('english.html');
    watchPage();
    const first = world().wonglepWatch;
    watchPage();
    expect(world().wonglepWatch).toBe(first);
    expect(listeners).toHaveLength(1);
  });

  it('is looked at for the user without a word to anybody', async () => {
    const { sent } = await standOn('english.html');
    watchPage();
    beginLooking();
    const look = world().wonglepLook;
    beginLooking();
    expect(world().wonglepLook).toBe(look);
    expect(look?.report().detection).toMatchObject({ verdict: 'other-language', language: 'en' });
    expect(sent).toEqual([]);
  });

  it('sends the text of news along, so that its names need no further question', async () => {
    const { sent, signs } = await standOn('json-ld-news.html');
    watchPage();
    expect(signs).toMatchObject([{ there: false, prefix: expect.stringMatching(/^[a-z]{12}$/) }]);
    expect(sent[0]?.first?.text.length).toBeGreaterThan(200);
    expect(sent[0]?.first).toMatchObject({ prefix: signs[0]?.prefix, frames: false });
  });

  describe('that is still on its way', () => {
    /** A page whose scripts have yet to run: `arrive` is the parser's word, `end` that of the deferred scripts. */
    async function onItsWay(file: string, signsUnheard = 0) {
      const stand = await standOn(file, { signsUnheard });
      let state: DocumentReadyState = 'loading';
      Object.defineProperty(stand.window.document, 'readyState', {
        configurable: true,
        get: () => state,
      });
      const heard = new Map<string, () => void>();
      vi.stubGlobal('addEventListener', (type: string, listener: () => void) => heard.set(type, listener));
      return {
        ...stand,
        parsed: () => {
          state = 'interactive';
          heard.get('readystatechange')?.();
        },
        ready: () => heard.get('DOMContentLoaded')?.(),
      };
    }

    it('is asked for when its first tag says Thai, and read once it is parsed, once', async () => {
      const { sent, signs, parsed, ready } = await onItsWay('json-ld-news.html');
      watchPage();
      expect(signs).toHaveLength(1);
      expect(sent).toEqual([]);
      parsed();
      expect(sent).toMatchObject([{ detection: { verdict: 'thai-news' }, first: {} }]);
      ready();
      expect(sent).toHaveLength(1);
    });

    it('is asked for once more when it is parsed and the look that its site is known to bring has not come', async () => {
      const { sent, signs, parsed, ready } = await onItsWay('json-ld-news.html', 1);
      watchPage();
      parsed();
      expect(sent).toEqual([]);
      ready();
      expect(signs).toMatchObject([{ parsed: false }, { parsed: true, prefix: signs[0]?.prefix }]);
      expect(sent).toMatchObject([{ detection: { verdict: 'thai-news' } }]);
    });

    it('is looked at again when its scripts have changed it', async () => {
      const { sent, parsed, ready, window } = await onItsWay('json-ld-news.html');
      watchPage();
      parsed();
      window.document.body.replaceChildren();
      ready();
      expect(sent.map(({ detection }) => detection.verdict)).toEqual(['thai-news', 'thai-other']);
    });

    it('is left in silence when it turns out to be in another language', async () => {
      const { sent, signs, parsed, ready } = await onItsWay('english.html');
      watchPage();
      parsed();
      ready();
      expect([...sent, ...signs]).toEqual([]);
    });
  });

  it('is silent when the extension was updated under the page', async () => {
    const { sent, signs } = await standOn('json-ld-news.html');
    vi.stubGlobal('browser', { runtime: {} });
    expect(() => watchPage()).not.toThrow();
    expect([...sent, ...signs]).toEqual([]);
  });
});
