import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { watchPage } from '../../../lib/page/watch-page.ts';
import { openFixture } from '../../fixtures/pages/load.ts';

/** What a content script has around it, with everything it adds counted. */
async function standOn(file: string, scripts = false) {
  const { window } = await openFixture({ file, scripts });
  const navigation = new EventTarget();
  const listeners: string[] = [];
  const counted = (target: EventTarget, name: string) =>
    vi.spyOn(target, 'addEventListener').mockImplementation(function (this: EventTarget, type, ...rest) {
      listeners.push(`${name} ${type}`);
      return EventTarget.prototype.addEventListener.call(target, type, ...rest);
    });
  counted(navigation, 'navigation');
  const sent: { type: string; detection: { verdict: string }; sample?: string }[] = [];
  vi.stubGlobal('document', window.document);
  vi.stubGlobal('navigation', navigation);
  vi.stubGlobal('addEventListener', (type: string) => listeners.push(`window ${type}`));
  vi.stubGlobal('browser', {
    runtime: {
      id: 'wonglep',
      sendMessage: (message: never) => {
        sent.push(message);
        return Promise.resolve({ ok: true, value: null });
      },
    },
  });
  vi.stubGlobal('wonglepDetector', undefined);
  return { window, navigation, listeners, sent };
}

/** What the background asks. */
const detector = () =>
  (globalThis as unknown as { wonglepDetector: { look(): { detection: { verdict: string } } } })
    .wonglepDetector;

describe('watching a page', () => {
  beforeEach(() => void vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] }));
  afterEach(() => {
    vi.useRealTimers();
    vi.unstubAllGlobals();
  });

  it('says nothing about a foreign page and leaves one listener and no timer', async () => {
    const { listeners, sent } = await standOn('english.html');
    watchPage();
    expect(sent).toEqual([]);
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
    const first = detector();
    watchPage();
    expect(detector()).toBe(first);
    expect(listeners).toHaveLength(1);
    expect(first.look().detection).toMatchObject({ verdict: 'other-language', language: 'en' });
  });

  it('is silent when the extension was updated under the page', async () => {
    const { sent } = await standOn('json-ld-news.html');
    vi.stubGlobal('browser', { runtime: {} });
    expect(() => watchPage()).not.toThrow();
    expect(sent).toEqual([]);
  });
});
