import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  ExtensionRequestSchema,
  PageRequestSchema,
  parseMessage,
  ReaderRequestSchema,
  senderKind,
} from '../../../lib/messages.ts';
import { capture } from '../library/sample-capture.ts';

describe('messages', () => {
  it('are taken when they are what they say', () => {
    const message = { type: 'save-article', capture: capture() };
    expect(parseMessage(PageRequestSchema, JSON.parse(JSON.stringify(message)))).toEqual({
      ok: true,
      value: message,
    });
  });

  it.each([
    ['no type', {}],
    ['an unknown type', { type: 'drop-everything' }],
    ['a number for a text', { type: 'annotate', text: 12 }],
    ['a text beyond the limit', { type: 'annotate', text: 'ก'.repeat(2_000_001) }],
    [
      'a highlight name that could close the rule',
      { type: 'paint-style', prefix: 'a){}*{', dark: false, frames: false },
    ],
    ['an offset before the text', { type: 'show-mention', index: -1 }],
  ])('with %s are refused by name', (_, message) => {
    const schema =
      (message as { type?: string }).type === 'show-mention' ? ReaderRequestSchema : PageRequestSchema;
    expect(parseMessage(schema, message)).toMatchObject({ ok: false, error: { name: 'bad-message' } });
  });

  it('lose what the schema does not know', () => {
    const parsed = parseMessage(PageRequestSchema, {
      type: 'annotate',
      text: 'กกต.',
      extra: { __proto__: { a: 1 } },
    });
    expect(parsed).toEqual({ ok: true, value: { type: 'annotate', text: 'กกต.' } });
  });

  it('of pages do not include what only the extension may ask', () => {
    const message = { type: 'tab-state', tabId: 3 };
    expect(parseMessage(PageRequestSchema, message).ok).toBe(false);
    expect(parseMessage(ExtensionRequestSchema, message).ok).toBe(true);
  });

  it('never make the parser throw, whatever they are', () => {
    const types = [...PageRequestSchema.options, ...ReaderRequestSchema.options].map(
      (option) => option.entries.type.literal,
    );
    const message = fc.oneof(
      fc.anything(),
      fc.tuple(fc.constantFrom(...types), fc.dictionary(fc.string(), fc.anything())).map(([type, rest]) => ({
        ...rest,
        type,
      })),
    );
    fc.assert(
      fc.property(message, (any) => {
        for (const schema of [PageRequestSchema, ExtensionRequestSchema, ReaderRequestSchema]) {
          const parsed = parseMessage(schema, any);
          if (!parsed.ok) expect(parsed.error.name).toBe('bad-message');
        }
      }),
    );
  });
});

describe('senders', () => {
  const own = { id: 'wonglep', origin: 'chrome-extension://wonglep/' };
  it.each([
    [
      'a page of the extension',
      { id: 'wonglep', url: 'chrome-extension://wonglep/library.html', tab: { id: 1 } },
      'extension',
    ],
    [
      'a script of ours in a page',
      { id: 'wonglep', url: 'https://news.example.org/a', tab: { id: 2 } },
      'page',
    ],
    ['another extension', { id: 'other', url: 'chrome-extension://other/x.html' }, 'stranger'],
    ['nobody in particular', {}, 'stranger'],
    [
      'a page that has our origin in its path',
      { id: 'wonglep', url: 'https://a.example/?chrome-extension://wonglep/', tab: { id: 3 } },
      'page',
    ],
    ['no tab and no page of ours', { id: 'wonglep', url: 'https://a.example/' }, 'stranger'],
  ])('%s', (_, sender, kind) => {
    expect(senderKind(sender, own)).toBe(kind);
  });
});
