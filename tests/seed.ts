import fc from 'fast-check';

/**
 * Property tests start from one seed, so that a commit passes or fails the same everywhere. `npm run torture` walks
 * through other seeds, by this variable; a seed that finds something becomes an example of its test.
 */
fc.configureGlobal({ seed: Number(process.env.WONGLEP_SEED ?? 20_261_122) });
