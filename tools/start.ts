// npm start [-- URL|FILE.html|FILE.txt] [--browser chrome|firefox]: the extension, built and loaded, on a page.
// With a display the browser stays open; without one it hovers, saves, prints what was found and leaves a screenshot.
import { mkdirSync, readFileSync } from 'node:fs';
import { basename, join, relative, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import type { Entity, Mention } from '../lib/recognition/types.ts';
import { BrowserMissingError, type BrowserName } from './browsers/find.ts';
import { launch, type Session } from './browsers/launch.ts';
import { type PageServer, servePages } from './browsers/serve.ts';
import { pointAt } from './browsers/text-on-page.ts';
import { settledState, visit } from './browsers/visit.ts';
import { buildExtension } from './build.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
const SAMPLE = join(root, 'tests/fixtures/pages/sample-story.html');

class StartError extends Error {
  override name = 'StartError';
}

const escapeHtml = (text: string) => text.replace(/[&<>"]/g, (c) => `&#${c.charCodeAt(0)};`);

/** A plain text as a news page: the first line is the headline, empty lines part paragraphs. */
export function pageOfText(text: string, name: string): string {
  const [headline = name, ...blocks] = text.split(/\r?\n\s*\r?\n/).map((block) => block.trim());
  const paragraphs = blocks
    .filter(Boolean)
    .map((block) => `<p>${escapeHtml(block).replace(/\n/g, '<br>')}</p>`);
  return `<!doctype html><html lang="th"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>${escapeHtml(headline)}</title><meta property="og:type" content="article">
<script type="application/ld+json">${JSON.stringify({ '@context': 'https://schema.org', '@type': 'NewsArticle', headline }).replace(/</g, '\\u003c')}</script>
<style>:root{color-scheme:light dark}body{max-width:44rem;margin:2rem auto;padding:0 1rem;font:18px/1.8 "Noto Sans Thai","Noto Looped Thai",Sarabun,system-ui,sans-serif}</style></head>
<body><main><article><h1>${escapeHtml(headline)}</h1>${paragraphs.join('\n')}</article></main></body></html>`;
}

function addressOf(what: string | undefined, server: PageServer): string {
  if (what && /^https?:\/\//i.test(what)) return what;
  const path = what ? resolve(process.env.INIT_CWD ?? process.cwd(), what) : SAMPLE;
  let body: Buffer;
  try {
    body = readFileSync(path);
  } catch (error) {
    throw new StartError(
      `${what ?? path}: cannot be read (${(error as NodeJS.ErrnoException).code ?? String(error)})`,
    );
  }
  if (body.length === 0) throw new StartError(`${what ?? path}: the file is empty`);
  if (/\.txt$/i.test(path)) {
    return server.put('/article.html', { body: pageOfText(body.toString('utf8'), basename(path)) });
  }
  return server.put(`/${basename(path).replace(/[^\w.-]+/g, '-')}`, { body });
}

/** East Asian width aside, Thai upper and lower marks take no column of their own. */
const columns = (text: string) =>
  [...text].filter((c) => !/[\u0e31\u0e34-\u0e3a\u0e47-\u0e4e]/.test(c)).length;
const fit = (text: string, width: number) => {
  let out = text;
  while (columns(out) > width) out = `${[...out].slice(0, -2).join('')}…`;
  return out + ' '.repeat(width - columns(out));
};

function table(mentions: Mention[], entities: Entity[]): string {
  const rows = entities
    .filter((entity) => entity.type !== 'abbreviation')
    .map((entity) => {
      const own = mentions.filter((mention) => mention.entity === entity.id);
      return [
        entity.thai ?? own[0]?.surface ?? '',
        entity.english[0] ?? '—',
        entity.acronyms.join(' '),
        entity.glossSource,
        String(own.length),
      ];
    });
  const heads = ['Thai', 'English', 'Acronyms', 'Source', 'Times'];
  const widths = [44, 56, 14, 9, 5];
  const line = (cells: string[]) => cells.map((cell, i) => fit(cell, widths[i]!)).join('  ');
  return [line(heads), widths.map((w) => '-'.repeat(w)).join('  '), ...rows.map(line)].join('\n');
}

async function tour(session: Session, url: string, folder: string): Promise<void> {
  const seen = await visit(session, url);
  const { page, state } = seen;
  await page.bringToFront();
  console.log(
    `\n${state.meta?.title ?? url}\n${state.detection.verdict}, ${state.annotation.mentions.length} names and abbreviations\n`,
  );
  console.log(table(state.annotation.mentions, state.annotation.entities));
  const first =
    state.annotation.mentions.find((mention) => mention.kind === 'name') ?? state.annotation.mentions[0];
  if (first) {
    await pointAt(page, first.surface);
    await sleep(900);
  }
  mkdirSync(folder, { recursive: true });
  const shot = join(folder, `start-${session.name}.png`);
  await page.screenshot({ path: shot as `${string}.png` });
  const tabId = await session.tabId(seen.url);
  const saved = await session.send<{ ok: boolean; error?: { name: string } }>({ type: 'save-tab', tabId });
  console.log(saved.ok ? '\nSaved to the library.' : `\nNot saved: ${saved.error?.name ?? 'unknown'}`);
  const library = await session.openExtensionPage('library.html');
  await sleep(1000);
  const libraryShot = join(folder, `start-${session.name}-library.png`);
  await library.screenshot({ path: libraryShot as `${string}.png` });
  console.log(`Screenshots: ${relative(process.cwd(), shot)}, ${relative(process.cwd(), libraryShot)}`);
  if (!saved.ok) process.exitCode = 1;
}

async function main(args: string[]): Promise<void> {
  let browser: BrowserName = 'chrome';
  let what: string | undefined;
  for (let i = 0; i < args.length; i++) {
    if (args[i] === '--browser') {
      const name = args[++i];
      if (name !== 'chrome' && name !== 'firefox')
        throw new StartError(`--browser takes chrome or firefox, not '${name ?? ''}'`);
      browser = name;
    } else if (what === undefined) what = args[i]!;
    else throw new StartError(`one page at a time: '${args[i]}' is one too many`);
  }
  const server = await servePages(join(root, 'tests/fixtures'));
  const url = addressOf(what, server);
  const headless = process.platform === 'linux' && !process.env.DISPLAY && !process.env.WAYLAND_DISPLAY;
  const session = await launch(browser, {
    extension: buildExtension(browser),
    headless,
    viewport: headless ? { width: 1200, height: 900 } : null,
    offline: headless && url.startsWith(server.origin),
  });
  if (headless) {
    await tour(session, url, join(root, '.output', 'screenshots'));
    await session.close();
  } else {
    const page = await session.browser.newPage();
    await page.goto(url, { waitUntil: 'domcontentloaded' });
    await settledState(session, page.url() || url, 30_000);
    console.log(`${url}\nWonglep is loaded in ${session.version}. Close the browser to end.`);
    await new Promise<void>((done) => session.browser.once('disconnected', () => done()));
  }
  await server.close();
}

try {
  await main(process.argv.slice(2));
  process.exit();
} catch (error) {
  if (!(error instanceof StartError) && !(error instanceof BrowserMissingError)) throw error;
  console.error(`start: ${error.message}`);
  process.exit(error instanceof StartError ? 2 : 1);
}
