import { CALIBRATION_BUCKETS } from '../../lib/recognition/name-model/decode.ts';

/** One predicted span of a text the model had not seen: its margin's bucket, and whether it was exactly right. */
export interface Outcome {
  bucket: number;
  right: boolean;
}

/** A table that lets the bucket's number through in place of a confidence, to collect outcomes with. */
export function openTable(): Uint8Array {
  return Uint8Array.from({ length: 2 * CALIBRATION_BUCKETS }, (_, i) => i % CALIBRATION_BUCKETS);
}

/**
 * The share of right spans by bucket, never falling as the margin grows (isotonic regression by pooling adjacent
 * violators), each bucket drawn a little towards the overall share. The same table serves both guidelines.
 */
export function calibrate(outcomes: readonly Outcome[]): Uint8Array {
  const overall = outcomes.filter((o) => o.right).length / Math.max(1, outcomes.length);
  const pools: { right: number; all: number; buckets: number }[] = [];
  for (let bucket = 0; bucket < CALIBRATION_BUCKETS; bucket++) {
    const here = outcomes.filter((o) => o.bucket === bucket);
    pools.push({
      right: here.filter((o) => o.right).length + overall * 0.5,
      all: here.length + 0.5,
      buckets: 1,
    });
    for (;;) {
      const last = pools.at(-1);
      const before = pools.at(-2);
      if (!last || !before || last.right / last.all >= before.right / before.all) break;
      pools.splice(-2, 2, {
        right: last.right + before.right,
        all: last.all + before.all,
        buckets: last.buckets + before.buckets,
      });
    }
  }
  const shares = pools.flatMap(({ right, all, buckets }) => Array<number>(buckets).fill(right / all));
  return Uint8Array.from([...shares, ...shares], (share) => Math.round(share * 255));
}
