// From a Chromium trace: the main thread's tasks in which scripts of the extension ran, and for how long.
import type { Page } from 'puppeteer-core';

interface TraceEvent {
  name: string;
  ph: string;
  pid: number;
  tid: number;
  ts: number;
  dur?: number;
  args?: { data?: { url?: string; scriptName?: string } };
}

export interface ExtensionTask {
  /** ms after the trace's first task. */
  startMs: number;
  taskMs: number;
  extensionMs: number;
  names: string[];
}

/** The trace of what `work` does on `page`. */
export async function traced(page: Page, work: () => Promise<void>): Promise<TraceEvent[]> {
  await page.tracing.start({ categories: ['toplevel', 'devtools.timeline', 'v8.execute'] });
  let bytes: Uint8Array | undefined;
  try {
    await work();
  } finally {
    // The trace ends with the work, also where that failed.
    bytes = await page.tracing.stop();
  }
  return (JSON.parse(new TextDecoder().decode(bytes)) as { traceEvents: TraceEvent[] }).traceEvents;
}

/** Tasks in pages only: the extension's background and its own pages are other threads or other addresses. */
export function extensionTasks(events: readonly TraceEvent[], origin: string): ExtensionTask[] {
  const calls = events.filter(
    (event) =>
      event.ph === 'X' &&
      /^(FunctionCall|EvaluateScript|TimerFire|FireAnimationFrame|FireIdleCallback|RunMicrotasks|v8\.callFunction)$/.test(
        event.name,
      ) &&
      (event.args?.data?.url ?? event.args?.data?.scriptName ?? '').startsWith(origin) &&
      /\/(detect|first-look|reader|clean-copy)\.js/.test(
        event.args?.data?.url ?? event.args?.data?.scriptName ?? '',
      ),
  );
  const threads = new Set(calls.map((event) => `${event.pid} ${event.tid}`));
  const tasks = events.filter(
    (event) =>
      event.ph === 'X' &&
      /^(ThreadControllerImpl::RunTask|RunTask)$/.test(event.name) &&
      threads.has(`${event.pid} ${event.tid}`),
  );
  let first = Number.POSITIVE_INFINITY;
  for (const event of events) if (event.ph === 'X' && event.ts > 0) first = Math.min(first, event.ts);
  const found: ExtensionTask[] = [];
  for (const task of tasks) {
    const end = task.ts + (task.dur ?? 0);
    const inside = calls
      .filter((call) => call.pid === task.pid && call.tid === task.tid && call.ts >= task.ts && call.ts < end)
      .sort((a, b) => a.ts - b.ts);
    if (inside.length === 0) continue;
    let extension = 0;
    let until = 0;
    for (const call of inside) {
      const callEnd = call.ts + (call.dur ?? 0);
      if (callEnd <= until) continue;
      extension += callEnd - Math.max(until, call.ts);
      until = callEnd;
    }
    found.push({
      startMs: (task.ts - first) / 1000,
      taskMs: (task.dur ?? 0) / 1000,
      extensionMs: extension / 1000,
      names: inside.map((call) => call.name),
    });
  }
  return found;
}
