import { computePosition, flip, inline, offset, type Platform, shift, size } from '@floating-ui/core';

export interface Box {
  x: number;
  y: number;
  width: number;
  height: number;
}

export type CardSide = 'top' | 'bottom' | 'left' | 'right';

/** Distance to the window's edge and to the mention, px. */
const EDGE = 8;
const GAP = 6;

/**
 * Where a card of `card` px goes beside a mention (its boxes, one a line) in a viewport: under it, else over it, else beside
 * it; never on it unless there is nowhere else. Everything in viewport px, so that transforms and zoom of the page, which
 * mislead calculations by offset parents, do not matter. `pointer`: the line of the mention that is pointed at counts. `side`:
 * where the card is already; it stays there when it grows (and scrolls within itself), as it must not jump from under a hand.
 */
export async function placeCard(
  boxes: readonly Box[],
  card: { width: number; height: number },
  viewport: Box,
  pointer: { x: number; y: number } | null,
  side: CardSide | null = null,
): Promise<{ x: number; y: number; side: CardSide; maxHeight: number }> {
  const rects = boxes.map(toRect);
  const whole = toRect(around(boxes));
  const reference = { getBoundingClientRect: () => whole, getClientRects: () => rects };
  const floating = card as unknown as HTMLElement;
  const platform: Platform = {
    getElementRects: ({ reference: of }) => ({
      reference: (of as typeof reference).getBoundingClientRect(),
      floating: { x: 0, y: 0, ...card },
    }),
    getClippingRect: () => viewport,
    getDimensions: () => card,
    getClientRects: (of) => (of as typeof reference).getClientRects(),
    isElement: () => false,
  };
  let maxHeight = viewport.height - 2 * EDGE;
  const { x, y, placement } = await computePosition(reference as never, floating, {
    platform,
    placement: side === 'left' || side === 'right' ? side : `${side ?? 'bottom'}-start`,
    strategy: 'fixed',
    middleware: [
      inline(pointer ?? {}),
      offset(GAP),
      side
        ? null
        : flip({ padding: EDGE, crossAxis: false, fallbackPlacements: ['top-start', 'right', 'left'] }),
      shift({ padding: EDGE, crossAxis: false }),
      size({
        padding: EDGE,
        apply: ({ availableHeight }) => {
          maxHeight = Math.max(120, availableHeight);
        },
      }),
    ],
  });
  return {
    x: clamp(x, viewport.x + EDGE, viewport.x + viewport.width - EDGE - card.width),
    y: clamp(y, viewport.y + EDGE, viewport.y + viewport.height - EDGE - Math.min(card.height, maxHeight)),
    side: placement.split('-')[0] as CardSide,
    maxHeight,
  };
}

const clamp = (value: number, low: number, high: number) =>
  Math.max(low, Math.min(value, Math.max(low, high)));

function around(boxes: readonly Box[]): Box {
  const x = Math.min(...boxes.map((b) => b.x));
  const y = Math.min(...boxes.map((b) => b.y));
  return {
    x,
    y,
    width: Math.max(...boxes.map((b) => b.x + b.width)) - x,
    height: Math.max(...boxes.map((b) => b.y + b.height)) - y,
  };
}

const toRect = ({ x, y, width, height }: Box) => ({
  x,
  y,
  width,
  height,
  left: x,
  top: y,
  right: x + width,
  bottom: y + height,
});
