// What Firefox itself says that it holds, once it has given back what it can: the report of about:memory, asked for by signal.

import { readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { setTimeout as sleep } from 'node:timers/promises';
import { gunzipSync } from 'node:zlib';
import * as v from 'valibot';

/**
 * Firefox on Linux answers the second real-time signal (glibc's first is 34) by giving back what it can and a report of all of
 * its processes. Seen with 153 ESR: by the first it reports alone, and the page's process has 82 MB of unused pages after 1,000
 * visits; by this one none.
 */
const MINIMISE_AND_REPORT = 35;
/** A report of a browser with many pages takes seconds; ms. */
const LONGEST = 60_000;

const ReportSchema = v.object({
  reports: v.array(v.object({ process: v.string(), path: v.string(), amount: v.number() })),
});

/** Of so many reports the greatest counts: now and then one lacks a block of 67 MB of the main process that is there again soon after. */
const REPORTS = 3;

/**
 * Memory that all processes of the Firefox with process id `root` have committed after a collection, MB: its heap with what
 * is unused in it, and the heaps of JavaScript. Caches that it empties when memory is short, and pages that it has given back
 * to the system, are not in it. Throws when no report comes.
 */
export async function heldMb(root: number): Promise<number> {
  const told: number[] = [];
  while (told.length < REPORTS) told.push(await committedMb(root));
  return Math.max(...told);
}

async function committedMb(root: number): Promise<number> {
  process.kill(root, MINIMISE_AND_REPORT);
  const { reports } = v.parse(ReportSchema, JSON.parse(gunzipSync(await reportOf(root)).toString()));
  let bytes = 0;
  for (const { path, amount } of reports) {
    if (/^(heap\/committed|js-main-runtime-gc-heap-committed)\//.test(path)) bytes += amount;
  }
  if (!bytes) throw new Error('Firefox’s memory report names no committed memory');
  return bytes / 1e6;
}

/** The report is written under another name and renamed when it is whole. */
async function reportOf(root: number): Promise<Buffer> {
  for (const until = Date.now() + LONGEST; Date.now() < until; await sleep(100)) {
    const [found] = [`${tmpdir()}/memory-reports`, tmpdir()].flatMap((folder) =>
      filesOf(folder)
        .filter((name) => name.startsWith('unified-memory-report-') && name.endsWith(`-${root}.json.gz`))
        .map((name) => `${folder}/${name}`),
    );
    if (!found) continue;
    const bytes = readFileSync(found);
    rmSync(found);
    return bytes;
  }
  throw new Error(`Firefox wrote no memory report in ${LONGEST / 1000} s`);
}

function filesOf(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    // Not every system keeps them in a folder of their own.
    return [];
  }
}
