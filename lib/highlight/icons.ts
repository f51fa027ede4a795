/** Stroked paths on a 16 × 16 grid, drawn for this project; used by the card and by the pages. */
export const ICONS = {
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
} as const;
export type IconName = keyof typeof ICONS | keyof typeof PAGE_ICONS;

/** Only for the extension's own pages. */
export const PAGE_ICONS = {
  library: 'M3 3.5h2.6v9H3zM6.9 3.5h2.6v9H6.9zM10.6 4.1l2.3-.6 2 8.6-2.3.6z',
  review: 'M2.5 5h8v8.5h-8zM5 5V2.5h8.5V11h-3',
  panel: 'M2.5 3h11v10h-11zM9.5 3v10',
  settings:
    'M8 5.8a2.2 2.2 0 100 4.4 2.2 2.2 0 000-4.4M8 2v1.8M8 12.2V14M2 8h1.8M12.2 8H14M3.8 3.8l1.2 1.2M11 11l1.2 1.2M12.2 3.8L11 5M5 11l-1.2 1.2',
  keyboard: 'M1.8 4h12.4v8H1.8zM4.4 6.7h.1M6.8 6.7h.1M9.2 6.7h.1M11.6 6.7h.1M5 9.4h6',
  search: 'M7 2.8a4.2 4.2 0 100 8.4 4.2 4.2 0 000-8.4M10.2 10.2l3.3 3.3',
  news: 'M2.5 3.5h9v9.2h-8a1 1 0 01-1-1zM11.5 6h2v5.7a1 1 0 01-2 0M4.5 6h5M4.5 8.3h5M4.5 10.5h3',
  globe:
    'M8 2.2a5.8 5.8 0 100 11.6A5.8 5.8 0 008 2.2M2.4 8h11.2M8 2.2c3.4 3.6 3.4 8 0 11.6M8 2.2c-3.4 3.6-3.4 8 0 11.6',
  warn: 'M8 2.6l6 10.6H2zM8 6.6v3M8 11.3v.2',
  trash: 'M3 4.5h10M6.2 4.5V3h3.6v1.5M4.2 4.5l.6 9h6.4l.6-9M6.8 7v4M9.2 7v4',
  export: 'M8 10V2.5M5 5.3l3-2.8 3 2.8M3 9.5v4h10v-4',
  import: 'M8 2.5V10M5 7.2L8 10l3-2.8M3 9.5v4h10v-4',
  tag: 'M2.8 2.8h5l5.6 5.6-5 5-5.6-5.6zM5.4 5.3v.2',
  star: 'M8 2.2l1.75 3.6 3.95.55-2.87 2.78.7 3.92L8 11.2l-3.53 1.85.7-3.92L2.3 6.35l3.95-.55z',
  link: 'M6.8 9.2a2.5 2.5 0 003.6.2l2-2a2.5 2.5 0 00-3.5-3.6l-1 1M9.2 6.8a2.5 2.5 0 00-3.6-.2l-2 2a2.5 2.5 0 003.5 3.6l1-1',
  external: 'M6.5 3.5h-3v9h9v-3M9 2.5h4.5V7M13.2 2.8L7.5 8.5',
  plus: 'M8 3v10M3 8h10',
  filter: 'M2.5 4h11M4.5 8h7M6.5 12h3',
  undo: 'M5.5 3.5L2.5 6.5l3 3M2.8 6.5h6.4a3.3 3.3 0 010 6.6H6',
  chart: 'M3 13V8.5M6.5 13V4.5M10 13V7M13.5 13V2.8M2 13.5h12.5',
  clock: 'M8 2.2a5.8 5.8 0 100 11.6A5.8 5.8 0 008 2.2M8 5v3.2l2.2 1.6',
  note: 'M3 2.8h10v7L9.5 13.2H3zM9.5 13V9.7H13M5.3 5.5h5.4M5.3 8h3',
  merge: 'M4 2.8v2.4c0 3.3 4 3 4 6.2v1.8M12 2.8v2.4c0 3.3-4 3-4 6.2M5.8 11.2L8 13.4l2.2-2.2',
} as const;
