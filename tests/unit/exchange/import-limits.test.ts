import { describe, expect, it } from 'vitest';
import {
  boundedBody,
  MAX_IMPORT_BYTES,
  MAX_LINES,
  textLines,
} from '../../../lib/exchange/import-articles.ts';

describe('a server that is asked for a page', () => {
  it('gives its bytes as they are', async () => {
    const body = await boundedBody(new Response('กระทรวงพาณิชย์'));
    expect(body.ok && new TextDecoder().decode(body.value)).toBe('กระทรวงพาณิชย์');
  });

  it('and never stops answering is given up, and told so', async () => {
    let sent = 0;
    let told = false;
    const endless = new ReadableStream<Uint8Array>({
      pull(controller) {
        sent += 1_000_000;
        controller.enqueue(new Uint8Array(1_000_000));
      },
      cancel() {
        told = true;
      },
    });
    expect(await boundedBody(new Response(endless))).toMatchObject({
      ok: false,
      error: { name: 'page-too-large' },
    });
    expect(told).toBe(true);
    expect(sent).toBeLessThan(MAX_IMPORT_BYTES + 5_000_000);
  });
});

describe('a file of texts', () => {
  it('is read line by line, empty ones passed over', () => {
    expect(textLines('{"text":"ก"}\n\n{"text":"ข"}')).toEqual({
      ok: true,
      value: ['{"text":"ก"}', '{"text":"ข"}'],
    });
  });

  it('with more lines than one import may bring is refused', () => {
    expect(textLines('1\n'.repeat(MAX_LINES)).ok).toBe(true);
    expect(textLines('1\n'.repeat(MAX_LINES + 1))).toMatchObject({ ok: false, error: { name: 'bad-input' } });
  });
});
