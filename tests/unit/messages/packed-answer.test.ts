import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { packAnswer, unpackAnswer } from '../../../lib/packed-answer.ts';
import { loadRecogniser } from '../../../tools/recogniser-parts.ts';

const FIREFOX = 'moz-extension://8d00514c/';
const CHROME = 'chrome-extension://wonglep/';

describe('an answer on its way', () => {
  it('is a text in Firefox where it holds the names of a page, and the same again', () => {
    const annotation = loadRecogniser().annotate('กรมควบคุมมลพิษ (คพ.) แถลงร่วมกับธนาคารพัฒนาเอเชีย (ADB)');
    expect(annotation.mentions.length).toBeGreaterThan(2);
    const answer = { ok: true, value: { annotation, kept: ['b:1'], known: [], annotateMs: 2.5 } };
    for (const type of ['annotate', 'detected', 'tab-state', 'page-state', 'capture']) {
      const packed = packAnswer(type, answer, FIREFOX);
      expect(packed).toBeTypeOf('string');
      expect(unpackAnswer(packed)).toEqual(answer);
    }
  });

  it('goes as it is where it is small, where it is none, and in Chromium', () => {
    const saved = { ok: true, value: { articleId: 'a1' } };
    expect(packAnswer('save-article', saved, FIREFOX)).toBe(saved);
    expect(packAnswer('annotate', saved, CHROME)).toBe(saved);
    expect(packAnswer(undefined, saved, FIREFOX)).toBe(saved);
    expect(unpackAnswer(saved)).toBe(saved);
    expect(unpackAnswer(undefined)).toBeUndefined();
  });

  it('comes out as it went in, whatever is in it', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        const answer = { ok: true, value };
        // Messages know no -0, nor does JSON.
        const sent = JSON.parse(JSON.stringify(answer)) as unknown;
        expect(unpackAnswer(packAnswer('annotate', answer, FIREFOX))).toEqual(sent);
      }),
    );
  });

  it('that nobody packed stays the text it is', () => {
    for (const text of ['', '{"type":', 'open', '{'.repeat(10_000)]) expect(unpackAnswer(text)).toBe(text);
  });
});
