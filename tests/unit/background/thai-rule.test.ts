import { beforeEach, describe, expect, it, vi } from 'vitest';
import { THAI_SIGNS } from '../../../lib/page/thai-signs.ts';
import type { Settings } from '../../../lib/settings.ts';

interface Script {
  id: string;
  matches: string[];
  js: string[];
  persistAcrossSessions: boolean;
}

interface Rule {
  id: string;
  conditions: { css: string[] }[];
  actions: { js: string[] }[];
}

/** What the browser holds, whatever happens to the background. */
const held = vi.hoisted(() => ({
  manifest: [] as string[],
  rules: [] as Rule[],
  scripts: [] as Script[],
  session: {} as Record<string, unknown>,
  /** What a Thai page says of how it was met. */
  met: 'by-rule' as string | null,
  asked: 0,
  refusesRules: false,
  lastError: undefined as { message: string } | undefined,
}));

const declarativeContent = {
  PageStateMatcher: class {
    constructor(given: { css: string[] }) {
      Object.assign(this, given);
    }
  },
  RequestContentScript: class {
    constructor(given: { js: string[] }) {
      Object.assign(this, given);
    }
  },
  onPageChanged: {
    getRules: (done: (rules: Rule[]) => void) => done(held.rules),
    removeRules: (_ids: undefined, done: () => void) => {
      held.rules = [];
      done();
    },
    addRules: (rules: Rule[], done: () => void) => {
      held.lastError = held.refusesRules ? { message: 'not on this channel' } : undefined;
      if (!held.refusesRules) held.rules.push(...rules);
      done();
    },
  },
};

const browser = vi.hoisted(() => ({}) as Record<string, unknown>);
vi.mock('wxt/browser', () => ({ browser }));

function startBrowser({ rules = true } = {}): void {
  Object.assign(browser, {
    declarativeContent: rules ? declarativeContent : undefined,
    runtime: {
      getManifest: () => ({ content_scripts: [{ matches: held.manifest, js: ['detect.js'] }] }),
      get lastError() {
        return held.lastError;
      },
    },
    scripting: {
      getRegisteredContentScripts: async () => held.scripts,
      registerContentScripts: async (scripts: Script[]) => {
        for (const script of scripts) {
          if (held.scripts.some(({ id }) => id === script.id)) throw new Error('duplicate id');
          if (script.matches.some((match) => match.includes('[::1]'))) throw new Error('invalid pattern');
          held.scripts.push(script);
        }
      },
      unregisterContentScripts: async ({ ids }: { ids: string[] }) => {
        held.scripts = held.scripts.filter(({ id }) => !ids.includes(id));
      },
      executeScript: async () => {
        held.asked++;
        if (held.met === null) throw new Error('No tab with id: 7');
        return [{ result: held.met }];
      },
    },
    storage: {
      session: {
        get: async (key: string) => ({ [key]: held.session[key] }),
        set: async (items: object) => void Object.assign(held.session, items),
      },
    },
  });
}

/** A background that has just started. */
async function newBackground() {
  vi.resetModules();
  return import('../../../lib/background/thai-rule.ts');
}

const everywhere = () => held.scripts.filter(({ matches }) => matches.includes('https://*/*'));
const sites = (rules: Record<string, 'always' | 'never'>) => ({ sites: rules }) as Pick<Settings, 'sites'>;

beforeEach(() => {
  Object.assign(held, {
    manifest: ['*://*.th/*'],
    rules: [],
    scripts: [],
    session: {},
    met: 'by-rule',
    asked: 0,
    refusesRules: false,
    lastError: undefined,
  });
  startBrowser();
  vi.useFakeTimers();
});

describe('where the browser can look for Thai itself', () => {
  it('pages get the watch by any one sign of Thai, and no script without', async () => {
    await (await newBackground()).meetThaiPages();
    expect(held.rules).toHaveLength(1);
    expect(held.rules[0]!.conditions.map(({ css }) => css)).toEqual(THAI_SIGNS.map((sign) => [sign]));
    expect(held.rules[0]!.actions).toMatchObject([{ js: ['by-rule.js'] }]);
    expect(held.scripts).toEqual([]);
  });

  it('the rule is made once, however often the background starts and whoever asks with it', async () => {
    const first = await newBackground();
    await Promise.all([first.meetThaiPages(), first.meetThaiPages(true), first.meetThaiPages()]);
    const made = held.rules[0];
    await (await newBackground()).meetThaiPages();
    expect(held.rules).toEqual([made]);
    expect(held.rules[0]).toBe(made);
  });

  it('an update takes the old rule away and tries the new one, even where an older browser had none', async () => {
    startBrowser({ rules: false });
    await (await newBackground()).meetThaiPages();
    expect(everywhere()).toHaveLength(1);
    startBrowser();
    await (await newBackground()).meetThaiPages();
    expect(everywhere()).toHaveLength(1);
    await (await newBackground()).meetThaiPages(true);
    expect(everywhere()).toEqual([]);
    expect(held.rules).toHaveLength(1);
  });
});

describe('where it cannot', () => {
  it('every page gets the watch, in later sessions too', async () => {
    startBrowser({ rules: false });
    await (await newBackground()).meetThaiPages();
    await (await newBackground()).meetThaiPages();
    expect(everywhere()).toMatchObject([
      { js: ['detect.js'], runAt: 'document_start', persistAcrossSessions: true },
    ]);
  });

  it('a rule that the browser refuses is the same as none', async () => {
    held.refusesRules = true;
    await (await newBackground()).meetThaiPages();
    expect(held.rules).toEqual([]);
    expect(everywhere()).toHaveLength(1);
  });

  it('a rule that misses a page with a sign of Thai is not relied on any longer', async () => {
    const { meetThaiPages, proveRule } = await newBackground();
    await meetThaiPages();
    held.met = 'missed';
    const proving = proveRule(7);
    await vi.runAllTimersAsync();
    await proving;
    expect(everywhere()).toHaveLength(1);
    await (await newBackground()).meetThaiPages();
    expect(everywhere()).toHaveLength(1);
  });

  it('a page that tells nothing, or is gone, proves nothing', async () => {
    const { meetThaiPages, proveRule } = await newBackground();
    await meetThaiPages();
    for (const met of ['unknown', null]) {
      held.met = met;
      const proving = proveRule(7);
      await vi.runAllTimersAsync();
      await proving;
    }
    expect(held.asked).toBe(2);
    expect(everywhere()).toEqual([]);
  });
});

it('once the rule has worked no further page of the session is asked', async () => {
  for (let i = 0; i < 3; i++) {
    const proving = (await newBackground()).proveRule(7);
    await vi.runAllTimersAsync();
    await proving;
  }
  expect(held.asked).toBe(1);
});

describe('sites that the reader always wants', () => {
  it('are watched whatever their pages say of themselves, until the reader changes that', async () => {
    const { watchChosen } = await newBackground();
    await watchChosen(sites({ 'khao.example': 'always', 'thin.example': 'never' }));
    await watchChosen(sites({ 'khao.example': 'always', 'thin.example': 'always' }));
    expect(held.scripts).toMatchObject([
      { matches: ['*://khao.example/*', '*://*.khao.example/*'], js: ['detect.js'] },
      { matches: ['*://thin.example/*', '*://*.thin.example/*'] },
    ]);
    await (await newBackground()).watchChosen(sites({ 'thin.example': 'always' }));
    expect(held.scripts.flatMap(({ matches }) => matches)).toEqual([
      '*://thin.example/*',
      '*://*.thin.example/*',
    ]);
  });

  it('one that no pattern can name does not cost the others theirs', async () => {
    await (await newBackground()).watchChosen(sites({ '[::1]': 'always', 'khao.example': 'always' }));
    expect(held.scripts).toHaveLength(1);
    expect(everywhere()).toEqual([]);
  });

  it('leave scripts of others alone', async () => {
    const other = { id: 'first-look:khao.example', matches: [], js: [], persistAcrossSessions: false };
    held.scripts = [other];
    const { meetThaiPages, watchChosen } = await newBackground();
    await meetThaiPages(true);
    await watchChosen(sites({}));
    expect(held.scripts).toEqual([other]);
  });
});

it('where the manifest puts the watch into every page, there is nothing to do', async () => {
  held.manifest = ['http://*/*', 'https://*/*'];
  const { meetThaiPages, proveRule, watchChosen } = await newBackground();
  await meetThaiPages(true);
  await watchChosen(sites({ 'khao.example': 'always' }));
  await proveRule(7);
  expect(held).toMatchObject({ rules: [], scripts: [], asked: 0 });
});
