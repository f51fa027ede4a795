import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { webAddress } from '../../../lib/library/canonical-url.ts';
import { visibleText } from '../../../lib/thai/visible-text.ts';
import { payloads } from '../../torture/payloads.ts';

const all = payloads('http://127.0.0.1:9/canary', Number(process.env.WONGLEP_SEED ?? 20_261_122));

describe('the text that is seen', () => {
  it('is what is left of a name when nothing is hidden in it', () => {
    expect(visibleText('กรม\u202eสรรพากร')).toBe('กรมสรรพากร');
    expect(visibleText('Rev\u200benue\u2066 Dep\u00adartment')).toBe('Revenue Department');
    expect(visibleText('กกต\u{e0041}.')).toBe('กกต.');
    expect(visibleText('กรม\ud800')).toBe('กรม');
  });

  it('leaves Thai, spaces, lines and emoji as they are', () => {
    for (const text of ['น้ำท่วมที่จังหวัดปัตตานี', 'ก ข\nค\tง', '🇹🇭 ครม.', 'พิธีกรรม ๒๕๖๘', 'Ōsaka é'])
      expect(visibleText(text)).toBe(text);
  });

  it('keeps marks from climbing over other lines', () => {
    expect(visibleText(`ก${'\u0e49'.repeat(200)}ข`)).toBe(`ก${'\u0e49'.repeat(4)}ข`);
  });

  it('makes every spoofed name one of the four that it was made of', () => {
    const names = ['กรมสรรพากร', 'ธนาคารแห่งประเทศไทย', 'Revenue Department', 'กกต.'];
    const spoofed = all.filter(
      ({ kind, text }) => kind === 'spoof' && !text.includes('\u001b') && text.length < 40,
    );
    expect(spoofed.length).toBeGreaterThan(100);
    // A variation selector for emoji is kept, as emoji are.
    for (const { text } of spoofed)
      expect(names, JSON.stringify(text)).toContain(visibleText(text).replace('\ufe0f', ''));
  });

  it('is never longer, and the same when looked at again', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const seen = visibleText(text);
        expect(seen.length).toBeLessThanOrEqual(text.length);
        expect(visibleText(seen)).toBe(seen);
        expect(seen).not.toMatch(/[\u202a-\u202e\u2066-\u2069\u200b-\u200f]/);
      }),
    );
  });
});

describe('the address of a link', () => {
  it('is one of the web', () => {
    expect(webAddress('https://khao.example/ก?x=1#y')).toBe('https://khao.example/%E0%B8%81?x=1#y');
    for (const address of [
      '',
      null,
      undefined,
      'javascript:alert(1)',
      'data:text/html,x',
      'file:///etc/passwd',
      '/x',
    ])
      expect(webAddress(address)).toBeUndefined();
    for (const { text } of all) expect(webAddress(text) ?? 'https:').toMatch(/^https?:/);
  });
});
