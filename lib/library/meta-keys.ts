/** Keys of the `meta` table that more than one part of the house reads. */

/** When a backup was written last, ms since 1970. */
export const LAST_BACKUP = 'last-backup';
