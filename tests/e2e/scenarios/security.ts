// What a hostile page can learn of the extension, and what the extension's own pages refuse to do: docs/security.md.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { pointAt } from '../../../tools/browsers/text-on-page.ts';
import { settledState } from '../../../tools/browsers/visit.ts';
import { eventually, type Scenario, type Stage } from '../harness.ts';

const STORY = readFileSync(new URL('../../fixtures/pages/sample-story.html', import.meta.url), 'utf8');

/** Runs in the page before anything else: remembers what the world looked like, and watches what comes. */
const SPY = `<script>
  const before = new Set(Object.getOwnPropertyNames(window));
  window.spy = { added: [], messages: 0, violations: [], events: [], globals: () => Object.getOwnPropertyNames(window).filter((name) => !before.has(name) && name !== 'spy') };
  addEventListener('DOMContentLoaded', () => new MutationObserver((records) => {
    for (const record of records) {
      for (const node of record.addedNodes) window.spy.added.push(node);
      if (record.type === 'attributes' && !window.spy.added.includes(record.target)) window.spy.added.push('attribute ' + record.attributeName);
    }
  }).observe(document, { subtree: true, childList: true, attributes: true }));
  addEventListener('message', () => window.spy.messages++);
  addEventListener('securitypolicyviolation', (event) => window.spy.violations.push(event.violatedDirective));
</script>`;

interface Spied {
  globals: string[];
  added: { tag: string; attributes: string[]; text: string; open: boolean; parent: string }[];
  other: string[];
  highlights: string[];
  messages: number;
  violations: string[];
  reached: string[];
  runtime: string;
  sheets: string[];
  /** Sheets that the document has adopted, whoever had it do so. */
  adopted: number;
  resources: string[];
}

/** What the page's own script finds when it looks for the extension, knowing even its address. */
async function spied(page: Awaited<ReturnType<Stage['visit']>>, origin: string): Promise<Spied> {
  return page.evaluate(async (extension: string) => {
    const { spy, chrome } = globalThis as unknown as {
      spy: { globals(): string[]; added: (Node | string)[]; messages: number; violations: string[] };
      chrome?: { runtime?: { sendMessage?: unknown } };
    };
    const files = [
      'manifest.json',
      'reader.js',
      'detect.js',
      'by-rule.js',
      'icons/wonglep-16.png',
      'welcome.html',
      'models/names.bin',
    ];
    const reached: string[] = [];
    for (const file of files) {
      await fetch(extension + file, { mode: 'no-cors' }).then(
        () => reached.push(`fetch ${file}`),
        () => undefined,
      );
      const image = new Image();
      const loaded = await new Promise((resolve) => {
        image.onload = () => resolve(true);
        image.onerror = () => resolve(false);
        image.src = extension + file;
      });
      if (loaded) reached.push(`image ${file}`);
    }
    const elements = spy.added.filter((node) => node instanceof Element) as Element[];
    return {
      globals: spy.globals(),
      added: elements.map((node) => ({
        tag: node.localName,
        attributes: [...node.attributes].map(({ name, value }) => `${name}=${value}`),
        text: node.textContent ?? '',
        open: node.shadowRoot !== null,
        parent: node.parentElement?.localName ?? '',
      })),
      other: spy.added.filter((node) => !(node instanceof Element)).map(String),
      highlights: [...CSS.highlights.keys()],
      messages: spy.messages,
      violations: spy.violations,
      reached,
      runtime: typeof chrome?.runtime?.sendMessage,
      sheets: [...document.styleSheets].map((sheet) => sheet.href ?? ''),
      adopted: document.adoptedStyleSheets.length,
      resources: performance.getEntriesByType('resource').map(({ name }) => name),
    };
  }, origin);
}

async function visited(stage: Stage, path: string) {
  const url = stage.server.put(path, {
    body: STORY.replace(/<head[^>]*>/i, (head) => head + SPY),
  });
  const page = await stage.visit(url);
  const state = await settledState(stage.session, url, 20_000);
  assert.equal(state.detection.verdict, 'thai-news');
  return { page, url, state };
}

const scenarios: Scenario[] = [
  {
    name: 'security: a page that tries finds the one host and the highlights, under names of that visit alone',
    async run(stage) {
      await stage.reset();
      const seen: Spied[] = [];
      for (const path of ['/spy/first.html', '/spy/second.html']) {
        const { page, state } = await visited(stage, path);
        await pointAt(page, state.annotation.mentions[0]!.surface);
        await eventually('a card', async () => (await settledState(stage.session, page.url(), 5_000)).card);
        seen.push(await spied(page, stage.session.extensionOrigin));
      }
      for (const spy of seen) {
        assert.deepEqual(spy.globals, []);
        assert.equal(spy.added.length, 1, JSON.stringify(spy.added));
        assert.deepEqual(spy.other, []);
        const host = spy.added[0]!;
        assert.equal(host.parent, 'html');
        assert.equal(host.text, '');
        assert.equal(host.open, false, 'its shadow tree is closed');
        assert.deepEqual(host.attributes, ['popover=manual']);
        assert.ok(spy.highlights.length > 0);
        assert.doesNotMatch(JSON.stringify([host.tag, spy.highlights]), /wonglep/i);
        assert.equal(spy.messages, 0);
        assert.deepEqual(spy.violations, []);
        assert.deepEqual(spy.reached, [], 'no file of the extension can be loaded');
        assert.equal(spy.runtime, 'undefined', 'the page has no way to send the extension a message');
        assert.deepEqual(spy.sheets.filter(Boolean), []);
        assert.equal(spy.adopted, 0, 'the sheets that came with the first names are gone');
        assert.deepEqual(
          spy.resources.filter(
            (name) => name.includes('extension://') && !name.startsWith(stage.session.extensionOrigin),
          ),
          [],
        );
      }
      const [first, second] = seen as [Spied, Spied];
      assert.notEqual(first.added[0]!.tag, second.added[0]!.tag);
      assert.deepEqual(
        first.highlights.filter((name) => second.highlights.includes(name)),
        [],
      );
    },
  },
  {
    name: 'security: a page that floods the registry, moves the host and replaces what it can gets no data and no crash',
    async run(stage) {
      await stage.reset();
      const { page, url, state } = await visited(stage, '/spy/third.html');
      await pointAt(page, state.annotation.mentions[0]!.surface);
      await eventually('a card', async () => (await settledState(stage.session, url, 5_000)).card);
      const leaked = await page.evaluate(() => {
        const { spy } = globalThis as unknown as { spy: { added: Node[] } };
        const host = spy.added.find((node) => node instanceof HTMLElement) as HTMLElement;
        const found: string[] = [];
        for (let i = 0; i < 5_000; i++) CSS.highlights.set(`flood-${i}`, new Highlight(new Range()));
        document.body.append(host);
        host.remove();
        document.body.prepend(host);
        host.attributes.removeNamedItem('popover');
        host.style.cssText = 'display:none !important; position: static; width: 9999px';
        host.append(document.createElement('slot'), 'ข้อความของหน้าเว็บ');
        try {
          host.attachShadow({ mode: 'open' });
          found.push('a second shadow tree');
        } catch {
          // A host has one, and it is not this page's.
        }
        for (const name of ['attachShadow', 'getRootNode', 'append', 'showPopover'] as const)
          Object.defineProperty(Element.prototype, name, {
            value: () => found.push(name),
            configurable: true,
          });
        JSON.parse = () => found.push('JSON.parse');
        Map.prototype.get = () => {
          found.push('Map.get');
          return undefined;
        };
        if (host.shadowRoot) found.push('shadowRoot');
        (globalThis as unknown as { leaked: string[] }).leaked = found;
        return found;
      });
      assert.deepEqual(leaked, []);
      await page.mouse.move(2, 2);
      await pointAt(page, state.annotation.mentions[0]!.surface);
      const after = await settledState(stage.session, url, 5_000);
      assert.deepEqual(after.errors, []);
      assert.equal(after.annotation.mentions.length, state.annotation.mentions.length);
      const later = await page.evaluate(() => (globalThis as unknown as { leaked: string[] }).leaked);
      assert.deepEqual(later, [], 'the page’s own functions were not called by the extension');
    },
  },
  {
    name: 'security: the pages of the extension make nothing of a text, and ask nobody',
    timeout: 90_000,
    async run(stage) {
      await stage.reset();
      const pixel = `${stage.server.origin}/pixel.png`;
      for (const path of [
        'library.html#/',
        'library.html#/organisations',
        'library.html#/exchange',
        'review.html#statistics',
        'options.html#/data',
        'popup.html',
        'sidepanel.html',
        'welcome.html',
      ]) {
        const page = await stage.open(path);
        const refused = await page.evaluate(async (address: string) => {
          // What a debugger evaluates may be exempt; what runs later is not.
          await new Promise((resolve) => setTimeout(resolve, 0));
          const violated: string[] = [];
          addEventListener('securitypolicyviolation', (event) => violated.push(event.effectiveDirective));
          const allowed: string[] = [];
          const attempt = (what: string, run: () => unknown) => {
            try {
              run();
              allowed.push(what);
            } catch {
              // Refused, as it should be.
            }
          };
          const div = document.createElement('div');
          attempt('innerHTML', () => {
            div.innerHTML = '<b>ข้อความ</b>';
          });
          attempt('insertAdjacentHTML', () => div.insertAdjacentHTML('beforeend', '<b>ข้อความ</b>'));
          attempt('DOMParser', () => new DOMParser().parseFromString('<b>ข้อความ</b>', 'text/html'));
          attempt('srcdoc', () => {
            document.createElement('iframe').srcdoc = '<b>ข้อความ</b>';
          });
          attempt('script text', () => {
            document.createElement('script').text = 'globalThis.ran = true';
          });
          attempt('a policy of another name', () =>
            (
              globalThis as unknown as {
                trustedTypes: { createPolicy(name: string, rules: object): unknown };
              }
            ).trustedTypes.createPolicy('other', {}),
          );
          await new Promise((resolve) =>
            setTimeout(() => {
              // biome-ignore lint/security/noGlobalEval: that it is refused is what is tested.
              attempt('eval', () => globalThis.eval('1'));
              attempt('new Function', () => new Function('return 1')());
              resolve(null);
            }, 0),
          );
          const image = new Image();
          const loaded = await new Promise((resolve) => {
            image.onload = () => resolve(true);
            image.onerror = () => resolve(false);
            image.src = address;
          });
          if (loaded) allowed.push('an image from elsewhere');
          const frame = document.createElement('iframe');
          frame.src = address;
          document.body.append(frame);
          const style = document.createElement('style');
          style.textContent = `body { background: url(${address}?css) }`;
          document.head.append(style);
          await new Promise((resolve) => setTimeout(resolve, 100));
          frame.remove();
          style.remove();
          if ('ran' in globalThis) allowed.push('ran');
          return { allowed, violated: [...new Set(violated)].sort() };
        }, pixel);
        assert.deepEqual(refused.allowed, [], path);
        assert.ok(
          refused.violated.some((directive) => directive.startsWith('require-trusted-types')),
          path,
        );
      }
      assert.deepEqual(
        stage.server.requests.filter((path) => path.startsWith('/pixel')),
        [],
      );
    },
  },
];

export default scenarios;
