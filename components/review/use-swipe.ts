import { type PointerEvent, useRef, useState } from 'react';

/** How far a finger must go to one side before letting go answers, CSS px. */
export const SWIPE_DISTANCE = 96;
const TAP_DISTANCE = 10;

export type Swipe = { dx: number; side: 'left' | 'right' | null };
const STILL: Swipe = { dx: 0, side: null };

/**
 * Fingers on a card: a tap, or a swipe to a side. Up and down stay with the page's scrolling (`touch-action: pan-y`). The
 * mouse is left alone, as it selects text.
 */
export function useSwipe(options: {
  enabled: boolean;
  onTap: () => void;
  onSwipe: (side: 'left' | 'right') => void;
}) {
  const start = useRef<{ id: number; x: number; y: number } | null>(null);
  const [swipe, setSwipe] = useState<Swipe>(STILL);
  const end = () => {
    start.current = null;
    setSwipe(STILL);
  };
  return {
    swipe,
    handlers: {
      onPointerDown(event: PointerEvent) {
        if (event.pointerType === 'mouse' || (event.target as Element).closest('a, button, input, textarea'))
          return;
        start.current = { id: event.pointerId, x: event.clientX, y: event.clientY };
      },
      onPointerMove(event: PointerEvent) {
        const from = start.current;
        if (!from || from.id !== event.pointerId || !options.enabled) return;
        const dx = event.clientX - from.x;
        if (Math.abs(dx) < TAP_DISTANCE) return;
        setSwipe({ dx, side: dx >= SWIPE_DISTANCE ? 'right' : dx <= -SWIPE_DISTANCE ? 'left' : null });
      },
      onPointerUp(event: PointerEvent) {
        const from = start.current;
        if (!from || from.id !== event.pointerId) return;
        const dx = event.clientX - from.x;
        const dy = event.clientY - from.y;
        end();
        if (Math.hypot(dx, dy) < TAP_DISTANCE) options.onTap();
        else if (options.enabled && Math.abs(dx) >= SWIPE_DISTANCE && Math.abs(dx) > 2 * Math.abs(dy))
          options.onSwipe(dx > 0 ? 'right' : 'left');
      },
      onPointerCancel: end,
    },
  };
}
