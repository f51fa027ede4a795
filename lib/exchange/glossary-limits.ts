/** Larger files are no glossaries; bytes as they are on disk. */
export const MAX_FILE = 64 * 1024 * 1024;
/** A zip may hold this much once unpacked, bytes: a small file that unpacks to gigabytes must not fill the memory. */
export const MAX_UNPACKED = 128 * 1024 * 1024;
/** One file of a zip, unpacked, bytes: it is parsed at once, and JSON takes up to ten times its size. */
export const MAX_BANK = 32 * 1024 * 1024;
/** Lines of a table, good and bad. */
export const MAX_ROWS = 300_000;
/** Entries that one import may bring. */
export const MAX_ENTRIES = 100_000;
/** UTF-16 code units of one cell. */
export const MAX_CELL = 2_000;

/** The file cannot be read as a glossary. `reason` is for the reader of the page, `detail` for a report. */
export class GlossaryFileError extends Error {
  override name = 'GlossaryFileError';
  readonly reason: GlossaryFileReason;
  constructor(reason: GlossaryFileReason, detail: string) {
    super(detail);
    this.reason = reason;
  }
}

export const GLOSSARY_FILE_REASONS = [
  'too-large',
  'not-text',
  'no-columns',
  'not-a-zip',
  'no-dictionary',
  'bad-dictionary',
  'empty',
] as const;
export type GlossaryFileReason = (typeof GLOSSARY_FILE_REASONS)[number];
