import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { guidTag, pushToAnki } from '../../../lib/exchange/anki-connect.ts';
import { ANKI_FIELDS } from '../../../lib/exchange/anki-note-type.ts';
import { ankiNotes } from '../../../lib/exchange/anki-notes.ts';
import { sampleNames } from '../review/sample-names.ts';

const notes = ankiNotes(sampleNames(3, Date.UTC(2025, 0, 1)), [], ['thai-english', 'acronym-name']);
let server: Server | null = null;
afterEach(() => new Promise<void>((done) => (server ? server.close(() => done()) : done())));

interface Body {
  action: string;
  params: Record<string, never> & {
    actions?: Body[];
    note?: { tags: string[]; fields: Record<string, string> };
  };
}

/** A stand-in that answers as AnkiConnect does; `own` answers come first. */
async function anki(
  own: (body: Body) => unknown | undefined,
  status = 200,
): Promise<{ url: string; added: string[] }> {
  const added: string[] = [];
  const answer = (body: Body): unknown => {
    const special = own(body);
    if (special !== undefined) return special;
    const usual: Record<string, () => unknown> = {
      requestPermission: () => ({ permission: 'granted', requireApikey: false, version: 6 }),
      version: () => 6,
      modelNames: () => ['Basic'],
      createModel: () => ({}),
      createDeck: () => 1,
      findNotes: () => [],
      addNote: () => {
        added.push(body.params.note!.fields.Name!);
        return added.length;
      },
      updateNoteFields: () => null,
      multi: () => body.params.actions!.map(answer).map((result) => wrap(result)),
    };
    return usual[body.action]!();
  };
  const wrap = (result: unknown) =>
    result instanceof Error ? { result: null, error: result.message } : { result, error: null };
  server = createServer((request, response) => {
    let text = '';
    request.on('data', (part) => {
      text += String(part);
    });
    request.on('end', () => {
      response.writeHead(request.method === 'POST' ? status : 200, { 'content-type': 'application/json' });
      response.end(
        request.method === 'POST' ? JSON.stringify(wrap(answer(JSON.parse(text)))) : 'AnkiConnect',
      );
    });
  });
  await new Promise<void>((ready) => server!.listen(0, '127.0.0.1', ready));
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, added };
}
const push = (url: string) => pushToAnki(notes, { fetch, origin: 'chrome-extension://abc', url });

describe('pushing to AnkiConnect', () => {
  it('makes the note type and adds every note with a first field of its own', async () => {
    const { url, added } = await anki(() => undefined);
    expect(await push(url)).toEqual({ ok: true, value: { added: 3, updated: 0, left: [] } });
    expect(new Set(added).size).toBe(3);
  });

  it('updates a note that it sent before instead of adding it again', async () => {
    const { url, added } = await anki((body) =>
      body.action === 'findNotes' && JSON.stringify(body.params).includes(guidTag(notes[1]!))
        ? [77]
        : undefined,
    );
    expect(await push(url)).toMatchObject({ value: { added: 2, updated: 1 } });
    expect(added).not.toContain(notes[1]!.fields.Name);
  });

  it('tells which note Anki took for a duplicate, and adds the others', async () => {
    const { url } = await anki((body) =>
      body.action === 'addNote' && body.params.note!.fields.Name === notes[0]!.fields.Name
        ? new Error('cannot create note because it is a duplicate')
        : undefined,
    );
    const pushed = await push(url);
    expect(pushed).toMatchObject({ value: { added: 2, left: [{ name: notes[0]!.fields.Name }] } });
  });

  it('says that Anki is not running', async () => {
    expect(await push('http://127.0.0.1:9')).toMatchObject({ error: { name: 'not-running' } });
  });

  it('says that Anki refused, or wants a key', async () => {
    const denied = await anki((b) =>
      b.action === 'requestPermission' ? { permission: 'denied' } : undefined,
    );
    expect(await push(denied.url)).toMatchObject({ error: { name: 'refused' } });
  });

  it('names the origin that webCorsOriginList must hold', async () => {
    const { url } = await anki(() => undefined, 403);
    expect(await push(url)).toMatchObject({ error: { name: 'cors', origin: 'chrome-extension://abc' } });
  });

  it('says which version is there and which is needed', async () => {
    const { url } = await anki((body) => (body.action === 'version' ? 5 : undefined));
    expect(await push(url)).toMatchObject({ error: { name: 'version', found: 5, needed: 6 } });
  });

  it('leaves a note type alone that was changed in Anki', async () => {
    const { url } = await anki((body) =>
      body.action === 'modelNames'
        ? ['Wonglep name']
        : body.action === 'modelFieldNames'
          ? ANKI_FIELDS.slice(0, -1)
          : undefined,
    );
    expect(await push(url)).toMatchObject({ error: { name: 'note-type', missing: ['AskListening'] } });
  });
});
