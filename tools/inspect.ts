// npm run inspect -- [--browser chrome|firefox] FILE.html|URL…: what the built extension makes of each page, one JSON
// object a line (format: README.md). Malformed input: one sentence on stderr, exit 2, the other files still done.
import { existsSync, readFileSync, statSync } from 'node:fs';
import { basename, resolve } from 'node:path';
import { BrowserMissingError, type BrowserName } from './browsers/find.ts';
import { launch, type Session } from './browsers/launch.ts';
import { countMutations, mutationsSeen } from './browsers/page-counters.ts';
import { type PageServer, servePages } from './browsers/serve.ts';
import { addressOf, goTo, settledState, visit } from './browsers/visit.ts';
import { buildExtension } from './build.ts';

/** A page larger than this is refused: no article is, and a browser may not survive it. Bytes. */
const MAX_FILE_BYTES = 64 * 1024 * 1024;

export class InputError extends Error {
  override name = 'InputError';
}

async function mutationsOn(session: Session, url: string): Promise<number> {
  const page = await session.browser.newPage();
  try {
    await countMutations(page);
    await goTo(page, url, 30_000);
    await settledState(session, await addressOf(page), 30_000);
    return await mutationsSeen(page);
  } finally {
    await page.close();
  }
}

export interface Target {
  /** As it was named. */
  file: string;
  /** Where the page is visited. */
  url: string;
  /** The same page with its own scripts forbidden; null for a URL, where the count is taken on the page itself. */
  quietUrl: string | null;
}

/**
 * Whether a file is a snapshot: a page whose scripts lie elsewhere. Without them its own inline scripts run into errors,
 * and some frameworks then empty the page; what counts is what was captured, so its scripts are not run at all. A file
 * that holds all its scripts is run as it is.
 */
function isSnapshot(html: string): boolean {
  return /<script\b[^>]*\ssrc\s*=/i.test(html);
}

/** Puts a local file on the server, twice. Throws InputError. */
export function targetOf(file: string, index: number, server: PageServer, from: string): Target {
  if (/^https?:\/\//i.test(file)) return { file, url: file, quietUrl: null };
  const path = resolve(from, file);
  if (!existsSync(path)) throw new InputError(`${file}: no such file`);
  const { size } = statSync(path);
  if (!statSync(path).isFile()) throw new InputError(`${file}: not a file`);
  if (size === 0) throw new InputError(`${file}: the file is empty`);
  if (size > MAX_FILE_BYTES)
    throw new InputError(`${file}: ${size} bytes is more than the ${MAX_FILE_BYTES} that are taken`);
  const body = readFileSync(path);
  const name = encodeURIComponent(basename(path));
  const quietUrl = server
    .put(`/${index}/quiet/${decodeURIComponent(name)}`, {
      body,
      headers: { 'content-security-policy': "script-src 'none'" },
    })
    .replace(/[^/]*$/, name);
  const url = isSnapshot(body.toString('latin1'))
    ? quietUrl
    : server.put(`/${index}/${decodeURIComponent(name)}`, { body }).replace(/[^/]*$/, name);
  return { file, url, quietUrl };
}

export async function inspectPage(session: Session, target: Target): Promise<Record<string, unknown>> {
  const seen = await visit(session, target.url);
  await seen.page.close();
  const { state } = seen;
  const errors = [...state.errors, ...seen.errors];
  let domMutations: number | null = null;
  try {
    domMutations = await mutationsOn(session, target.quietUrl ?? target.url);
  } catch (error) {
    // What was read stays said; that nothing was counted is said too, and is no zero.
    errors.push(`mutations not counted: ${error instanceof Error ? error.message : String(error)}`);
  }
  return {
    file: target.file,
    verdict: state.detection.verdict,
    language: state.detection.language,
    meta: {
      title: state.meta?.title ?? null,
      byline: state.meta?.byline ?? null,
      publishedAt: state.meta?.publishedAt ?? null,
      site: state.meta?.site ?? null,
      canonicalUrl: state.meta?.canonicalUrl ?? null,
      source: state.meta?.source ?? null,
    },
    text: state.text,
    mentions: state.annotation.mentions,
    entities: state.annotation.entities,
    timing: { detectMs: state.detection.detectMs, annotateMs: state.annotateMs },
    domMutations,
    errors,
  };
}

async function main(args: string[]): Promise<number> {
  let browser: BrowserName = 'chrome';
  const files: string[] = [];
  for (let i = 0; i < args.length; i++) {
    if (args[i] === '--browser') {
      const name = args[++i];
      if (name !== 'chrome' && name !== 'firefox') {
        console.error(`inspect: --browser takes chrome or firefox, not '${name ?? ''}'`);
        return 2;
      }
      browser = name;
    } else files.push(args[i]!);
  }
  if (files.length === 0) {
    console.error('inspect: name at least one FILE.html or URL');
    return 2;
  }
  let status = 0;
  const server = await servePages();
  const targets: Target[] = [];
  for (const [index, file] of files.entries()) {
    try {
      targets.push(targetOf(file, index, server, process.env.INIT_CWD ?? process.cwd()));
    } catch (error) {
      if (!(error instanceof InputError)) throw error;
      console.error(`inspect: ${error.message}`);
      status = 2;
    }
  }
  if (targets.length > 0) {
    const session = await launch(browser, {
      extension: buildExtension(browser),
      offline: targets.every((target) => target.quietUrl !== null),
      viewport: { width: 1200, height: 800 },
    });
    try {
      for (const target of targets) {
        try {
          process.stdout.write(`${JSON.stringify(await inspectPage(session, target))}\n`);
        } catch (error) {
          console.error(`inspect: ${target.file}: ${error instanceof Error ? error.message : String(error)}`);
          status = 2;
        }
      }
    } finally {
      await session.close();
    }
  }
  await server.close();
  return status;
}

if (import.meta.main) {
  try {
    process.exit(await main(process.argv.slice(2)));
  } catch (error) {
    if (!(error instanceof BrowserMissingError)) throw error;
    console.error(`inspect: ${error.message}`);
    process.exit(1);
  }
}
