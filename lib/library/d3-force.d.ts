/** The part of d3-force 3 (which Observable Plot brings) that the network's layout uses. */
declare module 'd3-force' {
  export interface SimulationNode {
    x?: number;
    y?: number;
    fx?: number | null;
    fy?: number | null;
  }
  interface Force {
    readonly force: unique symbol;
  }
  interface LinkForce<N, L> extends Force {
    id(id: (node: N) => string): LinkForce<N, L>;
    distance(distance: number | ((link: L) => number)): LinkForce<N, L>;
    strength(strength: (link: L) => number): LinkForce<N, L>;
  }
  interface ManyBody extends Force {
    strength(strength: number): ManyBody;
  }
  interface Collide extends Force {
    iterations(count: number): Collide;
  }
  interface Axis extends Force {
    strength(strength: number): Axis;
  }
  interface Simulation<N> {
    force(name: string, force: Force): Simulation<N>;
    stop(): Simulation<N>;
    tick(iterations?: number): Simulation<N>;
  }
  export function forceSimulation<N extends SimulationNode>(nodes: N[]): Simulation<N>;
  export function forceLink<N, L>(links: L[]): LinkForce<N, L>;
  export function forceManyBody(): ManyBody;
  export function forceCollide<N>(radius: (node: N) => number): Collide;
  export function forceX(x?: number): Axis;
  export function forceY(y?: number): Axis;
}
