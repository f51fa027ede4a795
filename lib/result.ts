/** Errors do not cross contexts (structured cloning drops their class), so between contexts they are values. */
export type Result<T, E = NamedError> = { ok: true; value: T } | { ok: false; error: E };

export interface NamedError {
  /** Stable, e.g. `storage-full`; each has texts `error_<name with _>` and `error_<name with _>_help` in _locales. */
  name: ErrorName;
  /** For a log or a bug report; not shown as the only text to a user. */
  detail: string;
}

export const ERROR_NAMES = [
  'storage-full',
  'storage-blocked',
  'storage-unusable',
  'storage-closed',
  'storage-newer-version',
  'storage-aborted',
  'not-found',
  'bad-message',
  'bad-input',
  'page-empty',
  'page-too-large',
  'page-not-reachable',
  'annotate-failed',
  'extension-updated',
  'unexpected',
] as const;
export type ErrorName = (typeof ERROR_NAMES)[number];

export function ok<T>(value: T): { ok: true; value: T } {
  return { ok: true, value };
}

export function fail(name: ErrorName, detail: string): { ok: false; error: NamedError } {
  return { ok: false, error: { name, detail } };
}
