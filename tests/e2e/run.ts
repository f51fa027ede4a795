// node tests/e2e/run.ts chrome|firefox [--only TEXT] [--headed]
import { existsSync, mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import type { Page } from 'puppeteer-core';
import type { BrowserName } from '../../tools/browsers/find.ts';
import { launch } from '../../tools/browsers/launch.ts';
import { type PageServer, servePages } from '../../tools/browsers/serve.ts';
import { buildExtension } from '../../tools/build.ts';
import { clearFiles, clearRows, clearSettings } from './clear-stores.ts';
import type { Scenario, Stage } from './harness.ts';

const here = fileURLToPath(new URL('.', import.meta.url));
const artifacts = join(here, 'artifacts');

const [browserName, ...rest] = process.argv.slice(2);
if (browserName !== 'chrome' && browserName !== 'firefox') {
  console.error('usage: run.ts chrome|firefox [--only TEXT] [--headed]');
  process.exit(2);
}
const only = rest.includes('--only') ? rest[rest.indexOf('--only') + 1] : undefined;

/** The scenarios of each file; each file gets a browser of its own, so that no room's leftovers stand in another's way. */
async function allScenarios(): Promise<Scenario[][]> {
  const scenarios: Scenario[][] = [];
  const folder = join(here, 'scenarios');
  for (const file of readdirSync(folder)
    .filter((name) => name.endsWith('.ts'))
    .sort()) {
    const module = (await import(pathToFileURL(join(folder, file)).href)) as { default: Scenario[] };
    scenarios.push(module.default);
  }
  return scenarios;
}

async function withTimeout(work: Promise<void>, ms: number): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`not finished within ${ms} ms`)), ms);
  });
  try {
    await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}

async function runFile(
  name: BrowserName,
  scenarios: Scenario[],
  extension: string,
  server: PageServer,
): Promise<{ passed: number; failed: number }> {
  const session = await launch(name, {
    extension,
    headless: !rest.includes('--headed'),
    offline: true,
    viewport: { width: 1200, height: 800 },
  });
  let passed = 0;
  let failed = 0;
  /** Runs one scenario in tabs of its own; gives whether it passed, and tells all that went wrong. */
  const play = async (scenario: Scenario): Promise<boolean> => {
    let good = false;
    const opened: Page[] = [];
    const stage: Stage = {
      browserName: name,
      session,
      server,
      async visit(path) {
        const page = await session.browser.newPage();
        opened.push(page);
        await page.setViewport({ width: 1200, height: 800 });
        await page.goto(path.startsWith('http') ? path : server.origin + path, {
          waitUntil: 'load',
          timeout: 30_000,
        });
        await page.bringToFront();
        return page;
      },
      async open(path) {
        const page = await session.openExtensionPage(path);
        opened.push(page);
        return page;
      },
      async reset() {
        await clearSettings(session.bridge);
        await clearRows(session.bridge);
        await clearFiles(session.bridge);
        // The background may hold what was there: the reader's own glossary is read anew.
        await session.send({ type: 'glossary-changed' });
      },
    };
    const start = Date.now();
    try {
      await withTimeout(scenario.run(stage), scenario.timeout ?? 60_000);
      good = true;
      console.log(`  ok    ${name}: ${scenario.name} (${Date.now() - start} ms)`);
    } catch (error) {
      console.log(
        `  FAIL  ${name}: ${scenario.name} (${Date.now() - start} ms)\n${error instanceof Error ? error.stack : String(error)}`,
      );
      if (!existsSync(artifacts)) mkdirSync(artifacts, { recursive: true });
      for (const [i, page] of opened.entries()) {
        const file = join(
          artifacts,
          `${name}-${scenario.name.replace(/[^\w]+/g, '-').slice(0, 60)}-${i}.png`,
        );
        // A page that cannot be photographed any more is part of the failure already told.
        if (page.isClosed()) continue;
        // A tab that is not in front paints no frame to take.
        const photograph = async () => {
          await page.bringToFront();
          await page.screenshot({ path: file as `${string}.png` });
        };
        await withTimeout(photograph(), 5_000).catch((e: unknown) =>
          console.log(`        no screenshot: ${String(e)}`),
        );
      }
    }
    for (const page of opened.filter((tab) => !tab.isClosed()))
      await withTimeout(page.close(), 5_000).catch((e: unknown) =>
        console.log(`        tab was gone: ${String(e)}`),
      );
    return good;
  };
  for (const scenario of scenarios) {
    if (await play(scenario)) passed++;
    else {
      // Real browsers on a busy machine are late now and then. What fails twice running is broken.
      console.log('        once more:');
      if (await play(scenario)) passed++;
      else failed++;
    }
  }
  await withTimeout(session.close(), 15_000).catch((e: unknown) =>
    console.log(`        browser did not end: ${String(e)}`),
  );
  return { passed, failed };
}

async function main(name: BrowserName): Promise<number> {
  const extension = buildExtension(name);
  const server = await servePages(join(here, '..', 'fixtures'));
  let passed = 0;
  let failed = 0;
  for (const file of await allScenarios()) {
    const wanted = file.filter((s) => (!s.only || s.only === name) && (!only || s.name.includes(only)));
    if (wanted.length === 0) continue;
    const result = await runFile(name, wanted, extension, server);
    passed += result.passed;
    failed += result.failed;
  }
  await server.close();
  console.log(`${passed} passed, ${failed} failed`);
  return failed === 0 && passed > 0 ? 0 : 1;
}

process.exit(await main(browserName));
