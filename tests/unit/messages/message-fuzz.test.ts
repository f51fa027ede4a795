import { expect, it } from 'vitest';
import { run } from '../../torture/message-fuzz.ts';

it('random and spoilt messages are refused by name without a write, and crash nothing', async () => {
  const { rows } = await run({ seed: 20_261_122, share: 'short' });
  expect(rows.filter(({ ok }) => !ok)).toEqual([]);
}, 120_000);
