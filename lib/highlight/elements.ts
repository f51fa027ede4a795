/** Plain DOM building for what lives in the shadow host. No HTML is ever parsed: Trusted Types and page text stay harmless. */
type Child = Node | string | null | false | undefined;
type Props = Record<string, string | number | boolean | null | undefined | ((event: Event) => void)>;

const SVG = 'http://www.w3.org/2000/svg';

/** `class`, attributes, and `on…` listeners; children that are null or false fall away. */
export function el<K extends keyof HTMLElementTagNameMap>(
  document: Document,
  tag: K,
  props: Props = {},
  ...children: Child[]
): HTMLElementTagNameMap[K] {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(props)) {
    if (typeof value === 'function') element.addEventListener(name.slice(2), value);
    else if (value !== null && value !== undefined && value !== false) {
      element.setAttribute(name, value === true ? '' : String(value));
    }
  }
  for (const child of children)
    if (child !== null && child !== undefined && child !== false) element.append(child);
  return element;
}

/** Stroked paths on a 16 × 16 grid, drawn for this project. */
const ICONS = {
  keep: 'M8 2.2l1.75 3.6 3.95.55-2.87 2.78.7 3.92L8 11.2l-3.53 1.85.7-3.92L2.3 6.35l3.95-.55z',
  save: 'M4 2.5h8v11l-4-2.8-4 2.8z',
  listen: 'M2.5 6.2v3.6h2.3L8 12.4V3.6L4.8 6.2zM10.4 5.8a3.2 3.2 0 010 4.4M12.2 4a5.7 5.7 0 010 8',
  copy: 'M5.5 5.5h7.5v8H5.5zM3 10.5v-8h7.5',
  edit: 'M3 13l.6-2.7 7.2-7.2 2.1 2.1-7.2 7.2zM9.6 4.3l2.1 2.1',
  wrong: 'M3.5 14V2.5M3.5 3h8.6l-1.9 3 1.9 3H3.5',
  pin: 'M5.6 2.5h4.8l-.7 4.2 2 2.1v.9H4.3v-.9l2-2.1zM8 9.7v4',
  close: 'M4 4l8 8M12 4l-8 8',
  back: 'M9.8 3.5L5.3 8l4.5 4.5',
  forward: 'M6.2 3.5L10.7 8l-4.5 4.5',
  more: 'M3.5 6.2L8 10.7l4.5-4.5',
  check: 'M3 8.6l3.2 3.2L13 4.6',
  where: 'M8 2.5v3M8 10.5v3M2.5 8h3M10.5 8h3M8 6.2a1.8 1.8 0 100 3.6 1.8 1.8 0 000-3.6z',
} as const;
export type IconName = keyof typeof ICONS;

export function icon(document: Document, name: IconName): SVGSVGElement {
  const svg = document.createElementNS(SVG, 'svg');
  svg.setAttribute('viewBox', '0 0 16 16');
  svg.setAttribute('aria-hidden', 'true');
  const path = document.createElementNS(SVG, 'path');
  path.setAttribute('d', ICONS[name]);
  svg.append(path);
  return svg;
}
