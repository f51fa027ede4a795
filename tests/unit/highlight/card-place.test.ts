import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { placeCard } from '../../../lib/highlight/card-place.ts';

const WINDOW = { x: 0, y: 0, width: 1200, height: 800 };
const CARD = { width: 348, height: 220 };

describe('the place of a card', () => {
  it('is under the name, beginning where it begins', async () => {
    const place = await placeCard([{ x: 400, y: 200, width: 120, height: 28 }], CARD, WINDOW, null);
    expect(place).toMatchObject({ side: 'bottom', x: 400, y: 234 });
  });

  it('is over the name at the lower edge of the window', async () => {
    const place = await placeCard([{ x: 400, y: 700, width: 120, height: 28 }], CARD, WINDOW, null);
    expect(place.side).toBe('top');
    expect(place.y + CARD.height).toBeLessThanOrEqual(700);
  });

  it('belongs to the line that is pointed at when the name runs over two', async () => {
    const lines = [
      { x: 900, y: 200, width: 280, height: 28 },
      { x: 40, y: 240, width: 90, height: 28 },
    ];
    expect((await placeCard(lines, CARD, WINDOW, { x: 60, y: 250 })).x).toBe(40);
    expect((await placeCard(lines, CARD, WINDOW, { x: 950, y: 210 })).x).toBeGreaterThan(800);
  });

  it('never covers the name where there is room, and never leaves the window', async () => {
    const box = fc.record({
      x: fc.integer({ min: 0, max: 1100 }),
      y: fc.integer({ min: 0, max: 760 }),
      width: fc.integer({ min: 8, max: 400 }),
      height: fc.integer({ min: 12, max: 60 }),
    });
    await fc.assert(
      fc.asyncProperty(box, fc.integer({ min: 90, max: 340 }), async (name, height) => {
        const { x, y } = await placeCard([name], { width: 348, height }, WINDOW, null);
        expect(x).toBeGreaterThanOrEqual(8);
        expect(y).toBeGreaterThanOrEqual(8);
        expect(x + 348).toBeLessThanOrEqual(1192);
        expect(y + height).toBeLessThanOrEqual(792);
        const covers =
          x < name.x + name.width && x + 348 > name.x && y < name.y + name.height && y + height > name.y;
        expect(covers).toBe(false);
      }),
    );
  });

  it('stays inside a small window, scrolling within itself', async () => {
    const small = { x: 0, y: 0, width: 380, height: 260 };
    const place = await placeCard(
      [{ x: 20, y: 120, width: 90, height: 24 }],
      { width: 348, height: 400 },
      small,
      null,
    );
    expect(place.maxHeight).toBeLessThanOrEqual(260);
    expect(place.y).toBeGreaterThanOrEqual(8);
    expect(place.y + Math.min(400, place.maxHeight)).toBeLessThanOrEqual(260);
  });
});
