import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { packAnswer, unpackAnswer } from '../../../lib/packed-answer.ts';
import { loadRecogniser } from '../../../tools/recogniser-parts.ts';

describe('an answer on its way', () => {
  it('is a text where it holds the names of a page, and the same again', () => {
    const annotation = loadRecogniser().annotate('กรมควบคุมมลพิษ (คพ.) แถลงร่วมกับธนาคารพัฒนาเอเชีย (ADB)');
    expect(annotation.mentions.length).toBeGreaterThan(2);
    const answer = {
      ok: true,
      value: { annotation, kept: [annotation.entities[0]?.id], known: [], annotateMs: 2.5 },
    };
    for (const type of ['annotate', 'detected']) {
      const packed = packAnswer(type, answer);
      expect(packed).toBeTypeOf('string');
      expect(unpackAnswer(packed)).toEqual(answer);
    }
  });

  it('goes as it is where it is small, and where there is none', () => {
    const saved = { ok: true, value: { articleId: 'a1' } };
    expect(packAnswer('saved-state', saved)).toBe(saved);
    expect(unpackAnswer(saved)).toBe(saved);
    expect(unpackAnswer(undefined)).toBeUndefined();
  });

  it('comes out as it went in, whatever is in it', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        const answer = { ok: true, value };
        // Messages know no -0, nor does JSON.
        const sent = JSON.parse(JSON.stringify(answer)) as unknown;
        expect(unpackAnswer(packAnswer('annotate', answer))).toEqual(sent);
      }),
    );
  });
});
