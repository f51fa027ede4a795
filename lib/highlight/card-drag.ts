import { isElement } from './frames.ts';

/** Fewer px than this are a trembling hand, not a drag. */
const LEAST = 4;
/** Height of the edge over the head, px. */
const EDGE = 14;

/** Lets a card be dragged by its head while `may()` says so; `moved` gets the wanted corner in viewport px. */
export function makeDraggable(
  card: HTMLElement,
  may: () => boolean,
  moved: (x: number, y: number) => void,
  signal: AbortSignal,
): void {
  card.addEventListener(
    'pointerdown',
    (event) => {
      const path = event.composedPath().filter(isElement);
      // The card's edge over the head belongs to it for a hand.
      const onEdge = path[0] === card && event.clientY - card.getBoundingClientRect().top < EDGE;
      const onHead = onEdge || path.some((node) => node.matches('.head'));
      if (!onHead || path.some((node) => node.matches('button')) || event.button !== 0 || !may()) return;
      const from = { x: card.offsetLeft - event.clientX, y: card.offsetTop - event.clientY };
      const end = new AbortController();
      const options = { signal: AbortSignal.any([end.signal, signal]) };
      let dragging = false;
      card.addEventListener(
        'pointermove',
        (move) => {
          const far = Math.hypot(move.clientX - event.clientX, move.clientY - event.clientY);
          if (!dragging && far < LEAST) return;
          if (!dragging) card.setPointerCapture(event.pointerId);
          dragging = true;
          moved(move.clientX + from.x, move.clientY + from.y);
        },
        options,
      );
      for (const type of ['pointerup', 'pointercancel'] as const) {
        card.addEventListener(type, () => end.abort(), options);
      }
    },
    { signal },
  );
}
