import { beforeEach, describe, expect, it, vi } from 'vitest';
import { DEFAULT_SETTINGS } from '../../../lib/settings.ts';

const world = vi.hoisted(() => ({
  sheets: [] as { target: object; css: string }[],
  fails: 0,
  /** What the browser says its version is; null where it does not say. */
  version: null as string | null,
}));
vi.mock('wxt/browser', () => ({
  browser: {
    runtime: {
      getBrowserInfo: async () => {
        if (world.version === null) throw new Error('not told');
        return { version: world.version };
      },
    },
    scripting: {
      insertCSS: async (sheet: { target: object; css: string }) => {
        if (world.fails-- > 0) throw new Error('no such tab');
        world.sheets.push(sheet);
      },
    },
  },
}));

const place = { tabId: 7, frameId: 0 };
const { styles } = DEFAULT_SETTINGS;
const named = (prefix: string) => world.sheets.filter(({ css }) => css.includes(`::highlight(${prefix}-n)`));

describe('styles of the first names', () => {
  /** As a browser that has just been started. */
  async function started(version: string | null = null) {
    world.version = version;
    vi.resetModules();
    return import('../../../lib/background/page-style.ts');
  }

  beforeEach(() => {
    world.sheets = [];
    world.fails = 0;
  });

  const page = { prefix: 'abcdefghijkl', frames: false, whole: true };

  it('come with the names where Firefox would put them in too late, and are put in once', async () => {
    const { putStyle, putStyleEarly, sheetsOfFirst } = await started('153.0.2');
    putStyleEarly(place, 'abcdefghijkl', styles);
    const sheets = await sheetsOfFirst(page, styles);
    expect(sheets?.light).toContain('::highlight(abcdefghijkl-n)');
    expect(sheets?.dark).toContain('::highlight(abcdefghijkld-n)');
    // The reader asks when it takes over.
    const look = { prefix: 'abcdefghijkld', dark: true, frames: false };
    expect(await putStyle(place, look, styles)).toEqual({ ok: true, value: null });
    expect(world.sheets).toHaveLength(1);
    expect(named('abcdefghijkld')).toHaveLength(1);
    // Other styles later are others.
    await putStyle(place, look, { ...styles });
    expect(world.sheets).toHaveLength(2);
  });

  it('are put in when the reader asks, where none were early', async () => {
    const { putStyle } = await started('153.0');
    await putStyle(place, { prefix: 'abcdefghijkl', dark: false, frames: false }, styles);
    expect(named('abcdefghijkl')).toHaveLength(1);
  });

  it.each([
    ['a Firefox that keeps sheets from extensions', '152.0', page],
    ['a browser that does not say what it is', null, page],
    ['a page with frames', '153.0', { ...page, frames: true }],
    ['a long page', '153.0', { ...page, whole: false }],
  ])('are put in by the browser in %s', async (_, version, first) => {
    const { putStyleEarly, sheetsOfFirst, styleOfFirst } = await started(version);
    putStyleEarly(place, 'abcdefghijkl', styles);
    expect(await sheetsOfFirst(first, styles)).toBeNull();
    await styleOfFirst(place, first, styles);
    expect(named('abcdefghijkl').length).toBeGreaterThan(0);
  });

  it('are there before the page is read, whether it is light or dark', async () => {
    const { putStyleEarly, styleOfFirst } = await started();
    putStyleEarly(place, 'abcdefghijkl', styles);
    await styleOfFirst(place, { prefix: 'abcdefghijkl', frames: false }, styles);
    expect(world.sheets).toHaveLength(1);
    expect(named('abcdefghijkl')).toHaveLength(1);
    expect(named('abcdefghijkld')).toHaveLength(1);
  });

  it.each([
    ['under other names', { prefix: 'zzzzzzzzzzzz', frames: false }],
    ['for a page with frames', { prefix: 'abcdefghijkl', frames: true }],
  ])('are put in again %s', async (_, look) => {
    const { putStyleEarly, styleOfFirst } = await started();
    putStyleEarly(place, 'abcdefghijkl', styles);
    await styleOfFirst(place, look, styles);
    expect(world.sheets).toHaveLength(2);
    expect(named(look.prefix).length).toBeGreaterThan(0);
  });

  it('are tried once more when the browser refused them, and the refusal has a name', async () => {
    const { putStyleEarly, styleOfFirst } = await started();
    world.fails = 1;
    putStyleEarly(place, 'abcdefghijkl', styles);
    const look = { prefix: 'abcdefghijkl', frames: false };
    expect(await styleOfFirst(place, look, styles)).toEqual({ ok: true, value: null });
    expect(named('abcdefghijkl')).toHaveLength(1);
    world.fails = 1;
    expect(await styleOfFirst(place, look, styles)).toMatchObject({
      ok: false,
      error: { name: 'page-not-reachable' },
    });
  });
});
