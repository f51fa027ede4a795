/** The labels of the linear chain: outside, organisation (begin, inside, end, single), person and location (begin, inside, end or single). */
export const Label = { O: 0, oB: 1, oI: 2, oE: 3, oS: 4, pB: 5, pI: 6, pE: 7, lB: 8, lI: 9, lE: 10 } as const;
export const LABELS = 11;

/** Whether label `b` may follow label `a`. */
export function mayFollow(a: number, b: number): boolean {
  const inside = b === Label.oI || b === Label.oE ? Label.oB : 0;
  const open = a === Label.oB || a === Label.oI;
  if (open) return inside !== 0;
  if (inside !== 0) return false;
  const personOpen = a === Label.pB || a === Label.pI;
  if (personOpen) return b === Label.pI || b === Label.pE;
  if (b === Label.pI) return false;
  const placeOpen = a === Label.lB || a === Label.lI;
  if (placeOpen) return b === Label.lI || b === Label.lE;
  return b !== Label.lI;
}
