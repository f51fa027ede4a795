import { browser } from 'wxt/browser';

/** WXT types `getURL` by generated paths, which files outside a build do not have. */
const runtime = browser.runtime as unknown as { getURL(path: string): string };

/** Address of a file of the extension, e.g. `/library.html`. */
export const extensionUrl = (path: string): string => runtime.getURL(path);
