import { afterEach, describe, expect, it, vi } from 'vitest';

const storage = vi.hoisted(() => ({ local: {} }));
vi.mock('wxt/browser', () => ({ browser: { storage } }));

import { forgetSettings, settingsNow } from '../../../lib/background/settings-held.ts';
import { changeSettings, DEFAULT_SETTINGS, loadSettings } from '../../../lib/settings.ts';

/** `browser.storage.local` that answers as told, and counts what is asked and written. */
function stubStorage(get: () => Promise<Record<string, unknown>>) {
  const local = { get: vi.fn(get), set: vi.fn(async () => undefined) };
  storage.local = local;
  vi.stubGlobal('navigator', { locks: { request: (_name: string, run: () => unknown) => run() } });
  return local;
}

describe('settings in the background', () => {
  afterEach(() => {
    forgetSettings();
    vi.unstubAllGlobals();
  });

  it('are read once while it lives, and again after a change', async () => {
    const local = stubStorage(async () => ({ settings: { version: 1, theme: 'dark' } }));
    expect((await Promise.all([settingsNow(), settingsNow()])).map(({ theme }) => theme)).toEqual([
      'dark',
      'dark',
    ]);
    expect(local.get).toHaveBeenCalledTimes(1);
    forgetSettings();
    await settingsNow();
    expect(local.get).toHaveBeenCalledTimes(2);
  });

  it('are the defaults while storage is blocked, and the stored ones once it is not', async () => {
    let blocked = true;
    stubStorage(async () => {
      if (blocked) throw new Error('Access to storage is denied');
      return { settings: { version: 1, theme: 'dark' } };
    });
    expect(await settingsNow()).toEqual(DEFAULT_SETTINGS);
    expect(await loadSettings()).toEqual(DEFAULT_SETTINGS);
    blocked = false;
    expect((await settingsNow()).theme).toBe('dark');
  });

  it('are not written over by a change that could not read them', async () => {
    const local = stubStorage(async () => {
      throw new Error('Access to storage is denied');
    });
    await expect(changeSettings((settings) => ({ ...settings, theme: 'light' }))).rejects.toThrow('denied');
    expect(local.set).not.toHaveBeenCalled();
  });
});
