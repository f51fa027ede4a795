/**
 * Files of a zip that somebody else made, with bounded memory and time. The sizes that a zip tells of itself are not
 * believed: what is unpacked is counted, piece by piece, and the first byte over the limit ends it. Names are compared,
 * never used as paths, and files that are not wanted are not unpacked.
 */
import { Unzip, UnzipInflate } from 'fflate';

export class UnzipError extends Error {
  override name = 'UnzipError';
  readonly reason: 'damaged' | 'too-large';
  constructor(reason: UnzipError['reason'], message: string) {
    super(message);
    this.reason = reason;
  }
}

/** Bytes that are handed over at once: they unpack to at most about a thousand times as many. */
const PIECE = 16 * 1024;
/** No package that we read has more files; those of an Anki package are mostly media. */
const MAX_FILES = 100_000;

/**
 * @param limit bytes that all wanted files may unpack to, together
 * @throws UnzipError
 */
export function unzipBounded(
  zip: Uint8Array,
  wanted: (name: string) => boolean,
  limit: number,
): Map<string, Uint8Array> {
  const files = new Map<string, Uint8Array>();
  let failure: UnzipError | null = null;
  let seen = 0;
  let open = 0;
  let total = 0;
  const unzip = new Unzip((file) => {
    if (++seen > MAX_FILES) failure ??= new UnzipError('too-large', `over ${MAX_FILES} files`);
    if (failure || !wanted(file.name)) return;
    // Two files of one name: readers disagree which counts, so neither is believed.
    if (files.has(file.name)) {
      failure = new UnzipError('damaged', `${file.name} is there twice`);
      return;
    }
    files.set(file.name, new Uint8Array());
    const pieces: Uint8Array[] = [];
    open++;
    file.ondata = (error, piece, last) => {
      if (failure) return;
      if (error) {
        failure = new UnzipError('damaged', String(error));
        return;
      }
      total += piece.length;
      if (total > limit) {
        failure = new UnzipError('too-large', `over ${limit} bytes unpacked`);
        pieces.length = 0;
        return;
      }
      pieces.push(piece);
      if (!last) return;
      files.set(file.name, joined(pieces));
      open--;
    };
    file.start();
  });
  unzip.register(UnzipInflate);
  try {
    for (let at = 0; at < zip.length && !failure; at += PIECE)
      unzip.push(zip.subarray(at, at + PIECE), at + PIECE >= zip.length);
  } catch (error) {
    failure ??= new UnzipError('damaged', String(error));
  }
  if (failure) throw failure;
  if (seen === 0) throw new UnzipError('damaged', 'no file in it');
  if (open > 0) throw new UnzipError('damaged', 'it ends in the middle of a file');
  return files;
}

function joined(pieces: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(pieces.reduce((sum, piece) => sum + piece.length, 0));
  let at = 0;
  for (const piece of pieces) {
    whole.set(piece, at);
    at += piece.length;
  }
  return whole;
}
