// Browsers that differ only in the extension, asked in turn: whatever else the machine does meets all of them alike.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser } from 'puppeteer-core';
import type { BrowserName } from '../../tools/browsers/find.ts';
import { launch, launchBare, type Session } from '../../tools/browsers/launch.ts';
import { buildExtension } from '../../tools/build.ts';

export const WHERE = { chrome: 'Chromium', firefox: 'Firefox' } as const;
export const VIEWPORT = { width: 1200, height: 800 };

/**
 * `bare` and `twin` have no extension: what they differ by is what the measurement can resolve. `empty` has one whose
 * content script holds nothing: what any script on every page costs before it does anything.
 */
export type Side = 'bare' | 'with' | 'twin' | 'empty';

export interface Pairs {
  name: BrowserName;
  version: string;
  session: Session;
  browsers: Record<Side, Browser>;
  close(): Promise<void>;
}

export async function startPairs(name: BrowserName): Promise<Pairs> {
  const options = { offline: true, viewport: VIEWPORT };
  const bare = await launchBare(name, options);
  const twin = await launchBare(name, options);
  const session = await launch(name, { ...options, extension: buildExtension(name) });
  const hollow = hollowExtension();
  const empty = await launchBare(name, { ...options, extension: hollow });
  return {
    name,
    version: session.version,
    session,
    browsers: { bare: bare.browser, twin: twin.browser, with: session.browser, empty: empty.browser },
    async close() {
      await Promise.all([bare.browser.close(), twin.browser.close(), empty.browser.close(), session.close()]);
      rmSync(hollow, { recursive: true, force: true });
      for (const { profile } of [bare, twin, empty])
        rmSync(profile, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 });
    },
  };
}

/** An extension with a content script on every page that has nothing in it. */
function hollowExtension(): string {
  const folder = mkdtempSync(join(tmpdir(), 'wonglep-hollow-'));
  const manifest = {
    manifest_version: 3,
    name: 'Hollow',
    version: '1.0',
    content_scripts: [{ matches: ['http://*/*', 'https://*/*'], js: ['nothing.js'], run_at: 'document_end' }],
    browser_specific_settings: { gecko: { id: 'hollow@wonglep.example' } },
  };
  writeFileSync(join(folder, 'manifest.json'), JSON.stringify(manifest));
  writeFileSync(join(folder, 'nothing.js'), '0;\n');
  return folder;
}

const SIDES: Side[] = ['bare', 'with', 'twin', 'empty'];

/** Runs `work` once a round on every side, each round in another order; the first round warms up and is dropped. */
export async function interleaved<T>(
  rounds: number,
  work: (side: Side) => Promise<T>,
  sides: readonly Side[] = SIDES,
): Promise<Record<Side, T[]>> {
  const results: Record<Side, T[]> = { bare: [], with: [], twin: [], empty: [] };
  for (let round = 0; round <= rounds; round++) {
    const turn = sides.map((_, i) => sides[(i + round) % sides.length]!);
    if (round % 2) turn.reverse();
    for (const side of turn) {
      const value = await work(side);
      if (round > 0) results[side].push(value);
    }
  }
  return results;
}
