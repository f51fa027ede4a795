import { forceCollide, forceLink, forceManyBody, forceSimulation, forceX, forceY } from 'd3-force';
import type { NetworkLink } from './body-statistics.ts';

export interface PlacedNode {
  id: string;
  label: string;
  mentions: number;
  x: number;
  y: number;
}

/** Rounds of the simulation: after these nothing moves visibly. */
const ROUNDS = 240;

/**
 * Places for the nodes of a network, by forces; the same for the same network, as d3-force starts from fixed places and uses
 * its own random numbers. `centre`: the node that stays in the middle.
 */
export function layoutNetwork(
  nodes: readonly Omit<PlacedNode, 'x' | 'y'>[],
  links: readonly NetworkLink[],
  centre: string | null,
): PlacedNode[] {
  const placed: (PlacedNode & { fx?: number | null; fy?: number | null })[] = nodes.map((node, i) => {
    // A spiral by the golden angle: no two nodes start in one place.
    const radius = 14 * Math.sqrt(i + 0.5);
    const angle = i * Math.PI * (3 - Math.sqrt(5));
    return { ...node, x: radius * Math.cos(angle), y: radius * Math.sin(angle) };
  });
  for (const node of placed) if (node.id === centre) Object.assign(node, { fx: 0, fy: 0 });
  const most = Math.max(1, ...links.map((link) => link.articles));
  // forceLink writes into its links.
  const own = links.map((link) => ({ ...link }));
  forceSimulation(placed)
    .force(
      'link',
      forceLink<PlacedNode, NetworkLink>(own)
        .id((node) => node.id)
        .distance(110)
        .strength((link) => 0.05 + 0.25 * (link.articles / most)),
    )
    .force('apart', forceManyBody().strength(-340))
    .force('room', forceCollide<PlacedNode>(() => 34).iterations(2))
    .force('x', forceX(0).strength(0.05))
    .force('y', forceY(0).strength(0.09))
    .stop()
    .tick(ROUNDS);
  return placed.map(({ id, label, mentions, x, y }) => ({ id, label, mentions, x, y }));
}
