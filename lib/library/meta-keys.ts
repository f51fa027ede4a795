/** Keys of the `meta` table that more than one part of the house reads. */

/** When a backup was written last, ms since 1970. */
export const LAST_BACKUP = 'last-backup';

/** Which library this is: made when its first safety copy is written, and in no backup (lib/exchange/safety-copy.ts). */
export const LIBRARY_ID = 'library-id';
