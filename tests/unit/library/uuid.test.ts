import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createUuid7, uuid7, uuid7Time } from '../../../lib/library/uuid.ts';

describe('UUID version 7', () => {
  it('has the version, the variant and the time of RFC 9562', () => {
    const before = Date.now();
    const id = uuid7();
    expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
    expect(uuid7Time(id)).toBeGreaterThanOrEqual(before);
    expect(uuid7Time(id)).toBeLessThanOrEqual(Date.now());
  });

  it('gives the time and the layout of the example in RFC 9562, appendix A.6', () => {
    const random = (bytes: Uint8Array) =>
      bytes.set([0, 0, 0, 0, 0, 0, 0x0c, 0xc3, 0x18, 0xc4, 0xdc, 0x0c, 0x0c, 0x07, 0x39, 0x8f]);
    const id = createUuid7({ now: () => 0x017f22e279b0, random })();
    // The counter's upper bit is held at 0 by us; the rest is the example's.
    expect(id).toBe('017f22e2-79b0-74c3-98c4-dc0c0c07398f');
  });

  it('ascends whatever the clock does', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 5 }), { minLength: 2, maxLength: 300 }), (clock) => {
        let tick = 0;
        const random = (bytes: Uint8Array) => bytes.fill(0xff);
        const next = createUuid7({ now: () => 1_700_000_000_000 + clock[tick++ % clock.length]!, random });
        const ids = clock.map(next);
        for (let i = 1; i < ids.length; i++) expect(ids[i]! > ids[i - 1]!).toBe(true);
      }),
    );
  });

  it('counts on into the next millisecond when one is used up', () => {
    const random = (bytes: Uint8Array) => bytes.fill(0xff);
    const next = createUuid7({ now: () => 1_700_000_000_000, random });
    const ids = Array.from({ length: 5000 }, next);
    expect(new Set(ids).size).toBe(5000);
    expect(ids).toEqual([...ids].sort());
  });
});
