// Pages that go on living under the reader.
import assert from 'node:assert/strict';
import { settledState } from '../../../tools/browsers/visit.ts';
import { extensionTasks, traced } from '../../bench/extension-tasks.ts';
import { type ReactPageReport, reactPage } from '../../fixtures/react-page.ts';
import type { Scenario } from '../harness.ts';

const EVERY = 200;
const FOR = 20_000;

const scenarios: Scenario[] = [
  {
    name: 'living: React draws its article every 200 ms for 20 s, and keeps its nodes, its names and its time',
    timeout: 90_000,
    async run(stage) {
      await stage.reset();
      const url = stage.server.put('/news/react.html', { body: reactPage(EVERY, FOR) });
      const page = await stage.visit(url);
      const { annotation, errors } = await settledState(stage.session, url, 15_000);
      assert.ok(annotation.mentions.length >= 7, `${annotation.mentions.length} names`);
      let report!: ReactPageReport;
      const run = async () => {
        report = await page.evaluate(() =>
          (globalThis as unknown as { start(): Promise<ReactPageReport> }).start(),
        );
      };
      let share: number | null = null;
      if (stage.browserName === 'chrome') {
        const tasks = extensionTasks(await traced(page, run), stage.session.extensionOrigin);
        share = tasks.reduce((sum, task) => sum + task.extensionMs, 0) / FOR;
      } else await run();
      const times = report.latencies.map((ms) => ms ?? Number.POSITIVE_INFINITY).sort((a, b) => a - b);
      const at = (part: number) =>
        Math.round(times[Math.min(times.length - 1, Math.floor(times.length * part))]!);
      const figure = `${report.renders} renders, names back after ${at(0.5)} ms (median), ${at(0.95)} (p95), ${at(1)} (worst)${share === null ? '' : `; ${(share * 100).toFixed(2)}% of the main thread`}`;
      console.log(`        ${figure}`);
      assert.deepEqual(report.errors, []);
      assert.deepEqual(errors, []);
      assert.equal(report.foreign, 0, 'no mutation of React’s nodes but React’s own');
      assert.ok(at(0.5) <= 100, figure);
      assert.ok(share === null || share < 0.03, figure);
    },
  },
];

export default scenarios;
