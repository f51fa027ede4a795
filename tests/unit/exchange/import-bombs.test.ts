import { expect, it } from 'vitest';
import { run } from '../../torture/import-bombs.ts';

it('files that are made to break the reader are refused with a reason, in bounded memory, with nothing written', async () => {
  const { rows } = await run({ seed: 20_261_122, share: 'short' });
  expect(rows.filter(({ ok }) => !ok)).toEqual([]);
  expect(rows.length).toBeGreaterThan(8);
}, 120_000);
