import { beforeEach, describe, expect, it, vi } from 'vitest';

interface Script {
  id: string;
  matches: string[];
  js: string[];
  persistAcrossSessions: boolean;
}

/** What the browser holds, whatever happens to the background. */
const held = vi.hoisted(() => ({ scripts: [] as Script[], refuses: '', watched: 'https://*/*' }));
vi.mock('wxt/browser', () => ({
  browser: {
    runtime: { getManifest: () => ({ content_scripts: [{ matches: [held.watched] }] }) },
    scripting: {
      getRegisteredContentScripts: async () => held.scripts,
      registerContentScripts: async (scripts: Script[]) => {
        for (const script of scripts) {
          if (script.matches.includes(held.refuses)) throw new Error('invalid match pattern');
          if (held.scripts.some(({ id }) => id === script.id)) throw new Error('duplicate id');
          held.scripts.push(script);
        }
      },
      unregisterContentScripts: async ({ ids }: { ids: string[] }) => {
        held.scripts = held.scripts.filter(({ id }) => !ids.includes(id));
      },
    },
  },
}));

/** A background that has just started. */
async function newBackground() {
  vi.resetModules();
  return import('../../../lib/background/early-look.ts');
}

const matches = () => held.scripts.flatMap((script) => script.matches);

describe('sites with news', () => {
  beforeEach(() => {
    held.scripts = [];
    held.refuses = '';
    held.watched = 'https://*/*';
  });

  it('get the first look with their next page, for as long as the browser runs', async () => {
    const { lookEarlyAt } = await newBackground();
    await lookEarlyAt('https://www.khao.example/politics/1024?from=home');
    await lookEarlyAt('https://www.khao.example/politics/1025');
    expect(held.scripts).toMatchObject([
      { matches: ['*://www.khao.example/*'], persistAcrossSessions: false, runAt: 'document_start' },
    ]);
  });

  it('get the watch with it where it does not come with every page', async () => {
    await (await newBackground()).lookEarlyAt('https://khao.example/1');
    held.watched = '*://*.th/*';
    await (await newBackground()).lookEarlyAt('https://thin.example/1');
    expect(held.scripts.map(({ js }) => js)).toEqual([['first-look.js'], ['detect.js', 'first-look.js']]);
  });

  it('are known to a background that was started again', async () => {
    await (await newBackground()).lookEarlyAt('https://khao.example/1');
    await (await newBackground()).lookEarlyAt('https://khao.example/2');
    await (await newBackground()).lookEarlyAt('https://thin.example/2');
    expect(matches()).toEqual(['*://khao.example/*', '*://thin.example/*']);
  });

  it('are told apart from those whose pages have to be looked at by hand', async () => {
    const { comesEarlyAt, lookEarlyAt } = await newBackground();
    await lookEarlyAt('https://khao.example/1');
    expect(await comesEarlyAt('https://khao.example/politics/2')).toBe(true);
    expect(await comesEarlyAt('https://thin.example/1')).toBe(false);
    expect(await comesEarlyAt('about:blank')).toBe(false);
  });

  it('are forgotten when the settings change, and beyond a hundred', async () => {
    const { lookEarlyAt, lookEarlyNowhere } = await newBackground();
    for (let i = 1; i <= 101; i++) await lookEarlyAt(`https://khao${i}.example/`);
    expect(held.scripts).toHaveLength(100);
    expect(matches()).not.toContain('*://khao1.example/*');
    await lookEarlyNowhere();
    expect(held.scripts).toEqual([]);
    await lookEarlyAt('https://khao7.example/');
    expect(matches()).toEqual(['*://khao7.example/*']);
  });

  it('are not taken for known ones while they are taken back', async () => {
    const { comesEarlyAt, lookEarlyAt, lookEarlyNowhere } = await newBackground();
    await lookEarlyAt('https://khao.example/1');
    const goingBack = lookEarlyNowhere();
    const comes = comesEarlyAt('https://khao.example/2');
    const looksAgain = lookEarlyAt('https://khao.example/2');
    await goingBack;
    expect(await comes).toBe(false);
    await looksAgain;
    expect(matches()).toEqual(['*://khao.example/*']);
  });

  it('whose name no pattern can say are asked for as before, and nobody is told', async () => {
    const { lookEarlyAt } = await newBackground();
    held.refuses = '*://[::1]/*';
    await expect(lookEarlyAt('http://[::1]/1')).resolves.toBeUndefined();
    await lookEarlyAt('https://khao.example/1');
    expect(matches()).toEqual(['*://khao.example/*']);
  });
});
