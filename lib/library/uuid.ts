/**
 * UUID version 7 (RFC 9562, section 5.7): 48 bits of milliseconds, then a 12-bit counter (method 1 of section 6.2) so that
 * ids made within one millisecond still sort by creation, then 62 random bits.
 */
export interface UuidSource {
  now(): number;
  random(bytes: Uint8Array<ArrayBuffer>): void;
}

const SYSTEM: UuidSource = { now: () => Date.now(), random: (bytes) => crypto.getRandomValues(bytes) };

/** A generator of ascending ids. A clock that goes back does not make ids go back: the last time is kept and counted on. */
export function createUuid7(source: UuidSource = SYSTEM): () => string {
  let lastMs = 0;
  let counter = 0;
  const bytes = new Uint8Array(16);
  return () => {
    source.random(bytes);
    const now = Math.floor(source.now());
    if (now > lastMs) {
      lastMs = now;
      // The upper bit starts at 0, which leaves at least 2,048 ids before the counter runs into the next millisecond.
      counter = (((bytes[6]! & 0x07) << 8) | bytes[7]!) & 0x7ff;
    } else if (++counter > 0xfff) {
      lastMs++;
      counter = 0;
    }
    for (let i = 0, rest = lastMs; i < 6; i++) {
      bytes[5 - i] = rest % 256;
      rest = Math.floor(rest / 256);
    }
    bytes[6] = 0x70 | (counter >> 8);
    bytes[7] = counter & 0xff;
    bytes[8] = 0x80 | (bytes[8]! & 0x3f);
    const hex = Array.from(bytes, (b) => b.toString(16).padStart(2, '0')).join('');
    return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
  };
}

export const uuid7 = createUuid7();

/** Milliseconds since 1970 at which a version 7 id was made. */
export function uuid7Time(id: string): number {
  return Number.parseInt(id.slice(0, 8) + id.slice(9, 13), 16);
}
