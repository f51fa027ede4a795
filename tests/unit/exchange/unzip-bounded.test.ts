import { strToU8, zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { UnzipError, unzipBounded } from '../../../lib/exchange/unzip-bounded.ts';

const reasonOf = (zip: Uint8Array, limit = 1_000_000) => {
  try {
    unzipBounded(zip, (name) => name.endsWith('.json'), limit);
  } catch (error) {
    if (error instanceof UnzipError) return error.reason;
    throw error;
  }
  return 'taken';
};

/** The same zip, telling another unpacked size of its files: APPNOTE.TXT 4.3.7 and 4.3.12, offsets 22 and 24. */
function claiming(zip: Uint8Array, size: number): Uint8Array {
  const view = new DataView(zip.buffer, zip.byteOffset);
  for (let at = 0; at + 28 <= zip.length; at++) {
    if (view.getUint32(at, true) === 0x04034b50) view.setUint32(at + 22, size, true);
    if (view.getUint32(at, true) === 0x02014b50) view.setUint32(at + 24, size, true);
  }
  return zip;
}

describe('a zip of somebody else', () => {
  it('gives the wanted files as they were packed, deflated or stored', () => {
    const text = strToU8('กระทรวงพาณิชย์ '.repeat(5_000));
    const zip = zipSync({ 'a/index.json': text, 'b.json': [text, { level: 0 }], 'picture.png': text });
    const files = unzipBounded(zip, (name) => name.endsWith('.json'), 1_000_000);
    expect([...files.keys()]).toEqual(['a/index.json', 'b.json']);
    expect(files.get('a/index.json')).toEqual(text);
    expect(files.get('b.json')).toEqual(text);
  });

  it('that unpacks to more than its limit is refused, whatever size it claims', () => {
    const bomb = () => zipSync({ 'term_bank_1.json': new Uint8Array(8_000_000) });
    expect(bomb().length).toBeLessThan(20_000);
    expect(reasonOf(bomb())).toBe('too-large');
    expect(reasonOf(claiming(bomb(), 10))).not.toBe('taken');
    expect(reasonOf(bomb(), 8_000_000)).toBe('taken');
  });

  it('is not asked for files that nobody wants, however large', () => {
    expect(reasonOf(zipSync({ 'media.bin': new Uint8Array(8_000_000), 'index.json': strToU8('{}') }))).toBe(
      'taken',
    );
  });

  it('whose limit is passed by many files together is refused', () => {
    const files = Object.fromEntries(
      Array.from({ length: 30 }, (_, i) => [`${i}.json`, new Uint8Array(50_000)]),
    );
    expect(reasonOf(zipSync(files))).toBe('too-large');
  });

  it('with two files of one name, with an end missing, or with no file is damaged', () => {
    const once = zipSync({ 'index.json': strToU8('{"title":"ก"}') });
    const end = once.findIndex((_, at) => once[at] === 0x50 && once[at + 2] === 0x01);
    const twice = new Uint8Array([...once.subarray(0, end), ...once]);
    expect(reasonOf(twice)).toBe('damaged');
    expect(reasonOf(once.subarray(0, 45))).toBe('damaged');
    expect(reasonOf(strToU8('PK but no zip at all'))).toBe('damaged');
  });
});
