import { browser } from 'wxt/browser';
import { defineUnlistedScript } from 'wxt/utils/define-unlisted-script';
import { extensionUrl } from '../lib/extension-url.ts';
import type { LookWorld } from '../lib/highlight/first-look.ts';
import { Reader } from '../lib/highlight/reader.ts';
import { parseMessage, type ReaderRequest, ReaderRequestSchema, send } from '../lib/messages.ts';
import { packAnswer } from '../lib/packed-answer.ts';
import { detect } from '../lib/page/detect.ts';
import { extractMeta } from '../lib/page/metadata.ts';
import { extractPageText, extractPageTextInSteps } from '../lib/page/page-text.ts';
import type { Detection } from '../lib/page/types.ts';
import { randomLetters } from '../lib/random-letters.ts';
import { ok, type Result } from '../lib/result.ts';

/** Reading a short page goes through in one piece; a rest costs a turn of the page's queue. */
const REST_AFTER_MS = 8;

/** In the script's own world, which the page cannot see. */
interface ReaderWorld extends LookWorld {
  wonglepReader?: Reader;
}

// Injected into Thai news pages by the background, which may do so twice.
export default defineUnlistedScript(async () => {
  const world = globalThis as ReaderWorld;
  if (world.wonglepReader) return;
  const started = send({ type: 'reader-start' });
  const beginning = world.wonglepBeginning;
  const [config, first] = await Promise.all([started, beginning?.reading]);
  if (!config.ok || world.wonglepReader) return;
  // Told rarely, so looked for only then: names are to be on the screen before.
  let detection: Detection | null = null;
  const reader = new Reader({
    document,
    config: config.value,
    ask: send,
    first: first && beginning ? { ...first, changed: beginning.changed } : null,
    ...(first ? { painting: first.painting } : {}),
    read: () => {
      const page = extractPageText(document);
      return page.text.trim() ? page : extractPageText(document, { whole: true });
    },
    readInSteps: async () => {
      const rest = restAfter(REST_AFTER_MS);
      const page = await extractPageTextInSteps(document, rest);
      const found = page.text.trim() ? page : await extractPageTextInSteps(document, rest, { whole: true });
      // Sending a million characters is work too.
      await rest();
      return found;
    },
    describe: (page) => {
      detection ??= detect(document).detection;
      return { meta: extractMeta(document, page), detection };
    },
    prefix: first ? first.prefix : randomLetters(12),
    shadow: 'closed',
    canSave: true,
    living: true,
  });
  world.wonglepReader = reader;
  // Its nodes are the page's: nothing of them is held longer than the page shows them.
  world.wonglepBeginning = undefined;
  browser.runtime.onMessage.addListener((message: unknown, sender, respond) => {
    if (sender.id !== browser.runtime.id) return undefined;
    const request = parseMessage(ReaderRequestSchema, message);
    if (!request.ok) {
      respond(request);
      return undefined;
    }
    void answer(reader, request.value).then((result) =>
      respond(packAnswer(request.value.type, result, extensionUrl('/'))),
    );
    return true;
  });
  await reader.start();
});

async function answer(reader: Reader, request: ReaderRequest): Promise<Result<unknown>> {
  switch (request.type) {
    case 'page-state':
      return ok(reader.state());
    case 'capture':
      return reader.capture();
    case 'start-annotating':
      await reader.toggle(true);
      return ok(null);
    case 'stop-annotating':
      await reader.toggle(false);
      return ok(null);
    case 'annotate-again':
      await reader.again();
      return ok(null);
    case 'settings-changed': {
      const config = await send({ type: 'reader-start' });
      if (config.ok) await reader.configure(config.value);
      return ok(null);
    }
    case 'command':
      await reader.command(request.command);
      return ok(null);
    case 'show-mention':
      reader.showMention(request.index, request.open ?? false);
      return ok(null);
    case 'keep-entity':
      return reader.keepEntity(request.entity, request.keep);
  }
}

/** Gives way to the page where `ms` have passed since the last time. */
function restAfter(ms: number): () => Promise<void> {
  const { scheduler } = globalThis as { scheduler?: { yield?(): Promise<void> } };
  let since = performance.now();
  return async () => {
    if (performance.now() - since < ms) return;
    await (scheduler?.yield ? scheduler.yield() : new Promise<void>((resolve) => setTimeout(resolve, 0)));
    since = performance.now();
  };
}
