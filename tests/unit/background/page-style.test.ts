import { beforeEach, describe, expect, it, vi } from 'vitest';
import { DEFAULT_SETTINGS } from '../../../lib/settings.ts';

const world = vi.hoisted(() => ({ sheets: [] as { target: object; css: string }[], fails: 0 }));
vi.mock('wxt/browser', () => ({
  browser: {
    scripting: {
      insertCSS: async (sheet: { target: object; css: string }) => {
        if (world.fails-- > 0) throw new Error('no such tab');
        world.sheets.push(sheet);
      },
    },
  },
}));

const { putStyleEarly, styleOfFirst } = await import('../../../lib/background/page-style.ts');
const place = { tabId: 7, frameId: 0 };
const { styles } = DEFAULT_SETTINGS;
const named = (prefix: string) => world.sheets.filter(({ css }) => css.includes(`::highlight(${prefix}-n)`));

describe('styles of the first names', () => {
  beforeEach(() => {
    world.sheets = [];
    world.fails = 0;
  });

  it('are there before the page is read, whether it is light or dark', async () => {
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
    putStyleEarly(place, 'abcdefghijkl', styles);
    await styleOfFirst(place, look, styles);
    expect(world.sheets).toHaveLength(2);
    expect(named(look.prefix).length).toBeGreaterThan(0);
  });

  it('are tried once more when the browser refused them, and the refusal has a name', async () => {
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
