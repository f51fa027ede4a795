// A share of `npm run torture` that is short enough for every test run: browsers of their own, killed and started again.
import assert from 'node:assert/strict';
import type { TortureResult } from '../../torture/contract.ts';
import * as saveKill from '../../torture/save-kill.ts';
import * as tornLog from '../../torture/torn-log.ts';
import type { Scenario } from '../harness.ts';

const SEED = 7;

function allHeld({ rows }: TortureResult): void {
  for (const { what, figure, ok } of rows) assert.ok(ok, `${what}: ${figure}`);
}

const scenarios: Scenario[] = [
  {
    name: 'killed: acknowledged saves are there after SIGKILL',
    timeout: 90_000,
    async run({ browserName }) {
      allHeld(await saveKill.run({ seed: SEED, share: 'short', browsers: [browserName], times: 2 }));
    },
  },
  {
    name: 'killed: a record that was torn in Chromium’s log costs no save',
    only: 'chrome',
    timeout: 60_000,
    async run() {
      allHeld(await tornLog.run({ seed: SEED, share: 'short', browsers: ['chrome'], times: 2 }));
    },
  },
];

export default scenarios;
