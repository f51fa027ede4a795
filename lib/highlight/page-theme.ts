/** Red, green, blue and alpha, 0…1, of a computed colour; null for notations that are not sRGB triples. */
export function parseColour(css: string): [number, number, number, number] | null {
  const rgb = /^rgba?\(\s*([\d.]+)[\s,]+([\d.]+)[\s,]+([\d.]+)(?:[\s,/]+([\d.]+)(%?))?\s*\)$/.exec(css);
  if (rgb) {
    const alpha = rgb[4] === undefined ? 1 : Number(rgb[4]) / (rgb[5] ? 100 : 1);
    return [Number(rgb[1]) / 255, Number(rgb[2]) / 255, Number(rgb[3]) / 255, alpha];
  }
  const srgb = /^color\(srgb\s+([\d.]+)\s+([\d.]+)\s+([\d.]+)(?:\s*\/\s*([\d.]+))?\s*\)$/.exec(css);
  return srgb ? [Number(srgb[1]), Number(srgb[2]), Number(srgb[3]), Number(srgb[4] ?? 1)] : null;
}

/** Relative luminance, 0 black … 1 white (WCAG 2.2). */
export function luminance([r, g, b]: readonly number[]): number {
  const linear = (c: number) => (c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4);
  return 0.2126 * linear(r!) + 0.7152 * linear(g!) + 0.0722 * linear(b!);
}

/** The luminance at which black and white text read equally well. */
const MIDDLE = 0.18;

/** Whether the page is dark where `element` stands: its own or the nearest background behind it, else its text colour. */
export function isDarkAt(element: Element): boolean {
  const view = element.ownerDocument.defaultView;
  if (!view) return false;
  for (let at: Element | null = element; at; at = parentOf(at)) {
    const style = view.getComputedStyle(at);
    if (style.backgroundImage !== 'none' && at !== element.ownerDocument.documentElement) break;
    const colour = parseColour(style.backgroundColor);
    if (colour && colour[3] > 0.5) return luminance(colour) < MIDDLE;
  }
  const ink = parseColour(view.getComputedStyle(element).color);
  return ink !== null && luminance(ink) > 0.4;
}

function parentOf(element: Element): Element | null {
  if (element.parentElement) return element.parentElement;
  const root = element.getRootNode();
  return 'host' in root ? (root as ShadowRoot).host : null;
}
