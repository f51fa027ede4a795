import * as Plot from '@observablehq/plot';
import type { NetworkLink, Timeline } from '../../lib/library/body-statistics.ts';
import type { PlacedNode } from '../../lib/library/network-layout.ts';
import { formatTick } from '../ui/format.ts';
import { href } from './route.ts';

const STYLE = { background: 'none', fontFamily: 'inherit', fontSize: '12px', overflow: 'visible' };

/** A chart of fewer bars leaves room for as many. */
const FEWEST_BARS = 12;

/** Bars of mentions over time. */
export function drawTimeline(
  timeline: Timeline,
  width: number,
  height: number,
  label: string,
): SVGSVGElement | HTMLElement {
  const unit = timeline.unit;
  const data = timeline.periods.map(({ period, mentions }) => ({
    date: new Date(`${period}T00:00:00Z`),
    mentions,
  }));
  // One month alone would be a wall as wide as the chart, with days on its axis.
  const months = timeline.unit === 'month' ? 1 : 12;
  const at = (from: Date, steps: number) =>
    new Date(Date.UTC(from.getUTCFullYear(), from.getUTCMonth() + steps * months, 1));
  const missing = Math.max(0, FEWEST_BARS - data.length);
  const domain = [
    at(data[0]!.date, -Math.ceil(missing / 2)),
    at(data.at(-1)!.date, 1 + Math.floor(missing / 2)),
  ];
  const most = Math.max(1, ...data.map((d) => d.mentions));
  return Plot.plot({
    width,
    height,
    marginLeft: 34,
    marginBottom: 26,
    style: STYLE,
    ariaLabel: label,
    x: {
      type: 'utc',
      label: null,
      domain,
      ticks: Math.min(10, Math.floor(width / 90)),
      tickFormat: formatTick,
    },
    y: { grid: true, label: null, ticks: Math.min(4, most), tickFormat: 'd' },
    marks: [
      Plot.rectY(data, {
        x: 'date',
        y: 'mentions',
        interval: unit,
        fill: 'var(--accent)',
        fillOpacity: 0.8,
        inset: 0.7,
        rx: 2,
      }),
      Plot.ruleY([0], { stroke: 'var(--line-2)' }),
    ],
  });
}

/** A network of bodies, each a link to its page. */
export function drawNetwork(
  nodes: readonly PlacedNode[],
  links: readonly NetworkLink[],
  width: number,
  height: number,
  options: { label: string; centre: string | null },
): SVGSVGElement | HTMLElement {
  const at = new Map(nodes.map((node) => [node.id, node]));
  const most = Math.max(1, ...links.map((link) => link.articles));
  const largest = Math.max(1, ...nodes.map((node) => node.mentions));
  const lines = links
    .filter((link) => at.has(link.source) && at.has(link.target))
    .map((link) => ({ a: at.get(link.source)!, b: at.get(link.target)!, share: link.articles / most }));
  const short = (label: string) => (label.length > 22 ? `${label.slice(0, 21)}…` : label);
  return Plot.plot({
    width,
    height,
    margin: 28,
    marginLeft: 60,
    marginRight: 60,
    style: STYLE,
    ariaLabel: options.label,
    x: { axis: null },
    y: { axis: null },
    r: { range: [4, 15], domain: [0, largest] },
    marks: [
      Plot.link(lines, {
        x1: (d: (typeof lines)[number]) => d.a.x,
        y1: (d: (typeof lines)[number]) => d.a.y,
        x2: (d: (typeof lines)[number]) => d.b.x,
        y2: (d: (typeof lines)[number]) => d.b.y,
        stroke: 'var(--line-2)',
        strokeWidth: (d: (typeof lines)[number]) => 0.6 + 3.4 * d.share,
        strokeOpacity: 0.75,
      }),
      Plot.dot(nodes as PlacedNode[], {
        x: 'x',
        y: 'y',
        r: 'mentions',
        fill: (node: PlacedNode) => (node.id === options.centre ? 'var(--accent)' : 'var(--event)'),
        stroke: 'var(--paper)',
        strokeWidth: 1.5,
        href: (node: PlacedNode) => href({ page: 'organisation', id: node.id }),
        title: (node: PlacedNode) => node.label,
      }),
      Plot.text(nodes as PlacedNode[], {
        x: 'x',
        y: 'y',
        text: (node: PlacedNode) => short(node.label),
        dy: 16,
        lineAnchor: 'top',
        fontSize: 11,
        fill: 'var(--ink)',
        stroke: 'var(--paper)',
        strokeWidth: 3,
        pointerEvents: 'none',
      }),
    ],
  });
}
