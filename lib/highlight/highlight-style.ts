import type { MentionKind } from '../recognition/types.ts';
import { MENTION_KINDS } from '../recognition/types.ts';
import type { HighlightStyle } from '../settings.ts';

/** What a mention is painted as: its kind; `known-…` when the reader knows it by heart. */
export type PaintGroup = MentionKind | `known-${MentionKind}` | 'active' | 'flash';

/** Names in the document's registry: `<prefix>-<letter>`; the prefix is random for each page. */
export function registryName(prefix: string, group: PaintGroup): string {
  return `${prefix}-${LETTERS[group]}`;
}

/** What the names of a page's highlights begin with; a dark page's differ, so that both styles can be there before it is known. */
export const prefixOf = (letters: string, dark: boolean) => (dark ? `${letters}d` : letters);

const LETTERS: Record<PaintGroup, string> = {
  name: 'n',
  short: 's',
  acronym: 'c',
  event: 'e',
  abbreviation: 'b',
  'known-name': 'kn',
  'known-short': 'ks',
  'known-acronym': 'kc',
  'known-event': 'ke',
  'known-abbreviation': 'kb',
  active: 'x',
  flash: 'f',
};

/** The look's colours of the kinds: [on light, on dark]; also in components/tokens.css. */
export const KIND_COLOURS: Record<MentionKind, readonly [string, string]> = {
  name: ['#2b59c3', '#8fb0ff'],
  short: ['#2b59c3', '#8fb0ff'],
  acronym: ['#9a5b00', '#f0b45b'],
  event: ['#7a3fb0', '#cfa2ff'],
  abbreviation: ['#5f6b80', '#98a3b8'],
};

/** A name the reader has set a colour for on light paper may be too dark on a dark page. */
function colourOf(kind: MentionKind, style: HighlightStyle, dark: boolean): string {
  if (!style.colour) return KIND_COLOURS[kind][dark ? 1 : 0];
  return dark ? `color-mix(in srgb, ${style.colour} 55%, #fff)` : style.colour;
}

/** Declarations for one kind, usable in `::highlight()` and in a preview's `mark`. */
export function kindDeclarations(
  kind: MentionKind,
  style: HighlightStyle,
  dark: boolean,
  known = false,
): string {
  const colour = colourOf(kind, style, dark);
  const faint = known ? `color-mix(in srgb, ${colour} 45%, transparent)` : colour;
  const line = known && style.line === 'solid' ? 'dotted' : style.line;
  const thickness = line === 'dotted' || line === 'wavy' || known ? '1.5px' : '2px';
  const tint = `color-mix(in srgb, ${colour} ${dark ? 18 : 12}%, transparent)`;
  return [
    `background-color:${style.tint && !known ? tint : 'transparent'}`,
    line === 'none'
      ? 'text-decoration-line:none'
      : `text-decoration:underline ${line} ${thickness} ${faint};text-underline-offset:3px;text-decoration-skip-ink:none`,
  ].join(';');
}

/** The stylesheet of a page's highlights. Works under every page CSP through `scripting.insertCSS`. */
export function highlightSheet(
  prefix: string,
  styles: Record<MentionKind, HighlightStyle>,
  dark: boolean,
): string {
  const rules: string[] = [];
  const rule = (group: PaintGroup, body: string) =>
    rules.push(`::highlight(${registryName(prefix, group)}){${body}}`);
  for (const kind of MENTION_KINDS) {
    rule(kind, kindDeclarations(kind, styles[kind], dark));
    rule(`known-${kind}`, kindDeclarations(kind, styles[kind], dark, true));
  }
  const accent = KIND_COLOURS.name[dark ? 1 : 0];
  rule('active', `background-color:color-mix(in srgb, ${accent} ${dark ? 34 : 22}%, transparent)`);
  rule('flash', `background-color:${dark ? '#ffd16680' : '#ffd54fb3'}`);
  rules.push('@media (forced-colors: active){');
  for (const kind of MENTION_KINDS) {
    rule(
      kind,
      `background-color:Canvas;text-decoration:underline ${styles[kind].line === 'dotted' ? 'dotted' : 'solid'} 2px LinkText`,
    );
    rule(`known-${kind}`, 'background-color:Canvas;text-decoration:underline dotted 1px CanvasText');
  }
  rule('active', 'background-color:Highlight;color:HighlightText');
  rule('flash', 'background-color:Mark;color:MarkText');
  rules.push('}');
  return rules.join('\n');
}
