// What a browser with all its processes holds and uses, as Linux tells it.
import { readdirSync, readFileSync } from 'node:fs';

/** Process ids of `root` and everything below it. */
export function processTree(root: number): number[] {
  const children = new Map<number, number[]>();
  for (const name of readdirSync('/proc')) {
    if (!/^\d+$/.test(name)) continue;
    const stat = readText(`/proc/${name}/stat`);
    if (!stat) continue;
    const parent = Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]);
    children.set(parent, [...(children.get(parent) ?? []), Number(name)]);
  }
  const found: number[] = [];
  const waiting = [root];
  for (let id = waiting.pop(); id !== undefined; id = waiting.pop()) {
    found.push(id);
    waiting.push(...(children.get(id) ?? []));
  }
  return found;
}

/** Proportional set size, MB: memory that processes share is counted once among them. */
export function memoryMb(root: number): number {
  let kilobytes = 0;
  for (const id of processTree(root)) {
    kilobytes += Number(/^Pss:\s+(\d+)/m.exec(readText(`/proc/${id}/smaps_rollup`))?.[1] ?? 0);
  }
  return kilobytes / 1000;
}

/** Processor time used so far, ms; the system counts in ticks of 10. */
export function cpuMs(root: number): number {
  let ticks = 0;
  for (const id of processTree(root)) {
    const stat = readText(`/proc/${id}/stat`);
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    ticks += Number(fields[11] ?? 0) + Number(fields[12] ?? 0);
  }
  return ticks * 10;
}

function readText(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    // The process has ended since it was listed: it holds nothing any more.
    return '';
  }
}
