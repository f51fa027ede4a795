import { JSDOM } from 'jsdom';
import { beforeAll, describe, expect, it } from 'vitest';
import { createSanitiser, SANITISE, safeNodes, sanitise } from '../../../lib/page/clean-copy.ts';
import { payloads } from '../../torture/payloads.ts';

const SEED = Number(process.env.WONGLEP_SEED ?? 20_261_122);
const { window } = new JSDOM('');
const { document } = window;
const purify = createSanitiser(window as unknown as Parameters<typeof createSanitiser>[0]);
const TAGS = new Set(SANITISE.ALLOWED_TAGS);
const ATTRIBUTES = new Set([...(SANITISE.ALLOWED_ATTR ?? []), 'rel', 'target']);

/** Browsers before 2025 (Chrome 138, Firefox 140) write `<` and `>` in attributes as they are, and so must jsdom here. */
function asOlderBrowsersWrite(): void {
  const prototype = window.Element.prototype;
  const { get, set } = Object.getOwnPropertyDescriptor(prototype, 'innerHTML')!;
  Object.defineProperty(prototype, 'innerHTML', {
    configurable: true,
    get(this: Element) {
      const html = get!.call(this) as string;
      return html.replace(/="([^"]*)"/g, (all) => all.replaceAll('&lt;', '<').replaceAll('&gt;', '>'));
    },
    set: set!,
  });
}

/** What is in a clean copy that has no business there. */
function intruders(root: ParentNode): string[] {
  const found: string[] = [];
  for (const element of root.querySelectorAll('*')) {
    if (!TAGS.has(element.localName) || element.namespaceURI !== 'http://www.w3.org/1999/xhtml')
      found.push(`<${element.localName}>`);
    for (const { name, value } of element.attributes) {
      if (!ATTRIBUTES.has(name)) found.push(`${element.localName}[${name}]`);
      if (name === 'href' && !/^https?:\/\//i.test(value)) found.push(`href=${value}`);
    }
  }
  return found;
}

/** HTML as a page would take it in. */
function readAgain(html: string): Element {
  const box = document.implementation.createHTMLDocument().createElement('div');
  box.innerHTML = html;
  return box;
}

describe('sanitised HTML', () => {
  const all = payloads('http://127.0.0.1:9/canary', SEED);
  beforeAll(asOlderBrowsersWrite);

  it('is tried with more than a thousand payloads', () => {
    expect(new Set(all.map(({ text }) => text)).size).toBeGreaterThan(1000);
  });

  it('holds nothing but what an article may hold, as nodes and when it is read again', () => {
    const bad: string[] = [];
    for (const { id, text } of all) {
      const html = sanitise(text, purify);
      for (const root of [safeNodes(text, purify) ?? readAgain(''), readAgain(html)]) {
        const found = intruders(root);
        if (found.length > 0) bad.push(`${id}: ${found.join()} of ${JSON.stringify(text)} as ${html}`);
      }
      if (sanitise(html, purify) !== html) bad.push(`${id}: is cleaned to another text the second time`);
    }
    expect(bad).toEqual([]);
  }, 60_000);

  it('lets no cut join what is left to something new', () => {
    const html = sanitise('<a><br title="<a x"></a><p title="><img src=x onerror=run()>">ก</p>', purify);
    expect(readAgain(html).querySelector('img')).toBeNull();
  });

  it('keeps what is beside a payload', () => {
    const nodes = safeNodes(`<p>ก่อน</p>${all.map(({ text }) => text).join('')}`, purify);
    expect(nodes && intruders(nodes)).toEqual([]);
    expect(nodes?.firstElementChild?.outerHTML).toBe('<p>ก่อน</p>');
  }, 60_000);
});
