import type { CDPSession } from 'puppeteer-core';

/** JavaScript heap, embedder heap and buffers of a page's process as Chromium tells them, MB of 1,000,000 bytes. */
export async function pageHeapMb(client: CDPSession): Promise<number> {
  // Older Chromiums tell the first alone.
  const { usedSize, embedderHeapUsedSize, backingStorageSize } = (await client.send(
    'Runtime.getHeapUsage',
  )) as {
    usedSize: number;
    embedderHeapUsedSize?: number;
    backingStorageSize?: number;
  };
  return (usedSize + (embedderHeapUsedSize ?? 0) + (backingStorageSize ?? 0)) / 1e6;
}
