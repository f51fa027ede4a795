import { expect, it } from 'vitest';
import { run } from '../../torture/schema-versions.ts';

it('a library of every schema that ever landed opens with its rows equal, and one of a newer version is refused', async () => {
  const { rows } = await run({ seed: 20_261_122, share: 'short' });
  expect(rows.filter(({ ok }) => !ok)).toEqual([]);
  expect(rows.length).toBeGreaterThan(4);
});
