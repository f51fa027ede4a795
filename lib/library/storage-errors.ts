import { fail, type NamedError, type Result } from '../result.ts';

/** The stored library was written by a newer Wonglep than this one. */
export class NewerSchemaError extends Error {
  override name = 'NewerSchemaError';
  constructor(installed: number, known: number) {
    super(`the library has schema ${installed}, this version knows ${known}`);
  }
}

type StorageErrorName = Extract<NamedError['name'], `storage-${string}`>;

/**
 * Names as browsers and Dexie give them. Order tells what to look for first in a chain of causes: a transaction that is
 * aborted because the disk is full reports AbortError outside and QuotaExceededError inside.
 */
const NAMES: [StorageErrorName, string[]][] = [
  ['storage-full', ['QuotaExceededError', 'QuotaExceeded', 'NS_ERROR_DOM_QUOTA_ERR', 'FileNoSpaceError']],
  ['storage-newer-version', ['NewerSchemaError', 'VersionError', 'VersionChangeError', 'DowngradeError']],
  [
    'storage-blocked',
    ['MissingAPIError', 'SecurityError', 'InvalidStateError', 'NotAllowedError', 'InvalidAccessError'],
  ],
  ['storage-unusable', ['OpenFailedError', 'Internal error opening backing store']],
  ['storage-closed', ['DatabaseClosedError', 'DatabaseClosed', 'PrematureCommitError']],
  [
    'storage-aborted',
    ['AbortError', 'TransactionInactiveError', 'TimeoutError', 'UnknownError', 'DataError'],
  ],
];

/** Everything an error says of itself and its causes: Dexie's `inner`, `cause`, and the failures of a bulk operation. */
function* causes(error: unknown, depth = 0): Generator<{ name: string; message: string }> {
  if (typeof error !== 'object' || error === null || depth > 6) return;
  const { name, message, inner, cause, failures } = error as Record<string, unknown>;
  yield { name: String(name ?? ''), message: String(message ?? '') };
  yield* causes(inner, depth + 1);
  yield* causes(cause, depth + 1);
  if (Array.isArray(failures)) for (const failure of failures.slice(0, 3)) yield* causes(failure, depth + 1);
}

/**
 * Whether the library was closed because it never opened: Dexie tells so at the first call (OpenFailedError), and at each later
 * one calls it closed by the same cause. Neither browser says why it does not open (a profile folder that cannot be written,
 * a damaged store, a failing disk): both give UnknownError, “Internal error opening backing store for indexedDB.open.” and
 * “The operation failed for reasons unrelated to the database itself …”.
 */
function neverOpened(chain: readonly { name: string }[]): boolean {
  const has = (name: string) => chain.some((link) => link.name === name);
  return has('DatabaseClosedError') && has('UnknownError');
}

/** The named error for whatever a storage call threw; `unexpected` for what is no storage error (a fault of ours). */
export function storageError(error: unknown): NamedError {
  const chain = [...causes(error)];
  const detail = chain.map(({ name, message }) => `${name}: ${message}`).join(' < ') || String(error);
  for (const [name, known] of NAMES) {
    if (
      chain.some((link) => known.includes(link.name) || known.some((k) => link.message.startsWith(k))) ||
      (name === 'storage-unusable' && neverOpened(chain))
    ) {
      return { name, detail };
    }
  }
  return { name: 'unexpected', detail };
}

/** Runs a storage call and gives its failure back as a value with a name. */
export async function storageResult<T>(call: () => Promise<T>): Promise<Result<T>> {
  try {
    return { ok: true, value: await call() };
  } catch (error) {
    const { name, detail } = storageError(error);
    const full = UNEXPLAINED.includes(name) && (await isFull());
    return fail(full ? 'storage-full' : name, detail);
  }
}

/**
 * What a browser says of a full disk as well as of other things: Chromium breaks the transaction off, then closes the library,
 * and may not open it again.
 */
const UNEXPLAINED: readonly string[] = ['storage-aborted', 'storage-closed', 'storage-unusable'];
/** Less room than the smallest save may take, with what the store writes beside it; bytes. */
const LITTLE_ROOM = 2_000_000;

async function isFull(): Promise<boolean> {
  const room = await roomLeft();
  // Whoever cannot tell its room is not known to have none.
  return room !== null && room < LITTLE_ROOM;
}

/** Bytes that the browser says may still be stored; null when it does not say. */
export async function roomLeft(): Promise<number | null> {
  const { storage } = (globalThis as { navigator?: { storage?: StorageManager } }).navigator ?? {};
  try {
    const { quota, usage } = (await storage?.estimate()) ?? {};
    return quota === undefined || usage === undefined ? null : quota - usage;
  } catch {
    // Refused: not known.
    return null;
  }
}
